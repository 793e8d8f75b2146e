//! Reading without a network. What is kept on the device is the service worker's business
//! (`service-worker/`); here is the page that it shows in the place of one that it does not have, and
//! what a browser needs to know to put the paper on a home screen.

#[cfg(feature = "ssr")]
pub mod manifest;
pub mod views;

/// Whether the document is one that the service worker has put in the place of another.
#[cfg(feature = "hydrate")]
pub fn is_stand_in() -> bool {
    let kept = leptos::prelude::document().query_selector(".stand-in");
    kept.is_ok_and(|kept| kept.is_some())
}
