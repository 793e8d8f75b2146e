//! What administrators do to accounts.

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Gives somebody a role.
///
/// # Errors
/// Those of `administration::change_role`, and when whoever asks is no administrator.
#[server(prefix = "/fn", endpoint = "people/change-role")]
pub async fn change_role(
    /// Their id.
    #[server(default)]
    id: i64,
    /// One of the words of [`Role`](crate::account::model::Role).
    #[server(default)]
    role: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    let administrator = visit.administrator()?;
    crate::account::administration::change_role(&visit, &administrator, id, &role).await
}

/// Shuts somebody out.
///
/// # Errors
/// Those of `administration::suspend`, and when whoever asks is no administrator.
#[server(prefix = "/fn", endpoint = "people/suspend")]
pub async fn suspend(
    /// Their id.
    #[server(default)]
    id: i64,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    let administrator = visit.administrator()?;
    crate::account::administration::suspend(&visit, &administrator, id).await
}

/// Lets somebody in again.
///
/// # Errors
/// Those of `administration::reinstate`, and when whoever asks is no administrator.
#[server(prefix = "/fn", endpoint = "people/reinstate")]
pub async fn reinstate(
    /// Their id.
    #[server(default)]
    id: i64,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    let administrator = visit.administrator()?;
    crate::account::administration::reinstate(&visit, &administrator, id).await
}

/// Signs somebody out everywhere.
///
/// # Errors
/// Those of `administration::sign_out`, and when whoever asks is no administrator.
#[server(prefix = "/fn", endpoint = "people/sign-out-person")]
pub async fn sign_out_person(
    /// Their id.
    #[server(default)]
    id: i64,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    let administrator = visit.administrator()?;
    crate::account::administration::sign_out(&visit, &administrator, id).await
}

/// Invites somebody.
///
/// # Errors
/// Those of `administration::invite`, and when whoever asks is no administrator.
#[server(prefix = "/fn", endpoint = "people/invite")]
pub async fn invite(
    /// The name shown to others.
    #[server(default)]
    name: String,
    /// The address.
    #[server(default)]
    email: String,
    /// One of the words of [`Role`](crate::account::model::Role).
    #[server(default)]
    role: String,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    let administrator = visit.administrator()?;
    crate::account::administration::invite(&visit, &administrator, &name, &email, &role).await
}

/// Sends an invitation once more.
///
/// # Errors
/// Those of `administration::invite_again`, and when whoever asks is no administrator.
#[server(prefix = "/fn", endpoint = "people/invite-again")]
pub async fn invite_again(
    /// Their id.
    #[server(default)]
    id: i64,
) -> Result<Taken, AppError> {
    let visit = super::visit()?;
    let administrator = visit.administrator()?;
    crate::account::administration::invite_again(&visit, &administrator, id).await
}
