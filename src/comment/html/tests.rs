//! What readers get to see, by its elements.

use super::*;
use crate::{
    article::model::Moment,
    comment::{
        model::Status,
        thread::{Answers, More, Taking},
    },
    language::Language,
    site::address::{Address, Place, ThreadKey},
};
use proptest::prelude::*;
use scraper::{Html, Selector};

fn shown(id: i64) -> ShownComment {
    ShownComment {
        id,
        branch: 1,
        level: 0,
        path: String::new(),
        parent: None,
        person: Some(7),
        name: "Айгүл".to_owned(),
        is_author: false,
        is_newsroom: false,
        is_featured: false,
        is_edited: false,
        posted: Moment {
            iso: "2026-11-28T12:00:00+05:00".to_owned(),
            words: "12:00".to_owned(),
        },
        href: format!("/en/education/school?comment={id}#comment-{id}"),
        answers: None,
        quote: String::new(),
        text: "Thank you!".to_owned(),
        support: 0,
        version: 1,
        status: Status::Published,
    }
}

fn thread(branches: Vec<Branch>) -> Thread {
    Thread {
        article: 5,
        address: Address::new(
            Language::English,
            Place::Article {
                section: "education".to_owned(),
                slug: "school".to_owned(),
            },
        ),
        view: ThreadView::default(),
        sorting: Sorting::Newest,
        comments: 3,
        last_event: 9,
        taking: Taking::AtOnce,
        is_missing: false,
        branches,
        next: None,
    }
}

