//! Sending what waits, and getting what has come.

use super::{Engine, Owner, now, store::Settled, tabs::alone, words};
use crate::{
    desk::client::call_within,
    error::{AppError, Problem},
    reading_list::{
        api::Sync,
        model::{LARGEST_PARCEL, MOST_AT_ONCE, Synced},
    },
};
use leptos::{prelude::*, task::spawn_local};
use reading::{Operation, OperationId, Refusal, wait_before};
use std::time::Duration;

/// How long something waits before the reader is told, in milliseconds.
const LONG: i64 = 60_000;

/// How long an answer is waited for, in milliseconds: other tabs wait too.
const SYNC_WITHIN: u32 = 60_000;

/// What to do after an answer.
enum After {
    /// Nothing waits.
    Rest,
    /// There is more to send.
    GoOn,
    /// It did not come: later again.
    Wait,
    /// Whoever it belongs to is not signed in any more: another tab may have signed out and somebody else in.
    LookAgain,
}

impl Engine {
    /// Sends what waits after so long; what was to be sent sooner or later than that is sent then.
    pub(super) fn sync_after(self, wait: Duration) {
        let timer = set_timeout_with_handle(
            move || {
                spawn_local(async move { self.sync().await });
            },
            wait,
        )
        .ok();
        let before = self.update(|machine| std::mem::replace(&mut machine.timer, timer));
        if let Some(Some(before)) = before {
            before.clear();
        }
    }

    /// Sends and gets until nothing waits. One tab at a time: the others find it on the device.
    async fn sync(self) {
        let owner = self.owner();
        let Owner::Person(person) = owner else {
            return;
        };
        let may_begin = self.update(|machine| {
            let may_begin = !machine.is_syncing;
            machine.sync_again = !may_begin;
            machine.is_syncing = true;
            may_begin
        });
        if may_begin != Some(true) {
            return;
        }
        let after = alone("reading-lists", async move {
            self.reload().await;
            let mut most = MOST_AT_ONCE;
            loop {
                match self.exchange(owner, person, &mut most).await {
                    After::GoOn => {}
                    after => return after,
                }
            }
        })
        .await;
        let again = self.update(|machine| {
            machine.is_syncing = false;
            std::mem::take(&mut machine.sync_again)
        });
        match after {
            After::Wait => self.wait(),
            After::LookAgain => self.shelf.look_again.run(()),
            After::Rest | After::GoOn => {
                self.update(|machine| {
                    machine.failures = 0;
                    machine.told_waiting = false;
                });
                self.set_stuck(false);
                if again == Some(true) {
                    self.sync_after(Duration::ZERO);
                }
            }
        }
    }

    /// One request and its answer.
    async fn exchange(self, owner: Owner, person: i64, most: &mut usize) -> After {
        let Some((after, operations)) = self.update(|machine| {
            let mut batch = machine.replica.take_batch(*most);
            batch.truncate(count_fitting(&batch));
            (machine.last, batch)
        }) else {
            return After::Rest;
        };
        if self.owner() != owner {
            return After::Rest;
        }
        let sent: Vec<OperationId> = operations.iter().map(|operation| operation.id).collect();
        match call_within(
            SYNC_WITHIN,
            Sync {
                owner: Some(person),
                after,
                operations,
            },
        )
        .await
        {
            Ok(synced) if self.owner() == owner => self.take_in(owner, &sent, synced).await,
            Ok(_) => After::Rest,
            Err(AppError::SignInNeeded) => After::LookAgain,
            Err(AppError::Invalid(problems))
                if *most > 1
                    && problems.iter().any(|problem| {
                        matches!(problem.problem, Problem::TooHeavy | Problem::TooMany(_))
                    }) =>
            {
                *most /= 2;
                After::GoOn
            }
            Err(_) => After::Wait,
        }
    }

