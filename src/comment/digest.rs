//! The mail a day of what somebody is told about their comments, for whoever wants it.
//!
//! Whose mail is due is claimed in the transaction that puts the mail into the table of mails and marks the
//! notices as mailed: so a crash loses none, and of two servers one writes it.

use super::{
    people::present_notice,
    store::{
        digests::{claim_digest, list_due, mark_mailed, set_digest},
        notices::list_notices,
    },
};
use crate::{
    account::{identity::Visit, model::Taken},
    error::AppError,
    mail::{DigestLine, MailKind, NewMail, detail, enqueue_mail},
    server::{configuration::SiteSettings, database::Database},
    site::pages::Presenter,
};
use std::collections::BTreeMap;

/// How long is between two mails, in milliseconds.
pub const DAY: i64 = 24 * 3_600_000;
/// How many mails are written in one go.
const AT_ONCE: i64 = 200;
/// How many notices a mail tells of; the rest it counts.
const LINES: usize = 10;
/// How many of the newest notices are looked through for those.
const LOOKED_THROUGH: i64 = 50;

/// Writes the mails that are due at `now`, in milliseconds UTC. How many.
///
/// # Errors
/// When the database fails; what was written until then stays.
pub async fn write_due(
    database: &Database,
    site: &SiteSettings,
    now: i64,
) -> Result<usize, sqlx::Error> {
    let mut connection = database.read().await?;
    let due = list_due(&mut connection, now - DAY, AT_ONCE).await?;
    drop(connection);
    let mut written = 0;
    for person in due {
        if write(database, site, person, now).await? {
            written += 1;
        }
    }
    Ok(written)
}

/// Writes one person's mail in a transaction of its own. Whether there was one to write.
async fn write(
    database: &Database,
    site: &SiteSettings,
    person: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let mut transaction = database.write().await?;
    let subscriber = claim_digest(&mut transaction, person, now - DAY, now).await?;
    let mailed = match &subscriber {
        Some(_) => mark_mailed(&mut transaction, person, now).await?,
        None => Vec::new(),
    };
    if let Some(subscriber) = subscriber.filter(|_| !mailed.is_empty()) {
        let language = match site.languages.contains(&subscriber.language) {
            true => subscriber.language,
            false => site.default_language,
        };
        let presenter = Presenter::new(language, site, now);
        let records = list_notices(&mut transaction, person, i64::MAX, LOOKED_THROUGH).await?;
        let lines: Vec<DigestLine> = records
            .iter()
            .filter(|record| mailed.binary_search(&record.id).is_ok())
            .take(LINES)
            .map(|record| {
                let entry = present_notice(&presenter, record);
                DigestLine {
                    words: entry.words,
                    excerpt: entry.excerpt,
                    address: absolute(site, &entry.href),
                }
            })
            .collect();
        let details = BTreeMap::from([
            (detail::COUNT.to_owned(), mailed.len().to_string()),
            (detail::NOTICES.to_owned(), DigestLine::write(&lines)),
        ]);
        let mail = NewMail {
            kind: MailKind::Digest,
            person_id: Some(person),
            recipient: &subscriber.email,
            language,
            details,
        };
        enqueue_mail(&mut transaction, &mail, now).await?;
    }
    transaction.commit().await?;
    Ok(!mailed.is_empty())
}

/// An address that works outside of the site; empty for none.
fn absolute(site: &SiteSettings, href: &str) -> String {
    match href {
        "" => String::new(),
        href => site
            .url
            .join(href)
            .map_or_else(|_| String::new(), |url| url.to_string()),
    }
}

/// Switches the mail on or off for whoever is signed in.
///
/// # Errors
/// [`AppError::SignInNeeded`], or when the database fails.
pub async fn switch(visit: &Visit, digest: &str) -> Result<Taken, AppError> {
    let person = visit.signed_in()?.person.id;
    let since = (digest == "on").then_some(visit.now);
    let mut transaction = visit.state.database.write().await?;
    set_digest(&mut transaction, person, since).await?;
    transaction.commit().await?;
    Ok(Taken {
        to: format!("/{}/comments#digest", visit.language.code()),
    })
}
