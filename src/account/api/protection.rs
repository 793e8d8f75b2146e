//! The second step and passkeys.

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Begins to switch on the second step.
///
/// # Errors
/// Those of `protection::begin_second_step`.
#[server(prefix = "/fn", endpoint = "account/begin-second-step")]
pub async fn begin_second_step(
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::begin_second_step(&visit, &password).await
}

/// Switches on the second step.
///
/// # Errors
/// Those of `protection::enable_second_step`.
#[server(prefix = "/fn", endpoint = "account/enable-second-step")]
pub async fn enable_second_step(
    /// A code of the app.
    #[server(default)]
    code: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::enable_second_step(&visit, &code).await
}

/// Switches off the second step.
///
/// # Errors
/// Those of `protection::disable_second_step`.
#[server(prefix = "/fn", endpoint = "account/disable-second-step")]
pub async fn disable_second_step(
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::disable_second_step(&visit, &password).await
}

/// Begins to make new recovery codes.
///
/// # Errors
/// Those of `protection::begin_codes`.
#[server(prefix = "/fn", endpoint = "account/begin-codes")]
pub async fn begin_codes(
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::begin_codes(&visit, &password).await
}

/// Takes the new recovery codes into use.
///
/// # Errors
/// Those of `protection::renew_codes`.
#[server(prefix = "/fn", endpoint = "account/renew-codes")]
pub async fn renew_codes() -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::renew_codes(&visit).await
}

/// Begins to add a passkey: the options for the browser, as JSON.
///
/// # Errors
/// Those of `protection::begin_passkey`.
#[server(prefix = "/fn", endpoint = "account/begin-passkey")]
pub async fn begin_passkey(
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<String, AppError> {
    let visit = super::visit()?;
    crate::account::protection::begin_passkey(&visit, &password).await
}

/// Adds a passkey.
///
/// # Errors
/// Those of `protection::add_passkey`.
#[server(prefix = "/fn", endpoint = "account/add-passkey")]
pub async fn add_passkey(
    /// What the browser answered, as JSON.
    #[server(default)]
    credential: String,
    /// The person's word for it; the browser's name if empty.
    #[server(default)]
    name: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::add_passkey(&visit, &credential, &name).await
}

/// Removes a passkey.
///
/// # Errors
/// Those of `protection::remove_passkey`.
#[server(prefix = "/fn", endpoint = "account/remove-passkey")]
pub async fn remove_passkey(
    /// Its id.
    #[server(default)]
    id: i64,
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::protection::remove_passkey(&visit, id, &password).await
}
