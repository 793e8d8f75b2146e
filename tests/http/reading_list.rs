//! Reading lists through HTTP, as devices, forms and strangers speak with the server.

#[path = "reading_list/articles.rs"]
mod articles;
#[path = "reading_list/editing.rs"]
mod editing;
#[path = "reading_list/files.rs"]
mod files;
#[path = "reading_list/happenings.rs"]
mod happenings;
#[path = "reading_list/sharing.rs"]
mod sharing;
#[path = "reading_list/syncing.rs"]
mod syncing;

use crate::paper::{Answer, Browser, Paper};
use reading::{
    ArticleId, Change, Clock, DeviceId, Filter, ListId, Operation, OperationId, Position,
    ReadingLists, Sorting,
};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use tilshi::{reading_list::model::Synced, site::pages::now};

static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Sixteen bytes that come once.
fn bytes() -> [u8; 16] {
    u128::from(NUMBER.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
}

fn new_list() -> ListId {
    ListId::from_random(bytes())
}

fn article(number: i64) -> ArticleId {
    ArticleId::new(number).expect("a positive number")
}

fn save(list: ListId, number: i64) -> Change {
    let ids: Vec<ArticleId> = (1..=number).map(article).collect();
    Change::Save {
        list,
        article: article(number),
        position: Position::many(None, None, &ids).pop().expect("a position"),
        saved_at: None,
    }
}

fn name(list: ListId, name: &str) -> Change {
    Change::NameList {
        list,
        name: name.to_owned(),
    }
}

fn saved(lists: &ReadingLists, list: ListId) -> Vec<i64> {
    lists
        .articles(list, Sorting::Own, Filter::All)
        .iter()
        .map(|entry| entry.article.get())
        .collect()
}

/// A browser with its copy of the lists.
struct Device {
    browser: Browser,
    clock: Clock,
    lists: ReadingLists,
    last: i64,
}

impl Device {
    fn new(browser: Browser) -> Self {
        Self {
            browser,
            clock: Clock::new(DeviceId::from_random(bytes())),
            lists: ReadingLists::default(),
            last: 0,
        }
    }

    fn make(&mut self, change: Change) -> Operation {
        Operation {
            id: OperationId::from_random(bytes()),
            time: self.clock.issue(now()),
            change,
        }
    }

    async fn send(&self, operations: &[Operation]) -> Answer {
        let arguments = json!({"after": self.last, "operations": operations});
        self.browser.lists("sync", arguments).await
    }

    /// Makes changes, sends them and takes in what the server says.
    async fn sync(&mut self, changes: &[Change]) -> Synced {
        let operations: Vec<_> = changes
            .iter()
            .map(|change| self.make(change.clone()))
            .collect();
        let told: Synced = self.send(&operations).await.read();
        assert_eq!(told.refused, []);
        for operation in operations.iter().chain(&told.operations) {
            self.lists.apply(operation);
        }
        if let Some(state) = &told.state {
            self.lists.merge(state);
        }
        if let Some(latest) = self.lists.latest() {
            self.clock.observe(latest);
        }
        self.last = told.last;
        told
    }
}

impl Browser {
    /// Calls a function of reading lists by the last part of its path.
    async fn lists(&self, function: &str, arguments: Value) -> Answer {
        self.call_json(&format!("/fn/reading-list/{function}"), &arguments)
            .await
    }
}

/// Puts published articles into an empty paper, and gives their ids, the oldest first.
async fn publish(paper: &Paper, count: i64) -> Vec<i64> {
    let made = paper
        .number("SELECT COUNT(*) FROM sections WHERE slug = 'lists'")
        .await;
    if made == 0 {
        paper
            .change(
                "INSERT INTO sections (language, slug, name, position, translation_group) \
                 VALUES ('en', 'lists', 'Lists', 1, 'lists')",
            )
            .await;
    }
    let body = r#"{"type":"doc","content":[{"type":"paragraph"}]}"#;
    let mut ids = Vec::new();
    for _ in 0..count {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        paper
            .change(&format!(
                "INSERT INTO articles (language, section_id, slug, headline, body, excerpt, reading_minutes, status, \
                 published_at, created_at, changed_at, translation_group) SELECT 'en', id, 'a{number}', 'Head {number}', \
                 '{body}', 'Begin', 3, 'published', {number}, 1, 1, 'a{number}' FROM sections WHERE slug = 'lists'"
            ))
            .await;
        ids.push(paper.number("SELECT MAX(id) FROM articles").await);
    }
    ids
}
