//! What a reader can do to their lists.

use crate::{ArticleId, ListId, Position, Topic};
use serde::{Deserialize, Serialize};

mod json;
mod unknown;

pub use unknown::UnknownChange;

/// One thing that a reader did.
///
/// As JSON the kind is the only key: `{"save":{"list":"00…","article":7,"position":"a0"}}`; kinds
/// without content are a text: `"clear_history"`. A newer program adds kinds and never gives an old
/// kind a new field: what an older program does not know is kept as [`Change::Unknown`] and passed
/// on untouched.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(remote = "Self", rename_all = "snake_case")]
pub enum Change {
    /// Names a list, and makes it if it is new.
    NameList {
        /// The list.
        list: ListId,
        /// Its new name.
        name: String,
    },
    /// Says what a list is about.
    DescribeList {
        /// The list.
        list: ListId,
        /// Its new description; empty for none.
        text: String,
    },
    /// Puts a list in another place among the lists.
    OrderLists {
        /// The list that moves.
        list: ListId,
        /// Where to.
        position: Position,
    },
    /// Deletes a list. Its articles stay in other lists.
    DeleteList {
        /// The list; [`ListId::LATER`] cannot be deleted.
        list: ListId,
    },
    /// Puts an article into a list.
    Save {
        /// The list.
        list: ListId,
        /// The article.
        article: ArticleId,
        /// Its place in the list.
        position: Position,
        /// When it was first saved (milliseconds UTC), if that was earlier than this operation: when
        /// a removal is undone, and in an import.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        saved_at: Option<i64>,
    },
    /// Takes an article out of a list.
    Remove {
        /// The list.
        list: ListId,
        /// The article.
        article: ArticleId,
    },
    /// Puts an article in another place of its list.
    Move {
        /// The list.
        list: ListId,
        /// The article.
        article: ArticleId,
        /// Where to.
        position: Position,
    },
    /// Writes the reader's note to an article.
    Note {
        /// The article.
        article: ArticleId,
        /// The new note; empty for none.
        text: String,
    },
    /// Marks an article as read or unread.
    MarkRead {
        /// The article.
        article: ArticleId,
        /// Whether it is read.
        is_read: bool,
    },
    /// Puts an article into the archive, or takes it out.
    Archive {
        /// The article.
        article: ArticleId,
        /// Whether it is in the archive.
        is_archived: bool,
    },
    /// The reader came to this place of an article.
    Reach {
        /// The article.
        article: ArticleId,
        /// The place.
        place: ReadingPlace,
    },
    /// The reader opened an article.
    Visit {
        /// The article.
        article: ArticleId,
    },
    /// Takes an article out of the history.
    Forget {
        /// The article.
        article: ArticleId,
    },
    /// Takes everything out of the history.
    ClearHistory,
    /// Switches the history on or off.
    KeepHistory {
        /// Whether visits are kept from now on.
        is_kept: bool,
    },
    /// Follows an author, a section or a tag.
    Follow {
        /// What is followed.
        topic: Topic,
    },
    /// Follows it no longer.
    Unfollow {
        /// What was followed.
        topic: Topic,
    },
    /// The reader looked at what the followed topics brought.
    SeeFeed,
    /// Something that a newer program knows.
    #[serde(skip)]
    Unknown(UnknownChange),
}

/// A place in the text of an article.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ReadingPlace {
    /// Which block of the body is at the top of the screen, counted from 0.
    pub block: u32,
    /// How much of the whole text lies above, per mille: 0 to 1000. It helps where the body was
    /// changed since.
    pub fraction: u16,
}

impl ReadingPlace {
    /// Whether there is nothing to go back to: the beginning.
    #[must_use]
    pub fn is_start(self) -> bool {
        self == Self::default()
    }
}

impl Change {
    /// The change with the spaces around a name or a description taken away and line ends as `\n`.
    /// Notes keep their spaces: somebody may be typing.
    #[must_use]
    pub fn tidied(self) -> Self {
        let lines = |text: String| text.replace("\r\n", "\n").replace('\r', "\n");
        match self {
            Self::NameList { list, name } => Self::NameList {
                list,
                name: name.trim().to_owned(),
            },
            Self::DescribeList { list, text } => Self::DescribeList {
                list,
                text: lines(text).trim().to_owned(),
            },
            Self::Note { article, text } => Self::Note {
                article,
                text: lines(text),
            },
            other => other,
        }
    }

    /// The list that it is about, if it is about one.
    #[must_use]
    pub fn list(&self) -> Option<ListId> {
        match self {
            Self::NameList { list, .. }
            | Self::DescribeList { list, .. }
            | Self::OrderLists { list, .. }
            | Self::DeleteList { list }
            | Self::Save { list, .. }
            | Self::Remove { list, .. }
            | Self::Move { list, .. } => Some(*list),
            _ => None,
        }
    }
}
