//! The second step of a person and its recovery codes, in the database.

use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// The second step of somebody who has one.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredSecondStep {
    /// The shared secret, base32.
    pub secret: String,
    /// The last step of 30 seconds that was used; only later ones are good.
    pub last_step: Option<i64>,
}

impl std::fmt::Debug for StoredSecondStep {
    /// Without the secret.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("StoredSecondStep")
            .field("last_step", &self.last_step)
            .finish_non_exhaustive()
    }
}

/// Person.
const FIND: &str =
    "SELECT totp_secret, totp_last_step FROM people WHERE id = $1 AND totp_secret IS NOT NULL";

/// Person, secret, step.
const ENABLE: &str =
    "UPDATE people SET totp_secret = $2, totp_last_step = $3 WHERE id = $1 AND totp_secret IS NULL";

/// Person.
const DISABLE: &str = "UPDATE people SET totp_secret = NULL, totp_last_step = NULL WHERE id = $1";

/// Person, step. The comparison and the change are one statement, so that of two requests with the
/// same code one is refused.
const USE_STEP: &str = "UPDATE people SET totp_last_step = $2 WHERE id = $1 AND totp_secret IS NOT NULL \
     AND (totp_last_step IS NULL OR totp_last_step < $2)";

/// Person, hash, now.
const USE_CODE: &str = "UPDATE recovery_codes SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL";

/// Person.
const COUNT_CODES: &str =
    "SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL";

/// Person.
const DELETE_CODES: &str = "DELETE FROM recovery_codes WHERE person_id = $1";

/// The second step of a person, if it is on.
///
/// # Errors
/// When the database fails.
pub async fn find_second_step(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<Option<StoredSecondStep>, sqlx::Error> {
    let row = sqlx::query(FIND)
        .bind(person_id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(StoredSecondStep {
            secret: row.try_get("totp_secret")?,
            last_step: row.try_get("totp_last_step")?,
        })
    })
    .transpose()
}

/// Switches the second step on. Returns `false`, and changes nothing, when it is on already or
/// there is no such person: a secret in use is never replaced, it has to be switched off first.
/// Several statements; call it in a transaction.
///
/// * `secret`: base32.
/// * `step`: that of the code which was typed to switch it on; it counts as used.
/// * `code_hashes`: of the recovery codes that were shown.
///
/// # Errors
/// When the database fails.
pub async fn enable_second_step(
    connection: &mut AnyConnection,
    person_id: i64,
    secret: &str,
    step: i64,
    code_hashes: &[String],
) -> Result<bool, sqlx::Error> {
    let outcome = sqlx::query(ENABLE)
        .bind(person_id)
        .bind(secret)
        .bind(step)
        .execute(&mut *connection)
        .await?;
    let enabled = outcome.rows_affected() == 1;
    if enabled {
        replace_recovery_codes(connection, person_id, code_hashes).await?;
    }
    Ok(enabled)
}

/// Switches the second step off and forgets its recovery codes. Several statements; call it in a
/// transaction.
///
/// # Errors
/// When the database fails.
pub async fn disable_second_step(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(DISABLE)
        .bind(person_id)
        .execute(&mut *connection)
        .await?;
    replace_recovery_codes(connection, person_id, &[]).await
}

/// Uses up a step, and all before it. Returns `false` when it, or a later one, was used before, or
/// the second step is off: the code must then be refused. RFC 6238, 5.2.
///
/// # Errors
/// When the database fails.
pub async fn use_step(
    connection: &mut AnyConnection,
    person_id: i64,
    step: i64,
) -> Result<bool, sqlx::Error> {
    let outcome = sqlx::query(USE_STEP)
        .bind(person_id)
        .bind(step)
        .execute(connection)
        .await?;
    Ok(outcome.rows_affected() == 1)
}

/// Uses up the recovery code with this hash at `now` (milliseconds UTC). Returns `false` when the
/// person has none such, or used it before.
///
/// # Errors
/// When the database fails.
pub async fn use_recovery_code(
    connection: &mut AnyConnection,
    person_id: i64,
    hash: &str,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let outcome = sqlx::query(USE_CODE)
        .bind(person_id)
        .bind(hash)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(outcome.rows_affected() == 1)
}

/// Puts these recovery codes in the place of all that the person had, used or not. Several
/// statements; call it in a transaction.
///
/// # Errors
/// When the database fails, there is no such person, or a hash stands twice.
pub async fn replace_recovery_codes(
    connection: &mut AnyConnection,
    person_id: i64,
    code_hashes: &[String],
) -> Result<(), sqlx::Error> {
    sqlx::query(DELETE_CODES)
        .bind(person_id)
        .execute(&mut *connection)
        .await?;
    if code_hashes.is_empty() {
        return Ok(());
    }
    let mut query = sqlx::query(AssertSqlSafe(insert_codes_sql(code_hashes.len()))).bind(person_id);
    for hash in code_hashes {
        query = query.bind(hash);
    }
    query.execute(connection).await?;
    Ok(())
}

/// How many unused recovery codes the person has.
///
/// # Errors
/// When the database fails.
pub async fn count_recovery_codes(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(COUNT_CODES)
        .bind(person_id)
        .fetch_one(connection)
        .await
}

/// Person, then `count` hashes.
fn insert_codes_sql(count: usize) -> String {
    let rows: Vec<String> = (0..count)
        .map(|index| format!("($1, ${})", index + 2))
        .collect();
    format!(
        "INSERT INTO recovery_codes (person_id, code_hash) VALUES {}",
        rows.join(", ")
    )
}

#[cfg(test)]
mod tests;
