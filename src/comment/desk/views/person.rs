//! Somebody who comments.

use super::{Place, act, entry, fact, words};
use crate::{
    comment::desk::model::{Measure, WriterPage},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Somebody who comments.
pub(super) fn person(page: WriterPage, place: &Place) -> AnyView {
    let locale = place.locale;
    let pseudonym = (!page.pseudonym.is_empty()).then(|| {
        fact(
            td_string!(locale, moderation.pseudonym),
            settled(page.pseudonym),
        )
    });
    let since = page
        .since
        .map(|at| fact(td_string!(locale, moderation.since), entry::time(at)));
    let until = page
        .until
        .map(|at| fact(td_string!(locale, moderation.until), entry::time(at)));
    let upheld = fact(
        td_string!(locale, moderation.upheld),
        settled(page.reports_upheld.to_string()),
    );
    let id = page.id.to_string();
    let measures = page.may_restrict.then(|| {
        let key = ("person", id.as_str());
        let measure = act::typed(place, "restrict-person", key, "measure");
        let options = Measure::ALL
            .iter()
            .map(|known| {
                let word = known.as_str();
                view! {
                    <option value=word selected=word == measure>
                        {words::of_action(word, locale)}
                    </option>
                }
            })
            .collect_view();
        let until = act::typed(place, "restrict-person", key, "until");
        let content = settled(view! {
            <label for="measure">{td_string!(locale, moderation.measure)}</label>
            <select id="measure" name="measure">{options}</select>
            <label for="until">{td_string!(locale, moderation.until)}</label>
            <input id="until" name="until" value=until autocomplete="off" aria-describedby="until-hint"/>
            <p class="hint" id="until-hint">{td_string!(locale, moderation.until_hint)}</p>
            {entry::reason_and_note("restrict-person", key, "person", place)}
            <button type="submit" class="pill">{td_string!(locale, moderation.restrict)}</button>
        });
        let restrict = act::form("restrict-person", vec![("person", id.clone())], content, place);
        let lift = (!page.writer.restricted.is_empty()).then(|| {
            let button = settled(view! {
                <button type="submit" class="pill">{td_string!(locale, moderation.lift)}</button>
            });
            act::form("lift-restriction", vec![("person", id.clone())], button, place)
        });
        view! {
            <section>
                <h2>{td_string!(locale, moderation.restrict)}</h2>
                {restrict}
                {lift}
            </section>
        }
    });
    let entries = page
        .entries
        .into_iter()
        .map(|comment| entry::entry(comment, place))
        .collect_view();
    let more = page.more.map(|href| {
        view! { <a class="pill" href=href rel="next">{td_string!(locale, moderation.more)}</a> }
    });
    let log = page
        .log
        .into_iter()
        .map(|line| view! { <li>{entry::log_line(line, place)}</li> })
        .collect_view();
    settled(view! {
        <p class="meta">{entry::facts(&page.writer, place)}</p>
        <dl class="facts">{pseudonym} {since} {until} {upheld}</dl>
        {measures}
        <section>
            <h2>{td_string!(locale, moderation.rules)}</h2>
            {super::rules::rules_form(page.rules, place)}
        </section>
        <section>
            <h2>{td_string!(locale, moderation.their_comments)}</h2>
            <div class="entries">{entries}</div>
            {more}
        </section>
        <section>
            <h2>{td_string!(locale, moderation.about_them)}</h2>
            <ol class="log">{log}</ol>
        </section>
    })
}
