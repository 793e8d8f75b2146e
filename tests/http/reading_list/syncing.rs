//! Devices send what waits and get what they have not seen.

use super::*;
use tilshi::{
    account::model::Role,
    error::{AppError, Problem},
};

#[tokio::test]
async fn two_devices_have_the_same_and_nobody_else_has() {
    let paper = Paper::start_with(&[]).await;
    let reader = paper.signed_in(Role::Reader).await;
    let mut phone = Device::new(reader.browser.copy());
    let mut desk = Device::new(reader.browser);
    let mut other = Device::new(paper.signed_in(Role::Reader).await.browser);
    let list = new_list();
    phone
        .sync(&[name(list, "Bus"), save(list, 1), save(ListId::LATER, 2)])
        .await;
    desk.sync(&[save(ListId::LATER, 3)]).await;
    phone.sync(&[]).await;
    assert_eq!(phone.lists, desk.lists);
    assert_eq!(saved(&phone.lists, ListId::LATER), [2, 3]);
    assert_eq!(saved(&phone.lists, list), [1]);
    // Somebody else may know the list's id; it is another list.
    other.sync(&[save(list, 9)]).await;
    assert_eq!(saved(&other.lists, list), [9]);
    desk.sync(&[]).await;
    assert_eq!(saved(&desk.lists, list), [1]);
    let told = desk.sync(&[]).await;
    assert!((told.now - now()).abs() < 60_000, "{}", told.now);
}

#[tokio::test]
async fn strangers_and_ended_sessions_change_nothing() {
    let paper = Paper::start_with(&[]).await;
    let mut stranger = Device::new(paper.browser());
    let operation = stranger.make(save(ListId::LATER, 1));
    let mut watch = paper.watch().await;
    let answer = stranger.send(std::slice::from_ref(&operation)).await;
    assert_eq!(answer.refusal(), AppError::SignInNeeded);
    assert!(!watch.has_changed().await);
    let reader = paper.signed_in(Role::Reader).await;
    paper
        .change(&format!(
            "DELETE FROM sessions WHERE person_id = {}",
            reader.id
        ))
        .await;
    let device = Device::new(reader.browser);
    assert_eq!(
        device.send(&[operation]).await.refusal(),
        AppError::SignInNeeded
    );
    assert_eq!(paper.number("SELECT COUNT(*) FROM reading_lists").await, 0);
}

#[tokio::test]
async fn what_is_one_persons_never_comes_to_whoever_has_signed_in_since() {
    let paper = Paper::start_with(&[]).await;
    let (one, other) = (
        paper.signed_in(Role::Reader).await,
        paper.signed_in(Role::Reader).await,
    );
    let mut device = Device::new(other.browser);
    let operation = device.make(save(ListId::LATER, 1));
    for (person, refused) in [(one.id, true), (other.id, false)] {
        let arguments = json!({"owner": person, "after": 0, "operations": [operation]});
        let answer = device.browser.lists("sync", arguments).await;
        if refused {
            assert_eq!(answer.refusal(), AppError::SignInNeeded);
            assert_eq!(paper.number("SELECT COUNT(*) FROM reading_lists").await, 0);
        } else {
            assert_eq!(answer.read::<Synced>().refused, []);
        }
    }
}

#[tokio::test]
async fn too_much_at_once_and_nonsense_are_refused() {
    let paper = Paper::start_with(&[]).await;
    let mut device = Device::new(paper.signed_in(Role::Reader).await.browser);
    let many: Vec<_> = (0..501)
        .map(|_| device.make(save(ListId::LATER, 1)))
        .collect();
    let error = device.send(&many).await.refusal();
    assert_eq!(
        error,
        AppError::invalid("operations", Problem::TooMany(500))
    );
    let heavy: Vec<_> = (1..300)
        .map(|number| {
            device.make(Change::Note {
                article: article(number),
                text: "ә".repeat(2_000),
            })
        })
        .collect();
    let error = device.send(&heavy).await.refusal();
    assert_eq!(error, AppError::invalid("operations", Problem::TooHeavy));
    let good = device.make(save(ListId::LATER, 1));
    for (field, value) in [
        ("id", json!("x")),
        ("time", json!("-1.0.x")),
        (
            "change",
            json!({"save": {"list": "x", "article": 1, "position": "a0"}}),
        ),
        (
            "change",
            json!({"save": {"list": ListId::LATER, "article": 0, "position": "a0"}}),
        ),
    ] {
        let mut wrong = serde_json::to_value(&good).expect("JSON");
        wrong[field] = value;
        let arguments = json!({"after": 0, "operations": [wrong]});
        let answer = device.browser.lists("sync", arguments).await;
        assert_eq!(answer.status, 422, "{field}: {}", answer.body);
    }
    assert_eq!(paper.number("SELECT COUNT(*) FROM reading_lists").await, 0);
}

#[tokio::test]
async fn to_ask_what_has_come_writes_nothing() {
    let paper = Paper::start_with(&[]).await;
    let mut device = Device::new(paper.signed_in(Role::Reader).await.browser);
    device.sync(&[save(ListId::LATER, 1)]).await;
    let mut watch = paper.watch().await;
    device.sync(&[]).await;
    assert!(!watch.has_changed().await);
    let answer = device.browser.get("/fn/reading-list/sync").await;
    assert_eq!(answer.status, 405, "no state changes on GET");
}
