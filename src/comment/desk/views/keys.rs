//! The keys of the queue.

use js_sys::Reflect;
use leptos::{ev, ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub(super) fn find(selector: &str) -> Option<HtmlElement> {
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

/// What a key says. A keyboard that is set to another alphabet is asked where the key stands: moderators of a
/// Kazakh or Russian paper type Cyrillic, and are not to change the layout for each deed.
fn key_of(event: &KeyboardEvent) -> String {
    let key = event.key();
    if key.is_ascii() || event.shift_key() {
        return key;
    }
    match event.code().as_str() {
        "KeyA" => "a",
        "KeyF" => "f",
        "KeyJ" => "j",
        "KeyK" => "k",
        "KeyR" => "r",
        "KeyX" => "x",
        "KeyZ" => "z",
        _ => return key,
    }
    .to_owned()
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
        if is_typing(&event) {
            return;
        }
        let key = key_of(&event);
        match key.as_str() {
            "j" => go(&ids, true),
            "k" => go(&ids, false),
            "?" => keys_shown.set(true),
            "z" => {
                if let Some(button) = find(".said [data-key=z]") {
                    button.click();
                }
            }
            // What is selected goes first: to act on one entry instead would surprise.
            "a" | "r" if find("input[name='chosen[]']:checked").is_some() => {
                press("#many", "many", &key);
            }
            "a" | "r" | "f" | "x" => {
                let Some(id) = current(&ids).and_then(|index| ids.get(index)) else {
                    return;
                };
                press(&format!("#entry-{id}"), &id.to_string(), &key);
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

/// Does what a key says: it presses the button that says the same in this part of the page, whose field for a
/// reason is named after `id`.
fn press(part: &str, id: &str, key: &str) {
    if key == "x" {
        if let Some(checkbox) = find(&format!("{part} header input[type=checkbox]")) {
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
    if let Some(button) = find(&format!("{part} [data-key={key}]")) {
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
