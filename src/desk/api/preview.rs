//! Links to a preview.

use crate::{desk::model::PreviewLink, error::AppError};
use leptos::{server, server_fn::codec::Json};

/// Makes a link that shows the newest revision to whoever has it, for 30 days.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/share-preview", input = Json)]
pub async fn share_preview(
    /// The manuscript's id.
    manuscript: i64,
) -> Result<PreviewLink, AppError> {
    use crate::desk::preview;
    let visit = super::visit()?;
    let writer = visit.writer()?;
    preview::share(&visit, &writer, manuscript).await
}

/// Withdraws such a link.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/withdraw-preview", input = Json)]
pub async fn withdraw_preview(
    /// The manuscript's id.
    manuscript: i64,
    /// The link's id.
    link: i64,
) -> Result<(), AppError> {
    use crate::desk::preview;
    let visit = super::visit()?;
    let writer = visit.writer()?;
    preview::withdraw(&visit, &writer, manuscript, link).await
}
