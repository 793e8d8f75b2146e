//! The writing surface and the journal of this device: a module of their own in JavaScript
//! (`editor/`), which puts its functions into one global object once it is loaded. They are called by
//! name, so that nothing of them goes into what readers load.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Where the module puts what it exports.
const GLOBAL: &str = "tilshiDesk";

/// A JavaScript object whose methods are called by name. Copies are the same object.
#[derive(Clone, Debug)]
pub struct Handle(JsValue);

impl Handle {
    /// Calls a method. None when it has thrown or is not there.
    pub fn call(&self, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let method: Function = Reflect::get(&self.0, &name.into()).ok()?.dyn_into().ok()?;
        let list = arguments.iter().collect::<js_sys::Array>();
        method.apply(&self.0, &list).ok()
    }

    /// Calls a method that answers with a text.
    pub fn text(&self, name: &str, arguments: &[JsValue]) -> String {
        self.call(name, arguments)
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    }

    /// Calls a method that answers later.
    ///
    /// # Errors
    /// What it was refused with, as words.
    pub async fn wait(&self, name: &str, arguments: &[JsValue]) -> Result<JsValue, String> {
        let promise: Promise = self
            .call(name, arguments)
            .and_then(|value| value.dyn_into().ok())
            .ok_or_else(|| name.to_owned())?;
        JsFuture::from(promise)
            .await
            .map_err(|error| words_of(&error))
    }

    /// Sets a member, such as what is called when something has happened.
    pub fn set(&self, name: &str, value: &JsValue) {
        let _ = Reflect::set(&self.0, &name.into(), value);
    }

    /// A member that is no function.
    pub fn member(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &name.into()).ok()
    }
}

impl From<JsValue> for Handle {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

/// What somebody has thrown, in words.
pub fn words_of(error: &JsValue) -> String {
    error
        .as_string()
        .or_else(|| Reflect::get(error, &"message".into()).ok()?.as_string())
        .unwrap_or_default()
}

/// Loads the module, once. None when it does not come.
pub async fn load_module(address: &str) -> Option<Handle> {
    if let Some(loaded) = loaded_module() {
        return Some(loaded);
    }
    let head = document().head()?;
    let script = document().create_element("script").ok()?;
    let come = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
        });
        for event in ["load", "error"] {
            let _ = script.add_event_listener_with_callback(event, done.unchecked_ref());
        }
    });
    script.set_attribute("type", "module").ok()?;
    script.set_attribute("src", address).ok()?;
    head.append_child(&script).ok()?;
    let _ = JsFuture::from(come).await;
    let loaded = loaded_module();
    if loaded.is_none() {
        script.remove();
    }
    loaded
}

fn loaded_module() -> Option<Handle> {
    let module = Reflect::get(&window(), &GLOBAL.into()).ok()?;
    module.is_object().then_some(Handle(module))
}

/// An object of these members.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
