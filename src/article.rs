//! Articles: what readers read and everything else refers to.

#[cfg(feature = "ssr")]
pub mod body;
#[cfg(feature = "ssr")]
pub mod import;
pub mod model;
#[cfg(feature = "ssr")]
pub mod saved_page;
#[cfg(feature = "ssr")]
pub mod slug;
#[cfg(feature = "ssr")]
pub mod store;
pub mod views;
