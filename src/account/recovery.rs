//! Coming in by a link in a mail: a forgotten password, an invitation, a new address.

use super::{
    attempts::{Attempt, Attempts},
    email::EmailAddress,
    entrance::forget_begun_sign_ins,
    form_check::{FormCheck, read_email},
    identity::Visit,
    model::{AuditAction, Notice, Taken},
    name::PersonName,
    password::NewPassword,
    secret::Secret,
    store::{
        MailToken, Method, Person, TokenPurpose, confirm_email, end_sessions, find_mail_token,
        find_person, find_person_by_email, is_email_taken, lock_person, set_email, set_name,
        set_password, use_mail_token, void_mail_tokens,
    },
};
use crate::{
    error::{AppError, Problem},
    mail::{MailKind, detail},
};
use sqlx::AnyConnection;

fn spent() -> AppError {
    AppError::invalid("", Problem::Expired)
}

/// Sends a link for a new password, if the address has an account. Says the same in either case.
///
/// # Errors
/// When nothing was typed, too many mails were asked for, or the database fails.
pub async fn forgot(visit: &Visit, email: &str) -> Result<Taken, AppError> {
    let email = read_email(email).map_err(|problem| AppError::invalid("email", problem))?;
    let mails = Attempts::on_account(Attempt::Mail, email.as_str(), &visit.network);
    let mut transaction = visit.state.database.write().await?;
    // Whoever has had some mails already gets no more for a while, and hears nothing of it: refused
    // aloud, anybody could keep an owner from their own account.
    let may_send = mails.may_send(&mut transaction, visit.now).await?;
    let person = find_person_by_email(&mut transaction, &email)
        .await?
        .filter(|person| may_send && person.suspended_at.is_none());
    if let Some(person) = person {
        visit
            .tell(&mut transaction, MailKind::ResetPassword, &person, &[])
            .await?;
        visit
            .log(
                &mut transaction,
                AuditAction::ResetAsked,
                Some(person.id),
                &[],
            )
            .await?;
    }
    transaction.commit().await?;
    Ok(Taken {
        to: visit.address("/account/sent"),
    })
}

/// Whose link it is, if it is good: unused and not too old, of an account that may come in, and sent
/// to the address that the account has now. An invitation is over once there is a password, however it
/// came about.
///
/// # Errors
/// When the database fails.
pub async fn find_owner(
    visit: &Visit,
    connection: &mut AnyConnection,
    purpose: TokenPurpose,
    token: &str,
) -> Result<Option<(Secret, MailToken, Person)>, sqlx::Error> {
    let Some(secret) = Secret::parse(token) else {
        return Ok(None);
    };
    let Some(found) = find_mail_token(connection, purpose, &secret, visit.now).await? else {
        return Ok(None);
    };
    let person = find_person(connection, found.person_id).await?;
    Ok(person
        .filter(|person| is_good_for(purpose, &found, person))
        .map(|person| (secret, found, person)))
}

fn is_good_for(purpose: TokenPurpose, token: &MailToken, person: &Person) -> bool {
    let is_their_address = person.email.as_deref() == Some(token.email.as_str());
    let fits = match purpose {
        TokenPurpose::Email => true,
        TokenPurpose::Invitation => is_their_address && person.password_hash.is_none(),
        TokenPurpose::Confirm | TokenPurpose::Reset => is_their_address,
    };
    fits && person.suspended_at.is_none() && person.deleted_at.is_none()
}

/// The same, where nothing goes on without a good link.
///
/// # Errors
/// When the link is spent, or the database fails.
pub async fn owner(
    visit: &Visit,
    purpose: TokenPurpose,
    token: &str,
) -> Result<(Secret, MailToken, Person), AppError> {
    let mut connection = visit.state.database.read().await?;
    find_owner(visit, &mut connection, purpose, token)
        .await?
        .ok_or_else(spent)
}

/// Uses a link up, once it is certain that it is still good: things may have changed while a password
/// was being hashed.
///
/// # Errors
/// When the link is spent, or the database fails.
pub async fn spend(
    visit: &Visit,
    connection: &mut AnyConnection,
    purpose: TokenPurpose,
    secret: &Secret,
    person: &Person,
) -> Result<Person, AppError> {
    let present = lock_person(connection, person.id).await?;
    let used = use_mail_token(connection, purpose, secret, visit.now)
        .await?
        .ok_or_else(spent)?;
    present
        .filter(|present| is_good_for(purpose, &used, present))
        .ok_or_else(spent)
}

