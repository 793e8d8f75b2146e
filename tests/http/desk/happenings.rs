//! The stream of what happens to an article.

use super::save;
use crate::paper::{Browser, Paper};
use reqwest::Response;
use serde_json::json;
use std::time::{Duration, Instant};
use tilshi::{
    account::model::Role,
    desk::model::{Happening, Status},
    error::AppError,
};
use tokio::time::timeout;

/// Long enough for a look a second on a busy machine.
const SOON: Duration = Duration::from_secs(10);

fn path(manuscript: i64) -> String {
    format!("/fn/desk/happenings/{manuscript}?tab=tab-aaaa&language=en")
}

/// The next event of a stream; None at its end.
async fn next(stream: &mut Response) -> Option<Happening> {
    loop {
        let chunk = timeout(SOON, stream.chunk())
            .await
            .expect("in time")
            .expect("a chunk")?;
        let text = String::from_utf8(chunk.to_vec()).expect("text");
        if let Some(json) = text.lines().find_map(|line| line.strip_prefix("data: ")) {
            return Some(serde_json::from_str(json).expect(json));
        }
    }
}

async fn report(browser: &Browser, manuscript: i64) {
    let arguments = json!({"manuscript": manuscript, "tab": "tab-bbbb", "writes": false});
    assert_eq!(browser.desk("report-presence", arguments).await.status, 200);
}

#[tokio::test]
async fn listeners_are_told_at_once_and_whenever_something_differs() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let editor = paper.signed_in(Role::Editor).await;
    let id = author.browser.begin().await;
    let base = author.browser.head(id).await.revision;
    let mut stream = author.browser.listen(&path(id)).await;
    assert_eq!(stream.status(), 200);
    let header = |name: &str| {
        stream
            .headers()
            .get(name)
            .map(|value| value.to_str().expect("ASCII").to_owned())
    };
    assert_eq!(header("content-type").as_deref(), Some("text/event-stream"));
    assert_eq!(header("cache-control").as_deref(), Some("no-store"));
    assert_eq!(
        header("content-encoding"),
        None,
        "compressing would hold events back"
    );
    let first = next(&mut stream).await.expect("at once");
    assert_eq!(
        (first.revision, first.status, first.present.len()),
        (base, Status::Draft, 0)
    );

    report(&editor.browser, id).await;
    let told = next(&mut stream).await.expect("told");
    assert_eq!(told.present[0].person.name, editor.name);
    let revision = editor.browser.keep(save(id, base, "Head", &["One."])).await;
    let told = next(&mut stream).await.expect("told");
    assert_eq!(told.revision, revision);
    paper
        .change(&format!(
            "UPDATE manuscripts SET status = 'submitted' WHERE id = {id}"
        ))
        .await;
    assert_eq!(
        next(&mut stream).await.expect("told").status,
        Status::Submitted
    );
}

#[tokio::test]
async fn listening_changes_nothing_and_a_server_that_stops_does_not_wait_for_it() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let mut watch = paper.watch().await;
    let mut stream = author.browser.listen(&path(id)).await;
    next(&mut stream).await.expect("at once");
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(!watch.has_changed().await);
    drop(watch);
    let before = Instant::now();
    paper.stop().await;
    assert!(
        before.elapsed() < Duration::from_secs(5),
        "{:?}",
        before.elapsed()
    );
    assert!(next(&mut stream).await.is_none(), "ended properly");
}

#[tokio::test]
async fn the_stream_ends_with_the_session_and_with_the_role() {
    let paper = Paper::start_with(&[]).await;
    for sql in [
        "DELETE FROM sessions WHERE person_id = ",
        "UPDATE people SET suspended_at = 1 WHERE id = ",
        "UPDATE people SET role = 'reader' WHERE id = ",
        "UPDATE manuscripts SET owner_id = NULL WHERE owner_id = ",
    ] {
        let author = paper.signed_in(Role::Author).await;
        let id = author.browser.begin().await;
        let mut stream = author.browser.listen(&path(id)).await;
        next(&mut stream).await.expect("at once");
        paper.change(&format!("{sql}{}", author.id)).await;
        assert_eq!(next(&mut stream).await, None, "{sql}");
    }
}

#[tokio::test]
async fn only_who_may_open_an_article_hears_of_it() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    for (role, expected) in [
        (Role::Reader, AppError::Forbidden),
        (Role::Moderator, AppError::Forbidden),
        (Role::Author, AppError::Forbidden),
    ] {
        let other = paper.signed_in(role).await;
        assert_eq!(
            other.browser.get(&path(id)).await.refusal(),
            expected,
            "{role:?}"
        );
    }
    assert_eq!(
        paper.browser().get(&path(id)).await.refusal(),
        AppError::SignInNeeded
    );
    assert_eq!(
        author.browser.get(&path(999_999)).await.refusal(),
        AppError::NotFound
    );
}
