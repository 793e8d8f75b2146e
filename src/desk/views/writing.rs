//! The page on which an article is written.

mod column;
mod dialogs;
mod slash;
mod state;
mod surface;
mod toolbar;

pub use column::column;
pub use state::{Standing, Writing};
pub use surface::Surface;

use crate::{Locale, desk::model::WritingPage};
use leptos::prelude::*;

/// The text, and what stands beside it.
pub(super) fn writing(page: WritingPage, front: String, locale: Locale) -> AnyView {
    column(Writing::new(page, front, locale), Surface::new())
}
