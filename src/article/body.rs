//! An article's text as the reader's HTML.

use crate::{Locale, language::Language};
use document::{Document, HtmlLabels, HtmlOptions};
use leptos_i18n::td_string;

/// The body as HTML, with the few words that it needs in the article's language.
pub fn to_html(body: &Document, language: Language) -> String {
    let locale = Locale::from(language);
    let labels = HtmlLabels {
        embed_name: &|provider| td_string!(locale, article.embed_name, provider = provider.name()),
        open_embed: &|provider| td_string!(locale, article.open_embed, provider = provider.name()),
        embed_note: &|provider| td_string!(locale, article.embed_note, provider = provider.name()),
        table: &|number| td_string!(locale, article.table, number = number),
        gallery: &|number| td_string!(locale, article.gallery, number = number),
    };
    document::to_html(body, &HtmlOptions::new(labels))
}
