//! What the queue does in the browser with what happens elsewhere: what others have settled is taken out, and
//! what has come is told.

use super::{keys::find, words};
use crate::{
    Locale,
    comment::{
        api::load_queue,
        desk::model::{EntryState, Newest, QueuePage, QueueState, Tab},
        model::Status,
    },
};
use js_sys::{Array, Function, Reflect};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::HtmlElement;

/// Whether the server is being asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    No,
    Now,
    /// And something has happened since.
    Again,
}

/// A page of the queue that is on the screen.
struct Shown {
    /// The comments on it, with the versions that are shown.
    entries: Vec<(i64, i64)>,
    tab: Tab,
    from: String,
    until: String,
    has_new: RwSignal<bool>,
    locale: Locale,
    /// How far the desk had come when it was asked last; None where there was no answer.
    seen: Cell<Option<Newest>>,
    asking: Cell<Asking>,
    /// Whether another page is on the screen by now.
    is_left: Cell<bool>,
}

/// Listens to what happens at the desk while a page of the queue is shown.
pub(super) fn follow(page: &QueuePage, has_new: RwSignal<bool>, locale: Locale) {
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
    let entries = page.entries.iter();
    let shown = Rc::new(Shown {
        entries: entries.map(|entry| (entry.id, entry.version)).collect(),
        tab: page.tab,
        from: page.from.clone(),
        until: page.until.clone(),
        has_new,
        locale,
        seen: Cell::new(Some(page.newest)),
        asking: Cell::new(Asking::No),
        is_left: Cell::new(false),
    });
    let listener = Rc::clone(&shown);
    let told = Closure::<dyn Fn(JsValue)>::new(move |event| {
        let json = Reflect::get(&event, &"data".into())
            .ok()
            .and_then(|data| data.as_string())
            .unwrap_or_default();
        let Ok(newest) = serde_json::from_slice::<Newest>(json.as_bytes()) else {
            return;
        };
        if listener.seen.get() != Some(newest) {
            listener.seen.set(Some(newest));
            spawn_local(look(Rc::clone(&listener)));
        }
    });
    let _ = Reflect::set(&stream, &"onmessage".into(), told.as_ref());
    let held = StoredValue::new_local((stream, told, shown));
    on_cleanup(move || {
        held.try_with_value(|(stream, _, shown)| {
            shown.is_left.set(true);
            if let Ok(close) = Reflect::get(stream, &"close".into())
                && let Ok(close) = close.dyn_into::<Function>()
            {
                let _ = close.call0(stream);
            }
        });
    });
}

/// Asks how the page stands. One question at a time, so that no answer is overtaken by a later one.
async fn look(shown: Rc<Shown>) {
    if shown.asking.get() != Asking::No {
        shown.asking.set(Asking::Again);
        return;
    }
    let ids: Vec<String> = shown.entries.iter().map(|(id, _)| id.to_string()).collect();
    let ids = ids.join(",");
    loop {
        shown.asking.set(Asking::Now);
        let tab = shown.tab.as_str().to_owned();
        let answer = load_queue(ids.clone(), tab, shown.from.clone(), shown.until.clone()).await;
        // The next page may show the same comments, and knows better how they stand.
        if shown.is_left.get() {
            return;
        }
        match answer {
            Ok(state) => {
                let has_new = show(&shown, state);
                shown.has_new.try_set(has_new);
            }
            // The stream tells the same once more when it has been broken off, too.
            Err(_) => shown.seen.set(None),
        }
        if shown.asking.get() != Asking::Again {
            break;
        }
    }
    shown.asking.set(Asking::No);
}

/// Takes out what does not belong to the page any more; whether there is something to load it again for.
fn show(shown: &Shown, state: QueueState) -> bool {
    let mut has_new = state.has_others;
    for state in state.entries {
        let Some(entry) = find(&format!("#entry-{}", state.id)) else {
            continue;
        };
        if shown.tab.holds(&state) {
            // It was taken out and has come back, or says something else by now.
            has_new |= entry.class_list().contains("gone")
                || !shown.entries.contains(&(state.id, state.version));
        } else {
            take_out(&entry, state, shown.locale);
        }
    }
    has_new
}

/// Marks an entry that does not belong to the tab any more, and says who decided.
fn take_out(entry: &HtmlElement, state: EntryState, locale: Locale) {
    let words = match state.last {
        Some(line) if state.status != Status::Deleted => td_string!(
            locale,
            moderation.late,
            comment = state.id.to_string(),
            name = words::of_name(line.moderator, locale),
            action = words::of_action(&line.action, locale)
        ),
        _ => words::of_status(state.status, locale).to_owned(),
    };
    let _ = entry.set_attribute("inert", "");
    let _ = entry.class_list().add_1("gone");
    if let Ok(Some(header)) = entry.query_selector("header") {
        header.set_text_content(Some(&words));
    }
}
