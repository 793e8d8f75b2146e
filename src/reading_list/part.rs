//! The part of the client that keeps the lists. Pages are shown without it, and it is loaded when
//! they have been taken over.

use super::shelf::{Shelf, Wish};
use leptos::lazy;

/// Starts the engine where it does not run yet, and does what the page asks.
#[lazy]
pub async fn tell_engine(shelf: Shelf, wish: Wish) {
    #[cfg(feature = "hydrate")]
    super::engine::start(shelf).await.fulfil(wish);
    #[cfg(not(feature = "hydrate"))]
    let _ = (shelf, wish);
}
