//! From a draft to readers and away from them again, by whoever may.

use super::manuscripts::{call, decide, findings, publish, text};
use crate::paper::{Paper, header};
use serde_json::json;
use tilshi::{
    account::model::Role,
    desk::model::{Check, Decided, Finding},
    error::{AppError, Problem},
};

#[tokio::test]
async fn an_article_goes_from_its_author_to_readers() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let editor = paper.signed_in(Role::Editor).await;
    let mut fields = paper.complete_fields("The bridge is open").await;
    fields.description = "For search engines & messengers.".to_owned();
    let mut manuscript = paper.manuscript(author.id, &fields, &text("First.")).await;
    let id = manuscript.id;

    let note = json!({"manuscript": id, "seen": "draft", "note": "  Please read.  "});
    let submitted = decide(&author.browser, "submit-manuscript", note.clone()).await;
    assert_eq!(submitted, Decided::Done);
    let again = decide(&author.browser, "submit-manuscript", note).await;
    assert_eq!(again, Decided::Overtaken);
    let back = json!({"manuscript": id, "seen": "submitted", "note": "Who says so?"});
    assert_eq!(
        decide(&editor.browser, "return-manuscript", back).await,
        Decided::Done
    );
    assert_eq!(paper.standing(id).await, "draft");
    let said = json!({"manuscript": id, "note": "The mayor."});
    assert_eq!(call(&author.browser, "add-note", said).await.status, 200);
    let note = json!({"manuscript": id, "seen": "draft", "note": ""});
    decide(&author.browser, "submit-manuscript", note).await;

    assert_eq!(
        paper.get("/en/education/the-bridge-is-open").await.status(),
        404
    );
    publish(&editor.browser, &manuscript, "submitted").await;
    let page = paper
        .browser()
        .page("/en/education/the-bridge-is-open")
        .await;
    assert_eq!(page.texts("main h1"), ["The bridge is open"]);
    assert_eq!(
        page.attributes("meta[name=description]", "content"),
        ["For search engines & messengers."]
    );
    for list in ["/en", "/en/education", "/en/feed.xml"] {
        assert!(
            paper.page(list).await.contains("The bridge is open"),
            "{list}"
        );
    }
    assert_eq!(
        paper.events(id).await,
        [
            "submitted:Please read.",
            "returned:Who says so?",
            "note:The mayor.",
            "submitted:",
            "published:"
        ]
    );

    // What is saved then is a working copy until it is published.
    fields.headline = "The bridge is closed".to_owned();
    fields.slug = "bridge".to_owned();
    fields.description.clear();
    manuscript.revision = paper.save(id, &fields, &text("Second.")).await;
    let page = paper.page("/en/education/the-bridge-is-open").await;
    assert!(page.contains("First.") && !page.contains("Second."));
    publish(&editor.browser, &manuscript, "published").await;
    let moved = paper.get("/en/education/the-bridge-is-open").await;
    assert_eq!(moved.status(), 301);
    assert_eq!(header(&moved, "location"), "/en/education/bridge");
    let page = paper.browser().page("/en/education/bridge").await;
    assert_eq!(page.texts("main h1"), ["The bridge is closed"]);
    assert_eq!(
        page.attributes("meta[name=description]", "content"),
        ["What it is about."]
    );
    assert_eq!(page.texts("time.updated").len(), 1);
    assert!(!paper.page("/en").await.contains("The bridge is open"));
    publish(&editor.browser, &manuscript, "published").await;
    assert_eq!(paper.events(id).await.len(), 6, "nothing was changed since");
}

#[tokio::test]
async fn what_is_taken_away_is_gone_at_once_and_can_come_back() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(editor.id, &fields, &text("First.")).await;
    let id = manuscript.id;
    publish(&editor.browser, &manuscript, "draft").await;
    let address = "/en/education/the-bridge";

    let arguments = json!({"manuscript": id, "seen": "published", "note": "To be checked."});
    assert_eq!(
        decide(&editor.browser, "unpublish-article", arguments.clone()).await,
        Decided::Done
    );
    assert_eq!(paper.get(address).await.status(), 404);
    assert!(!paper.page("/en").await.contains("The bridge"));
    assert_eq!(
        decide(&editor.browser, "unpublish-article", arguments).await,
        Decided::Overtaken
    );
    publish(&editor.browser, &manuscript, "draft").await;
    assert_eq!(paper.get(address).await.status(), 200);

    let note = "It rested on a <forged> letter.";
    let arguments = json!({"manuscript": id, "seen": "published", "note": note});
    decide(&editor.browser, "withdraw-manuscript", arguments).await;
    let gone = paper.browser().get(address).await;
    assert_eq!(gone.status, 410);
    assert_eq!(gone.texts("main .note"), [note]);
    let data = paper
        .get("/fn/page?address=%2Fen%2Feducation%2Fthe-bridge")
        .await;
    assert_eq!(data.status(), 410);
    let error: AppError =
        serde_json::from_str(&data.text().await.expect("text")).expect("an error");
    assert_eq!(error, AppError::Gone(note.to_owned()));
    publish(&editor.browser, &manuscript, "withdrawn").await;
    assert_eq!(paper.get(address).await.status(), 200);
}

