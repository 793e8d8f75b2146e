//! What both sides know of the newsroom's work. Dates, addresses and counted words are made on the
//! server; words of the interface are the view's.

mod list;
mod publishing;
mod revisions;
mod saving;
mod writing;

pub use list::*;
pub use publishing::*;
pub use revisions::*;
pub use saving::*;
pub use writing::*;

use crate::comment::desk::model::ModerationPage;
use serde::{Deserialize, Serialize};

/// Where a manuscript stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written.
    Draft,
    /// Given to the editors by its author.
    Submitted,
    /// Will be published by itself.
    Scheduled,
    /// Readers see a revision of it.
    Published,
    /// Readers saw it once; its address says that it is gone.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a manuscript's life.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Scheduled,
        Self::Published,
        Self::Withdrawn,
    ];

    /// The word in the column `status` and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// Whether an address may be that of a page of the newsroom.
pub fn is_desk(address: &str) -> bool {
    address.split('/').nth(2) == Some("desk")
}

/// A page of the newsroom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DeskPage {
    /// `/{lang}/desk/articles`
    Articles(Box<ArticlesPage>),
    /// `/{lang}/desk/articles/{id}`
    Writing(Box<WritingPage>),
    /// `/{lang}/desk/articles/{id}/preview`
    Preview(Box<PreviewPage>),
    /// `/{lang}/desk/comments` and what lies below it.
    Moderation(Box<ModerationPage>),
}

/// A page of the newsroom with what stands around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// The page's title.
    pub title: String,
    /// Who works here.
    pub person: Colleague,
    /// Whether articles are open to them.
    pub writes: bool,
    /// Whether comments are open to them.
    pub moderates: bool,
    /// Whether people and log are open to them.
    pub administers: bool,
    /// The style sheet of the desk, which readers never load.
    pub style: String,
    /// The writing surface's module, which holds the journal of the device too; empty when it was not
    /// built.
    pub surface: String,
    /// The page.
    pub page: DeskPage,
}

/// Somebody of the newsroom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Their id.
    pub id: i64,
    /// The name shown to others.
    pub name: String,
}

/// Something to choose by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: i64,
    /// Its name in the manuscript's language.
    pub name: String,
}
