//! Saving an article from where it is shown.

use super::{escape, write_form};
use crate::{Locale, ui::icon};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The button on the article's own page.
#[component]
pub fn SaveButton(
    /// The article's id.
    article: i64,
    locale: Locale,
) -> impl IntoView {
    let html = write_button(article, "pill", "words", locale);
    view! { <div class="saving" inner_html=html></div> }
}

/// What a card says and offers: whether its article was read, and saving it. The words of the button are
/// for screen readers only there.
#[component]
pub fn CardMarks(
    /// The article's id.
    article: i64,
    locale: Locale,
) -> impl IntoView {
    let read = escape(td_string!(locale, shelf.read));
    let mut html = format!("<span class=\"read-mark\" data-article=\"{article}\">{read}</span>");
    html.push_str(&write_button(
        article,
        "tool",
        "words visually-hidden",
        locale,
    ));
    view! { <div class="keeping" inner_html=html></div> }
}

/// Both words lie in the same place, so that the one that is shown moves nothing.
fn write_button(article: i64, look: &str, words: &str, locale: Locale) -> String {
    let id = article.to_string();
    let save = escape(td_string!(locale, shelf.save));
    let saved = escape(td_string!(locale, shelf.saved));
    let icon = icon::BOOKMARK;
    let button = format!(
        "<button class=\"{look}\" aria-pressed=\"false\">{icon}<span class=\"{words}\">\
         <span class=\"save\">{save}</span><span class=\"saved\">{saved}</span></span></button>"
    );
    write_form("keep", "save-article", &[("article", &id)], &button, locale)
}
