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
            {frame("phone", phone, page.page.clone(), PHONE, shown)}
            {frame("desktop", desktop, page.page, DESKTOP, shown)}
        </div>
        {links::links(page.manuscript, page.links, locale)}
    })
}

/// The page in a frame of so many pixels, made smaller where there is less room.
fn frame(
    kind: &'static str,
    title: &'static str,
    address: String,
    width: u32,
    shown: RwSignal<&'static str>,
) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    browser::keep_fitting(place, width, shown);
    #[cfg(not(feature = "hydrate"))]
    let _ = shown;
    settled(view! {
        <figure class="preview" data-kind=kind>
            <figcaption>{format!("{title}, {width} px")}</figcaption>
            <div class="preview-room" node_ref=place>
                <iframe src=address title=title></iframe>
            </div>
        </figure>
    })
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev, html, prelude::*};

    /// Makes the frame smaller where there is less room than its width, now and whenever the window
    /// or the choice of width changes. Set by script: a page may not bring style of its own.
    pub(super) fn keep_fitting(
        place: NodeRef<html::Div>,
        width: u32,
        shown: RwSignal<&'static str>,
    ) {
        let fit = move || {
            let Some(place) = place.try_get_untracked().flatten() else {
                return;
            };
            let room = f64::from(place.client_width());
            if room > 0.0 {
                let scale = (room / f64::from(width)).min(1.0);
                let style = web_sys::HtmlElement::style(&place);
                let _ = style.set_property("--scale", &scale.to_string());
            }
        };
        Effect::new(move || {
            shown.track();
            if place.get().is_some() {
                request_animation_frame(fit);
            }
        });
        let resized = window_event_listener(ev::resize, move |_| fit());
        on_cleanup(move || resized.remove());
    }
}
