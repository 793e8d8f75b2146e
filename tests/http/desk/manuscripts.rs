//! Manuscripts as saving leaves them, for tests of what is done with them.

use crate::paper::{Answer, Browser, Paper};
use serde_json::{Value, json};
use sqlx::Row;
use tilshi::desk::model::{Decided, Fields, Finding};

/// An English manuscript in the section “Education”.
pub struct Manuscript {
    pub id: i64,
    /// Its newest revision.
    pub revision: i64,
}

/// A text of one paragraph.
pub fn text(words: &str) -> String {
    json!({"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]}
    ]})
    .to_string()
}

impl Paper {
    /// Fields that nothing stands against. The paper must have the first edition.
    pub async fn complete_fields(&self, headline: &str) -> Fields {
        let section = self
            .number("SELECT id FROM sections WHERE language = 'en' AND slug = 'education'")
            .await;
        let author = self
            .number("SELECT MIN(id) FROM authors WHERE language = 'en'")
            .await;
        Fields {
            headline: headline.to_owned(),
            standfirst: "What it is about.".to_owned(),
            section: Some(section),
            authors: vec![author],
            ..Fields::default()
        }
    }

    /// A draft of somebody's.
    pub async fn manuscript(&self, owner: i64, fields: &Fields, body: &str) -> Manuscript {
        let group = uuid::Uuid::new_v4().to_string();
        let mut transaction = self.database.write().await.expect("a transaction");
        let id = sqlx::query(
            "INSERT INTO manuscripts (language, translation_group, status, owner_id, created_at, changed_at) \
             VALUES ('en', $1, 'draft', $2, 0, 0) RETURNING id",
        )
        .bind(group)
        .bind(owner)
        .fetch_one(&mut *transaction)
        .await
        .expect("a manuscript")
        .get("id");
        transaction.commit().await.expect("a commit");
        let revision = self.save(id, fields, body).await;
        Manuscript { id, revision }
    }

    /// Another revision, the newest from now on.
    pub async fn save(&self, manuscript: i64, fields: &Fields, body: &str) -> i64 {
        let mut transaction = self.database.write().await.expect("a transaction");
        let revision: i64 = sqlx::query_scalar(
            "INSERT INTO revisions (manuscript_id, kind, created_at, fields, body, words) \
             VALUES ($1, 'saved', 0, $2, $3, 1) RETURNING id",
        )
        .bind(manuscript)
        .bind(serde_json::to_string(fields).expect("JSON"))
        .bind(body)
        .fetch_one(&mut *transaction)
        .await
        .expect("a revision");
        sqlx::query("UPDATE manuscripts SET head_id = $1 WHERE id = $2")
            .bind(revision)
            .bind(manuscript)
            .execute(&mut *transaction)
            .await
            .expect("a head");
        transaction.commit().await.expect("a commit");
        revision
    }

    /// Where a manuscript stands.
    pub async fn standing(&self, manuscript: i64) -> String {
        self.text(&format!(
            "SELECT status FROM manuscripts WHERE id = {manuscript}"
        ))
        .await
    }

    /// What was done about a manuscript, in order, with what was said.
    pub async fn events(&self, manuscript: i64) -> Vec<String> {
        self.texts(&format!(
            "SELECT action || ':' || note FROM manuscript_events WHERE manuscript_id = {manuscript} ORDER BY id"
        ))
        .await
    }
}

/// Has something decided.
pub async fn decide(browser: &Browser, function: &str, arguments: Value) -> Decided {
    let answer = call(browser, function, arguments).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.body);
    serde_json::from_str(&answer.body).expect("a decision")
}

/// Calls a server function of the desk.
pub async fn call(browser: &Browser, function: &str, arguments: Value) -> Answer {
    browser
        .call_json(&format!("/fn/desk/{function}"), &arguments)
        .await
}

/// Publishes a manuscript that must be publishable.
pub async fn publish(browser: &Browser, manuscript: &Manuscript, seen: &str) {
    let arguments =
        json!({"manuscript": manuscript.id, "seen": seen, "revision": manuscript.revision});
    assert_eq!(
        decide(browser, "publish-manuscript", arguments).await,
        Decided::Done
    );
}

/// What stands against a decision that was refused.
pub fn findings(decided: Decided) -> Vec<Finding> {
    match decided {
        Decided::Refused(checks) => checks.into_iter().map(|check| check.finding).collect(),
        other => panic!("{other:?}"),
    }
}
