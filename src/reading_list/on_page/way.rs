//! The way to one's lists, in the masthead.

use crate::{Locale, reading_list::shelf::Shelf, ui::icon};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// More than this is not counted out: the room is for two signs.
const MOST_SHOWN: usize = 99;

/// The link, with how many articles wait to be read. The count's room is always there.
#[component]
pub fn ListsWay(
    /// The front page's address.
    front: String,
    locale: Locale,
) -> impl IntoView {
    let shelf = use_context::<Shelf>();
    let count = move || shelf.map_or(0, |shelf| shelf.count.get());
    let words = move || match count() {
        0 => String::new(),
        many if many > MOST_SHOWN => format!("{MOST_SHOWN}+"),
        few => few.to_string(),
    };
    view! {
        <a class="way lists-way" href=format!("{front}/lists") aria-label=td_string!(locale, shelf.lists)>
            {icon::bookmark()}
            <span class="words">{td_string!(locale, shelf.lists)}</span>
            <span class="count" aria-hidden="true">{words}</span>
        </a>
    }
}
