//! Coming in by a link in a mail.

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Sends a link for a new password.
///
/// # Errors
/// Those of `recovery::forgot`.
#[server(prefix = "/fn", endpoint = "account/forgot")]
pub async fn forgot(
    /// The address.
    #[server(default)]
    email: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::recovery::forgot(&visit, &email).await
}

/// Sets a new password by a link.
///
/// # Errors
/// Those of `recovery::reset`.
#[server(prefix = "/fn", endpoint = "account/reset")]
pub async fn reset(
    /// The token of the link.
    #[server(default)]
    token: String,
    /// The password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::recovery::reset(&visit, &token, &password).await
}

/// Takes up an invitation.
///
/// # Errors
/// Those of `recovery::take_invitation`.
#[server(prefix = "/fn", endpoint = "account/take-invitation")]
pub async fn take_invitation(
    /// The token of the link.
    #[server(default)]
    token: String,
    /// The name shown to others.
    #[server(default)]
    name: String,
    /// The password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::recovery::take_invitation(&visit, &token, &name, &password).await
}

/// Takes a new address into use.
///
/// # Errors
/// Those of `recovery::confirm_new_address`.
#[server(prefix = "/fn", endpoint = "account/confirm-new-address")]
pub async fn confirm_new_address(
    /// The token of the link.
    #[server(default)]
    token: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::recovery::confirm_new_address(&visit, &token).await
}
