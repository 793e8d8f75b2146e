//! Coming in: sign-up, sign-in, the second step, passkeys, and going out.
//!
//! Nothing here tells whether an address has an account: words and time are the same (OWASP ASVS 5.0,
//! 6.3.8).

mod passkey;
mod sign_up;

pub use passkey::{begin_passkey_sign_in, sign_in_with_passkey};
pub use sign_up::{confirm, find_begun_sign_up, sign_up};

use super::{
    attempts::{Attempt, Attempts},
    form_check::{FormCheck, read_email},
    identity::{CookieName, Visit},
    model::{AuditAction, Notice, Taken},
    next::Next,
    password::{HashError, TypedPassword},
    second_step::{check_code, hash_recovery_code},
    secret::Secret,
    store::{
        ChallengePurpose, Method, Person, delete_challenges_of_person, end_session, find_challenge,
        find_person, find_person_by_email, find_second_step, insert_challenge, lock_person,
        renew_password_hash, set_deletion, take_challenge, use_recovery_code, use_step,
    },
};
use crate::{
    error::{AppError, Problem},
    mail::MailKind,
};
use sqlx::AnyConnection;
use std::time::Duration;

/// How long somebody may take for the second step or a passkey.
const MINUTES_FOR_A_STEP: u64 = 10;
impl From<HashError> for AppError {
    fn from(error: HashError) -> Self {
        match error {
            HashError::Busy => Self::Busy,
            HashError::Common => Self::invalid("password", Problem::CommonPassword),
            HashError::Failed(_) => Self::failed(&error),
        }
    }
}

/// Signs in with a password.
///
/// # Errors
/// When anything is missing or wrong, there have been too many attempts, or the database fails.
pub async fn sign_in(
    visit: &Visit,
    email: &str,
    password: &str,
    next: &str,
) -> Result<Taken, AppError> {
    let next = Next::parse(next, visit.language);
    let mut check = FormCheck::default();
    let email = check.take("email", read_email(email));
    let typed = TypedPassword::new(password);
    let typed = check.take(
        "password",
        if typed.is_empty() {
            Err(Problem::Missing)
        } else {
            Ok(typed)
        },
    );
    let (Some(email), Some(typed)) = (email, typed) else {
        return Err(check.refuse());
    };

    let attempts = Attempts::on_account(Attempt::Password, email.as_str(), &visit.network);
    let mut connection = visit.state.database.read().await?;
    attempts.check(&mut connection, visit.now).await?;
    let person = find_person_by_email(&mut connection, &email).await?;
    drop(connection);
    let stored = person
        .as_ref()
        .and_then(|person| person.password_hash.as_deref());
    let verified = visit
        .state
        .hasher
        .verify(stored, &typed, &visit.network)
        .await?;

    let mut transaction = visit.state.database.write().await?;
    // Again, because others may have guessed while this one was waiting its turn; and who this is now,
    // because they may have been shut out or have taken another password meanwhile.
    attempts.hold(&mut transaction, visit.now).await?;
    let present = match &person {
        Some(person) if verified.right => lock_person(&mut transaction, person.id)
            .await?
            .filter(|present| present.password_hash == person.password_hash),
        _ => None,
    };
    if let Some(unconfirmed) = present
        .as_ref()
        .filter(|person| person.email_confirmed_at.is_none())
    {
        send_confirmation_again(visit, &mut transaction, unconfirmed).await?;
    }
    // An address that is not confirmed is refused in the same words as a wrong password: who has made
    // such an account to find out whether there was another one learns nothing.
    let Some(person) = present.filter(|person| person.email_confirmed_at.is_some()) else {
        attempts.fail(&mut transaction, visit.now).await?;
        let about = person.map(|person| person.id);
        visit
            .log(&mut transaction, AuditAction::SignInFailed, about, &[])
            .await?;
        transaction.commit().await?;
        return Err(AppError::invalid("", Problem::WrongSignIn));
    };
    attempts.succeed(&mut transaction).await?;
    if let (Some(renewed), Some(stored)) = (&verified.renewed, &person.password_hash) {
        renew_password_hash(&mut transaction, person.id, stored, renewed).await?;
    }
    if person.suspended_at.is_some() {
        transaction.commit().await?;
        return Err(AppError::invalid("", Problem::Suspended));
    }
    let to = if person.has_second_step {
        let token = Secret::generate()?;
        let expires_at = visit.now + minutes(MINUTES_FOR_A_STEP);
        insert_challenge(
            &mut transaction,
            ChallengePurpose::SecondStep,
            &token,
            Some(person.id),
            next.as_str(),
            expires_at,
        )
        .await?;
        let keep = Duration::from_secs(MINUTES_FOR_A_STEP * 60);
        visit
            .cookies
            .set(CookieName::SecondStep, token.reveal(), keep);
        visit.address("/sign-in/second-step")
    } else {
        visit
            .enter(&mut transaction, &person, Method::Password)
            .await?;
        visit.way_in(&person, &next)
    };
    transaction.commit().await?;
    Ok(Taken { to })
}

