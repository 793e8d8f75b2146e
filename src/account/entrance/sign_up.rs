//! Making an account.

use super::{minutes, verify_password};
use crate::{
    account::{
        attempts::{Attempt, Attempts},
        form_check::{FormCheck, read_email},
        identity::{CookieName, Visit},
        model::{AuditAction, Notice, Role, Taken},
        name::PersonName,
        next::Next,
        password::NewPassword,
        recovery::{owner, spend},
        secret::Secret,
        store::{
            ChallengePurpose, Method, NewPerson, Person, TokenPurpose, confirm_email,
            delete_challenges_of_person, find_challenge, find_person, find_person_by_email,
            insert_challenge, insert_person, set_name, set_password, void_mail_tokens,
        },
    },
    error::AppError,
    mail::MailKind,
};
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use std::time::Duration;

/// How long a browser is known as the one that began a sign-up.
const HOURS_FOR_A_SIGN_UP: u64 = 24;

/// What a browser has begun with.
#[derive(Clone, Serialize, Deserialize)]
pub struct BegunSignUp {
    /// Where its reader came from.
    next: String,
    name: String,
    /// Argon2id in PHC's format.
    password_hash: String,
}

/// Makes an account, if the address has none; its owner is sent a mail in either case.
///
/// # Errors
/// When anything is missing or not to be taken, too many mails were asked for, or the database fails.
pub async fn sign_up(
    visit: &Visit,
    name: &str,
    email: &str,
    password: &str,
    next: &str,
) -> Result<Taken, AppError> {
    let next = Next::parse(next, visit.language);
    let mut check = FormCheck::default();
    let known = [name, email];
    let name = check.take("name", PersonName::parse(name));
    let email = check.take("email", read_email(email));
    let password = check.take("password", NewPassword::parse(password, &known));
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        return Err(check.refuse());
    };
    let mails = Attempts::on_account(Attempt::Mail, email.as_str(), &visit.network);
    let mut connection = visit.state.database.read().await?;
    mails.check_network(&mut connection, visit.now).await?;
    drop(connection);
    let hash = visit.state.hasher.hash(&password, &visit.network).await?;

    let mut transaction = visit.state.database.write().await?;
    let may_send = mails.may_send(&mut transaction, visit.now).await?;
    let person = NewPerson {
        email: &email,
        confirmed: false,
        name: name.as_str(),
        language: visit.language,
        role: Role::Reader,
        password_hash: Some(&hash),
    };
    let made = insert_person(&mut transaction, &person, visit.now).await?;
    let existing = match made {
        Some(_) => None,
        None => find_person_by_email(&mut transaction, &email).await?,
    };
    if let Some(id) = made {
        visit
            .log(&mut transaction, AuditAction::SignedUp, Some(id), &[])
            .await?;
    }
    let owner = match made {
        Some(id) => find_person(&mut transaction, id).await?,
        None => existing,
    };
    let is_waiting =
        |person: &Person| person.email_confirmed_at.is_none() && person.password_hash.is_some();
    if let Some(person) = owner.as_ref().filter(|_| may_send) {
        let kind = if is_waiting(person) {
            MailKind::ConfirmAddress
        } else {
            MailKind::AccountExists
        };
        visit.tell(&mut transaction, kind, person, &[]).await?;
    }
    // The browser that began a sign-up need not type the password again to end it, and what was typed
    // in it is what counts: somebody else may have begun with the same address before. The same cookie
    // for an address that has an account already, where it opens nothing.
    let begun = BegunSignUp {
        next: next.as_str().to_owned(),
        name: name.as_str().to_owned(),
        password_hash: hash,
    };
    let state = serde_json::to_string(&begun).map_err(|error| AppError::failed(&error))?;
    let person_id = owner.filter(is_waiting).map(|person| person.id);
    let token = Secret::generate()?;
    let keep = Duration::from_secs(HOURS_FOR_A_SIGN_UP * 3600);
    insert_challenge(
        &mut transaction,
        ChallengePurpose::SignUp,
        &token,
        person_id,
        &state,
        visit.now + minutes(HOURS_FOR_A_SIGN_UP * 60),
    )
    .await?;
    transaction.commit().await?;
    visit.cookies.set(CookieName::SignUp, token.reveal(), keep);
    Ok(Taken {
        to: visit.address("/account/sent"),
    })
}

/// Whether this browser began the sign-up of an account, and where its reader wanted to go then.
///
/// # Errors
/// When the database fails.
pub async fn find_begun_sign_up(
    visit: &Visit,
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<Option<BegunSignUp>, sqlx::Error> {
    let Some(token) = visit.cookies.get(CookieName::SignUp) else {
        return Ok(None);
    };
    let challenge = find_challenge(connection, ChallengePurpose::SignUp, &token, visit.now).await?;
    Ok(challenge
        .filter(|challenge| challenge.person_id == Some(person_id))
        .and_then(|challenge| serde_json::from_str(&challenge.state).ok()))
}

/// Confirms the address of a new account and signs its owner in. In another browser than the one that
/// made the account the password is asked for: the link alone may have reached somebody whose address
/// was typed by mistake or malice.
///
/// # Errors
/// When the link is spent, the password wrong, or the database fails.
pub async fn confirm(visit: &Visit, token: &str, password: &str) -> Result<Taken, AppError> {
    let (secret, _, person) = owner(visit, TokenPurpose::Confirm, token).await?;
    let mut connection = visit.state.database.read().await?;
    let begun = find_begun_sign_up(visit, &mut connection, person.id).await?;
    drop(connection);
    if begun.is_none() {
        verify_password(visit, &person, "password", password).await?;
    }
    let mut transaction = visit.state.database.write().await?;
    let person = spend(
        visit,
        &mut transaction,
        TokenPurpose::Confirm,
        &secret,
        &person,
    )
    .await?;
    if confirm_email(&mut transaction, person.id, visit.now).await?
        && let Some(begun) = &begun
    {
        set_name(&mut transaction, person.id, &begun.name).await?;
        set_password(&mut transaction, person.id, &begun.password_hash).await?;
    }
    void_mail_tokens(
        &mut transaction,
        person.id,
        Some(TokenPurpose::Confirm),
        visit.now,
    )
    .await?;
    let purpose = Some(ChallengePurpose::SignUp);
    delete_challenges_of_person(&mut transaction, purpose, person.id).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::AddressConfirmed,
            Some(person.id),
            &[],
        )
        .await?;
    // Somebody may have waited with the link until there was a second step; it is not a way around it.
    let to = if person.has_second_step {
        visit.noticed("/sign-in", Notice::Confirmed)
    } else {
        visit
            .enter(&mut transaction, &person, Method::Password)
            .await?;
        match begun {
            Some(BegunSignUp { next, .. }) => {
                Next::parse(&next, visit.language).as_str().to_owned()
            }
            None => visit.noticed("/account", Notice::Confirmed),
        }
    };
    transaction.commit().await?;
    visit.cookies.remove(CookieName::SignUp);
    Ok(Taken { to })
}
