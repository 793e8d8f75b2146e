//! Forms about a comment that is there: changing what one wrote, reporting.

use super::{
    Engine,
    dom::{
        body_of, button, element, encode, find, focus, make, now, number, set, set_hidden,
        set_value, value,
    },
    words::{locale, of_reason},
    writing::comment_of,
};
use crate::{
    comment::{api::load_comments, model::ReportReason},
    error::AppError,
    ui::form::post,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use web_sys::Element;

impl Engine {
    /// Opens the form for changing what one wrote.
    pub(super) fn open_edit(self, comment: &Element) {
        let Some(id) = number(comment, "data-comment") else {
            return;
        };
        let text = self
            .machine
            .try_with_value(|machine| {
                let mine = machine.mine.as_ref()?;
                let own = mine.comments.iter().find(|own| own.shown.id == id)?;
                own.text.clone()
            })
            .flatten();
        let (Some(text), None) = (text, find(comment, "form.editing")) else {
            return;
        };
        let Some(form) = make(
            "<form class=\"editing\"><label></label><textarea name=\"text\" rows=\"4\"></textarea>\
             <p class=\"left\" role=\"status\"></p><p class=\"problem\" role=\"alert\"></p><div class=\"acts\"></div></form>",
        ) else {
            return;
        };
        let name = format!("edit-{id}");
        if let (Some(label), Some(field), Some(acts)) = (
            find(&form, "label"),
            find(&form, "textarea"),
            find(&form, ".acts"),
        ) {
            set(&label, "for", &name);
            label.set_text_content(Some(td_string!(locale(), comment.yours)));
            set(&field, "id", &name);
            set_value(&field, &text);
            for made in [
                element(
                    "button",
                    "pill primary",
                    td_string!(locale(), comment.edit_save),
                ),
                button("cancel", "pill", td_string!(locale(), comment.cancel)),
            ]
            .into_iter()
            .flatten()
            {
                let _ = acts.append_child(&made);
            }
            let _ = comment.append_child(&form);
            focus(&field);
        }
    }

    /// Opens the form for reporting a comment.
    pub(super) fn open_report(self, comment: &Element) {
        let Some(id) = number(comment, "data-comment") else {
            return;
        };
        if let Some(open) = find(comment, "form.reporting") {
            if let Some(first) = find(&open, "input") {
                focus(&first);
            }
            return;
        }
        let Some(form) = make(
            "<form class=\"reporting\"><fieldset><legend></legend></fieldset><label></label>\
             <textarea name=\"note\" rows=\"2\" maxlength=\"500\"></textarea>\
             <p class=\"problem\" role=\"alert\"></p><div class=\"acts\"></div></form>",
        ) else {
            return;
        };
        let (Some(fieldset), Some(legend), Some(label), Some(note), Some(acts)) = (
            find(&form, "fieldset"),
            find(&form, "legend"),
            find(&form, "label"),
            find(&form, "textarea"),
            find(&form, ".acts"),
        ) else {
            return;
        };
        legend.set_text_content(Some(td_string!(locale(), comment.report_title)));
        for reason in ReportReason::ALL {
            let (Some(choice), Some(radio)) = (
                element("label", "choice", ""),
                make("<input type=\"radio\" name=\"reason\" required>"),
            ) else {
                continue;
            };
            set(&radio, "value", reason.as_str());
            let _ = choice.append_child(&radio);
            let _ = choice.append_with_str_1(of_reason(reason));
            let _ = fieldset.append_child(&choice);
        }
        let name = format!("note-{id}");
        set(&label, "for", &name);
        label.set_text_content(Some(td_string!(locale(), comment.report_note)));
        set(&note, "id", &name);
        for made in [
            element(
                "button",
                "pill primary",
                td_string!(locale(), comment.report_send),
            ),
            button("cancel", "pill", td_string!(locale(), comment.cancel)),
        ]
        .into_iter()
        .flatten()
        {
            let _ = acts.append_child(&made);
        }
        let _ = comment.append_child(&form);
        if let Some(first) = find(&form, "input") {
            focus(&first);
        }
    }

    /// Sends what a comment is to say instead.
    ///
    /// # Errors
    /// When the server does not take it.
    pub(super) async fn send_edit(self, form: &Element) -> Result<(), AppError> {
        let Some((comment, id)) = comment_of(form) else {
            return Ok(());
        };
        let text = find(form, "textarea")
            .map(|field| value(&field))
            .unwrap_or_default();
        let id_text = id.to_string();
        let back = self.shelf.address.get_untracked();
        let body = encode(&[("comment", &id_text), ("text", &text), ("back", &back)]);
        post("/fn/comment/edit-comment", body).await?;
        form.remove();
        let article = self.article();
        // Not what a cache still has from before.
        let fragments = load_comments(article, id_text, now()).await?;
        match fragments.first() {
            Some(fragment) => self.put(&comment, fragment),
            // A check holds it back: others do not see it any more, its writer does.
            None => {
                if let Ok(Some(item)) = comment.closest("li") {
                    item.remove();
                }
            }
        }
        self.learn_mine().await;
        self.go_to(id);
        Ok(())
    }

    /// Sends a report.
    ///
    /// # Errors
    /// When the server does not take it.
    pub(super) async fn send_report(self, form: &Element) -> Result<(), AppError> {
        let Some((comment, id)) = comment_of(form) else {
            return Ok(());
        };
        set_hidden(form, "comment", &id.to_string());
        set_hidden(form, "back", &self.shelf.address.get_untracked());
        let body = body_of(form).ok_or(AppError::Unreachable)?;
        post("/fn/comment/report-comment", body).await?;
        form.remove();
        if let Some(button) = find(&comment, "button[form=report-comment]") {
            set(&button, "disabled", "");
        }
        self.say(td_string!(locale(), comment.report_taken));
        focus(&comment);
        Ok(())
    }
}
