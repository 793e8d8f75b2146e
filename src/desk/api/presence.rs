//! Who has a manuscript open.

use crate::{desk::model::Happening, error::AppError};
use leptos::{server, server_fn::codec::Json};

/// Says that a tab has a manuscript open. To be said every 10 seconds, and at once when somebody begins to write; a tab that has not been heard of for 30 seconds is gone.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/report-presence", input = Json)]
pub async fn report_presence(
    /// The manuscript's id.
    manuscript: i64,
    /// The tab's name, 8 to 64 ASCII letters, digits and hyphens.
    tab: String,
    /// Whether something was changed in it.
    writes: bool,
) -> Result<Happening, AppError> {
    crate::desk::manuscript::report(&super::visit()?, manuscript, &tab, writes).await
}

/// Says that a tab has left it.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/leave-manuscript", input = Json)]
pub async fn leave_manuscript(
    /// The manuscript's id.
    manuscript: i64,
    /// The tab's name.
    tab: String,
) -> Result<(), AppError> {
    crate::desk::manuscript::leave(&super::visit()?, manuscript, &tab).await
}

/// Takes a manuscript over from all other tabs: they are told, and only look from then on.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/take-over", input = Json)]
pub async fn take_over(
    /// The manuscript's id.
    manuscript: i64,
    /// The tab that takes it.
    tab: String,
) -> Result<Happening, AppError> {
    crate::desk::manuscript::take_over(&super::visit()?, manuscript, &tab).await
}
