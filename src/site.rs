//! The frame around every reader's page: addresses, masthead, footer, and moving between pages.

#[cfg(feature = "ssr")]
pub mod address;
pub mod api;
mod codec;
pub mod model;
pub mod navigation;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
pub mod views;
