//! Every form of the pages of lists, filled in and sent as it stands there.

use super::{LATER, headlines, later, reader, save};
use crate::paper::Paper;

#[tokio::test]
async fn articles_are_saved_ordered_and_removed() {
    let paper = Paper::start().await;
    let (person, articles) = reader(&paper).await;
    let browser = &person.browser;
    for (article, _) in &articles {
        save(browser, article).await;
    }
    let [first, second, third] = [0, 1, 2].map(|index: usize| articles[index].1.as_str());
    assert_eq!(
        headlines(&browser.page(&later()).await),
        [third, second, first]
    );

    let down = [("article", articles[2].0.as_str()), ("way", "down")];
    let moved = browser.fill(&later(), "move-article", &down).await;
    assert_eq!(moved.header("location"), later());
    assert_eq!(
        headlines(&browser.follow(&moved).await),
        [second, third, first]
    );
    let up = [("article", articles[0].0.as_str()), ("way", "up")];
    let moved = browser.fill(&later(), "move-article", &up).await;
    assert_eq!(
        headlines(&browser.follow(&moved).await),
        [second, first, third]
    );

    let remove = [("article", articles[1].0.as_str())];
    let removed = browser.fill(&later(), "remove-article", &remove).await;
    assert_eq!(headlines(&browser.follow(&removed).await), [first, third]);
}

#[tokio::test]
async fn articles_are_marked_noted_archived_and_found() {
    let paper = Paper::start().await;
    let (person, articles) = reader(&paper).await;
    let browser = &person.browser;
    for (article, _) in &articles {
        save(browser, article).await;
    }
    let [first, second, third] = [0, 1, 2].map(|index: usize| articles[index].1.as_str());
    let read = [("article", articles[0].0.as_str()), ("read", "yes")];
    browser.fill(&later(), "mark-article", &read).await;
    let archived = [("article", articles[1].0.as_str()), ("archived", "yes")];
    browser.fill(&later(), "archive-article", &archived).await;
    let note = [
        ("article", articles[2].0.as_str()),
        ("note", "Қайта оқу\r\nкерек"),
    ];
    browser.fill(&later(), "note-article", &note).await;
    let page = browser.page(&later()).await;
    assert_eq!(page.texts(".entry .note"), ["Қайта оқу\nкерек"]);
    let filtered = async |query: &str| {
        let address = format!("{}?{query}", later());
        headlines(&browser.page(&address).await)
    };
    assert_eq!(filtered("show=unread").await, [third]);
    assert_eq!(filtered("show=read").await, [first]);
    assert_eq!(filtered("show=archived").await, [second]);
    assert_eq!(filtered("q=%D2%9A%D0%90%D0%99%D0%A2%D0%90").await, [third]);
    assert_eq!(filtered("order=oldest").await, [first, second, third]);
}

#[tokio::test]
async fn lists_are_made_named_ordered_and_deleted() {
    let paper = Paper::start().await;
    let (person, articles) = reader(&paper).await;
    let browser = &person.browser;
    save(browser, &articles[0].0).await;
    let refused = browser
        .fill("/en/lists", "make-list", &[("name", " ")])
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.texts(".problem"), ["Fill this in."]);
    let made = browser
        .fill("/en/lists", "make-list", &[("name", " Дала ")])
        .await;
    let list = made.header("location").to_owned();
    let id = list.rsplit('/').next().expect("an id").to_owned();
    let page = browser.follow(&made).await;
    assert_eq!(page.texts("h1"), ["Дала"]);

    let add = [("article", articles[0].0.as_str())];
    // It stands in the list of another: the choice is that of the new one.
    let fields = [add[0], ("list", id.as_str()), ("back", list.as_str())];
    let added = browser
        .post_form("/en/lists", "save-article", &fields)
        .await;
    assert_eq!(headlines(&browser.follow(&added).await).len(), 1);

    let names = [("name", "Теңіз"), ("description", "Су туралы")];
    let named = browser.fill(&list, "name-list", &names).await;
    let page = browser.follow(&named).await;
    assert_eq!(page.texts("h1"), ["Теңіз"]);
    assert_eq!(page.texts("header .about"), ["Су туралы"]);

    let all = browser.page("/en/lists").await;
    assert_eq!(all.texts(".list-card h2"), ["Read later", "Теңіз"]);
    let up = [("list", id.as_str()), ("way", "up")];
    let moved = browser.fill("/en/lists", "move-list", &up).await;
    let all = browser.follow(&moved).await;
    assert_eq!(all.texts(".list-card h2"), ["Теңіз", "Read later"]);

    let deleted = browser.fill(&list, "delete-list", &[]).await;
    let all = browser.follow(&deleted).await;
    assert_eq!(all.texts(".list-card h2"), ["Read later"]);
    assert_eq!(browser.get(&list).await.status, 404);
    assert_eq!(headlines(&browser.page(&later()).await).len(), 1);
}

