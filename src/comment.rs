//! Comments: what readers say about articles, how they see it at once, and how moderators keep it clean.

pub mod api;
#[cfg(feature = "ssr")]
pub mod deeds;
pub mod desk;
#[cfg(feature = "ssr")]
pub mod digest;
#[cfg(feature = "hydrate")]
mod engine;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod external;
#[cfg(feature = "ssr")]
pub mod happenings;
#[cfg(feature = "ssr")]
pub mod html;
#[cfg(feature = "ssr")]
pub mod live;
pub mod model;
pub mod on_page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "hydrate")]
pub mod part;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod posting;
pub mod problem;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod telephone;
#[cfg(feature = "ssr")]
#[cfg(test)]
pub mod testing;
#[cfg(feature = "ssr")]
pub mod thread;
#[cfg(feature = "ssr")]
pub mod upkeep;
pub mod views;
