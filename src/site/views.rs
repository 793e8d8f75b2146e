//! The frame of every reader's page, and the switch between the kinds of page in it.

mod appearance;
mod failure;
mod footer;
mod head;
mod masthead;
mod reader;
mod visitor;

#[cfg(feature = "ssr")]
pub use head::DescribedOnce;
pub use reader::Reader;
#[cfg(feature = "hydrate")]
pub use visitor::may_be_signed_in;
