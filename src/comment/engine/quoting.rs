//! Quoting a passage of the article: whoever selects one finds a button beside it. It stands after the
//! text, so that the key that leads on leads to it.

use super::{
    Engine,
    dom::{button, element, find, focus, listen, make, set, set_hidden},
    draft,
    words::locale,
};
use crate::desk::client::surface::Handle;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos_i18n::td_string;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// The longest passage, in characters.
const LONGEST: usize = 500;

impl Engine {
    pub(super) fn listen_to_selections(self) {
        listen("selectionchange", move |_| self.follow_selection());
    }

    fn follow_selection(self) {
        // While the button itself has the focus, the selection may be gone.
        let offered = document().query_selector(".quote-this").ok().flatten();
        let is_pressing = document()
            .active_element()
            .is_some_and(|active| active.has_attribute("data-quote-this"));
        if is_pressing {
            return;
        }
        let selected = self
            .section()
            .filter(|section| find(section, "#post-comment:not([hidden])").is_some())
            .and_then(|_| selected_passage());
        let Some((words, rectangle, body)) = selected else {
            if let Some(offered) = offered {
                offered.remove();
            }
            return;
        };
        self.update(|machine| machine.selected = words);
        let offered = offered.or_else(|| {
            let made = element("p", "quote-this", "")?;
            let pressed = button("quote", "pill", td_string!(locale(), comment.quote))?;
            set(&pressed, "data-quote-this", "");
            made.append_child(&pressed).ok()?;
            body.after_with_node_1(&made).ok()?;
            Some(made)
        });
        let measure = |name: &str| {
            Reflect::get(&rectangle, &name.into())
                .ok()
                .and_then(|value| value.as_f64())
                .unwrap_or_default()
        };
        if let Some(offered) = offered {
            let top = measure("bottom") + window().scroll_y().unwrap_or_default();
            // An attribute with a style is refused by the page's policy; a property is not.
            if let Ok(style) = Reflect::get(&offered, &"style".into()) {
                let top = format!("{top:.0}px");
                let _ = Reflect::set(&style, &"insetBlockStart".into(), &top.into());
            }
        }
    }

    /// Takes the selected passage into the form for comments.
    pub(super) fn quote(self) {
        let words = self
            .update(|machine| std::mem::take(&mut machine.selected))
            .unwrap_or_default();
        if let Ok(Some(offered)) = document().query_selector(".quote-this") {
            offered.remove();
        }
        let Some(form) = self
            .section()
            .and_then(|section| find(&section, "#post-comment"))
        else {
            return;
        };
        if words.is_empty() {
            return;
        }
        show_quote(&form, &words);
        draft::keep(self.article(), 0, &form);
        if let Some(field) = find(&form, "textarea") {
            focus(&field);
        }
    }
}

/// Puts a passage into a form.
pub(super) fn show_quote(form: &Element, words: &str) {
    drop_quote(form);
    if words.is_empty() {
        return;
    }
    set_hidden(form, "quote", words);
    let (Some(shown), Some(passage), Some(away)) = (
        make("<div class=\"quoted\" role=\"group\"></div>"),
        element("blockquote", "", words),
        button("drop-quote", "", td_string!(locale(), comment.drop_quote)),
    ) else {
        return;
    };
    set(&shown, "aria-label", td_string!(locale(), comment.quoted));
    set(&passage, "dir", "auto");
    let _ = shown.append_child(&passage);
    let _ = shown.append_child(&away);
    if let Some(field) = find(form, "textarea") {
        let _ = field.before_with_node_1(&shown);
    }
}

/// Takes the passage out of a form.
pub(super) fn drop_quote(form: &Element) {
    for selector in ["input[name=quote]", ".quoted"] {
        if let Some(old) = find(form, selector) {
            old.remove();
        }
    }
}

/// What is selected in the text of the article, where on the screen, and that text.
fn selected_passage() -> Option<(String, JsValue, Element)> {
    let selection = Handle::from(Handle::from(JsValue::from(window())).call("getSelection", &[])?);
    if selection.member("isCollapsed")?.is_truthy() {
        return None;
    }
    let range = Handle::from(selection.call("getRangeAt", &[0.into()])?);
    let place: Node = range.member("commonAncestorContainer")?.dyn_into().ok()?;
    let place = place
        .dyn_ref::<Element>()
        .cloned()
        .or_else(|| place.parent_element())?;
    let body = place.closest(".article[data-article] > .body").ok()??;
    let words = selection.text("toString", &[]);
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    if words.is_empty() || words.chars().count() > LONGEST {
        return None;
    }
    let rectangle = range.call("getBoundingClientRect", &[])?;
    Some((words, rectangle, body))
}
