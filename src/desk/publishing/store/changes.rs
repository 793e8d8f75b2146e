//! What publishing changes about a manuscript.

use crate::desk::model::Status;
use sqlx::AnyConnection;

/// Puts a manuscript somewhere else; a time of publication that was set is taken back. `by` None: the
/// program itself. `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn set_status(
    connection: &mut AnyConnection,
    id: i64,
    status: Status,
    by: Option<i64>,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE manuscripts SET status = $1, scheduled_at = NULL, scheduled_by = NULL, \
         scheduled_revision_id = NULL, changed_at = $2, changed_by = COALESCE($3, changed_by) WHERE id = $4",
    )
    .bind(status.as_str())
    .bind(now)
    .bind(by)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Has a revision published at a time; `at` and `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn set_schedule(
    connection: &mut AnyConnection,
    id: i64,
    revision: i64,
    at: i64,
    by: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE manuscripts SET status = 'scheduled', scheduled_at = $1, scheduled_by = $2, \
         scheduled_revision_id = $3, changed_at = $4, changed_by = $2 WHERE id = $5",
    )
    .bind(at)
    .bind(by)
    .bind(revision)
    .bind(now)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets an embargo, in milliseconds UTC, or lifts it.
///
/// # Errors
/// When the database fails.
pub async fn write_embargo(
    connection: &mut AnyConnection,
    id: i64,
    until: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET embargo_until = $1 WHERE id = $2")
        .bind(until)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Says which revision readers see of a manuscript; None: none.
///
/// # Errors
/// When the database fails.
pub async fn set_published_revision(
    connection: &mut AnyConnection,
    id: i64,
    article_id: i64,
    revision: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET article_id = $1, published_revision_id = $2 WHERE id = $3")
        .bind(article_id)
        .bind(revision)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that a revision is what readers see; the first time stays. From then on it is kept for ever.
///
/// # Errors
/// When the database fails.
pub async fn mark_published(
    connection: &mut AnyConnection,
    revision: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE revisions SET published_at = COALESCE(published_at, $1) WHERE id = $2")
        .bind(now)
        .bind(revision)
        .execute(connection)
        .await?;
    Ok(())
}
