//! Appeals: a writer asks that somebody else looks again.

use super::CommentRecord;
use crate::desk::manuscript::store::places;
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealRecord {
    /// The comment it is about.
    pub comment: i64,
    /// Who asks.
    pub person: Option<i64>,
    /// Who took the decision: somebody else looks at it. None: the program.
    pub against: Option<i64>,
    /// What they say.
    pub text: String,
    /// Milliseconds UTC.
    pub appealed_at: i64,
    /// When it was looked at.
    pub settled_at: Option<i64>,
}

/// Open appeals, the oldest first: moment and comment of the last shown, how many.
pub const OPEN: &str = "SELECT comment_id, person_id, against_id, text, appealed_at, settled_at FROM comment_appeals \
     WHERE settled_at IS NULL AND (appealed_at, comment_id) > ($1, $2) ORDER BY appealed_at, comment_id LIMIT $3";

fn read_appeal(row: &AnyRow) -> Result<AppealRecord, sqlx::Error> {
    Ok(AppealRecord {
        comment: row.try_get("comment_id")?,
        person: row.try_get("person_id")?,
        against: row.try_get("against_id")?,
        text: row.try_get("text")?,
        appealed_at: row.try_get("appealed_at")?,
        settled_at: row.try_get("settled_at")?,
    })
}

/// Open appeals after a place in their list.
///
/// # Errors
/// When the database fails.
pub async fn list_open_appeals(
    connection: &mut AnyConnection,
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<AppealRecord>, sqlx::Error> {
    let rows = sqlx::query(OPEN)
        .bind(after.0)
        .bind(after.1)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_appeal).collect()
}

/// The open appeals about these comments.
///
/// # Errors
/// When the database fails.
pub async fn list_appeals_about(
    connection: &mut AnyConnection,
    comments: &[i64],
) -> Result<Vec<AppealRecord>, sqlx::Error> {
    if comments.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "SELECT comment_id, person_id, against_id, text, appealed_at, settled_at FROM comment_appeals \
         WHERE comment_id IN ({}) AND settled_at IS NULL",
        places(1, comments.len())
    )));
    for comment in comments {
        query = query.bind(comment);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_appeal).collect()
}

/// Settles an appeal. False when somebody has settled it already.
///
/// # Errors
/// When the database fails.
pub async fn settle_appeal(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    outcome: &str,
    moderator: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE comment_appeals SET settled_at = $1, moderator_id = $2, outcome = $3 \
         WHERE comment_id = $4 AND settled_at IS NULL",
    )
    .bind(now)
    .bind(moderator)
    .bind(outcome)
    .bind(comment.id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
