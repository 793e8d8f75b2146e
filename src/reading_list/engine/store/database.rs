//! IndexedDB as far as it is needed here: texts by text keys. Called by name, so that nothing of it
//! goes into what readers load.

use crate::desk::client::surface::Handle;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// An open database.
#[derive(Clone, Debug)]
pub(super) struct Database(Handle);

impl Database {
    /// Opens it, and makes its stores the first time. None where the browser does not allow it.
    pub(super) async fn open(name: &str, stores: &'static [&'static str]) -> Option<Self> {
        let factory = Reflect::get(&window(), &"indexedDB".into()).ok()?;
        if !factory.is_object() {
            return None;
        }
        let request = Handle::from(factory).call("open", &[name.into(), 1.into()])?;
        let asked = request.clone();
        let make = Closure::once_into_js(move || {
            let Ok(database) = Reflect::get(&asked, &"result".into()) else {
                return;
            };
            let database = Handle::from(database);
            for store in stores {
                database.call("createObjectStore", &[(*store).into()]);
            }
        });
        Reflect::set(&request, &"onupgradeneeded".into(), &make).ok()?;
        let database = answer(&request).await?;
        // A later version of the site must not wait for this tab.
        let open = Handle::from(database.clone());
        let close = Closure::<dyn FnMut()>::new(move || {
            open.call("close", &[]);
        });
        let close = close.into_js_value();
        Reflect::set(&database, &"onversionchange".into(), &close).ok()?;
        Some(Self(Handle::from(database)))
    }

    /// Begins a transaction over these stores. None once the database is closed.
    pub(super) fn begin(&self, stores: &[&str], writes: bool) -> Option<Transaction> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let mode = if writes { "readwrite" } else { "readonly" };
        let transaction = self.0.call("transaction", &[names.into(), mode.into()])?;
        Some(Transaction(Handle::from(transaction)))
    }
}

/// A transaction. It ends by itself as soon as nothing is asked of it: between its calls nothing
/// else may be waited for.
pub(super) struct Transaction(Handle);

impl Transaction {
    /// The text at a key.
    pub(super) async fn get(&self, store: &str, key: &str) -> Option<String> {
        let request = self.store(store)?.call("get", &[key.into()])?;
        answer(&request).await?.as_string()
    }

    /// The texts whose keys lie from the first up to the second, which does not belong to them.
    pub(super) async fn all(&self, store: &str, range: &[String; 2]) -> Option<Vec<String>> {
        let range = bound(range)?;
        let request = self.store(store)?.call("getAll", &[range])?;
        Some(texts(&answer(&request).await?))
    }

    /// Every text.
    pub(super) async fn values(&self, store: &str) -> Vec<String> {
        let request = self
            .store(store)
            .and_then(|store| store.call("getAll", &[]));
        match request {
            Some(request) => answer(&request).await.as_ref().map_or_else(Vec::new, texts),
            None => Vec::new(),
        }
    }

    /// Every key.
    pub(super) async fn keys(&self, store: &str) -> Vec<String> {
        let request = self
            .store(store)
            .and_then(|store| store.call("getAllKeys", &[]));
        match request {
            Some(request) => answer(&request).await.as_ref().map_or_else(Vec::new, texts),
            None => Vec::new(),
        }
    }

    /// Puts a text at a key.
    pub(super) fn put(&self, store: &str, key: &str, text: &str) {
        if let Some(store) = self.store(store) {
            store.call("put", &[text.into(), key.into()]);
        }
    }

    /// Takes away what is at a key.
    pub(super) fn delete(&self, store: &str, key: &str) {
        if let Some(store) = self.store(store) {
            store.call("delete", &[key.into()]);
        }
    }

    /// Takes away what lies in a range, as in [`Transaction::all`].
    pub(super) fn delete_range(&self, store: &str, range: &[String; 2]) {
        if let (Some(store), Some(range)) = (self.store(store), bound(range)) {
            store.call("delete", &[range]);
        }
    }

    /// Takes away everything.
    pub(super) fn clear(&self, store: &str) {
        if let Some(store) = self.store(store) {
            store.call("clear", &[]);
        }
    }

    /// Waits until all of it is written. Whether it was: a full disk undoes the whole.
    pub(super) async fn finish(self) -> bool {
        let transaction = self.0;
        settled(|done, failed| {
            transaction.set("oncomplete", done);
            transaction.set("onabort", failed);
        })
        .await
        .is_some()
    }

    fn store(&self, name: &str) -> Option<Handle> {
        let store = self.0.call("objectStore", &[name.into()])?;
        Some(Handle::from(store))
    }
}

fn bound([from, to]: &[String; 2]) -> Option<JsValue> {
    let kind = Reflect::get(&window(), &"IDBKeyRange".into()).ok()?;
    let arguments = [from.into(), to.into(), false.into(), true.into()];
    Handle::from(kind).call("bound", &arguments)
}

fn texts(list: &JsValue) -> Vec<String> {
    Array::from(list)
        .iter()
        .filter_map(|text| text.as_string())
        .collect()
}

/// What a request brings. None when it fails, or brings nothing.
async fn answer(request: &JsValue) -> Option<JsValue> {
    let handle = Handle::from(request.clone());
    settled(|done, failed| {
        handle.set("onsuccess", done);
        handle.set("onerror", failed);
    })
    .await?;
    let result = handle.member("result")?;
    (!result.is_undefined() && !result.is_null()).then_some(result)
}

/// Waits until one of two functions is called. None when it is the second.
async fn settled(listen: impl FnOnce(&Function, &Function)) -> Option<()> {
    let mut listen = Some(listen);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(listen) = listen.take() {
            listen(&resolve, &reject);
        }
    });
    JsFuture::from(promise).await.ok().map(drop)
}
