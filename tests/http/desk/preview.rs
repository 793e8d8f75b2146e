//! An article as readers will see it, for those who were sent a link and for the newsroom.

use super::manuscripts::{call, text};
use crate::paper::Paper;
use serde_json::json;
use tilshi::{account::model::Role, desk::model::PreviewLink, error::AppError};

async fn share(browser: &crate::paper::Browser, manuscript: i64) -> (PreviewLink, String) {
    let answer = call(browser, "share-preview", json!({"manuscript": manuscript})).await;
    let link: PreviewLink = serde_json::from_str(&answer.body).expect("a link");
    let url = link.url.clone().expect("the link itself");
    let path = url[url.find("/en/").expect("a path")..].to_owned();
    (link, path)
}

#[tokio::test]
async fn whoever_has_the_link_sees_the_newest_state_as_readers_will() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let mut fields = paper.complete_fields("The bridge").await;
    let id = paper
        .manuscript(author.id, &fields, &text("First."))
        .await
        .id;
    let (_, path) = share(&author.browser, id).await;
    fields.headline = "The new bridge".to_owned();
    paper.save(id, &fields, &text("Second.")).await;

    let stranger = paper.browser();
    let mut watch = paper.watch().await;
    let page = stranger.page(&path).await;
    assert_eq!(page.texts("main h1"), ["The new bridge"]);
    assert_eq!(page.texts(".body p"), ["Second."]);
    assert!(!watch.has_changed().await, "looking changes nothing");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("etag"), "");
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    for selector in ["link[rel=canonical]", "meta[property='og:url']", "#share"] {
        assert_eq!(page.attributes(selector, "rel").len(), 0, "{selector}");
        assert_eq!(page.texts(selector).len(), 0, "{selector}");
    }
    let token = path.split_once("token=").expect("a token").1;
    let links = page.attributes("a[href]", "href");
    assert!(links.iter().all(|href| !href.contains(token)), "{links:?}");
    assert_eq!(
        paper
            .number(&format!(
                "SELECT COUNT(*) FROM preview_links WHERE token_hash = '{token}'"
            ))
            .await,
        0,
        "kept as a hash"
    );
    // A reader's page is the same but for what only a published article has.
    let other = paper.browser().page("/en").await;
    assert_eq!(
        other.header("referrer-policy"),
        "strict-origin-when-cross-origin"
    );
}

#[tokio::test]
async fn a_link_that_is_over_says_so() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let fields = paper.complete_fields("The bridge").await;
    let id = paper
        .manuscript(author.id, &fields, &text("First."))
        .await
        .id;
    let (withdrawn, first) = share(&author.browser, id).await;
    let (_, second) = share(&author.browser, id).await;
    let arguments = json!({"manuscript": id, "link": withdrawn.id});
    for _ in 0..2 {
        let answer = call(&author.browser, "withdraw-preview", arguments.clone()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let unknown = json!({"manuscript": id, "link": withdrawn.id + 100});
    let answer = call(&author.browser, "withdraw-preview", unknown).await;
    assert_eq!(answer.refusal(), AppError::NotFound);
    let stranger = paper.browser();
    stranger.page(&second).await;
    paper
        .change("UPDATE preview_links SET expires_at = 1 WHERE withdrawn_at IS NULL")
        .await;
    let nonsense = format!("/en/preview?token={}", "a".repeat(43));
    for path in [&first, &second, &nonsense, &"/en/preview".to_owned()] {
        let page = stranger.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.texts("main h1"), ["This link no longer works"]);
        assert!(!page.body.contains("The bridge"));
        assert_eq!(page.header("cache-control"), "no-store");
    }
    assert_eq!(
        paper.events(id).await,
        ["preview-shared:", "preview-shared:", "preview-withdrawn:"]
    );
}

#[tokio::test]
async fn the_newsroom_sees_it_without_a_link() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let other = paper.signed_in(Role::Author).await;
    let fields = paper.complete_fields("The bridge").await;
    let id = paper
        .manuscript(author.id, &fields, &text("First."))
        .await
        .id;
    let path = format!("/en/desk/articles/{id}/page");
    let page = author.browser.page(&path).await;
    assert_eq!(page.texts("main h1"), ["The bridge"]);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(other.browser.get(&path).await.status, 403);
    let stranger = paper.browser().get(&path).await;
    assert_eq!(stranger.status, 303);
    let in_russian = author
        .browser
        .get(&format!("/ru/desk/articles/{id}/page"))
        .await;
    assert_eq!(in_russian.status, 303);
    assert_eq!(in_russian.header("location"), path, "in its own language");

    share(&author.browser, id).await;
    let around = author
        .browser
        .page(&format!("/ru/desk/articles/{id}/preview"))
        .await;
    let policy = around.header("content-security-policy");
    assert!(policy.contains("frame-src 'self' https://"), "{policy}");
    let data = author
        .browser
        .get(&format!(
            "/fn/account/page?address=%2Fru%2Fdesk%2Farticles%2F{id}%2Fpreview"
        ))
        .await;
    assert!(data.body.contains(&path), "{}", data.body);
    assert!(data.body.contains("links"), "{}", data.body);
    assert_eq!(
        author
            .browser
            .get("/en/desk/articles/999/page")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_draft_without_anything_can_be_looked_at() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let empty = json!({"type": "doc", "content": [{"type": "paragraph"}]}).to_string();
    let id = paper
        .manuscript(author.id, &Default::default(), &empty)
        .await
        .id;
    let page = author
        .browser
        .page(&format!("/en/desk/articles/{id}/page"))
        .await;
    assert_eq!(page.attributes("main > article", "class"), ["article"]);
    let nowhere: [&str; 0] = [];
    assert_eq!(page.attributes("article header a", "href"), nowhere);
}
