//! Marks in the page what is saved, read and followed. Pages are made without knowing it, by the server
//! or by the client, so whatever comes into the page is marked as it comes.

use super::{Engine, shown::reserve_feed, tabs::construct_with};
use crate::desk::client::surface::{Handle, object};
use leptos::prelude::*;
use reading::Topic;
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Element;

/// More than this is not counted out: the room is for two signs.
const MOST_SHOWN: usize = 99;

/// What is marked.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// The ids of all articles in any list.
    pub saved: RwSignal<BTreeSet<i64>>,
    /// The ids of articles that were read.
    pub read: RwSignal<BTreeSet<i64>>,
    /// The authors, sections and tags that are followed.
    pub followed: RwSignal<BTreeSet<Topic>>,
    /// How many articles wait to be read; 0 is not shown.
    pub count: RwSignal<usize>,
    /// The id of the article on the page, if it is an article's.
    pub open: RwSignal<Option<i64>>,
}

impl Marks {
    pub(super) fn new() -> Self {
        Self {
            saved: RwSignal::default(),
            read: RwSignal::default(),
            followed: RwSignal::default(),
            count: RwSignal::default(),
            open: RwSignal::default(),
        }
    }
}

impl Engine {
    /// Marks the page now, and whenever something changes in it or in the lists.
    pub(super) fn mark_pages(self) {
        let marks = self.marks;
        Effect::new(move || {
            marks.saved.track();
            marks.read.track();
            marks.followed.track();
            marks.count.track();
            self.mark();
        });
        // Before anything of it is painted.
        let changed = Closure::<dyn FnMut()>::new(move || self.mark());
        let (Some(observer), Some(body)) = (
            construct_with("MutationObserver", &changed.into_js_value()),
            document().body(),
        ) else {
            return;
        };
        let what = object(&[("childList", true.into()), ("subtree", true.into())]);
        observer.call("observe", &[body.into(), what]);
    }

    fn mark(self) {
        let marks = self.marks;
        let open = all(".article[data-article]")
            .first()
            .and_then(|article| number(article, "data-article"));
        if marks.open.get_untracked() != open {
            marks.open.set(open);
        }
        marks.read.with_untracked(|read| {
            for mark in all(".read-mark") {
                let is_read = number(&mark, "data-article").is_some_and(|id| read.contains(&id));
                set(
                    &mark,
                    "class",
                    if is_read {
                        "read-mark is-read"
                    } else {
                        "read-mark"
                    },
                );
            }
        });
        for form in all("form[data-wish]") {
            let is_pressed = match wish_of(&form) {
                Some(Pressed::Save(article)) => {
                    marks.saved.with_untracked(|saved| saved.contains(&article))
                }
                Some(Pressed::Follow(topic)) => marks
                    .followed
                    .with_untracked(|followed| followed.contains(&topic)),
                None => continue,
            };
            if let Ok(Some(button)) = form.query_selector("button") {
                set(
                    &button,
                    "aria-pressed",
                    if is_pressed { "true" } else { "false" },
                );
            }
        }
        let count = match marks.count.get_untracked() {
            0 => String::new(),
            many if many > MOST_SHOWN => format!("{MOST_SHOWN}+"),
            few => few.to_string(),
        };
        for room in all(".lists-way .count") {
            if room.text_content().unwrap_or_default() != count {
                room.set_text_content(Some(&count));
            }
        }
        // Only a front page that has just come: later it would push away what is being read.
        for place in all(".my-feed:not([data-looked])") {
            set(&place, "data-looked", "");
            if reserve_feed() {
                self.show_feed();
            }
        }
    }
}

/// What a form in the page is for.
pub(super) enum Pressed {
    /// Saving the article, or taking it out of every list.
    Save(i64),
    /// Following the topic, or no longer.
    Follow(Topic),
}

/// Reads it from the form's fields.
pub(super) fn wish_of(form: &Element) -> Option<Pressed> {
    let value = |name: &str| {
        let field = form.query_selector(&format!("input[name={name}]"));
        field.ok().flatten()?.get_attribute("value")
    };
    match value("form")?.as_str() {
        "save-article" => Some(Pressed::Save(value("article")?.parse().ok()?)),
        "follow-topic" => Some(Pressed::Follow(Topic {
            kind: value("kind")?.parse().ok()?,
            id: value("id")?.parse().ok()?,
        })),
        _ => None,
    }
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

fn number(element: &Element, name: &str) -> Option<i64> {
    element.get_attribute(name)?.parse().ok()
}

/// Sets an attribute only to something else: the page is not to be looked at again for nothing.
fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        Handle::from(JsValue::from(element.clone()))
            .call("setAttribute", &[name.into(), value.into()]);
    }
}
