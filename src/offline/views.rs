//! The page that stands in the place of another one while there is no network.

use crate::Locale;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Says that there is no network, and what can be read without one. The service worker puts the list
/// into `.stand-in`, or marks it `data-here` when it has the page that was asked for as data: then the page
/// only needs to be asked for once more. `data-lists` is the title of a page that it makes itself.
#[component]
pub fn OfflineView(
    /// Asks for the page at the present address.
    again: Callback<()>,
    /// The page's language.
    locale: Locale,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Ok(Some(_)) = document().query_selector(".stand-in[data-here]") {
            again.run(());
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = again;
    view! {
        <div class="failure offline">
            <h1 tabindex="-1">{td_string!(locale, offline.title)}</h1>
            <p>{td_string!(locale, offline.text)}</p>
            <p class="ways">
                <a class="pill primary" href="" rel="external">{td_string!(locale, error.retry)}</a>
            </p>
            <section class="readable" aria-labelledby="readable">
                <h2 id="readable">{td_string!(locale, offline.readable)}</h2>
                <div class="stand-in" data-lists=td_string!(locale, reading_list.title) inner_html=""></div>
            </section>
        </div>
    }
}
