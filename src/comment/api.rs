//! The server functions of comments. Who may call which stands in `account/access.rs` and is checked before
//! they are called.

mod people;
mod writing;

pub use people::*;
pub use writing::*;
mod reading;

pub use reading::*;
