//! The list of articles.

use super::save;
use crate::paper::Paper;
use serde_json::json;
use tilshi::{account::model::Role, desk::model::Status, language::Language};

#[tokio::test]
async fn the_list_shows_every_article_a_page_at_a_time() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    for _ in 0..55 {
        author.browser.begin().await;
    }
    let all = paper.number("SELECT COUNT(*) FROM manuscripts").await;
    let mut read = Vec::new();
    let mut query = String::new();
    loop {
        let page = author.browser.list(&query).await;
        assert_eq!(page.newest.is_some(), !query.is_empty());
        read.extend(page.rows.into_iter().map(|row| row.id));
        let Some(older) = page.older else { break };
        query = older.replace("/en/desk/articles", "");
    }
    assert_eq!(read.len() as i64, all);
    let mut once = read.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), read.len());
}

#[tokio::test]
async fn filters_go_with_the_list() {
    let paper = Paper::start().await;
    let author = paper.signed_in(Role::Author).await;
    let id = author.browser.begin().await;
    let base = author.browser.head(id).await.revision;
    author
        .browser
        .keep(save(id, base, "Қызғалдақ & bridge", &["One."]))
        .await;
    let ids = async |query: &str| -> Vec<i64> {
        let page = author.browser.list(query).await;
        page.rows.iter().map(|row| row.id).collect()
    };
    for query in [
        "?mine=1",
        "?status=draft",
        "?q=%D2%9B%D1%8B%D0%B7%D2%93",
        "?q=BRI&mine=1&language=en",
    ] {
        assert_eq!(ids(query).await, [id], "{query}");
    }
    for query in ["?status=submitted", "?language=ru&mine=1", "?q=nothing"] {
        assert_eq!(ids(query).await, [] as [i64; 0], "{query}");
    }
    let writer = paper
        .number("SELECT MIN(author_id) FROM manuscript_authors")
        .await;
    let page = author
        .browser
        .list(&format!("?author={writer}&status=published"))
        .await;
    let chosen = page.filter.author.expect("with its name");
    assert_eq!(chosen.id, writer);
    assert!(!page.rows.is_empty());
    assert!(
        page.rows
            .iter()
            .all(|row| row.authors.contains(&chosen.name))
    );
    let page = author.browser.list("?language=kk").await;
    assert_eq!(page.filter.language, Some(Language::Kazakh));
    assert!(page.rows.iter().all(|row| row.language == Language::Kazakh));
    let section = page.sections[0].clone();
    let page = author
        .browser
        .list(&format!("?language=kk&section={}", section.id))
        .await;
    assert!(!page.rows.is_empty() && page.rows.iter().all(|row| row.section == section.name));
    // What can't be understood is not asked for.
    let all = author.browser.list("").await;
    let odd = author
        .browser
        .list("?status=x&language=zz&section=y&author=z&before=1&mine=2")
        .await;
    assert_eq!(odd.rows, all.rows);

    let row = &author.browser.list("?mine=1").await.rows[0];
    assert_eq!(row.href, format!("/en/desk/articles/{id}"));
    assert_eq!(
        (row.headline.as_str(), row.status),
        ("Қызғалдақ & bridge", Status::Draft)
    );
    assert_eq!(row.changed_by, author.name);
    assert_eq!(row.present, [] as [String; 0]);
    let tab = json!({"manuscript": id, "tab": "tab-0001", "writes": false});
    assert_eq!(
        author.browser.desk("report-presence", tab).await.status,
        200
    );
    assert_eq!(
        author.browser.list("?mine=1").await.rows[0].present,
        [author.name.clone()]
    );
}

#[tokio::test]
async fn unpublished_changes_are_seen_in_the_list() {
    let paper = Paper::start().await;
    let editor = paper.signed_in(Role::Editor).await;
    let published = paper.number("SELECT MIN(id) FROM manuscripts").await;
    let head = editor.browser.head(published).await;
    let before = editor.browser.list("").await;
    assert!(before.rows.iter().all(|row| !row.has_changes));
    editor
        .browser
        .keep(save(published, head.revision, "Changed", &["One."]))
        .await;
    let after = editor.browser.list("").await;
    assert_eq!(after.rows[0].id, published, "the last changed comes first");
    assert!(after.rows[0].has_changes);
    assert!(after.rows[1..].iter().all(|row| !row.has_changes));
}
