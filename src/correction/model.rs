//! What both sides know of corrections.

use crate::article::model::{Link, Moment};
use serde::{Deserialize, Serialize};

/// A correction, as its article shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub at: Moment,
    /// What was wrong, and what is right.
    pub words: String,
}

/// A correction with the article that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCorrection {
    /// The article: its headline and address.
    pub article: Link,
    /// What was put right in it.
    pub correction: Correction,
}

/// The page of corrections, the newest first, a page at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionsPage {
    /// The corrections of this page.
    pub corrections: Vec<ListedCorrection>,
    /// The address of the next, older page.
    pub older: Option<String>,
    /// The address of the first page, on every page but that one.
    pub newest: Option<String>,
}
