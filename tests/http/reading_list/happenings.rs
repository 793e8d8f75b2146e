//! The stream that tells devices of one another.

use super::*;
use reqwest::Response;
use std::time::{Duration, Instant};
use tilshi::{account::model::Role, error::AppError};
use tokio::time::timeout;

const PATH: &str = "/fn/reading-list/happenings";
/// Long enough for a look a second on a busy machine.
const SOON: Duration = Duration::from_secs(10);

/// The next event of a stream, which must say the same in its id and its data; None at its end.
async fn next(stream: &mut Response) -> Option<i64> {
    loop {
        let chunk = timeout(SOON, stream.chunk())
            .await
            .expect("in time")
            .expect("a chunk")?;
        let text = String::from_utf8(chunk.to_vec()).expect("text");
        let field = |name| text.lines().find_map(|line| line.strip_prefix(name));
        if let Some(data) = field("data: ") {
            assert_eq!(field("id: "), Some(data));
            return Some(data.parse().expect("a number"));
        }
    }
}

#[tokio::test]
async fn devices_hear_of_what_others_do_and_of_nothing_they_know() {
    let paper = Paper::start_with(&[]).await;
    let reader = paper.signed_in(Role::Reader).await;
    let id = reader.id;
    let mut device = Device::new(reader.browser.copy());
    let mut stream = reader.browser.listen(PATH).await;
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    assert_eq!(next(&mut stream).await, Some(0));
    device.sync(&[save(ListId::LATER, 1)]).await;
    assert_eq!(next(&mut stream).await, Some(1));
    let mut other = Device::new(paper.signed_in(Role::Reader).await.browser);
    other.sync(&[save(ListId::LATER, 1)]).await;
    // Whoever comes again has heard of the first and waits for the second.
    let back = reader.browser.copy().with("last-event-id", "1");
    let mut second = back.listen(PATH).await;
    device.sync(&[save(ListId::LATER, 2)]).await;
    assert_eq!(next(&mut second).await, Some(2));
    assert_eq!(next(&mut stream).await, Some(2));
    // Nothing is told once the session has ended.
    paper
        .change(&format!("DELETE FROM sessions WHERE person_id = {id}"))
        .await;
    paper
        .change(&format!(
            "UPDATE reading_lists SET last = 3 WHERE person_id = {id}"
        ))
        .await;
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_and_strangers_hear_nothing() {
    let paper = Paper::start_with(&[]).await;
    let answer = paper.browser().get(PATH).await;
    assert_eq!(answer.refusal(), AppError::SignInNeeded);
    let reader = paper.signed_in(Role::Reader).await.browser;
    let mut watch = paper.watch().await;
    let mut stream = reader.listen(PATH).await;
    assert_eq!(next(&mut stream).await, Some(0));
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(!watch.has_changed().await, "listening writes nothing");
    drop(watch);
    let before = Instant::now();
    paper.stop().await;
    assert!(before.elapsed() < Duration::from_secs(5));
    assert_eq!(next(&mut stream).await, None);
}
