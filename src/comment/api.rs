//! The server functions of comments. Who may call which stands in `account/access.rs` and is checked before
//! they are called.

mod moderating;
mod people;
mod reading;
mod writing;

pub use moderating::*;
pub use people::*;
pub use reading::*;
pub use writing::*;
