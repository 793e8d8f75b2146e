//! Changes that put articles and lists into places.

use super::{Filter, ReadingLists, Sorting};
use crate::{ArticleId, Change, ListId, Position};

impl ReadingLists {
    /// Saves the article before all others of the list. None if there is no place for it, which
    /// takes a history made to use them up.
    #[must_use]
    pub fn save_first(&self, list: ListId, article: ArticleId) -> Option<Change> {
        let (first, _) = self.ends(list);
        Some(Change::Save {
            list,
            article,
            position: Position::between(None, first.as_ref(), article)?,
            saved_at: None,
        })
    }

    /// Saves the article behind all others of the list. None as for [`ReadingLists::save_first`].
    #[must_use]
    pub fn save_last(&self, list: ListId, article: ArticleId) -> Option<Change> {
        let (_, last) = self.ends(list);
        Some(Change::Save {
            list,
            article,
            position: Position::between(last.as_ref(), None, article)?,
            saved_at: None,
        })
    }

    /// Saves many articles behind all others of the list, in their order. Each comes with the time
    /// of its first saving, if that is known.
    #[must_use]
    pub fn save_many(&self, list: ListId, articles: &[(ArticleId, Option<i64>)]) -> Vec<Change> {
        let (_, last) = self.ends(list);
        let ids: Vec<_> = articles.iter().map(|(article, _)| *article).collect();
        Position::many(last.as_ref(), None, &ids)
            .into_iter()
            .zip(articles)
            .map(|(position, (article, saved_at))| Change::Save {
                list,
                article: *article,
                position,
                saved_at: *saved_at,
            })
            .collect()
    }

    /// Moves the article before the one above it. None if it is the first, or not in the list.
    ///
    /// Above means above among those that the filter lets through, in the order made by hand: where
    /// only a part is seen the article must pass what is seen.
    #[must_use]
    pub fn move_up(&self, list: ListId, article: ArticleId, filter: Filter) -> Option<Change> {
        let seen = self.articles(list, Sorting::Own, filter);
        let index = seen.iter().position(|entry| entry.article == article)?;
        let above = seen[index.checked_sub(1)?].article;
        self.move_beside(list, article, above, Side::Before)
    }

    /// Moves the article behind the one below it; see [`ReadingLists::move_up`].
    #[must_use]
    pub fn move_down(&self, list: ListId, article: ArticleId, filter: Filter) -> Option<Change> {
        let seen = self.articles(list, Sorting::Own, filter);
        let index = seen.iter().position(|entry| entry.article == article)?;
        let below = seen.get(index + 1)?.article;
        self.move_beside(list, article, below, Side::Behind)
    }

    /// Moves the article so that it is at `index` (from 0) among those that the filter lets through.
    /// None if it is there already, or not in the list; an index behind the end is the end.
    #[must_use]
    pub fn move_to(
        &self,
        list: ListId,
        article: ArticleId,
        index: usize,
        filter: Filter,
    ) -> Option<Change> {
        let seen = self.articles(list, Sorting::Own, filter);
        let from = seen.iter().position(|entry| entry.article == article)?;
        let to = index.min(seen.len() - 1);
        let side = match to.cmp(&from) {
            std::cmp::Ordering::Less => Side::Before,
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => Side::Behind,
        };
        self.move_beside(list, article, seen[to].article, side)
    }

    /// The changes that make a new list, behind all others.
    #[must_use]
    pub fn make_list(&self, list: ListId, name: String) -> Vec<Change> {
        let order = self.list_order();
        let last = order.last().and_then(|(position, _)| position.as_ref());
        let mut changes = vec![Change::NameList { list, name }];
        if let Some(position) = Position::between_lists(last, None) {
            changes.push(Change::OrderLists { list, position });
        }
        changes
    }

    /// The changes that put a list at `index` (from 0) among the lists. Usually one; more if lists
    /// above it have no place of their own yet. Empty if it is there already, or there is no such
    /// list.
    #[must_use]
    pub fn move_list_to(&self, list: ListId, index: usize) -> Vec<Change> {
        let mut order = self.list_order();
        let Some(from) = order.iter().position(|(_, id)| *id == list) else {
            return Vec::new();
        };
        let to = index.min(order.len() - 1);
        if to == from {
            return Vec::new();
        }
        let moved = order.remove(from);
        order.insert(to, moved);
        let order_one = |id, position| Change::OrderLists { list: id, position };
        let after = to.checked_sub(1).map(|above| order[above].0.as_ref());
        let before = order.get(to + 1).map(|(position, _)| position.as_ref());
        // A neighbour without a position, or two with the same one: there is nothing between them.
        let between = match (after, before) {
            (Some(None), _) | (_, Some(None)) => None,
            (after, before) => Position::between_lists(after.flatten(), before.flatten()),
        };
        if let Some(position) = between {
            return vec![order_one(list, position)];
        }
        let mut last = None;
        let mut changes = Vec::with_capacity(order.len());
        for (_, id) in order {
            let Some(position) = Position::between_lists(last.as_ref(), None) else {
                return Vec::new();
            };
            changes.push(order_one(id, position.clone()));
            last = Some(position);
        }
        changes
    }

    /// The positions of the first and the last article, those in the archive too.
    fn ends(&self, list: ListId) -> (Option<Position>, Option<Position>) {
        let positions = || {
            let places = self
                .live(list)
                .into_iter()
                .flat_map(|list| list.articles.values());
            places
                .filter_map(|place| place.saved())
                .map(|(position, _)| position)
        };
        (positions().min().cloned(), positions().max().cloned())
    }

    /// Puts an article directly before or behind another one, which may be seen while what lies
    /// between them is not.
    fn move_beside(
        &self,
        list: ListId,
        article: ArticleId,
        other: ArticleId,
        side: Side,
    ) -> Option<Change> {
        let all: Vec<_> = self
            .articles(list, Sorting::Own, Filter::All)
            .into_iter()
            .filter(|entry| entry.article != article)
            .map(|entry| entry.position)
            .collect();
        let anchor = self.entry(list, other)?.position;
        // Two devices can give two articles the same position only in an import. Between the two
        // there is no place; the nearest is beside both.
        let (after, before) = match side {
            Side::Before => (
                all.iter().rfind(|position| **position < anchor),
                Some(&anchor),
            ),
            Side::Behind => (
                Some(&anchor),
                all.iter().find(|position| **position > anchor),
            ),
        };
        Some(Change::Move {
            list,
            article,
            position: Position::between(after, before, article)?,
        })
    }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
}
