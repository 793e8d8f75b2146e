//! The part of the client that keeps the lists. Pages are shown without it, and it is loaded when
//! they have been taken over.

use super::shelf::{Shelf, Wish};
use leptos::{
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};

/// Starts the engine where it does not run yet, and does what the page asks.
///
/// Leptos' own `lazy` ends the whole client where a part cannot be loaded; this one says so.
///
/// # Errors
/// When the part cannot be loaded: there is no network, or the server has another version by now.
#[wasm_split(tell_engine, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn tell_engine(shelf: Shelf, wish: Wish) -> Result<(), SplitLoaderError> {
    spawn_local(async move { super::engine::start(shelf).await.fulfil(wish) });
    Ok(())
}
