//! Searching as one types: a combobox with a list (ARIA Authoring Practices, "Editable Combobox With
//! List Autocomplete").

use crate::{Locale, desk::model::Choice, ui::settled::settled};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};
use leptos_i18n::td_string;
use std::time::Duration;

/// How long the typing must rest before it is searched for.
const REST: Duration = Duration::from_millis(180);

/// What a key does in the combobox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Another line is the active one.
    Move(usize),
    /// The active line is chosen.
    Choose(usize),
    /// The list is put away.
    Close,
    /// The key is the field's own business.
    Pass,
}

/// What a key does while so many lines are shown, of which one may be active.
fn turn(key: &str, count: usize, active: Option<usize>) -> Turn {
    match (key, count, active) {
        ("ArrowDown" | "ArrowUp", 0, _) => Turn::Pass,
        ("ArrowDown", _, None) => Turn::Move(0),
        ("ArrowDown", _, Some(active)) => Turn::Move((active + 1) % count),
        ("ArrowUp", _, None) => Turn::Move(count - 1),
        ("ArrowUp", _, Some(active)) => Turn::Move((active + count - 1) % count),
        ("Enter", _, Some(active)) if active < count => Turn::Choose(active),
        ("Escape", 1.., _) => Turn::Close,
        _ => Turn::Pass,
    }
}

/// A question to the server: the words, and what takes the answer.
pub(super) type Search = Callback<(String, Callback<Vec<Choice>>)>;

/// A field that searches, and the list of what was found under it.
#[component]
pub(super) fn Finder(
    /// The id of the field; its list is called `{id}-list`.
    id: &'static str,
    /// What the field is called.
    label: &'static str,
    /// What helps to use it.
    hint: &'static str,
    /// Searches.
    search: Search,
    /// Somebody or something was chosen.
    choose: Callback<Choice>,
    /// Makes what was not found, by the words that were typed.
    #[prop(optional)]
    create: Option<Callback<String>>,
    /// Whether it can be used.
    enabled: Signal<bool>,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Choice>::new());
    let active = RwSignal::new(None::<usize>);
    let open = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let asked = StoredValue::new(0_u32);
    let can_create = move || create.is_some() && words.with(|words| !words.trim().is_empty());
    let count = move || found.with(Vec::len) + usize::from(can_create());

    let look = move || {
        asked.update_value(|asked| *asked += 1);
        let number = asked.get_value();
        let answer = Callback::new(move |choices: Vec<Choice>| {
            // An answer that was overtaken by a newer question.
            if asked.try_get_value() != Some(number) {
                return;
            }
            active.set((!choices.is_empty()).then_some(0));
            found.set(choices);
            open.set(true);
        });
        search.run((words.get_untracked().trim().to_owned(), answer));
    };
    let typed = move |value: String| {
        words.set(value);
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(look, REST).ok());
    };
    let put_away = move || {
        asked.update_value(|asked| *asked += 1);
        open.set(false);
        active.set(None);
    };
    let take = move |position: usize| {
        let choice = found.with_untracked(|found| found.get(position).cloned());
        let typed = words.get_untracked().trim().to_owned();
        put_away();
        words.set(String::new());
        found.set(Vec::new());
        match (choice, create) {
            (Some(choice), _) => choose.run(choice),
            (None, Some(create)) if !typed.is_empty() => create.run(typed),
            _ => {}
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let key = event.key();
        if key == "Enter" {
            event.prevent_default();
        }
        if !open.get_untracked() {
            if key == "ArrowDown" {
                event.prevent_default();
                look();
            }
            return;
        }
        match turn(&key, untrack(count), active.get_untracked()) {
            Turn::Move(to) => {
                event.prevent_default();
                active.set(Some(to));
            }
            Turn::Choose(which) => take(which),
            Turn::Close => {
                event.prevent_default();
                event.stop_propagation();
                put_away();
            }
            Turn::Pass => {}
        }
    };
    let line = move |position: usize, content: AnyView| {
        let is_active = move || active.get() == Some(position);
        settled(view! {
            <li
                role="option"
                id=format!("{id}-{position}")
                aria-selected=move || if is_active() { "true" } else { "false" }
                // The focus stays in the field.
                on:mousedown=|event: MouseEvent| event.prevent_default()
                on:click=move |_| take(position)
            >
                {content}
            </li>
        })
    };
    let lines = move || {
        let choices = found.get();
        let after = choices.len();
        let mut lines: Vec<_> = choices
            .into_iter()
            .enumerate()
            .map(|(position, choice)| line(position, settled(choice.name)))
            .collect();
        if can_create() {
            let name = words.with(|words| words.trim().to_owned());
            lines.push(line(
                after,
                settled(td_string!(locale, story.create, name = name)),
            ));
        } else if lines.is_empty() {
            lines.push(settled(view! {
                <li class="nothing" role="option" aria-disabled="true" aria-selected="false">
                    {td_string!(locale, story.nothing_found)}
                </li>
            }));
        }
        lines
    };
    let list_id = format!("{id}-list");
    let hint_id = format!("{id}-hint");
    settled(view! {
        <div class="field finder">
            <label for=id>{label}</label>
            <div class="finder-field">
                <input
                    id=id
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-describedby=hint_id.clone()
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-activedescendant=move || {
                        active.get().filter(|_| open.get()).map(|active| format!("{id}-{active}"))
                    }
                    disabled=move || !enabled.get()
                    prop:value=move || words.get()
                    on:input=move |event| typed(event_target_value(&event))
                    on:keydown=key
                    on:blur=move |_| put_away()
                />
                <ul
                    id=list_id
                    role="listbox"
                    aria-label=label
                    hidden=move || !open.get()
                >
                    {lines}
                </ul>
            </div>
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_enter_takes_what_is_active() {
        assert_eq!(turn("ArrowDown", 3, None), Turn::Move(0));
        assert_eq!(turn("ArrowDown", 3, Some(2)), Turn::Move(0));
        assert_eq!(turn("ArrowUp", 3, None), Turn::Move(2));
        assert_eq!(turn("ArrowUp", 3, Some(0)), Turn::Move(2));
        assert_eq!(turn("Enter", 3, Some(1)), Turn::Choose(1));
        assert_eq!(turn("Escape", 3, Some(1)), Turn::Close);
    }

    #[test]
    fn nothing_is_taken_that_is_not_there() {
        assert_eq!(turn("ArrowDown", 0, None), Turn::Pass);
        assert_eq!(turn("ArrowUp", 0, None), Turn::Pass);
        assert_eq!(turn("Enter", 3, None), Turn::Pass);
        assert_eq!(turn("Enter", 1, Some(1)), Turn::Pass);
        assert_eq!(turn("a", 3, Some(1)), Turn::Pass);
    }
}
