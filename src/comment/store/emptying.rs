//! What becomes of comments that were deleted long ago.

use crate::desk::manuscript::store::places;
use sqlx::{AnyConnection, AssertSqlSafe};

/// Which comments are emptied: deleted before which moment.
pub const LONG_DELETED: &str = "UPDATE comments SET text = '', quote = '' WHERE id IN \
     (SELECT id FROM comments WHERE deleted_at < $1 AND text > '' ORDER BY deleted_at, id LIMIT 500) RETURNING id";

/// Empties comments that were deleted before a moment, in milliseconds UTC, of all that they said: text, passage,
/// earlier texts, what the checks have found in them, why their writers thought them right. A limited number at
/// once. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn empty_deleted(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<usize, sqlx::Error> {
    let ids: Vec<i64> = sqlx::query_scalar(LONG_DELETED)
        .bind(before)
        .fetch_all(&mut *connection)
        .await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let of_these = places(1, ids.len());
    for change in [
        "DELETE FROM comment_revisions",
        "DELETE FROM comment_findings",
        "UPDATE comment_appeals SET text = ''",
    ] {
        let sql = format!("{change} WHERE comment_id IN ({of_these})");
        let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        for id in &ids {
            query = query.bind(id);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(ids.len())
}
