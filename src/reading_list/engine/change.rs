//! Making changes, and taking the last deed back.

use super::notices::Notice;
use super::{Early, Engine, Owner, now, random_operation, words};
use leptos::{prelude::*, task::spawn_local};
use reading::{Change, Operation, OperationId, Refusal};
use std::time::Duration;

/// How long a deed can be taken back.
const UNDO_FOR: Duration = Duration::from_secs(10);
/// How long changes are gathered before they are sent.
const GATHER_FOR: Duration = Duration::from_millis(300);

impl Engine {
    /// Makes changes that belong together: they are shown at once, kept on the device, sent when
    /// there is a network, and one deed for [`Engine::undo`]. What is not acceptable is not made, and
    /// the reader is told why.
    pub fn change(self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        if self.machine.with_value(|machine| !machine.is_open) {
            self.update(|machine| machine.early.push(Early::Changes(changes)));
            return;
        }
        let words = words::of_deed(&changes);
        let undo = self.make(changes, true);
        if undo.is_empty() {
            return;
        }
        let deed = self.update(|machine| {
            machine.undo = undo;
            machine.deed += 1;
            machine.deed
        });
        let Some(deed) = deed else { return };
        if let Some(words) = words {
            self.tell_for(words, true, deed);
        }
    }

    /// Makes a change that is no deed of the reader, such as how far they have read: nothing is said
    /// of it, and it cannot be taken back.
    pub(super) fn note(self, change: Change) {
        self.make(vec![change], false);
    }

    /// Takes the last deed back, if that was less than 10 seconds ago.
    pub fn undo(self) {
        let undo = self
            .update(|machine| {
                machine.deed += 1;
                std::mem::take(&mut machine.undo)
            })
            .unwrap_or_default();
        if undo.is_empty() {
            return;
        }
        self.make(undo, true);
        self.notice.set(None);
    }

    /// Gives what takes them back, in the order in which that is to be made.
    fn make(self, changes: Vec<Change>, is_told: bool) -> Vec<Change> {
        let made = self.update(|machine| {
            let mut undo = Vec::new();
            let mut operations: Vec<Operation> = Vec::new();
            let mut replaced: Vec<OperationId> = Vec::new();
            let mut refusal = None;
            for change in changes {
                let back = machine.replica.shown().undo(&change);
                match machine.replica.change(change, random_operation(), now()) {
                    Ok(made) => {
                        undo.splice(0..0, back);
                        replaced.extend(made.replaced);
                        operations.push(made.operation);
                    }
                    Err(refused) => refusal = Some(refused),
                }
            }
            operations.retain(|operation| !replaced.contains(&operation.id));
            machine.unwritten.extend_from_slice(&operations);
            (undo, operations, replaced, refusal)
        });
        let Some((undo, operations, replaced, refusal)) = made else {
            return Vec::new();
        };
        if let Some(refusal) =
            refusal.filter(|refusal| is_told && *refusal != Refusal::HistoryIsOff)
        {
            self.tell(words::of_refusal(&refusal));
        }
        if !operations.is_empty() {
            self.show();
            spawn_local(async move { self.keep(operations, replaced).await });
        }
        undo
    }

    async fn keep(self, operations: Vec<Operation>, replaced: Vec<OperationId>) {
        let (store, owner) = (self.store(), self.owner());
        let is_kept = store.keep(owner, &operations).await;
        if !replaced.is_empty() {
            store.drop_waiting(owner, &replaced).await;
        }
        if is_kept {
            self.update(|machine| {
                machine
                    .unwritten
                    .retain(|unwritten| !operations.contains(unwritten));
            });
            self.tell_tabs();
        } else {
            self.tell_forgetful();
        }
        match owner {
            Owner::Person(_) => self.sync_after(GATHER_FOR),
            Owner::Device => super::shown::mark_device(),
        }
    }

    /// Says something in passing.
    pub(super) fn tell(self, words: String) {
        let deed = self.update(|machine| {
            machine.deed += 1;
            machine.undo.clear();
            machine.deed
        });
        if let Some(deed) = deed {
            self.tell_for(words, false, deed);
        }
    }

    fn tell_for(self, words: String, can_undo: bool, deed: u32) {
        self.notice.set(Some(Notice { words, can_undo }));
        set_timeout(
            move || {
                let is_last = self.update(|machine| {
                    let is_last = machine.deed == deed;
                    if is_last {
                        machine.undo.clear();
                    }
                    is_last
                });
                if is_last == Some(true) {
                    self.notice.set(None);
                }
            },
            UNDO_FOR,
        );
    }

    /// Says once that the browser keeps nothing.
    fn tell_forgetful(self) {
        let is_first = self.update(|machine| !std::mem::replace(&mut machine.told_forgetful, true));
        self.waiting.update(|waiting| waiting.is_forgetful = true);
        if is_first == Some(true) {
            self.tell(words::forgetful());
        }
    }
}