async fn send_confirmation_again(
    visit: &Visit,
    connection: &mut AnyConnection,
    person: &Person,
) -> Result<(), AppError> {
    let email = person.email.as_deref().unwrap_or_default();
    let mails = Attempts::on_account(Attempt::Mail, email, &visit.network);
    if mails.check(connection, visit.now).await.is_ok() {
        mails.fail(connection, visit.now).await?;
        visit
            .tell(connection, MailKind::ConfirmAddress, person, &[])
            .await?;
    }
    Ok(())
}

/// Ends a sign-in with the code of the second step, or with a recovery code.
///
/// # Errors
/// When the code is wrong or used, what was begun is over, or the database fails.
pub async fn take_second_step(visit: &Visit, code: &str) -> Result<Taken, AppError> {
    if code.trim().is_empty() {
        return Err(AppError::invalid("code", Problem::Missing));
    }
    let expired = || AppError::invalid("", Problem::Expired);
    let token = visit
        .cookies
        .get(CookieName::SecondStep)
        .ok_or_else(expired)?;
    let mut transaction = visit.state.database.write().await?;
    let challenge = find_challenge(
        &mut transaction,
        ChallengePurpose::SecondStep,
        &token,
        visit.now,
    )
    .await?
    .ok_or_else(expired)?;
    let person = match challenge.person_id {
        Some(id) => find_person(&mut transaction, id).await?,
        None => None,
    };
    let person = person
        .filter(|person| person.suspended_at.is_none())
        .ok_or_else(expired)?;
    let email = person.email.clone().unwrap_or_default();
    let attempts = Attempts::on_account(Attempt::Code, &email, &visit.network);
    attempts.hold(&mut transaction, visit.now).await?;
    if !accept_code(visit, &mut transaction, &person, code).await? {
        attempts.fail(&mut transaction, visit.now).await?;
        visit
            .log(
                &mut transaction,
                AuditAction::SignInFailed,
                Some(person.id),
                &[("step", "code")],
            )
            .await?;
        transaction.commit().await?;
        return Err(AppError::invalid("code", Problem::WrongCode));
    }
    // Of two requests with the same sign-in, one gets through.
    take_challenge(
        &mut transaction,
        ChallengePurpose::SecondStep,
        &token,
        visit.now,
    )
    .await?
    .ok_or_else(expired)?;
    attempts.succeed(&mut transaction).await?;
    visit.enter(&mut transaction, &person, Method::Code).await?;
    transaction.commit().await?;
    visit.cookies.remove(CookieName::SecondStep);
    Ok(Taken {
        to: visit.way_in(&person, &Next::parse(&challenge.state, visit.language)),
    })
}

/// Ends what somebody has begun with a password that is another one from now on, and would end with
/// the second step.
///
/// # Errors
/// When the database fails.
pub async fn forget_begun_sign_ins(
    connection: &mut AnyConnection,
    person_id: i64,
) -> Result<(), sqlx::Error> {
    delete_challenges_of_person(connection, Some(ChallengePurpose::SecondStep), person_id).await
}

