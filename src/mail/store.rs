//! The table of mails: those to be sent, and for a while those that were.

use super::MailKind;
use crate::{
    account::{email::EmailAddress, store::TokenPurpose},
    language::Language,
};
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::{collections::BTreeMap, time::Duration};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// How long a worker that has taken a mail keeps it from the others. Longer than a mail server is
/// waited for, or a slow one would get the mail twice.
pub(super) const CLAIM: Duration = Duration::from_secs(5 * MINUTE);

/// How long is waited after each failed attempt: two days in all, as mail servers among each other
/// do (RFC 5321, section 4.5.4.1, which asks for four to five days of letters that can wait).
pub(super) const RETRY_WAITS: [Duration; 8] = [
    Duration::from_secs(MINUTE),
    Duration::from_secs(5 * MINUTE),
    Duration::from_secs(15 * MINUTE),
    Duration::from_secs(HOUR),
    Duration::from_secs(3 * HOUR),
    Duration::from_secs(6 * HOUR),
    Duration::from_secs(12 * HOUR),
    Duration::from_secs(24 * HOUR),
];

/// The most characters that are kept of an error's text.
const ERROR_CHARACTERS: usize = 500;

/// A mail that is about to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail<'a> {
    /// What it tells.
    pub kind: MailKind,
    /// Whom it is about; needed where the mail carries a token.
    pub person_id: Option<i64>,
    /// Where it goes.
    pub recipient: &'a EmailAddress,
    /// The language that it is written in; where the paper does not publish in it, the paper's
    /// default language.
    pub language: Language,
    /// What it needs to know besides, by the keys in [`super::detail`]; [`MailKind::details`] says
    /// which. Never a secret.
    pub details: BTreeMap<String, String>,
}

/// A mail of the table, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mail {
    pub kind: MailKind,
    pub person_id: Option<i64>,
    pub recipient: EmailAddress,
    pub language: Language,
    pub details: BTreeMap<String, String>,
}

/// A mail that this worker has in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClaimedMail {
    pub id: i64,
    /// The word in the column, also where it is unknown.
    pub kind: String,
    /// Milliseconds UTC.
    pub created_at: i64,
    /// With this one, from 1. It also tells this claim from later ones.
    pub attempts: i64,
    /// None where the row cannot be read: it may be a newer program's.
    pub mail: Option<Mail>,
}

/// What is known of a mail to somebody, for the export of their data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// The word for what it tells.
    pub kind: String,
    /// Where it goes or went.
    pub recipient: String,
    /// Milliseconds UTC.
    pub created_at: i64,
    /// When it was sent, in milliseconds UTC; None as long as it was not.
    pub sent_at: Option<i64>,
}

/// Until when, now, at most how many. The conditions stand twice because PostgreSQL looks at the
/// outer ones again after it has waited for another worker's claim of the same row. The first two
/// columns of the order are empty; they let PostgreSQL see that the index has this order.
const CLAIM_DUE: &str = "UPDATE mails SET claimed_until = $1, attempts = attempts + 1 WHERE id IN \
     (SELECT id FROM mails WHERE sent_at IS NULL AND failed_at IS NULL AND next_attempt_at <= $2 \
     AND claimed_until <= $2 ORDER BY sent_at, failed_at, next_attempt_at LIMIT $3) \
     AND sent_at IS NULL AND failed_at IS NULL AND next_attempt_at <= $2 AND claimed_until <= $2 \
     RETURNING id, kind, person_id, recipient, language, details, created_at, attempts";

/// Now, id.
const MARK_SENT: &str =
    "UPDATE mails SET sent_at = $1, last_error = NULL WHERE id = $2 AND sent_at IS NULL";

/// When next, error, id, attempts.
const MARK_FAILED_ATTEMPT: &str = "UPDATE mails SET next_attempt_at = $1, claimed_until = 0, \
     last_error = $2 WHERE id = $3 AND attempts = $4 AND sent_at IS NULL AND failed_at IS NULL";

/// Now, error, id, attempts.
const GIVE_UP: &str = "UPDATE mails SET failed_at = $1, last_error = $2 \
     WHERE id = $3 AND attempts = $4 AND sent_at IS NULL AND failed_at IS NULL";

/// Id, attempts. Nothing changes but that the row is locked.
const HOLD: &str = "UPDATE mails SET claimed_until = claimed_until \
     WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND failed_at IS NULL";

/// Now, person, kind.
const CALL_OFF: &str = "UPDATE mails SET failed_at = $1, last_error = 'called off' \
     WHERE person_id = $2 AND kind = $3 AND sent_at IS NULL AND failed_at IS NULL";

/// Before when.
const DELETE_SENT: &str = "DELETE FROM mails WHERE sent_at <= $1";

/// Before when.
const DELETE_FAILED: &str = "DELETE FROM mails WHERE sent_at IS NULL AND failed_at <= $1";

/// Person.
const OF_PERSON: &str = "SELECT kind, recipient, created_at, sent_at FROM mails \
     WHERE person_id = $1 ORDER BY id";

