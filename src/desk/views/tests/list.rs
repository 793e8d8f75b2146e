//! The list of articles.

use super::*;
use crate::{
    desk::model::{ArticlesFilter, ArticlesPage, Choice},
    language::Language,
};

#[test]
fn the_list_says_of_each_article_where_it_stands() {
    let html = render(DeskPage::Articles(Box::new(articles())), false, Locale::en);
    let rows: Vec<_> = find(&html, "table.articles tbody tr")
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(rows.len(), 3);
    for words in [
        "Балабақша кезегі",
        "Қазақша",
        "Changes not published",
        "Published",
        "Қоғам",
        "Open now: Дина",
    ] {
        assert!(rows[0].contains(words), "{words} is not in {}", rows[0]);
    }
    assert!(
        rows[1].contains("No headline yet") && rows[1].contains("Draft"),
        "{}",
        rows[1]
    );
    assert!(!rows[1].contains("Changes not published") && !rows[1].contains("Open now"));
    assert!(rows[2].contains("Scheduled for 1 December"), "{}", rows[2]);
    let first = find(&html, "table.articles a.headline")[0];
    assert_eq!(first.attr("href"), Some("/en/desk/articles/7"));
    assert_eq!(first.attr("lang"), Some("kk"));
}

#[test]
fn an_article_is_begun_by_those_who_write() {
    let html = render(DeskPage::Articles(Box::new(articles())), false, Locale::en);
    assert_eq!(buttons(&html, ".begin"), ["New article"]);
    let chosen: Vec<_> = find(&html, "#begin-language option[selected]")
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(chosen, ["English"]);
    assert_eq!(find(&html, "td.acts").len(), 3);

    let mut looking = articles();
    looking.may_write = false;
    let html = render(DeskPage::Articles(Box::new(looking)), false, Locale::en);
    assert!(find(&html, ".begin, td.acts").is_empty());
}

#[test]
fn filters_show_what_is_asked_for() {
    let mut page = articles();
    page.filter = ArticlesFilter {
        status: Some(Status::Submitted),
        language: Some(Language::Russian),
        section: Some(2),
        author: Some(Choice {
            id: 5,
            name: "Айгүл Ахметова".to_owned(),
        }),
        words: "bala".to_owned(),
        mine: true,
    };
    let html = render(DeskPage::Articles(Box::new(page)), false, Locale::en);
    let form = find(&html, "form.filters")[0];
    assert_eq!(
        (form.attr("method"), form.attr("action")),
        (Some("get"), Some("/en/desk/articles"))
    );
    let chosen = |name: &str| {
        find(&html, &format!("select[name={name}] option[selected]"))
            .into_iter()
            .filter_map(|option| option.attr("value").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(chosen("status"), ["submitted"]);
    assert_eq!(chosen("language"), ["ru"]);
    assert_eq!(chosen("section"), ["2"]);
    assert_eq!(find(&html, "input[name=q]")[0].attr("value"), Some("bala"));
    assert_eq!(
        find(&html, "input[name=author][checked]")[0].attr("value"),
        Some("5")
    );
    assert_eq!(find(&html, "input[name=mine][checked]").len(), 1);
}

#[test]
fn an_empty_list_says_what_to_do_next() {
    let empty = |change: fn(&mut ArticlesPage)| {
        let mut page = articles();
        page.rows.clear();
        change(&mut page);
        let html = render(DeskPage::Articles(Box::new(page)), false, Locale::en);
        text(find(&html, ".empty")[0])
    };
    assert!(empty(|_| {}).contains("New article"));
    assert_eq!(
        empty(|page| page.may_write = false),
        "There are no articles yet."
    );
    let found_nothing = empty(|page| page.filter.words = "bala".to_owned());
    assert!(found_nothing.contains("No article matches.") && found_nothing.contains("Show all"));
}
