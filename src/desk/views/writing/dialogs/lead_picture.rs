//! The lead picture's file and words.

use super::{field::on_submit, intake::Uploaded, picture_form::PictureForm};
use crate::{
    article::model::Picture,
    desk::views::writing::{state::Writing, surface::Surface},
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Chooses, describes, replaces or removes it.
pub(super) fn lead_picture(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.lead_picture;
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.lead_title).to_owned())
            locale
        >
            {content(writing, open)}
        </Dialog>
    })
}

fn content(writing: Writing, open: RwSignal<bool>) -> AnyView {
    let locale = writing.locale;
    let form = PictureForm::new(locale);
    let before = writing
        .fields
        .with_untracked(|fields| fields.picture.clone());
    let has_one = before.is_some();
    let remove = has_one.then(|| {
        let remove = move |_| {
            writing.edit(|fields| fields.picture = None);
            open.set(false);
        };
        view! {
            <button type="button" class="pill" on:click=remove>
                {td_string!(locale, editor.remove)}
            </button>
        }
    });
    if let Some(before) = before {
        let Picture {
            src,
            alt,
            width,
            height,
            caption,
            credit,
        } = before;
        form.file.set(Some(Uploaded { src, width, height }));
        form.alt.set(alt);
        form.caption.set(caption);
        form.credit.set(credit);
    }
    let submit = on_submit(move || {
        let Some(Uploaded { src, width, height }) = form.file.get_untracked() else {
            form.intake.refuse(td_string!(locale, editor.no_file));
            return;
        };
        let words = |words: RwSignal<String>| words.get_untracked().trim().to_owned();
        let picture = Picture {
            src,
            width,
            height,
            alt: words(form.alt),
            caption: words(form.caption),
            credit: words(form.credit),
        };
        writing.edit(|fields| fields.picture = Some(picture));
        open.set(false);
    });
    settled(view! {
        <form class="form" novalidate on:submit=submit on:paste=move |event| form.paste(&event)>
            {form.file_view()}
            {form.words_view(true, has_one)}
            <div class="ways">
                <button class="pill primary">{td_string!(locale, editor.apply)}</button>
                {remove}
            </div>
        </form>
    })
}
