//! What readers report.

use super::{CommentRecord, comment_columns, hold_thread, read_comment};
use crate::comment::model::{ReportReason, Status};
use sqlx::AnyConnection;

/// A report that is about to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewReport<'a> {
    /// Who reports.
    pub person_id: i64,
    /// Why.
    pub reason: ReportReason,
    /// What they add; may be empty.
    pub note: &'a str,
    /// How much it counts, by their trust.
    pub weight: i64,
    /// Milliseconds UTC.
    pub reported_at: i64,
}

/// Stores a report and adds its weight to the comment. Gives the comment as it is now; None where this
/// person has reported it before. Holds the thread.
///
/// # Errors
/// When the database fails.
pub async fn insert_report(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    report: &NewReport<'_>,
) -> Result<Option<CommentRecord>, sqlx::Error> {
    hold_thread(connection, comment.article_id).await?;
    let done = sqlx::query(
        "INSERT INTO comment_reports (comment_id, person_id, reason, note, weight, reported_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(comment.id)
    .bind(report.person_id)
    .bind(report.reason.as_str())
    .bind(report.note)
    .bind(report.weight)
    .bind(report.reported_at)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    // The version stays: a report is no decision, and whoever decides now is not to be stopped by it.
    let row = sqlx::query(concat!(
        "UPDATE comments SET report_weight = report_weight + $1, \
         reported_at = COALESCE(reported_at, $2) WHERE id = $3 RETURNING ",
        comment_columns!()
    ))
    .bind(report.weight)
    .bind(report.reported_at)
    .bind(comment.id)
    .fetch_one(connection)
    .await?;
    read_comment(&row).map(Some)
}

/// Writes into the log that the program has hidden a comment because of its reports. `comment` is as it
/// was before.
///
/// # Errors
/// When the database fails.
pub async fn log_hiding(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    now: i64,
) -> Result<(), sqlx::Error> {
    let details = serde_json::json!({
        "status": Status::Published.as_str(),
        "featured_at": comment.featured_at,
    });
    sqlx::query(
        "INSERT INTO comment_decisions (comment_id, person_id, article_id, action, details, decided_at) \
         VALUES ($1, $2, $3, 'hide', $4, $5)",
    )
    .bind(comment.id)
    .bind(comment.person_id)
    .bind(comment.article_id)
    .bind(details.to_string())
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}
