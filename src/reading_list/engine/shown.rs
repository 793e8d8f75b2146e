//! What pages see of the lists.

use super::{Engine, Owner};
use crate::reading_list::shelf::MARK;
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// Above so many per mille an article counts as read: what follows are corrections and tags.
const READ_FROM: u16 = 900;

impl Engine {
    /// Shows the lists as they are now.
    pub(super) fn show(self) {
        let shown = self.machine.try_with_value(|machine| {
            let outbox = machine.replica.outbox();
            let count = match machine.owner {
                Owner::Person(_) => outbox.len(),
                Owner::Device => 0,
            };
            let since = outbox.oldest().filter(|_| count > 0);
            (Arc::new(machine.replica.shown().clone()), count, since)
        });
        let Some((lists, count, since)) = shown else {
            return;
        };
        let saved: BTreeSet<i64> = lists.saved_articles().iter().map(|id| id.get()).collect();
        let read: BTreeSet<i64> = lists
            .saved_articles()
            .into_iter()
            .chain(lists.history().into_iter().map(|visited| visited.article))
            .filter(|article| {
                let place = lists.place(*article);
                lists.is_read(*article) || place.is_some_and(|place| place.fraction >= READ_FROM)
            })
            .map(|article| article.get())
            .collect();
        let is_unread_new = set_new(self.marks.count, lists.saved_count());
        let is_saved_new = set_new(self.marks.saved, saved);
        let followed: BTreeSet<_> = lists.followed().into_iter().collect();
        set_new(self.marks.followed, followed);
        set_new(self.marks.read, read);
        self.lists.set(lists);
        if is_saved_new || is_unread_new {
            self.fill_articles();
        }
        if self
            .waiting
            .with_untracked(|waiting| (waiting.count, waiting.since) != (count, since))
        {
            self.waiting.update(|waiting| {
                waiting.count = count;
                waiting.since = since;
            });
        }
    }
}

/// Sets a signal only to something else: every card on the page listens.
/// Whether it was.
fn set_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    let is_new = signal.with_untracked(|old| *old != value);
    if is_new {
        signal.set(value);
    }
    is_new
}

/// Leaves word for the next page that there are lists on this device.
pub(super) fn mark_device() {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(MARK, "1");
    }
}

/// Takes that word back.
pub(super) fn unmark_device() {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(MARK);
    }
}
