//! Comments: what readers say about articles, how they see it at once, and how moderators keep it clean.

pub mod api;
pub mod desk;
#[cfg(feature = "ssr")]
pub mod happenings;
#[cfg(feature = "ssr")]
pub mod live;
pub mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
#[cfg(test)]
pub mod testing;
