//! Authors and tags that were chosen, in their order.

use crate::{
    desk::{
        model::{Choice, Fields},
        views::{focus::focus_on, writing::Writing},
    },
    ui::settled::settled,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_i18n::td_string;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The authors of the byline.
    Authors,
    /// The tags.
    Tags,
}

impl Kind {
    /// The field's name, which ids are made of.
    fn name(self) -> &'static str {
        match self {
            Self::Authors => "authors",
            Self::Tags => "tags",
        }
    }

    fn of(self, fields: &Fields) -> &Vec<i64> {
        match self {
            Self::Authors => &fields.authors,
            Self::Tags => &fields.tags,
        }
    }

    fn of_mut(self, fields: &mut Fields) -> &mut Vec<i64> {
        match self {
            Self::Authors => &mut fields.authors,
            Self::Tags => &mut fields.tags,
        }
    }

    /// What the ids are called.
    fn names(self, writing: Writing) -> RwSignal<Vec<Choice>> {
        match self {
            Self::Authors => writing.authors,
            Self::Tags => writing.tags,
        }
    }
}

/// Puts one more at the end, once.
pub(super) fn add(writing: Writing, kind: Kind, choice: Choice) {
    let id = choice.id;
    kind.names(writing).update(|names| {
        names.retain(|known| known.id != id);
        names.push(choice);
    });
    writing.edit(|fields| {
        let list = kind.of_mut(fields);
        if !list.contains(&id) && list.len() < Fields::MOST_CHOICES {
            list.push(id);
        }
    });
}

/// Whether there is room for one more.
pub(super) fn has_room(writing: Writing, kind: Kind) -> bool {
    writing
        .fields
        .with(|fields| kind.of(fields).len() < Fields::MOST_CHOICES)
}

/// Moves one by a place, up or down; at the ends it stays.
fn shift(list: &mut [i64], id: i64, down: bool) {
    let Some(place) = list.iter().position(|other| *other == id) else {
        return;
    };
    if down && place + 1 < list.len() {
        list.swap(place, place + 1);
    } else if !down && place > 0 {
        list.swap(place, place - 1);
    }
}

/// The list, with buttons for moving and taking away.
pub(super) fn list(writing: Writing, kind: Kind) -> AnyView {
    let ids = Memo::new(move |_| writing.fields.with(|fields| kind.of(fields).clone()));
    let lines = move || {
        let ids = ids.get();
        let count = ids.len();
        ids.into_iter()
            .enumerate()
            .map(|(place, id)| line(writing, kind, id, place, count))
            .collect_view()
    };
    settled(view! { <ol class="chosen" data-kind=kind.name()>{lines}</ol> })
}

fn line(writing: Writing, kind: Kind, id: i64, place: usize, count: usize) -> AnyView {
    let locale = writing.locale;
    let name = move || {
        kind.names(writing).with(|names| {
            names
                .iter()
                .find(|known| known.id == id)
                .map(|known| known.name.clone())
                .unwrap_or_else(|| id.to_string())
        })
    };
    let base = format!("story-{}-{id}", kind.name());
    let ids = StoredValue::new(base.clone());
    let go = move |down: bool| {
        writing.edit(|fields| shift(kind.of_mut(fields), id, down));
        focus_on(format!(
            "#{}-{}",
            ids.get_value(),
            if down { "down" } else { "up" }
        ));
        writing.tell(td_string!(locale, story.moved, name = untrack(name)));
    };
    let remove = move || {
        let name = untrack(name);
        writing.edit(|fields| kind.of_mut(fields).retain(|other| *other != id));
        focus_on(format!("#story-{}", kind.name()));
        writing.tell(td_string!(locale, story.removed, name = name));
    };
    let key = move |event: KeyboardEvent| {
        if !writing.editable.get_untracked() {
            return;
        }
        match (event.key().as_str(), event.alt_key()) {
            ("ArrowUp", true) => go(false),
            ("ArrowDown", true) => go(true),
            ("Delete" | "Backspace", false) => remove(),
            _ => return,
        }
        event.prevent_default();
    };
    let mover = move |down: bool, words: &'static str, stays: bool| {
        let word = if down { "down" } else { "up" };
        let act = move |_| {
            if !stays {
                go(down);
            }
        };
        settled(view! {
            <button
                type="button"
                class="tool"
                id=format!("{}-{word}", ids.get_value())
                data-way=word
                aria-disabled=stays.then_some("true")
                aria-label=move || format!("{words}: {}", name())
                title=words
                disabled=move || !writing.editable.get()
                on:click=act
            >
                {crate::ui::icon::up()}
            </button>
        })
    };
    let movers = (count > 1).then(|| {
        view! {
            {mover(false, td_string!(locale, story.move_up), place == 0)}
            {mover(true, td_string!(locale, story.move_down), place + 1 == count)}
        }
    });
    settled(view! {
        <li on:keydown=key>
            <span class="name">{name}</span>
            {movers}
            <button
                type="button"
                class="tool"
                aria-label=move || format!("{}: {}", td_string!(locale, story.remove), name())
                title=td_string!(locale, story.remove)
                disabled=move || !writing.editable.get()
                on:click=move |_| remove()
            >
                {crate::ui::icon::cross()}
            </button>
        </li>
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn one_is_moved_by_a_place_and_stays_at_the_ends() {
        let moved = |id, down| {
            let mut list = vec![1, 2, 3];
            shift(&mut list, id, down);
            list
        };
        assert_eq!(moved(2, false), [2, 1, 3]);
        assert_eq!(moved(2, true), [1, 3, 2]);
        assert_eq!(moved(1, false), [1, 2, 3]);
        assert_eq!(moved(3, true), [1, 2, 3]);
        assert_eq!(moved(9, true), [1, 2, 3]);
    }
}
