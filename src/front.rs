//! The front page: a lead story, the latest news, and a row for each section.

pub mod model;
#[cfg(feature = "ssr")]
pub mod store;
pub mod views;
