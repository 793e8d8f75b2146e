//! What stands in the page before any script has run.

use super::*;
use leptos::prelude::*;
use reading::{Topic, TopicKind};
use scraper::{Html, Selector};

fn render(address: &'static str) -> Html {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(Shelf::start(
            RwSignal::new(None),
            Callback::new(|()| ()),
            Memo::new(move |_| address.to_owned()),
        ));
        let topic = Topic {
            kind: TopicKind::Tag,
            id: 5,
        };
        view! {
            <CardMarks article=7 locale=Locale::en/>
            <FollowButton topic locale=Locale::en/>
        }
        .to_html()
    });
    Html::parse_fragment(&html)
}

fn values(html: &Html, form: &str) -> Vec<(String, String)> {
    let fields = Selector::parse(&format!("{form} input[type=hidden]")).expect("a selector");
    html.select(&fields)
        .map(|field| {
            let value = |name| field.attr(name).unwrap_or_default().to_owned();
            (value("name"), value("value"))
        })
        .collect()
}

#[test]
fn saves_and_follows_without_scripts_and_comes_back() {
    let address = "/en/education?before=7&q=\"><script>";
    let html = render(address);
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(owned).collect()
    };
    assert_eq!(
        values(&html, ".keeping form[method=post][action='/en/lists']"),
        pairs(&[
            ("form", "save-article"),
            ("article", "7"),
            ("back", address)
        ])
    );
    assert_eq!(
        values(&html, ".follow form[method=post][action='/en/lists']"),
        pairs(&[
            ("form", "follow-topic"),
            ("kind", "tag"),
            ("id", "5"),
            ("followed", "yes"),
            ("back", address)
        ])
    );
    let scripts = Selector::parse("script").expect("a selector");
    assert_eq!(html.select(&scripts).count(), 0);
}

#[test]
fn offers_to_save_and_claims_nothing() {
    let html = render("/en");
    let buttons = Selector::parse("button[aria-pressed=false]").expect("a selector");
    assert_eq!(html.select(&buttons).count(), 2);
    let read = Selector::parse(".read-mark[data-article='7']").expect("a selector");
    let read = html.select(&read).next().expect("the mark");
    assert!(!read.value().classes().any(|class| class == "is-read"));
}
