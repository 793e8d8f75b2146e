//! Where comments go that come into the page, and what of it is hidden.

use super::{
    Engine,
    dom::{all, button, find, hide, make, set},
    words::locale,
};
use crate::comment::api::Fragment;
use leptos::prelude::*;
use leptos_i18n::td_string;
use web_sys::Element;

impl Engine {
    /// Puts a comment where it belongs. None where it stands there already, or its branch is not shown.
    pub(super) fn insert(self, fragment: &Fragment) -> Option<Element> {
        if let Some(there) = self.comment(fragment.id) {
            self.put(&there, fragment);
            return None;
        }
        let section = self.section()?;
        let comment = make(&fragment.html)?;
        let item = document().create_element("li").ok()?;
        item.append_child(&comment).ok()?;
        if fragment.level == 0 {
            let replies = document().create_element("ol").ok()?;
            replies.set_class_name("replies");
            item.append_child(&replies).ok()?;
            let list = find(&section, ".branches")?;
            let is_oldest_first = section
                .get_attribute("data-view")
                .is_some_and(|view| view.starts_with("comments=oldest"));
            if is_oldest_first {
                list.append_child(&item).ok()?;
            } else {
                list.prepend_with_node_1(&item).ok()?;
            }
            if let Some(none) = find(&section, ".none") {
                none.remove();
            }
        } else {
            set(&item, "data-level", &fragment.level.to_string());
            set(&item, "data-path", &fragment.path);
            let branch = self.comment(fragment.branch)?.closest("li").ok()??;
            let replies = find(&branch, ".replies")?;
            // Paths are ordered as the replies are, and the way to more replies comes last.
            let next = all(&replies, "li").into_iter().find(|other| {
                match other.get_attribute("data-path") {
                    Some(path) => path > fragment.path,
                    None => other.class_list().contains("more"),
                }
            });
            match next {
                Some(next) => next.before_with_node_1(&item).ok()?,
                None => drop(replies.append_child(&item).ok()?),
            }
            open(&branch);
        }
        self.offer_collapsing();
        Some(comment)
    }

    /// Gives every branch that was answered a button that hides its replies.
    pub(super) fn offer_collapsing(self) {
        let Some(section) = self.section() else {
            return;
        };
        for branch in all(&section, ".branches > li") {
            let Some(replies) = find(&branch, ".replies") else {
                continue;
            };
            let shown = all(&branch, "button.collapse").into_iter().next();
            match (replies.child_element_count(), shown) {
                (0, Some(shown)) => shown.remove(),
                (1.., None) => {
                    let words = td_string!(locale(), comment.collapse);
                    if let Some(made) = button("collapse", "collapse", words) {
                        set(&made, "aria-expanded", "true");
                        let _ = replies.before_with_node_1(&made);
                    }
                }
                _ => {}
            }
        }
    }

    /// Hides the replies of a branch, or shows them again.
    pub(super) fn collapse(self, pressed: &Element) {
        let Ok(Some(branch)) = pressed.closest("li") else {
            return;
        };
        let is_open = pressed.get_attribute("aria-expanded").as_deref() == Some("true");
        if is_open {
            set_open(&branch, pressed, false);
        } else {
            set_open(&branch, pressed, true);
        }
    }

    /// Goes to a comment that is on the page. False where it is not.
    pub(super) fn go_to(self, id: i64) -> bool {
        let Some(comment) = self.comment(id) else {
            return false;
        };
        if let Ok(Some(branch)) = comment.closest(".branches > li") {
            open(&branch);
        }
        if let Some(section) = self.section() {
            for marked in all(&section, ".is-target") {
                let _ = marked.class_list().remove_1("is-target");
            }
        }
        let _ = comment.class_list().add_1("is-target");
        super::dom::focus(&comment);
        true
    }
}

fn open(branch: &Element) {
    if let Some(pressed) = find(branch, "button.collapse") {
        set_open(branch, &pressed, true);
    }
}

fn set_open(branch: &Element, pressed: &Element, is_open: bool) {
    if let Some(replies) = find(branch, ".replies") {
        hide(&replies, !is_open);
    }
    set(
        pressed,
        "aria-expanded",
        if is_open { "true" } else { "false" },
    );
    let words = if is_open {
        td_string!(locale(), comment.collapse)
    } else {
        td_string!(locale(), comment.expand)
    };
    pressed.set_text_content(Some(words));
}
