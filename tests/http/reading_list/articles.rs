//! The articles in somebody's lists, and what somebody's followed topics bring.

use super::*;
use tilshi::{
    account::model::Role,
    error::{AppError, Problem},
    reading_list::model::{Articles, FollowedPage, NamedTopic},
};

#[tokio::test]
async fn articles_come_in_the_order_asked_and_what_is_not_there_is_said() {
    let paper = Paper::start_with(&[]).await;
    let ids = publish(&paper, 4).await;
    paper
        .change(&format!(
            "UPDATE articles SET status = 'withdrawn' WHERE id = {}",
            ids[0]
        ))
        .await;
    paper
        .change(&format!(
            "UPDATE articles SET status = 'draft' WHERE id = {}",
            ids[1]
        ))
        .await;
    let stranger = paper.browser();
    let asked = json!({"articles": [ids[3], 999_999, ids[0], ids[2], ids[1], ids[3]]});
    let articles: Articles = stranger.lists("articles", asked).await.read();
    let found: Vec<i64> = articles.found.iter().map(|found| found.id).collect();
    assert_eq!(found, [ids[3], ids[2]]);
    assert_eq!(articles.withdrawn, [ids[0]]);
    assert_eq!(articles.unknown, [999_999, ids[1]]);
    let first = &articles.found[0];
    assert!(
        first.teaser.href.starts_with("/en/lists/a"),
        "{}",
        first.teaser.href
    );
    assert_eq!(first.section.href, "/en/lists");
    assert_eq!(first.minutes, 3);
    assert_eq!(first.teaser.reading_time, "3\u{a0}min read");
    let many: Vec<i64> = (1..=101).collect();
    let error = stranger.lists("articles", json!({"articles": many})).await;
    assert_eq!(
        error.refusal(),
        AppError::invalid("articles", Problem::TooMany(100))
    );
}

#[tokio::test]
async fn what_is_followed_comes_page_by_page() {
    let paper = Paper::start_with(&[]).await;
    let mut ids = publish(&paper, 20).await;
    ids.reverse();
    let section = paper
        .number("SELECT id FROM sections WHERE slug = 'lists'")
        .await;
    let reader = paper.signed_in(Role::Reader).await.browser;
    let topics = json!([{"kind": "section", "id": section}, {"kind": "tag", "id": 999_999}]);
    let mut found = Vec::new();
    let mut before: Option<String> = None;
    for expected in [15, 5] {
        let asked = json!({"topics": topics, "before": before});
        let page: FollowedPage = reader.lists("followed", asked).await.read();
        assert_eq!(page.articles.len(), expected);
        found.extend(page.articles.iter().map(|found| found.id));
        before = page.before;
    }
    assert_eq!((found, before), (ids, None));
    let nothing: FollowedPage = reader
        .lists("followed", json!({"topics": [], "before": null}))
        .await
        .read();
    assert_eq!(nothing, FollowedPage::default());
    let many: Vec<Value> = (1..=501)
        .map(|id| json!({"kind": "author", "id": id}))
        .collect();
    let answer = reader
        .lists("followed", json!({"topics": many, "before": null}))
        .await;
    assert_eq!(
        answer.refusal(),
        AppError::invalid("topics", Problem::TooMany(500))
    );
    let answer = reader
        .lists("followed", json!({"topics": topics, "before": "x"}))
        .await;
    assert_eq!(
        answer.refusal(),
        AppError::invalid("before", Problem::NotAChoice)
    );
}

#[tokio::test]
async fn topics_are_named_in_the_order_asked_each_in_its_language() {
    let paper = Paper::start_with(&[]).await;
    publish(&paper, 1).await;
    let section = paper
        .number("SELECT id FROM sections WHERE slug = 'lists'")
        .await;
    paper
        .change(
            "INSERT INTO authors (language, slug, given_name, surname, about, translation_group) VALUES \
             ('kk', 'aigul', 'Айгүл', 'Сәрсен', '', 'aigul')",
        )
        .await;
    paper
        .change(
            "INSERT INTO tags (language, slug, name, translation_group) VALUES ('ru', 'step', 'Степь', 'step')",
        )
        .await;
    let author = paper.number("SELECT MAX(id) FROM authors").await;
    let tag = paper.number("SELECT MAX(id) FROM tags").await;
    let stranger = paper.browser();
    let topics = json!([
        {"kind": "tag", "id": tag},
        {"kind": "section", "id": 999_999},
        {"kind": "section", "id": section},
        {"kind": "author", "id": author},
        {"kind": "tag", "id": tag},
    ]);
    let named: Vec<NamedTopic> = stranger
        .lists("name-topics", json!({"topics": topics}))
        .await
        .read();
    let told: Vec<(&str, &str)> = named
        .iter()
        .map(|named| (named.link.name.as_str(), named.link.href.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("Степь", "/ru/tag/step"),
            ("Lists", "/en/lists"),
            ("Айгүл Сәрсен", "/kk/author/aigul"),
        ]
    );
    let nothing: Vec<NamedTopic> = stranger
        .lists("name-topics", json!({"topics": []}))
        .await
        .read();
    assert_eq!(nothing, []);
    let many: Vec<Value> = (1..=501)
        .map(|id| json!({"kind": "author", "id": id}))
        .collect();
    let answer = stranger.lists("name-topics", json!({"topics": many})).await;
    assert_eq!(
        answer.refusal(),
        AppError::invalid("topics", Problem::TooMany(500))
    );
}
