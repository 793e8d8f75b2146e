//! What readers see of comments, as HTML that the browser puts into the page.

use crate::error::AppError;
use leptos::{server, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// A page of a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadHtml {
    /// The whole section.
    pub html: String,
}

/// One comment, for a page that shows the rest already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// Its id.
    pub id: i64,
    /// The comment that begins its branch; itself there.
    pub branch: i64,
    /// What it answers; None begins a branch.
    pub parent: Option<i64>,
    /// 0 begins a branch, 1 to 3 are replies.
    pub level: i64,
    /// Its place in its branch; empty at level 0.
    pub path: String,
    /// The comment itself, without the item of the list around it.
    pub html: String,
}

/// What of an article's thread is one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// One's account.
    pub person: i64,
    /// One's mark in this thread.
    pub mark: i64,
    /// The name one writes under.
    pub name: String,
    /// The server's time, milliseconds UTC: what a form says of when it was opened goes by it.
    pub now: i64,
    /// One's comments that others do not see as they are, or that can still be changed.
    pub comments: Vec<OwnComment>,
    /// The ids of comments that one supports.
    pub supported: Vec<i64>,
    /// Whom one does not want to read, by their marks in this thread.
    pub muted: Vec<i64>,
}

/// A comment of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnComment {
    /// The comment as one sees it oneself.
    pub shown: Fragment,
    /// Whether a moderator has yet to look at it.
    pub is_waiting: bool,
    /// What it says as it was typed, where it can still be changed.
    pub text: Option<String>,
    /// For how many seconds more it can be changed.
    pub seconds: i64,
}

/// A page of an article's comments.
///
/// # Errors
/// When there is no such article or no such page, or the database fails.
#[server(prefix = "/fn", endpoint = "comment/load-thread", input = GetUrl)]
pub async fn load_thread(
    /// The article's id.
    article: i64,
    /// The query of the page (`comments=oldest`); empty for the first.
    #[server(default)]
    view: String,
) -> Result<ThreadHtml, AppError> {
    use crate::comment::reading;
    let state = reading::state()?;
    let html = reading::load_section(&state, article, &view).await?;
    reading::keep_for_a_moment();
    Ok(ThreadHtml { html })
}

/// Single comments of a thread, those that are there of at most 100.
///
/// # Errors
/// When there is no such article, the ids are none, or the database fails.
#[server(prefix = "/fn", endpoint = "comment/load-comments", input = GetUrl)]
pub async fn load_comments(
    /// The article's id.
    article: i64,
    /// Their ids, with commas between.
    comments: String,
    /// The number of the event that asks for it, so that no older answer is taken from a cache.
    #[server(default)]
    event: i64,
) -> Result<Vec<Fragment>, AppError> {
    use crate::comment::reading;
    let _ = event;
    let state = reading::state()?;
    let fragments = reading::load_fragments(&state, article, &comments).await?;
    reading::keep_for_a_moment();
    Ok(fragments)
}

/// What of an article's thread is one's own.
///
/// # Errors
/// When nobody is signed in, there is no such article, or the database fails.
#[server(prefix = "/fn", endpoint = "comment/mine", input = GetUrl)]
pub async fn load_mine(
    /// The article's id.
    article: i64,
) -> Result<Mine, AppError> {
    use crate::{account::identity::Visit, comment::reading};
    let visit: Visit =
        leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))?;
    reading::load_mine(&visit, article).await
}
