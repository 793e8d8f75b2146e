//! What readers do with the buttons and keys of the section. The listeners stand on the document, so that
//! they hold for whatever comes into it.

use super::{
    Engine,
    dom::{button, element, encode, find, focus, listen, number, set, within},
    live::show_support,
    quoting::drop_quote,
    words::{locale, of_error},
};
use crate::{comment::api::load_comments, error::AppError, ui::form::post};
use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use web_sys::{Element, Event};

impl Engine {
    pub(super) fn listen_to_acts(self) {
        listen("click", move |event| self.clicked(&event));
        listen("submit", move |event| {
            let form = within(
                &event,
                "#comments form.writing, #comments form.editing, #comments form.reporting",
            );
            if let Some(form) = form.filter(|_| self.section().is_some()) {
                event.prevent_default();
                self.send(&form);
            }
        });
        listen("input", move |event| {
            if let Some(form) = within(&event, "#comments form") {
                self.typed(&form);
            }
        });
        listen("keydown", move |event| {
            let key = Reflect::get(&event, &"key".into())
                .ok()
                .and_then(|key| key.as_string());
            let form = within(&event, "#comments .comment form");
            if let (Some("Escape"), Some(form)) = (key.as_deref(), form) {
                event.prevent_default();
                // The keyboard's way out of a form keeps what was typed, the button gives it up.
                super::writing::close(&form);
            }
        });
    }

