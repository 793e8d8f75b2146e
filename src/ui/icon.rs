//! Icons, all in one hand: 24 units, stroke 1.8, round ends (`style/parts.css` sets them). They are
//! always beside a word or inside a named control, so none of them speaks to a screen reader.

use leptos::prelude::*;

fn icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path/>
        </svg>
    }
}

/// A crescent: appearance.
pub fn moon() -> impl IntoView {
    icon("M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z")
}

/// A globe: languages.
pub fn globe() -> impl IntoView {
    icon(
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM3.5 12h17M12 3.5c2.300 2.400 3.5 5.200 3.5 8.5s-1.200 6.100-3.5 8.5c-2.300-2.400-3.5-5.200-3.5-8.5s1.200-6.100 3.5-8.5z",
    )
}

/// An arrow out of a tray: share.
pub fn share() -> impl IntoView {
    icon("M12 15V4m-4 4 4-4 4 4M5 13v6h14v-6")
}

/// An arrow up: back to the top.
pub fn up() -> impl IntoView {
    icon("M12 19V5m-6 6 6-6 6 6")
}
