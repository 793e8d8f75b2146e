//! The server functions of comments. Who may call which stands in `account/access.rs`.

mod moderating;

pub use moderating::*;
