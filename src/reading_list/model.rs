//! What both sides know of reading lists beside the crate `reading`: answers to devices, and what
//! public pages show. Ready to be shown, as everywhere.

use crate::{
    article::model::{Link, Moment, Teaser},
    language::Language,
};
use reading::{ListId, Operation, OperationId, ReadingLists, Refusal, Topic};
use serde::{Deserialize, Serialize};

/// The most operations that are sent at once.
pub const MOST_AT_ONCE: usize = 500;
/// The most articles that are asked for at once.
pub const MOST_ARTICLES_AT_ONCE: usize = 100;
/// The most that operations sent at once may weigh as JSON, in bytes.
pub const LARGEST_PARCEL: usize = 512 * 1024;

/// What a device is told when it has sent what waits there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Synced {
    /// The number of the newest operation: what the device names next time.
    pub last: i64,
    /// What has come since the device asked last, in order, without what it has just sent.
    pub operations: Vec<Operation>,
    /// Everything, in place of the operations: for a device that has nothing yet, or asks from so
    /// long ago that the operations are gone or too many. It is to be merged.
    pub state: Option<ReadingLists>,
    /// What of the sent operations was not accepted. All others are confirmed.
    pub refused: Vec<Refused>,
    /// What the server's clock says, in milliseconds UTC: the device's is put right by it.
    pub now: i64,
}

/// An operation that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which one.
    pub id: OperationId,
    /// Why. [`Refusal::TooFarAhead`] is not for good: the device gives new times and sends again.
    pub refusal: Refusal,
}

/// An article as somebody's lists show it. The words are in the reader's language, the addresses in the
/// article's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedArticle {
    /// Its id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// The section it stands in.
    pub section: Link,
    /// Minutes of reading, at least 1, for sorting by length.
    pub minutes: i64,
    /// When it was published, milliseconds UTC, for sorting by date.
    pub published_at: i64,
    /// What a card shows.
    pub teaser: Teaser,
}

/// The articles that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Articles {
    /// Those that are published, in the order in which they were asked for.
    pub found: Vec<ListedArticle>,
    /// Those that have been withdrawn.
    pub withdrawn: Vec<i64>,
    /// Those that are not here.
    pub unknown: Vec<i64>,
}

/// A page of what the followed authors, sections and tags have brought, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedPage {
    /// The articles.
    pub articles: Vec<ListedArticle>,
    /// What to ask with for the next, older page.
    pub before: Option<String>,
}

/// A page of a list that somebody shares with everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedList {
    /// What stands for it in addresses.
    pub public_id: String,
    /// Its address.
    pub href: String,
    /// Its name; None for the list that everybody has until it is named.
    pub name: Option<String>,
    /// What it is about; may be empty.
    pub description: String,
    /// The name of whoever shares it.
    pub owner: String,
    /// How many articles are in it, those that have been withdrawn among them.
    pub count: usize,
    /// When it was changed last; None while nothing is in it.
    pub changed: Option<Moment>,
    /// The articles of this page, in the owner's order.
    pub articles: Vec<ListedArticle>,
    /// Where the next page begins, if there is one: the number of articles before it.
    pub next: Option<usize>,
    /// The address of its feed.
    pub feed: String,
}

/// A list's public address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicLink {
    /// What stands for the list in addresses.
    pub public_id: String,
    /// The whole address, in the language of whoever asks.
    pub url: String,
}

/// With whom a list is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    /// The list.
    pub list: ListId,
    /// Where everybody may read it.
    pub public: Option<PublicLink>,
    /// Whether it is the list of whoever asks; always so while nobody else edits it.
    pub is_own: bool,
    /// Who edits it, in the order in which they came; empty while nobody was invited.
    pub editors: Vec<ListEditor>,
    /// Links that invite to edit it, the newest first; only its owner sees them.
    pub invitations: Vec<Invitation>,
}

/// Somebody who edits a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEditor {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Whether it is their list.
    pub is_owner: bool,
}

/// A link by which people come to edit a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id, for withdrawing it.
    pub id: i64,
    /// When it was made.
    pub created: Moment,
    /// Until when it is good.
    pub expires: Moment,
    /// The link itself; only when it is made, nobody knows it afterwards.
    pub url: Option<String>,
}

/// An author, a section or a tag by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedTopic {
    /// Which it is.
    pub topic: Topic,
    /// Its language.
    pub language: Language,
    /// Its name, and the address of its page.
    pub link: Link,
}
