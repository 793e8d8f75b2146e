//! What stands beside the password: the second step, its recovery codes, passkeys.

use super::{
    attempts::{Attempt, Attempts},
    entrance::verify_password,
    identity::Visit,
    model::{AuditAction, Notice, Taken},
    name::PersonName,
    passkey::ANSWER_MILLISECONDS,
    second_step::{PendingSecondStep, check_code, hash_recovery_codes},
    secret::Secret,
    store::{
        ChallengePurpose, Method, delete_challenges_of_person, delete_passkey,
        disable_second_step as switch_off, enable_second_step as switch_on,
        find_challenge_of_person, insert_challenge, insert_passkey, list_passkeys, lower_method,
        replace_recovery_codes, set_method,
    },
};
use crate::{
    error::{AppError, Problem},
    mail::{MailKind, detail},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sqlx::AnyConnection;

/// How long what was begun waits for its end, in milliseconds.
const TIME_TO_FINISH: i64 = 3_600_000;

fn expired() -> AppError {
    AppError::invalid("", Problem::Expired)
}

/// Begins to switch on the second step: secret and recovery codes are made and shown, and count only
/// once a code has shown that the app knows the secret.
///
/// # Errors
/// When the password is wrong, or the database fails.
pub async fn begin_second_step(visit: &Visit, password: &str) -> Result<Taken, AppError> {
    if visit.signed_in()?.person.has_second_step {
        return Err(AppError::invalid("", Problem::Unchanged));
    }
    begin(visit, password, ChallengePurpose::EnrolSecondStep).await?;
    Ok(Taken {
        to: visit.address("/account/second-step"),
    })
}

/// Begins to make new recovery codes.
///
/// # Errors
/// When the password is wrong, or the database fails.
pub async fn begin_codes(visit: &Visit, password: &str) -> Result<Taken, AppError> {
    if !visit.signed_in()?.person.has_second_step {
        return Err(AppError::NotFound);
    }
    begin(visit, password, ChallengePurpose::RenewCodes).await?;
    Ok(Taken {
        to: visit.address("/account/codes"),
    })
}

async fn begin(visit: &Visit, password: &str, purpose: ChallengePurpose) -> Result<(), AppError> {
    let person = &visit.signed_in()?.person;
    verify_password(visit, person, "password", password).await?;
    let pending = Begun {
        session: visit.signed_in()?.id,
        what: PendingSecondStep::begin()?,
    };
    let state = serde_json::to_string(&pending).map_err(|error| AppError::failed(&error))?;
    let mut transaction = visit.state.database.write().await?;
    refuse_going_around(visit, &mut transaction).await?;
    delete_challenges_of_person(&mut transaction, Some(purpose), person.id).await?;
    // Found by its owner and not by a cookie; the token is only what the table asks for.
    let token = Secret::generate()?;
    let until = visit.now + TIME_TO_FINISH;
    insert_challenge(
        &mut transaction,
        purpose,
        &token,
        Some(person.id),
        &state,
        until,
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// What was begun and waits for its end.
///
/// # Errors
/// When nothing was, or the database fails.
pub async fn find_pending(
    visit: &Visit,
    connection: &mut AnyConnection,
    purpose: ChallengePurpose,
) -> Result<PendingSecondStep, AppError> {
    let person = &visit.signed_in()?.person;
    let challenge = find_challenge_of_person(connection, purpose, person.id, visit.now)
        .await?
        .ok_or_else(expired)?;
    read_begun(visit, &challenge.state)
}

/// What was begun, with the session that began it: no other one may look at it or end it.
#[derive(Serialize, Deserialize)]
struct Begun<T> {
    session: i64,
    what: T,
}

fn read_begun<T: DeserializeOwned>(visit: &Visit, state: &str) -> Result<T, AppError> {
    let begun: Begun<T> = serde_json::from_str(state).map_err(|error| AppError::failed(&error))?;
    if begun.session == visit.signed_in()?.id {
        Ok(begun.what)
    } else {
        Err(expired())
    }
}

/// Where the paper asks for a second step, one that exists cannot be gone around by adding another
/// with the password alone.
async fn refuse_going_around(
    visit: &Visit,
    connection: &mut AnyConnection,
) -> Result<(), AppError> {
    let person = &visit.signed_in()?.person;
    let has_one = person.has_second_step || !list_passkeys(connection, person.id).await?.is_empty();
    if visit.is_second_step_missing() && has_one {
        return Err(AppError::Forbidden);
    }
    Ok(())
}

/// Switches on the second step, once the app has shown a right code.
///
/// # Errors
/// When the code is wrong, nothing was begun, or the database fails.
pub async fn enable_second_step(visit: &Visit, code: &str) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let person = &session.person;
    let email = person.email.as_deref().unwrap_or_default();
    let attempts = Attempts::on_account(Attempt::Code, email, &visit.network);
    let mut transaction = visit.state.database.write().await?;
    attempts.check(&mut transaction, visit.now).await?;
    let pending = find_pending(visit, &mut transaction, ChallengePurpose::EnrolSecondStep).await?;
    let Some(step) = check_code(&pending.secret, code, None, visit.now) else {
        attempts.fail(&mut transaction, visit.now).await?;
        transaction.commit().await?;
        let problem = if code.trim().is_empty() {
            Problem::Missing
        } else {
            Problem::WrongCode
        };
        return Err(AppError::invalid("code", problem));
    };
    let hashes = hash_recovery_codes(&pending.recovery_codes);
    if !switch_on(&mut transaction, person.id, &pending.secret, step, &hashes).await? {
        return Err(expired());
    }
    delete_challenges_of_person(&mut transaction, None, person.id).await?;
    set_method(&mut transaction, session.id, Method::Code).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::SecondStepOn,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(&mut transaction, MailKind::SecondStepOn, person, &[])
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::SecondStepOn),
    })
}

