//! What a reader follows.

use super::{
    Room,
    feed::nothing_followed,
    forms::{Act, act},
};
use crate::{
    Locale,
    reading_list::page::{Content, FollowedTopic, FollowingPage, TopicName},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use reading::TopicKind;

pub(super) fn followed(first: FollowingPage, room: Room) -> AnyView {
    let locale = room.locale;
    let shown = Memo::new(move |_| {
        room.content.with(|content| match content {
            Content::Following(following) => following.clone(),
            _ => first.clone(),
        })
    });
    let content = move || match shown.get().topics {
        None => settled(view! { <div class="without-script">{nothing_followed(locale)}</div> }),
        Some(topics) if topics.is_empty() => nothing_followed(locale),
        Some(topics) => {
            let is_out_of_reach = topics
                .iter()
                .any(|followed| followed.name == TopicName::Unknown);
            let words = is_out_of_reach.then(|| {
                view! { <p class="quiet">{td_string!(locale, feed.names_out_of_reach)}</p> }
            });
            let topics = topics
                .into_iter()
                .map(|followed| topic(followed, room))
                .collect_view();
            settled(view! { {words} <ul class="kept people">{topics}</ul> })
        }
    };
    settled(view! {
        <header>
            <p class="kicker">
                <a href=room.lists()>{td_string!(locale, reading_list.title)}</a>
            </p>
            <h1 tabindex="-1">{td_string!(locale, feed.following)}</h1>
        </header>
        {content}
        <p class="ways">
            <a class="pill" href=format!("{}/feed", room.lists())>{td_string!(locale, feed.title)}</a>
        </p>
    })
}

fn topic(followed: FollowedTopic, room: Room) -> AnyView {
    let locale = room.locale;
    let topic = followed.topic;
    let name_id = format!("topic-{}-{}", topic.kind, topic.id);
    let name = match followed.name {
        TopicName::Known(named) => settled(view! {
            <a id=name_id.clone() href=named.link.href lang=named.language.code()>{named.link.name}</a>
        }),
        TopicName::Gone => settled(view! {
            <span id=name_id.clone() class="gone">{td_string!(locale, feed.gone)}</span>
        }),
        TopicName::Unknown => settled(view! {
            <span id=name_id.clone() class="gone">{td_string!(locale, feed.unknown)}</span>
        }),
    };
    let unfollow = Act {
        form: "follow-topic",
        sent: vec![
            ("kind", topic.kind.to_string()),
            ("id", topic.id.to_string()),
            ("followed", "no".to_owned()),
        ],
        label: td_string!(locale, feed.unfollow),
        id: format!("unfollow-{}-{}", topic.kind, topic.id),
        about: name_id,
    };
    settled(view! {
        <li>
            <span class="kind">{kind_words(topic.kind, locale)}</span>
            {name}
            {act(unfollow, room)}
        </li>
    })
}

fn kind_words(kind: TopicKind, locale: Locale) -> &'static str {
    match kind {
        TopicKind::Author => td_string!(locale, feed.author),
        TopicKind::Section => td_string!(locale, feed.section),
        TopicKind::Tag => td_string!(locale, feed.tag),
    }
}
