//! The audit log.

use super::words;
use crate::{
    Locale,
    account::model::{AuditEntry, AuditPage},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The log of the whole paper.
pub(super) fn log(page: AuditPage, locale: Locale) -> AnyView {
    let older = page.older.map(|href| {
        view! {
            <p class="ways">
                <a class="pill" href=href rel="next">
                    {td_string!(locale, audit.older)}
                </a>
            </p>
        }
    });
    settled(view! {
        {entries(page.entries, locale)}
        {older}
    })
}

/// Lines of the log.
pub(super) fn entries(entries: Vec<AuditEntry>, locale: Locale) -> AnyView {
    if entries.is_empty() {
        return settled(view! { <p class="empty">{td_string!(locale, audit.empty)}</p> });
    }
    let lines = entries
        .into_iter()
        .map(|entry| line(entry, locale))
        .collect_view();
    settled(view! { <ol class="log">{lines}</ol> })
}

fn line(entry: AuditEntry, locale: Locale) -> AnyView {
    let details = entry
        .details
        .into_iter()
        .map(|(name, value)| view! { <span>{words::of_detail(&name, value, locale)}</span> })
        .collect_view();
    let actor = (!entry.actor.is_empty()).then(|| view! { <span>{entry.actor}</span> });
    let person = (!entry.person.is_empty())
        .then(|| view! { <span>{td_string!(locale, audit.concerns, name = entry.person)}</span> });
    let network = (!entry.network.is_empty()).then(|| view! { <span>{entry.network}</span> });
    settled(view! {
        <li>
            <time datetime=entry.at.iso>{entry.at.words}</time>
            <div>
                <p class="act">
                    <strong>{words::of_action(entry.action, locale)}</strong>
                    {details}
                </p>
                <p class="meta">{actor} {person} {network}</p>
            </div>
        </li>
    })
}
