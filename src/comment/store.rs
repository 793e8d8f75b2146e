//! Comments in the database.
//!
//! Functions take a connection and return records. Whoever changes what readers see of a thread
//! [holds](hold_thread) its row first: so its counts are right, and its events are numbered without gaps
//! in the order in which they are committed.

pub mod appeals;
pub mod decisions;
pub mod desk;
pub mod digests;
pub mod emptying;
mod events;
pub mod figures;
mod marks;
mod mutes;
pub mod notices;
pub mod people;
mod placing;
pub mod queue;
mod reading;
mod records;
mod reports;
pub mod rules;
mod supports;
pub mod telephones;
pub mod words;
mod writing;

pub use events::*;
pub use marks::*;
pub use mutes::*;
pub use placing::*;
pub use reading::*;
pub use records::*;
pub use reports::*;
pub use supports::*;
pub use writing::*;

#[cfg(test)]
mod tests;
