use super::*;
use crate::{
    article::model::{Link, Moment, Teaser},
    language::Language,
};
use proptest::prelude::*;
use reading::{Change, Clock, DeviceId, Operation, OperationId};

fn article(number: i64) -> ArticleId {
    ArticleId::new(number).expect("a positive number")
}

fn listed(id: i64, headline: &str, minutes: i64) -> ListedArticle {
    ListedArticle {
        id,
        language: Language::English,
        section: Link {
            name: "Steppe".to_owned(),
            href: "/en/steppe".to_owned(),
        },
        minutes,
        published_at: 0,
        teaser: Teaser {
            id,
            href: format!("/en/steppe/{id}"),
            kicker: String::new(),
            headline: headline.to_owned(),
            standfirst: String::new(),
            picture: None,
            published: Moment {
                iso: String::new(),
                words: String::new(),
            },
            reading_time: String::new(),
            comments: String::new(),
            authors: Vec::new(),
        },
    }
}

/// Articles 1 to `count` in this order, each saved a millisecond after the one before.
fn with_articles(count: i64, changes: &[Change]) -> ReadingLists {
    let mut lists = ReadingLists::default();
    let mut clock = Clock::new(DeviceId::from_random([1; 16]));
    let articles: Vec<_> = (1..=count).map(|number| (article(number), None)).collect();
    let saved = lists.save_many(ListId::LATER, &articles);
    for (number, change) in saved.into_iter().chain(changes.iter().cloned()).enumerate() {
        let number = u128::try_from(number).expect("small");
        lists.apply(&Operation {
            id: OperationId::from_random(number.to_be_bytes()),
            time: clock.issue(i64::try_from(number).expect("small")),
            change,
        });
    }
    lists
}

fn ids(arranged: &Arranged) -> Vec<i64> {
    arranged.entries.iter().map(|entry| entry.article).collect()
}

fn chosen(query: &str) -> Choice {
    Choice::parse(|name| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(&format!("{name}=")))
            .unwrap_or_default()
            .to_owned()
    })
}

#[test]
fn a_list_is_ordered_by_hand_date_and_length() {
    let lists = with_articles(3, &[]);
    let known = [
        listed(1, "Grass", 4),
        listed(2, "Horses", 1),
        listed(3, "Wind", 9),
    ];
    for (order, expected) in [
        ("own", [1, 2, 3]),
        ("newest", [3, 2, 1]),
        ("oldest", [1, 2, 3]),
        ("shortest", [2, 1, 3]),
        ("longest", [3, 1, 2]),
    ] {
        let choice = chosen(&format!("order={order}"));
        let arranged = arrange(&lists, ListId::LATER, &choice, |id| {
            known.iter().find(|known| known.id == id.get())
        });
        assert_eq!(ids(&arranged), expected, "{order}");
    }
}

#[test]
fn a_search_finds_headlines_and_notes_whatever_their_case() {
    let note = Change::Note {
        article: article(2),
        text: "Ақ БОЗ үй".to_owned(),
    };
    let lists = with_articles(3, &[note]);
    let known = [listed(1, "Боз дала", 1), listed(2, "Horses", 1)];
    let find = |id: ArticleId| known.iter().find(|known| known.id == id.get());
    let arranged = arrange(&lists, ListId::LATER, &chosen("q=боз"), find);
    assert_eq!((ids(&arranged), arranged.matching), (vec![1, 2], 2));
    let nothing = arrange(&lists, ListId::LATER, &chosen("q=wind"), find);
    assert_eq!(
        nothing.matching, 0,
        "an article that is gone has no headline"
    );
}

#[test]
fn a_filter_lets_through_what_it_names() {
    let read = Change::MarkRead {
        article: article(2),
        is_read: true,
    };
    let archived = Change::Archive {
        article: article(3),
        is_archived: true,
    };
    let lists = with_articles(3, &[read, archived]);
    for (show, expected) in [
        ("all", vec![1, 2, 3]),
        ("unread", vec![1]),
        ("read", vec![2]),
        ("archived", vec![3]),
    ] {
        let choice = chosen(&format!("show={show}"));
        let arranged = arrange(&lists, ListId::LATER, &choice, |_| None);
        assert_eq!(ids(&arranged), expected, "{show}");
    }
}

#[test]
fn a_long_list_comes_in_pages_and_only_their_articles_are_looked_up() {
    let lists = with_articles(250, &[]);
    for (page, first, count, is) in [(1, 1, 100, 1), (3, 201, 50, 3), (9, 201, 50, 3)] {
        let choice = chosen(&format!("page={page}"));
        let needed = articles_needed(&lists, ListId::LATER, &choice);
        let arranged = arrange(&lists, ListId::LATER, &choice, |_| None);
        let needed: Vec<i64> = needed.into_iter().map(ArticleId::get).collect();
        assert_eq!(ids(&arranged), needed);
        assert_eq!(needed[0], first);
        assert_eq!(
            (needed.len(), arranged.matching, arranged.page),
            (count, 250, is)
        );
    }
    let by_length = chosen("order=shortest");
    assert_eq!(
        articles_needed(&lists, ListId::LATER, &by_length).len(),
        250
    );
}

proptest! {
    #[test]
    fn a_choice_is_read_as_it_is_written(
        order in prop::sample::select(Order::ALL.to_vec()),
        show in prop::sample::select(vec!["all", "unread", "read", "archived"]),
        search in "[a-zәқ0-9&=?#% +]{0,20}",
        page in 1_usize..60,
    ) {
        let choice = Choice {
            order: order.0,
            show: show.to_owned(),
            search: search.trim().to_owned(),
            page,
        };
        let query = choice.query();
        prop_assert!(query.is_ascii());
        let read: Vec<(String, String)> = query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| {
                let value = percent_encoding::percent_decode_str(value).decode_utf8_lossy();
                (name.to_owned(), value.into_owned())
            })
            .collect();
        let parsed = Choice::parse(|name| {
            read.iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        });
        prop_assert_eq!(parsed, choice);
    }
}
