//! Lists that are shared with everybody, and lists that several people edit.

use super::{LATER, headlines, later, reader, save};
use crate::paper::Paper;
use serde_json::{Value, json};
use tilshi::account::model::Role;

#[tokio::test]
async fn a_list_is_shared_copied_and_shared_no_longer() {
    let paper = Paper::start().await;
    let (person, articles) = reader(&paper).await;
    let browser = &person.browser;
    save(browser, &articles[0].0).await;
    let note = [("article", articles[0].0.as_str()), ("note", "Own words")];
    browser.fill(&later(), "note-article", &note).await;
    let shared = browser.fill(&later(), "open-list", &[]).await;
    let page = browser.follow(&shared).await;
    let url = page.attributes("#public-address", "value").remove(0);
    let address = url[url.find("/en/list/").expect("its address")..].to_owned();

    let stranger = paper.browser();
    let page = stranger.page(&address).await;
    assert_eq!(page.texts("h1"), ["Read later"]);
    assert_eq!(
        page.texts(".lists .kicker"),
        [format!("A list by {}", person.name)]
    );
    assert_eq!(headlines(&page), [articles[0].1.as_str()]);
    assert!(!page.body.contains("Own words"), "notes are nobody else's");
    assert_eq!(
        page.attributes("meta[property='og:title']", "content"),
        ["Read later"]
    );
    // The same bytes for everybody, its owner among them.
    assert_eq!(browser.page(&address).await.body, page.body);
    let feed = page.attributes("link[type='application/rss+xml']", "href");
    assert_eq!(feed, [format!("{address}/feed.xml")]);
    assert_eq!(stranger.get(&feed[0]).await.status, 200);

    let other = paper.signed_in(Role::Reader).await;
    let public_id = address.rsplit('/').next().expect("an id");
    let copied = other
        .browser
        .post_form("/en/lists", "take-copy", &[("public_id", public_id)])
        .await;
    let page = other.browser.follow(&copied).await;
    assert_eq!(headlines(&page), [articles[0].1.as_str()]);

    let stopped = browser.fill(&later(), "close-list", &[]).await;
    assert_eq!(stopped.status, 303);
    let gone = stranger.get(&address).await;
    assert_eq!(gone.status, 404);
    assert_eq!(gone.texts("h1"), ["This list is no longer shared"]);
    let never = format!("/en/list/{}", "ab".repeat(16));
    assert_eq!(
        stranger.get(&never).await.texts("h1"),
        ["There is no such page"]
    );
}

#[tokio::test]
async fn a_list_is_edited_together_by_invitation() {
    let paper = Paper::start().await;
    let (person, articles) = reader(&paper).await;
    let browser = &person.browser;
    let made = browser
        .fill("/en/lists", "make-list", &[("name", "Together")])
        .await;
    let list = made.header("location").to_owned();
    let id = list.rsplit('/').next().expect("an id").to_owned();
    let answer = browser
        .call_json("/fn/reading-list/invite-editors", &json!({"list": id}))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let invitation: Value = serde_json::from_str(&answer.body).expect("an invitation");
    let url = invitation["url"].as_str().expect("its link");
    let join = url[url.find("/en/lists/join").expect("its page")..].to_owned();

    let stranger = paper.browser().page(&join).await;
    assert_eq!(stranger.header("referrer-policy"), "no-referrer");
    assert_eq!(stranger.texts("main button"), [""; 0]);
    let other = paper.signed_in(Role::Reader).await;
    // Looking at it changes nothing.
    other.browser.page(&join).await;
    assert_eq!(other.browser.get(&list).await.status, 404);
    let joined = other.browser.fill(&join, "take-part", &[]).await;
    assert_eq!(joined.header("location"), list);
    let fields = [("article", articles[0].0.as_str()), ("list", id.as_str())];
    other
        .browser
        .post_form("/en/lists", "save-article", &fields)
        .await;
    let page = browser.page(&list).await;
    assert_eq!(headlines(&page), [articles[0].1.as_str()]);
    assert!(page.body.contains(&other.name), "its editors are named");

    let left = other.browser.fill(&list, "leave-editors", &[]).await;
    assert_eq!(left.status, 303);
    let fields = [("article", articles[1].0.as_str()), ("list", id.as_str())];
    browser
        .post_form("/en/lists", "save-article", &fields)
        .await;
    assert_eq!(headlines(&other.browser.page(&list).await).len(), 1);
    let later = browser.page(&format!("/en/lists/{LATER}")).await;
    assert_eq!(headlines(&later), [""; 0]);
}
