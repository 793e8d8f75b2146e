//! A comment's place in its thread. Everything that makes readers see a comment, or not see it any more,
//! goes through here: the counts and the stubs follow.

use super::{
    CommentRecord, append_event, comment_columns, find_comment, hold_thread, read_comment,
};
use crate::comment::model::{EventKind, Status};
use sqlx::AnyConnection;

/// The level at which replies stop to be indented.
pub const DEEPEST: i64 = 3;
/// Digits of an id in a path.
const DIGITS: usize = 13;

/// What a new comment consists of.
#[derive(Clone, Debug)]
pub struct NewComment<'a> {
    /// The article it is about.
    pub article_id: i64,
    /// Who writes it.
    pub person_id: Option<i64>,
    /// The name shown.
    pub name: &'a str,
    /// What it answers; of the same article.
    pub parent: Option<&'a CommentRecord>,
    /// What it says, cleaned.
    pub text: &'a str,
    /// The passage of the article that it is about; may be empty.
    pub quote: &'a str,
    /// Where it stands.
    pub status: Status,
    /// Milliseconds UTC.
    pub posted_at: i64,
    /// Whether its writer is new.
    pub newcomer: bool,
    /// Where it comes from.
    pub network: &'a str,
    /// What the browser calls this posting.
    pub operation: Option<&'a str>,
    /// What it was called in the system that it was brought from.
    pub origin: Option<&'a str>,
}

/// Where a comment goes that answers another one.
fn place_below(parent: &CommentRecord, id: i64) -> (i64, String) {
    let level = (parent.level + 1).min(DEEPEST);
    let above = usize::try_from(level - 1).unwrap_or(0) * DIGITS;
    let mut path: String = parent.path.chars().take(above).collect();
    path.push_str(&format!("{id:0DIGITS$}"));
    (level, path)
}

/// Puts a comment into its thread, and tells open pages where they can see it. None when it was put there
/// already under the same name of its browser or its origin; then the transaction is not spoilt.
///
/// # Errors
/// When the database fails.
pub async fn insert_comment(
    connection: &mut AnyConnection,
    new: &NewComment<'_>,
) -> Result<Option<CommentRecord>, sqlx::Error> {
    hold_thread(connection, new.article_id).await?;
    let (level, branch) = match new.parent {
        Some(parent) => ((parent.level + 1).min(DEEPEST), Some(parent.branch_id)),
        None => (0, None),
    };
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO comments (article_id, person_id, name, parent_id, branch_id, level, path, text, quote, \
         status, posted_at, newcomer_at, network, operation, origin) \
         VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, 'waiting', $9, $10, $11, $12, $13) \
         ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(new.article_id)
    .bind(new.person_id)
    .bind(new.name)
    .bind(new.parent.map(|parent| parent.id))
    .bind(branch)
    .bind(level)
    .bind(new.text)
    .bind(new.quote)
    .bind(new.posted_at)
    .bind(new.newcomer.then_some(new.posted_at))
    .bind(new.network)
    .bind(new.operation)
    .bind(new.origin)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(id) = id else {
        return Ok(None);
    };
    let path = new
        .parent
        .map(|parent| place_below(parent, id).1)
        .unwrap_or_default();
    let row = sqlx::query(concat!(
        "UPDATE comments SET branch_id = COALESCE(branch_id, id), path = $1 WHERE id = $2 RETURNING ",
        comment_columns!()
    ))
    .bind(path)
    .bind(id)
    .fetch_one(&mut *connection)
    .await?;
    let comment = read_comment(&row)?;
    if new.status == Status::Waiting {
        return Ok(Some(comment));
    }
    set_status(connection, &comment, new.status, new.posted_at)
        .await
        .map(Some)
}

/// Changes where a comment stands: its place in the thread, the counts and the stubs above it follow, and
/// open pages are told. Of what is deleted no report is left open: there is nothing to decide about. Gives the
/// comment as it is now.
///
/// # Errors
/// When the database fails.
pub async fn set_status(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    status: Status,
    now: i64,
) -> Result<CommentRecord, sqlx::Error> {
    hold_thread(connection, comment.article_id).await?;
    // What the caller has read may be older than the hold.
    let before = reload(connection, comment.id).await?;
    sqlx::query(
        "UPDATE comments SET status = $1, version = version + 1, deleted_at = NULL WHERE id = $2",
    )
    .bind(status.as_str())
    .bind(comment.id)
    .execute(&mut *connection)
    .await?;
    if status == Status::Deleted {
        close(connection, comment.id, now).await?;
    }
    let shown = i64::from(status == Status::Published) - i64::from(before.is_published());
    if shown != 0 {
        sqlx::query("UPDATE threads SET comments = comments + $1 WHERE article_id = $2")
            .bind(shown)
            .bind(comment.article_id)
            .execute(&mut *connection)
            .await?;
    }
    list_or_unlist(connection, comment.id).await?;
    let after = reload(connection, comment.id).await?;
    let kind = match (before.is_published(), after.is_published()) {
        (false, true) => Some(EventKind::Posted),
        (true, false) => Some(EventKind::Removed),
        _ => None,
    };
    if let Some(kind) = kind {
        append_event(connection, kind, &after, now).await?;
    }
    Ok(after)
}

/// Notes when a comment was deleted, and settles its reports: neither right nor wrong.
async fn close(connection: &mut AnyConnection, id: i64, now: i64) -> Result<(), sqlx::Error> {
    for sql in [
        "UPDATE comments SET deleted_at = $1, reported_at = NULL, report_weight = 0 WHERE id = $2",
        "UPDATE comment_reports SET settled_at = $1 WHERE comment_id = $2 AND settled_at IS NULL",
    ] {
        sqlx::query(sql)
            .bind(now)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn reload(connection: &mut AnyConnection, id: i64) -> Result<CommentRecord, sqlx::Error> {
    find_comment(connection, id)
        .await?
        .ok_or(sqlx::Error::RowNotFound)
}

/// Whether anything that stands in the thread answers a comment: comment.
pub const HAS_LISTED_REPLIES: &str =
    "SELECT 1 FROM comments WHERE parent_id = $1 AND listed_at IS NOT NULL LIMIT 1";

/// A comment stands in the thread while it is published, and as a stub while anything that stands there
/// answers it. Where that changes, the same is asked of what it answers.
async fn list_or_unlist(connection: &mut AnyConnection, id: i64) -> Result<(), sqlx::Error> {
    let mut next = Some(id);
    while let Some(id) = next {
        let comment = reload(connection, id).await?;
        let wanted = comment.is_published()
            || sqlx::query_scalar::<_, i64>(HAS_LISTED_REPLIES)
                .bind(id)
                .fetch_optional(&mut *connection)
                .await?
                .is_some();
        if wanted == comment.listed_at.is_some() {
            return Ok(());
        }
        sqlx::query("UPDATE comments SET listed_at = $1 WHERE id = $2")
            .bind(wanted.then_some(comment.posted_at))
            .bind(id)
            .execute(&mut *connection)
            .await?;
        let change: i64 = if wanted { 1 } else { -1 };
        let (sql, counted) = if comment.level == 0 {
            (
                "UPDATE threads SET branches = branches + $1 WHERE article_id = $2",
                comment.article_id,
            )
        } else {
            (
                "UPDATE comments SET replies = replies + $1 WHERE id = $2",
                comment.branch_id,
            )
        };
        sqlx::query(sql)
            .bind(change)
            .bind(counted)
            .execute(&mut *connection)
            .await?;
        next = comment.parent_id;
    }
    Ok(())
}
