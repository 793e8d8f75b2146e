use super::*;
use crate::{
    article::model::{Link, Moment, Teaser},
    error::{FieldProblem, Problem},
    language::Language,
    reading_list::{
        choosing::{Choice, Order},
        model::{ListedArticle, PublicLink, SharedList, Sharing},
        page::{AllLists, FeedPage, HistoryPage, ListedEntry, OneList, VisitedArticle},
    },
};
use scraper::{ElementRef, Html, Selector};

const LIST: ListId = ListId::from_random([7; 16]);

fn render(content: Content, is_signed_in: bool, refused: Option<RefusedForm>) -> Html {
    let page = ListsPage {
        here: format!("/en/lists/{LIST}"),
        is_signed_in,
        refused,
        content,
    };
    let owner = Owner::new();
    let html = owner.with(|| view! { <ListsView page locale=Locale::en/> }.to_html());
    Html::parse_fragment(&html)
}

fn find<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    find(html, selector).into_iter().map(text).collect()
}

fn moment(words: &str) -> Moment {
    Moment {
        iso: "2026-11-24T10:00:00+05:00".to_owned(),
        words: words.to_owned(),
    }
}

fn listed(id: i64) -> ListedArticle {
    ListedArticle {
        id,
        language: Language::Kazakh,
        section: Link {
            name: "Дала".to_owned(),
            href: "/kk/dala".to_owned(),
        },
        minutes: 4,
        published_at: 0,
        teaser: Teaser {
            id,
            href: format!("/kk/dala/{id}"),
            kicker: String::new(),
            headline: format!("Headline {id}"),
            standfirst: String::new(),
            picture: None,
            published: moment("today"),
            reading_time: "4 min".to_owned(),
            comments: String::new(),
            authors: Vec::new(),
        },
    }
}

fn entry(article: i64) -> ListedEntry {
    ListedEntry {
        article,
        listed: Some(listed(article)),
        note: String::new(),
        is_read: false,
        is_archived: false,
        reached: None,
    }
}

fn card(id: ListId, name: Option<&str>, all: usize) -> ListCard {
    ListCard {
        id,
        name: name.map(str::to_owned),
        description: String::new(),
        all,
        unread: all,
    }
}

fn one(entries: Vec<ListedEntry>) -> OneList {
    OneList {
        card: card(LIST, Some("Steppe"), entries.len()),
        choice: Choice::default(),
        matching: entries.len(),
        entries,
        others: vec![card(ListId::LATER, None, 0)],
        sharing: None,
    }
}

fn show(list: OneList) -> Html {
    render(Content::One(Box::new(list)), true, None)
}

#[test]
fn the_controls_of_a_list_are_named_to_the_letter() {
    let html = show(one(vec![entry(1), entry(2), entry(3)]));
    let of_second: Vec<_> = find(&html, ".entry:nth-child(2) .act button");
    let names: Vec<_> = of_second.iter().copied().map(text).collect();
    assert_eq!(
        names,
        [
            "Move up",
            "Move down",
            "Mark as read",
            "Archive",
            "Remove from the list"
        ]
    );
    // Which article it is about is said beside the name, not in it.
    for button in of_second {
        assert_eq!(button.attr("aria-describedby"), Some("title-2"));
    }
    let first = texts(&html, ".entry:nth-child(1) .act button");
    assert_eq!(first[0], "Move down", "the first rises no further");
    let last = texts(&html, ".entry:nth-child(3) .act button");
    assert_eq!(last[..2], ["Move up", "Mark as read"]);
    assert!(texts(&html, "button").contains(&"Share".to_owned()));
}

#[test]
fn what_is_not_in_the_own_order_is_not_moved() {
    for choice in [
        Choice {
            order: Order::Newest,
            ..Choice::default()
        },
        Choice {
            search: "steppe".to_owned(),
            ..Choice::default()
        },
    ] {
        let list = OneList {
            choice,
            ..one(vec![entry(1), entry(2)])
        };
        let names = texts(&show(list), "button");
        assert!(
            !names.iter().any(|name| name.starts_with("Move")),
            "{names:?}"
        );
    }
}

