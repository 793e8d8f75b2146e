//! What was said and done about the article, and saying something.

use super::{Writing, refresh::refresh};
use crate::{
    Locale,
    desk::{
        api::AddNote,
        model::{Action, Event},
        views::{
            asking::{ask, refusal},
            words,
        },
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The most characters of what is said.
pub(super) const MOST_CHARACTERS: usize = 2000;

/// What was said and done, the newest first.
pub fn notes(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let events = move || {
        writing.events.with(|events| {
            events
                .iter()
                .map(|event| line(event, locale))
                .collect_view()
        })
    };
    settled(view! {
        <section class="notes" aria-labelledby="notes-title">
            <h2 id="notes-title">{td_string!(locale, story.notes)}</h2>
            {saying(writing)}
            <ol class="events">{events}</ol>
        </section>
    })
}

fn line(event: &Event, locale: Locale) -> AnyView {
    let person = if event.person.is_empty() {
        td_string!(locale, story.program).to_owned()
    } else {
        event.person.clone()
    };
    let action = (event.action != Action::Note)
        .then(|| view! { <span class="action">{words::of_action(event.action, locale)}</span> });
    let note = (!event.note.is_empty()).then(|| view! { <p class="note">{event.note.clone()}</p> });
    settled(view! {
        <li>
            <p class="meta">
                <span class="who">{person}</span>
                {action}
                <time datetime=event.at.iso.clone()>{event.at.words.clone()}</time>
            </p>
            {note}
        </li>
    })
}

fn saying(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let note = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let say = move || {
        let said = note.get_untracked();
        if busy.get_untracked() {
            return;
        }
        if let Err(words) = check_note(&said, true, locale) {
            problem.set(words);
            return;
        }
        busy.set(true);
        problem.set(String::new());
        let manuscript = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        ask(
            AddNote {
                manuscript,
                note: said.clone(),
            },
            move |answer| {
                busy.try_set(false);
                match answer {
                    Ok(()) => {
                        // What was typed in the meantime stays.
                        if note.try_get_untracked() == Some(said) {
                            note.set(String::new());
                        }
                        writing.tell(td_string!(locale, story.note_added));
                        refresh(writing, || {});
                    }
                    Err(error) => {
                        problem.try_set(refusal(locale, &error));
                    }
                }
            },
        );
    };
    settled(view! {
        <div class="field needs-script">
            <label for="note">{td_string!(locale, story.note)}</label>
            <textarea
                id="note"
                rows="2"
                autocomplete="off"
                aria-describedby="note-problem"
                aria-invalid=move || problem.with(|problem| !problem.is_empty()).then_some("true")
                prop:value=move || note.get()
                on:input=move |event| note.set(event_target_value(&event))
            ></textarea>
            <p class="problem" id="note-problem" role="alert">{move || problem.get()}</p>
            <div class="acts">
                <button
                    type="button"
                    class="pill"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=move |_| say()
                >
                    {td_string!(locale, story.add_note)}
                </button>
            </div>
        </div>
    })
}

/// Whether a note can be sent.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn check_note(note: &str, is_needed: bool, locale: Locale) -> Result<(), String> {
    if is_needed && note.trim().is_empty() {
        return Err(td_string!(locale, problem.missing).to_owned());
    }
    if note.chars().count() > MOST_CHARACTERS {
        return Err(td_string!(
            locale,
            problem.too_long,
            most = MOST_CHARACTERS.to_string()
        ));
    }
    Ok(())
}
