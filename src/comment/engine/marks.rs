//! Marks in the section what is one's own: what one wrote, supports, and whom one does not want to read.

use super::{
    Engine,
    dom::{all, button, element, find, hide, number, set},
    words::locale,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use web_sys::Element;

impl Engine {
    /// Marks the section as it stands. To do so again changes nothing.
    pub(super) fn mark(self) {
        let Some(section) = self.section() else {
            return;
        };
        let mine = self
            .machine
            .try_with_value(|machine| machine.mine.clone())
            .flatten();
        self.show_who_writes(&section, mine.as_ref().map(|mine| mine.name.as_str()));
        for comment in all(&section, ".comment[data-person]") {
            let (Some(id), Some(person)) = (
                number(&comment, "data-comment"),
                number(&comment, "data-person"),
            ) else {
                continue;
            };
            let Some(deeds) = find(&comment, ".deeds") else {
                continue;
            };
            let is_own = mine.as_ref().is_some_and(|mine| mine.mark == person);
            let supports = mine
                .as_ref()
                .is_some_and(|mine| mine.supported.contains(&id));
            let is_muted = mine
                .as_ref()
                .is_some_and(|mine| mine.muted.contains(&person));
            let editable = mine.as_ref().is_some_and(|mine| {
                mine.comments
                    .iter()
                    .any(|own| own.shown.id == id && own.text.is_some())
            });
            if let Some(support) = find(&deeds, "button[form=support-comment]") {
                hide(&support, is_own);
                let pressed = if supports { "true" } else { "false" };
                set(&support, "aria-pressed", pressed);
            }
            if let Some(report) = find(&deeds, "button[form=report-comment]") {
                hide(&report, is_own);
            }
            let is_known = mine.is_some();
            self.offer(
                &deeds,
                "edit",
                is_own && editable,
                td_string!(locale(), comment.edit),
            );
            self.offer(
                &deeds,
                "delete",
                is_own,
                td_string!(locale(), comment.delete),
            );
            self.offer(
                &deeds,
                "mute",
                is_known && !is_own && !is_muted,
                td_string!(locale(), comment.mute),
            );
            self.offer(
                &deeds,
                "unmute",
                is_known && !is_own && is_muted,
                td_string!(locale(), comment.unmute),
            );
            set_muted(&comment, is_muted);
        }
    }

    /// Puts a button among what can be done with a comment, or takes it out.
    fn offer(self, deeds: &Element, act: &str, is_offered: bool, words: &str) {
        let shown = find(deeds, &format!("button[data-act={act}]"));
        match (shown, is_offered) {
            (Some(shown), false) => shown.remove(),
            (None, true) => {
                if let Some(made) = button(act, act, words) {
                    let _ = deeds.append_child(&made);
                }
            }
            _ => {}
        }
    }

    /// Says under which name one writes, and takes away the way to sign in.
    fn show_who_writes(self, section: &Element, name: Option<&str>) {
        for form in all(section, "form.writing") {
            if let Some(way) = find(&form, ".sign-in") {
                hide(&way, name.is_some());
            }
            let shown = find(&form, ".who");
            match (shown, name) {
                (Some(shown), None) => shown.remove(),
                (None, Some(name)) => {
                    let words = td_string!(locale(), comment.writing_as, name = name.to_owned());
                    if let (Some(acts), Some(made)) =
                        (find(&form, ".acts"), element("span", "who", &words))
                    {
                        let _ = acts.append_child(&made);
                    }
                }
                (Some(shown), Some(name)) => {
                    let words = td_string!(locale(), comment.writing_as, name = name.to_owned());
                    shown.set_text_content(Some(&words));
                }
                (None, None) => {}
            }
        }
    }

    /// Shows one's comments that nobody else sees yet.
    pub(super) fn show_own(self) {
        let own = self
            .machine
            .try_with_value(|machine| machine.mine.clone())
            .flatten()
            .map(|mine| mine.comments)
            .unwrap_or_default();
        // From the first on, so that what answers another of them finds it.
        for own in own.iter().rev() {
            let there = self.comment(own.shown.id);
            if there.is_none() && own.shown.level > 0 && self.comment(own.shown.branch).is_none() {
                continue;
            }
            let comment = match there {
                Some(there) if !there.class_list().contains("stub") => there,
                _ => {
                    self.insert(&own.shown);
                    match self.comment(own.shown.id) {
                        Some(comment) => comment,
                        None => continue,
                    }
                }
            };
            if own.is_waiting
                && find(&comment, ".waiting").is_none()
                && let Some(text) = find(&comment, ".text")
                && let Some(words) = element("p", "waiting", td_string!(locale(), comment.waiting))
            {
                let _ = text.before_with_node_1(&words);
            }
        }
    }
}

/// Puts a line in the place of what somebody says whom one does not want to read. Whoever wants to can
/// have it shown.
fn set_muted(comment: &Element, is_muted: bool) {
    let line = find(comment, ".muted");
    match (line, is_muted) {
        (None, true) => {
            if let (Some(line), Some(show)) = (
                element("p", "muted", td_string!(locale(), comment.muted)),
                button("show-muted", "", td_string!(locale(), comment.show)),
            ) {
                let _ = line.append_with_str_1(" ");
                let _ = line.append_child(&show);
                let _ = comment.prepend_with_node_1(&line);
                let _ = comment.class_list().add_1("is-muted");
            }
        }
        (Some(line), false) => {
            line.remove();
            let _ = comment.class_list().remove_1("is-muted");
        }
        _ => {}
    }
}
