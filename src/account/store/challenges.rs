//! Things begun in one request that end in a later one. The browser holds the token, the table its
//! hash; whatever is needed to go on stays here and never leaves the server.

use crate::account::secret::Secret;
use sqlx::{AnyConnection, Row, any::AnyRow};

/// What was begun. A token is good for one purpose only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChallengePurpose {
    /// The password was right, the code of the second step is awaited.
    SecondStep,
    /// A second step is being switched on: its first code is awaited.
    EnrolSecondStep,
    /// New recovery codes were made and wait to be kept.
    RenewCodes,
    /// A passkey is being added.
    RegisterPasskey,
    /// Somebody signs in with a passkey; nobody knows yet who.
    SignInPasskey,
    /// This browser began a sign-up.
    SignUp,
}

impl ChallengePurpose {
    /// The word in the column `purpose`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SecondStep => "second-step",
            Self::EnrolSecondStep => "enrol-second-step",
            Self::RenewCodes => "renew-codes",
            Self::RegisterPasskey => "register-passkey",
            Self::SignInPasskey => "sign-in-passkey",
            Self::SignUp => "sign-up",
        }
    }
}

/// Something begun that can still be ended.
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Its id.
    pub id: i64,
    /// Whose it is, if that was known when it was begun.
    pub person_id: Option<i64>,
    /// JSON, as the purpose needs it.
    pub state: String,
}

impl std::fmt::Debug for Challenge {
    /// Without the state: it may hold a secret that is about to be handed over.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Challenge")
            .field("id", &self.id)
            .field("person_id", &self.person_id)
            .finish_non_exhaustive()
    }
}

/// One by its token: hash, purpose, now.
const FIND: &str = "SELECT id, person_id, state FROM challenges WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3";

/// One by its token, gone afterwards: hash, purpose, now.
const TAKE: &str = "DELETE FROM challenges WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 \
     RETURNING id, person_id, state";

/// The newest of a person: person, purpose, now.
const NEWEST_OF_PERSON: &str = "SELECT id, person_id, state FROM challenges \
     WHERE person_id = $1 AND purpose = $2 AND expires_at > $3 ORDER BY id DESC LIMIT 1";

/// Person, purpose or NULL for all.
const DELETE_OF_PERSON: &str =
    "DELETE FROM challenges WHERE person_id = $1 AND ($2 IS NULL OR purpose = $2)";

/// Now.
const DELETE_OLD: &str = "DELETE FROM challenges WHERE expires_at <= $1";

/// Remembers that something was begun by whoever holds the token.
///
/// * `person_id`: whose it is, if that is known.
/// * `state`: JSON, as the purpose needs it.
/// * `expires_at`: the first moment at which it can no longer be ended, in milliseconds UTC.
///
/// # Errors
/// When the database fails or there is no such person.
pub async fn insert_challenge(
    connection: &mut AnyConnection,
    purpose: ChallengePurpose,
    token: &Secret,
    person_id: Option<i64>,
    state: &str,
    expires_at: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO challenges (purpose, token_hash, person_id, state, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(purpose.as_str())
    .bind(token.hash())
    .bind(person_id)
    .bind(state)
    .bind(expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Looks at what was begun with this token for this purpose, if it can still be ended at `now`
/// (milliseconds UTC). It stays; what may happen once only must use [`take_challenge`].
///
/// # Errors
/// When the database fails.
pub async fn find_challenge(
    connection: &mut AnyConnection,
    purpose: ChallengePurpose,
    token: &Secret,
    now: i64,
) -> Result<Option<Challenge>, sqlx::Error> {
    by_token(FIND, connection, purpose, token, now).await
}

/// Takes what was begun with this token for this purpose, if it can still be ended at `now`
/// (milliseconds UTC). It is gone afterwards: of two who ask at the same time one gets it.
///
/// # Errors
/// When the database fails.
pub async fn take_challenge(
    connection: &mut AnyConnection,
    purpose: ChallengePurpose,
    token: &Secret,
    now: i64,
) -> Result<Option<Challenge>, sqlx::Error> {
    by_token(TAKE, connection, purpose, token, now).await
}

async fn by_token(
    sql: &'static str,
    connection: &mut AnyConnection,
    purpose: ChallengePurpose,
    token: &Secret,
    now: i64,
) -> Result<Option<Challenge>, sqlx::Error> {
    let row = sqlx::query(sql)
        .bind(token.hash())
        .bind(purpose.as_str())
        .bind(now)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_challenge).transpose()
}

/// The newest that this person began for this purpose, if it can still be ended at `now`
/// (milliseconds UTC). For what belongs to a session, where the person is known without a token.
///
/// # Errors
/// When the database fails.
pub async fn find_challenge_of_person(
    connection: &mut AnyConnection,
    purpose: ChallengePurpose,
    person_id: i64,
    now: i64,
) -> Result<Option<Challenge>, sqlx::Error> {
    let row = sqlx::query(NEWEST_OF_PERSON)
        .bind(person_id)
        .bind(purpose.as_str())
        .bind(now)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_challenge).transpose()
}

/// Forgets what this person began for one purpose, or for all.
///
/// # Errors
/// When the database fails.
pub async fn delete_challenges_of_person(
    connection: &mut AnyConnection,
    purpose: Option<ChallengePurpose>,
    person_id: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(DELETE_OF_PERSON)
        .bind(person_id)
        .bind(purpose.map(ChallengePurpose::as_str))
        .execute(connection)
        .await?;
    Ok(())
}

/// Clears away what can no longer be ended at `now` (milliseconds UTC). Returns how many there were.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_challenges(
    connection: &mut AnyConnection,
    now: i64,
) -> Result<u64, sqlx::Error> {
    let outcome = sqlx::query(DELETE_OLD)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(outcome.rows_affected())
}

fn read_challenge(row: &AnyRow) -> Result<Challenge, sqlx::Error> {
    Ok(Challenge {
        id: row.try_get("id")?,
        person_id: row.try_get("person_id")?,
        state: row.try_get("state")?,
    })
}

#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
