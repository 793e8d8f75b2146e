//! Components and rules without a feature.

#[cfg(feature = "ssr")]
pub mod date;
pub mod dialog;
pub mod form;
pub mod icon;
pub mod settled;
