//! What both sides know of the front page.

use crate::article::model::{Link, Teaser};
use serde::{Deserialize, Serialize};

/// The front page of one language. No article stands on it twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontPage {
    /// The newest article with a picture, or the newest at all; none in an empty paper.
    pub lead: Option<Teaser>,
    /// The newest articles after it.
    pub latest: Vec<Teaser>,
    /// The sections that have something to show, in the paper's order.
    pub sections: Vec<SectionRow>,
}

/// A section's row on the front page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRow {
    /// The section.
    pub section: Link,
    /// Its newest articles that stand nowhere else on the page.
    pub teasers: Vec<Teaser>,
}
