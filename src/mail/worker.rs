//! The worker that sends what waits in the table.
//!
//! A mail is claimed, sent, and marked as sent, in this order. A crash in between means that it is
//! sent again once the claim has run out, since nobody can know whether it went out; both have the
//! same Message-ID. Several servers may run a worker each.

use super::{
    letter::{LetterError, write_letter},
    message::{Headers, compose},
    store::{ClaimedMail, Mail, claim_mails, hold_mail, mark_failed_attempt, mark_sent},
    transport::{Transport, TransportError, file_name},
};
use crate::{
    account::{
        secret::Secret,
        store::{TokenPurpose, insert_mail_token},
    },
    server::{configuration::Configuration, database::Database},
    site::pages::now,
};
use std::{error::Error, path::PathBuf, pin::pin, sync::Arc, time::Duration};
use thiserror::Error;
use tokio::{
    task::{self, JoinError},
    time::sleep,
};

/// How often the table is looked at.
const PAUSE: Duration = Duration::from_secs(2);

/// How long is waited after the database did not answer.
const PAUSE_WITHOUT_DATABASE: Duration = Duration::from_secs(10);

/// How often it is tried to mark what was sent before the program ends.
const LAST_ATTEMPTS: usize = 5;

/// Sends mails until `stop` resolves; a mail that is being sent then is finished first. Whatever
/// goes wrong is logged, and the worker goes on.
pub async fn run(
    database: Database,
    configuration: Arc<Configuration>,
    stop: impl Future<Output = ()>,
) {
    let mut worker = match Worker::new(database, configuration) {
        Ok(worker) => worker,
        Err(error) => {
            tracing::error!("no mails are sent: {}", chain(&error));
            return;
        }
    };
    let mut stop = pin!(stop);
    let mut is_failing = false;
    loop {
        let pause = match worker.send_next(now()).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                if !is_failing {
                    tracing::error!("mails wait for the database: {}", chain(&error));
                }
                PAUSE_WITHOUT_DATABASE
            }
        };
        let was_failing = std::mem::replace(&mut is_failing, pause == PAUSE_WITHOUT_DATABASE);
        if was_failing && !is_failing {
            tracing::info!("mails are sent again: the database answers");
        }
        tokio::select! {
            biased;
            () = &mut stop => break,
            () = sleep(pause) => {}
        }
    }
    worker.finish().await;
}