/// Stores a mail that is sent as soon as the transaction is committed, so call it in that of the
/// change that it is about; `now` in milliseconds UTC. Returns its id.
///
/// # Errors
/// When the mail could not be written from what is given ([`sqlx::Error::Encode`]), there is no
/// such person, or the database fails.
pub async fn enqueue_mail(
    connection: &mut AnyConnection,
    mail: &NewMail<'_>,
    now: i64,
) -> Result<i64, sqlx::Error> {
    let word = mail.kind.as_str();
    if mail.kind.token().is_some() && mail.person_id.is_none() {
        let problem = format!("a mail of the kind {word} is about nobody");
        return Err(sqlx::Error::Encode(problem.into()));
    }
    let missing = |key: &&&str| !mail.details.contains_key(**key);
    if let Some(key) = mail.kind.details().iter().find(missing) {
        let problem = format!("a mail of the kind {word} is without {key}");
        return Err(sqlx::Error::Encode(problem.into()));
    }
    let details =
        serde_json::to_string(&mail.details).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query_scalar(
        "INSERT INTO mails (kind, person_id, recipient, language, details, created_at, next_attempt_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6) RETURNING id",
    )
    .bind(word)
    .bind(mail.person_id)
    .bind(mail.recipient.as_str())
    .bind(mail.language.code())
    .bind(details)
    .bind(now)
    .fetch_one(connection)
    .await
}

/// Takes up to `limit` mails that are due at the moment `now` (milliseconds UTC), the longest due
/// first, for [`CLAIM`]. No mail is in two hands at once; one whose worker did not come back is
/// given to another afterwards. Two workers that take more than one each may wait for each other
/// until PostgreSQL ends one of them.
///
/// # Errors
/// When the database fails.
pub(super) async fn claim_mails(
    connection: &mut AnyConnection,
    now: i64,
    limit: i64,
) -> Result<Vec<ClaimedMail>, sqlx::Error> {
    let rows = sqlx::query(CLAIM_DUE)
        .bind(now.saturating_add(milliseconds(CLAIM)))
        .bind(now)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_claimed).collect()
}

/// Remembers that a mail was sent at the moment `now` (milliseconds UTC).
///
/// # Errors
/// When the database fails.
pub(super) async fn mark_sent(
    connection: &mut AnyConnection,
    id: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    let query = sqlx::query(MARK_SENT).bind(now).bind(id);
    query.execute(connection).await?;
    Ok(())
}

/// Remembers that an attempt failed at the moment `now` (milliseconds UTC). The next one follows
/// after the wait that is due; returns it in milliseconds. None: the mail is given up, because
/// there is no sense in going on (`is_final`) or it was the last attempt.
///
/// Nothing changes if another worker has taken the mail meanwhile.
///
/// # Errors
/// When the database fails.
pub(super) async fn mark_failed_attempt(
    connection: &mut AnyConnection,
    claimed: &ClaimedMail,
    error: &str,
    is_final: bool,
    now: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let wait = usize::try_from(claimed.attempts - 1)
        .ok()
        .and_then(|index| RETRY_WAITS.get(index))
        .filter(|_| !is_final)
        .map(|wait| milliseconds(*wait));
    let query = match wait {
        Some(wait) => sqlx::query(MARK_FAILED_ATTEMPT).bind(now.saturating_add(wait)),
        None => sqlx::query(GIVE_UP).bind(now),
    };
    query
        .bind(storable(error))
        .bind(claimed.id)
        .bind(claimed.attempts)
        .execute(connection)
        .await?;
    Ok(wait)
}

/// Keeps a claimed mail from being called off until the transaction ends. False: it has been called
/// off already, or is in other hands.
///
/// # Errors
/// When the database fails.
pub(super) async fn hold_mail(
    connection: &mut AnyConnection,
    claimed: &ClaimedMail,
) -> Result<bool, sqlx::Error> {
    let query = sqlx::query(HOLD).bind(claimed.id).bind(claimed.attempts);
    Ok(query.execute(connection).await?.rows_affected() > 0)
}

/// Calls off the mails to a person that wait to be sent and would carry a token for this purpose;
/// `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn call_off_mails(
    connection: &mut AnyConnection,
    person_id: i64,
    purpose: TokenPurpose,
    now: i64,
) -> Result<(), sqlx::Error> {
    let carries = |kind: &MailKind| kind.token() == Some(purpose);
    for kind in MailKind::ALL.into_iter().filter(carries) {
        sqlx::query(CALL_OFF)
            .bind(now)
            .bind(person_id)
            .bind(kind.as_str())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Deletes the mails that were sent or given up by the moment `before` (milliseconds UTC), and
/// returns how many there were.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_mails(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let mut count = 0;
    for statement in [DELETE_SENT, DELETE_FAILED] {
        let query = sqlx::query(statement).bind(before);
        count += query.execute(&mut *connection).await?.rows_affected();
    }
    Ok(count)
}

/// The mails about a person that are still known, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_mails_of(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<Vec<StoredMail>, sqlx::Error> {
    let rows = sqlx::query(OF_PERSON)
        .bind(person_id)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(StoredMail {
                kind: row.try_get("kind")?,
                recipient: row.try_get("recipient")?,
                created_at: row.try_get("created_at")?,
                sent_at: row.try_get("sent_at")?,
            })
        })
        .collect()
}

fn read_claimed(row: &AnyRow) -> Result<ClaimedMail, sqlx::Error> {
    let kind: String = row.try_get("kind")?;
    let recipient: String = row.try_get("recipient")?;
    let language: String = row.try_get("language")?;
    let details: String = row.try_get("details")?;
    let person_id = row.try_get("person_id")?;
    let mail = || {
        Some(Mail {
            kind: MailKind::parse(&kind)?,
            person_id,
            recipient: EmailAddress::parse(&recipient)?,
            language: Language::parse(&language)?,
            details: serde_json::from_str(&details).ok()?,
        })
    };
    Ok(ClaimedMail {
        id: row.try_get("id")?,
        created_at: row.try_get("created_at")?,
        attempts: row.try_get("attempts")?,
        mail: mail(),
        kind,
    })
}

fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// An error's text as both databases take it: in one line (PostgreSQL refuses NUL) and not endless.
fn storable(error: &str) -> String {
    error
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(ERROR_CHARACTERS)
        .collect()
}

#[cfg(test)]
mod tests;
