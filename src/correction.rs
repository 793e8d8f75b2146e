//! Corrections: what was wrong in an article and has been put right, as readers are told.

pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
pub mod views;
