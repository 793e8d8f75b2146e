//! People who comment: what they have written, the name they chose, what becomes of it when they leave.

use super::{
    CommentRecord, comment_columns, desk::count_change, read_comment, set_status,
    telephones::keep_restriction,
};
use crate::{article::store::broken, comment::model::Status, language::Language};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};
use std::collections::BTreeMap;

/// Somebody's comments with where they stand, the newest first: person, before which moment, before which
/// id, how many.
pub const OWN_COMMENTS: &str = concat!(
    "SELECT ",
    comment_columns!(),
    ", articles.language, articles.slug, articles.headline, sections.slug AS section_slug, \
     (SELECT reason FROM comment_decisions WHERE comment_id = comments.id AND action = 'reject' \
      AND undone_at IS NULL ORDER BY id DESC LIMIT 1) AS decided_because, \
     (SELECT COALESCE(outcome, 'open') FROM comment_appeals WHERE comment_id = comments.id) AS appeal \
     FROM comments JOIN articles ON articles.id = comments.article_id \
     JOIN sections ON sections.id = articles.section_id \
     WHERE comments.person_id = $1 AND (comments.posted_at, comments.id) < ($2, $3) \
     ORDER BY comments.posted_at DESC, comments.id DESC LIMIT $4"
);

/// Whom somebody does not want to read, with the name they were read under: person.
pub const MUTED: &str = "SELECT muted_id AS id, name FROM comment_mutes \
     WHERE person_id = $1 ORDER BY muted_id LIMIT 500";

/// A comment with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedComment {
    /// The comment.
    pub comment: CommentRecord,
    /// The article's language.
    pub language: Language,
    /// Its slug.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// Its section's slug.
    pub section_slug: String,
    /// The reason that a moderator gave for rejecting it; empty where none did.
    pub reason: String,
    /// Where an appeal stands: `open`, `granted` or `declined`; empty where there is none.
    pub appeal: String,
}

pub(super) fn read_placed(row: &AnyRow) -> Result<PlacedComment, sqlx::Error> {
    let language: String = row.try_get("language")?;
    Ok(PlacedComment {
        comment: read_comment(row)?,
        language: Language::parse(&language)
            .ok_or_else(|| broken("language", format!("unknown language {language:?}").into()))?,
        slug: row.try_get("slug")?,
        headline: row.try_get("headline")?,
        section_slug: row.try_get("section_slug")?,
        reason: row
            .try_get::<Option<String>, _>("decided_because")?
            .unwrap_or_default(),
        appeal: row
            .try_get::<Option<String>, _>("appeal")?
            .unwrap_or_default(),
    })
}

/// A page of somebody's comments, the newest first, from before a moment and an id.
///
/// # Errors
/// When the database fails.
pub async fn list_own_comments(
    connection: &mut AnyConnection,
    person: i64,
    before: (i64, i64),
    limit: i64,
) -> Result<Vec<PlacedComment>, sqlx::Error> {
    let rows = sqlx::query(OWN_COMMENTS)
        .bind(person)
        .bind(before.0)
        .bind(before.1)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_placed).collect()
}

/// Whom somebody does not want to read: ids and names, 500 at most.
///
/// # Errors
/// When the database fails.
pub async fn list_muted(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Vec<(i64, String)>, sqlx::Error> {
    let rows = sqlx::query(MUTED)
        .bind(person)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("id")?, row.try_get("name")?)))
        .collect()
}

/// The name that somebody has chosen to comment under.
///
/// # Errors
/// When the database fails.
pub async fn find_pseudonym(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Option<String>, sqlx::Error> {
    let found: Option<Option<String>> =
        sqlx::query_scalar("SELECT pseudonym FROM commenters WHERE person_id = $1")
            .bind(person)
            .fetch_optional(connection)
            .await?;
    Ok(found.flatten())
}

/// What became of a new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameChange {
    /// Comments carry it from now on.
    Done,
    /// Somebody has, or had, one that looks like it; the transaction is not to be committed.
    Taken,
    /// The last one was chosen too short a time ago.
    TooSoon,
}

/// Sets the name under which somebody comments from now on, with what names that look alike have in common; None
/// for the name of the account. Another one than the present is taken only if that was chosen at `before` or
/// earlier; both moments in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn set_pseudonym(
    connection: &mut AnyConnection,
    person: i64,
    name: Option<(&str, &str)>,
    before: i64,
    now: i64,
) -> Result<NameChange, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO commenters (person_id, pseudonym, pseudonym_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET pseudonym = excluded.pseudonym, \
         pseudonym_at = COALESCE(excluded.pseudonym_at, commenters.pseudonym_at) \
         WHERE excluded.pseudonym IS NULL OR COALESCE(commenters.pseudonym_at, 0) <= $4",
    )
    .bind(person)
    .bind(name.map(|(name, _)| name))
    .bind(name.map(|_| now))
    .bind(before)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(NameChange::TooSoon);
    }
    let Some((_, skeleton)) = name else {
        return Ok(NameChange::Done);
    };
    // A name that was given up stays taken: what was said under it stays too.
    let mine = sqlx::query(
        "INSERT INTO comment_names (skeleton, person_id) VALUES ($1, $2) ON CONFLICT (skeleton) \
         DO UPDATE SET person_id = excluded.person_id WHERE comment_names.person_id = excluded.person_id",
    )
    .bind(skeleton)
    .bind(person)
    .execute(connection)
    .await?;
    Ok(match mine.rows_affected() {
        0 => NameChange::Taken,
        _ => NameChange::Done,
    })
}

