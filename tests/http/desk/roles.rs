//! Every role at every function that writes, on articles of one's own and of others.

use super::{operation, save};
use crate::paper::{Browser, Paper};
use serde_json::{Value, json};
use tilshi::{account::model::Role, error::AppError};

/// Every function about one manuscript, and whether it changes the text or only needs that it is open.
fn functions(id: i64, revision: i64) -> Vec<(&'static str, Value, bool)> {
    let tab = "tab-aaaa";
    vec![
        (
            "save-manuscript",
            save(id, revision, &operation(), &["Changed."]),
            true,
        ),
        ("load-head", json!({"manuscript": id}), false),
        (
            "change-language",
            json!({"manuscript": id, "language": "en"}),
            true,
        ),
        (
            "suggest-slug",
            json!({"manuscript": id, "headline": "A"}),
            false,
        ),
        ("list-revisions", json!({"manuscript": id}), false),
        (
            "compare-revisions",
            json!({"manuscript": id, "before": revision}),
            false,
        ),
        (
            "restore-revision",
            json!({"manuscript": id, "revision": revision, "operation": operation()}),
            true,
        ),
        (
            "name-revision",
            json!({"manuscript": id, "revision": revision, "name": "x"}),
            false,
        ),
        (
            "report-presence",
            json!({"manuscript": id, "tab": tab, "writes": true}),
            false,
        ),
        ("take-over", json!({"manuscript": id, "tab": tab}), false),
    ]
}

async fn outcome(browser: &Browser, function: &str, arguments: Value) -> Result<(), AppError> {
    let answer = browser.desk(function, arguments).await;
    if answer.status == 200 {
        return Ok(());
    }
    Err(answer.refusal())
}

#[tokio::test]
async fn each_role_may_what_the_paper_has_agreed() {
    let paper = Paper::start_with(&[]).await;
    let owner = paper.signed_in(Role::Author).await;
    for role in [
        Role::Reader,
        Role::Author,
        Role::Editor,
        Role::Moderator,
        Role::Admin,
    ] {
        let id = owner.browser.begin().await;
        let revision = owner.browser.head(id).await.revision;
        let other = paper.signed_in(role).await;
        let expected = match role {
            Role::Editor | Role::Admin => Ok(()),
            _ => Err(AppError::Forbidden),
        };
        for (function, arguments, _) in functions(id, revision) {
            let done = outcome(&other.browser, function, arguments).await;
            assert_eq!(done, expected, "{function} by {role:?}");
        }
        let page = other.browser.get(&format!("/en/desk/articles/{id}")).await;
        let status = if expected.is_ok() { 200 } else { 403 };
        assert_eq!(page.status, status, "{role:?}");
    }
}

#[tokio::test]
async fn authors_only_look_at_what_is_no_draft() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    for status in ["draft", "submitted", "scheduled", "published", "withdrawn"] {
        let id = author.browser.begin().await;
        let revision = author.browser.head(id).await.revision;
        paper
            .change(&format!(
                "UPDATE manuscripts SET status = '{status}', scheduled_at = 1 WHERE id = {id}"
            ))
            .await;
        for (function, arguments, changes_text) in functions(id, revision) {
            let expected = if changes_text && status != "draft" {
                Err(AppError::Forbidden)
            } else {
                Ok(())
            };
            let done = outcome(&author.browser, function, arguments).await;
            assert_eq!(done, expected, "{function} of one that is {status}");
        }
        let page = author.browser.writing_page(id).await;
        assert_eq!(page.may_write, status == "draft");
    }
}

#[tokio::test]
async fn who_is_shut_out_is_shut_out_at_once() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let revision = author.browser.head(id).await.revision;
    paper
        .change(&format!(
            "UPDATE people SET suspended_at = 1 WHERE id = {}",
            author.id
        ))
        .await;
    let mut watch = paper.watch().await;
    for (function, arguments, _) in functions(id, revision) {
        let done = outcome(&author.browser, function, arguments).await;
        assert_eq!(done, Err(AppError::SignInNeeded), "{function}");
    }
    assert!(!watch.has_changed().await);
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let paper = Paper::start_with(&[]).await;
    let editor = paper.signed_in(Role::Editor).await;
    let mut watch = paper.watch().await;
    for (function, arguments, _) in functions(999_999, 1) {
        let done = outcome(&editor.browser, function, arguments).await;
        assert_eq!(done, Err(AppError::NotFound), "{function}");
    }
    assert_eq!(
        editor.browser.get("/en/desk/articles/999999").await.status,
        404
    );
    assert_eq!(editor.browser.get("/en/desk/articles/x").await.status, 404);
    assert!(!watch.has_changed().await);
}