#[tokio::test]
async fn whoever_is_not_signed_in_gets_empty_pages_and_is_asked_to_sign_in() {
    let paper = Paper::start().await;
    let browser = paper.browser();
    let page = browser.page("/en/lists").await;
    assert_eq!(page.texts("h1"), ["Reading lists"]);
    assert_eq!(page.texts(".list-card h2"), ["Read later"]);
    assert_eq!(page.header("cache-control"), "no-store");
    let page = browser
        .page(&format!("/en/lists/{}", "ab".repeat(16)))
        .await;
    assert_eq!(headlines(&page), [""; 0]);
    let fields = [("article", "1"), ("list", LATER)];
    let refused = browser
        .post_form("/en/lists", "save-article", &fields)
        .await;
    assert_eq!(refused.status, 401);
    assert_eq!(
        refused.attributes("#refused a", "href"),
        ["/en/sign-in?next=/en/lists"]
    );
    assert_eq!(browser.get("/en/lists/nothing").await.status, 404);
    assert_eq!(browser.get("/en/lists/history/more").await.status, 404);
}

#[tokio::test]
async fn a_section_is_followed_from_its_page_and_no_longer() {
    let paper = Paper::start().await;
    let (person, _) = reader(&paper).await;
    let browser = &person.browser;
    let mut connection = paper.database.read().await.expect("a connection");
    let slug: String =
        sqlx::query_scalar("SELECT slug FROM sections WHERE language = 'en' LIMIT 1")
            .fetch_one(&mut *connection)
            .await
            .expect("a section");
    drop(connection);
    let section = browser.page(&format!("/en/{slug}")).await;
    assert_eq!(section.texts(".follow button .save"), ["Follow"]);
    let id = section
        .attributes(".follow input[name='id']", "value")
        .remove(0);
    let send = async |followed: &str, back: &str| {
        let fields = [
            ("kind", "section"),
            ("id", id.as_str()),
            ("followed", followed),
            ("back", back),
        ];
        browser
            .post_form("/en/lists", "follow-topic", &fields)
            .await
    };
    let answer = send("yes", "/en/мектеп").await;
    assert_eq!(
        answer.header("location"),
        "/en/%D0%BC%D0%B5%D0%BA%D1%82%D0%B5%D0%BF"
    );
    let topics = async || browser.page("/en/account/export").await.body;
    let export: serde_json::Value = serde_json::from_str(&topics().await).expect("JSON");
    assert!(
        export.to_string().contains("\"kind\":\"section\""),
        "{export}"
    );
    assert_eq!(send("no", "/en").await.status, 303);
}

#[tokio::test]
async fn nothing_that_leads_away_is_gone_back_to() {
    let paper = Paper::start().await;
    let (person, articles) = reader(&paper).await;
    for back in ["https://example.com/", "//example.com", "/en/\\example.com"] {
        let fields = [("article", articles[0].0.as_str()), ("back", back)];
        let answer = person
            .browser
            .post_form("/en/lists", "save-article", &fields)
            .await;
        assert_eq!(answer.header("location"), "/en", "{back}");
    }
}

#[tokio::test]
async fn the_history_is_switched_off_and_on() {
    let paper = Paper::start().await;
    let (person, _) = reader(&paper).await;
    let browser = &person.browser;
    let page = browser.page("/en/lists/history").await;
    assert_eq!(page.texts(".empty"), ["You have opened no article yet."]);
    let off = browser
        .fill("/en/lists/history", "keep-history", &[("kept", "no")])
        .await;
    let page = browser.follow(&off).await;
    assert_eq!(page.texts(".empty"), ["What you open is not remembered."]);
    let on = browser
        .fill("/en/lists/history", "keep-history", &[("kept", "yes")])
        .await;
    let page = browser.follow(&on).await;
    assert_eq!(page.texts(".empty"), ["You have opened no article yet."]);
}
