//! Who has an article open.

use crate::paper::{Browser, Paper};
use serde_json::json;
use tilshi::{
    account::model::Role,
    desk::model::{Action, Happening},
    error::{AppError, Problem},
};

async fn report(browser: &Browser, manuscript: i64, tab: &str, writes: bool) -> Happening {
    let arguments = json!({"manuscript": manuscript, "tab": tab, "writes": writes});
    browser.desk("report-presence", arguments).await.read()
}

#[tokio::test]
async fn whoever_comes_second_is_told_and_may_take_over() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let editor = paper.signed_in(Role::Editor).await;
    let id = author.browser.begin().await;
    let alone = report(&author.browser, id, "tab-aaaa", true).await;
    assert_eq!(alone.present.len(), 1);
    assert!(alone.present[0].writes);
    let both = report(&editor.browser, id, "tab-bbbb", false).await;
    let names: Vec<_> = both
        .present
        .iter()
        .map(|there| there.person.name.clone())
        .collect();
    assert_eq!(names, [author.name.clone(), editor.name.clone()]);
    assert!(!both.present[1].writes);

    let take = json!({"manuscript": id, "tab": "tab-bbbb"});
    let taken: Happening = editor.browser.desk("take-over", take.clone()).await.read();
    assert_eq!(taken.present[0].taken_by, Some(editor.name.clone()));
    assert_eq!(taken.present[1].taken_by, None);
    let told = report(&author.browser, id, "tab-aaaa", true).await;
    assert_eq!(
        told.present[0].taken_by,
        Some(editor.name.clone()),
        "until it is taken back"
    );
    editor
        .browser
        .desk("take-over", take)
        .await
        .read::<Happening>();
    let events = author.browser.writing_page(id).await.events;
    let taken_over = events
        .iter()
        .filter(|event| event.action == Action::TakenOver)
        .count();
    assert_eq!(taken_over, 1, "once is enough");

    let leave = json!({"manuscript": id, "tab": "tab-bbbb"});
    assert_eq!(
        editor.browser.desk("leave-manuscript", leave).await.status,
        200
    );
    let alone = report(&author.browser, id, "tab-aaaa", true).await;
    assert_eq!(alone.present.len(), 1);
    // Nobody can make another's tab leave.
    let leave = json!({"manuscript": id, "tab": "tab-aaaa"});
    editor.browser.desk("leave-manuscript", leave).await;
    let page = editor.browser.writing_page(id).await;
    assert_eq!(page.present.len(), 1);
}

#[tokio::test]
async fn a_tab_has_a_proper_name() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    for tab in ["", "short", "tab aaaa", "қойынды-1", &"a".repeat(65)] {
        for (function, arguments) in [
            (
                "report-presence",
                json!({"manuscript": id, "tab": tab, "writes": true}),
            ),
            ("take-over", json!({"manuscript": id, "tab": tab})),
            ("leave-manuscript", json!({"manuscript": id, "tab": tab})),
        ] {
            let refused = author.browser.desk(function, arguments).await.refusal();
            assert_eq!(
                refused,
                AppError::invalid("tab", Problem::NotAChoice),
                "{function}"
            );
        }
    }
}
