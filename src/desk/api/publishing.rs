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
    let _ = (manuscript,);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen, note);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen, note);
    Err(AppError::NotFound)
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
    let _ = (manuscript, note);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen, revision);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen, revision, at);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen);
    Err(AppError::NotFound)
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
    let _ = (manuscript, until);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen, note);
    Err(AppError::NotFound)
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
    let _ = (manuscript, seen, note);
    Err(AppError::NotFound)
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
    let _ = (manuscript, words);
    Err(AppError::NotFound)
}
