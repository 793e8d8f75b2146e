//! The page on which an article is written.

mod column;
mod comparison;
mod dialogs;
mod dispute;
mod notes;
mod offer;
mod panel;
mod presence;
mod publishing;
mod refresh;
mod revisions;
mod saving;
mod sign_in;
mod slash;
mod state;
mod status;
mod surface;
mod toolbar;

pub use saving::{Flush, Saving};
pub use state::Writing;

use crate::{Locale, desk::model::WritingPage, ui::settled::settled};
use column::{Surface, column};
use leptos::prelude::*;
use leptos_i18n::td_string;
use notes::notes;
use panel::panel;
use publishing::bar;

/// The text, and what stands beside it.
pub(super) fn writing(page: WritingPage, front: String, locale: Locale) -> AnyView {
    let writing = Writing::new(page, front, locale);
    let surface = Surface::new();
    let saving = Saving::start(writing, surface);
    settled(view! {
        {bar(writing, saving.flush(), saving.restored(), status::line(writing))}
        {presence::banner(writing, saving)}
        <noscript><p class="band">{td_string!(locale, saving.needs_script)}</p></noscript>
        <div class="writing">
            {column(writing, surface)}
            {panel(writing, saving.flush(), saving.restored())}
            {notes(writing)}
        </div>
        {offer::dialog(writing, saving)}
        {dispute::dialog(writing, saving)}
        {sign_in::dialog(writing, saving)}
    })
}
