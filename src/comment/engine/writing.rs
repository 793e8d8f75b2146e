//! Forms for writing and answering. What is typed stays until the server has stored it.

use super::{
    Engine,
    dom::{
        all, body_of, button, element, find, focus, number, random_name, set, set_hidden,
        set_value, value,
    },
    draft,
    quoting::{drop_quote, show_quote},
    words::{is_for_own_page, locale, of_error},
};
use crate::{
    comment::{api::load_comments, model::Status},
    error::AppError,
    ui::form::{page_language, post, read_answer},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The longest comment, in characters.
const LONGEST: usize = 4_000;
/// From so many on the rest is counted.
const COUNTED_FROM: usize = 3_600;

/// A comment has been taken.
#[derive(Deserialize)]
struct Posted {
    comment: i64,
    status: Status,
}

/// How a comment will look.
#[derive(Deserialize)]
struct Previewed {
    html: String,
}

impl Engine {
    /// Adds to the section's forms what only scripts can do.
    pub(super) fn dress_forms(self) {
        let Some(section) = self.section() else {
            return;
        };
        for form in all(&section, "form.writing") {
            self.dress(&form);
        }
    }

    fn dress(self, form: &Element) {
        if form.has_attribute("data-dressed") {
            return;
        }
        set(form, "data-dressed", "");
        let Some(acts) = find(form, ".acts") else {
            return;
        };
        for (name, class, role) in [
            ("p", "left", "status"),
            ("p", "problem", "alert"),
            ("div", "previewed", ""),
        ] {
            if let Some(place) = element(name, class, "") {
                if !role.is_empty() {
                    set(&place, "role", role);
                }
                let _ = acts.before_with_node_1(&place);
            }
        }
        if let Some(made) = button("preview", "pill", td_string!(locale(), comment.preview))
            && let Some(sends) = find(&acts, "button")
        {
            let _ = sends.after_with_node_1(&made);
        }
    }

    /// Puts back what was typed before.
    pub(super) fn restore_drafts(self) {
        let article = self.article();
        if let Some(form) = self
            .section()
            .and_then(|section| find(&section, "#post-comment"))
            && let Some(kept) = draft::find_kept(article, 0)
            && draft::restore(&kept, &form)
        {
            show_quote(&form, &kept.quote);
            self.count(&form);
        }
        for parent in draft::begun_replies(article) {
            self.open_reply(parent, false);
        }
    }

    /// What stands in a field has changed.
    pub(super) fn typed(self, form: &Element) {
        self.count(form);
        if form.class_list().contains("writing") {
            draft::keep(self.article(), parent_of(form), form);
        }
    }

    fn count(self, form: &Element) {
        let (Some(field), Some(place)) = (find(form, "textarea"), find(form, ".left")) else {
            return;
        };
        let length = value(&field).trim().chars().count();
        let words = if length < COUNTED_FROM {
            String::new()
        } else if length > LONGEST {
            td_string!(locale(), comment.over, count = length - LONGEST)
        } else {
            td_string!(locale(), comment.left, count = LONGEST - length)
        };
        place.set_text_content(Some(&words));
    }

    /// Opens the form for an answer below a comment.
    pub(super) fn open_reply(self, parent: i64, takes_focus: bool) {
        let (Some(comment), Some(section)) = (self.comment(parent), self.section()) else {
            return;
        };
        if let Some(open) = find(&comment, "form.writing") {
            if let Some(field) = find(&open, "textarea").filter(|_| takes_focus) {
                focus(&field);
            }
            return;
        }
        let Some(form) = find(&section, "#post-comment")
            .and_then(|form| form.clone_node_with_deep(true).ok())
            .and_then(|form| form.dyn_into::<Element>().ok())
        else {
            return;
        };
        let id = format!("reply-{parent}");
        set(&form, "id", &format!("form-{id}"));
        let _ = form.class_list().add_1("reply");
        for selector in [".quoted", "input[name=quote]", "input[name=operation]"] {
            if let Some(away) = find(&form, selector) {
                away.remove();
            }
        }
        for selector in [".left", ".problem", ".previewed"] {
            if let Some(place) = find(&form, selector) {
                place.set_text_content(None);
            }
        }
        set_hidden(&form, "parent", &parent.to_string());
        if let Some(label) = find(&form, "label[for]") {
            set(&label, "for", &id);
            label.set_text_content(Some(td_string!(locale(), comment.your_reply)));
        }
        if let Some(field) = find(&form, "textarea") {
            set(&field, "id", &id);
            let _ = field.remove_attribute("aria-invalid");
            set_value(&field, "");
        }
        if let Some(send) = find(&form, "button.primary") {
            send.set_text_content(Some(td_string!(locale(), comment.post_reply)));
        }
        if let (Some(acts), Some(cancel)) = (
            find(&form, ".acts"),
            button("cancel", "pill", td_string!(locale(), comment.cancel)),
        ) {
            let _ = acts.append_child(&cancel);
        }
        let _ = comment.append_child(&form);
        if let Some(kept) = draft::find_kept(self.article(), parent) {
            draft::restore(&kept, &form);
            self.count(&form);
        }
        if let Some(field) = find(&form, "textarea").filter(|_| takes_focus) {
            focus(&field);
        }
    }

    /// Closes a form below a comment and gives the focus back to the button that has opened it. What was
    /// typed into an answer is given up.
    pub(super) fn cancel(self, form: &Element) {
        if form.class_list().contains("reply") {
            draft::forget(self.article(), parent_of(form));
        }
        close(form);
    }

    /// Sends a form of the section.
    pub(super) fn send(self, form: &Element) {
        if form.has_attribute("aria-busy") {
            return;
        }
        set(form, "aria-busy", "true");
        say_problem(form, "");
        let form = form.clone();
        spawn_local(async move {
            let sent = if form.class_list().contains("writing") {
                self.send_comment(&form).await
            } else if form.class_list().contains("editing") {
                self.send_edit(&form).await
            } else {
                self.send_report(&form).await
            };
            let _ = form.remove_attribute("aria-busy");
            if let Err(error) = sent {
                self.refuse(&form, &error);
            }
        });
    }

    /// Says beside the field why the form was not taken.
    fn refuse(self, form: &Element, error: &AppError) {
        say_problem(form, &of_error(error));
        if is_for_own_page(error)
            && let (Some(place), Some(way)) = (
                find(form, ".problem"),
                element("a", "", td_string!(locale(), commenter.title)),
            )
        {
            set(&way, "href", &format!("/{}/comments", page_language()));
            let _ = place.append_with_str_1(" ");
            let _ = place.append_child(&way);
        }
        if *error == AppError::SignInNeeded
            && let Some(way) = find(form, ".sign-in")
        {
            super::dom::hide(&way, false);
        }
        if let Some(field) = find(form, "textarea") {
            if matches!(error, AppError::Invalid(_)) {
                set(&field, "aria-invalid", "true");
            }
            focus(&field);
        }
    }

    async fn send_comment(self, form: &Element) -> Result<(), AppError> {
        let article = self.article();
        let parent = parent_of(form);
        let text = find(form, "textarea")
            .map(|field| value(&field))
            .unwrap_or_default();
        name_posting(form, &text);
        if let Some(opened) = self.machine.with_value(|machine| machine.opened) {
            set_hidden(form, "opened", &opened.to_string());
        }
        let body = body_of(form).ok_or(AppError::Unreachable)?;
        let json = post("/fn/comment/post-comment", body).await?;
        let posted: Posted = read_answer(&json)?;
        self.update(|machine| {
            machine.posted.insert(posted.comment);
            machine.new.remove(&posted.comment);
        });
        draft::forget(article, parent);
        drop_quote(form);
        if let Some(field) = find(form, "textarea") {
            set_value(&field, "");
            let _ = field.remove_attribute("aria-invalid");
        }
        if let Some(name) = find(form, "input[name=operation]") {
            name.remove();
        }
        if let Some(place) = find(form, ".previewed") {
            place.set_text_content(None);
        }
        self.count(form);
        if article != self.article() {
            return Ok(());
        }
        if parent != 0 {
            form.remove();
        }
        let is_waiting = posted.status == Status::Waiting;
        if posted.status == Status::Published {
            let last = self.machine.with_value(|machine| machine.last);
            for fragment in load_comments(article, posted.comment.to_string(), last).await? {
                self.insert(&fragment);
            }
        }
        // What waits, and what only its writer sees, comes with what is one's own.
        self.learn_mine().await;
        self.say(if is_waiting {
            td_string!(locale(), comment.waiting)
        } else {
            td_string!(locale(), comment.posted)
        });
        self.go_to(posted.comment);
        Ok(())
    }

    /// Shows how a comment will look.
    pub(super) fn preview(self, form: &Element) {
        let (Some(body), Some(place)) = (body_of(form), find(form, ".previewed")) else {
            return;
        };
        let form = form.clone();
        say_problem(&form, "");
        spawn_local(async move {
            let previewed = post("/fn/comment/preview-comment", body).await;
            match previewed.and_then(|json| read_answer::<Previewed>(&json)) {
                Ok(previewed) => {
                    place.set_inner_html(&previewed.html);
                    // It is no comment of the section yet.
                    if let Some(comment) = find(&place, ".comment") {
                        let _ = comment.remove_attribute("id");
                        let words = td_string!(locale(), comment.previewed);
                        if let Some(title) = element("p", "hint", words) {
                            let _ = place.prepend_with_node_1(&title);
                        }
                        focus(&comment);
                    }
                }
                Err(error) => self.refuse(&form, &error),
            }
        });
    }

    /// Says something in passing, in the place for news.
    pub(super) fn say(self, words: &str) {
        let Some(section) = self.section() else {
            return;
        };
        let place = find(&section, ".said").or_else(|| {
            let made = element("p", "said", "")?;
            set(&made, "role", "status");
            find(&section, ".news")?.before_with_node_1(&made).ok()?;
            Some(made)
        });
        if let Some(place) = place {
            // A live region that has just come speaks only of what comes after.
            let words = words.to_owned();
            request_animation_frame(move || place.set_text_content(Some(&words)));
        }
    }
}

/// The comment that a form below it is about.
pub(super) fn comment_of(form: &Element) -> Option<(Element, i64)> {
    let comment = form.closest(".comment").ok()??;
    let id = number(&comment, "data-comment")?;
    Some((comment, id))
}

/// What a form answers; 0 for nothing.
fn parent_of(form: &Element) -> i64 {
    find(form, "input[name=parent]")
        .and_then(|field| value(&field).parse().ok())
        .unwrap_or_default()
}

/// Names a posting, so that one that is sent again because its answer was lost is stored once. What was
/// changed meanwhile is another posting.
fn name_posting(form: &Element, text: &str) {
    let is_same = form.get_attribute("data-sent").as_deref() == Some(text);
    if !is_same || find(form, "input[name=operation]").is_none() {
        set_hidden(form, "operation", &random_name());
        set(form, "data-sent", text);
    }
}

fn say_problem(form: &Element, words: &str) {
    if let Some(place) = find(form, ".problem") {
        place.set_text_content(Some(words));
    }
    if let Some(field) = find(form, "textarea") {
        let _ = field.remove_attribute("aria-invalid");
    }
}

/// Takes a form away; the focus goes back to the button that has opened it.
pub(super) fn close(form: &Element) {
    let opener = ["reply", "reporting", "editing"]
        .into_iter()
        .zip([
            "button[form=reply-to-comment]",
            "button[form=report-comment]",
            "button[data-act=edit]",
        ])
        .find(|(class, _)| form.class_list().contains(class))
        .and_then(|(_, selector)| find(&comment_of(form)?.0, selector));
    form.remove();
    if let Some(opener) = opener {
        focus(&opener);
    }
}
