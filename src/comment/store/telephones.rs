//! Codes that were sent to telephones, and who has confirmed one. Numbers are stored as hashes only.

use sqlx::{AnyConnection, Row, error::ErrorKind};

/// What is known of somebody's telephone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TelephoneRecord {
    /// When it was confirmed, milliseconds UTC.
    pub confirmed_at: Option<i64>,
    /// Whether a code was sent that can still be typed.
    pub is_code_sent: bool,
}

/// What is known of a telephone: person, now, how many tries a code has.
pub const TELEPHONE: &str = "SELECT \
     (SELECT telephone_confirmed_at FROM commenters WHERE person_id = $1) AS confirmed_at, \
     (SELECT expires_at FROM telephone_codes WHERE person_id = $1 AND expires_at > $2 AND tries < $3) AS expires_at";

/// What is known of somebody's telephone. `tries`: how often a code may be tried.
///
/// # Errors
/// When the database fails.
pub async fn find_telephone(
    connection: &mut AnyConnection,
    person: i64,
    tries: i64,
    now: i64,
) -> Result<TelephoneRecord, sqlx::Error> {
    let row = sqlx::query(TELEPHONE)
        .bind(person)
        .bind(now)
        .bind(tries)
        .fetch_one(connection)
        .await?;
    Ok(TelephoneRecord {
        confirmed_at: row.try_get("confirmed_at")?,
        is_code_sent: row.try_get::<Option<i64>, _>("expires_at")?.is_some(),
    })
}

/// Remembers a code in place of the one before. `telephone` and `code` are hashes.
///
/// # Errors
/// When the database fails.
pub async fn save_code(
    connection: &mut AnyConnection,
    person: i64,
    telephone: &str,
    code: &str,
    expires_at: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO telephone_codes (person_id, telephone_hash, code_hash, expires_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id) DO UPDATE SET telephone_hash = excluded.telephone_hash, \
         code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0",
    )
    .bind(person)
    .bind(telephone)
    .bind(code)
    .bind(expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Counts a try and gives the hashes of telephone and code; None where there is no code that can be tried.
///
/// # Errors
/// When the database fails.
pub async fn try_code(
    connection: &mut AnyConnection,
    person: i64,
    tries: i64,
    now: i64,
) -> Result<Option<(String, String)>, sqlx::Error> {
    let row = sqlx::query(
        "UPDATE telephone_codes SET tries = tries + 1 \
         WHERE person_id = $1 AND tries < $2 AND expires_at > $3 RETURNING telephone_hash, code_hash",
    )
    .bind(person)
    .bind(tries)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((row.try_get("telephone_hash")?, row.try_get("code_hash")?)))
        .transpose()
}

/// Remembers that somebody has confirmed a telephone; the code is used up. False when somebody else has
/// confirmed it: then the transaction cannot go on.
///
/// # Errors
/// When the database fails.
pub async fn confirm_telephone(
    connection: &mut AnyConnection,
    person: i64,
    telephone: &str,
    now: i64,
) -> Result<bool, sqlx::Error> {
    sqlx::query("DELETE FROM telephone_codes WHERE person_id = $1")
        .bind(person)
        .execute(&mut *connection)
        .await?;
    let done = sqlx::query(
        "INSERT INTO commenters (person_id, telephone_hash, telephone_confirmed_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET telephone_hash = excluded.telephone_hash, \
         telephone_confirmed_at = excluded.telephone_confirmed_at",
    )
    .bind(person)
    .bind(telephone)
    .bind(now)
    .execute(connection)
    .await;
    match done {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(error)) if error.kind() == ErrorKind::UniqueViolation => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Codes whose time is over: moment.
pub const OLD_CODES: &str = "DELETE FROM telephone_codes WHERE expires_at < $1";

/// Deletes codes whose time was over before a moment, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_codes(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(OLD_CODES)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whose telephone is forgotten: moment.
pub const OLD_TELEPHONES: &str = "UPDATE commenters SET telephone_hash = NULL, telephone_confirmed_at = NULL \
     WHERE person_id IN (SELECT person_id FROM commenters WHERE telephone_hash IS NOT NULL \
     AND telephone_confirmed_at < $1 AND banned_at IS NULL AND COALESCE(suspended_until, 0) < $1 AND shadowed_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM comments WHERE comments.person_id = commenters.person_id \
     AND comments.posted_at >= $1) ORDER BY telephone_confirmed_at LIMIT 1000)";

/// Forgets the telephones of people who have confirmed theirs and commented last before a moment, in
/// milliseconds UTC; a limited number at once. Those whom a moderator has restricted keep theirs, or they could
/// come back with a new account. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget_telephones(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(OLD_TELEPHONES)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
