//! What was wrong and has been put right, told to readers.

use super::manuscripts::{call, decide, publish, text};
use crate::paper::Paper;
use serde_json::json;
use tilshi::{
    account::model::Role,
    desk::model::Decided,
    error::{AppError, Problem},
};

#[tokio::test]
async fn a_correction_stands_under_its_article_and_among_all() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let manuscript = paper.manuscript(editor.id, &fields, &text("First.")).await;
    let id = manuscript.id;
    let correct = async |words: &str| {
        let arguments = json!({"manuscript": id, "words": words});
        decide(&editor.browser, "add-correction", arguments).await
    };
    assert_eq!(correct("Too early.").await, Decided::Overtaken);
    let page = paper.browser().page("/en/corrections").await;
    assert_eq!(page.texts(".empty").len(), 1);
    publish(&editor.browser, &manuscript, "draft").await;
    let empty = json!({"manuscript": id, "words": " "});
    assert_eq!(
        call(&editor.browser, "add-correction", empty)
            .await
            .refusal(),
        AppError::invalid("words", Problem::Missing)
    );
    let words = "The bridge is 12 m <long>, not 21.";
    assert_eq!(correct(words).await, Decided::Done);

    let article = paper.browser().page("/en/education/the-bridge").await;
    assert_eq!(article.texts(".corrections h2"), ["Corrections"]);
    assert_eq!(article.texts(".correction span"), [words]);
    assert_eq!(article.attributes(".correction time", "datetime").len(), 1);
    let page = paper.browser().page("/en/corrections").await;
    assert_eq!(page.texts("main h1"), ["Corrections"]);
    assert_eq!(
        page.attributes("main h2 a", "href"),
        ["/en/education/the-bridge"]
    );
    assert_eq!(page.texts(".correction span"), [words]);
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        [format!(
            "{}/en/corrections",
            paper.configuration.site.url.as_str().trim_end_matches('/')
        )]
    );
    let front = paper.browser().page("/ru").await;
    assert!(
        front
            .attributes(".footer a", "href")
            .contains(&"/ru/corrections".to_owned())
    );
    assert_eq!(
        paper
            .browser()
            .page("/ru/corrections")
            .await
            .texts(".empty")
            .len(),
        1,
        "each language has its own"
    );

    let away = json!({"manuscript": id, "seen": "published", "note": ""});
    decide(&editor.browser, "withdraw-manuscript", away).await;
    let page = paper.browser().page("/en/corrections").await;
    assert!(!page.body.contains("The bridge"));
}

#[tokio::test]
async fn all_corrections_are_to_be_found_page_by_page() {
    let paper = Paper::start().await;
    let article = paper
        .number("SELECT MIN(id) FROM articles WHERE language = 'en'")
        .await;
    for number in 0..45 {
        // Several of the same moment.
        let at = 1_700_000_000_000_i64 + number / 4;
        paper
            .change(&format!(
                "INSERT INTO corrections (article_id, language, at, words) VALUES ({article}, 'en', {at}, 'no {number}.')"
            ))
            .await;
    }
    let (mut path, mut found, mut pages) = ("/en/corrections".to_owned(), Vec::new(), 0);
    loop {
        let page = paper.browser().page(&path).await;
        found.extend(page.texts(".correction span"));
        pages += 1;
        let ways = page.attributes(".ways a", "href");
        match ways.into_iter().find(|href| href.contains("before=")) {
            Some(older) => path = older,
            None => break,
        }
    }
    assert_eq!(pages, 3);
    let expected: Vec<String> = (0..45)
        .rev()
        .map(|number| format!("no {number}."))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(paper.get("/en/corrections?before=x").await.status(), 404);
}
