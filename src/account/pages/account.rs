//! One's own account, ready to be shown.

use crate::{
    account::{
        identity::{Visit, describe_browser},
        model::{AccountPage, EnrolPage, PasskeyEntry, SessionEntry},
        protection::find_pending,
        second_step::{QrCode, group_secret, setup_address},
        store::{ChallengePurpose, count_recovery_codes, list_passkeys, list_sessions},
    },
    error::AppError,
    site::pages::Presenter,
};
use sqlx::AnyConnection;

pub(super) async fn read_account_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
) -> Result<AccountPage, AppError> {
    let session = visit.signed_in()?;
    let person = &session.person;
    let recovery_codes = if person.has_second_step {
        Some(count_recovery_codes(connection, person.id).await?)
    } else {
        None
    };
    let passkeys = list_passkeys(connection, person.id).await?;
    let sessions = list_sessions(connection, person.id, visit.now).await?;
    Ok(AccountPage {
        name: person.name.clone(),
        email: person.email.clone().unwrap_or_default(),
        role: person.role,
        recovery_codes,
        second_step_missing: visit.is_second_step_missing(),
        passkeys_offered: visit.state.passkeys.is_some(),
        passkeys: passkeys
            .into_iter()
            .map(|passkey| PasskeyEntry {
                id: passkey.id,
                name: passkey.name,
                added: presenter.short_moment(passkey.created_at),
                used: passkey
                    .last_used_at
                    .map(|used| presenter.short_moment(used)),
            })
            .collect(),
        sessions: sessions
            .into_iter()
            .map(|record| {
                let current = record.id == session.id;
                SessionEntry {
                    id: record.id,
                    browser: describe_browser(&record.user_agent),
                    network: record.network,
                    // What is written down is up to a minute old; this one is here now.
                    seen: presenter.short_moment(if current {
                        visit.now
                    } else {
                        record.last_seen_at
                    }),
                    current,
                }
            })
            .collect(),
        leaving: person.delete_at.map(|at| presenter.full_moment(at)),
        export: format!("/{}/account/export", presenter.language.code()),
    })
}

pub(super) async fn read_enrol_page(
    visit: &Visit,
    connection: &mut AnyConnection,
) -> Result<Option<EnrolPage>, AppError> {
    let person = &visit.signed_in()?.person;
    let purpose = ChallengePurpose::EnrolSecondStep;
    let pending = match find_pending(visit, connection, purpose).await {
        Ok(pending) => pending,
        Err(AppError::Invalid(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let site = &visit.state.configuration.site;
    let issuer = site.name(site.default_language);
    let email = person.email.as_deref().unwrap_or_default();
    let link =
        setup_address(&pending.secret, issuer, email).map_err(|error| AppError::failed(&error))?;
    let code = QrCode::draw(&link).map_err(|error| AppError::failed(&error))?;
    Ok(Some(EnrolPage {
        secret: group_secret(&pending.secret),
        link,
        size: code.size,
        path: code.path,
        recovery_codes: pending.recovery_codes,
    }))
}

pub(super) async fn read_new_codes(
    visit: &Visit,
    connection: &mut AnyConnection,
) -> Result<Option<Vec<String>>, AppError> {
    match find_pending(visit, connection, ChallengePurpose::RenewCodes).await {
        Ok(pending) => Ok(Some(pending.recovery_codes)),
        Err(AppError::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
