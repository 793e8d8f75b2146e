//! From a draft to readers, and back.

use crate::{
    desk::model::{Check, Decided, Status},
    error::AppError,
};
use leptos::{server, server_fn::codec::Json};

/// What stands against publishing the newest revision, and what one would want to know.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/check-publication", input = Json)]
pub async fn check_publication(
    /// The manuscript's id.
    manuscript: i64,
) -> Result<Vec<Check>, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let writer = visit.writer()?;
    publishing::check(&visit, &writer, manuscript).await
}

/// Gives a draft to the editors.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/submit-manuscript", input = Json)]
pub async fn submit_manuscript(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
    /// What is said about it; at most 2,000 characters.
    note: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let writer = visit.writer()?;
    publishing::submit(&visit, &writer, manuscript, seen, &note).await
}

/// Gives a submitted manuscript back to its author.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/return-manuscript", input = Json)]
pub async fn return_manuscript(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
    /// What is said about it; at most 2,000 characters.
    note: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::give_back(&visit, &editor, manuscript, seen, &note).await
}

/// Says something about a manuscript.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/add-note", input = Json)]
pub async fn add_note(
    /// The manuscript's id.
    manuscript: i64,
    /// What is said about it; at most 2,000 characters.
    note: String,
) -> Result<(), AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let writer = visit.writer()?;
    publishing::add_note(&visit, &writer, manuscript, &note).await
}

/// Publishes a revision, or what was changed since the last publication.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/publish-manuscript", input = Json)]
pub async fn publish_manuscript(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
    /// The revision that was looked at.
    revision: i64,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::publish(&visit, &editor, manuscript, seen, revision).await
}

/// Has the newest revision published at a time. What is saved until then is not published with it; scheduling once more takes it in.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/schedule-publication", input = Json)]
pub async fn schedule_publication(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
    /// The revision that was looked at.
    revision: i64,
    /// Date and time in the paper's time zone: `2026-11-24T18:30`.
    at: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::schedule(&visit, &editor, manuscript, seen, revision, &at).await
}

/// Takes a scheduled publication back.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/cancel-schedule", input = Json)]
pub async fn cancel_schedule(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::cancel_schedule(&visit, &editor, manuscript, seen).await
}

/// Sets an embargo, or lifts it.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/set-embargo", input = Json)]
pub async fn set_embargo(
    /// The manuscript's id.
    manuscript: i64,
    /// Date and time in the paper's time zone; empty: none.
    until: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::set_embargo(&visit, &editor, manuscript, &until).await
}

/// Takes a published article from readers for now: its address answers 404 until it is published again.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/unpublish-article", input = Json)]
pub async fn unpublish_article(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
    /// What is said about it; at most 2,000 characters.
    note: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::unpublish(&visit, &editor, manuscript, seen, &note).await
}

/// Withdraws a published article: its address answers 410 and says the note.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/withdraw-manuscript", input = Json)]
pub async fn withdraw_manuscript(
    /// The manuscript's id.
    manuscript: i64,
    /// Where the manuscript stood when it was decided.
    seen: Status,
    /// What is said about it; at most 2,000 characters.
    note: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::withdraw(&visit, &editor, manuscript, seen, &note).await
}

/// Tells readers what was wrong in a published article and has been put right.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/add-correction", input = Json)]
pub async fn add_correction(
    /// The manuscript's id.
    manuscript: i64,
    /// 1 to 2,000 characters.
    words: String,
) -> Result<Decided, AppError> {
    use crate::desk::publishing;
    let visit = super::visit()?;
    let editor = visit.editor()?;
    publishing::add_correction(&visit, &editor, manuscript, &words).await
}
