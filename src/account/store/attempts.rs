//! Failed attempts, kept so that neither a restart nor a second server forgets them.

use sqlx::{AnyConnection, AssertSqlSafe};

/// Until when nothing may be tried for any of these subjects, milliseconds UTC; 0 if now.
///
/// # Errors
/// When the database fails.
pub async fn find_wait(
    connection: &mut AnyConnection,
    subjects: &[String],
) -> Result<i64, sqlx::Error> {
    let places: Vec<String> = (1..=subjects.len())
        .map(|place| format!("${place}"))
        .collect();
    let mut query = sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT COALESCE(MAX(wait_until), 0) FROM attempts WHERE subject IN ({})",
        places.join(", ")
    )));
    for subject in subjects {
        query = query.bind(subject.as_str());
    }
    query.fetch_one(connection).await
}

/// Holds a subject's count until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_subject(
    connection: &mut AnyConnection,
    subject: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO attempts (subject, failures, last_at, wait_until) VALUES ($1, 0, $2, 0) \
         ON CONFLICT (subject) DO UPDATE SET wait_until = attempts.wait_until",
    )
    .bind(subject)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Counts a failure and returns how many there are. One is forgotten for every `forgotten_every`
/// milliseconds since the last.
///
/// # Errors
/// When the database fails.
pub async fn count_failure(
    connection: &mut AnyConnection,
    subject: &str,
    forgotten_every: i64,
    now: i64,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO attempts (subject, failures, last_at, wait_until) VALUES ($1, 1, $2, 0) \
         ON CONFLICT (subject) DO UPDATE SET \
         failures = CASE WHEN attempts.failures > ($2 - attempts.last_at) / $3 \
         THEN attempts.failures - ($2 - attempts.last_at) / $3 + 1 ELSE 1 END, last_at = $2 \
         RETURNING failures",
    )
    .bind(subject)
    .bind(now)
    .bind(forgotten_every)
    .fetch_one(connection)
    .await
}

/// Sets until when nothing may be tried.
///
/// # Errors
/// When the database fails.
pub async fn set_wait(
    connection: &mut AnyConnection,
    subject: &str,
    until: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE attempts SET wait_until = $1 WHERE subject = $2")
        .bind(until)
        .bind(subject)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets the failures of a subject: it has succeeded.
///
/// # Errors
/// When the database fails.
pub async fn clear_failures(
    connection: &mut AnyConnection,
    subject: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM attempts WHERE subject = $1")
        .bind(subject)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes what was last tried before a moment.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_attempts(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("DELETE FROM attempts WHERE last_at < $1 AND wait_until < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
