//! Before when nothing of the article may reach readers.

use crate::{
    desk::{
        api::SetEmbargo,
        model::Decided,
        views::{
            asking::{ask, refusal},
            writing::{Writing, refresh::refresh},
        },
    },
    ui::settled::settled,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The embargo: for those who publish to set and lift, for others to know of.
pub(super) fn embargo(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let present = move || {
        writing
            .manuscript
            .with(|manuscript| manuscript.embargo.clone())
            .map(|moment| {
                view! {
                    <p class="value">
                        <time datetime=moment.iso>
                            {td_string!(locale, story.embargo_until, when = moment.words)}
                        </time>
                    </p>
                }
            })
    };
    if writing.page.with_value(|page| page.may_publish) {
        settled(view! { <section>{setting(writing)} {present}</section> })
    } else {
        settled(present)
    }
}

fn setting(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let until = RwSignal::new(String::new());
    Effect::new(move || {
        until.set(
            writing
                .manuscript
                .with(|manuscript| manuscript.embargo_input.clone()),
        );
    });
    let first = writing
        .manuscript
        .with_untracked(|manuscript| manuscript.embargo_input.clone());
    let zone = writing
        .manuscript
        .with_untracked(|manuscript| manuscript.zone.clone());
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let is_set = move || {
        writing
            .manuscript
            .with(|manuscript| manuscript.embargo.is_some())
    };
    let set = move |value: String| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(String::new());
        let manuscript = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        let is_lifted = value.is_empty();
        ask(
            SetEmbargo {
                manuscript,
                until: value,
            },
            move |answer| {
                busy.try_set(false);
                match answer {
                    Ok(Decided::Done) => writing.tell(if is_lifted {
                        td_string!(locale, story.embargo_lifted)
                    } else {
                        td_string!(locale, story.embargo_is_set)
                    }),
                    Ok(Decided::Overtaken | Decided::Refused(_)) => {
                        problem.try_set(td_string!(locale, publishing.overtaken).to_owned());
                    }
                    Err(error) => {
                        problem.try_set(refusal(locale, &error));
                    }
                }
                refresh(writing, || {});
            },
        );
    };
    let lift = move || {
        is_set().then(|| {
            view! {
                <button type="button" class="pill" on:click=move |_| set(String::new())>
                    {td_string!(locale, story.lift_embargo)}
                </button>
            }
        })
    };
    settled(view! {
        <div class="field">
            <label for="story-embargo">{td_string!(locale, story.embargo)}</label>
            <input
                id="story-embargo"
                type="datetime-local"
                autocomplete="off"
                aria-describedby="story-embargo-problem story-embargo-hint"
                aria-invalid=move || problem.with(|problem| !problem.is_empty()).then_some("true")
                value=first
                prop:value=move || until.get()
                on:input=move |event| until.set(event_target_value(&event))
            />
            <p class="problem" id="story-embargo-problem" role="alert">{move || problem.get()}</p>
            <p class="hint" id="story-embargo-hint">
                {td_string!(locale, story.embargo_hint, zone = zone)}
            </p>
            <div class="acts">
                <button
                    type="button"
                    class="pill"
                    on:click=move |_| {
                        let value = until.get_untracked();
                        if value.is_empty() {
                            problem.set(td_string!(locale, problem.missing).to_owned());
                        } else {
                            set(value);
                        }
                    }
                >
                    {td_string!(locale, story.set_embargo)}
                </button>
                {lift}
            </div>
        </div>
    })
}
