//! The same rules once more, as simply as can be: all operations are known and are gone through from
//! the oldest to the newest. Slow, and only possible afterwards; but easy to see to be right.

use reading::{
    ArticleId, Change, Filter, ListId, Operation, Position, ReadingLists, ReadingPlace, Sorting,
    Topic,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a reader sees of their lists.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub lists: BTreeMap<ListId, SeenList>,
    pub notes: BTreeMap<ArticleId, String>,
    pub read: BTreeSet<ArticleId>,
    pub archived: BTreeSet<ArticleId>,
    pub places: BTreeMap<ArticleId, ReadingPlace>,
    pub history: Vec<(ArticleId, i64)>,
    pub keeps_history: bool,
    pub followed: BTreeSet<Topic>,
    pub feed_seen: Option<i64>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct SeenList {
    pub name: Option<String>,
    pub description: String,
    pub articles: BTreeMap<ArticleId, (Position, i64)>,
    is_deleted: bool,
}

pub fn go_through(operations: &[Operation]) -> Seen {
    let mut sorted: Vec<_> = operations.iter().collect();
    sorted.sort_by_key(|operation| (operation.time, operation.id));
    let mut seen = Seen {
        keeps_history: true,
        ..Seen::default()
    };
    seen.lists.insert(ListId::LATER, SeenList::default());
    for operation in sorted {
        seen.take(operation);
    }
    seen.lists.retain(|_, list| !list.is_deleted);
    seen.notes.retain(|_, note| !note.is_empty());
    seen.places.retain(|_, place| !place.is_start());
    seen.history.reverse();
    seen
}

impl Seen {
    fn take(&mut self, operation: &Operation) {
        let wall = operation.time.wall;
        if let Change::DeleteList { list } = &operation.change {
            if *list != ListId::LATER {
                self.lists.entry(*list).or_default().is_deleted = true;
            }
            return;
        }
        if let Some(id) = operation.change.list() {
            let list = self.lists.entry(id).or_default();
            list.is_deleted = false;
            list.take(&operation.change, wall);
            return;
        }
        match operation.change.clone() {
            Change::Note { article, text } => drop(self.notes.insert(article, text)),
            Change::MarkRead {
                article,
                is_read: true,
            } => drop(self.read.insert(article)),
            Change::MarkRead { article, .. } => drop(self.read.remove(&article)),
            Change::Archive {
                article,
                is_archived: true,
            } => drop(self.archived.insert(article)),
            Change::Archive { article, .. } => drop(self.archived.remove(&article)),
            Change::Reach { article, place } => drop(self.places.insert(article, place)),
            Change::Visit { article } if self.keeps_history => {
                self.history.retain(|(other, _)| *other != article);
                self.history.push((article, wall));
            }
            Change::Forget { article } => self.history.retain(|(other, _)| *other != article),
            Change::ClearHistory => self.history.clear(),
            Change::KeepHistory { is_kept } => self.keeps_history = is_kept,
            Change::Follow { topic } => drop(self.followed.insert(topic)),
            Change::Unfollow { topic } => drop(self.followed.remove(&topic)),
            Change::SeeFeed => self.feed_seen = Some(wall),
            _ => {}
        }
    }
}

impl SeenList {
    fn take(&mut self, change: &Change, wall: i64) {
        match change.clone() {
            Change::NameList { name, .. } => self.name = Some(name),
            Change::DescribeList { text, .. } => self.description = text,
            Change::Save {
                article,
                position,
                saved_at,
                ..
            } => {
                self.articles
                    .insert(article, (position, saved_at.unwrap_or(wall)));
            }
            Change::Remove { article, .. } => drop(self.articles.remove(&article)),
            Change::Move {
                article, position, ..
            } => {
                if let Some(found) = self.articles.get_mut(&article) {
                    found.0 = position;
                }
            }
            _ => {}
        }
    }
}

/// The same of a state.
pub fn see(state: &ReadingLists) -> Seen {
    let mut seen = Seen {
        keeps_history: state.keeps_history(),
        followed: state.followed().into_iter().collect(),
        feed_seen: state.feed_seen(),
        ..Seen::default()
    };
    for summary in state.lists() {
        let entries = state.articles(summary.id, Sorting::Own, Filter::All);
        assert_eq!(summary.all, entries.len());
        let unread = state.articles(summary.id, Sorting::NewestSaved, Filter::Unread);
        assert_eq!(summary.unread, unread.len());
        let articles = entries
            .iter()
            .map(|entry| (entry.article, (entry.position.clone(), entry.saved_at)))
            .collect();
        let list = SeenList {
            name: summary.name,
            description: summary.description,
            articles,
            is_deleted: false,
        };
        assert!(
            seen.lists.insert(summary.id, list).is_none(),
            "a list is there twice"
        );
    }
    for article in (1..7).map(super::histories::article) {
        let lists: Vec<_> = seen
            .lists
            .iter()
            .filter(|(_, list)| list.articles.contains_key(&article))
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(state.lists_of(article), lists);
        assert_eq!(state.is_saved(article), !lists.is_empty());
        if !state.note(article).is_empty() {
            seen.notes.insert(article, state.note(article).to_owned());
        }
        if state.is_read(article) {
            seen.read.insert(article);
        }
        if state.is_archived(article) {
            seen.archived.insert(article);
        }
        seen.places
            .extend(state.place(article).map(|place| (article, place)));
    }
    let history = state.history();
    seen.history = history
        .iter()
        .map(|visited| (visited.article, visited.at))
        .collect();
    seen
}
