//! What differs between two states, for the eye and for the ear.

use crate::{
    Locale,
    desk::{
        model::{BlockChange, Comparison, WordChange},
        views::words,
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Fields and text, with what was taken out and what was put in marked.
pub(in crate::desk::views::writing) fn show(comparison: Comparison, locale: Locale) -> AnyView {
    if comparison.fields.is_empty()
        && comparison
            .blocks
            .iter()
            .all(|block| matches!(block, BlockChange::Same(_)))
    {
        return settled(
            view! { <p class="quiet">{td_string!(locale, revisions.no_difference)}</p> },
        );
    }
    let fields = comparison
        .fields
        .into_iter()
        .map(|(name, changes)| {
            view! {
                <div>
                    <dt>{words::of_field(&name, locale)}</dt>
                    <dd>{marked(changes, locale)}</dd>
                </div>
            }
        })
        .collect_view();
    let blocks = comparison
        .blocks
        .into_iter()
        .map(|change| block(change, locale))
        .collect_view();
    settled(view! {
        <dl class="changed-fields">{fields}</dl>
        <div class="changed-text">{blocks}</div>
    })
}

/// Words with their changes. What the lines and signs of the style sheet say is said in words, too:
/// few screen readers tell `<del>` and `<ins>` apart from other text.
fn marked(changes: Vec<WordChange>, locale: Locale) -> AnyView {
    let said = |words: &'static str| {
        view! { <span class="visually-hidden">{format!(" [{words}: ")}</span> }
    };
    let end = || view! { <span class="visually-hidden">"] "</span> };
    settled(
        changes
            .into_iter()
            .map(|change| match change {
                WordChange::Same(words) => settled(words),
                WordChange::Removed(words) => settled(view! {
                    <del>{said(td_string!(locale, revisions.removed))} {words} {end()}</del>
                }),
                WordChange::Added(words) => settled(view! {
                    <ins>{said(td_string!(locale, revisions.added))} {words} {end()}</ins>
                }),
            })
            .collect_view(),
    )
}

fn block(change: BlockChange, locale: Locale) -> AnyView {
    let headed = |kind: &'static str, words: &'static str, html: String| {
        settled(view! {
            <div class="change" data-kind=kind>
                <p class="change-kind">{words}</p>
                <div class="body" inner_html=html></div>
            </div>
        })
    };
    match change {
        BlockChange::Same(count) => settled(view! {
            <p class="same">{td_string!(locale, revisions.same, count = count.to_string())}</p>
        }),
        BlockChange::Removed(html) => settled(view! {
            <del class="change" data-kind="removed">
                <p class="change-kind">{td_string!(locale, revisions.removed)}</p>
                <div class="body" inner_html=html></div>
            </del>
        }),
        BlockChange::Added(html) => settled(view! {
            <ins class="change" data-kind="added">
                <p class="change-kind">{td_string!(locale, revisions.added)}</p>
                <div class="body" inner_html=html></div>
            </ins>
        }),
        BlockChange::Changed(changes) => settled(view! {
            <div class="change" data-kind="changed">
                <p>{marked(changes, locale)}</p>
            </div>
        }),
        BlockChange::Form(html) => headed("form", td_string!(locale, revisions.form), html),
    }
}
