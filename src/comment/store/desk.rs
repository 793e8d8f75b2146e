//! How far the moderators' desk has come, for pages that are open, and what belongs to a page of its queue.

use super::{
    CommentRecord,
    appeals::list_open_appeals,
    queue::{DECIDED, OF_NEWCOMERS, REPORTED, WAITING, list_by_ids, list_comments},
};
use crate::comment::desk::model::{Newest, Tab};
use sqlx::{AnyConnection, Row};

/// A place in a list of the queue: the moment that it is in order of, and the comment.
pub type Key = (i64, i64);

/// How far the desk has come: the newest decision, the newest comment, and how often the desk has changed.
pub const NEWEST: &str = "SELECT (SELECT COALESCE(MAX(id), 0) FROM comment_decisions) AS decision, \
     (SELECT COALESCE(MAX(id), 0) FROM comments) AS comment, \
     COALESCE((SELECT changes FROM comment_desk WHERE id = 1), 0) AS changes";

/// How far the desk has come.
///
/// # Errors
/// When the database fails.
pub async fn find_newest(connection: &mut AnyConnection) -> Result<Newest, sqlx::Error> {
    let row = sqlx::query(NEWEST).fetch_one(connection).await?;
    Ok(Newest {
        decision: row.try_get("decision")?,
        comment: row.try_get("comment")?,
        changes: row.try_get("changes")?,
    })
}

/// Counts a change of what the desk shows, so that open pages look. To be called as the last thing of a
/// transaction: everybody else who changes the desk waits for its end from here on. So whoever sees a number
/// sees all that was counted up to it, which is not so of ids: a lower one may be committed later.
///
/// # Errors
/// When the database fails.
pub async fn count_change(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO comment_desk (id, changes) VALUES (1, 1) \
         ON CONFLICT (id) DO UPDATE SET changes = comment_desk.changes + 1",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What a tab of the queue shows after a place in its list, with the places; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_tab(
    connection: &mut AnyConnection,
    tab: Tab,
    after: Option<Key>,
    limit: i64,
) -> Result<Vec<(Key, CommentRecord)>, sqlx::Error> {
    let first = (i64::MIN, i64::MIN);
    let (sql, start) = match tab {
        Tab::Waiting => (WAITING, first),
        Tab::Newcomers => (OF_NEWCOMERS, first),
        Tab::Reported => (REPORTED, first),
        Tab::Decided => (DECIDED, (i64::MAX, i64::MAX)),
        Tab::Appeals => return list_appealed(connection, after.unwrap_or(first), limit).await,
    };
    let found = list_comments(connection, sql, after.unwrap_or(start), limit, None).await?;
    Ok(found
        .into_iter()
        .map(|comment| {
            let at = match tab {
                Tab::Reported => comment.reported_at,
                Tab::Decided => comment.decided_at,
                Tab::Waiting | Tab::Newcomers | Tab::Appeals => Some(comment.posted_at),
            };
            ((at.unwrap_or_default(), comment.id), comment)
        })
        .collect())
}

async fn list_appealed(
    connection: &mut AnyConnection,
    after: Key,
    limit: i64,
) -> Result<Vec<(Key, CommentRecord)>, sqlx::Error> {
    let appeals = list_open_appeals(connection, after, limit).await?;
    let ids: Vec<i64> = appeals.iter().map(|appeal| appeal.comment).collect();
    let mut comments = list_by_ids(connection, &ids).await?;
    Ok(appeals
        .iter()
        .filter_map(|appeal| {
            let index = comments
                .iter()
                .position(|comment| comment.id == appeal.comment)?;
            let comment = comments.swap_remove(index);
            Some(((appeal.appealed_at, comment.id), comment))
        })
        .collect())
}

/// Whether something belongs to a page of a tab that is not among the comments it shows. The page lies behind
/// the place `from` (None: at the beginning of the list) and goes to the place `until` (None: to the end).
///
/// # Errors
/// When the database fails.
pub async fn has_others(
    connection: &mut AnyConnection,
    tab: Tab,
    shown: &[i64],
    from: Option<Key>,
    until: Option<Key>,
) -> Result<bool, sqlx::Error> {
    // Of one more than are shown, one is not shown.
    let limit = i64::try_from(shown.len()).unwrap_or(i64::MAX - 1) + 1;
    let found = list_tab(connection, tab, from, limit).await?;
    Ok(found
        .iter()
        .take_while(|(key, _)| match (until, tab) {
            (None, _) => true,
            (Some(until), Tab::Decided) => *key >= until,
            (Some(until), _) => *key <= until,
        })
        .any(|(_, comment)| !shown.contains(&comment.id)))
}

#[cfg(test)]
mod tests;
