//! What the queue does in the browser: it listens to keys, and to what other moderators do.

use super::words;
use crate::{
    Locale,
    comment::{api::load_queue, desk::model::Tab, model::Status},
};
use js_sys::{Array, Function, Reflect};
use leptos::{ev, ev::KeyboardEvent, prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement};

fn find(selector: &str) -> Option<HtmlElement> {
    document()
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|found| found.dyn_into().ok())
}

/// Whether somebody types into a field, or a dialog is open: then keys mean what they say.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target
            .closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog")
            .ok()
            .flatten()
            .is_some()
    })
}

/// The entry that has the focus in it.
fn current(ids: &[i64]) -> Option<usize> {
    let entry = document().active_element()?.closest(".entry").ok()??;
    ids.iter()
        .position(|id| entry.id() == format!("entry-{id}"))
}

fn go(ids: &[i64], forwards: bool) {
    let next = match (current(ids), forwards) {
        (None, _) => 0,
        (Some(index), true) => index + 1,
        (Some(index), false) => index.saturating_sub(1),
    };
    // What somebody else has decided is passed over.
    let mut places: Vec<usize> = (next..ids.len()).collect();
    if !forwards {
        places = (0..=next).rev().collect();
    }
    let entry = places.into_iter().find_map(|index| {
        let id = ids.get(index)?;
        find(&format!("#entry-{id}:not(.gone)"))
    });
    if let Some(entry) = entry {
        let _ = entry.focus();
    }
}

/// Listens to the keys of the queue while it is shown.
pub(super) fn listen(ids: Vec<i64>, keys_shown: RwSignal<bool>) {
    let of_buttons = ids.clone();
    let clicks = window_event_listener(ev::click, move |event| {
        let id = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .map(|target| target.id());
        match id.as_deref() {
            Some("go-next") => go(&of_buttons, true),
            Some("go-previous") => go(&of_buttons, false),
            _ => {}
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        let key = event.key();
        if is_typing(&event) {
            return;
        }
        match key.as_str() {
            "j" => go(&ids, true),
            "k" => go(&ids, false),
            "?" => keys_shown.set(true),
            "z" => {
                if let Some(button) = find(".said [data-key=z]") {
                    button.click();
                }
            }
            "a" | "r" | "f" | "x" => {
                let Some(id) = current(&ids).and_then(|index| ids.get(index)) else {
                    return;
                };
                press(*id, &key);
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || {
        keys.remove();
        clicks.remove();
    });
}

/// Does to an entry what a key says: it presses the button that says the same.
fn press(id: i64, key: &str) {
    if key == "x" {
        if let Some(checkbox) = find(&format!("#entry-{id} header input[type=checkbox]")) {
            checkbox.click();
        }
        return;
    }
    // A reason comes first: it is chosen in its field, and "r" is pressed again afterwards.
    if key == "r"
        && let Some(reason) = find(&format!("#reason-{id}"))
    {
        let value = Reflect::get(&reason, &"value".into())
            .ok()
            .and_then(|value| value.as_string())
            .unwrap_or_default();
        if value.is_empty() {
            let _ = reason.focus();
            return;
        }
    }
    if let Some(button) = find(&format!("#entry-{id} [data-key={key}]")) {
        button.click();
    }
}

/// Selects every entry of the page, or none.
pub(super) fn select_all(selected: bool) {
    let Ok(boxes) = document().query_selector_all("input[name='chosen[]']") else {
        return;
    };
    for index in 0..boxes.length() {
        if let Some(checkbox) = boxes.get(index) {
            let _ = Reflect::set(&checkbox, &"checked".into(), &selected.into());
        }
    }
}

/// Listens to what other moderators do while the queue is shown: what they have decided about is taken
/// out, and what is new is told.
pub(super) fn follow(
    ids: Vec<i64>,
    newest: (i64, i64),
    tab: Tab,
    has_new: RwSignal<bool>,
    locale: Locale,
) {
    let Some(constructor) = Reflect::get(&window(), &"EventSource".into())
        .ok()
        .and_then(|found| found.dyn_into::<Function>().ok())
    else {
        return;
    };
    let Ok(stream) = Reflect::construct(
        &constructor,
        &Array::of1(&"/fn/comment/queue/happenings".into()),
    ) else {
        return;
    };
    let last = StoredValue::new(newest.0);
    let told = Closure::<dyn Fn(wasm_bindgen::JsValue)>::new(move |event| {
        let json = Reflect::get(&event, &"data".into())
            .ok()
            .and_then(|data| data.as_string())
            .unwrap_or_default();
        let Ok((decision, comment)) = serde_json::from_slice::<(i64, i64)>(json.as_bytes()) else {
            return;
        };
        if comment > newest.1 {
            has_new.try_set(true);
        }
        if last.try_get_value() != Some(decision) {
            last.try_set_value(decision);
            let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
            spawn_local(take_out(ids.join(","), tab, locale));
        }
    });
    let _ = Reflect::set(&stream, &"onmessage".into(), told.as_ref());
    let held = StoredValue::new_local((stream, told));
    on_cleanup(move || {
        held.try_with_value(|(stream, _)| {
            if let Ok(close) = Reflect::get(stream, &"close".into())
                && let Ok(close) = close.dyn_into::<Function>()
            {
                let _ = close.call0(stream);
            }
        });
    });
}

/// Marks the entries that do not belong to the tab any more, and says who decided.
async fn take_out(ids: String, tab: Tab, locale: Locale) {
    let Ok(states) = load_queue(ids).await else {
        return;
    };
    for state in states {
        let is_here = match tab {
            Tab::Waiting | Tab::Newcomers => state.status == Status::Waiting,
            Tab::Reported | Tab::Appeals | Tab::Decided => true,
        };
        let Some(entry) = find(&format!("#entry-{}", state.id)) else {
            continue;
        };
        if is_here {
            continue;
        }
        let words = match state.last {
            Some(line) => td_string!(
                locale,
                moderation.late,
                comment = state.id.to_string(),
                name = words::of_name(line.moderator, locale),
                action = words::of_action(&line.action, locale)
            ),
            None => words::of_status(state.status, locale).to_owned(),
        };
        let _ = entry.set_attribute("inert", "");
        let _ = entry.class_list().add_1("gone");
        if let Ok(Some(header)) = entry.query_selector("header") {
            header.set_text_content(Some(&words));
        }
    }
}
