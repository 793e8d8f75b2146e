//! What somebody does on the page of their own comments.

#[cfg(feature = "ssr")]
use super::writing::visit;
use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Marks notices as seen.
///
/// # Errors
/// Those of `people::see_notices`.
#[server(prefix = "/fn", endpoint = "comment/see-notices")]
pub async fn see_notices(
    /// The newest that was shown.
    #[server(default)]
    up_to: String,
) -> Result<Taken, AppError> {
    crate::comment::people::see_notices(&visit()?, &up_to).await
}

/// Takes another name to comment under.
///
/// # Errors
/// Those of `people::take_pseudonym`.
#[server(prefix = "/fn", endpoint = "comment/take-pseudonym")]
pub async fn take_pseudonym(
    /// The name; empty for that of the account.
    #[server(default)]
    pseudonym: String,
) -> Result<Taken, AppError> {
    crate::comment::people::take_pseudonym(&visit()?, &pseudonym).await
}

/// Switches the mail a day on or off.
///
/// # Errors
/// Those of `digest::switch`.
#[server(prefix = "/fn", endpoint = "comment/set-digest")]
pub async fn set_digest(
    /// `on`, or anything else for off.
    #[server(default)]
    digest: String,
) -> Result<Taken, AppError> {
    crate::comment::digest::switch(&visit()?, &digest).await
}

/// Sends a code to a telephone.
///
/// # Errors
/// Those of `telephone::begin_telephone`.
#[server(prefix = "/fn", endpoint = "comment/begin-telephone")]
pub async fn begin_telephone(
    /// The number, as people write it.
    #[server(default)]
    telephone: String,
) -> Result<Taken, AppError> {
    crate::comment::telephone::begin_telephone(&visit()?, &telephone).await
}

/// Confirms a telephone with the code.
///
/// # Errors
/// Those of `telephone::confirm`.
#[server(prefix = "/fn", endpoint = "comment/confirm-telephone")]
pub async fn confirm_telephone(
    /// The six digits.
    #[server(default)]
    code: String,
) -> Result<Taken, AppError> {
    crate::comment::telephone::confirm(&visit()?, &code).await
}
