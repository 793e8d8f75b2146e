//! The stream that tells pages what happens in a thread.

use crate::paper::Paper;
use reqwest::Response;
use serde_json::Value;
use std::time::{Duration, Instant};
use tilshi::{
    comment::{
        model::Status,
        store::{NewComment, insert_comment},
    },
    site::pages::now,
};
use tokio::time::timeout;

/// Long enough for a look a second on a busy machine.
const SOON: Duration = Duration::from_secs(10);
/// What is sent for a sign of life, and nothing else.
const SILENCE: &str = ":\n\n";

async fn published(paper: &Paper) -> i64 {
    paper
        .number("SELECT MIN(id) FROM articles WHERE status = 'published'")
        .await
}

/// Posts comments, each in a transaction of its own, as another process would: this one is not told.
async fn post(paper: &Paper, article: i64, count: usize) {
    for _ in 0..count {
        let mut transaction = paper.database.write().await.expect("a transaction");
        let new = NewComment {
            article_id: article,
            person_id: None,
            name: "Айгүл",
            parent: None,
            text: "Пікір",
            quote: "",
            status: Status::Published,
            posted_at: now(),
            newcomer: false,
            network: "",
            operation: None,
            origin: None,
        };
        insert_comment(&mut transaction, &new)
            .await
            .expect("an answer")
            .expect("a new comment");
        transaction.commit().await.expect("a commit");
    }
}

async fn listen(paper: &Paper, article: i64, after: i64, last: Option<&str>) -> Response {
    let path = format!("/fn/comment/happenings/{article}?after={after}");
    let mut request = paper
        .request("GET", &path)
        .header("accept-encoding", "br, gzip");
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    request.send().await.expect("an answer")
}

/// The next piece of a stream as it came; None at its end.
async fn piece(stream: &mut Response) -> Option<String> {
    let chunk = timeout(SOON, stream.chunk())
        .await
        .expect("in time")
        .expect("a chunk")?;
    Some(String::from_utf8(chunk.to_vec()).expect("text, not compressed"))
}

/// The id and the data of the next event.
async fn event(stream: &mut Response) -> (i64, Value) {
    loop {
        let text = piece(stream).await.expect("an open stream");
        let field = |name| text.lines().find_map(|line| line.strip_prefix(name));
        if let (Some(id), Some(data)) = (field("id: "), field("data: ")) {
            let data = serde_json::from_str(data).expect("JSON");
            return (id.parse().expect("a number"), data);
        }
        assert_eq!(text, SILENCE);
    }
}

/// The numbers of the events that are told until this one.
async fn numbers(stream: &mut Response, up_to: i64) -> Vec<i64> {
    let mut numbers = Vec::new();
    while numbers.last().is_none_or(|last| *last < up_to) {
        let (id, data) = event(stream).await;
        for one in data.as_array().expect("a list") {
            assert_eq!(one["kind"], "posted");
            numbers.push(one["n"].as_i64().expect("a number"));
        }
        assert_eq!(numbers.last(), Some(&id), "the id is the last number");
    }
    numbers
}

#[tokio::test]
async fn a_page_hears_what_it_has_missed_and_then_what_comes() {
    let paper = Paper::start().await;
    let article = published(&paper).await;
    post(&paper, article, 3).await;
    let mut stream = listen(&paper, article, 1, None).await;
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    assert_eq!(stream.headers()["x-accel-buffering"], "no");
    assert!(stream.headers().get("content-encoding").is_none());
    assert!(stream.headers().get("set-cookie").is_none());
    assert_eq!(numbers(&mut stream, 3).await, [2, 3]);
    post(&paper, article, 2).await;
    assert_eq!(numbers(&mut stream, 5).await, [4, 5]);
    // What the browser says itself is newer than what the page was loaded with.
    let mut back = listen(&paper, article, 1, Some("4")).await;
    assert_eq!(numbers(&mut back, 5).await, [5]);
    // Whoever knows everything is told that it listens, and nothing else.
    let mut knowing = listen(&paper, article, 5, None).await;
    assert_eq!(piece(&mut knowing).await.as_deref(), Some(SILENCE));
}

#[tokio::test]
async fn who_cannot_be_told_everything_loads_the_thread_again() {
    let paper = Paper::start().await;
    let article = published(&paper).await;
    post(&paper, article, 4).await;
    paper
        .change("DELETE FROM comment_events WHERE number <= 2")
        .await;
    for (after, expected) in [
        (0, true),
        (1, true),
        (2, false),
        (9, true),
        (i64::MIN, true),
    ] {
        let mut stream = listen(&paper, article, after, None).await;
        assert_eq!(stream.status(), 200, "{after}");
        let (id, data) = event(&mut stream).await;
        assert_eq!((id, data == "reload"), (4, expected), "{after}");
    }
}

#[tokio::test]
async fn nobody_listens_to_what_is_not_for_readers() {
    let paper = Paper::start().await;
    let article = published(&paper).await;
    assert_eq!(listen(&paper, 999_999, 0, None).await.status(), 404);
    paper
        .change(&format!(
            "UPDATE articles SET status = 'draft' WHERE id = {article}"
        ))
        .await;
    assert_eq!(listen(&paper, article, 0, None).await.status(), 404);
}

#[tokio::test]
async fn a_stream_ends_with_the_server() {
    let paper = Paper::start().await;
    let article = published(&paper).await;
    let mut watch = paper.watch().await;
    let mut stream = listen(&paper, article, 0, None).await;
    assert_eq!(piece(&mut stream).await.as_deref(), Some(SILENCE));
    assert!(!watch.has_changed().await, "listening writes nothing");
    drop(watch);
    let before = Instant::now();
    paper.stop().await;
    assert!(before.elapsed() < Duration::from_secs(5));
    assert_eq!(piece(&mut stream).await, None);
}

/// Proxies close what is silent for half a minute or a minute.
#[tokio::test]
async fn a_thread_in_which_nothing_happens_shows_signs_of_life() {
    let paper = Paper::start().await;
    let article = published(&paper).await;
    let mut stream = listen(&paper, article, 0, None).await;
    assert_eq!(piece(&mut stream).await.as_deref(), Some(SILENCE));
    let next = timeout(Duration::from_secs(25), stream.chunk())
        .await
        .expect("in time")
        .expect("a chunk")
        .expect("an open stream");
    assert_eq!(next, SILENCE);
}
