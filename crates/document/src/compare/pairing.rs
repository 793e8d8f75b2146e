use super::{Change, Profile};
use crate::Block;
use std::collections::HashMap;

/// How many words are looked at in one comparison when alike blocks are sought. Ten thousand words
/// with all their paragraphs changed need less.
const MAX_STEPS: usize = 1_000_000;

/// Of the blocks that each change removes and adds, those that are forms of one another: pairs of
/// indexes, in order in both sequences, so that as many words as possible are in pairs.
pub(crate) fn pair(
    before: &[Block],
    after: &[Block],
    changes: &[Change],
) -> Vec<Vec<(usize, usize)>> {
    let mut numbers = HashMap::new();
    let profiles: Vec<_> = changes
        .iter()
        .map(|change| {
            if change.before.is_empty() || change.after.is_empty() {
                return (Vec::new(), Vec::new());
            }
            (
                Profile::of_blocks(&before[change.before.clone()], &mut numbers),
                Profile::of_blocks(&after[change.after.clone()], &mut numbers),
            )
        })
        .collect();
    let weight: usize = profiles
        .iter()
        .flat_map(|(removed, added)| removed.iter().chain(added))
        .map(Profile::weight)
        .sum();
    // Every block is compared with about twice as many as this on the other side.
    let reach = MAX_STEPS / (2 * weight.max(1)) + 1;
    changes
        .iter()
        .zip(profiles)
        .map(|(change, (removed, added))| {
            pairs_within(&removed, &added, reach)
                .into_iter()
                .map(|(old, new)| (change.before.start + old, change.after.start + new))
                .collect()
        })
        .collect()
}

/// A pair at the end of a chain.
struct Link {
    /// The likenesses of the whole chain together.
    weight: usize,
    pair: (usize, usize),
    previous: Option<usize>,
}

/// The heaviest chain of alike blocks that goes forward on both sides, among the blocks that stand
/// at most `reach` from the place where they would be if the change were even.
fn pairs_within(removed: &[Profile], added: &[Profile], reach: usize) -> Vec<(usize, usize)> {
    let mut links: Vec<Link> = Vec::new();
    let mut best = HeaviestBefore::new(added.len());
    for (old, profile) in removed.iter().enumerate() {
        let middle = old * added.len() / removed.len();
        let first = middle.saturating_sub(reach);
        let last = (middle + reach).min(added.len().saturating_sub(1));
        let first_link = links.len();
        for new in first..=last {
            let Some(likeness) = added.get(new).and_then(|other| profile.likeness(other)) else {
                continue;
            };
            let previous = best.before(new, &links);
            links.push(Link {
                weight: likeness + previous.map_or(0, |link: usize| links[link].weight),
                pair: (old, new),
                previous,
            });
        }
        // Only now, or a block of one side would be in two pairs of the same chain.
        for link in first_link..links.len() {
            best.enter(link, &links);
        }
    }
    let mut pairs = Vec::new();
    let mut next = best.before(added.len(), &links);
    while let Some(link) = next {
        pairs.push(links[link].pair);
        next = links[link].previous;
    }
    pairs.reverse();
    pairs
}

/// The heaviest chain that ends before a place, as a Fenwick tree of maxima: node `n` knows the
/// heaviest of the `n.isolate_lowest_one()` places up to its own.
struct HeaviestBefore {
    tree: Vec<Option<usize>>,
}

impl HeaviestBefore {
    fn new(places: usize) -> Self {
        Self {
            tree: vec![None; places + 1],
        }
    }

    fn before(&self, place: usize, links: &[Link]) -> Option<usize> {
        let mut node = place;
        let mut heaviest = None;
        while node > 0 {
            heaviest = heavier(heaviest, self.tree[node], links);
            node -= node.isolate_lowest_one();
        }
        heaviest
    }

    fn enter(&mut self, link: usize, links: &[Link]) {
        let mut node = links[link].pair.1 + 1;
        while let Some(entry) = self.tree.get_mut(node) {
            *entry = heavier(*entry, Some(link), links);
            node += node.isolate_lowest_one();
        }
    }
}

/// Of two that are equal the first, so that the outcome does not hang on chance.
fn heavier(one: Option<usize>, another: Option<usize>, links: &[Link]) -> Option<usize> {
    match (one, another) {
        (Some(first), Some(second)) if links[second].weight > links[first].weight => another,
        (None, _) => another,
        _ => one,
    }
}
