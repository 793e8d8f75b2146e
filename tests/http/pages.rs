//! What readers get at the addresses of the paper, without JavaScript.

use crate::paper::{Paper, header};
use scraper::{Html, Selector};
use tilshi::article::store::{change_slug, find_article, withdraw_article};
use tilshi::{article::slug::Slug, language::Language};

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(html)
        .select(&selector)
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(html)
        .select(&selector)
        .filter_map(|element| element.attr(name).map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn the_root_leads_to_the_readers_language() {
    let paper = Paper::start_with(&[]).await;
    for (cookie, accepts, expected) in [
        ("", "", "/kk"),
        ("", "ru-RU,ru;q=0.9,en;q=0.8", "/ru"),
        ("", "de,en;q=0.5", "/en"),
        ("a=b; language=en", "ru", "/en"),
        ("language=xx", "ru", "/ru"),
    ] {
        let response = paper
            .request("GET", "/")
            .header("cookie", cookie)
            .header("accept-language", accepts)
            .send()
            .await
            .expect("an answer");
        assert_eq!(response.status(), 302);
        assert_eq!(
            header(&response, "location"),
            expected,
            "{cookie} {accepts}"
        );
        assert_eq!(
            header(&response, "vary").to_lowercase(),
            "accept-language, cookie"
        );
    }
}

#[tokio::test]
async fn every_link_of_a_front_page_leads_somewhere() {
    let paper = Paper::start().await;
    for language in ["kk", "ru", "en"] {
        let html = paper.page(&format!("/{language}")).await;
        assert_eq!(attributes(&html, "html", "lang"), [language]);
        assert_eq!(texts(&html, "main h1").len(), 1);
        assert_eq!(texts(&html, ".lead h2").len(), 1);
        assert!(texts(&html, ".latest li").len() >= 5, "{language}");
        assert!(!texts(&html, ".section-row").is_empty(), "{language}");
        let mut links = attributes(
            &html,
            "a[href^='/'], link[rel=alternate][href^='/']",
            "href",
        );
        links.sort();
        links.dedup();
        assert!(links.len() > 15);
        for link in links {
            assert_eq!(paper.get(&link).await.status(), 200, "{link}");
        }
        for picture in attributes(&html, "img", "src") {
            let response = paper.get(&picture).await;
            assert_eq!(response.status(), 200, "{picture}");
            assert_eq!(header(&response, "content-type"), "image/webp");
            assert!(header(&response, "cache-control").contains("immutable"));
        }
    }
}

#[tokio::test]
async fn every_article_of_the_first_edition_is_complete() {
    let paper = Paper::start().await;
    let mut seen = 0;
    for language in Language::ALL {
        let feed = paper.page(&format!("/{}/feed.xml", language.code())).await;
        let channel = feed.parse::<rss::Channel>().expect("a feed");
        assert!(channel.items().len() >= 8);
        for item in channel.items() {
            let link = item.link().expect("a link");
            let path = link
                .strip_prefix("http://127.0.0.1:3000")
                .expect("of this site");
            let html = paper.page(path).await;
            assert_eq!(texts(&html, "main h1"), [item.title().expect("a title")]);
            assert!(!texts(&html, ".body > p").is_empty(), "{path}");
            assert!(!texts(&html, ".byline .author").is_empty(), "{path}");
            assert_eq!(texts(&html, ".others li").len(), 6, "{path}");
            let others = attributes(&html, ".others h3 a", "href");
            assert!(
                others.iter().all(|other| other != path),
                "{path} is among its own others"
            );
            for picture in attributes(&html, "main img", "alt") {
                assert!(!picture.is_empty(), "{path}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 32, "{seen} articles");
}

#[tokio::test]
async fn an_article_leads_to_its_translations_and_says_what_it_is() {
    let paper = Paper::start().await;
    let html = paper
        .page("/en/education/a-school-for-nine-hundred-opens-at-the-end-of-the-road")
        .await;
    let russian = attributes(&html, ".languages a[lang=ru]", "href");
    assert!(russian[0].starts_with("/ru/obrazovanie/"), "{russian:?}");
    let alternates = attributes(&html, "link[rel=alternate][hreflang]", "hreflang");
    assert_eq!(alternates.len(), 3, "{alternates:?}");
    assert_eq!(
        attributes(&html, "meta[property='og:type']", "content"),
        ["article"]
    );
    assert!(
        attributes(&html, "meta[property='og:image']", "content")[0]
            .starts_with("http://127.0.0.1:3000/media/")
    );
    assert_eq!(
        attributes(&html, "link[rel=canonical]", "href"),
        [
            "http://127.0.0.1:3000/en/education/a-school-for-nine-hundred-opens-at-the-end-of-the-road"
        ]
    );
    assert!(
        attributes(&html, ".share a", "href")[0]
            .starts_with("https://t.me/share/url?url=http%3A%2F%2F127")
    );
}

#[tokio::test]
async fn what_is_not_there_is_a_404_in_the_language_of_its_address() {
    let paper = Paper::start().await;
    for (path, language, heading) in [
        ("/kk/joq-bolim", "kk", "Мұндай бет жоқ"),
        ("/ru/obrazovanie/net-takoy", "ru", "Такой страницы нет"),
        ("/en/tag/nothing", "en", "There is no such page"),
        ("/en/author/nobody", "en", "There is no such page"),
        ("/en/a/b/c/d", "en", "There is no such page"),
        (
            "/en/education?before=nonsense",
            "en",
            "There is no such page",
        ),
        ("/xx", "kk", "Мұндай бет жоқ"),
        ("/kk/%ff", "kk", "Мұндай бет жоқ"),
    ] {
        let response = paper.get(path).await;
        assert_eq!(response.status(), 404, "{path}");
        let html = response.text().await.expect("text");
        assert_eq!(attributes(&html, "html", "lang"), [language], "{path}");
        assert_eq!(texts(&html, "main h1"), [heading], "{path}");
        assert!(
            !texts(&html, ".rubrics a").is_empty(),
            "{path}: the frame is there"
        );
        assert_eq!(
            attributes(&html, "main .ways a", "href"),
            [format!("/{language}")]
        );
    }
}

#[tokio::test]
async fn a_withdrawn_article_is_a_410_and_a_moved_one_a_301() {
    let paper = Paper::start().await;
    let slug = "a-school-for-nine-hundred-opens-at-the-end-of-the-road";
    let mut transaction = paper.database.write().await.expect("a transaction");
    let article = find_article(&mut transaction, Language::English, slug)
        .await
        .expect("an answer")
        .expect("the article");
    let new = Slug::parse("a-new-school").expect("a slug");
    assert!(
        change_slug(&mut transaction, article.summary.id, &new)
            .await
            .expect("an answer")
    );
    transaction.commit().await.expect("committed");

    let response = paper
        .get(&format!("/en/education/{slug}?utm_source=x"))
        .await;
    assert_eq!(response.status(), 301);
    assert_eq!(header(&response, "location"), "/en/education/a-new-school");
    let elsewhere = paper.get("/en/news/a-new-school").await;
    assert_eq!(
        elsewhere.status(),
        301,
        "the right article in the wrong section"
    );
    assert_eq!(header(&elsewhere, "location"), "/en/education/a-new-school");

    let mut transaction = paper.database.write().await.expect("a transaction");
    withdraw_article(
        &mut transaction,
        article.summary.id,
        "The <source> was wrong.",
        0,
    )
    .await
    .expect("withdrawn");
    transaction.commit().await.expect("committed");
    let response = paper.get("/en/education/a-new-school").await;
    assert_eq!(response.status(), 410);
    let html = response.text().await.expect("text");
    assert_eq!(texts(&html, "main h1"), ["This article has been withdrawn"]);
    assert_eq!(texts(&html, "main .note"), ["The <source> was wrong."]);
    let front = paper.page("/en").await;
    assert!(!front.contains("a-new-school"));
}

#[tokio::test]
async fn older_articles_are_one_link_away_and_none_is_missing() {
    let paper = Paper::start().await;
    let mut path = "/kk/author/".to_owned();
    // The author with the most articles has more than one page only in a larger paper, so the paper
    // is made larger.
    let text = "Жаңалықтар\n\nМақала NUMBER\n\nБейсенбі күні ауыл ортасындағы алаңға жұрт жиналды.\n\nКәмшат ҚОПАЕВА.\n";
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..37 {
        let file = folder.path().join(format!("{number}.txt"));
        std::fs::write(&file, text.replace("NUMBER", &number.to_string())).expect("a file");
        let options = tilshi::article::import::ImportOptions::default();
        tilshi::article::import::import_page(
            &paper.database,
            &paper.configuration.site,
            &file,
            &options,
            1_000 + number,
        )
        .await
        .expect("imported");
    }
    path.push_str("kamshat-qopaeva");
    let mut found = Vec::new();
    let mut pages = 0;
    let mut next = Some(path);
    while let Some(path) = next {
        let html = paper.page(&path).await;
        found.extend(texts(&html, ".teaser h3"));
        next = attributes(&html, "a[rel=next]", "href").pop();
        pages += 1;
    }
    assert_eq!(pages, 3);
    let expected: Vec<String> = (0..37)
        .rev()
        .map(|number| format!("Мақала {number}"))
        .collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn feeds_hold_the_newest_first() {
    let paper = Paper::start().await;
    let response = paper.get("/en/education/feed.xml").await;
    assert_eq!(
        header(&response, "content-type"),
        "application/rss+xml; charset=utf-8"
    );
    let channel = response
        .text()
        .await
        .expect("text")
        .parse::<rss::Channel>()
        .expect("a feed");
    assert_eq!(channel.title(), "Tilshi — Education");
    assert!(channel.items().iter().all(|item| {
        item.link()
            .is_some_and(|link| link.contains("/en/education/"))
    }));
    for path in ["/xx/feed.xml", "/en/no-section/feed.xml"] {
        assert_eq!(paper.get(path).await.status(), 404, "{path}");
    }
}
