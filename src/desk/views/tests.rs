mod list;
mod samples;

use super::*;
use crate::desk::model::Status;
use samples::{articles, frame, preview, writing};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

const LOCALES: [Locale; 3] = [Locale::kk, Locale::ru, Locale::en];

fn render(page: DeskPage, administers: bool, locale: Locale) -> Html {
    let desk = Desk {
        title: "Title".to_owned(),
        person: samples::colleague(),
        writes: true,
        moderates: false,
        administers,
        style: String::new(),
        surface: String::new(),
        page,
    };
    let owner = Owner::new();
    let html = owner.with(|| view! { <DeskView desk frame=frame() locale/> }.to_html());
    Html::parse_fragment(&html)
}

fn pages() -> Vec<(&'static str, DeskPage)> {
    let mut empty = articles();
    empty.rows.clear();
    vec![
        ("list", DeskPage::Articles(Box::new(articles()))),
        ("empty list", DeskPage::Articles(Box::new(empty))),
        (
            "writing",
            DeskPage::Writing(Box::new(writing(Status::Draft, true))),
        ),
        (
            "published",
            DeskPage::Writing(Box::new(writing(Status::Published, true))),
        ),
        (
            "author",
            DeskPage::Writing(Box::new(writing(Status::Submitted, false))),
        ),
        ("preview", DeskPage::Preview(Box::new(preview()))),
    ]
}

fn find<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    let words = element.text().flat_map(str::split_whitespace);
    words.collect::<Vec<_>>().join(" ")
}

/// The names of the buttons in a part of the page.
fn buttons(html: &Html, within: &str) -> Vec<String> {
    find(html, &format!("{within} button"))
        .into_iter()
        .map(|button| match button.attr("aria-label") {
            Some(name) => name.to_owned(),
            None => text(button),
        })
        .collect()
}

