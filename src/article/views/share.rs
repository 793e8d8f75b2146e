//! Passing an article on.

use crate::{Locale, article::model::Share, ui::icon};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;

/// The button and what it opens: the system's own sheet where there is one, two messengers, and
/// the address to copy. The messengers are plain links and work without JavaScript.
#[component]
pub fn ShareButton(share: Share, locale: Locale) -> impl IntoView {
    let copied = RwSignal::new("");
    let url = StoredValue::new(share.url);
    let can_share = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move || can_share.set(system::can_share()));
    let copy = move |_| {
        spawn_local(async move {
            let done = system::copy(&url.get_value()).await;
            copied.set(if done {
                td_string!(locale, share.copied)
            } else {
                td_string!(locale, share.copy_failed)
            });
        });
    };
    view! {
        <span class="actions">
            <button class="pill" popovertarget="share">
                {icon::share()}
                {td_string!(locale, share.label)}
            </button>
        </span>
        <div class="panel share" id="share" popover="auto" role="group" aria-label=td_string!(locale, share.label)>
            <button hidden=move || !can_share.get() on:click=move |_| system::share(&url.get_value())>
                {td_string!(locale, share.system)}
            </button>
            <a href=share.telegram rel="external noopener" target="_blank">"Telegram"</a>
            <a href=share.whatsapp rel="external noopener" target="_blank">"WhatsApp"</a>
            <button class="needs-script" on:click=copy>{td_string!(locale, share.copy)}</button>
            <p role="status">{move || copied.get()}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod system {
    use leptos::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::ShareData;

    /// Whether the system has a sheet for sharing.
    pub fn can_share() -> bool {
        js_sys::Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
    }

    /// Opens the system's sheet. Closing it without sharing is no error.
    pub fn share(url: &str) {
        let data = ShareData::new();
        data.set_url(url);
        data.set_title(&document().title());
        let promise = window().navigator().share_with_data(&data);
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }

    /// Puts an address on the clipboard; false where the browser does not allow it.
    pub async fn copy(url: &str) -> bool {
        let navigator = window().navigator();
        // Absent on pages that did not come over https.
        if !js_sys::Reflect::get(&navigator, &"clipboard".into())
            .is_ok_and(|clipboard| clipboard.is_object())
        {
            return false;
        }
        JsFuture::from(navigator.clipboard().write_text(url))
            .await
            .is_ok()
    }
}

#[cfg(not(feature = "hydrate"))]
mod system {
    pub fn share(_url: &str) {}

    pub async fn copy(_url: &str) -> bool {
        false
    }
}
