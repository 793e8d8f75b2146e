//! Putting a text on the clipboard.

use crate::{Locale, ui::settled::settled};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;

/// A button that puts a text on the clipboard, and says so.
#[component]
pub fn Copy(
    /// What is copied.
    text: String,
    /// The language of the button.
    locale: Locale,
) -> impl IntoView {
    let text = StoredValue::new(text);
    let said = RwSignal::new("");
    let copy = move |_| {
        spawn_local(async move {
            said.set(if clipboard::copy(&text.get_value()).await {
                td_string!(locale, account.copied)
            } else {
                td_string!(locale, account.copy_failed)
            });
        });
    };
    settled(view! {
        <p class="copy needs-script">
            <button class="pill" type="button" on:click=copy>
                {td_string!(locale, account.copy)}
            </button>
            <span role="status">{move || said.get()}</span>
        </p>
    })
}

#[cfg(feature = "hydrate")]
mod clipboard {
    use leptos::prelude::*;
    use wasm_bindgen_futures::JsFuture;

    /// Puts a text on the clipboard; false where the browser does not allow it.
    pub async fn copy(text: &str) -> bool {
        let navigator = window().navigator();
        // Absent on pages that did not come over https.
        if !js_sys::Reflect::get(&navigator, &"clipboard".into())
            .is_ok_and(|clipboard| clipboard.is_object())
        {
            return false;
        }
        JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
    }
}

#[cfg(not(feature = "hydrate"))]
mod clipboard {
    pub async fn copy(_text: &str) -> bool {
        false
    }
}
