//! What this device holds that the server has not confirmed (`editor/src/journal.ts`).

use super::super::state::Writing;
use crate::desk::client::surface::{Handle, object};
use js_sys::JSON;
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// A state that was left on this device.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Entry {
    /// The tab that wrote it.
    pub tab: String,
    /// The revision that it was made from.
    pub base: i64,
    /// JSON of the fields.
    pub fields: String,
    /// JSON of the text.
    pub body: String,
    /// Milliseconds by this device's clock.
    pub at: f64,
    /// Which change of its tab it was.
    pub change: u32,
    /// Saves whose answers were not known.
    #[serde(default)]
    pub after: Vec<String>,
}

/// The journal, once it is open. Where the browser has none, nothing is done and the page says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    handle: Option<Handle>,
}

impl Journal {
    /// Opens it.
    pub(super) async fn open(module: &Handle) -> Self {
        let handle = module.wait("openJournal", &[]).await.ok().map(Handle::from);
        Self { handle }
    }

    pub(super) fn is_open(&self) -> bool {
        self.handle.is_some()
    }

    /// The name of this tab.
    pub(super) fn tab(&self) -> Option<String> {
        self.handle.as_ref()?.member("tab")?.as_string()
    }

    /// Tabs of this device that were closed, crashed or lost their power.
    pub(super) fn ended(&self) -> Vec<String> {
        let ended = self
            .handle
            .as_ref()
            .and_then(|handle| handle.member("ended"));
        let ended = ended.and_then(|json| json.as_string()).unwrap_or_default();
        serde_json::from_slice(ended.as_bytes()).unwrap_or_default()
    }

    /// Writes a state at once. The text never passes through this side: a long one would have to be
    /// turned into other bytes and back at every key.
    pub(super) fn write(
        &self,
        writing: Writing,
        base: i64,
        change: u32,
        after: &[String],
        body: JsValue,
    ) {
        let Some(handle) = &self.handle else {
            return;
        };
        let (manuscript, person) = writing
            .page
            .with_value(|page| (page.manuscript.id, page.person.id));
        let fields = writing
            .fields
            .with_untracked(|fields| serde_json::to_string(fields).unwrap_or_default());
        let after: js_sys::Array = after.iter().map(|name| JsValue::from_str(name)).collect();
        let entry = object(&[
            ("manuscript", number(manuscript)),
            ("person", number(person)),
            ("base", number(base)),
            ("fields", fields.into()),
            ("body", body),
            ("at", js_sys::Date::now().into()),
            ("change", change.into()),
            ("after", after.into()),
        ]);
        if let Ok(json) = JSON::stringify(&entry) {
            handle.call("write", &[json.into()]);
        }
    }

    /// The server holds everything up to a change.
    pub(super) fn confirm(&self, manuscript: i64, change: u32) {
        if let Some(handle) = &self.handle {
            handle.call("confirm", &[number(manuscript), change.into()]);
        }
    }

    /// What other tabs, or this one before, have left of a manuscript; the newest first.
    pub(super) async fn left(&self, manuscript: i64, person: i64) -> Vec<Entry> {
        let Some(handle) = &self.handle else {
            return Vec::new();
        };
        let found = handle
            .wait("left", &[number(manuscript), number(person)])
            .await
            .ok()
            .and_then(|json| json.as_string())
            .unwrap_or_default();
        serde_json::from_slice(found.as_bytes()).unwrap_or_default()
    }

    /// Deletes an entry that the server holds.
    pub(super) fn forget(&self, manuscript: i64, entry: &Entry) {
        if let Some(handle) = &self.handle {
            handle.call(
                "forget",
                &[
                    number(manuscript),
                    entry.tab.as_str().into(),
                    entry.change.into(),
                ],
            );
        }
    }
}

/// Ids of a database are far below 2^53.
#[expect(
    clippy::cast_precision_loss,
    reason = "JavaScript has no other number, and ids are small"
)]
fn number(id: i64) -> JsValue {
    JsValue::from_f64(id as f64)
}
