//! A device's copy of the lists: what the server has confirmed, and what waits to be sent.

use crate::{Change, Clock, DeviceId, Operation, OperationId, Outbox, ReadingLists, Refusal};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

/// A device's copy of one reader's lists.
///
/// What is shown is always what was confirmed with what waits on top. Since a merge only adds, a
/// refused operation is taken back by putting the rest together anew.
///
/// Without an account nothing is sent: after each change [`Replica::settle`] makes it the device's
/// own truth. On signing in a new replica gets the account's state and [adopts](Replica::adopt) the
/// signed-out one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replica {
    confirmed: ReadingLists,
    outbox: Outbox,
    clock: Clock,
    #[serde(skip)]
    shown: ReadingLists,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The operation, which waits to be sent.
    pub operation: Operation,
    /// Operations that will not be sent, because this one makes them pointless. A store that keeps
    /// what waits can forget them.
    pub replaced: Vec<OperationId>,
}

impl Replica {
    /// The copy of a device that knows nothing yet.
    #[must_use]
    pub fn new(device: DeviceId) -> Self {
        Self::open(Clock::new(device), ReadingLists::default(), Vec::new())
    }

    /// The copy as it was stored: the confirmed state and the operations that were waiting, in any
    /// order.
    #[must_use]
    pub fn open(mut clock: Clock, confirmed: ReadingLists, waiting: Vec<Operation>) -> Self {
        let outbox = Outbox::of_stored(waiting);
        let newest = outbox.operations().last().map(|operation| operation.time);
        for time in confirmed.latest().into_iter().chain(newest) {
            clock.observe(time);
        }
        let mut replica = Self {
            shown: ReadingLists::default(),
            confirmed,
            outbox,
            clock,
        };
        replica.rebuild();
        replica
    }

    /// What the reader sees: everything confirmed and everything that waits.
    #[must_use]
    pub fn shown(&self) -> &ReadingLists {
        &self.shown
    }

    /// What the server has confirmed.
    #[must_use]
    pub fn confirmed(&self) -> &ReadingLists {
        &self.confirmed
    }

    /// What waits.
    #[must_use]
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// The device's clock, to be stored with the rest.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Makes a change: it is shown at once and waits to be sent. `id` is random, `now` is what the
    /// device believes to be the time, in milliseconds UTC.
    ///
    /// # Errors
    ///
    /// If it is not acceptable or would pass a limit; nothing is altered then.
    pub fn change(&mut self, change: Change, id: OperationId, now: i64) -> Result<Made, Refusal> {
        let mut clock = self.clock;
        let operation = Operation {
            id,
            time: clock.issue(now),
            change: change.tidied(),
        };
        self.shown.check(&operation)?;
        self.clock = clock;
        self.shown.apply(&operation);
        let replaced = self.outbox.push(operation.clone());
        Ok(Made {
            operation,
            replaced,
        })
    }

    /// Takes in operations that the server has accepted, from whichever device and in any order.
    /// Own ones among them wait no longer. Whether anything else is shown now.
    pub fn receive(&mut self, operations: &[Operation]) -> bool {
        let ids: Vec<_> = operations.iter().map(|operation| operation.id).collect();
        let own = self.outbox.take_out(&ids);
        let known: BTreeSet<_> = operations.iter().map(Operation::stamp).collect();
        let mut is_altered = false;
        // The server has one of them with another time: what is shown must follow the server.
        if own.iter().any(|own| !known.contains(&own.stamp())) {
            let before = std::mem::take(&mut self.shown);
            self.rebuild();
            is_altered = before != self.shown;
        }
        for operation in operations {
            self.clock.observe(operation.time);
            self.confirmed.apply(operation);
            is_altered |= self.shown.apply(operation);
        }
        is_altered
    }

    /// Takes in a state that the server has sent. Whether anything else is shown now.
    pub fn receive_state(&mut self, state: &ReadingLists) -> bool {
        self.receive(&state.to_operations())
    }

    /// The next operations to send, at most `most`; see [`Outbox::take_batch`].
    pub fn take_batch(&mut self, most: usize) -> Vec<Operation> {
        self.outbox.take_batch(most)
    }

    /// The server has accepted these as they were sent. Ids that do not wait are of no effect.
    ///
    /// An operation may have been accepted while the answer was lost, and have got a
    /// [new time](Replica::restamp) since. The server knows it by its id and keeps the old time; what
    /// it has must then be [received](Replica::receive), otherwise the two would differ for good.
    pub fn confirm(&mut self, ids: &[OperationId]) {
        for operation in self.outbox.take_out(ids) {
            self.confirmed.apply(&operation);
        }
    }

    /// The server has refused this one for good: it is no longer shown. Gives it, so that the reader
    /// can be told what was not kept and nothing typed is lost; none if it does not wait.
    ///
    /// [`Refusal::TooFarAhead`] is not for good: there [`Replica::restamp`] is called instead.
    pub fn refuse(&mut self, id: OperationId) -> Option<Operation> {
        let refused = self.outbox.take_out(&[id]).pop()?;
        self.rebuild();
        Some(refused)
    }

    /// The device's clock is ahead of the server's: sets it right and gives everything that waits
    /// and is later than the server's time new times, in the same order and with the same ids.
    /// `now` is what the device believes, `true_now` what the server said. Gives the operations with
    /// their new times. Whatever else stands in the server's answer is confirmed or refused first.
    pub fn restamp(&mut self, now: i64, true_now: i64) -> Vec<Operation> {
        self.clock.rewind();
        self.clock.correct(now, true_now);
        if let Some(latest) = self.confirmed.latest() {
            self.clock.observe(latest);
        }
        let restamped = self.outbox.restamp(&mut self.clock, now, true_now);
        self.rebuild();
        restamped
    }

    /// Sets the clock by an answer of the server; see [`Clock::correct`].
    pub fn set_clock(&mut self, now: i64, true_now: i64) {
        self.clock.correct(now, true_now);
    }

    /// Makes everything that waits confirmed without sending it: for a reader without an account.
    pub fn settle(&mut self) {
        let ids: Vec<_> = self.outbox.operations().map(|waiting| waiting.id).collect();
        self.confirm(&ids);
    }

    /// Takes over all that another copy on this device has: what a reader did without an account,
    /// when they sign in. What the account does not know waits to be sent, as the original
    /// operations with their own ids and times: it does nothing twice to adopt twice, and the same
    /// lists come out whichever device signs in first. Gives what waits now because of it.
    pub fn adopt(&mut self, other: &Self) -> Vec<Operation> {
        let known: BTreeSet<_> = self
            .confirmed
            .to_operations()
            .iter()
            .map(|operation| operation.id)
            .chain(self.outbox.operations().map(|operation| operation.id))
            .collect();
        let mut adopted = other.shown.to_operations();
        adopted.retain(|operation| !known.contains(&operation.id));
        for operation in &adopted {
            self.clock.observe(operation.time);
            self.shown.apply(operation);
        }
        self.outbox.add_all(adopted.clone(), false);
        adopted
    }

    fn rebuild(&mut self) {
        self.shown = self.confirmed.clone();
        for operation in self.outbox.operations() {
            self.shown.apply(operation);
        }
    }
}

impl<'de> Deserialize<'de> for Replica {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            confirmed: ReadingLists,
            outbox: Outbox,
            clock: Clock,
        }
        let Stored {
            confirmed,
            outbox,
            clock,
        } = Stored::deserialize(from)?;
        let mut replica = Self {
            shown: ReadingLists::default(),
            confirmed,
            outbox,
            clock,
        };
        replica.rebuild();
        Ok(replica)
    }
}

#[cfg(test)]
mod tests;
