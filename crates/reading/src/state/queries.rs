//! What the views ask.

use super::{ReadingLists, history::MOST_VISITS, list::List};
use crate::{ArticleId, ListId, Position, ReadingPlace, Topic, register::value};
use std::{cmp::Reverse, collections::BTreeSet};

/// The most articles that [`ReadingLists::history`] gives.
const LONGEST_HISTORY: usize = MOST_VISITS / 2;

/// A list among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSummary {
    /// Its id.
    pub id: ListId,
    /// Its name. None for [`ListId::LATER`] until the reader names it, and for a list whose naming
    /// has not arrived; the view has words for both.
    pub name: Option<String>,
    /// Its description; empty for none.
    pub description: String,
    /// How many articles are in it, those in the archive too.
    pub all: usize,
    /// How many of them are neither read nor in the archive.
    pub unread: usize,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The article.
    pub article: ArticleId,
    /// When it was saved, in milliseconds UTC.
    pub saved_at: i64,
    /// Its place in the order made by hand.
    pub position: Position,
    /// The reader's note; empty for none.
    pub note: String,
    /// Whether it is marked as read.
    pub is_read: bool,
    /// Whether it is in the archive.
    pub is_archived: bool,
    /// Where the reader stopped. None at the beginning.
    pub place: Option<ReadingPlace>,
}

/// An article in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visited {
    /// The article.
    pub article: ArticleId,
    /// When it was opened last, in milliseconds UTC.
    pub at: i64,
}

/// In which order a list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sorting {
    /// As the reader put it.
    #[default]
    Own,
    /// What was saved last comes first.
    NewestSaved,
    /// What was saved first comes first.
    OldestSaved,
}

/// Which articles of a list are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Neither read nor in the archive.
    Unread,
    /// Read and not in the archive.
    Read,
    /// In the archive.
    Archived,
    /// Everything.
    #[default]
    All,
}

impl ReadingLists {
    /// The lists in the reader's order: those not yet ordered come first, the default one before
    /// all of them.
    #[must_use]
    pub fn lists(&self) -> Vec<ListSummary> {
        self.list_order()
            .into_iter()
            .map(|(_, id)| {
                let list = self.live(id);
                let text = |text: Option<&String>| text.cloned().unwrap_or_default();
                ListSummary {
                    id,
                    name: list.and_then(|list| value(&list.name)).cloned(),
                    description: text(list.and_then(|list| value(&list.description))),
                    all: list.map_or(0, |list| list.saved().count()),
                    unread: list.map_or(0, |list| {
                        list.saved()
                            .filter(|article| self.is_shown(*article, Filter::Unread))
                            .count()
                    }),
                }
            })
            .collect()
    }

    /// Whether the list is there. The default one always is.
    #[must_use]
    pub fn has_list(&self, list: ListId) -> bool {
        list == ListId::LATER || self.live(list).is_some()
    }

    /// The articles of a list; none of a list that is not there.
    #[must_use]
    pub fn articles(&self, list: ListId, sorting: Sorting, filter: Filter) -> Vec<Entry> {
        let mut entries: Vec<_> = self.entries(list, filter).collect();
        match sorting {
            Sorting::Own => entries.sort_by(|one, other| {
                (&one.position, one.article).cmp(&(&other.position, other.article))
            }),
            Sorting::NewestSaved => {
                entries.sort_by_key(|entry| Reverse((entry.saved_at, entry.article)));
            }
            Sorting::OldestSaved => entries.sort_by_key(|entry| (entry.saved_at, entry.article)),
        }
        entries
    }

    /// The article in this list, if it is there.
    #[must_use]
    pub fn entry(&self, list: ListId, article: ArticleId) -> Option<Entry> {
        let (position, saved_at) = self.live(list)?.articles.get(&article)?.saved()?;
        Some(self.entry_at(article, position, saved_at))
    }

    /// The lists that the article is in.
    #[must_use]
    pub fn lists_of(&self, article: ArticleId) -> Vec<ListId> {
        self.live_lists()
            .filter(|(_, list)| list.has(article))
            .map(|(id, _)| id)
            .collect()
    }

    /// Whether the article is in any list.
    #[must_use]
    pub fn is_saved(&self, article: ArticleId) -> bool {
        self.live_lists().any(|(_, list)| list.has(article))
    }

    /// How many different articles wait to be read: saved, not read, not in the archive.
    #[must_use]
    pub fn saved_count(&self) -> usize {
        self.saved_articles()
            .into_iter()
            .filter(|article| self.is_shown(*article, Filter::Unread))
            .count()
    }

