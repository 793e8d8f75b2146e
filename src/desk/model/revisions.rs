//! The revisions of an article and what differs between them.

use crate::article::model::Moment;
use serde::{Deserialize, Serialize};

/// Revisions of a manuscript, the newest first, a page at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionsPage {
    /// The revisions.
    pub revisions: Vec<Revision>,
    /// For the next page: revisions before this one.
    pub before: Option<i64>,
}

/// A state that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its id.
    pub id: i64,
    /// When it was saved.
    pub at: Moment,
    /// Who saved it; empty for an import.
    pub person: String,
    /// How it came to be.
    pub kind: RevisionKind,
    /// What somebody has called it; may be empty.
    pub name: String,
    /// When it became what readers see.
    pub published: Option<Moment>,
    /// How many words its text has.
    pub words: i64,
    /// Whether it is the newest one.
    pub is_head: bool,
}

/// How a revision came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevisionKind {
    /// With the manuscript.
    Created,
    /// By saving.
    Saved,
    /// Saved from an older state and kept aside.
    Aside,
    /// Two states put together.
    Merged,
    /// An older one taken up again.
    Restored,
    /// By import.
    Imported,
}

impl RevisionKind {
    /// The word in the column `kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Saved => "saved",
            Self::Aside => "aside",
            Self::Merged => "merged",
            Self::Restored => "restored",
            Self::Imported => "imported",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        [
            Self::Created,
            Self::Saved,
            Self::Aside,
            Self::Merged,
            Self::Restored,
            Self::Imported,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == word)
    }
}

/// What differs between two states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The fields that differ, in the order of the page: name in [`Fields`](super::Fields) and words.
    pub fields: Vec<(String, Vec<WordChange>)>,
    /// The text.
    pub blocks: Vec<BlockChange>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordChange {
    /// On both sides.
    Same(String),
    /// Only before.
    Removed(String),
    /// Only after.
    Added(String),
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockChange {
    /// So many blocks that are the same.
    Same(usize),
    /// A block that is gone, as safe HTML.
    Removed(String),
    /// A new block, as safe HTML.
    Added(String),
    /// A block whose words were changed.
    Changed(Vec<WordChange>),
    /// A block whose words are the same and whose form was changed, as safe HTML of after.
    Form(String),
}
