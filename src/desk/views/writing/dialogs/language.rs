//! In which language the selected words are.

use super::field::{Field, on_submit};
use crate::{
    desk::views::writing::{state::Writing, surface::Surface},
    language::Language,
    ui::{dialog::Dialog, settled::settled},
};
use document::LanguageTag;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Marks words of another language than the article's.
pub(super) fn language(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.language;
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.language_title).to_owned())
            class="narrow"
            locale
        >
            {content(writing, surface)}
        </Dialog>
    })
}

fn content(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.language;
    let now = surface
        .selection
        .with_untracked(|selection| selection.language.clone());
    let typed = RwSignal::new(now.clone().unwrap_or_default());
    let problem = RwSignal::new(None);
    Effect::new(move || {
        typed.track();
        problem.set(None);
    });
    let set = move |tag: &str| {
        if surface.run("language", Some(tag)) || tag.is_empty() {
            open.set(false);
        } else {
            problem.set(Some(td_string!(locale, editor.not_here).to_owned()));
        }
    };
    let submit = on_submit(
        move || match LanguageTag::parse(typed.get_untracked().trim()) {
            Ok(tag) => set(tag.as_str()),
            Err(_) => problem.set(Some(td_string!(locale, editor.language_wrong).to_owned())),
        },
    );
    let article = writing
        .manuscript
        .with_untracked(|manuscript| manuscript.language);
    let choices: Vec<AnyView> = Language::ALL
        .into_iter()
        .filter(|language| *language != article)
        .map(|language| {
            let code = language.code();
            let is_on = now.as_deref() == Some(code);
            settled(view! {
                <button
                    type="button"
                    class="pill"
                    lang=code
                    aria-pressed=if is_on { "true" } else { "false" }
                    on:click=move |_| set(code)
                >
                    {language.native_name()}
                </button>
            })
        })
        .collect();
    let remove = now.is_some().then(|| {
        view! {
            <button type="button" class="pill" on:click=move |_| set("")>
                {td_string!(locale, editor.language_remove)}
            </button>
        }
    });
    let field = Field {
        hint: td_string!(locale, editor.language_tag_hint),
        keyboard: "url",
        problem: problem.into(),
        first: true,
        ..Field::new(
            "language-tag",
            td_string!(locale, editor.language_tag),
            typed,
        )
    };
    settled(view! {
        <form class="form" novalidate on:submit=submit>
            <p class="quiet">{td_string!(locale, editor.language_hint)}</p>
            <div class="ways">{choices} {remove}</div>
            <fieldset class="other">
                <legend>{td_string!(locale, editor.language_other)}</legend>
                {field.view()}
            </fieldset>
            <div class="ways">
                <button class="pill primary">{td_string!(locale, editor.apply)}</button>
            </div>
        </form>
    })
}
