//! Accounts that go.

use crate::comment::store::people::forget_commenter;
use sqlx::{AnyConnection, AssertSqlSafe};

/// Lets the accounts go whose address nobody has confirmed since a moment: they may be anybody's.
///
/// # Errors
/// When the database fails.
pub async fn give_up_unconfirmed(
    connection: &mut AnyConnection,
    made_before: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE people SET delete_at = $1 WHERE email_confirmed_at IS NULL AND created_at < $2 \
         AND password_hash IS NOT NULL AND delete_at IS NULL AND deleted_at IS NULL",
    )
    .bind(now)
    .bind(made_before)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets when the account will be emptied, or that it stays with None.
///
/// # Errors
/// When the database fails.
pub async fn set_deletion(
    connection: &mut AnyConnection,
    id: i64,
    at: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE people SET delete_at = $1 WHERE id = $2 AND deleted_at IS NULL")
        .bind(at)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// The accounts whose time has come, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_leaving(
    connection: &mut AnyConnection,
    now: i64,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM people WHERE delete_at <= $1 ORDER BY delete_at LIMIT $2")
        .bind(now)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Takes everything personal out of an account whose time has come. The row stays for what others
/// rely on: articles, threads, the log. Whether there was anything to do: its owner may have changed
/// their mind at the last moment.
///
/// # Errors
/// When the database fails.
pub async fn empty_person(
    connection: &mut AnyConnection,
    id: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE people SET email = NULL, email_confirmed_at = NULL, name = '', role = 'reader', password_hash = NULL, \
         totp_secret = NULL, totp_last_step = NULL, delete_at = NULL, deleted_at = $1 \
         WHERE id = $2 AND delete_at <= $1",
    )
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    for table in [
        "people_words",
        "sessions",
        "mail_tokens",
        "challenges",
        "recovery_codes",
        "passkeys",
        "mails",
        // Before those who edit the lists: whoever writes for them holds this row first.
        "reading_lists",
        "reading_operations",
        "shared_lists",
        "list_editors",
    ] {
        sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE person_id = $1"
        )))
        .bind(id)
        .execute(&mut *connection)
        .await?;
    }
    // With the owner everybody leaves a list; they keep what they have of it.
    for table in ["list_editors", "list_invitations"] {
        sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM {table} WHERE owner_id = $1"
        )))
        .bind(id)
        .execute(&mut *connection)
        .await?;
    }
    // Who did what stays; from where they did it does not.
    sqlx::query("UPDATE audit_log SET network = '' WHERE person_id = $1 OR actor_id = $1")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    forget_commenter(connection, id, now).await?;
    Ok(true)
}
