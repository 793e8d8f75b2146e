//! One's own account.

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Gives oneself another name.
///
/// # Errors
/// Those of `profile::change_name`.
#[server(prefix = "/fn", endpoint = "account/change-name")]
pub async fn change_name(
    /// The name shown to others.
    #[server(default)]
    name: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::profile::change_name(&visit, &name).await
}

/// Asks for another address.
///
/// # Errors
/// Those of `profile::change_address`.
#[server(prefix = "/fn", endpoint = "account/change-address")]
pub async fn change_address(
    /// The address.
    #[server(default)]
    email: String,
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::profile::change_address(&visit, &email, &password).await
}

/// Sets another password.
///
/// # Errors
/// Those of `profile::change_password`.
#[server(prefix = "/fn", endpoint = "account/change-password")]
pub async fn change_password(
    /// The present password.
    #[server(default)]
    password: String,
    /// The new one.
    #[server(default)]
    new_password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::profile::change_password(&visit, &password, &new_password).await
}

/// Ends one of one's sessions.
///
/// # Errors
/// Those of `profile::end_session`.
#[server(prefix = "/fn", endpoint = "account/end-session")]
pub async fn end_session(
    /// Its id.
    #[server(default)]
    id: i64,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::profile::end_session(&visit, id).await
}

/// Ends all of one's other sessions.
///
/// # Errors
/// Those of `profile::end_sessions`.
#[server(prefix = "/fn", endpoint = "account/end-sessions")]
pub async fn end_sessions() -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::profile::end_sessions(&visit).await
}

/// Asks for one's account to be deleted.
///
/// # Errors
/// Those of `profile::delete_account`.
#[server(prefix = "/fn", endpoint = "account/delete-account")]
pub async fn delete_account(
    /// The present password.
    #[server(default)]
    password: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::profile::delete_account(&visit, &password).await
}

/// Changes one's mind about leaving.
///
/// # Errors
/// Those of `entrance::keep_account`.
#[server(prefix = "/fn", endpoint = "account/keep-account")]
pub async fn keep_account() -> Result<Taken, AppError> {
    let visit = super::visit()?;
    crate::account::entrance::keep_account(&visit).await
}
