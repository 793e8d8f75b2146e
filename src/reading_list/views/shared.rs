//! A list that somebody shares with everybody: the same page for all of them.

use super::{Room, entry::card, forms::sending};
use crate::{reading_list::model::SharedList, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn shared_list(list: SharedList, room: Room) -> AnyView {
    let locale = room.locale;
    let name = list
        .name
        .unwrap_or_else(|| td_string!(locale, reading_list.later).to_owned());
    let description =
        (!list.description.is_empty()).then(|| view! { <p class="about">{list.description}</p> });
    let changed = list.changed.map(|changed| {
        view! {
            <time datetime=changed.iso>
                {td_string!(locale, reading_list.changed, when = changed.words)}
            </time>
        }
    });
    let articles = list
        .articles
        .into_iter()
        .map(|article| {
            let title_id = format!("title-{}", article.id);
            let card = card(Some(article), &title_id, locale);
            view! { <li class="entry">{card}</li> }
        })
        .collect_view();
    let is_empty = (list.count == 0)
        .then(|| view! { <p class="empty">{td_string!(locale, reading_list.shared_empty)}</p> });
    let button = settled(view! {
        <button type="submit" class="pill">{td_string!(locale, reading_list.copy)}</button>
    });
    let copy = sending(
        "take-copy",
        "act",
        vec![("public_id", list.public_id)],
        button,
        room,
    );
    let next = list.next.map(|from| {
        let href = format!("{}?from={from}", list.href);
        view! { <a class="pill" href=href rel="next">{td_string!(locale, reading_list.page_after)}</a> }
    });
    settled(view! {
        <header>
            <p class="kicker">{td_string!(locale, reading_list.shared_by, name = list.owner)}</p>
            <h1 tabindex="-1">{name}</h1>
            {description}
            <p class="meta">
                <span>{td_string!(locale, reading_list.count, count = list.count.to_string())}</span>
                {changed}
            </p>
        </header>
        <div class="acts">
            {copy}
            <a class="pill" href=list.feed rel="external">{td_string!(locale, reading_list.feed)}</a>
        </div>
        {is_empty}
        <h2 class="visually-hidden">{td_string!(locale, list.articles)}</h2>
        <ul class="kept">{articles}</ul>
        <p class="ways">{next}</p>
    })
}