fn branch(head: ShownComment, replies: Vec<ShownComment>) -> Branch {
    Branch {
        head,
        earlier: None,
        replies,
        more: None,
    }
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_fragment(html)
        .select(&selector)
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

fn values(html: &str, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_fragment(html)
        .select(&selector)
        .filter_map(|element| element.attr(attribute).map(str::to_owned))
        .collect()
}

#[test]
fn the_section_names_its_parts_as_everybody_expects_them() {
    let html = section(&thread(vec![branch(shown(1), vec![])]), Locale::en);
    assert_eq!(
        values(&html, "section#comments", "aria-label"),
        ["Comments"]
    );
    assert_eq!(values(&html, "section", "data-article"), ["5"]);
    assert_eq!(values(&html, "section", "data-event"), ["9"]);
    assert_eq!(texts(&html, "h2 .count"), ["3"]);
    assert_eq!(texts(&html, "label[for=your-comment]"), ["Your comment"]);
    assert_eq!(texts(&html, "#post-comment button"), ["Post comment"]);
    assert_eq!(
        texts(&html, ".deeds button"),
        ["Support", "Reply", "Report"]
    );
    assert_eq!(values(&html, "p.news", "role"), ["status"]);
}

#[test]
fn every_deed_is_a_form_without_scripts() {
    let html = section(&thread(vec![branch(shown(17), vec![])]), Locale::en);
    let of_button = |words: &str| {
        let at = texts(&html, ".deeds button")
            .iter()
            .position(|text| text == words)
            .expect("a button");
        let form = values(&html, ".deeds button", "form")[at].clone();
        assert_eq!(values(&html, ".deeds button", "value")[at], "17");
        let name = values(&html, ".deeds button", "name")[at].clone();
        let selector = format!("form#{form}");
        let method = values(&html, &selector, "method").first().cloned();
        (method, values(&html, &selector, "action")[0].clone(), name)
    };
    assert_eq!(
        of_button("Support"),
        (Some("post".into()), "/en/comments".into(), "comment".into())
    );
    assert_eq!(
        values(&html, "#support-comment input[name=form]", "value"),
        ["support-comment"]
    );
    assert_eq!(
        of_button("Reply"),
        (None, "/en/comments/write".into(), "parent".into())
    );
    assert_eq!(
        of_button("Report"),
        (None, "/en/comments/report".into(), "comment".into())
    );
    assert_eq!(
        values(&html, "#post-comment", "action"),
        ["/en/comments/write"]
    );
    assert_eq!(values(&html, "#post-comment", "method"), ["post"]);
    let fields = values(&html, "#post-comment [name]", "name");
    assert_eq!(fields, ["form", "article", "opened", "website", "text"]);
    assert_eq!(
        values(&html, ".website", "aria-hidden"),
        ["true"],
        "the trap is for machines only"
    );
    assert_eq!(values(&html, ".website input", "tabindex"), ["-1"]);
}

#[test]
fn a_closed_thread_says_so_and_takes_no_answers() {
    for (taking, words) in [
        (Taking::ClosedByHand, "Comments on this article are closed."),
        (
            Taking::ClosedByAge { days: 1 },
            "Comments close 1 day after publication.",
        ),
    ] {
        let closed = Thread {
            taking,
            ..thread(vec![branch(shown(1), vec![])])
        };
        let html = section(&closed, Locale::en);
        assert_eq!(texts(&html, "p.closed"), [words]);
        assert!(texts(&html, "textarea").is_empty());
        assert_eq!(texts(&html, ".deeds button"), ["Support", "Report"]);
    }
    let before = Thread {
        taking: Taking::AfterALook,
        ..thread(vec![])
    };
    assert_eq!(
        texts(&section(&before, Locale::en), "#post-comment .hint"),
        ["A moderator looks at comments before they appear here."]
    );
}

#[test]
fn marks_say_who_writes_and_what_became_of_it() {
    let author = ShownComment {
        is_author: true,
        is_newsroom: true,
        is_edited: true,
        ..shown(1)
    };
    let html = comment(&author, Deeds::All, Locale::en);
    assert_eq!(texts(&html, ".mark"), ["Author of the article"]);
    assert_eq!(texts(&html, ".edited"), ["edited"]);
    let newsroom = ShownComment {
        is_newsroom: true,
        is_featured: true,
        support: 4,
        ..shown(1)
    };
    let html = comment(&newsroom, Deeds::All, Locale::en);
    assert_eq!(texts(&html, ".mark"), ["Newsroom", "Editors’ pick"]);
    assert_eq!(texts(&html, ".supporters b"), ["4"]);
    assert!(values(&html, ".supporters", "hidden").is_empty());
    let html = comment(&shown(1), Deeds::None, Locale::en);
    assert!(texts(&html, ".mark").is_empty());
    assert!(texts(&html, "button").is_empty(), "a preview does nothing");
    assert_eq!(
        values(&html, "a.when", "href"),
        ["/en/education/school?comment=1#comment-1"]
    );
}

#[test]
fn a_stub_tells_nothing_of_what_stood_there() {
    for (status, words) in [
        (Status::Deleted, "Removed by its author."),
        (Status::Rejected, "Removed by a moderator."),
        (
            Status::Hidden,
            "This comment is being looked at by a moderator.",
        ),
        (
            Status::Shadowed,
            "This comment is being looked at by a moderator.",
        ),
    ] {
        let stub = ShownComment { status, ..shown(1) };
        let html = comment(&stub, Deeds::All, Locale::en);
        assert_eq!(texts(&html, ".stub"), [words]);
        assert!(
            !html.contains("Айгүл") && !html.contains("Thank you") && !html.contains("data-person")
        );
    }
}

#[test]
fn replies_stand_below_and_say_what_they_answer_where_it_is_not_to_be_seen() {
    let reply = |id, level, name: Option<&str>, is_plain| ShownComment {
        level,
        path: format!("{id:013}"),
        answers: Some(Answers {
            href: "/en/education/school?comment=1#comment-1".to_owned(),
            name: name.map(str::to_owned),
            is_plain,
        }),
        ..shown(id)
    };
    let replies = vec![
        reply(2, 1, Some("Айгүл"), true),
        reply(3, 3, Some("Марат"), false),
        reply(4, 3, None, false),
    ];
    let mut with_more = branch(shown(1), replies);
    with_more.more = Some(More {
        view: ThreadView::Branch {
            branch: 1,
            after: "0000000000004".to_owned(),
        },
        count: Some(12),
    });
    let html = section(&thread(vec![with_more]), Locale::en);
    assert_eq!(
        texts(&html, ".branches > li > .replies .answers"),
        [
            "In reply to Айгүл",
            "In reply to Марат",
            "In reply to a removed comment"
        ]
    );
    assert_eq!(texts(&html, ".answers.visually-hidden").len(), 1);
    assert_eq!(
        values(&html, ".replies > li", "data-level"),
        ["1", "3", "3"]
    );
    assert_eq!(texts(&html, ".more a"), ["12 more replies"]);
    assert_eq!(
        values(&html, ".more a", "href"),
        ["/en/education/school?branch=1&after=0000000000004#comments"]
    );
}

#[test]
fn pages_and_orders_are_links_that_search_engines_do_not_follow() {
    let mut page = thread(vec![branch(shown(1), vec![]), branch(shown(2), vec![])]);
    page.sorting = Sorting::Supported;
    page.view = ThreadView::Branches {
        sorting: Sorting::Supported,
        from: Some(ThreadKey { rank: 9, id: 8 }),
    };
    page.next = Some(ThreadView::Branches {
        sorting: Sorting::Supported,
        from: Some(ThreadKey { rank: 3, id: 2 }),
    });
    let html = section(&page, Locale::en);
    assert_eq!(
        values(&html, ".sorting a", "href"),
        [
            "/en/education/school#comments",
            "/en/education/school?comments=oldest#comments",
            "/en/education/school?comments=supported#comments"
        ]
    );
    assert_eq!(texts(&html, ".sorting a[aria-current]"), ["Most supported"]);
    assert_eq!(
        values(&html, ".paging a", "href"),
        [
            "/en/education/school?comments=supported#comments",
            "/en/education/school?comments=supported&from=3-2#comments"
        ]
    );
    let links = values(&html, ".branches a, nav a", "rel");
    assert!(links.iter().all(|rel| rel == "nofollow") && links.len() >= 7);
    assert_eq!(
        values(&html, "section", "data-view"),
        ["comments=supported&from=9-8"]
    );
}

/// What could be read as more than text.
const ATTACKS: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</textarea></section><h1>",
    "javascript:alert(1)",
    "&lt;script&gt;",
];