    async fn take_in(self, owner: Owner, sent: &[OperationId], synced: Synced) -> After {
        let Synced {
            last,
            operations,
            state,
            refused,
            now: true_now,
        } = synced;
        let taken = self.update(|machine| {
            let replica = &mut machine.replica;
            replica.set_clock(now(), true_now);
            // Before anything is confirmed: what the server has got already, in an attempt whose
            // answer was lost, counts with the time that it has there.
            if let Some(state) = &state {
                replica.receive_state(state);
            }
            replica.receive(&operations);
            let is_ahead = refused
                .iter()
                .any(|refused| matches!(refused.refusal, Refusal::TooFarAhead { .. }));
            let mut told: Vec<(Operation, Refusal)> = Vec::new();
            let mut done: Vec<OperationId> = Vec::new();
            for id in sent {
                match refused.iter().find(|refused| refused.id == *id) {
                    None => done.push(*id),
                    Some(refused) if matches!(refused.refusal, Refusal::TooFarAhead { .. }) => {}
                    Some(refused) => {
                        let taken_back = replica.refuse(*id);
                        told.extend(taken_back.map(|back| (back, refused.refusal.clone())));
                    }
                }
            }
            replica.confirm(&done);
            let restamped = if is_ahead {
                replica.restamp(now(), true_now)
            } else {
                Vec::new()
            };
            machine.last = last;
            // What other devices have sent of the same, and what was refused, waits no longer either.
            done.extend(told.iter().map(|(operation, _)| operation.id));
            done.extend(operations.iter().map(|operation| operation.id));
            machine
                .unwritten
                .retain(|operation| !done.contains(&operation.id));
            let is_empty = machine.replica.outbox().is_empty();
            let confirmed = machine.replica.confirmed().clone();
            (confirmed, done, restamped, told, is_empty, is_ahead)
        });
        let Some((confirmed, done, restamped, told, is_empty, is_ahead)) = taken else {
            return After::Rest;
        };
        self.show();
        if self.store().is_open() {
            let settled = Settled {
                confirmed: &confirmed,
                last,
                done: &done,
                restamped: &restamped,
            };
            self.store().settle(owner, settled).await;
            self.tell_tabs();
        }
        self.explain(told);
        self.offer_again();
        if is_empty {
            After::Rest
        } else if done.is_empty() && !is_ahead {
            // Nothing has become less: the same again at once would go on for ever.
            After::Wait
        } else {
            After::GoOn
        }
    }

    /// Tells the reader what was not kept. A visit that came too late is nothing to them.
    fn explain(self, refused: Vec<(Operation, Refusal)>) {
        let refused: Vec<_> = refused
            .into_iter()
            .filter(|(_, refusal)| *refusal != Refusal::HistoryIsOff)
            .collect();
        if let Some((_, refusal)) = refused.first() {
            self.tell(words::of_refusal(refusal));
            self.waiting
                .update(|waiting| waiting.refused.extend(refused));
        }
    }

    fn set_stuck(self, is_stuck: bool) {
        if self.waiting.with_untracked(|waiting| waiting.is_stuck) != is_stuck {
            self.waiting.update(|waiting| waiting.is_stuck = is_stuck);
        }
    }

    /// Tries again later, and says so once when something has waited for long.
    fn wait(self) {
        let Some(failures) = self.update(|machine| {
            machine.failures = machine.failures.saturating_add(1);
            machine.failures
        }) else {
            return;
        };
        self.set_stuck(true);
        let waiting = self.waiting.get_untracked();
        let is_long = waiting.since.is_some_and(|since| now() - since > LONG);
        if is_long
            && self.update(|machine| std::mem::replace(&mut machine.told_waiting, true))
                == Some(false)
        {
            self.tell(words::waiting(waiting.count));
        }
        self.sync_after(wait_before(failures, js_sys::Math::random()));
    }
}

/// How many of these fit into one parcel; at least one.
fn count_fitting(operations: &[Operation]) -> usize {
    let mut weight = 0;
    let fitting = operations
        .iter()
        .take_while(|operation| {
            weight += serde_json::to_string(operation).map_or(0, |json| json.len() + 1);
            weight < LARGEST_PARCEL - 1024
        })
        .count();
    fitting.max(1)
}
