//! Who supports which comments. The counts are kept in the same transaction.

use super::{CommentRecord, comment_columns, hold_thread, read_comment};
use sqlx::AnyConnection;

/// Writes down that somebody supports a comment, or does not any more. Gives the comment with its new
/// count; None where it was so already. Holds the thread.
///
/// # Errors
/// When the database fails.
pub async fn set_support(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    person: i64,
    supported: bool,
    now: i64,
) -> Result<Option<CommentRecord>, sqlx::Error> {
    hold_thread(connection, comment.article_id).await?;
    let query = if supported {
        sqlx::query(
            "INSERT INTO comment_supports (comment_id, person_id, article_id, supported_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(comment.id)
        .bind(person)
        .bind(comment.article_id)
        .bind(now)
    } else {
        sqlx::query("DELETE FROM comment_supports WHERE comment_id = $1 AND person_id = $2")
            .bind(comment.id)
            .bind(person)
    };
    if query.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(None);
    }
    let row = sqlx::query(concat!(
        "UPDATE comments SET support = support + $1 WHERE id = $2 RETURNING ",
        comment_columns!()
    ))
    .bind(if supported { 1_i64 } else { -1 })
    .bind(comment.id)
    .fetch_one(connection)
    .await?;
    read_comment(&row).map(Some)
}
