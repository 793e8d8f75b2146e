//! The server functions of reading lists. Who may call which stands in `account/access.rs` and is
//! checked before they are called.

mod forms;

pub use forms::*;

use super::model::{Articles, FollowedPage, Invitation, Sharing, Synced};
use crate::error::AppError;
use leptos::{server, server_fn::codec::Json};
use reading::{ArticleId, ListId, Operation, Topic};

/// Sends what waits on a device and gets what it has not seen. To send the same again changes nothing.
///
/// # Errors
/// When nobody is signed in, when it is too much at once, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/sync", input = Json)]
pub async fn sync(
    /// The number that the device was told last; 0 when it has nothing yet.
    after: i64,
    /// What waits there in its order, at most 500 operations and 512 KB.
    operations: Vec<Operation>,
) -> Result<Synced, AppError> {
    super::sync::sync(&visit()?, after, operations).await
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

/// With whom one's lists are shared.
///
/// # Errors
/// When nobody is signed in, or the database fails.
#[server(prefix = "/fn", endpoint = "reading-list/list-sharing", input = Json)]
pub async fn list_sharing() -> Result<Vec<Sharing>, AppError> {
    super::editing::list_sharing(&visit()?).await
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

/// Who asks.
#[cfg(feature = "ssr")]
fn visit() -> Result<crate::account::identity::Visit, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}
