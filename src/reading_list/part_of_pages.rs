//! The part of the client that shows reading lists. It is loaded with the first of their pages.

use super::{
    page::ListsPage,
    views::{ListsView, ListsViewProps},
};
use crate::{Locale, ui::settled::settled};
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// Shows a page of reading lists. `data` is [`ListsPage`] as JSON.
///
/// # Errors
/// When the part cannot be loaded. [`preload`] says so before.
#[cfg(feature = "hydrate")]
#[wasm_split(show_lists, wasm_split_path = ::leptos::wasm_split, preload(#[doc(hidden)] preload_lists), fallible)]
pub fn show_lists(data: String, locale: Locale) -> Result<AnyView, SplitLoaderError> {
    Ok(show(&data, locale))
}

/// The same on the server, which has it at hand and names it to the browser.
///
/// # Errors
/// Never.
#[cfg(not(feature = "hydrate"))]
pub async fn show_lists(data: String, locale: Locale) -> Result<AnyView, std::convert::Infallible> {
    leptos::prefetch_lazy_fn_on_server("show_lists");
    Ok(show(&data, locale))
}

fn show(data: &str, locale: Locale) -> AnyView {
    match serde_json::from_slice::<ListsPage>(data.as_bytes()) {
        Ok(page) => settled(ListsView(ListsViewProps { page, locale })),
        // A newer server has told more than this client knows: the page itself is still the server's.
        Err(_) => settled(()),
    }
}

/// Loads the part, so that a page which the server has shown can be taken over at once. Whether it is
/// there.
#[cfg(feature = "hydrate")]
pub async fn preload() -> bool {
    preload_lists().await.is_ok()
}
