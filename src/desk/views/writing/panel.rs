//! What stands beside the text: section, authors, tags, address, what search engines and messengers
//! show, languages, embargo.

mod address;
mod byline;
mod chosen;
mod embargo;
mod languages;
mod look;

use super::{Flush, Writing};
use crate::{desk::model::Saved, ui::settled::settled};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The panel. `flush` saves what is unsaved; `restored` takes an answer that changes what is being
/// written over to the screen: changing the language needs both.
pub fn panel(writing: Writing, flush: Flush, restored: Callback<Saved>) -> AnyView {
    let locale = writing.locale;
    settled(view! {
        <aside class="story-panel" aria-label=td_string!(locale, story.title)>
            <section>
                {section(writing)}
                {byline::byline(writing)}
                {byline::tags(writing)}
            </section>
            <section>{address::address(writing)}</section>
            <section>{look::look(writing)}</section>
            <section>{languages::languages(writing, flush, restored)}</section>
            {embargo::embargo(writing)}
        </aside>
    })
}

fn section(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let chosen = Memo::new(move |_| writing.fields.with(|fields| fields.section));
    let options = move || {
        let known = writing.sections.get();
        // A section of another language, until another is chosen.
        let is_foreign = chosen
            .get()
            .is_some_and(|id| known.iter().all(|section| section.id != id));
        let none = view! {
            <option value="" selected=chosen.get_untracked().is_none() prop:selected=move || chosen.get().is_none()>
                {td_string!(locale, story.no_section)}
            </option>
        };
        let foreign = is_foreign.then(|| {
            view! {
                <option value="?" selected prop:selected=true disabled>
                    {td_string!(locale, story.foreign_section)}
                </option>
            }
        });
        let options = known
            .into_iter()
            .map(|section| {
                let id = section.id;
                view! {
                    <option
                        value=id.to_string()
                        selected=chosen.get_untracked() == Some(id)
                        prop:selected=move || chosen.get() == Some(id)
                    >
                        {section.name}
                    </option>
                }
            })
            .collect_view();
        view! { {none} {foreign} {options} }
    };
    settled(view! {
        <div class="field">
            <label for="story-section">{td_string!(locale, story.section)}</label>
            <select
                id="story-section"
                autocomplete="off"
                disabled=move || !writing.editable.get()
                aria-describedby="story-section-hint"
                on:change=move |event| {
                    let id = event_target_value(&event).parse().ok();
                    writing.edit(|fields| fields.section = id);
                }
            >
                {options}
            </select>
            <p class="hint" id="story-section-hint">{td_string!(locale, story.section_hint)}</p>
        </div>
    })
}
