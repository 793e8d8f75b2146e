//! The newsroom through HTTP, as its pages speak with the server.

#[path = "desk/happenings.rs"]
mod happenings;
#[path = "desk/list.rs"]
mod list;
#[path = "desk/presence.rs"]
mod presence;
#[path = "desk/revisions.rs"]
mod revisions;
#[path = "desk/roles.rs"]
mod roles;
#[path = "desk/writing.rs"]
mod writing;

use crate::paper::{Answer, Browser};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use tilshi::{
    desk::model::{ArticlesPage, Desk, DeskPage, Fields, Head, Saved, WritingPage},
    site::model::{Page, PageData},
};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A name that no other operation has.
pub fn operation() -> String {
    format!("operation-{:08}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A text of these paragraphs, as JSON.
pub fn body(paragraphs: &[&str]) -> String {
    let paragraphs: Vec<Value> = paragraphs
        .iter()
        .map(|words| json!({"type": "paragraph", "content": [{"type": "text", "text": words}]}))
        .collect();
    json!({"type": "doc", "content": paragraphs}).to_string()
}

/// What is sent to save a headline and a text.
pub fn save(manuscript: i64, base: i64, headline: &str, paragraphs: &[&str]) -> Value {
    let fields = Fields {
        headline: headline.to_owned(),
        ..Fields::default()
    };
    json!({"save": {
        "manuscript": manuscript,
        "base": base,
        "operation": operation(),
        "fields": fields,
        "body": body(paragraphs),
    }})
}

impl Answer {
    /// What a server function has answered.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}: {}", self.path, self.body);
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

impl Browser {
    /// Calls a function of the newsroom by the last part of its path.
    pub async fn desk(&self, function: &str, arguments: Value) -> Answer {
        self.call_json(&format!("/fn/desk/{function}"), &arguments)
            .await
    }

    /// Begins an English article.
    pub async fn begin(&self) -> i64 {
        self.desk(
            "begin-manuscript",
            json!({"language": "en", "begin": "Empty"}),
        )
        .await
        .read()
    }

    /// Saves and must be kept; the revision.
    pub async fn keep(&self, arguments: Value) -> i64 {
        match self.desk("save-manuscript", arguments).await.read() {
            Saved::Kept { revision } => revision,
            other => panic!("{other:?}"),
        }
    }

    /// The newest revision.
    pub async fn head(&self, manuscript: i64) -> Head {
        self.desk("load-head", json!({"manuscript": manuscript}))
            .await
            .read()
    }

    /// A page of the newsroom as the client gets it.
    pub async fn desk_page(&self, address: &str) -> Desk {
        let encoded: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
        let answer = self
            .get(&format!("/fn/account/page?address={encoded}"))
            .await;
        let data: PageData = answer.read();
        match data.page {
            Page::Desk { data, .. } => serde_json::from_str(&data).expect("a page of the desk"),
            other => panic!("{other:?}"),
        }
    }

    /// The page on which an article is written.
    pub async fn writing_page(&self, manuscript: i64) -> WritingPage {
        let address = format!("/en/desk/articles/{manuscript}");
        match self.desk_page(&address).await.page {
            DeskPage::Writing(page) => *page,
            other => panic!("{other:?}"),
        }
    }

    /// The list of articles, with a query.
    pub async fn list(&self, query: &str) -> ArticlesPage {
        match self
            .desk_page(&format!("/en/desk/articles{query}"))
            .await
            .page
        {
            DeskPage::Articles(page) => *page,
            other => panic!("{other:?}"),
        }
    }
}
