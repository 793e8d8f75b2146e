//! Text that was left on this device: by a tab that was closed, a browser that crashed, a battery
//! that was empty. It is offered with what differs from the server's, and deleted only when the server
//! holds it, taken up or aside.

use super::{Entry, Machine, Saving, new_operation};
use crate::desk::{
    api::{CompareState, SaveManuscript},
    client::call,
    model::{BlockChange, Comparison, Fields, Save, Saved},
};
use crate::{desk::views::writing::saving::Offer, error::AppError};
use leptos::{prelude::*, task::spawn_local};

impl Saving {
    /// Offers the next of what was left, unless the server holds it.
    pub(super) fn offer_next(self) {
        let Some(Some(entry)) = self
            .machine
            .try_with_value(|machine| machine.left.last().cloned())
        else {
            self.offer.set(None);
            self.changed_while_offered();
            return;
        };
        spawn_local(async move {
            let save = self.save_of(&entry, false);
            let comparison = match save {
                Some(save) => call(CompareState { save }).await.ok(),
                None => None,
            };
            if comparison.as_ref().is_some_and(is_same) {
                self.forget(&entry);
                self.offer_next();
                return;
            }
            self.offer.set(Some(Offer {
                comparison,
                at: words_of_moment(entry.at),
            }));
        });
    }

    /// Takes up what is offered: it is saved as if it had been sent in time.
    pub(in super::super::super) fn take_up(self, failed: WriteSignal<Option<AppError>>) {
        self.send_entry(false, failed);
    }

    /// Leaves what is offered: it is kept as a revision aside.
    pub(in super::super::super) fn lay_aside(self, failed: WriteSignal<Option<AppError>>) {
        self.send_entry(true, failed);
    }

    fn send_entry(self, aside: bool, failed: WriteSignal<Option<AppError>>) {
        let Some(Some(entry)) = self
            .machine
            .try_with_value(|machine| machine.left.last().cloned())
        else {
            self.offer.set(None);
            return;
        };
        let Some(save) = self.save_of(&entry, aside) else {
            // What cannot be read cannot be sent; it stays on the device.
            self.pass_over();
            return;
        };
        spawn_local(async move {
            match call(SaveManuscript { save }).await {
                Ok(Saved::Disputed(dispute)) if !aside => {
                    self.machine.update_value(|machine| {
                        machine.left.pop();
                        machine.taken_up = Some(entry);
                    });
                    self.offer.set(None);
                    self.dispute.set(Some(*dispute));
                }
                Ok(saved) => {
                    self.forget(&entry);
                    self.offer.set(None);
                    if !aside {
                        self.adopt(saved);
                    }
                    self.offer_next();
                }
                Err(AppError::SignInNeeded) => self.signed_out.set(true),
                Err(error) => failed.set(Some(error)),
            }
        });
    }

    /// Goes on without deciding: it stays on the device and is offered the next time.
    pub(in super::super::super) fn pass_over(self) {
        self.machine.update_value(|machine| {
            machine.left.pop();
        });
        self.offer_next();
    }

    fn forget(self, entry: &Entry) {
        let _ = self.machine.try_update_value(|machine| {
            machine.left.retain(|other| other != entry);
            machine.journal.forget(machine.manuscript(), entry);
        });
    }

    /// A dispute about something that was taken up is settled: the server holds it.
    pub(super) fn forget_taken_up(self) {
        let entry = self
            .machine
            .try_update_value(|machine| machine.taken_up.take())
            .flatten();
        if let Some(entry) = entry {
            self.forget(&entry);
        }
    }

    fn changed_while_offered(self) {
        if self.is_unsaved() {
            self.send();
        }
    }

    fn save_of(self, entry: &Entry, aside: bool) -> Option<Save> {
        let fields: Fields = serde_json::from_slice(entry.fields.as_bytes()).ok()?;
        Some(Save {
            manuscript: self.machine.try_with_value(Machine::manuscript)?,
            base: entry.base,
            after: entry.after.clone(),
            aside,
            operation: new_operation(),
            fields,
            body: entry.body.clone(),
        })
    }
}

fn is_same(comparison: &Comparison) -> bool {
    comparison.fields.is_empty()
        && comparison
            .blocks
            .iter()
            .all(|block| matches!(block, BlockChange::Same(_)))
}

/// A moment by the device's own clock, which is the only one that this text has met: the day in figures,
/// since browsers do not know the Kazakh months. Only shown.
fn words_of_moment(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&milliseconds.into());
    format!(
        "{:02}.{:02}.{}, {:02}:{:02}",
        date.get_date(),
        date.get_month() + 1,
        date.get_full_year(),
        date.get_hours(),
        date.get_minutes()
    )
}
