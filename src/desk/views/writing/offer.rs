//! Text that was left on this device, offered with what differs from the server's.

use super::{comparison, saving::Saving, state::Writing};
use crate::{
    error::AppError,
    ui::{dialog::Dialog, form::words_of_error, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Asks what is to become of such text.
pub(super) fn dialog(writing: Writing, saving: Saving) -> AnyView {
    let locale = writing.locale;
    let open = RwSignal::new(false);
    let (failed, set_failed) = signal(None::<AppError>);
    Effect::new(move || {
        open.set(saving.offer.with(Option::is_some));
        set_failed.set(None);
    });
    let content = move || {
        saving.offer.get().map(|offer| {
            let differs = offer
                .comparison
                .map(|found| comparison::view(found, locale));
            settled(view! {
                <p>{td_string!(locale, saving.left_text, at = offer.at)}</p>
                <div class="comparison" tabindex="0">{differs}</div>
            })
        })
    };
    settled(view! {
        <Dialog
            open
            title=Signal::stored(td_string!(locale, saving.left_title).to_owned())
            class="wide"
            closable=false
            locale
        >
            {content}
            {move || failed.get().map(|error| view! { <p class="band" role="alert">{words_of_error(locale, &error)}</p> })}
            <p class="ways">
                <button type="button" class="pill primary" on:click=move |_| take_up(saving, set_failed)>
                    {td_string!(locale, saving.take_up)}
                </button>
                <button type="button" class="pill" on:click=move |_| lay_aside(saving, set_failed)>
                    {td_string!(locale, saving.lay_aside)}
                </button>
                <button type="button" class="pill" on:click=move |_| pass_over(saving)>
                    {td_string!(locale, saving.later)}
                </button>
            </p>
        </Dialog>
    })
}

fn take_up(saving: Saving, failed: WriteSignal<Option<AppError>>) {
    #[cfg(feature = "hydrate")]
    saving.take_up(failed);
    #[cfg(not(feature = "hydrate"))]
    let _ = (saving, failed);
}

fn lay_aside(saving: Saving, failed: WriteSignal<Option<AppError>>) {
    #[cfg(feature = "hydrate")]
    saving.lay_aside(failed);
    #[cfg(not(feature = "hydrate"))]
    let _ = (saving, failed);
}

fn pass_over(saving: Saving) {
    #[cfg(feature = "hydrate")]
    saving.pass_over();
    #[cfg(not(feature = "hydrate"))]
    let _ = saving;
}
