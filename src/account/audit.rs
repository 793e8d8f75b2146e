//! What is written down of what people do, and what they are told of it.

use super::{
    email::EmailAddress,
    identity::Visit,
    model::AuditAction,
    store::{NewAuditRecord, Person, insert_audit},
};
use crate::{
    language::Language,
    mail::{MailKind, NewMail, enqueue_mail},
};
use sqlx::AnyConnection;
use std::collections::BTreeMap;

impl Visit {
    /// Writes a line into the audit log, in the transaction of what it tells of. The actor is whoever
    /// is signed in; without a session, the person it is about.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log(
        &self,
        connection: &mut AnyConnection,
        action: AuditAction,
        person_id: Option<i64>,
        details: &[(&str, &str)],
    ) -> Result<(), sqlx::Error> {
        let actor_id = self.session().map(|session| session.person.id);
        let record = NewAuditRecord {
            actor_id: actor_id.or(person_id.filter(|_| action != AuditAction::SignInFailed)),
            person_id,
            action,
            network: &self.network.to_string(),
            details,
        };
        insert_audit(connection, &record, self.now).await
    }

    /// Sends a mail to somebody at their present address, in their language.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell(
        &self,
        connection: &mut AnyConnection,
        kind: MailKind,
        person: &Person,
        details: &[(&str, &str)],
    ) -> Result<(), sqlx::Error> {
        let Some(recipient) = person.email.as_deref().and_then(EmailAddress::parse) else {
            return Ok(());
        };
        self.send(
            connection,
            kind,
            person.id,
            &recipient,
            person.language,
            details,
        )
        .await
    }

    /// Sends a mail about somebody to any address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send(
        &self,
        connection: &mut AnyConnection,
        kind: MailKind,
        person_id: i64,
        recipient: &EmailAddress,
        language: Language,
        details: &[(&str, &str)],
    ) -> Result<(), sqlx::Error> {
        let details: BTreeMap<String, String> = details
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mail = NewMail {
            kind,
            person_id: Some(person_id),
            recipient,
            language,
            details,
        };
        enqueue_mail(connection, &mail, self.now).await?;
        Ok(())
    }
}
