//! Kicker, headline and standfirst, written where they stand.

use super::counts::locale_code;
use crate::{
    desk::{
        model::Fields,
        views::writing::{state::Writing, surface::Surface},
    },
    ui::settled::settled,
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// A field of words in the column.
#[derive(Clone, Copy)]
struct Line {
    writing: Writing,
    /// Its name in [`Fields`], and its id in the page.
    name: &'static str,
    label: &'static str,
    change: fn(&mut Fields, String),
    /// Where the arrow up leads at its beginning; empty: nowhere.
    before: &'static str,
    /// Where Enter and the arrow down lead.
    after: Next,
}

#[derive(Clone, Copy)]
enum Next {
    /// A field, by its id.
    Field(&'static str),
    /// The text.
    Text(Surface),
}

/// The rubric above the headline.
pub(super) fn kicker(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let section = move || {
        let chosen = writing.fields.with(|fields| fields.section);
        let name = writing.sections.with(|sections| {
            sections
                .iter()
                .find(|section| Some(section.id) == chosen)
                .map(|section| section.name.clone())
        });
        name.unwrap_or_else(|| td_string!(locale, editor.kicker_hint).to_owned())
    };
    let line = Line {
        writing,
        name: "kicker",
        label: td_string!(locale, editor.kicker),
        change: |fields, words| fields.kicker = words,
        before: "",
        after: Next::Field("headline"),
    };
    field(line, "kicker", Signal::derive(section))
}

/// The headline.
pub(super) fn headline(writing: Writing) -> AnyView {
    let locale = writing.locale;
    let line = Line {
        writing,
        name: "headline",
        label: td_string!(locale, editor.headline),
        change: |fields, words| fields.headline = words,
        before: "kicker",
        after: Next::Field("standfirst"),
    };
    let hint = td_string!(locale, editor.headline_hint).to_owned();
    field(line, "headline", Signal::stored(hint))
}

/// The standfirst.
pub(super) fn standfirst(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let line = Line {
        writing,
        name: "standfirst",
        label: td_string!(locale, editor.standfirst),
        change: |fields, words| fields.standfirst = words,
        before: "headline",
        after: Next::Text(surface),
    };
    let hint = td_string!(locale, editor.standfirst_hint).to_owned();
    field(line, "standfirst", Signal::stored(hint))
}

/// A field as high as its words. The words stand a second time behind it, unseen, and give it its
/// height: so it is right before the client has come, and in every browser.
fn field(line: Line, class: &'static str, hint: Signal<String>) -> AnyView {
    let Line {
        writing,
        name,
        label,
        change,
        ..
    } = line;
    let id = name;
    let words = move || writing.fields.with(|fields| fields.words(name).to_owned());
    let shown = move || {
        let words = words();
        if words.is_empty() { hint.get() } else { words }
    };
    let problem = Memo::new(move |_| {
        let count = writing
            .fields
            .with(|fields| fields.words(name).chars().count());
        let most = most_of(name);
        (count > most).then(|| {
            td_string!(
                writing.locale,
                editor.too_long,
                most = most.to_string(),
                count = count.to_string()
            )
        })
    });
    let type_in = move |event: ev::Event| {
        let typed = event_target_value(&event);
        let words = on_one_line(&typed);
        #[cfg(feature = "hydrate")]
        if words != typed {
            browser::set_words(&event, &words);
        }
        writing.edit(|fields| change(fields, words));
    };
    let key = move |event: ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        browser::move_on(&event, line);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, line.before, line.after);
    };
    // What would be typed before the client has come would be lost to it.
    let ready = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move || ready.set(true));
    let problem_id = format!("{id}-problem");
    let described_by = {
        let problem_id = problem_id.clone();
        move || problem.get().is_some().then(|| problem_id.clone())
    };
    settled(view! {
        <div class=format!("line {class}")>
            <label class="visually-hidden" for=id lang=locale_code(writing)>{label}</label>
            <div class="grows" data-words=shown>
                <textarea
                    id=id
                    rows="1"
                    spellcheck="true"
                    autocomplete="off"
                    enterkeyhint="next"
                    placeholder=move || hint.get()
                    readonly=move || !ready.get() || !writing.editable.get()
                    aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby=described_by
                    prop:value=words
                    on:input=type_in
                    on:keydown=key
                >
                    {untrack(words)}
                </textarea>
            </div>
            <p class="problem" id=problem_id lang=locale_code(writing)>{move || problem.get()}</p>
        </div>
    })
}

