//! The part of the client that makes comments answer at once. Pages are complete without it.

use crate::reading_list::shelf::Shelf;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// Takes the comments of the page over, where that has not happened yet.
///
/// # Errors
/// When the part cannot be loaded: there is no network, or the server has another version by now.
#[wasm_split(begin_comments, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn begin_comments(shelf: Shelf) -> Result<(), SplitLoaderError> {
    super::engine::begin(shelf);
    Ok(())
}
