//! What is told in passing, and the offer to go on reading.

use crate::{
    Locale,
    reading_list::shelf::{Shelf, Wish},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Lies over the end of the screen and takes no room of the page.
#[component]
pub fn Notices(locale: Locale) -> impl IntoView {
    let shelf = use_context::<Shelf>();
    let words = move || {
        let notice = shelf.and_then(|shelf| shelf.notice.get());
        notice.map(|notice| notice.words)
    };
    let can_undo = move || {
        shelf.is_some_and(|shelf| {
            shelf
                .notice
                .with(|notice| notice.as_ref().is_some_and(|notice| notice.can_undo))
        })
    };
    let can_continue = move || shelf.is_some_and(|shelf| shelf.can_continue.get());
    let ask = move |wish| {
        if let Some(shelf) = shelf {
            shelf.ask(wish);
        }
    };
    view! {
        <div class="notices">
            <button
                class="pill continue"
                hidden=move || !can_continue()
                on:click=move |_| ask(Wish::Continue)
            >
                {td_string!(locale, shelf.continue_reading)}
            </button>
            <div class="notice" class:is-empty=move || words().is_none()>
                <p role="status">{words}</p>
                <button hidden=move || !can_undo() on:click=move |_| ask(Wish::Undo)>
                    {td_string!(locale, shelf.undo)}
                </button>
            </div>
        </div>
    }
}
