use super::*;
use crate::reading_list::choosing::Order;
use crate::{
    article::model::{Link, Moment, Teaser},
    language::Language,
};
use proptest::prelude::*;
use reading::TopicKind;

fn published(published_at: i64) -> ListedArticle {
    let moment = Moment {
        iso: String::new(),
        words: String::new(),
    };
    ListedArticle {
        id: 1,
        language: Language::Kazakh,
        section: link("Дала"),
        minutes: 1,
        published_at,
        teaser: Teaser {
            id: 1,
            href: String::new(),
            kicker: String::new(),
            headline: String::new(),
            standfirst: String::new(),
            picture: None,
            published: moment,
            reading_time: String::new(),
            comments: String::new(),
            authors: Vec::new(),
        },
    }
}

fn link(name: &str) -> Link {
    Link {
        name: name.to_owned(),
        href: format!("/kk/{name}"),
    }
}

fn topic(kind: TopicKind, id: i64) -> Topic {
    Topic { kind, id }
}

#[test]
fn what_came_out_at_the_very_moment_was_seen_already() {
    let articles = [30, 20, 10].map(published);
    assert_eq!(count_new(&articles, Some(20)), 1);
    assert_eq!(count_new(&articles, Some(19)), 2);
    assert_eq!(count_new(&articles, Some(0)), 3);
    assert_eq!(count_new(&articles, None), 0, "there was no last visit");
}

proptest! {
    #[test]
    fn all_that_is_new_stands_before_all_that_is_not(
        mut times in proptest::collection::vec(0_i64..100, 0..20),
        seen in 0_i64..100,
    ) {
        times.sort_unstable_by(|one, other| other.cmp(one));
        let articles: Vec<_> = times.iter().copied().map(published).collect();
        let (new, old) = times.split_at(count_new(&articles, Some(seen)));
        prop_assert!(new.iter().all(|time| *time > seen));
        prop_assert!(old.iter().all(|time| *time <= seen));
    }
}

#[test]
fn what_has_no_name_is_gone_only_where_the_server_was_asked() {
    let section = topic(TopicKind::Section, 1);
    let tag = topic(TopicKind::Tag, 1);
    let named = NamedTopic {
        topic: section,
        language: Language::Kazakh,
        link: link("Дала"),
    };
    let of = |is_asked| {
        let page = FollowingPage::of(&[section, tag], std::slice::from_ref(&named), is_asked);
        assert_eq!(page.names(), std::slice::from_ref(&named));
        let names = page
            .topics
            .into_iter()
            .flatten()
            .map(|followed| followed.name);
        names.collect::<Vec<_>>()
    };
    let known = || TopicName::Known(Box::new(named.clone()));
    assert_eq!(of(true), [known(), TopicName::Gone]);
    assert_eq!(of(false), [known(), TopicName::Unknown]);
    assert_eq!(FollowingPage::default().topics, None);
}

#[test]
fn an_address_says_which_page_it_is() {
    assert!(matches!(Content::begin("/kk/lists"), Content::All(_)));
    assert!(matches!(Content::begin("/kk/lists?x=1"), Content::All(_)));
    let Content::History(history) = Content::begin("/kk/lists/history?page=3") else {
        panic!("no history");
    };
    assert_eq!(history.page, 3);
    let list = ListId::LATER;
    let address = format!("/kk/lists/{list}?order=newest&q=%D0%BC%D0%B5%D0%BA+t");
    let Content::One(one) = Content::begin(&address) else {
        panic!("no list");
    };
    assert_eq!(one.card.id, list);
    assert_eq!(one.choice.order, Order::Newest);
    assert_eq!(one.choice.search, "мек t");
    let Content::Feed(feed) = Content::begin("/kk/lists/feed?before=7-1") else {
        panic!("no feed");
    };
    assert_eq!(feed.before.as_deref(), Some("7-1"));
    assert!(matches!(
        Content::begin("/kk/lists/following"),
        Content::Following(_)
    ));
    assert!(matches!(
        Content::begin("/kk/lists/nothing"),
        Content::All(_)
    ));
}
