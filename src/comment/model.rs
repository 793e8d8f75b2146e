//! What both sides know of comments.

mod own;
mod pages;

pub use own::*;
pub use pages::*;

use serde::{Deserialize, Serialize};

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A moderator looks at it before anybody else does.
    Waiting,
    /// For everybody.
    Published,
    /// Readers have reported it; it is not shown until a moderator has looked at it.
    Hidden,
    /// Only its writer sees it, as if it were published.
    Shadowed,
    /// A check or a moderator has refused it.
    Rejected,
    /// Its writer has taken it back.
    Deleted,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Published,
        Self::Hidden,
        Self::Shadowed,
        Self::Rejected,
        Self::Deleted,
    ];

    /// The word in the column `status` and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Published => "published",
            Self::Hidden => "hidden",
            Self::Shadowed => "shadowed",
            Self::Rejected => "rejected",
            Self::Deleted => "deleted",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// The order of a thread's branches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sorting {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// Those first that most people support.
    Supported,
}

impl Sorting {
    /// Every order, as readers are offered them.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Supported];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Supported => "supported",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|sorting| sorting.as_str() == word)
    }
}

/// Why somebody reports a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportReason {
    /// It insults somebody.
    Insult,
    /// It stirs up hatred.
    Hatred,
    /// It advertises something.
    Spam,
    /// What it says is not true.
    Falsehood,
    /// It tells what is nobody's business.
    Privacy,
    /// Something else, which the note says.
    Other,
}

impl ReportReason {
    /// Every reason, as readers are offered them.
    pub const ALL: [Self; 6] = [
        Self::Insult,
        Self::Hatred,
        Self::Spam,
        Self::Falsehood,
        Self::Privacy,
        Self::Other,
    ];

    /// The word in the column `reason` and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::Hatred => "hatred",
            Self::Spam => "spam",
            Self::Falsehood => "falsehood",
            Self::Privacy => "privacy",
            Self::Other => "other",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// Something that happened in a thread, as pages that are open are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// The comment it happened to; 0 for the thread as a whole.
    pub comment: i64,
    /// The comment that begins its branch.
    pub branch: i64,
    /// How many people support the comment now.
    pub support: i64,
    /// How many comments the thread has now.
    pub comments: i64,
}

/// What can happen in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A comment can be seen that could not be seen before.
    Posted,
    /// A comment looks different: it was edited, featured, or its name changed.
    Changed,
    /// A comment is not to be seen any more, or only as a stub.
    Removed,
    /// Somebody supports it, or does not any more.
    Supported,
    /// The thread was closed or opened, or takes comments in another way.
    Ruled,
}
