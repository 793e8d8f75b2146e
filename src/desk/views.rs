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
use crate::{Locale, comment::desk::views::moderation, site::model::Frame, ui::settled::settled};
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
        writes,
        moderates,
        administers,
        style,
        surface,
        page,
    } = desk;
    let front = frame.front.clone();
    // The title that the page before takes away with it would otherwise leave none.
    #[cfg(feature = "hydrate")]
    {
        let title = format!("{title} — {}", frame.name);
        request_animation_frame(move || {
            request_animation_frame(move || document().set_title(&title));
        });
    }
    let style = (!style.is_empty()).then(|| view! { <link rel="stylesheet" href=style/> });
    let here = match page {
        DeskPage::Articles(_) => frame::Here::Articles,
        DeskPage::Moderation(_) => frame::Here::Comments,
        _ => frame::Here::Article,
    };
    let rooms = frame::Rooms {
        articles: writes,
        comments: moderates,
        administration: administers,
    };
    let content = match page {
        DeskPage::Articles(page) => {
            articles::articles(*page, front, Signal::stored(surface), locale)
        }
        DeskPage::Writing(page) => writing::writing(*page, front, locale),
        DeskPage::Preview(page) => preview::preview(*page, locale),
        DeskPage::Moderation(page) => moderation(*page, front, locale),
    };
    settled(view! {
        {style}
        {frame::header(frame, person, rooms, here, locale)}
        <main id="main" class="desk">
            <h1 tabindex="-1" class="desk-title">{title}</h1>
            {content}
        </main>
    })
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests;
