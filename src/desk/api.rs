//! The server functions of the newsroom. Who may call which stands in `account/access.rs` and is
//! checked before they are called; what somebody may do to one manuscript is asked once more, by type.
//!
//! The browser calls them with `desk::client::call`, which says what language the answer is wanted in.

mod presence;
mod preview;
mod publishing;
mod revisions;
mod writing;

pub use presence::*;
pub use preview::*;
pub use publishing::*;
pub use revisions::*;
pub use writing::*;

/// Who asks.
#[cfg(feature = "ssr")]
fn visit() -> Result<crate::account::identity::Visit, crate::error::AppError> {
    leptos::prelude::use_context().ok_or_else(|| crate::error::AppError::Failed(String::new()))
}
