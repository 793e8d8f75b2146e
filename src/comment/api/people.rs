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
