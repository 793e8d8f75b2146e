//! The frame of every reader's page, and the switch between the kinds of page in it.

mod appearance;
mod failure;
mod footer;
mod head;
mod masthead;
mod reader;

pub use reader::Reader;
