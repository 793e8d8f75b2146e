//! The people themselves.

use super::search::index_words;
use crate::{
    account::{email::EmailAddress, model::Role},
    language::Language,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow, error::ErrorKind};

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: i64,
    /// Their address in lower case; None once the account has been emptied.
    pub email: Option<String>,
    /// When they showed that the address is theirs, milliseconds UTC.
    pub email_confirmed_at: Option<i64>,
    /// The name shown to others.
    pub name: String,
    /// The language of the mails that they get.
    pub language: Language,
    /// What they are to the paper.
    pub role: Role,
    /// Argon2id in PHC's format; None until an invitation is taken up.
    pub password_hash: Option<String>,
    /// When the account was made, milliseconds UTC.
    pub created_at: i64,
    /// Since when they are shut out.
    pub suspended_at: Option<i64>,
    /// When the account will be emptied, by their own wish.
    pub delete_at: Option<i64>,
    /// When it was emptied.
    pub deleted_at: Option<i64>,
    /// Whether a second step is on.
    pub has_second_step: bool,
}

/// An account that is about to be made.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// Their address.
    pub email: &'a EmailAddress,
    /// Whether it is known to be theirs already.
    pub confirmed: bool,
    /// The name shown to others.
    pub name: &'a str,
    /// The language of their mails.
    pub language: Language,
    /// What they are to be.
    pub role: Role,
    /// Argon2id in PHC's format.
    pub password_hash: Option<&'a str>,
}

/// The columns of [`Person`], of the table by its own name.
pub(super) const COLUMNS: &str = "people.id AS person_id, people.email, people.email_confirmed_at, people.name, \
     people.language, people.role, people.password_hash, people.created_at AS person_created_at, \
     people.suspended_at, people.delete_at, people.deleted_at, \
     CASE WHEN people.totp_secret IS NULL THEN 0 ELSE 1 END AS second_step";

/// Stores an account and returns its id; None when another account has the address.
///
/// # Errors
/// When the database fails.
pub async fn insert_person(
    connection: &mut AnyConnection,
    person: &NewPerson<'_>,
    now: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO people (email, email_confirmed_at, name, language, role, password_hash, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING RETURNING id",
    )
    .bind(person.email.as_str())
    .bind(person.confirmed.then_some(now))
    .bind(person.name)
    .bind(person.language.code())
    .bind(person.role.as_str())
    .bind(person.password_hash)
    .bind(now)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(id) = id {
        index_words(connection, id, person.name, Some(person.email.as_str())).await?;
    }
    Ok(id)
}

/// Whether a write failed because another account has the address.
pub fn is_email_taken(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(|error| error.kind() == ErrorKind::UniqueViolation)
}

/// Somebody by their id.
///
/// # Errors
/// When the database fails.
pub async fn find_person(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<Person>, sqlx::Error> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM people WHERE id = $1"
    )))
    .bind(id)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read_person).transpose()
}

/// Somebody by their id, held until the transaction ends: of two that decide by what they read here,
/// the second reads what the first has written.
///
/// # Errors
/// When the database fails.
pub async fn lock_person(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<Person>, sqlx::Error> {
    sqlx::query("UPDATE people SET role = role WHERE id = $1")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    find_person(connection, id).await
}

/// Somebody by their address.
///
/// # Errors
/// When the database fails.
pub async fn find_person_by_email(
    connection: &mut AnyConnection,
    email: &EmailAddress,
) -> Result<Option<Person>, sqlx::Error> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM people WHERE email = $1"
    )))
    .bind(email.as_str())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read_person).transpose()
}

/// Whether anybody runs this paper yet.
///
/// # Errors
/// When the database fails.
pub async fn has_administrator(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    Ok(count_other_administrators(connection, 0).await? > 0)
}

/// The administrator with the smallest id, whatever their standing.
///
/// # Errors
/// When the database fails.
pub async fn find_first_administrator(
    connection: &mut AnyConnection,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM people WHERE role = 'admin' ORDER BY id LIMIT 1")
        .fetch_optional(connection)
        .await
}