/// Sets a new password by a link, and signs out everywhere. Does not sign in: whoever has a second
/// step is asked for it as always.
///
/// # Errors
/// When the link is spent, the password is not to be taken, or the database fails.
pub async fn reset(visit: &Visit, token: &str, password: &str) -> Result<Taken, AppError> {
    let (secret, _, person) = owner(visit, TokenPurpose::Reset, token).await?;
    let email = person.email.clone().unwrap_or_default();
    let password = NewPassword::parse(password, &[&person.name, &email])
        .map_err(|problem| AppError::invalid("password", problem))?;
    let hash = visit.state.hasher.hash(&password, &visit.network).await?;
    let mut transaction = visit.state.database.write().await?;
    spend(
        visit,
        &mut transaction,
        TokenPurpose::Reset,
        &secret,
        &person,
    )
    .await?;
    // All of them: an invitation would set a password once more and let in without the second step,
    // and whoever knew the old password may have asked for a change of address.
    void_mail_tokens(&mut transaction, person.id, None, visit.now).await?;
    forget_begun_sign_ins(&mut transaction, person.id).await?;
    set_password(&mut transaction, person.id, &hash).await?;
    // The link came to the address, so it is theirs.
    confirm_email(&mut transaction, person.id, visit.now).await?;
    end_sessions(&mut transaction, person.id, None).await?;
    Attempts::on_account(Attempt::Password, &email, &visit.network)
        .succeed(&mut transaction)
        .await?;
    visit
        .log(
            &mut transaction,
            AuditAction::PasswordChanged,
            Some(person.id),
            &[("by", "mail")],
        )
        .await?;
    visit
        .tell(&mut transaction, MailKind::PasswordChanged, &person, &[])
        .await?;
    transaction.commit().await?;
    visit.forget_session();
    Ok(Taken {
        to: visit.noticed("/sign-in", Notice::PasswordChanged),
    })
}

/// Takes up an invitation: a name, a password, and in.
///
/// # Errors
/// When the link is spent, name or password are not to be taken, or the database fails.
pub async fn take_invitation(
    visit: &Visit,
    token: &str,
    name: &str,
    password: &str,
) -> Result<Taken, AppError> {
    let (secret, found, person) = owner(visit, TokenPurpose::Invitation, token).await?;
    let known = [name, found.email.as_str()];
    let mut check = FormCheck::default();
    let name = check.take("name", PersonName::parse(name));
    let password = check.take("password", NewPassword::parse(password, &known));
    let (Some(name), Some(password)) = (name, password) else {
        return Err(check.refuse());
    };
    let hash = visit.state.hasher.hash(&password, &visit.network).await?;
    let mut transaction = visit.state.database.write().await?;
    let person = spend(
        visit,
        &mut transaction,
        TokenPurpose::Invitation,
        &secret,
        &person,
    )
    .await?;
    set_name(&mut transaction, person.id, name.as_str()).await?;
    set_password(&mut transaction, person.id, &hash).await?;
    confirm_email(&mut transaction, person.id, visit.now).await?;
    void_mail_tokens(&mut transaction, person.id, None, visit.now).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::InvitationTaken,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .begin_session(&mut transaction, person.id, person.role, Method::Password)
        .await?;
    transaction.commit().await?;
    let rest = if person.role.is_newsroom() {
        "/desk"
    } else {
        "/account"
    };
    Ok(Taken {
        to: visit.address(rest),
    })
}

/// Takes a new address into use: the link came to it. Its owner must be signed in: somebody else who
/// reads mail there must not bring their address into a stranger's account.
///
/// # Errors
/// When the link is spent, another account has the address by now, or the database fails.
pub async fn confirm_new_address(visit: &Visit, token: &str) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let (secret, found, person) = owner(visit, TokenPurpose::Email, token).await?;
    if session.person.id != person.id {
        return Err(AppError::Forbidden);
    }
    let email = EmailAddress::parse(found.email.as_str()).ok_or_else(spent)?;
    let mut transaction = visit.state.database.write().await?;
    let person = spend(
        visit,
        &mut transaction,
        TokenPurpose::Email,
        &secret,
        &person,
    )
    .await?;
    // Before the change: to the old address.
    visit
        .tell(
            &mut transaction,
            MailKind::AddressChanged,
            &person,
            &[(detail::ADDRESS, email.as_str())],
        )
        .await?;
    if let Err(error) = set_email(&mut transaction, person.id, &email, visit.now).await {
        return Err(if is_email_taken(&error) {
            AppError::invalid("", Problem::AddressTaken)
        } else {
            error.into()
        });
    }
    void_mail_tokens(&mut transaction, person.id, None, visit.now).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::AddressChanged,
            Some(person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::AddressChanged),
    })
}
