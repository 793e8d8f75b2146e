//! A person, the rules, the log, the figures.

use super::{Place, act, entry, words};
use crate::{
    Locale,
    comment::desk::model::{FiguresPage, LogPage, Measure, RulesForm, RulesPage, WriterPage},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

fn fact(name: &'static str, value: AnyView) -> AnyView {
    settled(view! { <div><dt>{name}</dt> <dd>{value}</dd></div> })
}

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
            {rules_form(page.rules, place)}
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

fn rules_form(form: RulesForm, place: &Place) -> AnyView {
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

/// A table whose last column is drawn as bars too.
fn chart(
    title: &'static str,
    head: &'static str,
    rows: Vec<(String, i64)>,
    locale: Locale,
) -> AnyView {
    let most = rows
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows = rows
        .into_iter()
        .map(|(name, count)| {
            // An attribute of SVG, because the policy of the pages allows no style of an element.
            let width = (count * 100 / most).to_string();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{count.to_string()}</td>
                    <td aria-hidden="true">
                        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none">
                            <rect width=width height="8"></rect>
                        </svg>
                    </td>
                </tr>
            }
        })
        .collect_view();
    settled(view! {
        <table class="chart">
            <caption>{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{head}</th>
                    <th scope="col">{td_string!(locale, moderation.count)}</th>
                    <td aria-hidden="true"></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    })
}

/// Figures.
pub(super) fn figures(page: FiguresPage, locale: Locale) -> AnyView {
    let none = || settled(td_string!(locale, moderation.none));
    let minutes = |seconds: Option<i64>| match seconds {
        Some(seconds) => {
            let count = format!("{:.1}", seconds as f64 / 60.0);
            settled(td_string!(locale, moderation.minutes, count = count))
        }
        None => none(),
    };
    let oldest = page.oldest.map_or_else(none, entry::time);
    let facts = [
        (
            td_string!(locale, moderation.waiting_now),
            settled(page.waiting.to_string()),
        ),
        (td_string!(locale, moderation.oldest), oldest),
        (
            td_string!(locale, moderation.reported),
            settled(page.reported.to_string()),
        ),
        (
            td_string!(locale, moderation.appeals),
            settled(page.appeals.to_string()),
        ),
        (
            td_string!(locale, moderation.median_week),
            minutes(page.medians.0),
        ),
        (
            td_string!(locale, moderation.median_month),
            minutes(page.medians.1),
        ),
    ]
    .map(|(name, value)| fact(name, value))
    .collect_view();
    let cut = page.cut.map(|count| {
        let words = td_string!(locale, moderation.cut, count = count.to_string());
        view! { <p class="quiet">{words}</p> }
    });
    let by_check = page
        .by_check
        .into_iter()
        .map(|(check, rejects, count)| {
            let verdict = if rejects {
                td_string!(locale, moderation.list_reject)
            } else {
                td_string!(locale, moderation.list_hold)
            };
            (
                format!("{}: {verdict}", words::of_check(&check, locale)),
                count,
            )
        })
        .collect();
    let by_moderator = page
        .by_moderator
        .into_iter()
        .map(|(name, count)| (words::of_name(name, locale), count))
        .collect();
    settled(view! {
        <dl class="facts">{facts}</dl>
        {cut}
        {chart(td_string!(locale, moderation.by_day), td_string!(locale, moderation.day), page.by_day, locale)}
        {chart(td_string!(locale, moderation.by_check), td_string!(locale, moderation.check), by_check, locale)}
        {chart(
            td_string!(locale, moderation.by_moderator),
            td_string!(locale, moderation.moderator),
            by_moderator,
            locale,
        )}
    })
}
