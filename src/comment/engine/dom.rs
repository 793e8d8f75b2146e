//! The document, in the few ways that comments need it.

use crate::desk::client::surface::Handle;
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, FormData, HtmlElement, HtmlFormElement, UrlSearchParams};

/// Every element below another one that a selector fits.
pub fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// The first element below another one that a selector fits.
pub fn find(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

/// An attribute as a number.
pub fn number(element: &Element, name: &str) -> Option<i64> {
    element.get_attribute(name)?.parse().ok()
}

/// Sets an attribute where it is not set so already.
pub fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        let _ = element.set_attribute(name, value);
    }
}

/// Hides an element or shows it.
pub fn hide(element: &Element, is_hidden: bool) {
    if is_hidden {
        set(element, "hidden", "");
    } else {
        let _ = element.remove_attribute("hidden");
    }
}

/// Makes an element of HTML that the server has made, or of words that were escaped.
pub fn make(html: &str) -> Option<Element> {
    let holder = document().create_element("div").ok()?;
    holder.set_inner_html(html);
    holder.first_element_child()
}

/// An element with words in it.
pub fn element(name: &str, class: &str, words: &str) -> Option<Element> {
    let made = document().create_element(name).ok()?;
    made.set_class_name(class);
    made.set_text_content(Some(words));
    Some(made)
}

/// A button that does something in the page. `act` is what the listener of the section knows it by.
pub fn button(act: &str, class: &str, words: &str) -> Option<Element> {
    let made = element("button", class, words)?;
    set(&made, "type", "button");
    set(&made, "data-act", act);
    Some(made)
}

/// Puts the focus on an element without moving the page.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
        Handle::from(JsValue::from(element.clone())).call(
            "scrollIntoView",
            &[crate::desk::client::surface::object(&[(
                "block",
                "nearest".into(),
            )])],
        );
    }
}

/// What is typed into a field.
pub fn value(field: &Element) -> String {
    Reflect::get(field, &"value".into())
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Puts something into a field.
pub fn set_value(field: &Element, value: &str) {
    let _ = Reflect::set(field, &"value".into(), &value.into());
}

/// A hidden field of a form, made where there is none.
pub fn set_hidden(form: &Element, name: &str, value: &str) {
    let selector = format!("input[type=hidden][name={name}]");
    if let Some(field) = find(form, &selector) {
        set_value(&field, value);
        return;
    }
    let Ok(field) = document().create_element("input") else {
        return;
    };
    set(&field, "type", "hidden");
    set(&field, "name", name);
    set_value(&field, value);
    let _ = form.prepend_with_node_1(&field);
}

/// A form's fields as they are sent.
pub fn body_of(form: &Element) -> Option<String> {
    let form = form.dyn_ref::<HtmlFormElement>()?;
    let data = FormData::new_with_form(form).ok()?;
    let parameters = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(parameters.to_string()))
}

/// Fields as they are sent.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(value)))
        .collect();
    pairs.join("&")
}

/// What an event happened to, if it lies within what a selector fits.
pub fn within(event: &Event, selector: &str) -> Option<Element> {
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest(selector)
        .ok()?
}

/// Listens on the document for as long as it lives.
pub fn listen(name: &str, handler: impl Fn(Event) + 'static) {
    let handler = Closure::<dyn Fn(Event)>::new(handler).into_js_value();
    let _ = document().add_event_listener_with_callback(name, handler.unchecked_ref());
}

/// An object that the browser makes from one text. None where it knows no such thing.
pub fn construct(kind: &str, argument: &str) -> Option<Handle> {
    let kind: Function = Reflect::get(&window(), &kind.into())
        .ok()?
        .dyn_into()
        .ok()?;
    Reflect::construct(&kind, &Array::of1(&argument.into()))
        .ok()
        .map(Handle::from)
}

/// This device's time in milliseconds UTC.
#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds far below 2^53"
)]
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// A name that no other posting has: 128 bits of chance (Web Cryptography API, getRandomValues).
pub fn random_name() -> String {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    if let Ok(generator) = Reflect::get(&window(), &"crypto".into()) {
        Handle::from(generator).call("getRandomValues", &[bytes.clone().into()]);
    }
    let mut random = [0; 16];
    bytes.copy_to(&mut random);
    random.iter().map(|byte| format!("{byte:02x}")).collect()
}
