//! Looking back.

use super::{body, operation, save};
use crate::paper::Paper;
use serde_json::{Value, json};
use tilshi::{
    account::model::Role,
    desk::model::{
        Action, BlockChange, Comparison, RevisionKind, RevisionsPage, Saved, WordChange,
    },
    error::{AppError, Problem},
};

#[tokio::test]
async fn revisions_are_listed_compared_named_and_restored() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let call =
        async |function: &str, arguments: Value| author.browser.desk(function, arguments).await;
    let created = author.browser.head(id).await.revision;
    let one = author
        .browser
        .keep(save(id, created, "Old head", &["One two.", "Gone."]))
        .await;
    let two = author
        .browser
        .keep(save(id, one, "New head", &["One three.", "New <b>."]))
        .await;

    let page: RevisionsPage = call("list-revisions", json!({"manuscript": id}))
        .await
        .read();
    let listed: Vec<_> = page
        .revisions
        .iter()
        .map(|revision| (revision.id, revision.kind, revision.is_head))
        .collect();
    assert_eq!(
        listed,
        [
            (two, RevisionKind::Saved, true),
            (one, RevisionKind::Saved, false),
            (created, RevisionKind::Created, false),
        ]
    );
    assert_eq!(page.before, None);
    assert_eq!(page.revisions[0].person, author.name);
    assert_eq!(page.revisions[1].words, 3);

    let comparison: Comparison = call(
        "compare-revisions",
        json!({"manuscript": id, "before": one}),
    )
    .await
    .read();
    assert_eq!(comparison.fields.len(), 1);
    assert_eq!(comparison.fields[0].0, "headline");
    assert!(
        comparison.fields[0]
            .1
            .contains(&WordChange::Removed("Old".to_owned())),
        "{comparison:?}"
    );
    assert!(
        comparison.blocks.iter().any(|block| matches!(block, BlockChange::Changed(words)
            if words.iter().any(|word| matches!(word, WordChange::Added(added) if added.contains("three"))))),
        "{comparison:?}"
    );
    assert!(
        !format!("{comparison:?}").contains("Added(\"<p>New <b>"),
        "{comparison:?}"
    );
    let arguments = json!({"manuscript": id, "before": created, "after": one});
    let comparison: Comparison = call("compare-revisions", arguments).await.read();
    assert!(
        comparison
            .blocks
            .contains(&BlockChange::Added("<p>Gone.</p>".to_owned())),
        "{comparison:?}"
    );

    let name =
        |revision: i64, name: &str| json!({"manuscript": id, "revision": revision, "name": name});
    assert_eq!(
        call("name-revision", name(one, "  Before  the cut "))
            .await
            .status,
        200
    );
    let page: RevisionsPage = call("list-revisions", json!({"manuscript": id, "before": two}))
        .await
        .read();
    assert_eq!(page.revisions[0].name, "Before the cut");
    assert_eq!(call("name-revision", name(one, "")).await.status, 200);
    assert_eq!(
        paper
            .number("SELECT COUNT(*) FROM revisions WHERE name IS NOT NULL")
            .await,
        0
    );
    let long = call("name-revision", name(one, &"ә".repeat(101)))
        .await
        .refusal();
    assert_eq!(long, AppError::invalid("name", Problem::TooLong(100)));

    let arguments = json!({"manuscript": id, "revision": one, "operation": operation()});
    let restored = call("restore-revision", arguments.clone()).await;
    let Saved::Merged {
        revision,
        body: text,
        fields,
        ..
    } = restored.read()
    else {
        panic!("{}", restored.body);
    };
    assert_eq!(
        (text, fields.headline.as_str()),
        (body(&["One two.", "Gone."]), "Old head")
    );
    assert!(revision > two, "a new revision: nothing is lost");
    assert_eq!(author.browser.head(id).await.revision, revision);
    assert_eq!(
        call("restore-revision", arguments).await.body,
        restored.body,
        "done once"
    );
    let events = author.browser.writing_page(id).await.events;
    assert_eq!(
        events
            .iter()
            .filter(|event| event.action == Action::Restored)
            .count(),
        1
    );
    let undo = json!({"manuscript": id, "revision": two, "operation": operation()});
    call("restore-revision", undo).await.read::<Saved>();
    assert_eq!(author.browser.head(id).await.fields.headline, "New head");
}

#[tokio::test]
async fn revisions_belong_to_their_manuscript() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let (mine, other) = (author.browser.begin().await, author.browser.begin().await);
    let foreign = author.browser.head(other).await.revision;
    let mut watch = paper.watch().await;
    for (function, arguments) in [
        (
            "compare-revisions",
            json!({"manuscript": mine, "before": foreign}),
        ),
        (
            "compare-revisions",
            json!({"manuscript": mine, "before": 999_999}),
        ),
        (
            "restore-revision",
            json!({"manuscript": mine, "revision": foreign, "operation": operation()}),
        ),
        (
            "name-revision",
            json!({"manuscript": mine, "revision": foreign, "name": "x"}),
        ),
    ] {
        let refused = author.browser.desk(function, arguments).await.refusal();
        assert_eq!(refused, AppError::NotFound, "{function}");
    }
    assert!(!watch.has_changed().await);
}

#[tokio::test]
async fn the_list_of_revisions_has_pages() {
    let paper = Paper::start_with(&[]).await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let mut base = author.browser.head(id).await.revision;
    for number in 0..60 {
        base = author
            .browser
            .keep(save(id, base, &number.to_string(), &["One."]))
            .await;
    }
    let mut before = None;
    let mut read = Vec::new();
    loop {
        let arguments = json!({"manuscript": id, "before": before});
        let page: RevisionsPage = author
            .browser
            .desk("list-revisions", arguments)
            .await
            .read();
        assert!(page.revisions.len() <= 50);
        read.extend(page.revisions.iter().map(|revision| revision.id));
        before = page.before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(read.len(), 61);
    assert!(
        read.windows(2).all(|pair| pair[0] > pair[1]),
        "the newest first"
    );
}
