//! Why a change is not accepted.

use serde::{Deserialize, Serialize};

/// The most characters of a list's name.
pub const LONGEST_NAME: usize = 100;
/// The most characters of a list's description.
pub const LONGEST_DESCRIPTION: usize = 500;
/// The most characters of a note.
pub const LONGEST_NOTE: usize = 2_000;
/// The most articles that one reader can have saved, however many lists they are in.
pub const MOST_ARTICLES: usize = 5_000;
/// The most lists of one reader, the default one among them.
pub const MOST_LISTS: usize = 100;
/// The most topics that one reader can follow.
pub const MOST_TOPICS: usize = 500;
/// The most changes of unknown kinds that are kept for one reader.
pub const MOST_UNKNOWN: usize = 1_000;

/// Why a change is not accepted. The server sends it as JSON, with the problem for the tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Refusal {
    /// The device's clock is too far ahead.
    #[error("time: {wall} is ahead of {now}; at most 10 minutes are accepted")]
    TooFarAhead {
        /// The operation's time, in milliseconds UTC.
        wall: i64,
        /// What the server's clock said.
        now: i64,
    },
    /// A list's name is missing.
    #[error("name: is empty; accepted are 1 to 100 characters")]
    EmptyName,
    /// A text is too long.
    #[error("{field}: is too long; accepted are at most {limit} characters")]
    TooLong {
        /// Which text.
        field: Field,
        /// The most characters.
        limit: usize,
    },
    /// A text has characters that cannot be seen.
    #[error("{field}: has control characters; accepted are letters, signs and spaces")]
    ControlCharacter {
        /// Which text.
        field: Field,
    },
    /// The default list was to be deleted.
    #[error("list: the default list cannot be deleted; it can be emptied")]
    DefaultListStays,
    /// A reading place lies behind the end.
    #[error("place: the fraction is {fraction}; accepted are 0 to 1000 per mille")]
    BehindTheEnd {
        /// The fraction, per mille.
        fraction: u16,
    },
    /// The first saving would be later than the operation, or before 1970.
    #[error("saved_at: accepted is a time up to that of the operation")]
    SavedLater,
    /// A topic's id is no id.
    #[error("topic: the id is not accepted; accepted is a whole number from 1")]
    NoTopic,
    /// The reader has saved as much as is possible.
    #[error("article: {limit} articles are saved already, which is the most")]
    TooManyArticles {
        /// The most articles.
        limit: usize,
    },
    /// The reader has as many lists as are possible.
    #[error("list: there are {limit} lists already, which is the most")]
    TooManyLists {
        /// The most lists.
        limit: usize,
    },
    /// The reader follows as much as is possible.
    #[error("topic: {limit} topics are followed already, which is the most")]
    TooManyTopics {
        /// The most topics.
        limit: usize,
    },
    /// The history was switched off when the article was opened. Nothing that a reader must know.
    #[error("article: the history is switched off; visits are not accepted")]
    HistoryIsOff,
    /// A change of an unknown kind that is too large, or one of too many.
    #[error("change: of an unknown kind; at most 1000 of them and 4000 bytes each are accepted")]
    TooMuchUnknown,
    /// A reason that a newer program gave.
    #[serde(other)]
    #[error("change: refused for a reason that only a newer version of the site can say")]
    Unclear,
}

/// The texts that a reader can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A list's name.
    Name,
    /// A list's description.
    Description,
    /// A note to an article.
    Note,
}

impl std::fmt::Display for Field {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Note => "note",
        })
    }
}
