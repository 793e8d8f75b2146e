//! One reader's lists, and the merge that gives the same result in any order.
//!
//! A reader saves articles in a browser without an account, loses the network, signs in on a second
//! device. Every [`Change`] is an [`Operation`] with an id, a device and a [`LogicalTime`].
//! [`ReadingLists`] is what remains of all operations: whoever has the same ones has the same
//! lists, whichever came first and however often. Browser and server run this same code.
//!
//! - [`ReadingLists`]: the state, its merge, what views ask, undoing, moving.
//! - `exchange` (a feature of its own): files of lists, out and in.
//! - [`Replica`]: a device's copy: what is confirmed, what waits in the [`Outbox`], what is shown.
//!
//! What is too much or makes no sense is refused ([`Refusal`]) before an operation is accepted, by
//! the device that makes it and by the server. The merge itself knows no limits: what it makes of an
//! operation may not depend on what came first.

mod change;
#[cfg(feature = "exchange")]
pub mod exchange;
mod id;
mod operation;
mod outbox;
mod position;
mod refusal;
mod register;
mod replica;
mod state;
mod time;

pub use change::{Change, ReadingPlace, UnknownChange};
pub use id::{ArticleId, DeviceId, IdError, ListId, OperationId, Topic, TopicKind};
pub use operation::Operation;
pub use outbox::{Outbox, wait_before};
pub use position::Position;
pub use refusal::{
    Field, LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_NOTE, MOST_ARTICLES, MOST_LISTS, MOST_TOPICS,
    MOST_UNKNOWN, Refusal,
};
pub use replica::{Made, Replica};
pub use state::{Entry, Filter, ListSummary, ReadingLists, Sorting, StateError, Visited};
pub use time::{Clock, FURTHEST_AHEAD, LogicalTime};
