//! The surface in the browser: putting it into the page, driving it, taking it out again.

use super::{Hits, Surface, arguments::arguments};
use crate::desk::{
    client::surface::{Handle, load_module, object},
    views::writing::state::Writing,
};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// As the surface counts the text.
#[derive(Deserialize)]
struct Counts {
    words: u32,
    characters: u32,
}

impl Surface {
    /// Puts the surface into a place in the page, and says so in `is_mounted` or in `failed`. A place
    /// that is no longer in the page when the module has come is left alone.
    pub(in super::super) fn mount(self, writing: Writing, place: HtmlElement) {
        spawn_local(async move {
            let address = writing.page.try_with_value(|page| page.surface.clone());
            let module = match address.as_deref() {
                None => return,
                Some("") => None,
                Some(address) => load_module(address).await,
            };
            if !place.is_connected() || self.is_mounted.try_get_untracked() != Some(false) {
                return;
            }
            if let Some(module) = module {
                self.mount_with(&module, writing, &place);
            }
            if !self.is_mounted.get_untracked() {
                self.failed.set(true);
            }
        });
    }

    fn mount_with(self, module: &Handle, writing: Writing, place: &HtmlElement) {
        let body = self
            .waiting
            .try_update_value(Option::take)
            .flatten()
            .unwrap_or_else(|| writing.page.with_value(|page| page.body.clone()));
        let options = arguments(self, writing, &body);
        let Some(surface) = module.call("mount", &[place.clone().into(), options]) else {
            // Tried again, it is the same text that it begins with.
            self.waiting.set_value(Some(body));
            return;
        };
        self.handle.set_value(Some(surface.into()));
        self.shortcuts
            .set(read(&module.text("shortcuts", &[])).unwrap_or_default());
        self.failed.set(false);
        self.is_mounted.set(true);
        self.count(writing);
    }

    /// Takes the surface out of the page. What it would still call finds nothing.
    pub(in super::super) fn unmount(self) {
        let handle = self.handle.try_update_value(Option::take).flatten();
        self.is_mounted.try_set(false);
        if let Some(handle) = handle {
            // Whoever asks for the text after this must not be given the one it began with.
            self.waiting.try_set_value(Some(handle.text("json", &[])));
            handle.call("destroy", &[]);
        }
    }

    /// The text as it stands, as a string of JSON; while the surface is not in the page, the text that
    /// waits for it. None while that is the one the page began with.
    pub fn body(&self) -> Option<JsValue> {
        self.ask("json", &[]).or_else(|| {
            let waiting = self.waiting.try_get_value().flatten()?;
            Some(waiting.into())
        })
    }

    /// Puts the cursor back to where it was.
    pub fn focus(&self) {
        self.ask("focus", &["here".into()]);
    }

    pub(in super::super) fn focus_start(&self) {
        self.ask("focus", &["start".into()]);
    }

    /// Puts the cursor back once a dialog has closed and given the focus to where it was before.
    pub(in super::super) fn focus_soon(&self) {
        let surface = *self;
        request_animation_frame(move || surface.focus());
    }

    /// Runs a command; false when it does nothing here.
    pub(in super::super) fn run(&self, command: &str, argument: Option<&str>) -> bool {
        self.ask("run", &[command.into(), given(argument)])
            .is_some_and(|done| done.as_bool() == Some(true))
    }

    pub(in super::super) fn accept_slash(&self, command: &str, argument: Option<&str>) {
        self.ask("acceptSlash", &[command.into(), given(argument)]);
    }

    pub(in super::super) fn find(&self, query: &str, case: bool, words: bool) -> Hits {
        let options = object(&[("matchCase", case.into()), ("wholeWords", words.into())]);
        self.hits("find", &[query.into(), options])
    }

    pub(in super::super) fn find_next(&self, backwards: bool) -> Hits {
        self.hits("findNext", &[backwards.into()])
    }

    pub(in super::super) fn replace_hit(&self, replacement: &str) -> Hits {
        self.hits("replaceHit", &[replacement.into()])
    }

    pub(in super::super) fn replace_all(&self, replacement: &str) -> u32 {
        let count = self.ask("replaceAll", &[replacement.into()]);
        // A count of places in a text.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small"
        )]
        let count = count.and_then(|count| count.as_f64()).unwrap_or(0.0) as u32;
        count
    }

    pub(in super::super) fn set_editable(&self, editable: bool) {
        self.ask("setEditable", &[editable.into()]);
    }

    pub(in super::super) fn set_language(&self, language: &str) {
        self.ask("setLanguage", &[language.into()]);
    }

    pub(super) fn take_over(&self, body: &str) {
        self.ask("replace", &[body.into()]);
    }

    /// Counts words and characters anew.
    pub(super) fn count(&self, writing: Writing) {
        let told = self.ask("counts", &[]).and_then(|told| told.as_string());
        if let Some(Counts { words, characters }) = told.and_then(|told| read(&told)) {
            writing.counts.try_set((words, characters));
        }
    }

    fn hits(&self, method: &str, arguments: &[JsValue]) -> Hits {
        self.ask(method, arguments)
            .and_then(|told| told.as_string())
            .and_then(|told| read(&told))
            .unwrap_or_default()
    }

    fn ask(&self, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let handle = self.handle.try_get_value().flatten()?;
        handle.call(method, arguments)
    }
}

fn given(argument: Option<&str>) -> JsValue {
    argument.map_or(JsValue::UNDEFINED, Into::into)
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_slice(json.as_bytes()).ok()
}
