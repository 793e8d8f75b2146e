//! How an article will look, on a phone and on a desktop.

use crate::{Locale, desk::model::PreviewPage, ui::settled::settled};
use leptos::prelude::*;

/// Both side by side, and the links that show it to others.
pub(super) fn preview(page: PreviewPage, locale: Locale) -> AnyView {
    let _ = (page, locale);
    settled(())
}
