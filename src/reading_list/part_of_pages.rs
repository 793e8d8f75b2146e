//! The part of the client that shows reading lists. It is loaded with the first of their pages.

use super::{
    page::ListsPage,
    views::{ListsView, ListsViewProps},
};
use crate::{Locale, ui::settled::settled};
use leptos::{lazy, prelude::*};

/// Shows a page of reading lists. `data` is [`ListsPage`] as JSON.
#[lazy]
pub fn show_lists(data: String, locale: Locale) -> AnyView {
    match serde_json::from_slice::<ListsPage>(data.as_bytes()) {
        Ok(page) => settled(ListsView(ListsViewProps { page, locale })),
        // A newer server has told more than this client knows: the page itself is still the server's.
        Err(_) => settled(()),
    }
}

/// Loads the part, so that a page which the server has shown can be taken over at once.
#[cfg(feature = "hydrate")]
pub async fn preload() {
    __preload_show_lists().await;
}
