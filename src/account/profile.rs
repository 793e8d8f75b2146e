//! One's own account: name, address, password, sessions, leaving.

use super::{
    attempts::{Attempt, Attempts},
    entrance::{forget_begun_sign_ins, verify_password},
    form_check::{FormCheck, read_email},
    identity::Visit,
    model::{AuditAction, Notice, Taken},
    name::PersonName,
    password::{HashError, NewPassword},
    store::{
        TokenPurpose, delete_challenges_of_person, end_session as end_one, end_sessions as end_all,
        has_session, lock_person, set_deletion, set_name, set_password, void_mail_tokens,
    },
};
use crate::{
    error::{AppError, Problem},
    mail::{MailKind, detail},
};

/// How long one can change one's mind about leaving, in milliseconds.
pub const TIME_TO_CHANGE_ONES_MIND: i64 = 14 * 24 * 3_600_000;

/// Gives oneself another name.
///
/// # Errors
/// When it cannot be shown, nobody is signed in, or the database fails.
pub async fn change_name(visit: &Visit, name: &str) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    let name = PersonName::parse(name).map_err(|problem| AppError::invalid("name", problem))?;
    let mut transaction = visit.state.database.write().await?;
    set_name(&mut transaction, person.id, name.as_str()).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::NameChanged,
            Some(person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::NameSaved),
    })
}

/// Asks for another address: a mail with a link goes there, and a note to the present one.
///
/// # Errors
/// When the address or password is wrong, nobody is signed in, or the database fails.
pub async fn change_address(visit: &Visit, email: &str, password: &str) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    let email = read_email(email).map_err(|problem| AppError::invalid("email", problem))?;
    if person.email.as_deref() == Some(email.as_str()) {
        return Err(AppError::invalid("email", Problem::Unchanged));
    }
    verify_password(visit, person, "password", password).await?;
    let mails = Attempts::on_account(Attempt::Mail, email.as_str(), &visit.network);
    let mut transaction = visit.state.database.write().await?;
    mails.check(&mut transaction, visit.now).await?;
    mails.fail(&mut transaction, visit.now).await?;
    void_mail_tokens(
        &mut transaction,
        person.id,
        Some(TokenPurpose::Email),
        visit.now,
    )
    .await?;
    // Whether the new address has an account is not told here: the link finds out.
    visit
        .send(
            &mut transaction,
            MailKind::ConfirmNewAddress,
            person.id,
            &email,
            person.language,
            &[],
        )
        .await?;
    visit
        .tell(
            &mut transaction,
            MailKind::AddressChangeAsked,
            person,
            &[(detail::ADDRESS, email.as_str())],
        )
        .await?;
    visit
        .log(
            &mut transaction,
            AuditAction::AddressChangeAsked,
            Some(person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::AddressAsked),
    })
}

/// Sets another password, and signs out everywhere else.
///
/// # Errors
/// When the present one is wrong, the new one is not to be taken, or the database fails.
pub async fn change_password(
    visit: &Visit,
    password: &str,
    new_password: &str,
) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let person = &session.person;
    let email = person.email.as_deref().unwrap_or_default();
    let mut check = FormCheck::default();
    let new = NewPassword::parse(new_password, &[&person.name, email]);
    let new = check.take("new_password", new);
    if password.is_empty() {
        check.take::<()>("password", Err(Problem::Missing));
    }
    let Some(new) = new.filter(|_| !password.is_empty()) else {
        return Err(check.refuse());
    };
    verify_password(visit, person, "password", password).await?;
    let hash = match visit.state.hasher.hash(&new, &visit.network).await {
        Err(HashError::Common) => {
            return Err(AppError::invalid("new_password", Problem::CommonPassword));
        }
        hash => hash?,
    };
    let mut transaction = visit.state.database.write().await?;
    // Hashing takes its time: the session may have been ended meanwhile, the password be another one.
    let present = lock_person(&mut transaction, person.id).await?;
    let is_same = present.is_some_and(|present| present.password_hash == person.password_hash);
    if !is_same || !has_session(&mut transaction, session.id).await? {
        return Err(AppError::SignInNeeded);
    }
    set_password(&mut transaction, person.id, &hash).await?;
    end_all(&mut transaction, person.id, Some(session.id)).await?;
    // A change of address, too: whoever knew the old password may have asked for one.
    void_mail_tokens(&mut transaction, person.id, None, visit.now).await?;
    forget_begun_sign_ins(&mut transaction, person.id).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::PasswordChanged,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(&mut transaction, MailKind::PasswordChanged, person, &[])
        .await?;
    // A stolen token is worth nothing from here on: this session goes on under another one.
    visit
        .begin_session(&mut transaction, person.id, person.role, session.method)
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::PasswordChanged),
    })
}

/// Ends one of one's sessions.
///
/// # Errors
/// When nobody is signed in or the database fails.
pub async fn end_session(visit: &Visit, id: i64) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let mut transaction = visit.state.database.write().await?;
    if end_one(&mut transaction, session.person.id, id).await? {
        visit
            .log(
                &mut transaction,
                AuditAction::SessionEnded,
                Some(session.person.id),
                &[],
            )
            .await?;
    }
    transaction.commit().await?;
    if id == session.id {
        visit.forget_session();
        return Ok(Taken {
            to: visit.noticed("/sign-in", Notice::SignedOut),
        });
    }
    Ok(Taken {
        to: visit.noticed("/account", Notice::SessionEnded),
    })
}

/// Ends all of one's sessions but this one.
///
/// # Errors
/// When nobody is signed in or the database fails.
pub async fn end_sessions(visit: &Visit) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let mut transaction = visit.state.database.write().await?;
    end_all(&mut transaction, session.person.id, Some(session.id)).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::SessionsEnded,
            Some(session.person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::SessionsEnded),
    })
}

/// Asks for one's account to be deleted in 14 days, and signs out everywhere.
///
/// # Errors
/// When the password is wrong, the paper would be left without an administrator, or the database
/// fails.
pub async fn delete_account(visit: &Visit, password: &str) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    verify_password(visit, person, "password", password).await?;
    let mut transaction = visit.state.database.write().await?;
    super::administration::keep_an_administrator(&mut transaction, person).await?;
    let at = visit.now + TIME_TO_CHANGE_ONES_MIND;
    set_deletion(&mut transaction, person.id, Some(at)).await?;
    end_all(&mut transaction, person.id, None).await?;
    delete_challenges_of_person(&mut transaction, None, person.id).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::DeletionAsked,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(
            &mut transaction,
            MailKind::DeletionAsked,
            person,
            &[(detail::UNTIL, &at.to_string())],
        )
        .await?;
    transaction.commit().await?;
    visit.forget_session();
    Ok(Taken {
        to: visit.noticed("/sign-in", Notice::DeletionAsked),
    })
}