#[test]
fn every_page_has_one_heading_and_parts_that_find_each_other() {
    for locale in LOCALES {
        for (name, page) in pages() {
            let html = render(page, true, locale);
            assert_eq!(find(&html, "h1").len(), 1, "{name}");
            let ids: Vec<_> = find(&html, "[id]")
                .into_iter()
                .filter_map(|element| element.attr("id"))
                .collect();
            let distinct: BTreeSet<_> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{name}: an id twice in {ids:?}");
            for attribute in [
                "for",
                "aria-describedby",
                "aria-labelledby",
                "aria-controls",
            ] {
                for element in find(&html, &format!("[{attribute}]")) {
                    for target in element.attr(attribute).unwrap_or_default().split(' ') {
                        assert!(distinct.contains(target), "{name}: nothing is #{target}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_field_has_a_name_and_every_button_words() {
    for (name, page) in pages() {
        let html = render(page, true, Locale::kk);
        let labelled: BTreeSet<_> = find(&html, "label")
            .into_iter()
            .filter_map(|label| label.attr("for"))
            .collect();
        let within = find(&html, "label input")
            .into_iter()
            .map(|input| input.id())
            .collect::<BTreeSet<_>>();
        for field in find(
            &html,
            "main input:not([type=hidden]):not([hidden]), main select, main textarea",
        ) {
            let id = field.attr("id").unwrap_or_default();
            assert!(
                labelled.contains(id)
                    || within.contains(&field.id())
                    || field.attr("aria-label").is_some(),
                "{name}: {}",
                field.html()
            );
        }
        for button in buttons(&html, "body") {
            assert!(!button.is_empty(), "{name}");
        }
    }
}

/// The policy of the site lets no style into a page but that of its style sheets.
#[test]
fn no_page_brings_style_of_its_own() {
    for (name, page) in pages() {
        let html = render(page, true, Locale::ru);
        assert!(find(&html, "[style], style").is_empty(), "{name}");
    }
}

#[test]
fn the_head_leads_where_whoever_is_here_may_go() {
    let links = |page: DeskPage, administers| {
        find(
            &render(page, administers, Locale::en),
            ".desk-head nav:first-of-type a",
        )
        .into_iter()
        .map(|link| (text(link), link.attr("aria-current").map(str::to_owned)))
        .collect::<Vec<_>>()
    };
    let page = || DeskPage::Articles(Box::new(articles()));
    let own = |word: &str, current: Option<&str>| (word.to_owned(), current.map(str::to_owned));
    assert_eq!(links(page(), false), [own("Articles", Some("page"))]);
    assert_eq!(
        links(DeskPage::Preview(Box::new(preview())), true),
        [
            own("Articles", Some("true")),
            own("People", None),
            own("Log", None)
        ]
    );
}

/// Other people's checks of a newspaper go by these names.
#[test]
fn the_bar_offers_what_the_role_may_where_the_article_stands() {
    let offered = |status, is_editor| {
        let page = DeskPage::Writing(Box::new(writing(status, is_editor)));
        buttons(&render(page, false, Locale::en), ".writing-bar-acts")
    };
    assert_eq!(
        offered(Status::Draft, false),
        ["Preview", "Revisions", "Submit"]
    );
    assert_eq!(offered(Status::Submitted, false), ["Preview", "Revisions"]);
    assert_eq!(offered(Status::Published, false), ["Preview", "Revisions"]);
    assert_eq!(
        offered(Status::Draft, true),
        ["Preview", "Revisions", "Submit", "Schedule", "Publish"]
    );
    assert_eq!(
        offered(Status::Submitted, true),
        ["Preview", "Revisions", "Schedule", "Publish", "More"]
    );
    assert_eq!(
        offered(Status::Scheduled, true),
        ["Preview", "Revisions", "Schedule", "Publish", "More"]
    );
    assert_eq!(
        offered(Status::Published, true),
        ["Preview", "Revisions", "Publish changes", "More"]
    );
    assert_eq!(
        offered(Status::Withdrawn, true),
        ["Preview", "Revisions", "More"]
    );

    let mut unchanged = writing(Status::Published, true);
    unchanged.manuscript.has_changes = false;
    let html = render(DeskPage::Writing(Box::new(unchanged)), false, Locale::en);
    assert_eq!(
        buttons(&html, ".writing-bar-acts"),
        ["Preview", "Revisions", "More"]
    );
    let link = find(&html, ".writing-bar .where a")[0];
    assert_eq!(link.attr("href"), Some("/kk/qogam/balabaqsha-kezegi"));
}

#[test]
fn the_panel_shows_what_is_chosen() {
    let html = render(
        DeskPage::Writing(Box::new(writing(Status::Draft, true))),
        false,
        Locale::en,
    );
    let label = find(&html, "label[for=story-section]")[0];
    assert_eq!(text(label), "Section");
    let chosen: Vec<_> = find(&html, "#story-section option[selected]")
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(chosen, ["Қоғам"]);
    let names = |kind: &str| {
        find(&html, &format!("ol[data-kind={kind}] .name"))
            .into_iter()
            .map(text)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("authors"), ["Марат Жүнісов", "Айгүл Ахметова"]);
    assert_eq!(names("tags"), ["балабақша"]);
    assert_eq!(
        buttons(&html, "ol[data-kind=authors] li:first-child"),
        [
            "Move up: Марат Жүнісов",
            "Move down: Марат Жүнісов",
            "Remove: Марат Жүнісов"
        ]
    );
    assert_eq!(
        text(find(&html, "#story-slug-whole")[0]),
        "gazet.kz/kk/…/balabaqsha-kezegi"
    );
    assert!(text(find(&html, ".translations")[0]).contains("Очередь в детский сад"));
    // Kazakh is its own language and Russian is there already.
    assert_eq!(
        buttons(&html, ".field:has(.translations)"),
        ["Translate: English"]
    );
    assert!(find(&html, "#story-embargo").len() == 1);
    assert!(buttons(&html, ".story-panel").contains(&"Show the original".to_owned()));
}

#[test]
fn whoever_may_only_look_can_change_nothing_in_the_panel() {
    let html = render(
        DeskPage::Writing(Box::new(writing(Status::Submitted, false))),
        false,
        Locale::en,
    );
    for field in find(
        &html,
        ".story-panel input, .story-panel select, .story-panel textarea",
    ) {
        assert!(field.attr("disabled").is_some(), "{}", field.html());
    }
    assert!(!buttons(&html, ".story-panel").contains(&"Change the language".to_owned()));
    assert!(find(&html, "#story-embargo").is_empty());
}

#[test]
fn a_published_article_keeps_its_language_and_redirects_its_address() {
    let html = render(
        DeskPage::Writing(Box::new(writing(Status::Published, true))),
        false,
        Locale::en,
    );
    assert!(
        text(find(&html, "#story-slug-hint")[0]).contains("old address will lead to the new one")
    );
    assert!(!buttons(&html, ".story-panel").contains(&"Change the language".to_owned()));
    assert_eq!(
        text(find(&html, "#story-slug-whole")[0]),
        "gazet.kz/kk/qogam/balabaqsha-kezegi"
    );
}

#[test]
fn what_was_said_stands_with_who_and_when() {
    let html = render(
        DeskPage::Writing(Box::new(writing(Status::Draft, true))),
        false,
        Locale::en,
    );
    let events: Vec<_> = find(&html, ".events li").into_iter().map(text).collect();
    assert_eq!(
        events,
        [
            "Дина Returned 24 November Екінші абзацты тексеріңіз.",
            "Automatic Imported 23 November"
        ]
    );
}

#[test]
fn the_preview_is_the_readers_page_twice() {
    let html = render(DeskPage::Preview(Box::new(preview())), false, Locale::en);
    let frames: Vec<_> = find(&html, "iframe")
        .into_iter()
        .map(|frame| {
            (
                frame.attr("title").unwrap_or_default(),
                frame.attr("src").unwrap_or_default(),
            )
        })
        .collect();
    let page = "/kk/desk/articles/7/page";
    assert_eq!(frames, [("Phone", page), ("Desktop", page)]);
    assert_eq!(
        buttons(&html, ".preview-links"),
        ["Share", "Withdraw (24 November)"]
    );
}
