//! Rules and word lists.

use super::{Place, act};
use crate::{
    comment::desk::model::{RulesForm, RulesPage},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The rules of one scope as a form.
pub(super) fn rules_form(form: RulesForm, place: &Place) -> AnyView {
    let locale = place.locale;
    let id = form.scope_id.to_string();
    let typed = |field: &str, value: String| {
        let typed = act::typed(place, "set-comment-rules", ("scope_id", &id), field);
        if typed.is_empty() { value } else { typed }
    };
    let mode = typed("mode", form.mode);
    let options = [
        ("", td_string!(locale, moderation.as_wider)),
        ("after", td_string!(locale, moderation.mode_after)),
        ("before", td_string!(locale, moderation.mode_before)),
        ("closed", td_string!(locale, moderation.mode_closed)),
    ]
    .map(|(word, words)| view! { <option value=word selected=word == mode>{words}</option> })
    .collect_view();
    let number = |name: &'static str, label: &'static str, value: String| {
        view! {
            <label for=name>{label}</label>
            <input id=name name=name inputmode="numeric" autocomplete="off" value=value/>
        }
    };
    let content = settled(view! {
        <label for="mode">{td_string!(locale, moderation.mode)}</label>
        <select id="mode" name="mode">{options}</select>
        {number(
            "newcomers_before",
            td_string!(locale, moderation.newcomers_before),
            typed("newcomers_before", form.newcomers_before),
        )}
        {number(
            "close_after_days",
            td_string!(locale, moderation.close_after_days),
            typed("close_after_days", form.close_after_days),
        )}
        {number(
            "slow_seconds",
            td_string!(locale, moderation.slow_seconds),
            typed("slow_seconds", form.slow_seconds),
        )}
        <button type="submit" class="pill">{td_string!(locale, moderation.save)}</button>
    });
    let fields = vec![("scope", form.scope), ("scope_id", id.clone())];
    act::form("set-comment-rules", fields, content, place)
}

/// Rules and lists of words.
pub(super) fn rules(page: RulesPage, place: &Place) -> AnyView {
    let locale = place.locale;
    let sections = page
        .sections
        .into_iter()
        .map(|(name, href)| view! { <li><a href=href>{name}</a></li> })
        .collect_view();
    let unknown = (!page.unknown.is_empty()).then(|| {
        let words = td_string!(
            locale,
            moderation.no_article,
            address = page.unknown.clone()
        );
        view! { <p class="problem" role="alert">{words}</p> }
    });
    let name = page.form.name.clone();
    let list = |rejects: bool| {
        if rejects {
            td_string!(locale, moderation.list_reject)
        } else {
            td_string!(locale, moderation.list_hold)
        }
    };
    let words = page
        .words
        .into_iter()
        .map(|(id, rejects, pattern)| {
            let label = td_string!(locale, moderation.remove, word = pattern.clone());
            let button = settled(view! {
                <button type="submit" class="pill" aria-label=label>"×"</button>
            });
            let fields = vec![("word", id.to_string())];
            view! {
                <li>
                    <code>{pattern}</code>
                    " "
                    {list(rejects)}
                    {act::form("remove-comment-word", fields, button, place)}
                </li>
            }
        })
        .collect_view();
    let hidden = (page.hidden > 0).then(|| {
        let words = td_string!(locale, moderation.hidden, count = page.hidden.to_string());
        view! { <p class="quiet">{words}</p> }
    });
    let typed_list = act::typed(place, "add-comment-word", ("back", &place.here), "list");
    let typed = act::typed(place, "add-comment-word", ("back", &place.here), "words");
    let add = act::form(
        "add-comment-word",
        Vec::new(),
        settled(view! {
            <label for="words-list">{td_string!(locale, moderation.list)}</label>
            <select id="words-list" name="list">
                <option value="hold">{list(false)}</option>
                <option value="reject" selected=typed_list == "reject">{list(true)}</option>
            </select>
            <label for="words-words">{td_string!(locale, moderation.words)}</label>
            <textarea id="words-words" name="words" rows="4" aria-describedby="words-hint">
                {typed}
            </textarea>
            <p class="hint" id="words-hint">{td_string!(locale, moderation.words_hint)}</p>
            <button type="submit" class="pill">{td_string!(locale, moderation.add)}</button>
        }),
        place,
    );
    let was_tried = !page.tried.trim().is_empty();
    let nothing = (was_tried && page.matches.is_empty())
        .then(|| view! { <p role="status">{td_string!(locale, moderation.try_nothing)}</p> });
    let matches = page
        .matches
        .into_iter()
        .map(|(pattern, found, rejects)| {
            let rule = td_string!(locale, moderation.by_rule, rule = pattern);
            view! { <li><mark>{found}</mark> " " {rule} ": " {list(rejects)}</li> }
        })
        .collect_view();
    settled(view! {
        <nav class="scopes" aria-label=td_string!(locale, moderation.sections)>
            <ul>
                <li><a href=format!("{}/rules", place.desk)>{td_string!(locale, moderation.site)}</a></li>
                {sections}
            </ul>
        </nav>
        <form class="form" method="get">
            <label for="rules-address">{td_string!(locale, moderation.article_address)}</label>
            <input id="rules-address" name="address" autocomplete="off" value=page.unknown/>
            <button type="submit" class="pill">{td_string!(locale, moderation.open)}</button>
        </form>
        {unknown}
        <section>
            <h2>{name}</h2>
            {rules_form(page.form, place)}
        </section>
        <section>
            <h2>{td_string!(locale, moderation.lists)}</h2>
            {add}
            <form class="form" method="get">
                <label for="words-filter">{td_string!(locale, moderation.filter)}</label>
                <input id="words-filter" type="search" name="q" value=page.filter autocomplete="off"/>
                <button type="submit" class="pill">{td_string!(locale, moderation.find)}</button>
            </form>
            <ul class="words">{words}</ul>
            {hidden}
        </section>
        <section>
            <h2>{td_string!(locale, moderation.try_it)}</h2>
            <form class="form" method="get">
                <label for="words-try">{td_string!(locale, moderation.try_text)}</label>
                <textarea id="words-try" name="try" rows="3">{page.tried}</textarea>
                <button type="submit" class="pill">{td_string!(locale, moderation.try_it)}</button>
            </form>
            {nothing}
            <ul class="tried">{matches}</ul>
        </section>
    })
}