/// Why a mail was not sent.
#[derive(Debug, Error)]
enum DeliveryError {
    #[error("the row in the table of mails cannot be read; perhaps a newer program wrote it")]
    Unreadable,
    #[error("the mail is about nobody")]
    Nobody,
    #[error("the mail was called off")]
    CalledOff,
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    #[error("the token could not be stored: {0}")]
    Token(#[from] sqlx::Error),
    #[error(transparent)]
    Letter(#[from] LetterError),
    #[error("the mail could not be put together: {0}")]
    Message(#[from] lettre::error::Error),
    #[error(transparent)]
    Transport(#[from] TransportError),
    #[error("the program has a fault: {0}")]
    Fault(#[from] JoinError),
}

impl DeliveryError {
    fn is_final(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_final())
    }
}

/// What a delivery needs.
struct Post {
    database: Database,
    configuration: Arc<Configuration>,
    transport: Transport,
}

struct Worker {
    post: Arc<Post>,
    /// Ids and times of mails that were sent but could not be marked so yet. As long as there are
    /// any, nothing else is sent, or they might be sent twice.
    unmarked: Vec<(i64, i64)>,
}

impl Worker {
    fn new(
        database: Database,
        configuration: Arc<Configuration>,
    ) -> Result<Self, lettre::transport::smtp::Error> {
        let transport = Transport::new(&configuration)?;
        Ok(Self {
            post: Arc::new(Post {
                database,
                configuration,
                transport,
            }),
            unmarked: Vec::new(),
        })
    }

    /// Sends the mail that has been due the longest at the moment `now` (milliseconds UTC), if
    /// there is one, and remembers the outcome. One at a time, so that no mail's claim runs out
    /// while others are being sent.
    ///
    /// # Errors
    /// When the database fails.
    async fn send_next(&mut self, now: i64) -> Result<bool, sqlx::Error> {
        self.mark_unmarked().await?;
        let mut transaction = self.post.database.write().await?;
        let claimed = claim_mails(&mut transaction, now, 1).await?;
        transaction.commit().await?;
        let Some(claimed) = claimed.into_iter().next() else {
            return Ok(false);
        };
        let (id, kind) = (claimed.id, claimed.kind.as_str());
        let (post, mail) = (Arc::clone(&self.post), claimed.clone());
        // A task of its own: should there be a panic in it, the worker lives on.
        let delivery = task::spawn(async move { post.deliver(&mail, now).await });
        match delivery.await.map_err(DeliveryError::from).flatten() {
            Ok(path) => {
                self.unmarked.push((id, now));
                match path {
                    Some(path) => tracing::info!(
                        mail = id,
                        kind,
                        "no mail server is configured ([mail] smtp_url), so the mail was written to {}",
                        path.display()
                    ),
                    None => tracing::debug!(mail = id, kind, "mail sent"),
                }
                self.mark_unmarked().await?;
            }
            Err(DeliveryError::CalledOff) => tracing::debug!(mail = id, kind, "mail called off"),
            Err(error) => self.remember_failure(&claimed, &error, now).await?,
        }
        Ok(true)
    }

    async fn remember_failure(
        &self,
        claimed: &ClaimedMail,
        error: &DeliveryError,
        now: i64,
    ) -> Result<(), sqlx::Error> {
        let text = chain(error);
        let mut transaction = self.post.database.write().await?;
        let wait =
            mark_failed_attempt(&mut transaction, claimed, &text, error.is_final(), now).await?;
        transaction.commit().await?;
        let (mail, kind, attempt) = (claimed.id, claimed.kind.as_str(), claimed.attempts);
        match wait {
            Some(wait) => tracing::warn!(
                mail,
                kind,
                attempt,
                "mail not sent, next attempt in {} minutes: {text}",
                wait / 60_000
            ),
            None => tracing::error!(mail, kind, attempt, "mail given up: {text}"),
        }
        Ok(())
    }

    async fn mark_unmarked(&mut self) -> Result<(), sqlx::Error> {
        while let Some((id, sent_at)) = self.unmarked.last().copied() {
            let mut transaction = self.post.database.write().await?;
            mark_sent(&mut transaction, id, sent_at).await?;
            transaction.commit().await?;
            self.unmarked.pop();
        }
        Ok(())
    }

    /// Before the program ends: what was sent should be marked so.
    async fn finish(mut self) {
        for _ in 0..LAST_ATTEMPTS {
            match self.mark_unmarked().await {
                Ok(()) => return,
                Err(error) => tracing::warn!("a sent mail cannot be marked: {}", chain(&error)),
            }
            sleep(PAUSE).await;
        }
        for (mail, _) in &self.unmarked {
            tracing::error!(mail, "the mail was sent, but will be sent again");
        }
    }
}

impl Post {
    /// Makes the mail and sends it; `now` in milliseconds UTC. Returns the file, if it became one.
    async fn deliver(
        &self,
        claimed: &ClaimedMail,
        now: i64,
    ) -> Result<Option<PathBuf>, DeliveryError> {
        let mail = claimed.mail.as_ref().ok_or(DeliveryError::Unreadable)?;
        let token = match mail.kind.token() {
            Some(purpose) => Some(self.make_token(claimed, mail, purpose, now).await?),
            None => None,
        };
        let letter = write_letter(mail, token.as_ref(), &self.configuration.site)?;
        let recipient = mail.recipient.as_str();
        let headers = Headers {
            id: claimed.id,
            created_at: claimed.created_at,
            recipient,
            now,
        };
        let encoding = self.transport.encoding();
        let message = compose(&letter, &headers, &self.configuration, encoding)?;
        let name = file_name(claimed.created_at, claimed.id, &claimed.kind, recipient);
        Ok(self.transport.send(message, &name).await?)
    }

    async fn make_token(
        &self,
        claimed: &ClaimedMail,
        mail: &Mail,
        purpose: TokenPurpose,
        now: i64,
    ) -> Result<Secret, DeliveryError> {
        let person_id = mail.person_id.ok_or(DeliveryError::Nobody)?;
        let token = Secret::generate()?;
        let mut transaction = self.database.write().await?;
        if !hold_mail(&mut transaction, claimed).await? {
            return Err(DeliveryError::CalledOff);
        }
        insert_mail_token(
            &mut transaction,
            person_id,
            purpose,
            &token,
            &mail.recipient,
            now,
        )
        .await?;
        transaction.commit().await?;
        Ok(token)
    }
}

/// An error with all that caused it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        // Some errors tell their cause themselves.
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests;
