//! Where the reader stopped in each article.

use crate::{
    ArticleId, MOST_ARTICLES, ReadingPlace,
    operation::Stamp,
    register::{Register, set},
};
use std::collections::{BTreeMap, BTreeSet};

/// The most places that are kept; those reached longest ago go first. Every article that is opened
/// gets one, saved or not, so there would be no end to them.
pub(super) const MOST_PLACES: usize = MOST_ARTICLES;

/// The last place in each of the articles that were read last.
///
/// Only the newest are kept, so the order in which they come makes no difference: what was thrown
/// away for being old would be older still than what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    places: BTreeMap<ArticleId, Option<Register<ReadingPlace>>>,
    /// The same by time.
    order: BTreeSet<(Stamp, ArticleId)>,
}

impl Places {
    pub(super) fn reach(&mut self, stamp: Stamp, article: ArticleId, place: ReadingPlace) -> bool {
        let register = self.places.entry(article).or_default();
        let before = register.as_ref().map(|register| register.stamp);
        if !set(register, stamp, place) {
            return false;
        }
        if let Some(before) = before {
            self.order.remove(&(before, article));
        }
        self.order.insert((stamp, article));
        if self.order.len() <= MOST_PLACES {
            return true;
        }
        let Some((_, oldest)) = self.order.pop_first() else {
            return true;
        };
        self.places.remove(&oldest);
        oldest != article
    }

    pub(super) fn get(&self, article: ArticleId) -> Option<ReadingPlace> {
        let register = self.places.get(&article)?.as_ref()?;
        Some(register.value)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (ArticleId, Stamp, ReadingPlace)> {
        self.places.iter().filter_map(|(article, register)| {
            let register = register.as_ref()?;
            Some((*article, register.stamp, register.value))
        })
    }
}
