//! Articles in the database.
//!
//! Functions take a connection and return records; addresses, dates and words are made from them in
//! [`crate::site::pages`].

mod gather;
mod read;
mod records;
mod slugs;
mod write;

pub use gather::*;
pub use read::*;
pub use records::*;
pub use slugs::find_by_slugs;
pub use write::*;

#[cfg(test)]
mod tests;
