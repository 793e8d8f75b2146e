//! All that one reader keeps, and the merge.

mod apply;
mod article;
mod check;
mod history;
mod json;
mod list;
mod moving;
mod operations;
mod places;
mod queries;
#[cfg(test)]
mod tests;
mod undo;

use crate::{ArticleId, ListId, Topic, UnknownChange, operation::Stamp, register::Register};
use article::Article;
use history::History;
pub use json::StateError;
use list::List;
use places::Places;
pub use queries::{Entry, Filter, ListSummary, Sorting, Visited};
use std::collections::BTreeMap;

/// All that one reader keeps: lists, notes, places, history, what they follow.
///
/// It is what remains of all operations ever made, in whatever order they came and however often:
/// of each thing that can be set the operation that set it last. So two states can be put together,
/// and a state can be turned into operations again.
///
/// - A list is gone while its deletion is later than everything done in it; what was done later on
///   another device brings it back with all its articles. [`ListId::LATER`] is always there.
/// - An article saved twice is in a list once, where it was put last.
/// - Notes, marks and places belong to the article: they are the same in all its lists and are
///   still there when it is saved again.
/// - Reaching the end of an article does not mark it as read.
///
/// ```
/// use reading::{ArticleId, Clock, DeviceId, Filter, ListId, OperationId, Operation, ReadingLists, Sorting};
///
/// let article = ArticleId::new(7)?;
/// let mut clock = Clock::new(DeviceId::from_random([1; 16]));
/// let mut lists = ReadingLists::default();
/// let change = lists.save_first(ListId::LATER, article).ok_or("no place")?;
/// let id = OperationId::from_random([2; 16]);
/// lists.apply(&Operation { id, time: clock.issue(1_000), change });
/// let entries = lists.articles(ListId::LATER, Sorting::Own, Filter::Unread);
/// assert_eq!(entries[0].article, article);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingLists {
    lists: BTreeMap<ListId, List>,
    articles: BTreeMap<ArticleId, Article>,
    places: Places,
    history: History,
    topics: BTreeMap<Topic, Register<bool>>,
    feed_seen: Option<Stamp>,
    unknown: BTreeMap<Stamp, UnknownChange>,
}

impl ReadingLists {
    /// Whether the list is there: not deleted, or used again since.
    fn live(&self, list: ListId) -> Option<&List> {
        self.lists
            .get(&list)
            .filter(|found| list == ListId::LATER || found.is_live())
    }
}