    /// Every article that is in any list, once.
    #[must_use]
    pub fn saved_articles(&self) -> BTreeSet<ArticleId> {
        self.live_lists()
            .flat_map(|(_, list)| list.saved())
            .collect()
    }

    /// The reader's note to an article; empty for none.
    #[must_use]
    pub fn note(&self, article: ArticleId) -> &str {
        let found = self.articles.get(&article);
        found
            .and_then(|found| value(&found.note))
            .map_or("", String::as_str)
    }

    /// Whether the article is marked as read, saved or not.
    #[must_use]
    pub fn is_read(&self, article: ArticleId) -> bool {
        let found = self.articles.get(&article);
        found.and_then(|found| value(&found.is_read)) == Some(&true)
    }

    /// Whether the article is in the archive.
    #[must_use]
    pub fn is_archived(&self, article: ArticleId) -> bool {
        let found = self.articles.get(&article);
        found.and_then(|found| value(&found.is_archived)) == Some(&true)
    }

    /// Where the reader stopped in the article, saved or not. None at the beginning, and when it was
    /// longer ago than in 5,000 other articles.
    #[must_use]
    pub fn place(&self, article: ArticleId) -> Option<ReadingPlace> {
        self.places.get(article).filter(|place| !place.is_start())
    }

    /// What was opened, the latest first, each article once, the last thousand.
    #[must_use]
    pub fn history(&self) -> Vec<Visited> {
        self.history
            .shown()
            .take(LONGEST_HISTORY)
            .map(|(stamp, article)| Visited {
                article,
                at: stamp.time.wall,
            })
            .collect()
    }

    /// Whether what is opened comes into the history. It does until the reader says otherwise.
    #[must_use]
    pub fn keeps_history(&self) -> bool {
        self.history.is_kept()
    }

    /// What the reader follows, authors before sections before tags.
    #[must_use]
    pub fn followed(&self) -> Vec<Topic> {
        self.topics
            .iter()
            .filter(|(_, is_followed)| is_followed.value)
            .map(|(topic, _)| *topic)
            .collect()
    }

    /// Whether the reader follows this.
    #[must_use]
    pub fn follows(&self, topic: Topic) -> bool {
        self.topics.get(&topic).is_some_and(|is| is.value)
    }

    /// When the reader last looked at what the followed topics brought, in milliseconds UTC.
    #[must_use]
    pub fn feed_seen(&self) -> Option<i64> {
        self.feed_seen.map(|stamp| stamp.time.wall)
    }

    pub(super) fn live_lists(&self) -> impl Iterator<Item = (ListId, &List)> {
        self.lists
            .iter()
            .filter(|(id, list)| **id == ListId::LATER || list.is_live())
            .map(|(id, list)| (*id, list))
    }

    /// The lists in order, with their positions if they have any.
    pub(super) fn list_order(&self) -> Vec<(Option<Position>, ListId)> {
        let mut order: Vec<_> = self
            .live_lists()
            .map(|(id, list)| (value(&list.position).cloned(), id))
            .collect();
        if !self.lists.contains_key(&ListId::LATER) {
            order.push((None, ListId::LATER));
        }
        // The id of the default list is the smallest of all.
        order.sort();
        order
    }

    fn entries(&self, list: ListId, filter: Filter) -> impl Iterator<Item = Entry> {
        self.live(list)
            .into_iter()
            .flat_map(|list| &list.articles)
            .filter(move |(article, _)| self.is_shown(**article, filter))
            .filter_map(|(article, place)| {
                let (position, saved_at) = place.saved()?;
                Some(self.entry_at(*article, position, saved_at))
            })
    }

    fn entry_at(&self, article: ArticleId, position: &Position, saved_at: i64) -> Entry {
        Entry {
            article,
            saved_at,
            position: position.clone(),
            note: self.note(article).to_owned(),
            is_read: self.is_read(article),
            is_archived: self.is_archived(article),
            place: self.place(article),
        }
    }

    fn is_shown(&self, article: ArticleId, filter: Filter) -> bool {
        match filter {
            Filter::All => true,
            Filter::Archived => self.is_archived(article),
            Filter::Read => self.is_read(article) && !self.is_archived(article),
            Filter::Unread => !self.is_read(article) && !self.is_archived(article),
        }
    }
}

impl List {
    pub(super) fn has(&self, article: ArticleId) -> bool {
        let place = self.articles.get(&article);
        place.is_some_and(|place| place.saved().is_some())
    }

    pub(super) fn saved(&self) -> impl Iterator<Item = ArticleId> {
        self.articles
            .iter()
            .filter(|(_, place)| place.saved().is_some())
            .map(|(article, _)| *article)
    }
}
