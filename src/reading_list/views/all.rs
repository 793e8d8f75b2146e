//! The page of all lists.

use super::{
    Room,
    forms::{Act, act, sending},
    name_of,
};
use crate::{
    reading_list::page::{AllLists, Content, ListCard},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn all_lists(all: AllLists, room: Room) -> AnyView {
    let locale = room.locale;
    let first = all;
    let shown = Memo::new(move |_| {
        room.content.with(|content| match content {
            Content::All(all) => all.clone(),
            _ => first.clone(),
        })
    });
    let lists = move || {
        let lists = shown.with(|all| all.lists.clone());
        let last = lists.len().saturating_sub(1);
        lists
            .into_iter()
            .enumerate()
            .map(|(index, card)| list(card, index > 0, index < last, room))
            .collect_view()
    };
    let is_empty = move || {
        shown
            .with(|all| all.lists.iter().all(|list| list.all == 0))
            .then(|| {
                view! { <p class="empty">{td_string!(locale, reading_list.nothing_saved)}</p> }
            })
    };
    let history = format!("{}/history", room.lists());
    let files = format!("{}/files", room.lists());
    settled(view! {
        <header>
            <h1 tabindex="-1">{td_string!(locale, reading_list.title)}</h1>
        </header>
        {is_empty}
        <ul class="cards">{lists}</ul>
        {new_list(room)}
        <p class="ways">
            <a class="pill" href=history>{td_string!(locale, reading_list.history)}</a>
            <a class="pill" href=format!("{}/feed", room.lists())>{td_string!(locale, feed.title)}</a>
            <a class="pill" href=format!("{}/following", room.lists())>{td_string!(locale, feed.following)}</a>
            <a class="pill" href=files>{td_string!(locale, reading_list.files)}</a>
        </p>
        {signed_out(room)}
    })
}

fn list(card: ListCard, can_rise: bool, can_sink: bool, room: Room) -> AnyView {
    let locale = room.locale;
    let name = name_of(&card, locale);
    let name_id = format!("list-{}", card.id);
    let way = |way: &'static str, label, is_offered: bool| {
        is_offered.then(|| {
            let parts = Act {
                form: "move-list",
                sent: vec![("list", card.id.to_string()), ("way", way.to_owned())],
                label,
                id: format!("{way}-{}", card.id),
                about: name_id.clone(),
            };
            act(parts, room)
        })
    };
    let ways = settled(view! {
        <div class="acts">
            {way("up", td_string!(locale, reading_list.move_up), can_rise)}
            {way("down", td_string!(locale, reading_list.move_down), can_sink)}
        </div>
    });
    let description = (!card.description.is_empty())
        .then(|| view! { <p class="about">{card.description.clone()}</p> });
    settled(view! {
        <li class="list-card">
            <h2 id=name_id.clone()>
                <a href=room.list(card.id)>{name}</a>
            </h2>
            {description}
            <p class="meta">
                <span>{td_string!(locale, reading_list.count, count = card.all.to_string())}</span>
                <span>{td_string!(locale, reading_list.unread_count, count = card.unread.to_string())}</span>
            </p>
            {ways}
        </li>
    })
}

/// Making a list.
fn new_list(room: Room) -> AnyView {
    let locale = room.locale;
    let typed = room.typed("make-list", None, "name").unwrap_or_default();
    let fields = settled(view! {
        <div class="field">
            <label for="new-list">{td_string!(locale, reading_list.name)}</label>
            <div class="input">
                <input id="new-list" name="name" value=typed autocomplete="off" maxlength="200"/>
            </div>
        </div>
        <button type="submit" class="pill">{td_string!(locale, reading_list.new_list)}</button>
    });
    sending("make-list", "line", Vec::new(), fields, room)
}

/// That lists are kept in this browser only.
fn signed_out(room: Room) -> Option<AnyView> {
    // Without a network nobody knows whether somebody is signed in.
    if room.is_signed_in || room.is_away {
        return None;
    }
    let lists = room.lists();
    let front = lists.trim_end_matches("/lists");
    let sign_in = format!("{front}/sign-in?next={lists}");
    Some(settled(view! {
        <p class="quiet">
            {td_string!(room.locale, reading_list.only_here)} " "
            <a href=sign_in>{td_string!(room.locale, masthead.sign_in)}</a>
        </p>
    }))
}
