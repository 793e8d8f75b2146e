//! Icons, all in one hand: 24 units, stroke 1.8, round ends (`style/parts.css` sets them). They are
//! always beside a word or inside a named control, so none of them speaks to a screen reader.

pub mod writing;

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

/// An eye: showing what is typed.
pub fn eye() -> impl IntoView {
    icon(
        "M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12zM12 9a3 3 0 1 0 0 6 3 3 0 1 0 0-6z",
    )
}

/// Head and shoulders: one's own account.
pub fn person() -> impl IntoView {
    icon("M12 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7zM5 20c1.2-3.6 4-5 7-5s5.8 1.4 7 5")
}

/// A key: passkeys.
pub fn key() -> impl IntoView {
    icon("M8 11.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9zM11.2 12.8 20 4m-4.5 4.5 3 3")
}

/// A bookmark: saving for later. As text, for what is written out as such.
pub const BOOKMARK: &str = "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\
                            <path d=\"M7 4h10v16l-5-4-5 4z\"></path></svg>";

/// Two strokes crossed: closing.
pub fn cross() -> impl IntoView {
    icon("M6 6l12 12M18 6 6 18")
}