#[test]
fn nothing_that_a_reader_wrote_becomes_an_element() {
    for attack in ATTACKS {
        let evil = ShownComment {
            name: attack.to_owned(),
            text: attack.to_owned(),
            quote: attack.to_owned(),
            answers: Some(Answers {
                href: format!("/en/a/b?comment=1#{attack}"),
                name: Some(attack.to_owned()),
                is_plain: false,
            }),
            ..shown(1)
        };
        let html = comment(&evil, Deeds::All, Locale::en);
        assert!(
            texts(&html, "script, img, h1, textarea").is_empty(),
            "{html}"
        );
        assert!(values(&html, "*", "onmouseover").is_empty(), "{html}");
        for place in [".by", ".text", "blockquote"] {
            assert_eq!(texts(&html, place), [attack], "{place}");
        }
    }
}

#[test]
fn addresses_become_links_that_pass_nothing_on() {
    let linking = ShownComment {
        text: "See https://example.kz/a?b=1&c=2, please.\n\nwww.example.com".to_owned(),
        ..shown(1)
    };
    let html = comment(&linking, Deeds::All, Locale::en);
    assert_eq!(
        values(&html, ".text a", "href").first().map(String::as_str),
        Some("https://example.kz/a?b=1&c=2")
    );
    let relations = values(&html, ".text a", "rel");
    assert_eq!(relations.len(), 2);
    for relation in relations {
        assert!(
            relation.contains("ugc") && relation.contains("nofollow"),
            "{relation}"
        );
    }
}

#[test]
fn what_was_brought_from_elsewhere_is_shown_however_long_it_is() {
    let long = format!("<b>{}\n\nb\nc", "a".repeat(5_000));
    for (text, paragraphs) in [(long.as_str(), 2), ("x", 1)] {
        let html = text_to_html(text);
        assert_eq!(texts(&html, "p").len(), paragraphs);
        assert!(texts(&html, "b").is_empty());
    }
}

proptest! {
    #[test]
    fn text_comes_back_as_it_was_written(text in "[a-zа-я<>&\"' \n]{0,80}") {
        let html = text_to_html(&text);
        let read: String = Html::parse_fragment(&html.replace("<br>", " ").replace("</p>", " </p>"))
            .root_element()
            .text()
            .collect();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(words(&read), words(&text));
        for element in Html::parse_fragment(&html).root_element().descendants() {
            if let Some(element) = element.value().as_element() {
                prop_assert!(["html", "p", "br"].contains(&element.name()), "{}", html);
            }
        }
    }
}
