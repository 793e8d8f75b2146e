//! A page of a thread, ready to be shown.

mod reading;
mod showing;

pub use reading::{read_comments, read_thread};
pub use showing::Showing;

use super::{
    model::{Sorting, Status},
    store::rules::{Closed, Mode, effective_rules},
};
use crate::{
    article::model::Moment,
    site::address::{Address, ThreadView},
};
use sqlx::AnyConnection;

/// A page of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The article's id.
    pub article: i64,
    /// The article's address.
    pub address: Address,
    /// What is shown of it.
    pub view: ThreadView,
    /// In which order its branches are.
    pub sorting: Sorting,
    /// How many comments readers see in the whole thread.
    pub comments: i64,
    /// The number of the newest event when this was read.
    pub last_event: i64,
    /// How it takes new comments.
    pub taking: Taking,
    /// Whether the comment that was asked for is not there any more.
    pub is_missing: bool,
    /// Branches in their order.
    pub branches: Vec<Branch>,
    /// The page after this one.
    pub next: Option<ThreadView>,
}

impl Thread {
    /// Whether it is only a part of what the article's own address leads to, so that search engines are
    /// not to keep it.
    pub fn is_part(&self) -> bool {
        !self.view.is_default()
    }
}

/// How a thread takes comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// They are shown at once.
    AtOnce,
    /// A moderator looks at them first.
    AfterALook,
    /// Not any more: the newsroom has closed it.
    ClosedByHand,
    /// Not any more: so many days have gone by.
    ClosedByAge {
        /// After how many days it was closed.
        days: i64,
    },
}

impl Taking {
    /// Whether nothing can be written.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::ClosedByHand | Self::ClosedByAge { .. })
    }
}

/// A comment that begins a branch, and replies below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What begins it.
    pub head: ShownComment,
    /// Where the replies are that come before those shown.
    pub earlier: Option<ThreadView>,
    /// Replies in their order.
    pub replies: Vec<ShownComment>,
    /// Where the next replies are.
    pub more: Option<More>,
}

/// The way to more replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Where they are.
    pub view: ThreadView,
    /// How many they are, where that is known.
    pub count: Option<i64>,
}

/// A comment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownComment {
    /// Its id.
    pub id: i64,
    /// The comment that begins its branch.
    pub branch: i64,
    /// 0 begins a branch, 1 to 3 are replies.
    pub level: i64,
    /// Its place in its branch; empty at level 0.
    pub path: String,
    /// What it answers, by its id.
    pub parent: Option<i64>,
    /// The mark of the account that wrote it, in this thread.
    pub person: Option<i64>,
    /// The name it was posted under.
    pub name: String,
    /// Whether its writer is the author of the article.
    pub is_author: bool,
    /// Whether its writer belongs to the newsroom.
    pub is_newsroom: bool,
    /// Whether a moderator has picked it out.
    pub is_featured: bool,
    /// Whether it was changed after it was posted.
    pub is_edited: bool,
    /// When it was posted.
    pub posted: Moment,
    /// The address that leads to it, beginning with `/`.
    pub href: String,
    /// What it answers.
    pub answers: Option<Answers>,
    /// The passage of the article that it is about, as plain text; may be empty.
    pub quote: String,
    /// What it says, as plain text.
    pub text: String,
    /// How many people support it.
    pub support: i64,
    /// Goes up with every change.
    pub version: i64,
    /// Where it stands; whatever is not published is a stub.
    pub status: Status,
}

/// What a reply answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The comment's address.
    pub href: String,
    /// The name it was posted under; None where it is not to be seen any more.
    pub name: Option<String>,
    /// Whether its place in the page says it as well.
    pub is_plain: bool,
}

/// How a thread takes comments at this moment, from whoever has no rule of their own.
///
/// # Errors
/// When the database fails.
pub async fn find_taking(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<Taking, sqlx::Error> {
    let rules = effective_rules(connection, article, None).await?;
    Ok(match (rules.closed, rules.mode) {
        (Some(Closed::ByHand), _) | (None, Mode::Closed) => Taking::ClosedByHand,
        (Some(Closed::ByAge { days }), _) => Taking::ClosedByAge { days },
        (None, Mode::Before) => Taking::AfterALook,
        (None, Mode::After) => Taking::AtOnce,
    })
}
