//! Tags: what an article is about, across sections.

pub mod store;
