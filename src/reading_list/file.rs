//! Lists as files: what both sides know of taking them out and bringing them in. The kinds of files
//! themselves are `reading::exchange`'s and only the server's.

#[cfg(feature = "ssr")]
mod addresses;
mod bringing;
#[cfg(feature = "ssr")]
mod reading;
mod taking;
#[cfg(feature = "ssr")]
mod writing;

pub use bringing::{Brought, bring};
pub use taking::take_out;
#[cfg(feature = "ssr")]
pub use {reading::read_file, writing::write_file};

use ::reading::ArticleId;
use serde::{Deserialize, Serialize};

/// Where a file is sent to be read: its bytes for a body, a [`FileAnswer`] for an answer. Nothing is
/// changed and nothing is kept by it.
pub const READ: &str = "/fn/reading-list/read-file";
/// Where articles are sent (JSON, [`KeptArticle`]s) to be written into a file, `?format=` with a
/// [`Format::word`]. Nothing is changed and nothing is kept by it.
pub const WRITE: &str = "/fn/reading-list/write-file";

/// The largest file, in bytes: what `reading::exchange` takes, which browsers do not load.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// The most links of other places, and of lines that are no links, that a page names one by one.
pub const MOST_NAMED: usize = 300;

/// The kinds of files that lists are written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// CSV, for spreadsheets.
    Csv,
    /// Bookmarks, for browsers.
    Bookmarks,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Json, Self::Csv, Self::Bookmarks];

    /// The word that stands for it in addresses; the ending of its file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Bookmarks => "html",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// The name of its file.
    pub fn file_name(self) -> String {
        format!("reading-lists.{}", self.word())
    }

    /// Reads such a name.
    pub fn of_file(name: &str) -> Option<Self> {
        Self::parse(name.strip_prefix("reading-lists.")?)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Bookmarks => "text/html; charset=utf-8",
        }
    }
}

/// An article of this paper on its way into a file or out of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptArticle {
    /// Its id.
    pub article: ArticleId,
    /// The names of the lists that it is in; none stands for the list that everybody has.
    pub lists: Vec<String>,
    /// The reader's note; may be empty.
    pub note: String,
    /// When it was saved, in milliseconds UTC.
    pub saved_at: Option<i64>,
    /// Whether it is marked as read.
    pub is_read: bool,
    /// Whether it is in the archive.
    pub is_archived: bool,
}

/// A link that leads to no article of this paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignLink {
    /// Its address, with `http` or `https`.
    pub address: String,
    /// Its headline.
    pub title: String,
}

/// Something in a file that is no link to a page of the web.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoLink {
    /// Which one in the file, counted from 1.
    pub number: usize,
    /// What stands where the address should be.
    pub address: String,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileContent {
    /// The articles of this paper, each once, in the order of the file.
    pub articles: Vec<KeptArticle>,
    /// Links to elsewhere: the first [`MOST_NAMED`].
    pub foreign: Vec<ForeignLink>,
    /// How many there are.
    pub foreign_count: usize,
    /// What is no link: the first [`MOST_NAMED`].
    pub left_out: Vec<NoLink>,
    /// How much there is.
    pub left_out_count: usize,
}

/// What became of reading a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileAnswer {
    /// It was read.
    Read(FileContent),
    /// It cannot be read.
    Unreadable(FileProblem),
}

/// Why a file cannot be read, as a code that the view turns into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileProblem {
    /// No file was chosen, or it is empty.
    Missing,
    /// It has more than so many bytes.
    TooLarge(usize),
    /// It has more than so many links.
    TooMany(usize),
    /// It is a ZIP archive.
    Packed,
    /// It is no text in UTF-8 from this byte on, counted from 0.
    NoText(usize),
    /// It is of no kind that is known here.
    Unknown,
    /// It is damaged.
    Damaged {
        /// The line, counted from 1.
        line: u64,
        /// The field that is missing or wrong, where that is known.
        field: Option<String>,
    },
}

/// What became of bringing a file in, as its page tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was brought in.
    Brought(Box<Report>),
    /// It cannot be read.
    Unreadable(FileProblem),
}

/// What came in with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many articles were saved that had not been, or came into another list.
    pub saved: usize,
    /// How many were where they belong already.
    pub known: usize,
    /// How many found no room.
    pub without_room: usize,
    /// What else was in the file; its articles are not told once more.
    pub rest: FileContent,
}

impl Report {
    /// What is told of a file that was brought in.
    pub fn of(brought: &Brought, content: FileContent) -> Self {
        Self {
            saved: brought.saved,
            known: brought.known,
            without_room: brought.without_room,
            rest: FileContent {
                articles: Vec::new(),
                ..content
            },
        }
    }
}

#[cfg(test)]
mod tests;
