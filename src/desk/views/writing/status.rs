//! The line that says how saving stands.

use super::state::{Standing, Writing};
use crate::{Locale, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Says what is true of the text on the screen, to the eye at once, to a screen reader politely.
pub(super) fn line(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let word = move || {
        writing.standing.with(|standing| match standing {
            Standing::Saved => "saved",
            Standing::Saving => "saving",
            Standing::Offline => "offline",
            Standing::NotSaved(_) => "not-saved",
        })
    };
    settled(view! {
        <p class="standing" role="status" data-standing=word>
            {move || writing.standing.with(|standing| words(standing, locale))}
        </p>
    })
}

fn words(standing: &Standing, locale: Locale) -> String {
    match standing {
        Standing::Saved => td_string!(locale, saving.saved).to_owned(),
        Standing::Saving => td_string!(locale, saving.saving).to_owned(),
        Standing::Offline => td_string!(locale, saving.offline).to_owned(),
        Standing::NotSaved(why) => td_string!(locale, saving.not_saved, why = why.clone()),
    }
}
