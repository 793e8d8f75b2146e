//! Whose lists are shown: before signing in, after it, and after signing out.

use super::{Engine, Owner, shown::unmark_device, store::Stored};
use crate::desk::client::surface::{Handle, object};
use js_sys::Reflect;
use leptos::prelude::*;
use reading::{Operation, Replica};
use std::time::Duration;

/// Above so many changes without an account they are put together.
const MOST_LOOSE: usize = 200;

impl Engine {
    /// Shows the lists of whoever is known to be here.
    pub(super) async fn open_first(self) {
        match self.shelf.person.get_untracked() {
            Some(person) => self.enter(owner_of(person)).await,
            // While nobody knows, perhaps without a network, it is who was here last.
            None => {
                let owner = self.store().last_owner().await;
                self.enter(owner).await;
            }
        }
    }

    /// Shows the lists of an owner from now on. What was done without an account becomes theirs when
    /// they sign in; what was another's is taken from the device.
    pub(super) async fn enter(self, owner: Owner) {
        let store = self.store();
        if store.is_open() {
            if let Owner::Person(_) = owner {
                store.adopt(owner).await;
                unmark_device();
            }
            store.forget_others(owner).await;
            self.update(|machine| {
                machine.owner = owner;
                machine.last = 0;
                machine.failures = 0;
                machine.feed_visit = None;
                machine.undo.clear();
                machine.unwritten.clear();
                machine.replica = Replica::new(machine.replica.clock().device());
            });
            self.reload().await;
            self.tell_tabs();
        } else {
            self.update(|machine| {
                let mut replica = Replica::new(machine.replica.clock().device());
                let was_device = machine.owner == Owner::Device;
                if was_device {
                    replica.adopt(&machine.replica);
                }
                machine.owner = owner;
                machine.last = 0;
                machine.failures = 0;
                machine.feed_visit = None;
                machine.replica = replica;
            });
            self.show();
        }
        self.listen();
        if let Owner::Person(_) = owner {
            self.sync_after(Duration::ZERO);
        }
    }

    /// Reads again what is kept on the device, after another tab has written. Nothing that was done
    /// here meanwhile is lost.
    pub(super) async fn reload(self) {
        let owner = self.owner();
        let begin = measure(None);
        if let Some(stored) = self.store().read(owner).await {
            self.update(|machine| {
                if machine.owner == owner {
                    machine.last = stored.last;
                    put_together(&mut machine.replica, stored, &machine.unwritten);
                }
            });
            measure(begin);
        }
        self.show();
        self.settle_loose().await;
    }

    /// Without an account nothing is sent; what was done is put together now and then, so that the
    /// device does not read thousands of changes each time.
    async fn settle_loose(self) {
        let loose = self.update(|machine| {
            let outbox = machine.replica.outbox();
            if machine.owner != Owner::Device || outbox.len() < MOST_LOOSE {
                return None;
            }
            let done: Vec<_> = outbox.operations().map(|waiting| waiting.id).collect();
            machine.replica.settle();
            Some((machine.replica.confirmed().clone(), done))
        });
        if let Some(Some((confirmed, done))) = loose {
            let settled = super::store::Settled {
                confirmed: &confirmed,
                last: 0,
                done: &done,
                restamped: &[],
            };
            self.store().settle(Owner::Device, settled).await;
        }
    }
}

/// Says in the browser's own record of how long things take (W3C, User Timing) how long reading and
/// merging what is kept took, since the moment that the first call gave, in milliseconds.
fn measure(begin: Option<f64>) -> Option<f64> {
    let performance = Handle::from(Reflect::get(&window(), &"performance".into()).ok()?);
    match begin {
        None => performance.call("now", &[])?.as_f64(),
        Some(begin) => {
            let since = object(&[("start", begin.into())]);
            performance.call("measure", &["reading-lists".into(), since]);
            None
        }
    }
}

/// Who that is.
pub(super) fn owner_of(person: Option<i64>) -> Owner {
    person.map_or(Owner::Device, Owner::Person)
}

/// What is kept takes the place of what was shown, with what is still being written. The clock goes
/// on, and knows what is right.
fn put_together(replica: &mut Replica, stored: Stored, unwritten: &[Operation]) {
    let mut waiting = stored.waiting;
    waiting.extend_from_slice(unwritten);
    *replica = Replica::open(*replica.clock(), stored.confirmed, waiting);
}
