//! The newsroom: writing articles, never losing a word of them, publishing them.
//!
//! What is written is a *manuscript*: the newsroom's side of an article. Readers see a row of
//! [`crate::article`], which publishing makes from one revision of the manuscript.

pub mod api;
#[cfg(feature = "hydrate")]
pub mod client;
#[cfg(feature = "ssr")]
pub mod happenings;
#[cfg(feature = "ssr")]
pub mod manuscript;
pub mod model;
#[cfg(feature = "ssr")]
pub mod naming;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod part;
#[cfg(feature = "ssr")]
pub mod permission;
#[cfg(feature = "ssr")]
pub mod preview;
#[cfg(feature = "ssr")]
pub mod publishing;
#[cfg(feature = "ssr")]
pub mod upkeep;
pub mod views;
