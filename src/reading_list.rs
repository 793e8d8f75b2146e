//! What readers keep: their lists, notes, places in articles, what they follow, and with whom they
//! share it.
//!
//! The merge itself is the crate `reading`. This room keeps its operations and states in the
//! database, brings the operations of shared lists to everybody who edits them, and answers devices
//! and public pages (`docs/decisions/018-reading-lists-are-operations-that-merge.md`).

pub mod api;
#[cfg(feature = "ssr")]
pub mod articles;
pub mod choosing;
pub mod deed;
#[cfg(feature = "ssr")]
pub mod editing;
#[cfg(feature = "hydrate")]
pub mod engine;
#[cfg(feature = "ssr")]
pub mod export;
pub mod file;
#[cfg(feature = "ssr")]
pub mod happenings;
#[cfg(feature = "ssr")]
pub mod lists;
pub mod model;
pub mod on_page;
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "hydrate")]
pub mod part;
pub mod part_of_pages;
#[cfg(feature = "ssr")]
pub mod public_id;
#[cfg(feature = "ssr")]
pub mod sharing;
pub mod shelf;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod sync;
#[cfg(feature = "ssr")]
pub(crate) mod taking;
pub mod views;
#[cfg(feature = "ssr")]
pub mod writing;

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests;