/// Switches the second step off.
///
/// # Errors
/// When the password is wrong, or the database fails.
pub async fn disable_second_step(visit: &Visit, password: &str) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    if !person.has_second_step {
        return Err(AppError::invalid("", Problem::Unchanged));
    }
    verify_password(visit, person, "password", password).await?;
    let mut transaction = visit.state.database.write().await?;
    switch_off(&mut transaction, person.id).await?;
    delete_challenges_of_person(&mut transaction, None, person.id).await?;
    lower_method(&mut transaction, person.id, Method::Code).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::SecondStepOff,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(&mut transaction, MailKind::SecondStepOff, person, &[])
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::SecondStepOff),
    })
}

/// Takes the new recovery codes into use; the old ones are worth nothing from then on.
///
/// # Errors
/// When none were begun, or the database fails.
pub async fn renew_codes(visit: &Visit) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    let mut transaction = visit.state.database.write().await?;
    let pending = find_pending(visit, &mut transaction, ChallengePurpose::RenewCodes).await?;
    let hashes = hash_recovery_codes(&pending.recovery_codes);
    replace_recovery_codes(&mut transaction, person.id, &hashes).await?;
    delete_challenges_of_person(
        &mut transaction,
        Some(ChallengePurpose::RenewCodes),
        person.id,
    )
    .await?;
    visit
        .log(
            &mut transaction,
            AuditAction::RecoveryCodesRenewed,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(
            &mut transaction,
            MailKind::RecoveryCodesRenewed,
            person,
            &[],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::CodesRenewed),
    })
}

