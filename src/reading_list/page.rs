//! The pages of reading lists, as both sides know them.

use super::{
    choosing::{Choice, arrange},
    file::Outcome,
    model::{ListedArticle, SharedList, Sharing},
};
use crate::{account::model::RefusedForm, article::model::Moment};
use reading::{ArticleId, ListId, ListSummary, ReadingLists};
use serde::{Deserialize, Serialize};

/// A page of reading lists: what [`Page::Lists`](crate::site::model::Page::Lists) and
/// [`Page::SharedList`](crate::site::model::Page::SharedList) bring as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListsPage {
    /// Its address with its query: where its forms are sent and lead back to.
    pub here: String,
    /// Whether somebody is signed in; no on pages that are the same for everybody.
    pub is_signed_in: bool,
    /// A form that was sent without scripts and not taken.
    pub refused: Option<RefusedForm>,
    /// What stands on it.
    pub content: Content,
}

/// What stands on such a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// `/{lang}/lists`
    All(AllLists),
    /// `/{lang}/lists/{list-id}`
    One(Box<OneList>),
    /// `/{lang}/lists/history`
    History(HistoryPage),
    /// `/{lang}/lists/join?token=…`: an invitation to edit a list.
    Join {
        /// The token in the link.
        token: String,
    },
    /// `/{lang}/lists/files`
    Files(FilesPage),
    /// `/{lang}/list/{public-id}`
    Shared(Box<SharedList>),
}

/// All lists of a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllLists {
    /// The lists in the reader's order.
    pub lists: Vec<ListCard>,
    /// Whether what is opened comes into the history.
    pub keeps_history: bool,
    /// How many articles are in the history.
    pub visited: usize,
    /// How many authors, sections and tags are followed.
    pub followed: usize,
}

/// A list among the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCard {
    /// Its id.
    pub id: ListId,
    /// Its name; None for the list that everybody has until it is named.
    pub name: Option<String>,
    /// What it is about; may be empty.
    pub description: String,
    /// How many articles are in it.
    pub all: usize,
    /// How many of them are neither read nor in the archive.
    pub unread: usize,
}

impl From<ListSummary> for ListCard {
    fn from(summary: ListSummary) -> Self {
        Self {
            id: summary.id,
            name: summary.name,
            description: summary.description,
            all: summary.all,
            unread: summary.unread,
        }
    }
}

/// A page of one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneList {
    /// The list.
    pub card: ListCard,
    /// What of it is shown, and how.
    pub choice: Choice,
    /// The articles of this page.
    pub entries: Vec<ListedEntry>,
    /// How many articles the choice lets through, on all pages.
    pub matching: usize,
    /// The reader's other lists.
    pub others: Vec<ListCard>,
    /// With whom it is shared; None where it is shared with nobody, or nobody is signed in.
    pub sharing: Option<Sharing>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedEntry {
    /// Its id.
    pub article: i64,
    /// What a card shows; None for one that is not in the paper any more.
    pub listed: Option<ListedArticle>,
    /// The reader's note; may be empty.
    pub note: String,
    /// Whether it is marked as read.
    pub is_read: bool,
    /// Whether it is in the archive.
    pub is_archived: bool,
    /// How much of it lies above where the reader stopped, in per cent; None at the beginning.
    pub reached: Option<u16>,
}

/// Taking lists out as files and bringing them in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesPage {
    /// What became of the file that was brought in; None before.
    pub outcome: Option<Outcome>,
}

/// What was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// Whether what is opened is kept.
    pub keeps_history: bool,
    /// The articles of this page, the latest opened first.
    pub visits: Vec<VisitedArticle>,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// An article that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitedArticle {
    /// Its id.
    pub article: i64,
    /// What a card shows; None for one that is not in the paper any more.
    pub listed: Option<ListedArticle>,
    /// When it was opened last.
    pub opened: Moment,
}

impl AllLists {
    /// All lists of a reader.
    pub fn of(lists: &ReadingLists) -> Self {
        Self {
            lists: lists.lists().into_iter().map(ListCard::from).collect(),
            keeps_history: lists.keeps_history(),
            visited: lists.history().len(),
            followed: lists.followed().len(),
        }
    }
}

impl OneList {
    /// A page of a list; one that is not there is empty. `find` gives an article, None for one that is
    /// not in the paper any more.
    pub fn of<'a>(
        lists: &ReadingLists,
        list: ListId,
        choice: Choice,
        sharing: Option<Sharing>,
        find: impl Fn(ArticleId) -> Option<&'a ListedArticle>,
    ) -> Self {
        let arranged = arrange(lists, list, &choice, find);
        let (own, others): (Vec<_>, Vec<_>) = lists
            .lists()
            .into_iter()
            .map(ListCard::from)
            .partition(|card| card.id == list);
        Self {
            card: own.into_iter().next().unwrap_or_else(|| ListCard {
                id: list,
                name: None,
                description: String::new(),
                all: 0,
                unread: 0,
            }),
            choice: Choice {
                page: arranged.page,
                ..choice
            },
            entries: arranged.entries,
            matching: arranged.matching,
            others,
            sharing,
        }
    }
}
