//! Publishing at a time of the paper's zone, and not before.

use super::manuscripts::{call, decide, findings, text};
use crate::{
    paper::{Browser, Paper},
    program::Server,
};
use serde_json::json;
use tilshi::{
    account::model::Role,
    desk::{
        model::{Decided, Finding},
        publishing::worker::publish_due,
    },
    error::{AppError, Problem},
    server::{configuration::DatabaseUrl, database::Database},
    site::pages::now,
};

#[tokio::test]
async fn it_is_published_by_itself_in_the_state_that_was_looked_at() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper
        .manuscript(editor.id, &fields, &text("Looked at."))
        .await;
    let id = manuscript.id;
    let arguments = json!({
        "manuscript": id, "seen": "draft", "revision": manuscript.revision, "at": "2031-06-01T18:30"
    });
    let decided = decide(&editor.browser, "schedule-publication", arguments).await;
    assert_eq!(decided, Decided::Done);
    assert_eq!(paper.standing(id).await, "scheduled");
    // 18:30 in Almaty, five hours before UTC.
    let at = paper
        .number(&format!(
            "SELECT scheduled_at FROM manuscripts WHERE id = {id}"
        ))
        .await;
    assert_eq!(at, 1_938_087_000_000);
    assert_eq!(
        paper.events(id).await,
        ["scheduled:1 June 2031, 18:30".to_owned()]
    );
    paper.save(id, &fields, &text("Later.")).await;
    publish_due(&paper.database, &paper.configuration, now())
        .await
        .expect("the database");
    assert_eq!(paper.get("/en/education/the-bridge").await.status(), 404);
    publish_due(&paper.database, &paper.configuration, at)
        .await
        .expect("the database");
    let page = paper.page("/en/education/the-bridge").await;
    assert!(page.contains("Looked at.") && !page.contains("Later."));
}

#[tokio::test]
async fn it_can_be_taken_back_and_set_anew() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(editor.id, &fields, &text("First.")).await;
    let id = manuscript.id;
    let schedule = async |seen: &str, at: &str| {
        let arguments = json!({
            "manuscript": id, "seen": seen, "revision": manuscript.revision, "at": at
        });
        decide(&editor.browser, "schedule-publication", arguments).await
    };
    assert_eq!(schedule("draft", "2031-06-01T18:30").await, Decided::Done);
    assert_eq!(
        schedule("draft", "2031-06-01T19:30").await,
        Decided::Overtaken
    );
    assert_eq!(
        schedule("scheduled", "2031-06-01T19:30").await,
        Decided::Done
    );
    let cancel = json!({"manuscript": id, "seen": "scheduled"});
    assert_eq!(
        decide(&editor.browser, "cancel-schedule", cancel.clone()).await,
        Decided::Done
    );
    assert_eq!(paper.standing(id).await, "submitted");
    assert_eq!(
        decide(&editor.browser, "cancel-schedule", cancel).await,
        Decided::Overtaken
    );
    publish_due(&paper.database, &paper.configuration, i64::MAX)
        .await
        .expect("the database");
    assert_eq!(paper.standing(id).await, "submitted");
}

#[tokio::test]
async fn times_that_will_not_come_are_refused_and_say_why() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(editor.id, &fields, &text("First.")).await;
    for (at, problem) in [
        ("2020-01-01T10:00", Problem::Past),
        ("", Problem::NotATime),
        ("tomorrow", Problem::NotATime),
        ("2031-02-30T10:00", Problem::NotATime),
        ("2031-06-01T10:00Z", Problem::NotATime),
    ] {
        let arguments = json!({
            "manuscript": manuscript.id, "seen": "draft", "revision": manuscript.revision, "at": at
        });
        let answer = call(&editor.browser, "schedule-publication", arguments).await;
        assert_eq!(answer.refusal(), AppError::invalid("at", problem), "{at}");
    }
    assert_eq!(paper.standing(manuscript.id).await, "draft");
}

