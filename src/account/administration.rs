//! What administrators do to accounts. Every function takes the proof that one asks.

use super::{
    form_check::{FormCheck, read_email},
    identity::{Administrator, Visit},
    model::{AuditAction, Notice, Role, Taken},
    name::PersonName,
    store::{
        NewPerson, Person, TokenPurpose, ask_rotation, count_other_administrators,
        delete_challenges_of_person, end_sessions, find_first_administrator, find_person,
        insert_person, lock_person, set_role, set_suspended, void_mail_tokens,
    },
};
use crate::{
    error::{AppError, Problem},
    mail::{MailKind, detail},
};
use sqlx::AnyConnection;

/// Refuses to take away the last administrator.
///
/// # Errors
/// When this person is the only one, or the database fails.
pub async fn keep_an_administrator(
    connection: &mut AnyConnection,
    person: &Person,
) -> Result<(), AppError> {
    // All who might be the last ask here one after the other.
    if let Some(first) = find_first_administrator(connection).await? {
        lock_person(connection, first).await?;
    }
    if person.role == Role::Admin && count_other_administrators(connection, person.id).await? == 0 {
        return Err(AppError::invalid("", Problem::LastAdministrator));
    }
    Ok(())
}

async fn find(connection: &mut AnyConnection, id: i64) -> Result<Person, AppError> {
    find_person(connection, id)
        .await?
        .filter(|person| person.deleted_at.is_none())
        .ok_or(AppError::NotFound)
}

fn page_of(visit: &Visit, id: i64, notice: Notice) -> Taken {
    Taken {
        to: visit.noticed(&format!("/desk/people/{id}"), notice),
    }
}

/// Gives somebody a role. Their sessions get new tokens.
///
/// # Errors
/// When there is no such role or person, nobody would be left to administer, or the database fails.
pub async fn change_role(
    visit: &Visit,
    _: &Administrator,
    id: i64,
    role: &str,
) -> Result<Taken, AppError> {
    let role = Role::parse(role).ok_or_else(|| AppError::invalid("role", Problem::NotAChoice))?;
    let mut transaction = visit.state.database.write().await?;
    let person = find(&mut transaction, id).await?;
    if role != Role::Admin {
        keep_an_administrator(&mut transaction, &person).await?;
    }
    set_role(&mut transaction, id, role).await?;
    ask_rotation(&mut transaction, id, visit.now).await?;
    let details = [("from", person.role.as_str()), ("to", role.as_str())];
    visit
        .log(
            &mut transaction,
            AuditAction::RoleChanged,
            Some(id),
            &details,
        )
        .await?;
    transaction.commit().await?;
    Ok(page_of(visit, id, Notice::RoleChanged))
}

/// Shuts somebody out, at once and everywhere.
///
/// # Errors
/// When there is no such person, nobody would be left to administer, or the database fails.
pub async fn suspend(visit: &Visit, _: &Administrator, id: i64) -> Result<Taken, AppError> {
    let mut transaction = visit.state.database.write().await?;
    let person = find(&mut transaction, id).await?;
    keep_an_administrator(&mut transaction, &person).await?;
    set_suspended(&mut transaction, id, Some(visit.now)).await?;
    end_sessions(&mut transaction, id, None).await?;
    delete_challenges_of_person(&mut transaction, None, id).await?;
    void_mail_tokens(&mut transaction, id, None, visit.now).await?;
    visit
        .log(&mut transaction, AuditAction::Suspended, Some(id), &[])
        .await?;
    transaction.commit().await?;
    Ok(page_of(visit, id, Notice::Suspended))
}

/// Lets somebody in again.
///
/// # Errors
/// When there is no such person, or the database fails.
pub async fn reinstate(visit: &Visit, _: &Administrator, id: i64) -> Result<Taken, AppError> {
    let mut transaction = visit.state.database.write().await?;
    find(&mut transaction, id).await?;
    set_suspended(&mut transaction, id, None).await?;
    visit
        .log(&mut transaction, AuditAction::Reinstated, Some(id), &[])
        .await?;
    transaction.commit().await?;
    Ok(page_of(visit, id, Notice::Reinstated))
}

/// Signs somebody out everywhere.
///
/// # Errors
/// When there is no such person, or the database fails.
pub async fn sign_out(visit: &Visit, _: &Administrator, id: i64) -> Result<Taken, AppError> {
    let mut transaction = visit.state.database.write().await?;
    find(&mut transaction, id).await?;
    let oneself = visit
        .session()
        .filter(|session| session.person.id == id)
        .map(|session| session.id);
    end_sessions(&mut transaction, id, oneself).await?;
    delete_challenges_of_person(&mut transaction, None, id).await?;
    visit
        .log(&mut transaction, AuditAction::SessionsEnded, Some(id), &[])
        .await?;
    transaction.commit().await?;
    Ok(page_of(visit, id, Notice::SessionsEnded))
}

/// Makes an account without a password and sends its owner a link to take it up.
///
/// # Errors
/// When anything is missing, the address has an account, or the database fails.
pub async fn invite(
    visit: &Visit,
    administrator: &Administrator,
    name: &str,
    email: &str,
    role: &str,
) -> Result<Taken, AppError> {
    let mut check = FormCheck::default();
    let name = check.take("name", PersonName::parse(name));
    let email = check.take("email", read_email(email));
    let role = check.take("role", Role::parse(role).ok_or(Problem::NotAChoice));
    let (Some(name), Some(email), Some(role)) = (name, email, role) else {
        return Err(check.refuse());
    };
    let mut transaction = visit.state.database.write().await?;
    let person = NewPerson {
        email: &email,
        confirmed: false,
        name: name.as_str(),
        language: visit.language,
        role,
        password_hash: None,
    };
    let id = insert_person(&mut transaction, &person, visit.now)
        .await?
        .ok_or_else(|| AppError::invalid("email", Problem::AddressTaken))?;
    visit
        .log(
            &mut transaction,
            AuditAction::Invited,
            Some(id),
            &[("role", role.as_str())],
        )
        .await?;
    let person = find(&mut transaction, id).await?;
    send_invitation(visit, administrator, &mut transaction, &person).await?;
    transaction.commit().await?;
    Ok(page_of(visit, id, Notice::Invited))
}

/// Sends an invitation once more; links sent before stop working.
///
/// # Errors
/// When there is no such invitation, or the database fails.
pub async fn invite_again(
    visit: &Visit,
    administrator: &Administrator,
    id: i64,
) -> Result<Taken, AppError> {
    let mut transaction = visit.state.database.write().await?;
    let person = find(&mut transaction, id).await?;
    if person.password_hash.is_some() || person.suspended_at.is_some() {
        return Err(AppError::NotFound);
    }
    void_mail_tokens(
        &mut transaction,
        id,
        Some(TokenPurpose::Invitation),
        visit.now,
    )
    .await?;
    send_invitation(visit, administrator, &mut transaction, &person).await?;
    visit
        .log(&mut transaction, AuditAction::Invited, Some(id), &[])
        .await?;
    transaction.commit().await?;
    Ok(page_of(visit, id, Notice::SentAgain))
}

async fn send_invitation(
    visit: &Visit,
    _: &Administrator,
    connection: &mut AnyConnection,
    person: &Person,
) -> Result<(), AppError> {
    let by = &visit.signed_in()?.person.name;
    let details = [
        (detail::INVITER, by.as_str()),
        (detail::ROLE, person.role.as_str()),
    ];
    visit
        .tell(connection, MailKind::Invitation, person, &details)
        .await?;
    Ok(())
}
