//! Passkeys in the database.

use crate::account::passkey::NewPasskey;
use sqlx::{AnyConnection, Row, any::AnyRow};

/// A passkey of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// Its id.
    pub id: i64,
    /// Whose it is. This, and nothing that a browser says, tells who has signed in with it.
    pub person_id: i64,
    /// The person's word for it.
    pub name: String,
    /// The authenticator's own name for it, base64url without padding.
    pub credential_id: String,
    /// The public key and its counter, JSON of webauthn-rs.
    pub credential: String,
    /// Milliseconds UTC.
    pub created_at: i64,
    /// Milliseconds UTC.
    pub last_used_at: Option<i64>,
}

/// Those of a person: person.
const OF_PERSON: &str = "SELECT id, person_id, name, credential_id, credential, created_at, last_used_at FROM passkeys \
     WHERE person_id = $1 ORDER BY id";

/// One by the authenticator's name for it.
const BY_CREDENTIAL: &str = "SELECT id, person_id, name, credential_id, credential, created_at, last_used_at FROM passkeys \
     WHERE credential_id = $1";

/// Id, credential or NULL, now.
const MARK_USED: &str =
    "UPDATE passkeys SET credential = COALESCE($2, credential), last_used_at = $3 WHERE id = $1";

/// Id, person.
const DELETE: &str = "DELETE FROM passkeys WHERE id = $1 AND person_id = $2";

/// Person.
const DELETE_OF_PERSON: &str = "DELETE FROM passkeys WHERE person_id = $1";

/// Stores a passkey under the name that the person gave it; `now` in milliseconds UTC. Returns its
/// id, or `None` when the credential is registered already, be it by this person or another (which
/// must not be, Web Authentication 7.1).
///
/// # Errors
/// When the database fails or there is no such person.
pub async fn insert_passkey(
    connection: &mut AnyConnection,
    person_id: i64,
    passkey: &NewPasskey,
    name: &str,
    now: i64,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO passkeys (person_id, credential_id, name, credential, created_at) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (credential_id) DO NOTHING RETURNING id",
    )
    .bind(person_id)
    .bind(&passkey.credential_id)
    .bind(name)
    .bind(&passkey.credential)
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// The passkeys of a person, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_passkeys(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<Vec<StoredPasskey>, sqlx::Error> {
    let rows = sqlx::query(OF_PERSON)
        .bind(person_id)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_passkey).collect()
}

/// The passkey with this name of the authenticator's (base64url without padding).
///
/// # Errors
/// When the database fails.
pub async fn find_passkey(
    connection: &mut AnyConnection,
    credential_id: &str,
) -> Result<Option<StoredPasskey>, sqlx::Error> {
    let row = sqlx::query(BY_CREDENTIAL)
        .bind(credential_id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_passkey).transpose()
}

/// Notes that somebody has signed in with this passkey at `now` (milliseconds UTC), and keeps what
/// has become of its credential, if anything.
///
/// # Errors
/// When the database fails.
pub async fn mark_passkey_used(
    connection: &mut AnyConnection,
    id: i64,
    credential: Option<&str>,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(MARK_USED)
        .bind(id)
        .bind(credential)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes a passkey of this person. Returns `false` when the person has none with this id.
///
/// # Errors
/// When the database fails.
pub async fn delete_passkey(
    connection: &mut AnyConnection,
    person_id: i64,
    id: i64,
) -> Result<bool, sqlx::Error> {
    let outcome = sqlx::query(DELETE)
        .bind(id)
        .bind(person_id)
        .execute(connection)
        .await?;
    Ok(outcome.rows_affected() == 1)
}

/// Removes every passkey of a person.
///
/// # Errors
/// When the database fails.
pub async fn delete_passkeys_of_person(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(DELETE_OF_PERSON)
        .bind(person_id)
        .execute(connection)
        .await?;
    Ok(())
}

fn read_passkey(row: &AnyRow) -> Result<StoredPasskey, sqlx::Error> {
    Ok(StoredPasskey {
        id: row.try_get("id")?,
        person_id: row.try_get("person_id")?,
        name: row.try_get("name")?,
        credential_id: row.try_get("credential_id")?,
        credential: row.try_get("credential")?,
        created_at: row.try_get("created_at")?,
        last_used_at: row.try_get("last_used_at")?,
    })
}

#[cfg(test)]
mod tests;
