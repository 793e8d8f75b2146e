//! Articles in the database.
//!
//! Functions take a connection and return records; addresses, dates and words are made from them in
//! [`crate::site::pages`].

mod gather;
mod read;
mod records;
mod write;

pub use gather::*;
pub use read::*;
pub use records::*;
pub use write::*;

#[cfg(test)]
mod tests;
