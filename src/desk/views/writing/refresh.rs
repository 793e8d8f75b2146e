//! What the article is to the newsroom, loaded once more.

use super::Writing;

/// Loads standing, notes, links and rights once more, without touching what is being written, and
/// then goes on.
pub(super) fn refresh(writing: Writing, then: impl FnOnce() + 'static) {
    #[cfg(feature = "hydrate")]
    {
        use crate::desk::{client::reload::load_desk, model::DeskPage};
        use leptos::prelude::*;
        let id = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        let address = format!("{}/desk/articles/{id}", writing.front.get_value());
        leptos::task::spawn_local(async move {
            if let Some(DeskPage::Writing(page)) = load_desk(address).await.map(|desk| desk.page) {
                writing.manuscript.try_set(page.manuscript);
                writing.may_write.try_set(page.may_write);
                writing.sections.try_set(page.sections);
                writing.events.try_set(page.events);
            }
            then();
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (writing, then);
}
