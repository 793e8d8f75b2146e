//! What waits to be sent.

use crate::{Change, Clock, Operation, OperationId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, time::Duration};

/// Operations that the server has not confirmed, from the oldest to the newest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox {
    waiting: Vec<Waiting>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    operation: Operation,
    /// Whether the server may have got it, although it has not said so.
    is_sent: bool,
}

impl Outbox {
    /// An outbox with what was stored. It may all have been sent before the program ended.
    #[must_use]
    pub fn of_stored(operations: Vec<Operation>) -> Self {
        let mut outbox = Self::default();
        outbox.add_all(operations, true);
        outbox
    }

    /// Puts an operation in. Gives the ids of those that it makes pointless and that are therefore
    /// not sent: somebody who types a note makes one operation for each pause. What may have been
    /// sent stays, since the server's answer to it is still to come.
    pub fn push(&mut self, operation: Operation) -> Vec<OperationId> {
        let mut replaced = Vec::new();
        self.waiting.retain(|waiting| {
            let old = &waiting.operation;
            let is_pointless = !waiting.is_sent
                && old.stamp() < operation.stamp()
                && makes_pointless(&operation.change, &old.change);
            if is_pointless {
                replaced.push(old.id);
            }
            !is_pointless
        });
        self.insert(operation, false);
        replaced
    }

    /// The next operations to send, at most `most`. They stay until they are confirmed or refused:
    /// after a failure the same ones are given again.
    pub fn take_batch(&mut self, most: usize) -> Vec<Operation> {
        self.waiting
            .iter_mut()
            .take(most)
            .map(|waiting| {
                waiting.is_sent = true;
                waiting.operation.clone()
            })
            .collect()
    }

    /// Takes out those with these ids, in their order.
    pub fn take_out(&mut self, ids: &[OperationId]) -> Vec<Operation> {
        let ids: BTreeSet<_> = ids.iter().collect();
        let (out, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition::<Vec<_>, _>(|waiting| ids.contains(&waiting.operation.id));
        self.waiting = waiting;
        out.into_iter().map(|waiting| waiting.operation).collect()
    }

    /// What waits, from the oldest to the newest.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.waiting.iter().map(|waiting| &waiting.operation)
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Since when the oldest waits, in milliseconds UTC by the device's corrected clock. An
    /// operation that was made without an account waits since then.
    #[must_use]
    pub fn oldest(&self) -> Option<i64> {
        self.operations().next().map(|first| first.time.wall)
    }

    /// Gives new times to everything later than `true_now`, in the same order and with the same
    /// ids; gives those operations.
    pub(crate) fn restamp(&mut self, clock: &mut Clock, now: i64, true_now: i64) -> Vec<Operation> {
        let mut restamped = Vec::new();
        for waiting in &mut self.waiting {
            let operation = &mut waiting.operation;
            if operation.time.wall <= true_now {
                clock.observe(operation.time);
                continue;
            }
            operation.time = clock.issue(now);
            if let Change::Save {
                saved_at: Some(saved_at),
                ..
            } = &mut operation.change
            {
                // It was told by the same clock.
                *saved_at = (*saved_at).min(operation.time.wall);
            }
            waiting.is_sent = false;
            restamped.push(operation.clone());
        }
        restamped
    }

    /// Puts many operations in at once, none of which makes another pointless. One after the other
    /// would look through all of them each time.
    pub(crate) fn add_all(&mut self, operations: Vec<Operation>, is_sent: bool) {
        let mut known: BTreeSet<_> = self.operations().map(|waiting| waiting.id).collect();
        let new = operations
            .into_iter()
            .filter(|operation| known.insert(operation.id))
            .map(|operation| Waiting { operation, is_sent });
        self.waiting.extend(new);
        self.waiting
            .sort_by_key(|waiting| waiting.operation.stamp());
    }

    fn insert(&mut self, operation: Operation, is_sent: bool) {
        if self.operations().any(|other| other.id == operation.id) {
            return;
        }
        let stamp = operation.stamp();
        let index = self
            .waiting
            .partition_point(|waiting| waiting.operation.stamp() < stamp);
        self.waiting.insert(index, Waiting { operation, is_sent });
    }
}

/// Whether nothing is left of `earlier` once `later` is applied: both set the same thing.
fn makes_pointless(later: &Change, earlier: &Change) -> bool {
    use Change::{
        Archive, ClearHistory, DeleteList, DescribeList, Follow, Forget, MarkRead, Move, NameList,
        Note, OrderLists, Reach, Remove, Save, SeeFeed, Unfollow, Visit,
    };
    match (later, earlier) {
        (NameList { list, .. }, NameList { list: old, .. })
        | (DescribeList { list, .. }, DescribeList { list: old, .. })
        | (OrderLists { list, .. }, OrderLists { list: old, .. })
        | (DeleteList { list }, DeleteList { list: old }) => list == old,
        (
            Save { list, article, .. } | Remove { list, article },
            Save {
                list: old_list,
                article: old,
                ..
            }
            | Remove {
                list: old_list,
                article: old,
            }
            | Move {
                list: old_list,
                article: old,
                ..
            },
        )
        | (
            Move { list, article, .. },
            Move {
                list: old_list,
                article: old,
                ..
            },
        ) => (list, article) == (old_list, old),
        (Note { article, .. }, Note { article: old, .. })
        | (MarkRead { article, .. }, MarkRead { article: old, .. })
        | (Archive { article, .. }, Archive { article: old, .. })
        | (Reach { article, .. }, Reach { article: old, .. })
        | (Forget { article }, Forget { article: old }) => article == old,
        (
            Follow { topic } | Unfollow { topic },
            Follow { topic: old } | Unfollow { topic: old },
        ) => topic == old,
        (SeeFeed, SeeFeed) => true,
        // What was cleared before it was sent is never sent.
        (ClearHistory, Visit { .. } | Forget { .. } | ClearHistory) => true,
        _ => false,
    }
}

/// How long to wait before the next attempt to send after `attempt` failures (from 1): 1, 2, 4 … 60
/// seconds, shortened by up to half by `random` (0 to 1), so that the devices that lost one server
/// do not all come back in one moment.
#[must_use]
pub fn wait_before(attempt: u32, random: f64) -> Duration {
    let whole = 2_u32.saturating_pow(attempt.saturating_sub(1)).min(60);
    let random = if random.is_finite() {
        random.clamp(0.0, 1.0)
    } else {
        0.0
    };
    Duration::from_secs(whole.into()).mul_f64(1.0 - random / 2.0)
}

#[cfg(test)]
mod tests;