async fn accept_code(
    visit: &Visit,
    connection: &mut AnyConnection,
    person: &Person,
    code: &str,
) -> Result<bool, AppError> {
    let Some(stored) = find_second_step(connection, person.id).await? else {
        return Ok(false);
    };
    if let Some(step) = check_code(&stored.secret, code, stored.last_step, visit.now) {
        return Ok(use_step(connection, person.id, step).await?);
    }
    let Some(hash) = hash_recovery_code(code) else {
        return Ok(false);
    };
    let used = use_recovery_code(connection, person.id, &hash, visit.now).await?;
    if used {
        visit
            .log(
                connection,
                AuditAction::RecoveryCodeUsed,
                Some(person.id),
                &[],
            )
            .await?;
    }
    Ok(used)
}

/// Compares a password that must be typed before something is done; failures are counted.
///
/// # Errors
/// When it is wrong, there have been too many attempts, or the database fails.
pub async fn verify_password(
    visit: &Visit,
    person: &Person,
    field: &str,
    password: &str,
) -> Result<(), AppError> {
    let typed = TypedPassword::new(password);
    if typed.is_empty() {
        return Err(AppError::invalid(field, Problem::Missing));
    }
    let email = person.email.as_deref().unwrap_or_default();
    let attempts = Attempts::on_account(Attempt::Password, email, &visit.network);
    let mut connection = visit.state.database.read().await?;
    attempts.check(&mut connection, visit.now).await?;
    drop(connection);
    let verified = visit
        .state
        .hasher
        .verify(person.password_hash.as_deref(), &typed, &visit.network)
        .await?;
    let mut transaction = visit.state.database.write().await?;
    attempts.hold(&mut transaction, visit.now).await?;
    let present = lock_person(&mut transaction, person.id).await?;
    let is_present = present.is_some_and(|present| present.password_hash == person.password_hash);
    if verified.right && is_present {
        attempts.succeed(&mut transaction).await?;
        transaction.commit().await?;
        return Ok(());
    }
    attempts.fail(&mut transaction, visit.now).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::SignInFailed,
            Some(person.id),
            &[("field", field)],
        )
        .await?;
    transaction.commit().await?;
    Err(AppError::invalid(field, Problem::WrongPassword))
}

/// Signs out of this session.
///
/// # Errors
/// When nobody is signed in or the database fails.
pub async fn sign_out(visit: &Visit) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let mut transaction = visit.state.database.write().await?;
    end_session(&mut transaction, session.person.id, session.id).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::SignedOut,
            Some(session.person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    visit.forget_session();
    Ok(Taken {
        to: visit.noticed("/sign-in", Notice::SignedOut),
    })
}

/// Changes one's mind about leaving.
///
/// # Errors
/// When nobody is signed in or the database fails.
pub async fn keep_account(visit: &Visit) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    let mut transaction = visit.state.database.write().await?;
    set_deletion(&mut transaction, person.id, None).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::DeletionTakenBack,
            Some(person.id),
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::Kept),
    })
}

fn minutes(count: u64) -> i64 {
    i64::try_from(count * 60_000).unwrap_or(i64::MAX)
}

impl Visit {
    /// An address in the language of the visit.
    pub fn address(&self, rest: &str) -> String {
        format!("/{}{rest}", self.language.code())
    }

    /// The same, where something is to be said at the top of the page.
    pub fn noticed(&self, rest: &str, notice: Notice) -> String {
        format!("{}?done={}", self.address(rest), notice.word())
    }

    /// Where somebody goes after signing in: to where they came from, unless they had wished to leave
    /// the paper for good and may want to take that back.
    fn way_in(&self, person: &Person, next: &Next) -> String {
        if person.delete_at.is_some() {
            self.address("/account")
        } else {
            next.as_str().to_owned()
        }
    }

    async fn enter(
        &self,
        connection: &mut AnyConnection,
        person: &Person,
        method: Method,
    ) -> Result<(), AppError> {
        self.begin_session(connection, person.id, person.role, method)
            .await?;
        let action = match method {
            Method::Password | Method::Code => AuditAction::SignedIn,
            Method::Passkey => AuditAction::SignedInWithPasskey,
        };
        self.log(connection, action, Some(person.id), &[]).await?;
        Ok(())
    }
}
