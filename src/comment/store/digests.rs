//! The mail a day of what is new: who wants it, and for whom it is due.

use crate::{account::email::EmailAddress, article::store::broken, language::Language};
use sqlx::{AnyConnection, Row};

/// Whether somebody wants the mail.
///
/// # Errors
/// When the database fails.
pub async fn wants_digest(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<bool, sqlx::Error> {
    let since: Option<Option<i64>> =
        sqlx::query_scalar("SELECT digest_at FROM commenters WHERE person_id = $1")
            .bind(person)
            .fetch_optional(connection)
            .await?;
    Ok(since.flatten().is_some())
}

/// Sets whether somebody wants the mail; `since` is now, or None where they do not.
///
/// # Errors
/// When the database fails.
pub async fn set_digest(
    connection: &mut AnyConnection,
    person: i64,
    since: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO commenters (person_id, digest_at) VALUES ($1, $2) \
         ON CONFLICT (person_id) DO UPDATE SET digest_at = excluded.digest_at",
    )
    .bind(person)
    .bind(since)
    .execute(connection)
    .await?;
    Ok(())
}

/// For whom the mail is due: had the last one before which moment, how many at most.
pub const DUE: &str = "SELECT person_id FROM commenters \
     WHERE digest_at IS NOT NULL AND digest_sent_at <= $1 AND EXISTS (SELECT 1 FROM comment_notices \
     WHERE comment_notices.person_id = commenters.person_id AND seen_at IS NULL AND mailed_at IS NULL) \
     ORDER BY digest_sent_at, person_id LIMIT $2";

/// For whom the mail is due: who wants it, had the last one at `before` (milliseconds UTC) or earlier, and has
/// notices that were neither seen nor mailed.
///
/// # Errors
/// When the database fails.
pub async fn list_due(
    connection: &mut AnyConnection,
    before: i64,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(DUE)
        .bind(before)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Whom a mail goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// Their account.
    pub person_id: i64,
    /// Their confirmed address.
    pub email: EmailAddress,
    /// Their language.
    pub language: Language,
}

/// Takes it upon this transaction to write somebody's mail of today. None where another server was first, the
/// mail was switched off meanwhile, or the account cannot be written to.
///
/// # Errors
/// When the database fails.
pub async fn claim_digest(
    connection: &mut AnyConnection,
    person: i64,
    before: i64,
    now: i64,
) -> Result<Option<Subscriber>, sqlx::Error> {
    // Whoever comes second waits here, and then finds that the last mail is not that old.
    let done = sqlx::query(
        "UPDATE commenters SET digest_sent_at = $1 \
         WHERE person_id = $2 AND digest_at IS NOT NULL AND digest_sent_at <= $3",
    )
    .bind(now)
    .bind(person)
    .bind(before)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let row = sqlx::query(
        "SELECT email, language FROM people WHERE id = $1 AND email IS NOT NULL \
         AND email_confirmed_at IS NOT NULL AND suspended_at IS NULL AND deleted_at IS NULL",
    )
    .bind(person)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (email, language): (String, String) = (row.try_get("email")?, row.try_get("language")?);
    Ok(Some(Subscriber {
        person_id: person,
        email: EmailAddress::parse(&email)
            .ok_or_else(|| broken("email", "no address".to_owned().into()))?,
        language: Language::parse(&language)
            .ok_or_else(|| broken("language", format!("unknown language {language:?}").into()))?,
    }))
}

/// Marks all that was neither seen nor mailed as mailed. Their ids, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn mark_mailed(
    connection: &mut AnyConnection,
    person: i64,
    now: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    let mut ids: Vec<i64> = sqlx::query_scalar(
        "UPDATE comment_notices SET mailed_at = $1 \
         WHERE person_id = $2 AND seen_at IS NULL AND mailed_at IS NULL RETURNING id",
    )
    .bind(now)
    .bind(person)
    .fetch_all(connection)
    .await?;
    ids.sort_unstable();
    Ok(ids)
}
