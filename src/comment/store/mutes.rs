//! Whom readers do not want to read.

use sqlx::AnyConnection;

/// Whether somebody does not want to read somebody else: reader, writer.
pub const IS_MUTED: &str =
    "SELECT muted_at FROM comment_mutes WHERE person_id = $1 AND muted_id = $2";

/// Writes down that somebody does not want to read somebody else, whom they have read under this name.
/// False where it was so already.
///
/// # Errors
/// When the database fails.
pub async fn insert_mute(
    connection: &mut AnyConnection,
    person: i64,
    other: i64,
    name: &str,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "INSERT INTO comment_mutes (person_id, muted_id, name, muted_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(person)
    .bind(other)
    .bind(name)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Writes down that somebody does want to read somebody else again. False where it was so already.
///
/// # Errors
/// When the database fails.
pub async fn delete_mute(
    connection: &mut AnyConnection,
    person: i64,
    other: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("DELETE FROM comment_mutes WHERE person_id = $1 AND muted_id = $2")
        .bind(person)
        .bind(other)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether `person` does not want to read `other`.
///
/// # Errors
/// When the database fails.
pub async fn is_muted(
    connection: &mut AnyConnection,
    person: i64,
    other: i64,
) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = sqlx::query_scalar(IS_MUTED)
        .bind(person)
        .bind(other)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}
