//! The pages of reading lists, as both sides know them.

use super::{
    choosing::{Choice, arrange},
    file::Outcome,
    model::{ListedArticle, NamedTopic, SharedList, Sharing},
};
use crate::{account::model::RefusedForm, article::model::Moment};
use percent_encoding::percent_decode_str;
use reading::{ArticleId, ListId, ListSummary, ReadingLists, Topic};
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
    /// `/{lang}/lists/following`
    Following(FollowingPage),
    /// `/{lang}/lists/feed`
    Feed(FeedPage),
    /// `/{lang}/lists/join?token=…`: an invitation to edit a list.
    Join {
        /// The token in the link.
        token: String,
    },
    /// `/{lang}/lists/files`
    Files(FilesPage),
    /// `/{lang}/list/{public-id}`
    Shared(Box<SharedList>),
    /// Any of one's own, made by the service worker while there is no network: the browser finds out
    /// from the address which it is.
    Away,
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

impl Content {
    /// What stands at an address (path and query) of one's own lists before anything is known of it.
    pub fn begin(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parameter = |name: &str| {
            let value = query.split('&').find_map(|pair| {
                let (known, value) = pair.split_once('=')?;
                (known == name).then(|| value.replace('+', " "))
            });
            percent_decode_str(&value.unwrap_or_default())
                .decode_utf8_lossy()
                .into_owned()
        };
        let choice = Choice::parse(parameter);
        match path.split('/').nth(3) {
            Some("history") => Self::History(HistoryPage {
                keeps_history: true,
                page: choice.page,
                ..HistoryPage::default()
            }),
            Some("files") => Self::Files(FilesPage { outcome: None }),
            Some("following") => Self::Following(FollowingPage::default()),
            Some("feed") => Self::Feed(FeedPage {
                before: Some(parameter("before")).filter(|before| !before.is_empty()),
                ..FeedPage::default()
            }),
            Some(id) => match id.parse() {
                Ok(list) => Self::One(Box::new(OneList::of(
                    &ReadingLists::default(),
                    list,
                    choice,
                    None,
                    |_| None,
                ))),
                Err(_) => Self::All(AllLists::default()),
            },
            None => Self::All(AllLists::default()),
        }
    }
}

/// What a reader follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowingPage {
    /// Authors first, then sections, then tags. None while only the browser knows.
    pub topics: Option<Vec<FollowedTopic>>,
}

/// An author, a section or a tag that is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedTopic {
    /// Which it is.
    pub topic: Topic,
    /// What it is called.
    pub name: TopicName,
}

/// What is known of a topic's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicName {
    /// Its name.
    Known(Box<NamedTopic>),
    /// It is not in the paper any more.
    Gone,
    /// The server could not be asked.
    Unknown,
}

/// What the followed topics have brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedPage {
    /// How many topics are followed. None while only the browser knows.
    pub followed: Option<usize>,
    /// The articles of this page, newest first.
    pub articles: Vec<ListedArticle>,
    /// When the reader looked at the feed last, in milliseconds UTC; None for never.
    pub seen: Option<i64>,
    /// Where this page begins, as the one before has said; None for the first.
    pub before: Option<String>,
    /// Where the next page begins, if there is one.
    pub older: Option<String>,
    /// Whether the server could not be asked.
    pub is_out_of_reach: bool,
}

impl FollowingPage {
    /// What is followed, with the names that are known. `is_asked`: the server has been, so that
    /// what has no name is gone.
    pub fn of(topics: &[Topic], names: &[NamedTopic], is_asked: bool) -> Self {
        let name = |topic: &Topic| match names.iter().find(|named| named.topic == *topic) {
            Some(named) => TopicName::Known(Box::new(named.clone())),
            None if is_asked => TopicName::Gone,
            None => TopicName::Unknown,
        };
        Self {
            topics: Some(
                topics
                    .iter()
                    .map(|topic| FollowedTopic {
                        topic: *topic,
                        name: name(topic),
                    })
                    .collect(),
            ),
        }
    }

    /// The names that are known.
    pub fn names(&self) -> Vec<NamedTopic> {
        self.topics
            .iter()
            .flatten()
            .filter_map(|followed| match &followed.name {
                TopicName::Known(named) => Some((**named).clone()),
                _ => None,
            })
            .collect()
    }
}

/// How many of these articles, newest first, are new since the feed was seen. Whoever has never seen it
/// has been nowhere to come back from: nothing is new to them.
pub fn count_new(articles: &[ListedArticle], seen: Option<i64>) -> usize {
    let Some(seen) = seen else {
        return 0;
    };
    articles
        .iter()
        .take_while(|article| article.published_at > seen)
        .count()
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

#[cfg(test)]
mod tests;
