//! Looking at what was, and taking it up again.

use crate::{
    desk::model::{Comparison, RevisionsPage, Save, Saved},
    error::AppError,
};
use leptos::{server, server_fn::codec::Json};

/// Revisions of a manuscript, the newest first, at most 50.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/list-revisions", input = Json)]
pub async fn list_revisions(
    /// The manuscript's id.
    manuscript: i64,
    /// Only those before this one.
    before: Option<i64>,
) -> Result<RevisionsPage, AppError> {
    crate::desk::manuscript::list_revisions(&super::visit()?, manuscript, before).await
}

/// What differs between two revisions of a manuscript.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/compare-revisions", input = Json)]
pub async fn compare_revisions(
    /// The manuscript's id.
    manuscript: i64,
    /// The older one.
    before: i64,
    /// The newer one; the newest of all when none is given.
    after: Option<i64>,
) -> Result<Comparison, AppError> {
    crate::desk::manuscript::compare_revisions(&super::visit()?, manuscript, before, after).await
}

/// What differs between the newest revision and a state that the server does not have, such as one
/// that was left on a device. Nothing is kept.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/compare-state", input = Json)]
pub async fn compare_state(
    /// The state; its base and operation do not matter.
    save: Save,
) -> Result<Comparison, AppError> {
    let visit = super::visit()?;
    crate::desk::manuscript::compare_state(&visit, save).await
}

/// Takes an older revision up again, as a new one: nothing is lost, and restoring the one before undoes it.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/restore-revision", input = Json)]
pub async fn restore_revision(
    /// The manuscript's id.
    manuscript: i64,
    /// The one to be taken up.
    revision: i64,
    /// The name of this operation, as in `Save`.
    operation: String,
) -> Result<Saved, AppError> {
    crate::desk::manuscript::restore_revision(&super::visit()?, manuscript, revision, &operation)
        .await
}

/// Gives a revision a name, by which it is kept for ever; an empty one takes the name away.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/name-revision", input = Json)]
pub async fn name_revision(
    /// The manuscript's id.
    manuscript: i64,
    /// The revision.
    revision: i64,
    /// At most 100 characters.
    name: String,
) -> Result<(), AppError> {
    crate::desk::manuscript::name_revision(&super::visit()?, manuscript, revision, &name).await
}
