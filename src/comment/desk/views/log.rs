//! The log of decisions.

use super::{Place, entry, words};
use crate::{comment::desk::model::LogPage, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The log.
pub(super) fn log(page: LogPage, place: &Place) -> AnyView {
    let locale = place.locale;
    let actions = words::ACTIONS
        .iter()
        .rev()
        .map(|&word| {
            let words = if word.is_empty() {
                td_string!(locale, moderation.all).to_owned()
            } else {
                words::of_action(word, locale)
            };
            view! { <option value=word selected=word == page.action>{words}</option> }
        })
        .collect_view();
    let moderators = page
        .moderators
        .into_iter()
        .map(|(id, name)| {
            view! { <option value=id selected=Some(id) == page.moderator>{name}</option> }
        })
        .collect_view();
    let empty = page
        .lines
        .is_empty()
        .then(|| view! { <p class="empty">{td_string!(locale, moderation.empty_log)}</p> });
    let lines = page
        .lines
        .into_iter()
        .map(|line| view! { <li>{entry::log_line(line, place)}</li> })
        .collect_view();
    let more = page.more.map(|href| {
        view! { <a class="pill" href=href rel="next">{td_string!(locale, moderation.more)}</a> }
    });
    settled(view! {
        <form class="form" method="get">
            <label for="log-action">{td_string!(locale, moderation.action)}</label>
            <select id="log-action" name="action">{actions}</select>
            <label for="log-moderator">{td_string!(locale, moderation.moderator)}</label>
            <select id="log-moderator" name="moderator">
                <option value="">{td_string!(locale, moderation.all)}</option>
                {moderators}
            </select>
            <button type="submit" class="pill">{td_string!(locale, moderation.find)}</button>
        </form>
        {empty}
        <ol class="log">{lines}</ol>
        {more}
    })
}
