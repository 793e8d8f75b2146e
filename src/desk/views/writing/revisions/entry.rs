//! A line of the list of revisions.

use super::Revisions;
use crate::{
    desk::{
        api::NameRevision,
        model::Revision,
        views::{
            asking::{ask, refusal},
            focus::focus_on,
            words,
        },
    },
    ui::settled::settled,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_i18n::td_string;

/// The most characters of a name.
const LONGEST_NAME: usize = 100;

/// What is on the screen now, as one of two to compare.
pub(super) fn now(revisions: Revisions) -> AnyView {
    let locale = revisions.writing.locale;
    settled(view! {
        <label class="check now">
            <input
                type="radio"
                name="revision-newer"
                autocomplete="off"
                prop:checked=move || revisions.newer.get().is_none()
                on:change=move |_| {
                    revisions.newer.set(None);
                    revisions.compare();
                }
            />
            <span>{td_string!(locale, revisions.compare_with_now)}</span>
        </label>
    })
}

/// A revision: when, who, how, and what can be done with it.
pub(super) fn entry(revisions: Revisions, revision: Revision) -> AnyView {
    let locale = revisions.writing.locale;
    let id = revision.id;
    let what = format!("revision-{id}");
    let name = RwSignal::new(revision.name);
    let person = if revision.person.is_empty() {
        td_string!(locale, story.program).to_owned()
    } else {
        revision.person
    };
    let published = revision.published.map(|moment| {
        view! {
            <span class="mark" title=moment.words>
                {td_string!(locale, revisions.published)}
            </span>
        }
    });
    let head = revision
        .is_head
        .then(|| view! { <span class="mark">{td_string!(locale, revisions.newest)}</span> });
    let restore = (!revision.is_head).then(|| {
        let describing = what.clone();
        move || {
            revisions.writing.editable.get().then(|| {
                view! {
                    <button
                        type="button"
                        class="pill"
                        aria-describedby=describing.clone()
                        aria-disabled=move || revisions.busy.get().then_some("true")
                        on:click=move |_| revisions.restore(id)
                    >
                        {td_string!(locale, revisions.restore)}
                    </button>
                }
            })
        }
    });
    let choice = |group: &'static str, label: &'static str, side: RwSignal<Option<i64>>| {
        let describing = what.clone();
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=group
                    autocomplete="off"
                    aria-describedby=describing
                    prop:checked=move || side.get() == Some(id)
                    on:change=move |_| {
                        side.set(Some(id));
                        revisions.compare();
                    }
                />
                <span>{label}</span>
            </label>
        }
    };
    let older = choice(
        "revision-older",
        td_string!(locale, revisions.before),
        revisions.older,
    );
    let newer = choice(
        "revision-newer",
        td_string!(locale, revisions.after),
        revisions.newer,
    );
    settled(view! {
        <li>
            <p id=what>
                <time datetime=revision.at.iso>{revision.at.words}</time>
                " "
                <span class="who">{person}</span>
            </p>
            <p class="meta">
                <span>{words::of_kind(revision.kind, locale)}</span>
                <span>{td_string!(locale, revisions.words, count = revision.words.to_string())}</span>
                {published}
                {head}
            </p>
            {naming(revisions, id, name)}
            <div class="acts">{older} {newer} {restore}</div>
        </li>
    })
}

/// The name of a revision, and giving it one.
fn naming(revisions: Revisions, id: i64, name: RwSignal<String>) -> AnyView {
    let locale = revisions.writing.locale;
    let editing = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let field = format!("revision-name-{id}");
    let place = StoredValue::new(format!("#{field}"));
    let field = StoredValue::new(field);
    let begin = move |_| {
        typed.set(name.get_untracked());
        problem.set(String::new());
        editing.set(true);
        focus_on(place.get_value());
    };
    let keep = move || {
        let given = typed.get_untracked().trim().to_owned();
        if given.chars().count() > LONGEST_NAME {
            problem.set(td_string!(
                locale,
                problem.too_long,
                most = LONGEST_NAME.to_string()
            ));
            return;
        }
        let manuscript = revisions.manuscript();
        ask(
            NameRevision {
                manuscript,
                revision: id,
                name: given.clone(),
            },
            move |answer| match answer {
                Ok(()) => {
                    name.try_set(given);
                    editing.try_set(false);
                }
                Err(error) => {
                    problem.try_set(refusal(locale, &error));
                }
            },
        );
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            keep();
        }
        "Escape" => {
            // The dialog stays open.
            event.prevent_default();
            event.stop_propagation();
            editing.set(false);
        }
        _ => {}
    };
    let shown = move || {
        if editing.get() {
            settled(view! {
                <div class="field naming">
                    <label for=field.get_value()>{td_string!(locale, revisions.name)}</label>
                    <input
                        id=field.get_value()
                        type="text"
                        autocomplete="off"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                        on:keydown=key
                    />
                    <p class="hint">{td_string!(locale, revisions.name_hint)}</p>
                    <p class="problem" role="alert">{move || problem.get()}</p>
                    <button type="button" class="pill" on:click=move |_| keep()>
                        {td_string!(locale, revisions.keep_name)}
                    </button>
                </div>
            })
        } else {
            let given = name.get();
            let words = if given.is_empty() {
                td_string!(locale, revisions.give_name)
            } else {
                td_string!(locale, revisions.rename)
            };
            let given = (!given.is_empty()).then(|| view! { <strong>{given}</strong> });
            settled(view! {
                <p class="named">
                    {given}
                    <button type="button" class="link" on:click=begin>{words}</button>
                </p>
            })
        }
    };
    settled(shown)
}
