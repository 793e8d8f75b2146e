//! What a link in a mail carries: a secret for one purpose, one person, one address and one use.
//! The table holds its hash only.

use crate::{
    account::{email::EmailAddress, secret::Secret},
    mail::call_off_mails,
};
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::time::Duration;

/// What a link in a mail is for. A token is good for its own purpose only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenPurpose {
    /// To confirm the address of a new account.
    Confirm,
    /// To choose a new password.
    Reset,
    /// To confirm the new address of an account.
    Email,
    /// To take up an invitation.
    Invitation,
}

impl TokenPurpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Confirm, Self::Reset, Self::Email, Self::Invitation];

    /// The word in the column `purpose`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reset => "reset",
            Self::Email => "email",
            Self::Invitation => "invitation",
        }
    }

    /// How long a token works after it was made: the shorter, the more it opens (OWASP ASVS 5.0,
    /// section 6.4). Whole hours, so that a mail can say it.
    pub const fn lifetime(self) -> Duration {
        const HOUR: u64 = 60 * 60;
        match self {
            Self::Reset => Duration::from_secs(HOUR),
            Self::Confirm | Self::Email => Duration::from_secs(24 * HOUR),
            Self::Invitation => Duration::from_secs(7 * 24 * HOUR),
        }
    }
}

/// Whose token it is, and the address that the mail with it went to. It is worth nothing once the
/// account has another address; the caller compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailToken {
    /// Whose it is.
    pub person_id: i64,
    /// Where it was sent.
    pub email: EmailAddress,
}

/// One that still works: hash, purpose, now.
const FIND: &str = "SELECT person_id, email FROM mail_tokens \
     WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3";

/// The same, which works no more afterwards.
const USE: &str = "UPDATE mail_tokens SET used_at = $3 \
     WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 \
     RETURNING person_id, email";

/// All of a person for one purpose: now, person, purpose.
const VOID: &str = "UPDATE mail_tokens SET used_at = $1 \
     WHERE person_id = $2 AND purpose = $3 AND used_at IS NULL";

/// Before when.
const DELETE_OLD: &str = "DELETE FROM mail_tokens WHERE expires_at <= $1";

/// Stores the hash of a token that is about to be sent to `email`; it works from `now`
/// (milliseconds UTC) for [`TokenPurpose::lifetime`].
///
/// # Errors
/// When there is no such person or the database fails.
pub async fn insert_mail_token(
    connection: &mut AnyConnection,
    person_id: i64,
    purpose: TokenPurpose,
    token: &Secret,
    email: &EmailAddress,
    now: i64,
) -> Result<(), sqlx::Error> {
    let lifetime = i64::try_from(purpose.lifetime().as_millis()).unwrap_or(0);
    sqlx::query(
        "INSERT INTO mail_tokens (person_id, purpose, token_hash, email, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(person_id)
    .bind(purpose.as_str())
    .bind(token.hash())
    .bind(email.as_str())
    .bind(now)
    .bind(now.saturating_add(lifetime))
    .execute(connection)
    .await?;
    Ok(())
}

/// Whose token this is, if it would still work at the moment `now` (milliseconds UTC). It is not
/// used up, so that the page behind the link can be shown, reloaded, and fetched by programs that
/// look at links before people do.
///
/// # Errors
/// When the database fails.
pub async fn find_mail_token(
    connection: &mut AnyConnection,
    purpose: TokenPurpose,
    token: &Secret,
    now: i64,
) -> Result<Option<MailToken>, sqlx::Error> {
    let row = sqlx::query(FIND)
        .bind(token.hash())
        .bind(purpose.as_str())
        .bind(now)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_token).transpose()
}

/// Uses a token up at the moment `now` (milliseconds UTC). Of several who try at once, one gets it.
///
/// # Errors
/// When the database fails.
pub async fn use_mail_token(
    connection: &mut AnyConnection,
    purpose: TokenPurpose,
    token: &Secret,
    now: i64,
) -> Result<Option<MailToken>, sqlx::Error> {
    let row = sqlx::query(USE)
        .bind(token.hash())
        .bind(purpose.as_str())
        .bind(now)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_token).transpose()
}

/// Makes all of a person's tokens worthless, or those for one purpose, and calls off the mails that
/// wait to carry one; `now` in milliseconds UTC.
///
/// The mails come first: a worker that is just making a token for one of them holds it, so that the
/// tokens are looked at only once that one is among them.
///
/// # Errors
/// When the database fails.
pub async fn void_mail_tokens(
    connection: &mut AnyConnection,
    person_id: i64,
    purpose: Option<TokenPurpose>,
    now: i64,
) -> Result<(), sqlx::Error> {
    let purposes = TokenPurpose::ALL.into_iter();
    for purpose in purposes.filter(|each| purpose.is_none_or(|purpose| purpose == *each)) {
        call_off_mails(connection, person_id, purpose, now).await?;
        sqlx::query(VOID)
            .bind(now)
            .bind(person_id)
            .bind(purpose.as_str())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Deletes the tokens that stopped working by the moment `before` (milliseconds UTC), and returns
/// how many there were.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_mail_tokens(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(DELETE_OLD)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

fn read_token(row: &AnyRow) -> Result<MailToken, sqlx::Error> {
    let email: String = row.try_get("email")?;
    Ok(MailToken {
        person_id: row.try_get("person_id")?,
        email: EmailAddress::parse(&email)
            .ok_or_else(|| sqlx::Error::Decode("mail_tokens.email is no e-mail address".into()))?,
    })
}

#[cfg(test)]
mod tests;
