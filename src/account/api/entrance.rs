//! Coming in and going out.

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Signs in with a password.
///
/// # Errors
/// Those of `entrance::sign_in`.
#[server(prefix = "/fn", endpoint = "account/sign-in")]
pub async fn sign_in(
    /// The address.
    #[server(default)]
    email: String,
    /// The password.
    #[server(default)]
    password: String,
    /// Where to go back to.
    #[server(default)]
    next: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::sign_in(&visit, &email, &password, &next).await
}

/// Ends a sign-in with a code.
///
/// # Errors
/// Those of `entrance::take_second_step`.
#[server(prefix = "/fn", endpoint = "account/second-step")]
pub async fn second_step(
    /// A code of the app, or a recovery code.
    #[server(default)]
    code: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::take_second_step(&visit, &code).await
}

/// Makes an account.
///
/// # Errors
/// Those of `entrance::sign_up`.
#[server(prefix = "/fn", endpoint = "account/sign-up")]
pub async fn sign_up(
    /// The name shown to others.
    #[server(default)]
    name: String,
    /// The address.
    #[server(default)]
    email: String,
    /// The password.
    #[server(default)]
    password: String,
    /// Where to go back to.
    #[server(default)]
    next: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::sign_up(&visit, &name, &email, &password, &next).await
}

/// Confirms the address of a new account.
///
/// # Errors
/// Those of `entrance::confirm`.
#[server(prefix = "/fn", endpoint = "account/confirm")]
pub async fn confirm(
    /// The token of the link.
    #[server(default)]
    token: String,
    /// The password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::confirm(&visit, &token, &password).await
}

/// Begins to sign in with a passkey: the options for the browser, as JSON.
///
/// # Errors
/// Those of `entrance::begin_passkey_sign_in`.
#[server(prefix = "/fn", endpoint = "account/begin-passkey-sign-in")]
pub async fn begin_passkey_sign_in() -> Result<String, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::begin_passkey_sign_in(&visit).await
}

/// Signs in with a passkey.
///
/// # Errors
/// Those of `entrance::sign_in_with_passkey`.
#[server(prefix = "/fn", endpoint = "account/passkey-sign-in")]
pub async fn passkey_sign_in(
    /// What the browser answered, as JSON.
    #[server(default)]
    credential: String,
    /// Where to go back to.
    #[server(default)]
    next: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::sign_in_with_passkey(&visit, &credential, &next).await
}

/// Signs out.
///
/// # Errors
/// Those of `entrance::sign_out`.
#[server(prefix = "/fn", endpoint = "account/sign-out")]
pub async fn sign_out() -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::sign_out(&visit).await
}
