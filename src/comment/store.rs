//! Comments in the database.
//!
//! Functions take a connection and return records. Whoever changes what readers see of a thread
//! [holds](hold_thread) its row first: so its counts are right, and its events are numbered without gaps
//! in the order in which they are committed.

pub mod appeals;
pub mod decisions;
mod events;
pub mod figures;
mod placing;
pub mod queue;
mod records;
pub mod rules;
pub mod words;

pub use events::*;
pub use placing::*;
pub use records::*;

#[cfg(test)]
mod tests;
