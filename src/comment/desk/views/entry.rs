//! A comment with all that a moderator should know, and what can be done about it.

use super::{Place, act, words};
use crate::{
    article::model::Moment,
    comment::{
        desk::model::{Entry, LogLine, RejectReason, Writer},
        model::Status,
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn time(moment: Moment) -> AnyView {
    settled(view! { <time datetime=moment.iso>{moment.words}</time> })
}

/// What somebody has typed, in the midst of the desk's own words: in whichever direction it is written, it
/// does not change how those beside it are read.
fn isolated(text: String) -> AnyView {
    settled(view! { <bdi dir="auto">{text}</bdi> })
}

/// Trust, counts and what restricts somebody.
pub(super) fn facts(writer: &Writer, place: &Place) -> AnyView {
    let locale = place.locale;
    let trust = td_string!(
        locale,
        moderation.trust,
        level = words::of_trust(writer.trust, locale)
    );
    let counts = td_string!(
        locale,
        moderation.counts,
        approved = writer.approved.to_string(),
        rejected = writer.rejected.to_string()
    );
    let restricted = words::of_restriction(&writer.restricted, locale);
    let restricted = (!restricted.is_empty()).then(|| view! { <strong>{restricted}</strong> });
    settled(view! { <span>{trust}</span> <span>{counts}</span> {restricted} })
}

/// A reason to choose, and words to add.
pub(super) fn reason_and_note(form: &str, key: (&str, &str), id: &str, place: &Place) -> AnyView {
    let locale = place.locale;
    let chosen = act::typed(place, form, key, "reason");
    let options = RejectReason::ALL
        .iter()
        .map(|reason| {
            let word = reason.as_str();
            view! {
                <option value=word selected=word == chosen>{words::of_reason(word, locale)}</option>
            }
        })
        .collect_view();
    let note = act::typed(place, form, key, "note");
    let (reason_id, note_id) = (format!("reason-{id}"), format!("note-{id}"));
    settled(view! {
        <div class="labelled">
            <label for=reason_id.clone()>{td_string!(locale, moderation.reason)}</label>
            <select id=reason_id name="reason">
                <option value="">{td_string!(locale, moderation.choose_reason)}</option>
                {options}
            </select>
        </div>
        <div class="labelled">
            <label for=note_id.clone()>{td_string!(locale, moderation.note)}</label>
            <input id=note_id name="note" type="text" autocomplete="off" value=note/>
        </div>
    })
}

/// A button of a form that says what to do.
pub(super) fn button(deed: &'static str, key: &'static str, label: &'static str) -> AnyView {
    settled(view! {
        <button
            type="submit"
            class=if deed == "approve" { "pill primary" } else { "pill" }
            name="action"
            value=deed
            data-key=key
            aria-keyshortcuts=(!key.is_empty()).then_some(key)
        >
            {label}
        </button>
    })
}

/// One line of what was decided.
pub(super) fn log_line(line: LogLine, place: &Place) -> AnyView {
    let locale = place.locale;
    let undone = line.undone.then(|| {
        // The name of an account that is no more is empty.
        let words = if line.undone_by.is_empty() {
            td_string!(locale, moderation.undone).to_owned()
        } else {
            td_string!(locale, moderation.undone_by, name = line.undone_by)
        };
        view! { <em>{words}</em> }
    });
    let undo = line.may_undo.then(|| {
        let button = settled(view! {
            <button type="submit" class="pill">{td_string!(locale, moderation.undo)}</button>
        });
        let fields = vec![("decision", line.id.to_string())];
        act::form("undo-decision", fields, button, place)
    });
    let comment = (line.comment > 0).then(|| format!("№{}", line.comment));
    settled(view! {
        <div class="decision">
            <p>
                {time(line.at)}
                <strong>{words::of_action(&line.action, locale)}</strong>
                <span>{comment}</span>
                <span>{words::of_reason(&line.reason, locale)}</span>
                {isolated(line.note)}
                <span>{line.words}</span>
                {undone}
            </p>
            <p class="meta">
                <span>{words::of_name(line.moderator, locale)}</span>
                <span>{line.person}</span>
            </p>
            {undo}
        </div>
    })
}

/// The whole entry.
pub(super) fn entry(entry: Entry, place: &Place) -> AnyView {
    let locale = place.locale;
    let id = entry.id;
    let version = format!("{id}:{}", entry.version);
    let name = match &entry.writer {
        Some(writer) => settled(view! { <a href=writer.href.clone()>{entry.name.clone()}</a> }),
        None => settled(entry.name.clone()),
    };
    let facts = entry.writer.as_ref().map(|writer| facts(writer, place));
    let text = entry
        .text
        .into_iter()
        .map(|(part, marked)| {
            if marked {
                settled(view! { <mark>{part}</mark> })
            } else {
                settled(part)
            }
        })
        .collect_view();
    let parent = entry.parent.map(|parent| {
        view! {
            <p class="answered">
                <span>{td_string!(locale, moderation.answers)}": "</span>
                {isolated(parent)}
            </p>
        }
    });
    let quote = (!entry.quote.is_empty()).then(|| {
        view! {
            <blockquote dir="auto" aria-label=td_string!(locale, moderation.quote)>{entry.quote}</blockquote>
        }
    });
    let revisions = (!entry.revisions.is_empty()).then(|| {
        let lines = entry
            .revisions
            .into_iter()
            .map(|(text, at)| view! { <li>{time(at)} " " {isolated(text)}</li> })
            .collect_view();
        view! {
            <details>
                <summary>{td_string!(locale, moderation.edited)}</summary>
                <ol>{lines}</ol>
            </details>
        }
    });
    let findings = (!entry.findings.is_empty()).then(|| {
        let lines = entry
            .findings
            .into_iter()
            .map(|finding| {
                let matched = finding
                    .matched
                    .into_iter()
                    .map(|(found, rule)| {
                        let rule = (!rule.is_empty())
                            .then(|| td_string!(locale, moderation.by_rule, rule = rule));
                        view! { <span><mark>{found}</mark> " " {rule}</span> }
                    })
                    .collect_view();
                let verdict = if finding.rejects {
                    td_string!(locale, moderation.list_reject)
                } else {
                    td_string!(locale, moderation.list_hold)
                };
                view! {
                    <li>{words::of_check(&finding.check, locale)} ": " {verdict} " " {matched}</li>
                }
            })
            .collect_view();
        view! {
            <h3>{td_string!(locale, moderation.found)}</h3>
            <ul class="findings">{lines}</ul>
        }
    });
    let reports = (!entry.reports.is_empty()).then(|| {
        let lines = entry
            .reports
            .into_iter()
            .map(|(reason, note, at)| {
                view! {
                    <li>{words::of_reason(&reason, locale)} " " {isolated(note)} " " {time(at)}</li>
                }
            })
            .collect_view();
        view! {
            <h3>{td_string!(locale, moderation.reports)}</h3>
            <ul class="reports">{lines}</ul>
        }
    });
    let appeal = entry.appeal.map(|appeal| {
        let deeds = if appeal.may_settle {
            let buttons = settled(view! {
                <button type="submit" class="pill" name="outcome" value="granted">
                    {td_string!(locale, moderation.grant)}
                </button>
                <button type="submit" class="pill" name="outcome" value="declined">
                    {td_string!(locale, moderation.decline)}
                </button>
            });
            act::form(
                "settle-appeal",
                vec![("comment", id.to_string())],
                buttons,
                place,
            )
        } else {
            settled(view! { <p class="quiet">{td_string!(locale, moderation.own_decision)}</p> })
        };
        view! {
            <div class="appeal">
                <h3>{td_string!(locale, moderation.appeal)}</h3>
                <p>{time(appeal.at)} " " {isolated(appeal.text)}</p>
                {deeds}
            </div>
        }
    });
    let last = entry.last.map(|line| log_line(line, place));
    let is_published = entry.status == Status::Published;
    let is_deleted = entry.status == Status::Deleted;
    let approve = (!is_published || reports.is_some())
        .then(|| button("approve", "a", td_string!(locale, moderation.approve)));
    let feature = if entry.featured {
        button("unfeature", "f", td_string!(locale, moderation.unfeature))
    } else {
        button("feature", "f", td_string!(locale, moderation.feature))
    };
    let reject = (entry.status != Status::Rejected).then(|| {
        settled(view! {
            {reason_and_note(
                "decide-comments",
                ("comments", &version),
                &id.to_string(),
                place,
            )}
            {button("reject", "r", td_string!(locale, moderation.reject))}
        })
    });
    let hide = is_published.then(|| button("hide", "", td_string!(locale, moderation.hide)));
    let deeds = (!is_deleted).then(|| {
        let content = settled(view! {
            <div class="deeds">{approve} {feature} {hide}</div>
            <div class="deeds">{reject}</div>
        });
        let fields = vec![("comments", version.clone())];
        act::form("decide-comments", fields, content, place)
    });
    let select = td_string!(locale, moderation.select, name = entry.name);
    settled(view! {
        <article class="entry" id=format!("entry-{id}") tabindex="-1">
            <header>
                <input
                    type="checkbox"
                    form="many"
                    name="chosen[]"
                    value=version
                    autocomplete="off"
                    aria-label=select
                />
                <h2>{name}</h2>
                <p class="meta">
                    {facts}
                    {time(entry.posted)}
                    <span>{words::of_status(entry.status, locale)}</span>
                </p>
                <p class="meta">
                    <a href=entry.href>{entry.article}</a>
                    <a href=entry.rules>{td_string!(locale, moderation.article_rules)}</a>
                </p>
            </header>
            {parent}
            {quote}
            <p class="said-text" dir="auto" lang=entry.language>{text}</p>
            {revisions}
            {findings}
            {reports}
            {appeal}
            {last}
            {deeds}
        </article>
    })
}
