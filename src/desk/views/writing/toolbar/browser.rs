//! The toolbar's keyboard, and where its menus stand, in the browser.

use crate::desk::{client::surface::Handle, views::writing::surface::Surface};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Pixels between a menu and the edge of the window.
const MARGIN: f64 = 8.0;

/// The edges of an element in pixels of the window: left, top, bottom.
fn edges(element: &Element) -> Option<(f64, f64, f64)> {
    let handle = Handle::from(JsValue::from(element.clone()));
    let edges = Handle::from(handle.call("getBoundingClientRect", &[])?);
    let edge = |name| edges.member(name)?.as_f64();
    Some((edge("left")?, edge("top")?, edge("bottom")?))
}

/// Puts a menu under a line of the window, or over it where there is more room, and never beyond an
/// edge. It must have `position: fixed`.
pub(in super::super) fn place_menu(menu: &HtmlElement, left: f64, top: f64, bottom: f64) {
    let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64());
    let (Some(width), Some(height)) = (size(window().inner_width()), size(window().inner_height()))
    else {
        return;
    };
    let (below, above) = (height - bottom - MARGIN, top - MARGIN);
    let wanted = f64::from(menu.scroll_height());
    let is_below = below >= wanted || below >= above;
    let room = if is_below { below } else { above };
    let used = wanted.min(room);
    let from_top = if is_below { bottom } else { top - used };
    let from_left = left
        .min(width - f64::from(menu.offset_width()) - MARGIN)
        .max(MARGIN);
    let style = menu.style();
    for (name, pixels) in [("left", from_left), ("top", from_top), ("max-height", room)] {
        let _ = style.set_property(name, &format!("{pixels}px"));
    }
}

/// The arrow keys go from tool to tool; Escape goes back into the text.
pub(super) fn move_between_tools(
    event: &KeyboardEvent,
    toolbar: NodeRef<html::Div>,
    surface: Surface,
) {
    let Some(toolbar) = toolbar.get_untracked() else {
        return;
    };
    if event.key() == "Escape" {
        event.prevent_default();
        surface.focus();
        return;
    }
    let tools = shown(&toolbar, "[data-tool]");
    if let Some(next) = next_of(&tools, &event.key(), ["ArrowLeft", "ArrowRight"]) {
        event.prevent_default();
        let _ = next.focus();
    }
}

/// Sets the focus into a menu that opens, puts it under its button, and closes it when the page
/// moves under it.
pub(super) fn follow_menu(
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
    list: NodeRef<html::Div>,
) {
    Effect::new(move || {
        if !open.get() {
            return;
        }
        // The list stands in the page only after this turn.
        request_animation_frame(move || {
            let (Some(Some(button)), Some(Some(list))) =
                (button.try_get_untracked(), list.try_get_untracked())
            else {
                return;
            };
            if let Some((left, top, bottom)) = edges(&button) {
                place_menu(&list, left, top, bottom);
            }
            let first = list
                .query_selector("[aria-checked=true]")
                .ok()
                .flatten()
                .or_else(|| list.first_element_child())
                .and_then(|item| item.dyn_into::<HtmlElement>().ok());
            if let Some(first) = first {
                let _ = first.focus();
            }
        });
    });
    for handle in [
        window_event_listener(ev::scroll, move |_| close(open)),
        window_event_listener(ev::resize, move |_| close(open)),
    ] {
        on_cleanup(move || handle.remove());
    }
}

fn close(open: RwSignal<bool>) {
    if open.try_get_untracked() == Some(true) {
        open.set(false);
    }
}

/// The keys of an open menu.
pub(super) fn move_in_menu(
    event: &KeyboardEvent,
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
    list: NodeRef<html::Div>,
) {
    event.stop_propagation();
    let Some(list) = list.get_untracked() else {
        return;
    };
    let key = event.key();
    match key.as_str() {
        "Escape" | "Tab" => {
            event.prevent_default();
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
            open.set(false);
        }
        _ => {
            let items = shown(&list, "button");
            let next = next_of(&items, &key, ["ArrowUp", "ArrowDown"])
                .or_else(|| beginning_with(&items, &key));
            if let Some(next) = next {
                event.prevent_default();
                let _ = next.focus();
            }
        }
    }
}

/// Closes a menu once the focus has gone elsewhere.
pub(super) fn close_when_left(
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
    list: NodeRef<html::Div>,
) {
    // Where it goes is known only after this turn.
    request_animation_frame(move || {
        let holds = |element: Option<Option<&Element>>| {
            let active = document().active_element();
            element
                .flatten()
                .is_some_and(|element| element.contains(active.as_ref().map(AsRef::as_ref)))
        };
        let list = list.try_get_untracked().flatten();
        let button = button.try_get_untracked().flatten();
        if !holds(Some(list.as_deref().map(AsRef::as_ref)))
            && !holds(Some(button.as_deref().map(AsRef::as_ref)))
        {
            close(open);
        }
    });
}

/// The elements of this kind that are shown, in order.
fn shown(within: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into::<HtmlElement>().ok())
        .filter(|element| element.offset_width() > 0)
        .collect()
}

/// The one that a key leads to from the one that has the focus; round at the ends.
fn next_of(items: &[HtmlElement], key: &str, [back, forth]: [&str; 2]) -> Option<HtmlElement> {
    let active: Element = document().active_element()?;
    let here = items.iter().position(|item| **item == active);
    let last = items.len().checked_sub(1)?;
    let next = match (key, here) {
        ("Home", _) => 0,
        ("End", _) => last,
        (key, Some(here)) if key == forth => (here + 1) % items.len(),
        (key, Some(here)) if key == back => here.checked_sub(1).unwrap_or(last),
        (key, None) if key == forth || key == back => 0,
        _ => return None,
    };
    items.get(next).cloned()
}

/// The next one whose name begins with the letter that was typed.
fn beginning_with(items: &[HtmlElement], key: &str) -> Option<HtmlElement> {
    let mut letters = key.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let active = document().active_element()?;
    let here = items.iter().position(|item| **item == active).unwrap_or(0);
    let (before, after) = items.split_at((here + 1).min(items.len()));
    after
        .iter()
        .chain(before)
        .find(|item| {
            let name = item.text_content().unwrap_or_default();
            name.trim_start()
                .to_lowercase()
                .starts_with(&letter.to_lowercase().to_string())
        })
        .cloned()
}