#[test]
fn the_first_of_a_later_page_can_rise() {
    let list = OneList {
        choice: Choice {
            page: 2,
            ..Choice::default()
        },
        matching: 101,
        ..one(vec![entry(1)])
    };
    let html = show(list);
    assert_eq!(texts(&html, ".entry .act button")[0], "Move up");
    assert_eq!(texts(&html, ".ways a"), ["Previous page"]);
}

#[test]
fn an_article_says_what_has_become_of_it() {
    let html = show(one(vec![
        ListedEntry {
            note: "Read\ntwice".to_owned(),
            is_read: true,
            is_archived: true,
            reached: Some(40),
            ..entry(1)
        },
        ListedEntry {
            listed: None,
            ..entry(2)
        },
    ]));
    assert_eq!(texts(&html, ".mark"), ["Read", "In the archive"]);
    assert_eq!(texts(&html, "p.note"), ["Read twice"]);
    let links = texts(&html, ".entry:nth-child(1) a");
    assert!(
        links.contains(&"Continue where you stopped".to_owned()),
        "{links:?}"
    );
    assert!(texts(&html, "button").contains(&"Mark as unread".to_owned()));
    assert_eq!(
        texts(&html, ".entry:nth-child(2) h3"),
        ["This article is no longer in the paper"]
    );
    // It can be taken out all the same.
    let acts = texts(&html, ".entry:nth-child(2) .act button");
    assert!(
        acts.contains(&"Remove from the list".to_owned()),
        "{acts:?}"
    );
}

#[test]
fn an_empty_list_says_what_to_do_and_an_empty_search_something_else() {
    let empty = texts(&show(one(Vec::new())), ".empty");
    assert!(empty[0].contains("Save to reading list"), "{empty:?}");
    let nothing_found = OneList {
        matching: 0,
        card: card(LIST, None, 3),
        ..one(Vec::new())
    };
    let words = texts(&show(nothing_found), ".empty");
    assert!(words[0].contains("Show everything"), "{words:?}");
}

#[test]
fn a_shared_list_shows_its_address_and_can_be_shared_no_longer() {
    let sharing = Sharing {
        list: LIST,
        public: Some(PublicLink {
            public_id: "ab".repeat(16),
            url: "https://tilshi.kz/en/list/ab".to_owned(),
        }),
        is_own: true,
        editors: Vec::new(),
        invitations: Vec::new(),
    };
    let html = show(OneList {
        sharing: Some(sharing),
        ..one(Vec::new())
    });
    let address = find(&html, "#public-address");
    assert_eq!(
        address[0].attr("value"),
        Some("https://tilshi.kz/en/list/ab")
    );
    let names = texts(&html, "button");
    assert!(names.contains(&"Stop sharing".to_owned()), "{names:?}");
    assert!(!names.contains(&"Share".to_owned()), "{names:?}");
}

#[test]
fn all_lists_are_shown_and_one_can_be_made() {
    let all = AllLists {
        lists: vec![card(ListId::LATER, None, 2), card(LIST, Some("Steppe"), 0)],
        keeps_history: true,
        visited: 0,
        followed: 0,
    };
    let html = render(Content::All(all.clone()), true, None);
    assert_eq!(texts(&html, "h1"), ["Reading lists"]);
    assert_eq!(texts(&html, ".list-card h2"), ["Read later", "Steppe"]);
    assert_eq!(texts(&html, "button"), ["Move down", "Move up", "New list"]);
    let forms: Vec<_> = find(&html, "form")
        .iter()
        .map(|form| (form.attr("method"), form.attr("action")))
        .collect();
    assert!(
        forms
            .iter()
            .all(|form| *form == (Some("post"), Some("/en/lists"))),
        "{forms:?}"
    );
    let words = texts(&render(Content::All(all), false, None), ".quiet");
    assert!(words[0].contains("this browser only"), "{words:?}");
}

