//! What the followed topics have brought: asked for, kept on the device, and marked as seen.

mod block;

use super::{Engine, now};
use crate::{
    desk::client::call,
    reading_list::{
        api::{FindFollowed, NameTopics},
        model::{FollowedPage, NamedTopic},
        page::FeedPage,
    },
};
use leptos::prelude::*;
use reading::{Change, Topic};
use std::collections::BTreeMap;

/// Whoever comes back to the feed after so long pays another visit.
const VISIT: i64 = 30 * 60_000;

/// Under which names the feed and what topics are called are kept.
const FEED: &str = "feed";
const NAMES: &str = "topics";

/// A visit to the feed. What was new when it began stays marked until it is over.
#[derive(Clone, Copy)]
pub(super) struct FeedVisit {
    /// When the feed had been seen before, in milliseconds UTC; None for never.
    mark: Option<i64>,
    /// When it was seen last in this visit, by this device's clock.
    at: i64,
}

impl Engine {
    /// Begins another visit to the feed, if the one before is long over.
    pub fn begin_feed_visit(self) {
        self.update(|machine| {
            machine.feed_visit = machine.feed_visit.filter(|visit| now() - visit.at < VISIT);
        });
    }

    /// Since when articles are new to the reader; None where everything is. `told` is what the server
    /// says, which may know more than this device.
    pub fn feed_mark(self, told: Option<i64>) -> Option<i64> {
        self.machine.with_value(|machine| match machine.feed_visit {
            Some(visit) => visit.mark,
            None => machine.replica.shown().feed_seen().max(told),
        })
    }

    /// Keeps that the reader looks at the feed now, where it is marked like this. What nobody sees does
    /// not count.
    pub fn see_feed(self, mark: Option<i64>) {
        if document().hidden() {
            return;
        }
        self.update(|machine| {
            let mark = machine.feed_visit.map_or(mark, |visit| visit.mark);
            machine.feed_visit = Some(FeedVisit { mark, at: now() });
        });
        self.note(Change::SeeFeed);
    }

    /// A page of what topics have brought: from the server, and where it cannot be asked, what was kept
    /// of the first page.
    pub async fn find_feed(self, topics: Vec<Topic>, before: Option<String>) -> FeedPage {
        let owner = self.owner();
        let followed = Some(topics.len());
        let asked = FindFollowed {
            topics,
            before: before.clone(),
        };
        match call(asked).await {
            Ok(found) => {
                if before.is_none() && self.owner() == owner {
                    self.store().keep_page(owner, FEED, &found).await;
                }
                FeedPage {
                    followed,
                    articles: found.articles,
                    seen: self.feed_mark(None),
                    before,
                    older: found.before,
                    is_out_of_reach: false,
                }
            }
            Err(_) => {
                let kept = match before {
                    None => self.kept_feed().await,
                    Some(_) => FollowedPage::default(),
                };
                FeedPage {
                    followed,
                    articles: kept.articles,
                    seen: self.feed_mark(None),
                    before,
                    older: kept.before,
                    is_out_of_reach: true,
                }
            }
        }
    }

    /// What was shown of the feed last.
    async fn kept_feed(self) -> FollowedPage {
        let kept = self.store().page(self.owner(), FEED).await;
        kept.unwrap_or_default()
    }

    /// What topics are called, and whether the server has been asked: where it cannot be, it is what was
    /// known last.
    pub async fn name_topics(self, topics: Vec<Topic>) -> (Vec<NamedTopic>, bool) {
        let owner = self.owner();
        let kept: Vec<NamedTopic> = self.store().page(owner, NAMES).await.unwrap_or_default();
        let followed = self.lists.get_untracked().followed();
        match call(NameTopics { topics }).await {
            Ok(found) => {
                // What is followed no longer need not be remembered.
                let known: BTreeMap<Topic, &NamedTopic> = kept
                    .iter()
                    .chain(&found)
                    .filter(|named| followed.contains(&named.topic))
                    .map(|named| (named.topic, named))
                    .collect();
                let known: Vec<&NamedTopic> = known.into_values().collect();
                if self.owner() == owner {
                    self.store().keep_page(owner, NAMES, &known).await;
                }
                (found, true)
            }
            Err(_) => (kept, false),
        }
    }
}
