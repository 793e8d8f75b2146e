//! Codes that were sent to telephones, and who has confirmed one. Numbers are stored as hashes only.

use super::decisions::{Details, NewDecision, insert_decisions};
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

/// Remembers that somebody has confirmed a telephone; the code is used up. Where it is the telephone of somebody
/// who left while they were restricted, the restriction goes on. False when somebody else has confirmed it: then
/// the transaction cannot go on.
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
    .execute(&mut *connection)
    .await;
    match done {
        Ok(_) => {
            take_over_restriction(connection, person, telephone, now).await?;
            Ok(true)
        }
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

/// Keeps what restricts somebody who leaves under the hash of their telephone, without who they were: or the
/// same telephone could begin anew as if nothing had been.
///
/// # Errors
/// When the database fails.
pub async fn keep_restriction(
    connection: &mut AnyConnection,
    person: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO restricted_telephones (telephone_hash, banned_at, suspended_until, shadowed_at, left_at) \
         SELECT telephone_hash, banned_at, suspended_until, shadowed_at, $2 FROM commenters \
         WHERE person_id = $1 AND telephone_hash IS NOT NULL \
         AND (banned_at IS NOT NULL OR suspended_until > $2 OR shadowed_at IS NOT NULL) \
         ON CONFLICT (telephone_hash) DO UPDATE SET banned_at = excluded.banned_at, \
         suspended_until = excluded.suspended_until, shadowed_at = excluded.shadowed_at, left_at = excluded.left_at",
    )
    .bind(person)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Restricts whoever has confirmed a telephone as it was restricted before, which the log says.
async fn take_over_restriction(
    connection: &mut AnyConnection,
    person: i64,
    telephone: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    let row = sqlx::query(
        "DELETE FROM restricted_telephones WHERE telephone_hash = $1 \
         RETURNING banned_at, suspended_until, shadowed_at",
    )
    .bind(telephone)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else {
        return Ok(());
    };
    let banned_at: Option<i64> = row.try_get("banned_at")?;
    let suspended_until: Option<i64> = row.try_get("suspended_until")?;
    let suspended_until = suspended_until.filter(|until| *until > now);
    let shadowed_at: Option<i64> = row.try_get("shadowed_at")?;
    let action = match (banned_at, suspended_until, shadowed_at) {
        (Some(_), ..) => "ban",
        (None, Some(_), _) => "suspend",
        (None, None, Some(_)) => "shadow",
        (None, None, None) => return Ok(()),
    };
    // What restricts them already is not made lighter.
    sqlx::query(
        "UPDATE commenters SET banned_at = COALESCE(banned_at, $1), \
         suspended_until = CASE WHEN COALESCE(suspended_until, 0) < COALESCE($2, 0) THEN $2 \
         ELSE suspended_until END, shadowed_at = COALESCE(shadowed_at, $3) WHERE person_id = $4",
    )
    .bind(banned_at)
    .bind(suspended_until)
    .bind(shadowed_at)
    .bind(person)
    .execute(&mut *connection)
    .await?;
    let decision = NewDecision {
        person: Some(person),
        action,
        details: Details {
            words: suspended_until
                .filter(|_| action == "suspend")
                .map(|until| until.to_string())
                .unwrap_or_default(),
            ..Details::default()
        },
        ..NewDecision::default()
    };
    insert_decisions(connection, &[decision], now).await?;
    Ok(())
}

/// Which telephones of people who left are forgotten: moment.
pub const OLD_RESTRICTIONS: &str = "DELETE FROM restricted_telephones WHERE telephone_hash IN \
     (SELECT telephone_hash FROM restricted_telephones WHERE left_at < $1 ORDER BY left_at LIMIT 1000)";

/// Forgets the telephones of people who were restricted and left before a moment, in milliseconds UTC; a limited
/// number at once. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget_restrictions(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(OLD_RESTRICTIONS)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
