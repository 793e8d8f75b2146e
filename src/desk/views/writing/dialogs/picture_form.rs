//! What is asked about a picture, in the text or over it.

use super::{
    field::{Field, begin_with},
    intake::{Intake, Uploaded},
};
use crate::{Locale, ui::settled::settled};
use leptos::{html, prelude::*};
use leptos_i18n::td_string;

/// A picture while it is being described.
#[derive(Clone, Copy)]
pub(super) struct PictureForm {
    locale: Locale,
    /// The file, once there is one.
    pub file: RwSignal<Option<Uploaded>>,
    /// What is to be seen.
    pub alt: RwSignal<String>,
    /// The line under it, where it is not written in place.
    pub caption: RwSignal<String>,
    /// Who made it.
    pub credit: RwSignal<String>,
    /// Takes files in.
    pub intake: Intake,
}

impl PictureForm {
    /// An empty one.
    pub(super) fn new(locale: Locale) -> Self {
        Self {
            locale,
            file: RwSignal::new(None),
            alt: RwSignal::new(String::new()),
            caption: RwSignal::new(String::new()),
            credit: RwSignal::new(String::new()),
            intake: Intake::new(locale),
        }
    }

    /// The file with a preview, and the way to another one.
    pub(super) fn file_view(self) -> AnyView {
        let Self {
            locale,
            file,
            intake,
            ..
        } = self;
        let taken = move |uploaded| file.set(Some(uploaded));
        let place = NodeRef::<html::Input>::new();
        if file.with_untracked(Option::is_none) {
            begin_with(place);
        }
        let preview = move || file.get().map(|file| preview(file.src));
        let label = move || {
            if file.with(Option::is_some) {
                td_string!(locale, editor.replace_file)
            } else {
                td_string!(locale, editor.choose_file)
            }
        };
        settled(view! {
            <div
                class="picture-file"
                class:over=move || intake.is_over.get()
                on:dragover=move |event| intake.drag_over(&event)
                on:dragleave=move |_| intake.is_over.set(false)
                on:drop=move |event| intake.take_dropped(&event, taken)
            >
                {preview}
                <label class="pill">
                    <input
                        type="file"
                        class="visually-hidden"
                        node_ref=place
                        accept="image/jpeg,image/png,image/webp"
                        on:change=move |event| intake.take_chosen(&event, taken)
                    />
                    {label}
                </label>
                <p class="hint">{td_string!(locale, editor.drop_hint)}</p>
                <p class="status" role="status">{move || intake.said()}</p>
            </div>
        })
    }

    /// The words about it; `first` where the dialog begins with them.
    pub(super) fn words_view(self, with_caption: bool, first: bool) -> AnyView {
        let locale = self.locale;
        let alt = Field {
            hint: td_string!(locale, editor.alt_hint),
            first,
            ..Field::new("picture-alt", td_string!(locale, editor.alt), self.alt)
        };
        let caption = with_caption.then(|| {
            Field::new(
                "picture-caption",
                td_string!(locale, editor.caption),
                self.caption,
            )
            .view()
        });
        let credit = Field {
            hint: td_string!(locale, editor.credit_hint),
            ..Field::new(
                "picture-credit",
                td_string!(locale, editor.credit),
                self.credit,
            )
        };
        settled(view! { {alt.view()} {caption} {credit.view()} })
    }

    /// Takes a file that is pasted anywhere in the form.
    pub(super) fn paste(self, event: &leptos::ev::ClipboardEvent) {
        let file = self.file;
        self.intake
            .take_pasted(event, move |uploaded| file.set(Some(uploaded)));
    }
}

/// The picture as one describes it: what it shows is what is being typed beside it.
pub(super) fn preview(src: String) -> AnyView {
    settled(view! { <img class="picture-preview" src=src alt=""/> })
}
