//! What people are told about their comments.

use super::{
    comment_columns,
    people::{PlacedComment, read_placed},
};
use sqlx::{AnyConnection, Row};

/// A notice with the comment that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Its id.
    pub id: i64,
    /// The word in the column `kind`.
    pub kind: String,
    /// The reason of a decision; may be empty.
    pub reason: String,
    /// Milliseconds UTC.
    pub told_at: i64,
    /// Whether it was seen.
    pub is_seen: bool,
    /// The comment; None where it is about the person.
    pub comment: Option<PlacedComment>,
}

/// Somebody's notices, the newest first: person, before which id, how many.
pub const NOTICES: &str = "SELECT id, kind, reason, told_at, seen_at, comment_id FROM comment_notices \
     WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";

/// The comments that somebody's notices are about: person, before which id, how many.
pub const NOTICED: &str = concat!(
    "SELECT ",
    comment_columns!(),
    ", articles.language, articles.slug, articles.headline, sections.slug AS section_slug, \
     CAST(NULL AS TEXT) AS decided_because, CAST(NULL AS TEXT) AS appeal \
     FROM (SELECT comment_id FROM comment_notices WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) \
     AS noticed JOIN comments ON comments.id = noticed.comment_id \
     JOIN articles ON articles.id = comments.article_id JOIN sections ON sections.id = articles.section_id"
);

/// A page of somebody's notices, the newest first, from before an id.
///
/// # Errors
/// When the database fails.
pub async fn list_notices(
    connection: &mut AnyConnection,
    person: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<NoticeRecord>, sqlx::Error> {
    let comments: Vec<PlacedComment> = sqlx::query(NOTICED)
        .bind(person)
        .bind(before)
        .bind(limit)
        .fetch_all(&mut *connection)
        .await?
        .iter()
        .map(read_placed)
        .collect::<Result<_, _>>()?;
    let rows = sqlx::query(NOTICES)
        .bind(person)
        .bind(before)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let comment: Option<i64> = row.try_get("comment_id")?;
            Ok(NoticeRecord {
                id: row.try_get("id")?,
                kind: row.try_get("kind")?,
                reason: row.try_get("reason")?,
                told_at: row.try_get("told_at")?,
                is_seen: row.try_get::<Option<i64>, _>("seen_at")?.is_some(),
                comment: comments
                    .iter()
                    .find(|placed| Some(placed.comment.id) == comment)
                    .cloned(),
            })
        })
        .collect()
}

/// Marks all of somebody's notices up to an id as seen.
///
/// # Errors
/// When the database fails.
pub async fn see_notices(
    connection: &mut AnyConnection,
    person: i64,
    up_to: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE comment_notices SET seen_at = $1 WHERE person_id = $2 AND seen_at IS NULL AND id <= $3",
    )
    .bind(now)
    .bind(person)
    .bind(up_to)
    .execute(connection)
    .await?;
    Ok(())
}

/// What is deleted because it was seen long ago: moment.
pub const OLD_NOTICES: &str = "DELETE FROM comment_notices WHERE id IN \
     (SELECT id FROM comment_notices WHERE seen_at < $1 ORDER BY seen_at, id LIMIT 1000)";

/// Deletes notices that were seen before a moment, in milliseconds UTC; a limited number at once.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_notices(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(OLD_NOTICES)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(())
}
