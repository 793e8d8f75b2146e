//! Signing in with a passkey.

use super::{MINUTES_FOR_A_STEP, minutes};
use crate::{
    account::{
        attempts::{Attempt, Attempts},
        identity::{CookieName, Visit},
        model::{AuditAction, Taken},
        next::Next,
        passkey::PasskeyError,
        secret::Secret,
        store::{
            ChallengePurpose, Method, find_passkey, find_person, insert_challenge,
            mark_passkey_used, take_challenge,
        },
    },
    error::{AppError, Problem},
};
use std::time::Duration;

/// Begins to sign in with a passkey: the options for the browser, as JSON.
///
/// # Errors
/// When passkeys cannot be used at this site's address, or the database fails.
pub async fn begin_passkey_sign_in(visit: &Visit) -> Result<String, AppError> {
    let passkeys = visit.state.passkeys.as_ref().ok_or(AppError::NotFound)?;
    let begins = Attempts::from_network(Attempt::Begin, &visit.network);
    let attempts = Attempts::from_network(Attempt::Passkey, &visit.network);
    let mut transaction = visit.state.database.write().await?;
    attempts.check(&mut transaction, visit.now).await?;
    begins.hold(&mut transaction, visit.now).await?;
    begins.fail(&mut transaction, visit.now).await?;
    let (options, state) = passkeys
        .begin_sign_in()
        .map_err(|error| AppError::failed(&error))?;
    let token = Secret::generate()?;
    insert_challenge(
        &mut transaction,
        ChallengePurpose::SignInPasskey,
        &token,
        None,
        &state,
        visit.now + minutes(MINUTES_FOR_A_STEP),
    )
    .await?;
    transaction.commit().await?;
    let keep = Duration::from_secs(MINUTES_FOR_A_STEP * 60);
    visit.cookies.set(CookieName::Passkey, token.reveal(), keep);
    Ok(options)
}

/// Signs in with a passkey.
///
/// # Errors
/// When it is not accepted, there have been too many attempts, or the database fails.
pub async fn sign_in_with_passkey(
    visit: &Visit,
    credential: &str,
    next: &str,
) -> Result<Taken, AppError> {
    let passkeys = visit.state.passkeys.as_ref().ok_or(AppError::NotFound)?;
    let attempts = Attempts::from_network(Attempt::Passkey, &visit.network);
    let token = visit
        .cookies
        .get(CookieName::Passkey)
        .ok_or_else(|| AppError::invalid("", Problem::Expired))?;
    visit.cookies.remove(CookieName::Passkey);
    let mut transaction = visit.state.database.write().await?;
    attempts.hold(&mut transaction, visit.now).await?;
    let Some(challenge) = take_challenge(
        &mut transaction,
        ChallengePurpose::SignInPasskey,
        &token,
        visit.now,
    )
    .await?
    else {
        return Err(AppError::invalid("", Problem::Expired));
    };
    let stored = match passkeys.identify(credential) {
        Ok((_, credential_id)) => find_passkey(&mut transaction, &credential_id).await?,
        Err(_) => None,
    };
    let signed_in = match &stored {
        Some(stored) => passkeys.finish_sign_in(&challenge.state, credential, stored),
        None => Err(PasskeyError::Unknown),
    };
    let (stored, signed_in) = match (stored, signed_in) {
        (Some(stored), Ok(signed_in)) => (stored, signed_in),
        (stored, outcome) => {
            // A copied passkey is what an administrator must hear of; the owner is named.
            let why = match outcome {
                Err(PasskeyError::Copied) => "copied passkey",
                _ => "passkey",
            };
            let owner = stored.map(|stored| stored.person_id);
            attempts.fail(&mut transaction, visit.now).await?;
            visit
                .log(
                    &mut transaction,
                    AuditAction::SignInFailed,
                    owner,
                    &[("step", why)],
                )
                .await?;
            transaction.commit().await?;
            return Err(AppError::invalid("", Problem::WrongPasskey));
        }
    };
    mark_passkey_used(
        &mut transaction,
        stored.id,
        signed_in.updated.as_deref(),
        visit.now,
    )
    .await?;
    let person = find_person(&mut transaction, stored.person_id)
        .await?
        .ok_or_else(|| AppError::invalid("", Problem::WrongPasskey))?;
    if person.suspended_at.is_some() {
        transaction.commit().await?;
        return Err(AppError::invalid("", Problem::Suspended));
    }
    visit
        .enter(&mut transaction, &person, Method::Passkey)
        .await?;
    transaction.commit().await?;
    Ok(Taken {
        to: visit.way_in(&person, &Next::parse(next, visit.language)),
    })
}
