//! The server functions of reading lists. Who may call which stands in `account/access.rs` and is
//! checked before they are called.

mod forms;

pub use forms::*;

use super::model::{Articles, FollowedPage, Invitation, NamedTopic, PublicLink, Sharing, Synced};
use crate::error::AppError;
use leptos::{server, server_fn::codec::Json};
use reading::{ArticleId, ListId, Operation, Topic};

/// Sends what waits on a device and gets what it has not seen. To send the same again changes nothing.
///
/// # Errors
/// When nobody is signed in, when it is too much at once, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/sync", input = Json)]
pub async fn sync(
    /// Whose lists they are: somebody else may have signed in on the device meanwhile. None for whoever
    /// is signed in.
    owner: Option<i64>,
    /// The number that the device was told last; 0 when it has nothing yet.
    after: i64,
    /// What waits there in its order, at most 500 operations and 512 KB.
    operations: Vec<Operation>,
) -> Result<Synced, AppError> {
    super::sync::sync(&visit()?, owner, after, operations).await
}

/// Articles by their ids, at most 100, in the order asked.
///
/// # Errors
/// When it is too many, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/articles", input = Json)]
pub async fn find_articles(
    /// The ids.
    articles: Vec<ArticleId>,
) -> Result<Articles, AppError> {
    super::articles::find_articles(&visit()?, &articles).await
}

/// A page of what authors, sections and tags have brought, the newest first.
///
/// # Errors
/// When it is too many topics, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/followed", input = Json)]
pub async fn find_followed(
    /// What is followed, at most 500.
    topics: Vec<Topic>,
    /// Where the page begins, as the page before has said; None for the first.
    before: Option<String>,
) -> Result<FollowedPage, AppError> {
    super::articles::find_followed(&visit()?, &topics, before.as_deref()).await
}

/// What authors, sections and tags are called, and where their pages are.
///
/// # Errors
/// When it is too many topics, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/name-topics", input = Json)]
pub async fn name_topics(
    /// What is followed, at most 500.
    topics: Vec<Topic>,
) -> Result<Vec<NamedTopic>, AppError> {
    super::articles::name_topics(&visit()?, &topics).await
}

/// With whom one's lists are shared.
///
/// # Errors
/// When nobody is signed in, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/list-sharing", input = Json)]
pub async fn list_sharing() -> Result<Vec<Sharing>, AppError> {
    let visit = visit()?;
    super::editing::list_sharing(&visit, visit.language).await
}

/// Shares a list with everybody who knows its address.
///
/// # Errors
/// When nobody is signed in, there is no such list, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/share-list", input = Json)]
pub async fn share_list(
    /// The list.
    list: ListId,
) -> Result<PublicLink, AppError> {
    super::sharing::share(&visit()?, list).await
}

/// Shares it no longer.
///
/// # Errors
/// When nobody is signed in, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/stop-sharing", input = Json)]
pub async fn stop_sharing(
    /// The list.
    list: ListId,
) -> Result<(), AppError> {
    super::sharing::stop_sharing(&visit()?, list).await
}

/// Copies a shared list into a new one of one's own; gives that.
///
/// # Errors
/// When nobody is signed in, the list is not shared, there would be too much, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/copy-list", input = Json)]
pub async fn copy_list(
    /// What stands for the list in its address.
    public_id: String,
    /// The name of the copy, where the list has none of its own.
    name: String,
) -> Result<ListId, AppError> {
    super::sharing::copy_shared(&visit()?, &public_id, &name).await
}

/// Makes a link by which others come to edit a list; it is to be seen in this answer only.
///
/// # Errors
/// When nobody is signed in, the list is not theirs, there are too many links, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/invite-editors", input = Json)]
pub async fn invite_editors(
    /// The list.
    list: ListId,
) -> Result<Invitation, AppError> {
    super::editing::invite_editors(&visit()?, list).await
}

/// Withdraws such a link.
///
/// # Errors
/// When nobody is signed in, the link is not theirs, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/withdraw-invitation", input = Json)]
pub async fn withdraw_invitation(
    /// The link's id.
    invitation: i64,
) -> Result<(), AppError> {
    super::editing::withdraw_invitation(&visit()?, invitation).await
}

/// Takes up an invitation; gives the list.
///
/// # Errors
/// When nobody is signed in, the link is spent, there would be too much, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/join-list", input = Json)]
pub async fn join_list(
    /// The token in the link.
    token: String,
) -> Result<ListId, AppError> {
    super::editing::join(&visit()?, &token).await
}

/// Edits a list no longer; a copy of it stays.
///
/// # Errors
/// When nobody is signed in, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/leave-list", input = Json)]
pub async fn leave_list(
    /// The list.
    list: ListId,
) -> Result<(), AppError> {
    super::editing::leave(&visit()?, list).await
}

/// Takes somebody out of those who edit one's list.
///
/// # Errors
/// When nobody is signed in, they do not edit it, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/remove-editor", input = Json)]
pub async fn remove_editor(
    /// The list.
    list: ListId,
    /// Whom.
    person: i64,
) -> Result<(), AppError> {
    super::editing::remove_editor(&visit()?, list, person).await
}

/// Who asks.
#[cfg(feature = "ssr")]
fn visit() -> Result<crate::account::identity::Visit, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}
