//! Manuscripts in the database.
//!
//! Functions take a connection and return records. One that changes a manuscript expects that its row
//! is held by [`lock`] since the beginning of the transaction.

mod events;
mod group;
mod list;
mod manuscripts;
mod presences;
mod records;
mod revisions;
mod words;

pub use events::*;
pub use group::*;
pub use list::*;
pub use manuscripts::*;
pub use presences::*;
pub use records::*;
pub use revisions::*;

/// `$3, $4, $5`: so many places of a statement, from a number on.
pub(crate) fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    places.join(", ")
}
