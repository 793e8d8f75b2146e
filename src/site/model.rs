//! What both sides know of the frame around a page.

use crate::{
    account::model::Visitor,
    article::model::{ArticlePage, Link, ListPage, Picture},
    correction::model::CorrectionsPage,
    front::model::FrontPage,
};
use serde::{Deserialize, Serialize};

/// Everything an address shows: the frame and the page in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageData {
    /// The frame.
    pub frame: Frame,
    /// What stands in it.
    pub page: Page,
}

/// The paper around a page, in the page's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Name of the paper.
    pub name: String,
    /// Today's date as the masthead prints it.
    pub date: String,
    /// The front page's address.
    pub front: String,
    /// The page's address with scheme and host, for the canonical link. Empty on a preview, which has none.
    pub canonical: String,
    /// The sections in the paper's order.
    pub sections: Vec<Link>,
    /// The paper's languages: where each leads from this page.
    pub languages: Vec<LanguageLink>,
    /// Who is responsible for the paper, as the law of the country asks to print it; lines.
    pub imprint: String,
    /// The address of the paper's feed in this language.
    pub feed: String,
    /// The address of its corrections.
    pub corrections: String,
    /// Which build of the client goes with the server that made this; empty where its files carry no hash.
    #[serde(default)]
    pub build: String,
    /// Who is signed in; only on pages that are made for one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor: Option<Visitor>,
}

/// The way to another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageLink {
    /// The language's code, for `lang` and `hreflang`.
    pub code: String,
    /// The language's own name for itself.
    pub name: String,
    /// The translation of this page, or the front page where it has none.
    pub href: String,
    /// Whether `href` is this very page in that language.
    pub translates: bool,
}

/// What stands in the frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    /// The front page.
    Front(FrontPage),
    /// A section, tag or author.
    List(ListPage),
    /// An article.
    Article(Box<ArticlePage>),
    /// What has been put right.
    Corrections(CorrectionsPage),
    /// That there is no network, and what can be read without one.
    Offline,
    /// A page of one person.
    Personal {
        /// Its title.
        title: String,
        /// [`Personal`](crate::account::model::Personal) as JSON: read by the part of the client that
        /// shows such pages, which is only loaded with one.
        data: String,
    },
    /// A page of somebody's reading lists.
    Lists {
        /// Its title.
        title: String,
        /// [`ListsPage`](crate::reading_list::page::ListsPage) as JSON: read by the part of the client
        /// that shows such pages, which is only loaded with one.
        data: String,
    },
    /// A list that somebody shares with everybody.
    SharedList(Box<SharedListPage>),
    /// A page of the newsroom, which brings its own frame.
    Desk {
        /// Its title.
        title: String,
        /// [`Desk`](crate::desk::model::Desk) as JSON: read by the part of the client that shows such
        /// pages, which is only loaded with one.
        data: String,
    },
}

/// A list that somebody shares with everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedListPage {
    /// Its name.
    pub title: String,
    /// What search engines and messengers show. The browser has no use for it.
    #[serde(skip)]
    pub description: String,
    /// The picture of its first article that has one, for the same.
    #[serde(skip)]
    pub picture: Option<Picture>,
    /// The address of its feed.
    #[serde(skip)]
    pub feed: String,
    /// [`ListsPage`](crate::reading_list::page::ListsPage) as JSON, as on pages of one's own lists.
    pub data: String,
}
