//! Writing a comment, from the article's page.

use super::{escape, personal};
use crate::{
    Locale,
    comment::thread::{Taking, Thread},
};
use leptos_i18n::{Locale as _, td_string};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The form; or why there is none.
pub fn taking(thread: &Thread, locale: Locale) -> String {
    let closed = match thread.taking {
        Taking::ClosedByHand => Some(td_string!(locale, comment.closed).to_owned()),
        Taking::ClosedByAge { days } => {
            Some(td_string!(locale, comment.closed_by_age, count = days))
        }
        Taking::AtOnce | Taking::AfterALook => None,
    };
    if let Some(words) = closed {
        return format!("<p class=\"closed\">{}</p>", escape(&words));
    }
    let mut html = format!(
        "<form class=\"writing\" id=\"post-comment\" method=\"post\" action=\"{}\">",
        personal(locale, "/write")
    );
    let article = thread.article.to_string();
    for (name, value) in [
        ("form", "post-comment"),
        ("article", article.as_str()),
        // Filled by the server on the page of its own, by a script here: how long somebody has had the
        // form before them.
        ("opened", ""),
    ] {
        push_hidden(&mut html, name, value);
    }
    // Only what fills in every field it finds fills in this one.
    html.push_str(&format!(
        "<p class=\"website\" aria-hidden=\"true\"><label>{} <input name=\"website\" tabindex=\"-1\" \
         autocomplete=\"off\"></label></p>",
        escape(td_string!(locale, comment.website))
    ));
    html.push_str(&format!(
        "<label for=\"your-comment\">{}</label>\
         <textarea id=\"your-comment\" name=\"text\" rows=\"3\" required></textarea>",
        escape(td_string!(locale, comment.yours))
    ));
    if thread.taking == Taking::AfterALook {
        html.push_str(&format!(
            "<p class=\"hint\">{}</p>",
            escape(td_string!(locale, comment.looked_at_first))
        ));
    }
    let back = format!("{}#comments", thread.address);
    let next = utf8_percent_encode(&back, NON_ALPHANUMERIC);
    html.push_str(&format!(
        "<div class=\"acts\"><button class=\"pill primary\">{}</button>\
         <a class=\"sign-in\" rel=\"nofollow\" href=\"/{}/sign-in?next={next}\">{}</a></div></form>",
        escape(td_string!(locale, comment.post)),
        locale.as_str(),
        escape(td_string!(locale, comment.sign_in)),
    ));
    html
}

/// The forms that the buttons below comments belong to.
pub fn push_shared_forms(html: &mut String, thread: &Thread, locale: Locale) {
    html.push_str(&format!(
        "<form id=\"support-comment\" method=\"post\" action=\"{}\" hidden>",
        personal(locale, "")
    ));
    let back = format!(
        "{}#comments",
        thread.address.with_thread(thread.view.clone())
    );
    for (name, value) in [
        ("form", "support-comment"),
        ("supported", "true"),
        ("back", back.as_str()),
    ] {
        push_hidden(html, name, value);
    }
    html.push_str("</form>");
    for (form, page) in [
        ("reply-to-comment", "/write"),
        ("report-comment", "/report"),
    ] {
        html.push_str(&format!(
            "<form id=\"{form}\" action=\"{}\" hidden></form>",
            personal(locale, page)
        ));
    }
}

fn push_hidden(html: &mut String, name: &str, value: &str) {
    html.push_str(&format!(
        "<input type=\"hidden\" name=\"{name}\" value=\"{}\">",
        escape(value)
    ));
}
