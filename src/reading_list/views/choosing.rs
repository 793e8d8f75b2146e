//! Choosing what of a list is shown.

use super::Room;
use crate::{
    Locale,
    reading_list::{
        choosing::{Choice, Order},
        deed::filter_word,
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use reading::{Filter, ListId};

/// Filter, order and search, as one form that asks for the page anew.
pub(super) fn choices(list: ListId, choice: Choice, room: Room) -> AnyView {
    let locale = room.locale;
    let Choice {
        order,
        show,
        search,
        ..
    } = choice;
    let filters = [Filter::All, Filter::Unread, Filter::Read, Filter::Archived]
        .map(|filter| {
            let word = filter_word(filter);
            let is_chosen = word == show;
            view! { <option value=word selected=is_chosen>{words_of_filter(filter, locale)}</option> }
        })
        .collect_view();
    let orders = Order::ALL
        .map(|(known, word)| {
            let is_chosen = known == order;
            view! { <option value=word selected=is_chosen>{words_of_order(known, locale)}</option> }
        })
        .collect_view();
    settled(view! {
        <form class="choices" method="get" action=room.list(list) role="search">
            <div class="field">
                <label for="choice-show">{td_string!(locale, reading_list.show)}</label>
                <select id="choice-show" name="show">{filters}</select>
            </div>
            <div class="field">
                <label for="choice-order">{td_string!(locale, reading_list.order)}</label>
                <select id="choice-order" name="order">{orders}</select>
            </div>
            <div class="field">
                <label for="choice-search">{td_string!(locale, reading_list.search)}</label>
                <div class="input">
                    <input id="choice-search" name="q" type="search" value=search autocomplete="off"/>
                </div>
            </div>
            <button type="submit" class="pill">{td_string!(locale, reading_list.choose_these)}</button>
        </form>
    })
}

/// How articles come into the list; said where there are few, and nobody has learnt it yet.
pub(super) fn adding(room: Room) -> AnyView {
    settled(view! { <p class="quiet">{td_string!(room.locale, reading_list.how_to_add)}</p> })
}

fn words_of_filter(filter: Filter, locale: Locale) -> &'static str {
    match filter {
        Filter::All => td_string!(locale, reading_list.filter_all),
        Filter::Unread => td_string!(locale, reading_list.filter_unread),
        Filter::Read => td_string!(locale, reading_list.filter_read),
        Filter::Archived => td_string!(locale, reading_list.filter_archived),
    }
}

fn words_of_order(order: Order, locale: Locale) -> &'static str {
    match order {
        Order::Own => td_string!(locale, reading_list.order_own),
        Order::Newest => td_string!(locale, reading_list.order_newest),
        Order::Oldest => td_string!(locale, reading_list.order_oldest),
        Order::Shortest => td_string!(locale, reading_list.order_shortest),
        Order::Longest => td_string!(locale, reading_list.order_longest),
    }
}
