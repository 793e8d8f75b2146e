//! Corrections as readers see them.

use super::model::{Correction, CorrectionsPage};
use crate::Locale;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The corrections of one article.
#[component]
pub fn CorrectionList(
    /// The newest first.
    corrections: Vec<Correction>,
) -> impl IntoView {
    corrections.into_iter().map(show).collect_view()
}

/// The page of all corrections.
#[component]
pub fn CorrectionsView(
    /// What stands on it.
    page: CorrectionsPage,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    let is_empty = page.corrections.is_empty();
    let corrections = page
        .corrections
        .into_iter()
        .map(|listed| {
            view! {
                <li>
                    <h2>
                        <a href=listed.article.href>{listed.article.name}</a>
                    </h2>
                    {show(listed.correction)}
                </li>
            }
        })
        .collect_view();
    let newest = page
        .newest
        .map(|href| view! { <a class="pill" href=href>{td_string!(locale, list.newest)}</a> });
    let older = page.older.map(
        |href| view! { <a class="pill" href=href>{td_string!(locale, corrections.older)}</a> },
    );
    view! {
        <div class="list corrections-page">
            <header>
                <h1 tabindex="-1">{td_string!(locale, corrections.title)}</h1>
                <p class="about">{td_string!(locale, corrections.about)}</p>
            </header>
            {is_empty.then(|| view! { <p class="empty">{td_string!(locale, corrections.empty)}</p> })}
            <ul class="corrections">{corrections}</ul>
            <p class="ways">{newest}{older}</p>
        </div>
    }
}

fn show(correction: Correction) -> impl IntoView {
    view! {
        <p class="correction">
            <time datetime=correction.at.iso>{correction.at.words}</time>
            <span>{correction.words}</span>
        </p>
    }
}
