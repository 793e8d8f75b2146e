//! The feed and what is followed, for readers without scripts.

use super::reader;
use crate::paper::{Browser, Paper};
use tilshi::account::model::Role;

/// Makes an English section with so many articles, published at 1, 2, 3 … and gives its id.
async fn section(paper: &Paper, articles: i64) -> String {
    paper
        .change(
            "INSERT INTO sections (language, slug, name, position, translation_group) \
             VALUES ('en', 'steppe', 'Steppe', 9, 'steppe')",
        )
        .await;
    publish(paper, 1..=articles).await;
    paper
        .number("SELECT id FROM sections WHERE slug = 'steppe'")
        .await
        .to_string()
}

async fn publish(paper: &Paper, moments: impl Iterator<Item = i64>) {
    for moment in moments {
        paper
            .change(&format!(
                "INSERT INTO articles (language, section_id, slug, headline, body, excerpt, reading_minutes, status, \
                 published_at, created_at, changed_at, translation_group) SELECT 'en', id, 'h{moment}', 'Head {moment}', \
                 '{{\"type\":\"doc\",\"content\":[{{\"type\":\"paragraph\"}}]}}', 'Begin', 3, 'published', {moment}, 1, 1, \
                 'h{moment}' FROM sections WHERE slug = 'steppe'"
            ))
            .await;
    }
}

async fn follow(browser: &Browser, id: &str, followed: &str) {
    let fields = [
        ("kind", "section"),
        ("id", id),
        ("followed", followed),
        ("back", "/en/lists/following"),
    ];
    let answer = browser
        .post_form("/en/lists", "follow-topic", &fields)
        .await;
    assert_eq!(answer.header("location"), "/en/lists/following");
}

#[tokio::test]
async fn what_is_followed_is_listed_and_given_up_there() {
    let paper = Paper::start_with(&[]).await;
    let browser = paper.signed_in(Role::Reader).await.browser;
    let id = section(&paper, 1).await;
    let page = browser.page("/en/lists/following").await;
    assert_eq!(page.texts(".empty strong"), ["You follow nothing yet"]);
    follow(&browser, &id, "yes").await;
    follow(&browser, "999999", "yes").await;
    let page = browser.page("/en/lists/following").await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.texts("h1"), ["What you follow"]);
    assert_eq!(page.texts(".kind"), ["Section", "Section"]);
    assert_eq!(page.texts(".people a"), ["Steppe"]);
    assert_eq!(page.attributes(".people a", "href"), ["/en/steppe"]);
    assert_eq!(page.texts(".people .gone"), ["No longer in the paper"]);
    assert_eq!(page.texts(".act button"), ["Unfollow", "Unfollow"]);

    let unfollow = [("id", id.as_str())];
    // The first of the forms is the section's.
    let answer = browser
        .fill("/en/lists/following", "follow-topic", &unfollow)
        .await;
    assert_eq!(browser.follow(&answer).await.texts(".people a"), [""; 0]);
}

#[tokio::test]
async fn the_feed_has_pages_and_a_mark_where_the_reader_was() {
    let paper = Paper::start_with(&[]).await;
    let browser = paper.signed_in(Role::Reader).await.browser;
    let id = section(&paper, 17).await;
    let page = browser.page("/en/lists/feed").await;
    assert_eq!(page.texts(".empty strong"), ["You follow nothing yet"]);
    follow(&browser, &id, "yes").await;
    let page = browser.page("/en/lists/feed").await;
    let headlines = page.texts(".entry h3");
    assert_eq!(headlines.len(), 15);
    assert_eq!(headlines[0], "Head 17");
    assert_eq!(page.texts(".mark-line"), [""; 0], "there was no last visit");
    let older = page.attributes(".ways a[rel='next']", "href").remove(0);
    assert_eq!(
        browser.page(&older).await.texts(".entry h3"),
        ["Head 2", "Head 1"]
    );

    // A visit alone changes nothing; the form does.
    let seen = browser.fill("/en/lists/feed", "see-feed", &[]).await;
    let page = browser.follow(&seen).await;
    assert_eq!(page.texts(".mark-line"), [""; 0]);
    assert_eq!(page.texts("form.act button"), [""; 0], "all is seen");
    let future = tilshi::site::pages::now() + 1;
    publish(&paper, future..=future + 1).await;
    let page = browser.page("/en/lists/feed").await;
    assert_eq!(
        page.texts(".kept > li:nth-child(1), .kept > li:nth-child(4)"),
        ["New since your last visit", "Earlier"]
    );
    assert_eq!(page.texts("form.act button"), ["Mark all as seen"]);
    let again = browser.page("/en/lists/feed").await;
    assert_eq!(
        again.texts(".mark-line"),
        ["New since your last visit", "Earlier"]
    );
}

#[tokio::test]
async fn whoever_is_not_signed_in_has_a_feed_in_the_browser_only() {
    let paper = Paper::start().await;
    let stranger = paper.browser();
    for path in ["/en/lists/feed", "/en/lists/following"] {
        let page = stranger.page(path).await;
        assert_eq!(
            page.texts(".without-script strong"),
            ["You follow nothing yet"]
        );
    }
    let refused = stranger.post_form("/en/lists", "see-feed", &[]).await;
    assert_eq!(refused.status, 401);
    assert_eq!(
        stranger.page("/en/lists/feed?before=nonsense").await.status,
        200
    );
}

#[tokio::test]
async fn the_front_page_is_the_same_whether_something_is_followed_or_not() {
    let paper = Paper::start().await;
    let (person, _) = reader(&paper).await;
    let id = section(&paper, 3).await;
    follow(&person.browser, &id, "yes").await;
    let main = |page: &str| {
        let start = page.find("<main").expect("the page");
        let end = page.find("</main>").expect("its end");
        page[start..end].to_owned()
    };
    let theirs = main(&person.browser.page("/en").await.body);
    assert_eq!(theirs, main(&paper.browser().page("/en").await.body));
    assert!(
        theirs.contains("<div class=\"my-feed\"></div>"),
        "the place of the feed is there and empty"
    );
}
