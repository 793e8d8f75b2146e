//! What both sides know of reading lists beside the crate `reading`: answers to devices, and what
//! public pages show. Ready to be shown, as everywhere.

use reading::{Operation, OperationId, ReadingLists, Refusal};
use serde::{Deserialize, Serialize};

/// The most operations that are sent at once.
pub const MOST_AT_ONCE: usize = 500;
/// The most that they may weigh as JSON, in bytes.
pub const LARGEST_PARCEL: usize = 512 * 1024;

/// What a device is told when it has sent what waits there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Synced {
    /// The number of the newest operation: what the device names next time.
    pub last: i64,
    /// What has come since the device asked last, in order, without what it has just sent.
    pub operations: Vec<Operation>,
    /// Everything, in place of the operations: for a device that has nothing yet, or asks from so
    /// long ago that the operations are gone or too many. It is to be merged.
    pub state: Option<ReadingLists>,
    /// What of the sent operations was not accepted. All others are confirmed.
    pub refused: Vec<Refused>,
    /// What the server's clock says, in milliseconds UTC: the device's is put right by it.
    pub now: i64,
}

/// An operation that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which one.
    pub id: OperationId,
    /// Why. [`Refusal::TooFarAhead`] is not for good: the device gives new times and sends again.
    pub refusal: Refusal,
}
