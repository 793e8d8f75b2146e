//! Components and rules without a feature.

pub mod copy;
#[cfg(feature = "ssr")]
pub mod date;
pub mod dialog;
pub mod form;
pub mod icon;
pub mod settled;
