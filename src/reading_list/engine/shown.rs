//! What pages see of the lists.

use super::{Engine, Owner};
use crate::reading_list::shelf::{FEED_MARK, MARK};
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
        // A device that the server has told nothing yet does not know what an account follows.
        let is_told = self
            .machine
            .try_with_value(|machine| machine.owner == Owner::Device || machine.last > 0);
        if !followed.is_empty() {
            mark_feed();
        } else if is_told == Some(true) {
            unmark_feed();
        }
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

/// The most rows that the front page shows of the feed: style/lists.css has room for as many.
pub(super) const MOST_ROWS: usize = 5;

/// Leaves word for the next front page that something is followed. How many rows there will be is not
/// known yet.
fn mark_feed() {
    if let Ok(Some(storage)) = window().local_storage()
        && !matches!(storage.get_item(FEED_MARK), Ok(Some(_)))
    {
        let _ = storage.set_item(FEED_MARK, &MOST_ROWS.to_string());
    }
}

/// Puts the room of the feed on the root element again, before a front page is painted that the reader
/// has come to by a link. Whether there is a feed.
pub(super) fn reserve_feed() -> bool {
    let mark = window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item(FEED_MARK).ok().flatten());
    if let (Some(mark), Some(root)) = (&mark, document().document_element()) {
        let _ = root.set_attribute("data-feed", mark);
    }
    mark.is_some()
}

/// Leaves word how many rows of the feed the next front page is to have room for.
pub(super) fn expect_rows(articles: usize) {
    if let Ok(Some(storage)) = window().local_storage() {
        let rows = articles.clamp(1, MOST_ROWS);
        let _ = storage.set_item(FEED_MARK, &rows.to_string());
    }
}

/// Takes that word back, and the room from the page.
pub(super) fn unmark_feed() {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(FEED_MARK);
    }
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute("data-feed");
    }
}
