//! Publishing and what comes before it.

use crate::article::model::Moment;
use serde::{Deserialize, Serialize};

/// Something about an article that stands against its publication, or that one would want to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What.
    pub finding: Finding,
    /// Whether it must be put right first. Else it is only said.
    pub forbids: bool,
}

/// What can be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// No headline.
    NoHeadline,
    /// No section.
    NoSection,
    /// The section is one of another language.
    SectionOfOtherLanguage,
    /// No author.
    NoAuthor,
    /// No text.
    NoText,
    /// So many pictures without words for those who do not see them.
    NoAlternative(usize),
    /// The address is another article's.
    SlugTaken,
    /// The address can't be made: neither slug nor headline has a letter for it.
    NoSlug,
    /// An embargo is in force until then, in words.
    Embargo(String),
    /// No lead picture.
    NoPicture,
    /// The headline has so many characters; search results cut it.
    LongHeadline(usize),
    /// No description and no standfirst.
    NoDescription,
}

/// A link to a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLink {
    /// Its id, for withdrawing it.
    pub id: i64,
    /// Who made it.
    pub person: String,
    /// When.
    pub created: Moment,
    /// Until when it is good.
    pub expires: Moment,
    /// The link itself, absolute; only in the answer that makes it, because it is kept as a hash.
    pub url: Option<String>,
}

/// How an article will look, on a phone and on a desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewPage {
    /// The manuscript.
    pub manuscript: i64,
    /// The headline.
    pub headline: String,
    /// The readers' page of the newest revision, for whoever is signed in.
    pub page: String,
    /// Where it is written.
    pub back: String,
    /// The links that are good.
    pub links: Vec<PreviewLink>,
}

/// What a change of a manuscript's standing answers: the page is loaded again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    /// Done.
    Done,
    /// Not done: somebody else has changed the standing in between.
    Overtaken,
    /// Not done: these stand against it.
    Refused(Vec<Check>),
}