#[tokio::test]
async fn a_decision_about_something_that_is_no_longer_so_changes_nothing() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(editor.id, &fields, &text("First.")).await;
    let id = manuscript.id;
    let newer = paper.save(id, &fields, &text("Second.")).await;
    for (seen, revision) in [("draft", manuscript.revision), ("submitted", newer)] {
        let arguments = json!({"manuscript": id, "seen": seen, "revision": revision});
        let decided = decide(&editor.browser, "publish-manuscript", arguments).await;
        assert_eq!(decided, Decided::Overtaken);
    }
    assert_eq!(paper.standing(id).await, "draft");
    assert_eq!(paper.events(id).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_stands_against_it_is_said_before_and_holds_on_the_server() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let editor = paper.signed_in(Role::Editor).await;
    let mut fields = paper.complete_fields("").await;
    fields.authors.clear();
    let manuscript = paper.manuscript(author.id, &fields, &text("First.")).await;
    let arguments = json!({"manuscript": manuscript.id});
    let answer = call(&author.browser, "check-publication", arguments).await;
    let checks: Vec<Check> = serde_json::from_str(&answer.body).expect("checks");
    let expected = [
        (Finding::NoHeadline, true),
        (Finding::NoAuthor, true),
        (Finding::NoPicture, false),
    ]
    .map(|(finding, forbids)| Check { finding, forbids });
    assert_eq!(checks, expected);
    let arguments = json!({
        "manuscript": manuscript.id, "seen": "draft", "revision": manuscript.revision
    });
    let decided = decide(&editor.browser, "publish-manuscript", arguments).await;
    assert_eq!(findings(decided), [Finding::NoHeadline, Finding::NoAuthor]);
    assert_eq!(paper.standing(manuscript.id).await, "draft");
}

#[tokio::test]
async fn authors_decide_about_their_own_drafts_only() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let other = paper.signed_in(Role::Author).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(author.id, &fields, &text("First.")).await;
    let id = manuscript.id;
    for (function, arguments) in [
        ("check-publication", json!({"manuscript": id})),
        (
            "submit-manuscript",
            json!({"manuscript": id, "seen": "draft", "note": ""}),
        ),
        ("add-note", json!({"manuscript": id, "note": "x"})),
        ("share-preview", json!({"manuscript": id})),
        ("withdraw-preview", json!({"manuscript": id, "link": 1})),
    ] {
        let answer = call(&other.browser, function, arguments.clone()).await;
        assert_eq!(answer.refusal(), AppError::Forbidden, "{function}");
        let mut unknown = arguments;
        unknown["manuscript"] = json!(id + 100);
        let answer = call(&author.browser, function, unknown).await;
        assert_eq!(answer.refusal(), AppError::NotFound, "{function}");
    }
    for (function, arguments) in [
        (
            "publish-manuscript",
            json!({"manuscript": id, "seen": "draft", "revision": manuscript.revision}),
        ),
        (
            "schedule-publication",
            json!({"manuscript": id, "seen": "draft", "revision": manuscript.revision, "at": "2099-01-01T10:00"}),
        ),
        (
            "withdraw-manuscript",
            json!({"manuscript": id, "seen": "draft", "note": ""}),
        ),
        ("set-embargo", json!({"manuscript": id, "until": ""})),
        ("add-correction", json!({"manuscript": id, "words": "x"})),
    ] {
        let answer = call(&author.browser, function, arguments).await;
        assert_eq!(answer.refusal(), AppError::Forbidden, "{function}");
    }
    assert_eq!(paper.events(id).await, Vec::<String>::new());
}

#[tokio::test]
async fn notes_have_an_end_and_steps_have_an_order() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let id = paper
        .manuscript(editor.id, &fields, &text("First."))
        .await
        .id;
    let refusal = async |function: &str, arguments| {
        call(&editor.browser, function, arguments).await.refusal()
    };
    let long = json!({"manuscript": id, "seen": "draft", "note": "ә".repeat(2001)});
    assert_eq!(
        refusal("submit-manuscript", long).await,
        AppError::invalid("note", Problem::TooLong(2000))
    );
    let empty = json!({"manuscript": id, "note": " \n "});
    assert_eq!(
        refusal("add-note", empty).await,
        AppError::invalid("note", Problem::Missing)
    );
    for function in [
        "return-manuscript",
        "withdraw-manuscript",
        "unpublish-article",
    ] {
        let arguments = json!({"manuscript": id, "seen": "draft", "note": ""});
        assert_eq!(
            refusal(function, arguments).await,
            AppError::invalid("seen", Problem::NotAChoice),
            "{function}"
        );
    }
}
