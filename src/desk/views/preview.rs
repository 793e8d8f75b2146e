//! How an article will look, on a phone and on a desktop.

mod links;

use crate::{Locale, desk::model::PreviewPage, ui::settled::settled};
use leptos::{html, prelude::*};
use leptos_i18n::td_string;

/// The width of the phone in pixels: the narrowest that readers have.
const PHONE: u32 = 360;
/// The width of the desktop.
const DESKTOP: u32 = 1280;

/// Both side by side, and the links that show it to others.
pub(super) fn preview(page: PreviewPage, locale: Locale) -> AnyView {
    let shown = RwSignal::new("phone");
    let headline = if page.headline.is_empty() {
        td_string!(locale, articles.no_headline).to_owned()
    } else {
        page.headline.clone()
    };
    let choice = move |width: &'static str, words: &'static str| {
        view! {
            <button
                type="button"
                class="pill"
                aria-pressed=move || if shown.get() == width { "true" } else { "false" }
                on:click=move |_| shown.set(width)
            >
                {words}
            </button>
        }
    };
    let phone = td_string!(locale, preview.phone);
    let desktop = td_string!(locale, preview.desktop);
    settled(view! {
        <p class="preview-of">
            <a class="kicker" href=page.back>{td_string!(locale, preview.back)}</a>
            <span class="preview-headline">{headline}</span>
            <a href=page.page.clone() target="_blank" rel="external">{td_string!(locale, preview.alone)}</a>
        </p>
        <div class="preview-width needs-script" role="group" aria-label=td_string!(locale, preview.width)>
            {choice("phone", phone)}
            {choice("desktop", desktop)}
        </div>
        <div class="previews" data-shown=move || shown.get()>
            {frame("phone", phone, page.page.clone(), PHONE)}
            {frame("desktop", desktop, page.page, DESKTOP)}
        </div>
        {links::links(page.manuscript, page.links, locale)}
    })
}

/// The page in a frame of so many pixels, made smaller where there is less room.
fn frame(kind: &'static str, title: &'static str, address: String, width: u32) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let scale = RwSignal::new(1.0_f64);
    let measure = move || {
        if let Some(place) = place.try_get_untracked().flatten() {
            let room = f64::from(place.offset_width());
            if room > 0.0 {
                scale.set((room / f64::from(width)).min(1.0));
            }
        }
    };
    Effect::new(move || {
        if place.get().is_some() {
            measure();
            let resized = window_event_listener(leptos::ev::resize, move |_| measure());
            on_cleanup(move || resized.remove());
        }
    });
    settled(view! {
        <figure class="preview" data-kind=kind>
            <figcaption>{format!("{title}, {width} px")}</figcaption>
            <div
                class="preview-room"
                node_ref=place
                style:--width=format!("{width}px")
                style:--scale=move || scale.get().to_string()
            >
                <iframe src=address title=title></iframe>
            </div>
        </figure>
    })
}