    fn clicked(self, event: &Event) {
        if event.default_prevented() || self.section().is_none() {
            return;
        }
        if let Some(link) = within(event, "#comments .answers a") {
            let target = link
                .get_attribute("href")
                .and_then(|href| href.rsplit_once("#comment-")?.1.parse().ok());
            if target.is_some_and(|id| self.go_to(id)) {
                event.prevent_default();
            }
            return;
        }
        let Some(pressed) = within(event, "#comments button, .quote-this button") else {
            return;
        };
        let comment = pressed.closest(".comment").ok().flatten();
        let form = pressed.closest("form").ok().flatten();
        let act = pressed
            .get_attribute("data-act")
            .or_else(|| pressed.get_attribute("form"))
            .unwrap_or_default();
        match (act.as_str(), comment, form) {
            ("quote", _, _) => self.quote(),
            ("show-new", _, _) => self.show_new(),
            ("reload", _, _) => self.reload(),
            ("collapse", _, _) => self.collapse(&pressed),
            ("cancel", _, Some(form)) => self.cancel(&form),
            ("preview", _, Some(form)) => self.preview(&form),
            ("drop-quote", _, Some(form)) => {
                drop_quote(&form);
                self.typed(&form);
                if let Some(field) = find(&form, "textarea") {
                    focus(&field);
                }
            }
            ("support-comment", Some(comment), _) => self.support(&comment, &pressed),
            ("reply-to-comment", Some(comment), _) => {
                self.open_reply(number(&comment, "data-comment").unwrap_or_default(), true);
            }
            ("report-comment", Some(comment), _) => {
                if self.is_signed_in(&comment) {
                    self.open_report(&comment);
                }
            }
            ("edit", Some(comment), _) => self.open_edit(&comment),
            ("delete", Some(comment), _) => ask_to_delete(&comment, &pressed),
            ("keep", Some(comment), _) => stop_asking(&comment),
            ("delete-now", Some(comment), _) => self.delete(&comment),
            ("mute", Some(comment), _) => self.mute(&comment, true),
            ("unmute", Some(comment), _) => self.mute(&comment, false),
            ("show-muted", Some(comment), _) => {
                let _ = comment.class_list().remove_1("is-muted");
                focus(&comment);
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Whether anybody is signed in; otherwise it is said below the comment.
    fn is_signed_in(self, comment: &Element) -> bool {
        // Where it is not known yet, the server says it.
        if self.shelf.person.get_untracked() != Some(None) {
            return true;
        }
        self.refuse_below(comment, &AppError::SignInNeeded);
        false
    }

    /// Says below a comment why something was not done.
    fn refuse_below(self, comment: &Element, error: &AppError) {
        if let Some(old) = find(comment, ":scope > .problem") {
            old.remove();
        }
        let Some(words) = element("p", "problem", "") else {
            return;
        };
        set(&words, "role", "alert");
        if let Some(deeds) = find(comment, ".deeds") {
            let _ = deeds.after_with_node_1(&words);
        }
        words.set_text_content(Some(&of_error(error)));
        let way = self
            .section()
            .and_then(|section| find(&section, "#post-comment .sign-in")?.get_attribute("href"));
        if let (AppError::SignInNeeded, Some(way)) = (error, way)
            && let Some(link) = element("a", "", td_string!(locale(), comment.sign_in))
        {
            set(&link, "href", &way);
            let _ = words.append_with_str_1(" ");
            let _ = words.append_child(&link);
        }
    }

    /// Supports a comment or no longer: shown at once, and taken back if the server does not take it.
    fn support(self, comment: &Element, pressed: &Element) {
        let Some(id) = number(comment, "data-comment") else {
            return;
        };
        if !self.is_signed_in(comment) || pressed.has_attribute("aria-busy") {
            return;
        }
        let supports = pressed.get_attribute("aria-pressed").as_deref() != Some("true");
        let before = find(comment, ".supporters b")
            .and_then(|count| count.text_content()?.parse::<i64>().ok())
            .unwrap_or_default();
        set(pressed, "aria-busy", "true");
        self.show_supported(id, supports);
        show_support(comment, before + if supports { 1 } else { -1 });
        let (comment, pressed) = (comment.clone(), pressed.clone());
        spawn_local(async move {
            let id_text = id.to_string();
            let back = self.shelf.address.get_untracked();
            let supported = if supports { "true" } else { "false" };
            let body = encode(&[
                ("comment", &id_text),
                ("supported", supported),
                ("back", &back),
            ]);
            let sent = post("/fn/comment/support-comment", body).await;
            let _ = pressed.remove_attribute("aria-busy");
            if let Err(error) = sent {
                self.show_supported(id, !supports);
                show_support(&comment, before);
                self.refuse_below(&comment, &error);
            }
        });
    }

    fn show_supported(self, id: i64, supports: bool) {
        self.update(|machine| {
            if let Some(mine) = &mut machine.mine {
                mine.supported.retain(|supported| *supported != id);
                if supports {
                    mine.supported.push(id);
                }
            }
        });
        self.mark();
    }

    fn delete(self, comment: &Element) {
        let Some(id) = number(comment, "data-comment") else {
            return;
        };
        let comment = comment.clone();
        spawn_local(async move {
            let id_text = id.to_string();
            let back = self.shelf.address.get_untracked();
            let body = encode(&[("comment", &id_text), ("back", &back)]);
            if let Err(error) = post("/fn/comment/delete-comment", body).await {
                stop_asking(&comment);
                self.refuse_below(&comment, &error);
                return;
            }
            self.say(td_string!(locale(), comment.deleted_now));
            let fragments = load_comments(self.article(), id_text, super::dom::now())
                .await
                .unwrap_or_default();
            match fragments.first() {
                Some(stub) => self.put(&comment, stub),
                None => {
                    if let Ok(Some(item)) = comment.closest("li") {
                        item.remove();
                    }
                    if let Some(section) = self.section() {
                        focus(&section);
                    }
                }
            }
            self.learn_mine().await;
        });
    }

    fn mute(self, comment: &Element, is_muted: bool) {
        let (Some(id), Some(person)) = (
            number(comment, "data-comment"),
            number(comment, "data-person"),
        ) else {
            return;
        };
        let comment = comment.clone();
        spawn_local(async move {
            let id_text = id.to_string();
            let back = self.shelf.address.get_untracked();
            let muted = if is_muted { "true" } else { "false" };
            let body = encode(&[("comment", &id_text), ("muted", muted), ("back", &back)]);
            match post("/fn/comment/mute-person", body).await {
                Ok(_) => {
                    self.update(|machine| {
                        if let Some(mine) = &mut machine.mine {
                            mine.muted.retain(|muted| *muted != person);
                            if is_muted {
                                mine.muted.push(person);
                            }
                        }
                    });
                    self.mark();
                    focus(&comment);
                }
                Err(error) => self.refuse_below(&comment, &error),
            }
        });
    }
}

/// Asks once before something that cannot be undone.
fn ask_to_delete(comment: &Element, pressed: &Element) {
    if find(comment, ".asking").is_some() {
        return;
    }
    let (Some(asking), Some(yes), Some(no)) = (
        element("p", "asking", td_string!(locale(), comment.delete_sure)),
        button(
            "delete-now",
            "pill",
            td_string!(locale(), comment.delete_yes),
        ),
        button("keep", "pill", td_string!(locale(), comment.cancel)),
    ) else {
        return;
    };
    set(&asking, "role", "group");
    let _ = asking.append_child(&yes);
    let _ = asking.append_child(&no);
    if let Ok(Some(deeds)) = pressed.closest(".deeds") {
        let _ = deeds.after_with_node_1(&asking);
        focus(&no);
    }
}

fn stop_asking(comment: &Element) {
    if let Some(asking) = find(comment, ".asking") {
        asking.remove();
    }
    if let Some(opener) = find(comment, "button[data-act=delete]") {
        focus(&opener);
    }
}
