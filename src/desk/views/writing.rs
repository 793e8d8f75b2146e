//! The page on which an article is written.

mod notes;
mod panel;
mod publishing;
mod refresh;
mod revisions;
mod state;

pub use notes::notes;
pub use panel::panel;
pub use publishing::{Flush, bar};
pub use state::{Standing, Writing};

use crate::{Locale, desk::model::WritingPage, ui::settled::settled};
use leptos::prelude::*;

/// The text, and what stands beside it.
pub(super) fn writing(page: WritingPage, front: String, locale: Locale) -> AnyView {
    let _ = (page, front, locale);
    settled(())
}
