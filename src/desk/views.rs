//! The pages of the newsroom.

mod articles;
mod asking;
mod beginning;
mod finder;
mod focus;
mod frame;
mod menu;
mod preview;
mod words;
mod writing;

use super::model::{Desk, DeskPage};
use crate::{Locale, site::model::Frame, ui::settled::settled};
use leptos::prelude::*;

/// A page of the newsroom in the newsroom's own frame.
#[component]
pub fn DeskView(
    /// What the server gives whoever asks.
    desk: Desk,
    /// The paper around it.
    frame: Frame,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    let Desk {
        title,
        person,
        administers,
        style,
        page,
    } = desk;
    let front = frame.front.clone();
    // What the server sends brings its style sheet along; the client has loaded it before.
    #[cfg(feature = "ssr")]
    let style = (!style.is_empty()).then(|| view! { <link rel="stylesheet" href=style/> });
    #[cfg(not(feature = "ssr"))]
    let style = (!style.is_empty()).then(|| view! { <link rel="stylesheet" href=style/> });
    let is_list = matches!(page, DeskPage::Articles(_));
    let content = match page {
        DeskPage::Articles(page) => {
            articles::articles(*page, front, Signal::stored(String::new()), locale)
        }
        DeskPage::Writing(page) => writing::writing(*page, front, locale),
        DeskPage::Preview(page) => preview::preview(*page, locale),
    };
    settled(view! {
        {style}
        {frame::header(frame, person, administers, is_list, locale)}
        <main id="main" class="desk">
            <h1 tabindex="-1" class="desk-title">{title}</h1>
            {content}
        </main>
    })
}
