//! Posts of other sites: a link until the reader wants them.

use super::manuscripts::publish;
use crate::paper::Paper;
use serde_json::json;
use tilshi::account::model::Role;

#[tokio::test]
async fn a_post_is_a_link_that_says_what_it_does_and_asks_nobody() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let fields = paper.complete_fields("The bridge").await;
    let body = json!({"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "See."}]},
        {"type": "embed", "attrs": {"url": "https://youtu.be/dQw4w9WgXcQ?si=tracking"}},
    ]});
    let manuscript = paper
        .manuscript(editor.id, &fields, &body.to_string())
        .await;
    publish(&editor.browser, &manuscript, "draft").await;
    let page = paper.browser().page("/en/education/the-bridge").await;
    assert_eq!(
        page.attributes("figure.embed", "data-embed"),
        ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
    );
    assert_eq!(
        page.attributes("figure.embed", "aria-label"),
        ["Post from YouTube"]
    );
    assert_eq!(page.texts("figure.embed a"), ["Show the post from YouTube"]);
    assert_eq!(
        page.attributes("figure.embed a", "href"),
        ["https://www.youtube.com/watch?v=dQw4w9WgXcQ"]
    );
    assert_eq!(
        page.texts("figure.embed figcaption"),
        ["YouTube will then receive data about your visit."]
    );
    assert_eq!(page.texts("iframe").len(), 0);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("frame-src https://www.youtube-nocookie.com"),
        "{policy}"
    );
}
