//! Where the cursor stands, as far as the page must know.

use crate::desk::client::surface::Handle;
use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

/// Whether the cursor stands before everything in the element, with nothing selected.
pub(in super::super) fn is_at_start(place: &web_sys::Element) -> bool {
    before_cursor(place).unwrap_or(false)
}

fn before_cursor(place: &web_sys::Element) -> Option<bool> {
    let surface = place.query_selector(".ProseMirror").ok()??;
    let selection = Handle::from(Handle::from(JsValue::from(window())).call("getSelection", &[])?);
    if !selection.member("isCollapsed")?.as_bool()? {
        return Some(false);
    }
    let node = selection.member("anchorNode")?;
    let first = surface.first_element_child()?;
    let inside =
        Handle::from(JsValue::from(first)).call("contains", std::slice::from_ref(&node))?;
    let range = Handle::from(Handle::from(JsValue::from(document())).call("createRange", &[])?);
    range.call("setStart", &[surface.into(), JsValue::from(0)])?;
    range.call("setEnd", &[node, selection.member("anchorOffset")?])?;
    let before = range.text("toString", &[]);
    Some(inside.as_bool()? && before.is_empty())
}
