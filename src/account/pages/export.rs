//! Everything that is held about somebody, as one JSON file.

use crate::{
    account::{
        identity::Visit,
        model::AuditAction,
        store::{list_audit_with_person, list_passkeys, list_sessions},
    },
    comment::export::export_comments,
    error::AppError,
    mail::list_mails_of,
    reading_list::export::export_lists,
};
use serde_json::{Value, json};

/// The most lines of the log in one file.
const MOST_LINES: i64 = 10_000;

/// What is held about whoever is signed in. Moments are milliseconds since 1970 UTC. What only proves
/// who they are (password, secrets, keys) is named and not shown.
///
/// # Errors
/// When nobody is signed in or the database fails.
pub async fn export_person(visit: &Visit) -> Result<Value, AppError> {
    let session = visit.signed_in()?;
    let person = &session.person;
    let mut connection = visit.state.database.read().await?;
    let sessions = list_sessions(&mut connection, person.id, visit.now).await?;
    let passkeys = list_passkeys(&mut connection, person.id).await?;
    let log = list_audit_with_person(&mut connection, person.id, MOST_LINES).await?;
    let mails = list_mails_of(&mut connection, person.id).await?;
    let reading_lists = export_lists(&mut connection, person.id).await?;
    let comments = export_comments(&mut connection, person.id).await?;
    drop(connection);
    let mut transaction = visit.state.database.write().await?;
    visit
        .log(
            &mut transaction,
            AuditAction::Exported,
            Some(person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(json!({
        "account": {
            "id": person.id,
            "name": person.name,
            "email": person.email,
            "email_confirmed_at": person.email_confirmed_at,
            "language": person.language.code(),
            "role": person.role.as_str(),
            "created_at": person.created_at,
            "delete_at": person.delete_at,
            "has_password": person.password_hash.is_some(),
            "has_second_step": person.has_second_step,
        },
        "sessions": sessions.iter().map(|record| json!({
            "created_at": record.created_at,
            "last_seen_at": record.last_seen_at,
            "browser": record.user_agent,
            "network": record.network,
            "this_one": record.id == session.id,
            "began_with": record.method.as_str(),
        })).collect::<Vec<_>>(),
        "passkeys": passkeys.iter().map(|passkey| json!({
            "name": passkey.name,
            "created_at": passkey.created_at,
            "last_used_at": passkey.last_used_at,
        })).collect::<Vec<_>>(),
        "mails": mails.iter().map(|mail| json!({
            "kind": mail.kind,
            "recipient": mail.recipient,
            "created_at": mail.created_at,
            "sent_at": mail.sent_at,
        })).collect::<Vec<_>>(),
        "reading_lists": reading_lists,
        "comments": comments,
        "log": log.iter().map(|record| json!({
            "at": record.at,
            "action": record.action,
            "by_oneself": record.actor_id == Some(person.id),
            "network": record.network,
            "details": record.details,
        })).collect::<Vec<_>>(),
    }))
}
