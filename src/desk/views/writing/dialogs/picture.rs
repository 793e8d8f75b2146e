//! A picture in the text: a new one, or the words of the one that is selected.

use super::{
    field::on_submit,
    intake::Uploaded,
    picture_form::{PictureForm, preview},
};
use crate::{
    Locale,
    desk::views::writing::{state::Writing, surface::Surface},
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Asks for a file and its description; of a selected picture for its description.
pub(super) fn picture(writing: Writing, surface: Surface) -> AnyView {
    let locale = writing.locale;
    let open = surface.dialogs.picture;
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, editor.picture_title).to_owned())
            locale
        >
            {content(locale, surface, open)}
        </Dialog>
    })
}

fn content(locale: Locale, surface: Surface, open: RwSignal<bool>) -> AnyView {
    let selected = surface
        .selection
        .with_untracked(|selection| selection.figure.clone());
    let form = PictureForm::new(locale);
    let is_new = selected.is_none();
    if let Some(figure) = selected {
        form.alt.set(figure.alt);
        form.credit.set(figure.credit);
    }
    let submit = on_submit(move || {
        let (alt, credit) = (form.alt.get_untracked(), form.credit.get_untracked());
        let done = if is_new {
            let Some(Uploaded { src, width, height }) = form.file.get_untracked() else {
                form.intake.refuse(td_string!(locale, editor.no_file));
                return;
            };
            let picture = serde_json::json!({
                "src": src, "width": width, "height": height, "alt": alt, "credit": credit,
            });
            surface.run("picture", Some(&picture.to_string()))
        } else {
            let words = serde_json::json!({ "alt": alt, "credit": credit });
            surface.run("picture_attributes", Some(&words.to_string()))
        };
        if done {
            open.set(false);
        } else {
            form.intake.refuse(td_string!(locale, editor.not_here));
        }
    });
    let file = if is_new {
        form.file_view()
    } else {
        let said = move || form.intake.said();
        settled(view! {
            <div class="picture-file">
                {selected_source().map(preview)}
                <p class="status" role="status">{said}</p>
            </div>
        })
    };
    let act = if is_new {
        td_string!(locale, editor.put_in)
    } else {
        td_string!(locale, editor.apply)
    };
    let paste = move |event: leptos::ev::ClipboardEvent| {
        if is_new {
            form.paste(&event);
        }
    };
    let remove = (!is_new).then(|| {
        let remove = move |_| {
            surface.run("delete_block", None);
            open.set(false);
        };
        view! {
            <button type="button" class="pill" on:click=remove>
                {td_string!(locale, editor.remove)}
            </button>
        }
    });
    settled(view! {
        <form class="form" novalidate on:submit=submit on:paste=paste>
            {file}
            {form.words_view(false, !is_new)}
            <div class="ways">
                <button class="pill primary">{act}</button>
                {remove}
            </div>
        </form>
    })
}

/// The address of the picture that is selected in the text.
fn selected_source() -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        document()
            .query_selector("#writing-body figure.ProseMirror-selectednode img")
            .ok()
            .flatten()?
            .get_attribute("src")
    }
    #[cfg(not(feature = "hydrate"))]
    {
        None
    }
}