#[tokio::test]
async fn in_a_zone_that_changes_its_clocks_a_skipped_time_is_named() {
    let paper = Paper::start_with(&[("TILSHI_SITE_TIME_ZONE", "Europe/Berlin")]).await;
    let editor = paper.signed_in(Role::Editor).await;
    // Nothing but the time is looked at before it has been understood.
    let arguments = |at: &str| json!({"manuscript": 1, "seen": "draft", "revision": 1, "at": at});
    let answer = call(
        &editor.browser,
        "schedule-publication",
        arguments("2031-03-30T02:30"),
    )
    .await;
    assert_eq!(
        answer.refusal(),
        AppError::invalid("at", Problem::SkippedTime)
    );
    let answer = call(
        &editor.browser,
        "schedule-publication",
        arguments("2031-03-30T03:30"),
    )
    .await;
    assert_eq!(answer.refusal(), AppError::NotFound);
}

#[tokio::test]
async fn an_embargo_holds_until_its_time() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(editor.id, &fields, &text("First.")).await;
    let id = manuscript.id;
    let embargo = async |until: &str| {
        let arguments = json!({"manuscript": id, "until": until});
        decide(&editor.browser, "set-embargo", arguments).await
    };
    assert_eq!(embargo("2031-06-01T12:00").await, Decided::Done);
    let held = [Finding::Embargo("1 June 2031, 12:00".to_owned())];
    let now = json!({"manuscript": id, "seen": "draft", "revision": manuscript.revision});
    let decided = decide(&editor.browser, "publish-manuscript", now.clone()).await;
    assert_eq!(findings(decided), held);
    let at = |at: &str| json!({"manuscript": id, "seen": "draft", "revision": manuscript.revision, "at": at});
    let early = decide(
        &editor.browser,
        "schedule-publication",
        at("2031-06-01T11:59"),
    )
    .await;
    assert_eq!(findings(early), held);
    let decided = decide(
        &editor.browser,
        "schedule-publication",
        at("2031-06-01T12:00"),
    )
    .await;
    assert_eq!(decided, Decided::Done);
    let later = embargo("2031-06-01T12:01").await;
    assert_eq!(
        findings(later),
        [Finding::Embargo("1 June 2031, 12:01".to_owned())]
    );
    assert_eq!(embargo("").await, Decided::Done);
    let cancel = json!({"manuscript": id, "seen": "scheduled"});
    decide(&editor.browser, "cancel-schedule", cancel).await;
    let arguments = json!({"manuscript": id, "seen": "submitted", "revision": manuscript.revision});
    let decided = decide(&editor.browser, "publish-manuscript", arguments).await;
    assert_eq!(decided, Decided::Done);
}

#[tokio::test]
async fn the_program_publishes_without_anybody_asking() {
    let server = Server::start("error");
    let file = server.data().join("tilshi.db");
    let database = Database::open(&DatabaseUrl::of_sqlite_file(&file), 1)
        .await
        .expect("the program's database");
    let fields = json!({"headline": "The bridge", "section": 1, "authors": [1]});
    let mut transaction = database.write().await.expect("a transaction");
    for sql in [
        "INSERT INTO sections (id, language, slug, name, position, translation_group) \
         VALUES (1, 'en', 'education', 'Education', 0, 'a')"
            .to_owned(),
        "INSERT INTO authors (id, language, slug, given_name, surname, translation_group) \
         VALUES (1, 'en', 'a', 'A', 'B', 'a')"
            .to_owned(),
        format!(
            "INSERT INTO manuscripts (id, language, translation_group, status, head_id, scheduled_revision_id, \
             scheduled_at, created_at, changed_at) VALUES (1, 'en', 'a', 'scheduled', 1, 1, {}, 0, 0)",
            now() - 1
        ),
        format!(
            "INSERT INTO revisions (id, manuscript_id, kind, created_at, fields, body, words) \
             VALUES (1, 1, 'saved', 0, '{fields}', '{}', 1)",
            text("First.")
        ),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut *transaction)
            .await
            .expect("stored");
    }
    transaction.commit().await.expect("a commit");
    let browser = Browser::new(server.address);
    for _ in 0..50 {
        if browser.get("/en/education/the-bridge").await.status == 200 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("not published within ten seconds: {}", server.log());
}