/// Who has chosen a name that looks like this one, now or earlier: what such names have in common.
pub const NAMED: &str = "SELECT person_id FROM comment_names WHERE skeleton = $1";

/// Who has chosen a name that looks like this one, now or earlier.
///
/// # Errors
/// When the database fails.
pub async fn find_named(
    connection: &mut AnyConnection,
    skeleton: &str,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(NAMED)
        .bind(skeleton)
        .fetch_optional(connection)
        .await
}

/// The names of the newsroom and of authors, which nobody else may comment under: at most 2,000 of each.
///
/// # Errors
/// When the database fails.
pub async fn list_newsroom_names(
    connection: &mut AnyConnection,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(NEWSROOM_NAMES)
        .fetch_all(connection)
        .await
}

/// The names that belong to the paper.
pub const NEWSROOM_NAMES: &str = "SELECT name FROM (SELECT name FROM people WHERE role IN \
     ('author', 'editor', 'moderator', 'admin') ORDER BY role, id LIMIT 2000) AS newsroom \
     UNION SELECT name FROM (SELECT given_name || ' ' || surname AS name FROM authors ORDER BY id LIMIT 2000) AS bylines";

/// Takes back all that somebody has said, in whichever thread, and empties what is kept of it: the account
/// is no more. Where others have answered, a stub stays; and where a moderator has restricted them, for some
/// time the hash of their telephone.
///
/// # Errors
/// When the database fails.
pub async fn forget_commenter(
    connection: &mut AnyConnection,
    person: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    let rows = sqlx::query(concat!(
        "SELECT ",
        comment_columns!(),
        " FROM comments WHERE person_id = $1 AND status <> 'deleted' ORDER BY article_id, id"
    ))
    .bind(person)
    .fetch_all(&mut *connection)
    .await?;
    for row in &rows {
        set_status(connection, &read_comment(row)?, Status::Deleted, now).await?;
    }
    keep_restriction(connection, person, now).await?;
    // Support that is taken away with its giver would change old threads: it stays as a number.
    for sql in [
        "DELETE FROM comment_revisions WHERE comment_id IN (SELECT id FROM comments WHERE person_id = $1)",
        "DELETE FROM comment_findings WHERE comment_id IN (SELECT id FROM comments WHERE person_id = $1)",
        "DELETE FROM comment_supports WHERE person_id = $1",
        "UPDATE comment_reports SET person_id = NULL, note = '' WHERE person_id = $1",
        "DELETE FROM comment_mutes WHERE person_id = $1 OR muted_id = $1",
        "UPDATE comment_appeals SET person_id = NULL, text = '' WHERE person_id = $1",
        // Others are not told any more of what is not there, by nobody.
        "DELETE FROM comment_notices WHERE person_id = $1 \
         OR comment_id IN (SELECT id FROM comments WHERE person_id = $1)",
        "DELETE FROM telephone_codes WHERE person_id = $1",
        "DELETE FROM comment_rules WHERE scope = 'person' AND scope_id = $1",
        "DELETE FROM commenters WHERE person_id = $1",
        "DELETE FROM comment_names WHERE person_id = $1",
        "UPDATE comments SET text = '', quote = '', name = '', network = '', operation = NULL, newcomer_at = NULL, \
         person_id = NULL WHERE person_id = $1",
    ] {
        sqlx::query(sql)
            .bind(person)
            .execute(&mut *connection)
            .await?;
    }
    if !rows.is_empty() {
        count_change(connection).await?;
    }
    Ok(())
}

/// Empties where comments came from that are older than a moment, in milliseconds UTC; a limited number at
/// once. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget_networks(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(OLD_NETWORKS)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Whose network is forgotten: moment.
pub const OLD_NETWORKS: &str = "UPDATE comments SET network = '' WHERE id IN \
     (SELECT id FROM comments WHERE network > '' AND posted_at < $1 ORDER BY network, posted_at LIMIT 1000)";

/// Which comments count as approved although nobody decided: posted before which moment, now.
pub const COUNT_UNDISPUTED: &str = "UPDATE comments SET counted_at = $2 WHERE counted_at IS NULL AND id IN \
     (SELECT id FROM comments WHERE status = 'published' AND counted_at IS NULL \
     AND posted_at < $1 ORDER BY posted_at, id LIMIT 500) RETURNING person_id";

/// Counts comments as approved that readers have seen since before a moment and that count for nothing yet,
/// because no moderator had to look at them; a limited number at once. How many there were. Moments in
/// milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn count_undisputed(
    connection: &mut AnyConnection,
    before: i64,
    now: i64,
) -> Result<usize, sqlx::Error> {
    let writers: Vec<Option<i64>> = sqlx::query_scalar(COUNT_UNDISPUTED)
        .bind(before)
        .bind(now)
        .fetch_all(&mut *connection)
        .await?;
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    for writer in writers.iter().flatten() {
        *counts.entry(*writer).or_default() += 1;
    }
    if counts.is_empty() {
        return Ok(writers.len());
    }
    let rows: Vec<String> = (0..counts.len())
        .map(|index| format!("(${}, ${})", index * 2 + 1, index * 2 + 2))
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO commenters (person_id, approved) VALUES {} ON CONFLICT (person_id) \
         DO UPDATE SET approved = commenters.approved + excluded.approved",
        rows.join(", ")
    )));
    for (writer, count) in counts {
        query = query.bind(writer).bind(count);
    }
    query.execute(connection).await?;
    Ok(writers.len())
}
