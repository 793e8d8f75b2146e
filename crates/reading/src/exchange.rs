//! Lists as files: taken out for the reader to keep, and in from here and from other services.
//!
//! Out go [JSON](to_json), [CSV](to_csv) and [bookmarks](to_bookmarks) that every browser reads. In
//! come these three and what Pocket, wallabag, Instapaper and Omnivore gave their readers; which
//! one it is is seen from the content ([`read`]), since files get renamed.

mod bookmarks;
mod gathering;
mod json;
mod table;
mod time;

pub use bookmarks::to_bookmarks;
pub use json::to_json;
pub use table::to_csv;

use serde::{Deserialize, Serialize};

/// The most links in one file.
pub const MOST_LINKS: usize = 10_000;
/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// An article as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedLink {
    /// Its address, with `http` or `https`.
    pub address: String,
    /// Its headline; the address if the file has none.
    pub title: String,
    /// The names of the lists or folders that it is in.
    #[serde(default)]
    pub lists: Vec<String>,
    /// The tags that another service gave it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The reader's note; empty for none.
    #[serde(default)]
    pub note: String,
    /// When it was saved, in milliseconds UTC. Written as a date with time.
    #[serde(default, with = "time::text")]
    pub saved_at: Option<i64>,
    /// Whether it was marked as read.
    #[serde(default)]
    pub is_read: bool,
    /// Whether it was in the archive.
    #[serde(default)]
    pub is_archived: bool,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// JSON or CSV of this program.
    Own,
    /// Bookmarks of a browser, or of this program.
    Bookmarks,
    /// Pocket's `ril_export.html` or `part_000000.csv`.
    Pocket,
    /// wallabag's JSON.
    Wallabag,
    /// Instapaper's CSV, which Vivaldi's reading list uses too.
    Instapaper,
    /// Omnivore's `metadata_….json`.
    Omnivore,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// What it was.
    pub source: Source,
    /// The links in the file's order, each address once: lists and tags of repeated ones are put
    /// together, of everything else what came first stays.
    pub links: Vec<SavedLink>,
    /// What has no address on the web, to be told to the reader.
    pub left_out: Vec<LeftOut>,
}

/// Something that is no link to a page of the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which one in the file, counted from 1.
    pub number: usize,
    /// What stands where the address should be.
    pub address: String,
}

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is too large.
    #[error("file: has {size} bytes; accepted are at most {LARGEST_FILE}")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// It has too many links.
    #[error("file: has more than {MOST_LINKS} links, which is the most that is accepted")]
    TooMany,
    /// It is an archive, as Pocket and Omnivore give it.
    #[error("file: is a ZIP archive; accepted are the files in it, one by one")]
    Packed,
    /// It is no text.
    #[error("file: is no text in UTF-8 from byte {byte} on; accepted is text in UTF-8")]
    NoText {
        /// The first byte that cannot be read, counted from 0.
        byte: usize,
    },
    /// It is no file that is known here.
    #[error(
        "file: is of no known kind; accepted are JSON, CSV and bookmarks of this site, and files \
         of Pocket, wallabag, Instapaper and Omnivore"
    )]
    Unknown,
    /// It is damaged.
    #[error("line {line}: {problem}")]
    Damaged {
        /// The line in the file, counted from 1.
        line: u64,
        /// What is wrong there, with the name of the field if it is one.
        problem: String,
    },
}

/// Reads a file of any kind that is known here.
///
/// # Errors
///
/// See [`ImportError`]. A single entry without an address on the web is no error but
/// [left out](Import::left_out).
pub fn read(file: &[u8]) -> Result<Import, ImportError> {
    if file.len() > LARGEST_FILE {
        return Err(ImportError::TooLarge { size: file.len() });
    }
    if file.starts_with(b"PK\x03\x04") {
        return Err(ImportError::Packed);
    }
    let text = std::str::from_utf8(file).map_err(|error| ImportError::NoText {
        byte: error.valid_up_to(),
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match text.trim_start().chars().next() {
        Some('{' | '[') => json::read(text),
        Some('<') => bookmarks::read(text),
        Some(_) => table::read(text),
        None => Err(ImportError::Unknown),
    }
}
