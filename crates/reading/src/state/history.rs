//! What was read when, and the reader's say in it.

use crate::{ArticleId, operation::Stamp};
use std::collections::{BTreeMap, BTreeSet};

/// The most visits that are kept; older ones go first.
pub(super) const MOST_VISITS: usize = 2_000;
/// The most switchings on and off that are kept.
const MOST_SWITCHES: usize = 100;

/// Visits, and what hides them.
///
/// All parts are sets of which only the newest are kept, so the order in which they are filled
/// makes no difference. Whether a visit shows is decided when one looks, since what hides it may
/// come before or after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    pub(super) visits: BTreeSet<(Stamp, ArticleId)>,
    pub(super) forgotten: BTreeMap<ArticleId, Stamp>,
    pub(super) cleared: Option<Stamp>,
    pub(super) switches: BTreeSet<(Stamp, bool)>,
}

impl History {
    pub(super) fn visit(&mut self, stamp: Stamp, article: ArticleId) -> bool {
        if Some(stamp) <= self.cleared {
            return false;
        }
        add(&mut self.visits, (stamp, article), MOST_VISITS)
    }

    pub(super) fn forget(&mut self, stamp: Stamp, article: ArticleId) -> bool {
        if Some(stamp) <= self.cleared || self.forgotten.get(&article) >= Some(&stamp) {
            return false;
        }
        // The visits themselves stay: taking them out here would make room for older ones that
        // another device has thrown away already.
        self.forgotten.insert(article, stamp);
        true
    }

    pub(super) fn clear(&mut self, stamp: Stamp) -> bool {
        if Some(stamp) <= self.cleared {
            return false;
        }
        self.cleared = Some(stamp);
        // Cleared means gone, not only out of sight.
        self.visits.retain(|(visit, _)| *visit > stamp);
        self.forgotten.retain(|_, forgotten| *forgotten > stamp);
        true
    }

    pub(super) fn switch(&mut self, stamp: Stamp, is_kept: bool) -> bool {
        add(&mut self.switches, (stamp, is_kept), MOST_SWITCHES)
    }

    /// Whether visits were kept at this moment: what the last switching before it said.
    pub(super) fn is_kept_at(&self, stamp: Stamp) -> bool {
        match self.switches.range(..(stamp, false)).next_back() {
            Some((_, is_kept)) => *is_kept,
            // Nobody knows what the switchings that were thrown away said. Better hide too much.
            None => self.switches.len() < MOST_SWITCHES,
        }
    }

    /// Whether visits are kept from now on.
    pub(super) fn is_kept(&self) -> bool {
        self.switches.last().is_none_or(|(_, is_kept)| *is_kept)
    }

    /// The last visit of each article that may be shown, the newest first.
    pub(super) fn shown(&self) -> impl Iterator<Item = (Stamp, ArticleId)> {
        let mut seen = BTreeSet::new();
        self.visits
            .iter()
            .rev()
            .filter(|(stamp, article)| self.forgotten.get(article) < Some(stamp))
            .filter(|(stamp, _)| self.is_kept_at(*stamp))
            .filter(move |(_, article)| seen.insert(*article))
            .copied()
    }
}

/// Adds to a set of which only the greatest are kept. Whether the set is another one after that.
fn add<T: Ord + Copy>(set: &mut BTreeSet<T>, new: T, most: usize) -> bool {
    if !set.insert(new) {
        return false;
    }
    if set.len() <= most {
        return true;
    }
    set.pop_first() != Some(new)
}
