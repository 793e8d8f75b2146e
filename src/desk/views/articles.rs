//! The list of articles.

use crate::{Locale, desk::model::ArticlesPage, ui::settled::settled};
use leptos::prelude::*;

/// Filters, the list, and beginning an article.
pub(super) fn articles(page: ArticlesPage, front: String, locale: Locale) -> AnyView {
    let _ = (page, front, locale);
    settled(())
}