#[test]
fn what_was_typed_into_a_refused_form_is_still_there() {
    let refused = RefusedForm {
        form: "note-article".to_owned(),
        values: [("article", "2"), ("note", "long")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        error: AppError::Invalid(vec![FieldProblem::new("note", Problem::TooLong(4000))]),
    };
    let list = Content::One(Box::new(one(vec![entry(1), entry(2)])));
    let html = render(list, true, Some(refused));
    assert_eq!(texts(&html, "[role=alert]").len(), 1);
    assert_eq!(texts(&html, "#note-1"), [""]);
    assert_eq!(texts(&html, "#note-2"), ["long"]);
    assert_eq!(find(&html, ".entry:nth-child(2) details[open]").len(), 1);
}

#[test]
fn the_history_can_be_switched_off_and_cleared() {
    let history = HistoryPage {
        keeps_history: true,
        visits: vec![VisitedArticle {
            article: 1,
            listed: Some(listed(1)),
            opened: moment("today"),
        }],
        page: 1,
        pages: 1,
    };
    let html = render(Content::History(history), true, None);
    assert_eq!(
        texts(&html, "button"),
        [
            "Do not remember what I read",
            "Clear the history",
            "Remove from the history"
        ]
    );
}

#[test]
fn the_page_of_a_shared_list_names_its_owner_and_can_be_copied() {
    let shared = SharedList {
        public_id: "ab".repeat(16),
        href: "/en/list/ab".to_owned(),
        name: None,
        description: "About grass".to_owned(),
        owner: "Aigul".to_owned(),
        count: 31,
        changed: None,
        articles: vec![listed(1)],
        next: Some(30),
        feed: "/en/list/ab/feed.xml".to_owned(),
    };
    let html = render(Content::Shared(Box::new(shared)), false, None);
    assert_eq!(texts(&html, ".kicker"), ["A list by Aigul"]);
    assert_eq!(texts(&html, "button"), ["Copy this list"]);
    let links: Vec<_> = find(&html, "a.pill")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links, ["/en/list/ab/feed.xml", "/en/list/ab?from=30"]);
}

/// The block on the front page with three articles, the newest first, published at 3, 2 and 1.
fn block(seen: Option<i64>, rows: usize) -> Html {
    let page = FeedPage {
        followed: Some(1),
        articles: [3, 2, 1]
            .map(|id| ListedArticle {
                published_at: id,
                ..listed(id)
            })
            .into(),
        seen,
        ..FeedPage::default()
    };
    let owner = Owner::new();
    let html = owner.with(|| feed::feed_block(page, rows, "/en/lists", Locale::en).to_html());
    Html::parse_fragment(&html)
}

#[test]
fn the_block_marks_what_is_new_and_has_no_more_rows_than_room() {
    let html = block(Some(2), 5);
    assert_eq!(texts(&html, "h2"), ["My feed"]);
    let items = texts(&html, "ol > li");
    assert_eq!(items.len(), 5);
    assert_eq!(items[0], "New since your last visit");
    assert_eq!(items[2], "Earlier");
    assert_eq!(texts(&block(Some(3), 5), ".mark-line"), [""; 0]);
    assert_eq!(texts(&block(None, 5), ".mark-line"), [""; 0]);
    assert_eq!(
        texts(&block(Some(0), 5), ".mark-line"),
        ["New since your last visit"]
    );
    assert_eq!(
        texts(&block(None, 2), "ol > li a"),
        ["Headline 3", "Headline 2"]
    );
    let ways: Vec<_> = find(&html, ".to-all a")
        .into_iter()
        .map(|link| (text(link), link.attr("href")))
        .collect();
    assert_eq!(
        ways,
        [
            ("Show all".to_owned(), Some("/en/lists/feed")),
            ("What you follow".to_owned(), Some("/en/lists/following")),
        ]
    );
}