/// How many administrators there are besides one, who can sign in.
///
/// # Errors
/// When the database fails.
pub async fn count_other_administrators(
    connection: &mut AnyConnection,
    than: i64,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM people WHERE role = 'admin' AND id <> $1 AND suspended_at IS NULL \
         AND delete_at IS NULL AND deleted_at IS NULL AND password_hash IS NOT NULL",
    )
    .bind(than)
    .fetch_one(connection)
    .await
}

/// Gives a new name.
///
/// # Errors
/// When the database fails.
pub async fn set_name(
    connection: &mut AnyConnection,
    id: i64,
    name: &str,
) -> Result<(), sqlx::Error> {
    let email: Option<String> =
        sqlx::query_scalar("UPDATE people SET name = $1 WHERE id = $2 RETURNING email")
            .bind(name)
            .bind(id)
            .fetch_one(&mut *connection)
            .await?;
    index_words(connection, id, name, email.as_deref()).await
}

/// Gives a new address, which its owner has confirmed.
///
/// # Errors
/// When another account has it ([`is_email_taken`]) or the database fails.
pub async fn set_email(
    connection: &mut AnyConnection,
    id: i64,
    email: &EmailAddress,
    now: i64,
) -> Result<(), sqlx::Error> {
    let name: String = sqlx::query_scalar(
        "UPDATE people SET email = $1, email_confirmed_at = $2 WHERE id = $3 RETURNING name",
    )
    .bind(email.as_str())
    .bind(now)
    .bind(id)
    .fetch_one(&mut *connection)
    .await?;
    index_words(connection, id, &name, Some(email.as_str())).await
}

/// Notes that the address is theirs; whether it was not known before.
///
/// # Errors
/// When the database fails.
pub async fn confirm_email(
    connection: &mut AnyConnection,
    id: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE people SET email_confirmed_at = $1 WHERE id = $2 AND email_confirmed_at IS NULL",
    )
    .bind(now)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Stores a new password's hash.
///
/// # Errors
/// When the database fails.
pub async fn set_password(
    connection: &mut AnyConnection,
    id: i64,
    hash: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE people SET password_hash = $1 WHERE id = $2")
        .bind(hash)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Stores the same password hashed anew, unless it has been changed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn renew_password_hash(
    connection: &mut AnyConnection,
    id: i64,
    old: &str,
    new: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE people SET password_hash = $1 WHERE id = $2 AND password_hash = $3")
        .bind(new)
        .bind(id)
        .bind(old)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives a role.
///
/// # Errors
/// When the database fails.
pub async fn set_role(
    connection: &mut AnyConnection,
    id: i64,
    role: Role,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE people SET role = $1 WHERE id = $2")
        .bind(role.as_str())
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Shuts somebody out, or lets them in again with None.
///
/// # Errors
/// When the database fails.
pub async fn set_suspended(
    connection: &mut AnyConnection,
    id: i64,
    since: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE people SET suspended_at = $1 WHERE id = $2")
        .bind(since)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Reads the columns of [`COLUMNS`].
pub(super) fn read_person(row: &AnyRow) -> Result<Person, sqlx::Error> {
    let role: String = row.try_get("role")?;
    let second_step: i64 = row.try_get("second_step")?;
    Ok(Person {
        id: row.try_get("person_id")?,
        email: row.try_get("email")?,
        email_confirmed_at: row.try_get("email_confirmed_at")?,
        name: row.try_get("name")?,
        language: crate::article::store::read_language(row)?,
        role: Role::parse(&role).ok_or_else(|| sqlx::Error::ColumnDecode {
            index: "role".to_owned(),
            source: format!("unknown role {role:?}").into(),
        })?,
        password_hash: row.try_get("password_hash")?,
        created_at: row.try_get("person_created_at")?,
        suspended_at: row.try_get("suspended_at")?,
        delete_at: row.try_get("delete_at")?,
        deleted_at: row.try_get("deleted_at")?,
        has_second_step: second_step != 0,
    })
}
