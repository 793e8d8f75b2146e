//! The way to one's lists, in the masthead.

use super::escape;
use crate::{Locale, ui::icon};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The link, with room for how many articles wait to be read.
#[component]
pub fn ListsWay(
    /// The front page's address.
    front: String,
    locale: Locale,
) -> impl IntoView {
    let words = td_string!(locale, shelf.lists);
    let html = format!(
        "{}<span class=\"words\">{}</span><span class=\"count\" aria-hidden=\"true\"></span>",
        icon::BOOKMARK,
        escape(words)
    );
    view! {
        <a class="way lists-way" href=format!("{front}/lists") aria-label=words inner_html=html></a>
    }
}
