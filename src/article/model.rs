//! What both sides know of articles. Everything here is ready to be shown: addresses, dates and
//! counted words are made on the server, so that the client needs no calendar and no plural rules
//! and cannot differ from the page it takes over.

use crate::correction::model::Correction;
use reading::Topic;
use serde::{Deserialize, Serialize};

/// A name that leads somewhere on this site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words shown.
    pub name: String,
    /// The address, beginning with `/`.
    pub href: String,
}

/// A moment in the paper's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339 with the zone's offset, for `<time datetime>`.
    pub iso: String,
    /// As papers of the page's language print it.
    pub words: String,
}

/// An author as printed in a byline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Given name or initials; a guest or a desk without surname has all of its name here.
    pub given_name: String,
    /// Surname in ordinary letters: the style sheet prints it in capitals, as these papers do.
    pub surname: String,
    /// The author's page.
    pub href: String,
}

/// A picture with what is needed to show it without layout shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Address of the file.
    pub src: String,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// Width of the file in pixels.
    pub width: u32,
    /// Height of the file in pixels.
    pub height: u32,
    /// The line under it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
}

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teaser {
    /// The article's id.
    pub id: i64,
    /// The article's address.
    pub href: String,
    /// The rubric above the headline.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The standfirst, or the beginning of the text where there is none.
    pub standfirst: String,
    /// The lead picture.
    pub picture: Option<Picture>,
    /// When it was published.
    pub published: Moment,
    /// «4 мин оқу» in the page's language.
    pub reading_time: String,
    /// «12 пікір» in the page's language; empty where there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comments: String,
    /// The authors in order; empty in lists that do not print them.
    pub authors: Vec<Author>,
}

/// An article's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticlePage {
    /// The article's id; None for a preview, which cannot be saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The section it stands in.
    pub section: Link,
    /// The rubric above the headline.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// What search engines and messengers show; may be empty. The browser has no use for it.
    #[serde(skip)]
    pub description: String,
    /// The authors in order.
    pub authors: Vec<Author>,
    /// When it was published.
    pub published: Moment,
    /// When it was changed in a way that readers should know of.
    pub updated: Option<Moment>,
    /// «4 мин оқу» in the page's language.
    pub reading_time: String,
    /// The lead picture.
    pub picture: Option<Picture>,
    /// The body as HTML, made from the stored tree on the server and safe by construction.
    pub body: String,
    /// What was wrong in it and has been put right, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The tags in order.
    pub tags: Vec<Link>,
    /// Where the address can be sent; not that of a preview.
    pub share: Option<Share>,
    /// «12 пікір» in the page's language; empty where there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment_count: String,
    /// The comments as HTML, made on the server; empty on a preview, which has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comments: String,
    /// Whether it is another page of the comments than the first: search engines are not to keep it. The
    /// browser has no use for it.
    #[serde(skip)]
    pub is_part_of_thread: bool,
    /// Six other articles: same tags first, then the same section, then the latest.
    pub others: Vec<Teaser>,
}

/// Addresses for passing the article on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The article's absolute address.
    pub url: String,
    /// Telegram's page for sending it.
    pub telegram: String,
    /// WhatsApp's page for sending it.
    pub whatsapp: String,
}

/// A list of articles: of a section, a tag or an author, a page at a time, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage {
    /// What is followed by following it.
    pub topic: Topic,
    /// The page's heading.
    pub heading: Heading,
    /// A sentence about the section or the author; may be empty.
    pub about: String,
    /// The articles of this page.
    pub teasers: Vec<Teaser>,
    /// The address of the next, older page.
    pub older: Option<String>,
    /// The address of the list's first page, on every page but that one.
    pub newest: Option<String>,
    /// The feed of this list, where it has one.
    pub feed: Option<String>,
}

/// What a list is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Heading {
    /// A section, by its name.
    Section(String),
    /// A tag, by its name.
    Tag(String),
    /// An author.
    Author(Author),
}
