//! Theme and text size. The choice is kept on the device and put on the root element before the
//! first paint by the script in the document's head.

use crate::{Locale, ui::icon};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The button that opens the choice, and the choice. Without JavaScript neither is shown, because
/// nothing could keep what was chosen.
#[component]
pub fn Appearance(locale: Locale) -> impl IntoView {
    view! {
        <button
            class="tool needs-script"
            popovertarget="appearance"
            aria-label=td_string!(locale, display.label)
            title=td_string!(locale, display.label)
        >
            {icon::moon()}
        </button>
        <div class="panel" id="appearance" popover="auto" role="group" aria-label=td_string!(locale, display.label)>
            <Choice
                key="theme"
                legend=td_string!(locale, display.theme)
                options=[
                    ("", td_string!(locale, display.system)),
                    ("light", td_string!(locale, display.light)),
                    ("dark", td_string!(locale, display.dark)),
                ]
            />
            <Choice
                key="textSize"
                legend=td_string!(locale, display.text_size)
                options=[
                    ("", td_string!(locale, display.normal)),
                    ("larger", td_string!(locale, display.larger)),
                    ("largest", td_string!(locale, display.largest)),
                ]
            />
        </div>
    }
}

/// One set of radio buttons. `key` names both the entry in the device's storage and the `data-`
/// attribute of the root element; the empty value is the one that needs neither.
#[component]
fn Choice<const COUNT: usize>(
    key: &'static str,
    legend: &'static str,
    options: [(&'static str, &'static str); COUNT],
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Ok(Some(kept)) = window()
            .local_storage()
            .and_then(|storage| storage.map_or(Ok(None), |storage| storage.get_item(key)))
        {
            chosen.set(kept);
        }
    });
    let choose = move |value: &'static str| {
        chosen.set(value.to_owned());
        #[cfg(feature = "hydrate")]
        keep(key, value);
    };
    view! {
        <fieldset>
            <legend>{legend}</legend>
            {options
                .map(|(value, words)| {
                    view! {
                        <label>
                            <input
                                type="radio"
                                name=key
                                value=value
                                prop:checked=move || chosen.with(|chosen| chosen == value)
                                on:change=move |_| choose(value)
                            />
                            <span>{words}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

/// Applies a choice at once, and keeps it where the browser lets us: in a private window it may not.
#[cfg(feature = "hydrate")]
fn keep(key: &str, value: &str) {
    use wasm_bindgen::JsCast;
    if let Some(root) = document()
        .document_element()
        .and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let data = root.dataset();
        if value.is_empty() {
            data.delete(key);
        } else {
            let _ = data.set(key, value);
        }
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}
