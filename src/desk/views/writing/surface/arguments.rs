//! What the surface is given when it is mounted: functions it calls, and its words.

use super::{Selection, SlashMenu, Surface, upload::upload, words::words};
use crate::desk::{client::surface::object, views::writing::state::Writing};
use js_sys::Promise;
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::future_to_promise;

/// How long the counts of words may lag behind the typing.
const COUNTING: Duration = Duration::from_millis(400);

/// Everything in one object. Each function belongs to JavaScript, which frees it with the surface,
/// so that one that is called late finds only signals that are gone, and does nothing.
pub(super) fn arguments(surface: Surface, writing: Writing, body: &str) -> JsValue {
    let locale = writing.locale;
    let words = words(locale).map(|(name, text)| (name, JsValue::from(text)));
    let language = writing
        .manuscript
        .with_untracked(|manuscript| manuscript.language.code());
    let body_label = leptos_i18n::td_string!(locale, editor.body);
    let upload = Closure::<dyn Fn(JsValue) -> Promise>::new(move |file: JsValue| {
        future_to_promise(async move {
            match upload(file, locale).await {
                Ok(answer) => Ok(answer.into()),
                Err(words) => Err(words.into()),
            }
        })
    });
    let key = Closure::<dyn Fn(String) -> bool>::new(move |name: String| {
        let takes = surface.slash_key.try_get_value().flatten();
        takes.is_some_and(|takes| takes.try_run(name).unwrap_or(false))
    });
    object(&[
        ("document", body.into()),
        ("language", language.into()),
        ("label", body_label.into()),
        ("editable", writing.editable.get_untracked().into()),
        ("words", object(&words)),
        ("changed", changed(surface, writing)),
        ("selected", selected(surface)),
        ("slash", slash(surface)),
        ("asked", asked(surface, writing)),
        ("key", key.into_js_value()),
        ("upload", upload.into_js_value()),
        ("told", told(writing)),
    ])
}

fn changed(surface: Surface, writing: Writing) -> JsValue {
    let counting = Rc::new(Cell::new(false));
    Closure::<dyn Fn()>::new(move || {
        if surface.is_mounted.try_get_untracked().is_none() {
            return;
        }
        writing.note_change();
        if !counting.replace(true) {
            let counting = counting.clone();
            set_timeout(
                move || {
                    counting.set(false);
                    surface.count(writing);
                },
                COUNTING,
            );
        }
    })
    .into_js_value()
}

fn selected(surface: Surface) -> JsValue {
    Closure::<dyn Fn(String)>::new(move |told: String| {
        let Ok(next) = serde_json::from_slice::<Selection>(told.as_bytes()) else {
            return;
        };
        let known = surface.selection.try_with_untracked(|known| *known == next);
        if known == Some(false) {
            surface.selection.try_set(next);
        }
    })
    .into_js_value()
}

fn slash(surface: Surface) -> JsValue {
    Closure::<dyn Fn(Option<String>)>::new(move |told: Option<String>| {
        let open = told.and_then(|told| serde_json::from_slice::<SlashMenu>(told.as_bytes()).ok());
        surface.slash.try_set(open);
    })
    .into_js_value()
}

fn asked(surface: Surface, writing: Writing) -> JsValue {
    Closure::<dyn Fn(String)>::new(move |what: String| {
        let may_write = writing.editable.try_get_untracked().unwrap_or(false);
        match what.as_str() {
            "save" => {
                surface.save_asked.try_update(|asked| *asked += 1);
            }
            name if may_write || matches!(name, "find" | "shortcuts") => {
                surface.dialogs.open(name);
            }
            _ => {}
        }
    })
    .into_js_value()
}

fn told(writing: Writing) -> JsValue {
    Closure::<dyn Fn(String)>::new(move |words: String| {
        writing.told.try_set(words);
    })
    .into_js_value()
}
