//! Saving: what the browser sends and what becomes of it.

use super::Fields;
use serde::{Deserialize, Serialize};

/// What a manuscript begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Begin {
    /// Nothing.
    Empty,
    /// As a translation of another manuscript: in its translation group, with its lead picture and
    /// those of its section, authors and tags that exist in the new language.
    Translation(i64),
    /// As a copy of another manuscript, in a translation group of its own.
    Copy(i64),
}

/// A state of an article that is to be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Save {
    /// The manuscript.
    pub manuscript: i64,
    /// The revision that the state was made from.
    pub base: i64,
    /// Saves of the same text whose answer never came, the newest first, at most 20: the newest of
    /// them that was kept after all is what the state was made from.
    #[serde(default)]
    pub after: Vec<String>,
    /// Whether it is only kept aside as a revision and changes nothing: text that was left on a
    /// device and that nobody wants to take up.
    #[serde(default)]
    pub aside: bool,
    /// A name that the browser gives this save, 16 to 64 ASCII letters, digits and hyphens. Sent
    /// again with the same name, it changes nothing and is answered as before.
    pub operation: String,
    /// The fields.
    pub fields: Fields,
    /// The text as JSON.
    pub body: String,
}

impl Save {
    /// How many saves whose answers were lost are named at most.
    pub const MOST_UNANSWERED: usize = 20;
}

/// What became of a state that was sent. It is kept as a revision in every case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "ssr",
    expect(
        clippy::large_enum_variant,
        reason = "one stands in each answer; a box would only be in the way"
    )
)]
pub enum Saved {
    /// It is the newest revision now.
    Kept {
        /// The revision's id: the base of the next save.
        revision: i64,
    },
    /// Somebody had saved in between; both were merged.
    Merged {
        /// The revision of what was sent.
        mine: i64,
        /// The newest revision, of both together.
        revision: i64,
        /// Its fields.
        fields: Fields,
        /// Its text.
        body: String,
    },
    /// Somebody had changed the same places in between. What was sent is kept aside.
    Disputed(Box<Dispute>),
}

/// Places that were changed on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// The revision of what was sent, kept aside.
    pub mine: i64,
    /// The newest revision, by somebody else.
    pub theirs: i64,
    /// Who made it; empty for an import.
    pub person: String,
    /// Whether it is oneself, in another tab or on another device.
    pub oneself: bool,
    /// When, in words.
    pub at: String,
    /// The disputed fields in the order of the page.
    pub fields: Vec<DisputedField>,
    /// The disputed places of the text in order.
    pub places: Vec<DisputedPlace>,
}

/// A field that was changed on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputedField {
    /// Its name in [`Fields`].
    pub name: String,
    /// What was sent, in words.
    pub mine: String,
    /// What is there now, in words.
    pub theirs: String,
}

/// A place of the text that was changed on both sides, as safe HTML. Either may be empty: deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputedPlace {
    /// What was sent.
    pub mine: String,
    /// What is there now.
    pub theirs: String,
}

/// How a place is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// As it was sent.
    Mine,
    /// As it is there now.
    Theirs,
    /// One after the other, in the text only; in a field as it was sent.
    Both,
}

/// A dispute that somebody has settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The manuscript.
    pub manuscript: i64,
    /// [`Dispute::mine`].
    pub mine: i64,
    /// [`Dispute::theirs`].
    pub theirs: i64,
    /// The name of this operation, as in [`Save`].
    pub operation: String,
    /// For each disputed field, in order.
    pub fields: Vec<Side>,
    /// For each disputed place, in order.
    pub places: Vec<Side>,
}

/// The newest revision of a manuscript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its id.
    pub revision: i64,
    /// Its fields.
    pub fields: Fields,
    /// Its text as JSON.
    pub body: String,
    /// What the ids in its fields are called.
    pub authors: Vec<super::Choice>,
    /// The tags.
    pub tags: Vec<super::Choice>,
}