fn most_of(name: &str) -> usize {
    Fields::LIMITS
        .into_iter()
        .find(|(field, _)| *field == name)
        .map_or(usize::MAX, |(_, most)| most)
}

/// Line ends of pasted words become spaces.
fn on_one_line(words: &str) -> String {
    if !words.contains(['\n', '\r']) {
        return words.to_owned();
    }
    words
        .split(['\n', '\r'])
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Puts the cursor behind the words of a field.
#[cfg(feature = "hydrate")]
pub(super) fn focus_end(id: &str) {
    browser::focus_end(id);
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Line, Next};
    use crate::desk::client::surface::Handle;
    use js_sys::Reflect;
    use leptos::prelude::document;
    use wasm_bindgen::JsValue;
    use web_sys::{Event, KeyboardEvent};

    /// A field by its members: it is not worth a type of its own in what readers load.
    fn field_of(event: &Event) -> Option<Handle> {
        Some(JsValue::from(event.target()?).into())
    }

    fn number(field: &Handle, name: &str) -> Option<f64> {
        field.member(name)?.as_f64()
    }

    fn length(field: &Handle) -> f64 {
        let value = field.member("value").map(js_sys::JsString::from);
        value.map_or(0.0, |value| f64::from(value.length()))
    }

    /// Sets the words of a field and leaves the cursor as far from the end as it was.
    pub(super) fn set_words(event: &Event, words: &str) {
        let Some(target) = event.target() else { return };
        let field = Handle::from(JsValue::from(target.clone()));
        let from_end = length(&field) - number(&field, "selectionStart").unwrap_or(0.0);
        let _ = Reflect::set(&target, &"value".into(), &words.into());
        let place = JsValue::from((length(&field) - from_end).max(0.0));
        field.call("setSelectionRange", &[place.clone(), place]);
    }

    pub(super) fn focus_end(id: &str) {
        let Some(field) = document().get_element_by_id(id) else {
            return;
        };
        let field = Handle::from(JsValue::from(field));
        field.call("focus", &[]);
        let end = JsValue::from(length(&field));
        field.call("setSelectionRange", &[end.clone(), end]);
    }

    fn focus_start(id: &str) {
        if let Some(field) = document().get_element_by_id(id) {
            let field = Handle::from(JsValue::from(field));
            field.call("focus", &[]);
            field.call("setSelectionRange", &[0.into(), 0.into()]);
        }
    }

    /// Enter goes on to what comes next, the arrows too at the ends of the field.
    pub(super) fn move_on(event: &KeyboardEvent, line: Line) {
        if event.is_composing() || event.shift_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let Some(field) = field_of(event) else { return };
        let start = number(&field, "selectionStart").unwrap_or(0.0);
        let end = number(&field, "selectionEnd").unwrap_or(0.0);
        let at_end = start == end && end >= length(&field);
        match event.key().as_str() {
            "ArrowUp" if start == 0.0 && end == 0.0 && !line.before.is_empty() => {
                event.prevent_default();
                focus_end(line.before);
            }
            key if key == "Enter" || (key == "ArrowDown" && at_end) => {
                event.prevent_default();
                match line.after {
                    Next::Field(id) => focus_start(id),
                    Next::Text(surface) => surface.focus_start(),
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_has_no_line_ends() {
        assert_eq!(
            on_one_line("Ауылда\r\nмектеп\n\nашылды"),
            "Ауылда мектеп ашылды"
        );
        assert_eq!(on_one_line("Мектеп "), "Мектеп ");
    }

    #[test]
    fn every_field_of_the_column_has_a_limit() {
        for name in ["kicker", "headline", "standfirst"] {
            assert!(most_of(name) < usize::MAX, "{name}");
        }
    }
}
