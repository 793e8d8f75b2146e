//! The lead picture, where readers see it.

use super::counts::locale_code;
use crate::{
    article::model::Picture,
    desk::views::writing::{
        dialogs::{Intake, Uploaded},
        state::Writing,
        surface::Surface,
    },
    ui::{icon::writing as icon, settled::settled},
};
use leptos::{ev, prelude::*};
use leptos_i18n::td_string;

/// The picture with its line, or the place where one can be put. A file can be dropped on either.
pub(super) fn lead_picture(writing: Writing, surface: Surface) -> AnyView {
    let picture = Memo::new(move |_| writing.fields.with(|fields| fields.picture.clone()));
    let intake = Intake::new(writing.locale);
    let taken = move |uploaded: Uploaded| {
        writing.edit(|fields| {
            let before = fields.picture.take();
            fields.picture = Some(uploaded.with_words_of(before));
        });
        surface.dialogs.lead_picture.set(true);
    };
    let drop = move |event: ev::DragEvent| {
        if writing.editable.get_untracked() {
            intake.take_dropped(&event, taken);
        }
    };
    let content = move || match picture.get() {
        Some(picture) => shown(writing, surface, picture),
        None => place(writing, surface),
    };
    settled(view! {
        <div
            class="lead-place"
            class:over=move || intake.is_over.get()
            on:dragover=move |event| intake.drag_over(&event)
            on:dragleave=move |_| intake.is_over.set(false)
            on:drop=drop
        >
            {content}
            <p class="status" role="status" lang=locale_code(writing)>{move || intake.said()}</p>
        </div>
    })
}

fn shown(writing: Writing, surface: Surface, picture: Picture) -> AnyView {
    let Picture {
        src,
        alt,
        width,
        height,
        caption,
        credit,
    } = picture;
    let label = td_string!(writing.locale, editor.lead_edit);
    let missing = alt.trim().is_empty().then(|| {
        view! { <span class="alt-missing">{td_string!(writing.locale, editor.alt_missing)}</span> }
    });
    let has_text = !caption.is_empty() || !credit.is_empty();
    let line = has_text.then(|| {
        view! {
            <figcaption>{caption} " " <small class="credit">{credit}</small></figcaption>
        }
    });
    settled(view! {
        <figure class="lead-picture">
            <img src=src alt=alt width=width.to_string() height=height.to_string()/>
            <button
                type="button"
                class="pill"
                id="lead-picture"
                lang=locale_code(writing)
                disabled=move || !writing.editable.get()
                on:click=move |_| surface.dialogs.lead_picture.set(true)
            >
                {icon::pencil()}
                {label}
                {missing}
            </button>
            {line}
        </figure>
    })
}

fn place(writing: Writing, surface: Surface) -> AnyView {
    let label = td_string!(writing.locale, editor.lead_add);
    settled(view! {
        <button
            type="button"
            class="lead-add"
            id="lead-picture"
            lang=locale_code(writing)
            disabled=move || !writing.editable.get()
            on:click=move |_| surface.dialogs.lead_picture.set(true)
        >
            {icon::picture()}
            {label}
        </button>
    })
}
