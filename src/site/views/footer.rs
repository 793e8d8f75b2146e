//! The foot of every page: imprint, sections and feed.

use crate::{Locale, site::model::Frame};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The footer.
#[component]
pub fn Footer(frame: Frame, locale: Locale) -> impl IntoView {
    let imprint = frame
        .imprint
        .lines()
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    view! {
        <footer class="footer">
            <div class="wrap">
                <p class="footer-name">{frame.name}</p>
                <div class="imprint">{imprint}</div>
                <p>
                    <a href=frame.corrections>{td_string!(locale, footer.corrections)}</a>
                    " · "
                    <a href=frame.feed rel="external">{td_string!(locale, footer.feed)}</a>
                </p>
            </div>
        </footer>
    }
}
