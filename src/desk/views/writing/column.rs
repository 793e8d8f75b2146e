//! The writing column: an article as readers will see it, to be written in.

mod counts;
mod fields;
mod lead_picture;

pub use super::surface::Surface;

use super::{dialogs, slash, state::Writing, toolbar};
use crate::ui::settled::settled;
use leptos::{ev, html, prelude::*};
use leptos_i18n::td_string;

/// The column with its tools and dialogs.
pub fn column(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let place = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    follow(writing, surface, place);
    let language = move || writing.manuscript.with(|manuscript| manuscript.language);
    let leave = move |event: ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        if event.key() == "ArrowUp"
            && !event.default_prevented()
            && !event.shift_key()
            && let Some(place) = place.get_untracked()
            && super::surface::is_at_start(&place)
        {
            event.prevent_default();
            fields::focus_end("standfirst");
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let opening = move || {
        let waits = !surface.is_mounted.get() && !surface.failed.get();
        waits.then(|| view! { <p class="quiet">{td_string!(locale, editor.opening)}</p> })
    };
    let failed = move || {
        surface.failed.get().then(|| {
            let retry = move |_| {
                surface.failed.set(false);
                #[cfg(feature = "hydrate")]
                if let Some(place) = place.get_untracked() {
                    surface.mount(writing, place.into());
                }
            };
            view! {
                <div class="band" role="alert">
                    <p>{td_string!(locale, editor.failed)}</p>
                    <button type="button" class="pill" on:click=retry>
                        {td_string!(locale, editor.retry)}
                    </button>
                </div>
            }
        })
    };
    settled(view! {
        <section class="column needs-script">
            <div class="over-text">
                {toolbar::toolbar(writing, surface)} {dialogs::find_bar(writing, surface)}
            </div>
            <article
                class="article"
                lang=move || language().code()
                dir=move || language().direction()
            >
                <header>
                    {fields::kicker(writing, surface)}
                    {fields::headline(writing, surface)}
                    {fields::standfirst(writing, surface)}
                    {counts::byline(writing)}
                </header>
                {lead_picture::lead_picture(writing, surface)}
                <div
                    id="writing-body"
                    class="surface"
                    class:waits=move || !surface.is_mounted.get()
                    node_ref=place
                    on:keydown=leave
                ></div>
            </article>
            {opening}
            {failed}
            {slash::slash(writing, surface)}
            {dialogs::dialogs(writing, surface)}
            <p class="visually-hidden" role="status" aria-live="polite">{move || writing.told.get()}</p>
        </section>
    })
}

/// Puts the surface into its place, keeps it in step with the page, and takes it out with the page.
#[cfg(feature = "hydrate")]
fn follow(writing: Writing, surface: Surface, place: NodeRef<html::Div>) {
    Effect::new(move || {
        if let Some(place) = place.get() {
            surface.mount(writing, place.into());
        }
    });
    Effect::new(move || {
        let editable = writing.editable.get();
        if surface.is_mounted.get() {
            surface.set_editable(editable);
        }
    });
    Effect::new(move || {
        let language = writing
            .manuscript
            .with(|manuscript| manuscript.language.code());
        if surface.is_mounted.get() {
            surface.set_language(language);
        }
    });
    on_cleanup(move || surface.unmount());
}
