//! What differs between two states, for people to read. Added and removed words are told apart by
//! their elements and by a sign, not by colour alone.

use super::dispute::field_name;
use crate::{
    Locale,
    desk::model::{BlockChange, Comparison, WordChange},
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The differences in the order of the page.
pub(super) fn view(comparison: Comparison, locale: Locale) -> AnyView {
    let is_same = comparison.fields.is_empty()
        && comparison
            .blocks
            .iter()
            .all(|block| matches!(block, BlockChange::Same(_)));
    if is_same {
        return settled(view! { <p class="quiet">{td_string!(locale, saving.no_difference)}</p> });
    }
    let fields = comparison
        .fields
        .into_iter()
        .map(|(name, changes)| {
            view! {
                <div class="compared-field">
                    <h3>{field_name(&name, locale)}</h3>
                    <p>{words(changes, locale)}</p>
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
        {fields}
        <div class="body compared">{blocks}</div>
    })
}

fn block(change: BlockChange, locale: Locale) -> AnyView {
    match change {
        BlockChange::Same(count) => settled(view! {
            <p class="unchanged">{td_string!(locale, saving.unchanged_blocks, count = count)}</p>
        }),
        BlockChange::Removed(html) => settled(view! {
            <del class="block">
                {said(td_string!(locale, revisions.removed))}
                <div inner_html=html></div>
            </del>
        }),
        BlockChange::Added(html) => settled(view! {
            <ins class="block">
                {said(td_string!(locale, revisions.added))}
                <div inner_html=html></div>
            </ins>
        }),
        BlockChange::Changed(changes) => settled(view! { <p>{words(changes, locale)}</p> }),
        BlockChange::Form(html) => settled(view! {
            <div class="formed">
                <p class="quiet">{td_string!(locale, saving.only_form)}</p>
                <div inner_html=html></div>
            </div>
        }),
    }
}

/// Words with what was taken out and put in.
pub(super) fn words(changes: Vec<WordChange>, locale: Locale) -> AnyView {
    let runs = changes
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
        .collect_view();
    settled(runs)
}

/// What the style sheet shows by lines and signs is said in words, too: few screen readers tell
/// `<del>` and `<ins>` from other text.
fn said(words: &'static str) -> impl IntoView {
    view! { <span class="visually-hidden">{format!(" [{words}: ")}</span> }
}

fn end() -> impl IntoView {
    view! { <span class="visually-hidden">"] "</span> }
}
