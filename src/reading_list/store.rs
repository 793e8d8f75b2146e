//! Reading lists in the database.
//!
//! Functions take a connection and return records. Whoever writes for a person [holds](hold) their
//! row first: so operations are numbered without gaps, and in the order in which they are committed.

mod editors;
mod invitations;
mod operations;
mod people;
mod sharing;
mod topics;

pub use editors::*;
pub use invitations::*;
pub use operations::*;
pub use people::*;
pub use sharing::*;
pub use topics::*;
