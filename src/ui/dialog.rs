//! A dialog over the page: the browser's own `<dialog>`, which keeps the focus inside, closes on
//! Escape and gives the focus back.

use crate::{Locale, ui::settled::settled};
use leptos::{html, prelude::*};
use leptos_i18n::td_string;

/// A modal dialog with a heading. Its content is made anew each time it is opened.
#[component]
pub fn Dialog(
    /// Whether it is open. Escape and its own button set it to false.
    open: RwSignal<bool>,
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// A word for the style sheet: how wide it is.
    #[prop(default = "")]
    class: &'static str,
    /// Whether Escape and a button close it. One that must be answered has ways out of its own.
    #[prop(default = true)]
    closable: bool,
    /// The language of its button.
    locale: Locale,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let place = NodeRef::<html::Dialog>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let Some(dialog) = place.get() else {
            return;
        };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let cancel = move |event: leptos::ev::Event| {
        if !closable {
            event.prevent_default();
        }
    };
    let content = move || {
        open.get().then(|| {
            let close = closable.then(|| {
                view! {
                    <button
                        type="button"
                        class="pill close"
                        aria-label=td_string!(locale, dialog.close)
                        on:click=move |_| open.set(false)
                    >
                        {crate::ui::icon::cross()}
                    </button>
                }
            });
            view! {
                <div class="dialog-head">
                    <h2>{move || title.get()}</h2>
                    {close}
                </div>
                {children()}
            }
        })
    };
    settled(view! {
        <dialog
            class=format!("dialog {class}")
            node_ref=place
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
            on:cancel=cancel
        >
            {content}
        </dialog>
    })
}