/// Begins to add a passkey: the options for the browser, as JSON.
///
/// # Errors
/// When the password is wrong, passkeys cannot be used at this site's address, or the database fails.
pub async fn begin_passkey(visit: &Visit, password: &str) -> Result<String, AppError> {
    let person = &visit.signed_in()?.person;
    let passkeys = visit.state.passkeys.as_ref().ok_or(AppError::NotFound)?;
    verify_password(visit, person, "password", password).await?;
    let mut transaction = visit.state.database.write().await?;
    refuse_going_around(visit, &mut transaction).await?;
    let existing = list_passkeys(&mut transaction, person.id).await?;
    let email = person.email.as_deref().unwrap_or_default();
    let (options, state) = passkeys
        .begin_registration(person.id, email, &person.name, &existing)
        .map_err(|error| AppError::failed(&error))?;
    let begun = Begun {
        session: visit.signed_in()?.id,
        what: state,
    };
    let state = serde_json::to_string(&begun).map_err(|error| AppError::failed(&error))?;
    let purpose = ChallengePurpose::RegisterPasskey;
    delete_challenges_of_person(&mut transaction, Some(purpose), person.id).await?;
    let token = Secret::generate()?;
    let until = visit.now + ANSWER_MILLISECONDS;
    insert_challenge(
        &mut transaction,
        purpose,
        &token,
        Some(person.id),
        &state,
        until,
    )
    .await?;
    transaction.commit().await?;
    Ok(options)
}

/// Adds the passkey that the browser has made.
///
/// # Errors
/// When it is not accepted, nothing was begun, or the database fails.
pub async fn add_passkey(visit: &Visit, credential: &str, name: &str) -> Result<Taken, AppError> {
    let session = visit.signed_in()?;
    let person = &session.person;
    let passkeys = visit.state.passkeys.as_ref().ok_or(AppError::NotFound)?;
    let described = super::identity::describe_browser(&visit.user_agent);
    let name = if name.trim().is_empty() {
        &described
    } else {
        name
    };
    let name = PersonName::parse(name).or_else(|_| PersonName::parse("Passkey"));
    let name = name.map_err(|problem| AppError::invalid("name", problem))?;
    let purpose = ChallengePurpose::RegisterPasskey;
    let mut transaction = visit.state.database.write().await?;
    let challenge = find_challenge_of_person(&mut transaction, purpose, person.id, visit.now)
        .await?
        .ok_or_else(expired)?;
    delete_challenges_of_person(&mut transaction, Some(purpose), person.id).await?;
    let state: String = read_begun(visit, &challenge.state)?;
    let Ok(passkey) = passkeys.finish_registration(&state, credential) else {
        transaction.commit().await?;
        return Err(AppError::invalid("", Problem::WrongPasskey));
    };
    let added = insert_passkey(
        &mut transaction,
        person.id,
        &passkey,
        name.as_str(),
        visit.now,
    )
    .await?;
    if added.is_none() {
        return Err(AppError::invalid("", Problem::WrongPasskey));
    }
    set_method(&mut transaction, session.id, Method::Passkey).await?;
    visit
        .log(
            &mut transaction,
            AuditAction::PasskeyAdded,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(
            &mut transaction,
            MailKind::PasskeyAdded,
            person,
            &[(detail::PASSKEY, name.as_str())],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::PasskeyAdded),
    })
}

/// Removes a passkey.
///
/// # Errors
/// When the password is wrong, there is no such passkey, or the database fails.
pub async fn remove_passkey(visit: &Visit, id: i64, password: &str) -> Result<Taken, AppError> {
    let person = &visit.signed_in()?.person;
    verify_password(visit, person, "password", password).await?;
    let mut transaction = visit.state.database.write().await?;
    let passkeys = list_passkeys(&mut transaction, person.id).await?;
    let passkey = passkeys
        .iter()
        .find(|passkey| passkey.id == id)
        .ok_or(AppError::NotFound)?;
    delete_passkey(&mut transaction, person.id, id).await?;
    if passkeys.len() == 1 {
        lower_method(&mut transaction, person.id, Method::Passkey).await?;
    }
    visit
        .log(
            &mut transaction,
            AuditAction::PasskeyRemoved,
            Some(person.id),
            &[],
        )
        .await?;
    visit
        .tell(
            &mut transaction,
            MailKind::PasskeyRemoved,
            person,
            &[(detail::PASSKEY, passkey.name.as_str())],
        )
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.noticed("/account", Notice::PasskeyRemoved),
    })
}
