//! The machine behind saving, in the browser.

mod events;
mod left;

use super::{
    super::{
        column::Surface,
        state::{Standing, Writing},
    },
    Saving,
    journal::{Entry, Journal},
    words,
};
use crate::{
    desk::{
        api::{LoadHead, SaveManuscript, SettleDispute},
        client::call,
        model::{Fields, Head, Save, Saved, Settlement, Side},
    },
    error::AppError,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// How long after the last change a state is sent. Together with the way to the server it stays
/// below two seconds.
const PAUSE: Duration = Duration::from_millis(1000);
/// How long after the first unsaved change at the latest.
const LIMIT: Duration = Duration::from_secs(8);
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long is waited after so many failures in a row, in seconds.
const WAITS: [u64; 5] = [1, 2, 4, 8, 15];

/// What is known of the way between the screen, this device and the server.
pub(in super::super) struct Machine {
    writing: Writing,
    surface: Surface,
    pub(super) journal: Journal,
    /// The revision that the screen was made from.
    base: i64,
    /// The newest change that the server holds.
    confirmed: u32,
    sending: Option<Sending>,
    /// Saves whose answer never came, the newest first.
    unanswered: Vec<String>,
    /// Failures in a row.
    failures: usize,
    /// The change that the server has refused for good: not sent again before the next one.
    refused: Option<u32>,
    pause: Option<TimeoutHandle>,
    limit: Option<TimeoutHandle>,
    waiting: Vec<Callback<Result<i64, ()>>>,
    round: u32,
    /// States that were left on this device, the oldest first.
    left: Vec<Entry>,
    /// The one that is being taken up.
    taken_up: Option<Entry>,
}

/// A save on its way.
struct Sending {
    round: u32,
    change: u32,
    operation: String,
}

impl Machine {
    pub(super) fn new(writing: Writing, surface: Surface) -> Self {
        Self {
            writing,
            surface,
            journal: Journal::default(),
            base: writing.revision.get_untracked(),
            confirmed: 0,
            sending: None,
            unanswered: Vec::new(),
            failures: 0,
            refused: None,
            pause: None,
            limit: None,
            waiting: Vec::new(),
            round: 0,
            left: Vec::new(),
            taken_up: None,
        }
    }

    fn change(&self) -> u32 {
        self.writing.changes.get_untracked()
    }

    fn manuscript(&self) -> i64 {
        self.writing.page.with_value(|page| page.manuscript.id)
    }

    /// The text on the screen; before the surface has come, as it was opened.
    fn body(&self) -> JsValue {
        self.surface.body().unwrap_or_else(|| {
            self.writing
                .page
                .with_value(|page| page.body.as_str().into())
        })
    }

    fn write_journal(&self) {
        let after: Vec<String> = self
            .sending
            .iter()
            .map(|sending| sending.operation.clone())
            .chain(self.unanswered.iter().cloned())
            .take(Save::MOST_UNANSWERED)
            .collect();
        let body = self.body();
        self.journal
            .write(self.writing, self.base, self.change(), &after, body);
    }

    fn stop_timers(&mut self) {
        for timer in [self.pause.take(), self.limit.take()].into_iter().flatten() {
            timer.clear();
        }
    }

    /// Makes the next save, unless one is on its way or there is nothing to be saved.
    fn begin(&mut self) -> Option<(u32, Save)> {
        self.stop_timers();
        let change = self.change();
        if self.sending.is_some() || change == self.confirmed || self.refused == Some(change) {
            return None;
        }
        self.round += 1;
        let operation = new_operation();
        let save = Save {
            manuscript: self.manuscript(),
            base: self.base,
            after: self.unanswered.clone(),
            aside: false,
            operation: operation.clone(),
            fields: self.writing.fields.get_untracked(),
            body: self.body().as_string().unwrap_or_default(),
        };
        self.sending = Some(Sending {
            round: self.round,
            change,
            operation,
        });
        Some((self.round, save))
    }

    /// Takes a save for answered; None if it is no longer waited for.
    fn end(&mut self, round: u32) -> Option<Sending> {
        if self.sending.as_ref()?.round != round {
            return None;
        }
        self.sending.take()
    }
}

/// A name for a save. It only has to be different from all others.
pub(super) fn new_operation() -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "random bits are wanted, whichever they are"
    )]
    let part = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:08x}{:08x}{:08x}{:08x}", part(), part(), part(), part())
}

impl Saving {
    /// Something on the screen was changed.
    fn changed(self) {
        let halted = self.is_halted();
        self.machine.update_value(|machine| {
            machine.write_journal();
            if machine.failures == 0 && machine.refused != Some(machine.change()) {
                machine.writing.standing.set(Standing::Saving);
            }
            if let Some(timer) = machine.pause.take() {
                timer.clear();
            }
            if !halted {
                machine.pause = self.after(PAUSE);
                if machine.limit.is_none() {
                    machine.limit = self.after(LIMIT);
                }
            }
        });
    }

    fn after(self, time: Duration) -> Option<TimeoutHandle> {
        set_timeout_with_handle(move || self.send(), time).ok()
    }

    /// Nothing is sent while somebody has to choose.
    fn is_halted(self) -> bool {
        self.dispute.with_untracked(Option::is_some) || self.offer.with_untracked(Option::is_some)
    }

    /// Sends what is unsaved, now.
    pub(in super::super) fn send(self) {
        if self.is_halted() {
            return;
        }
        let Some(Some((round, save))) = self.machine.try_update_value(Machine::begin) else {
            return;
        };
        set_timeout(
            move || self.answered(round, Err(AppError::Unreachable)),
            PATIENCE,
        );
        spawn_local(async move {
            let answer = call(SaveManuscript { save }).await;
            self.answered(round, answer);
        });
    }

    pub(super) fn save_for(self, done: Callback<Result<i64, ()>>) {
        let ready = self.machine.try_update_value(|machine| {
            machine.waiting.push(done);
            machine.failures = 0;
            machine.change() == machine.confirmed && machine.sending.is_none()
        });
        match ready {
            Some(true) => self.tell_waiting(true),
            Some(false) if self.is_halted() => self.tell_waiting(false),
            Some(false) => {
                let is_refused = self
                    .machine
                    .with_value(|machine| machine.refused == Some(machine.change()));
                if is_refused {
                    self.tell_waiting(false);
                } else {
                    self.send();
                }
            }
            None => {}
        }
    }

    fn tell_waiting(self, well: bool) {
        let told = self.machine.try_update_value(|machine| {
            let answer = if well { Ok(machine.base) } else { Err(()) };
            (std::mem::take(&mut machine.waiting), answer)
        });
        if let Some((waiting, answer)) = told {
            for done in waiting {
                done.run(answer);
            }
        }
    }

    fn answered(self, round: u32, answer: Result<Saved, AppError>) {
        let Some(Some(sending)) = self.machine.try_update_value(|machine| machine.end(round))
        else {
            return;
        };
        match answer {
            Ok(saved) => {
                self.machine.update_value(|machine| {
                    machine.failures = 0;
                    machine.unanswered.clear();
                });
                self.signed_out.set(false);
                self.kept(sending.change, saved);
            }
            Err(error) => self.failed(sending, &error),
        }
    }

    fn kept(self, change: u32, saved: Saved) {
        let typed_on = self.machine.with_value(Machine::change) != change;
        match saved {
            Saved::Kept { revision } => self.confirm(change, revision),
            Saved::Merged {
                mine,
                revision,
                fields,
                body,
            } => {
                // What was typed since was made from what was sent, which the merge holds already.
                self.confirm(change, if typed_on { mine } else { revision });
                if !typed_on {
                    self.show(fields, &body);
                }
            }
            Saved::Disputed(dispute) => {
                if typed_on {
                    self.changed();
                    return;
                }
                let locale = self.machine.with_value(|machine| machine.writing.locale);
                let words = leptos_i18n::td_string!(locale, saving.disputed).to_owned();
                self.machine
                    .with_value(|machine| machine.writing.standing.set(Standing::NotSaved(words)));
                self.tell_waiting(false);
                self.dispute.set(Some(*dispute));
                return;
            }
        }
        if typed_on {
            let is_waited_for = self
                .machine
                .with_value(|machine| !machine.waiting.is_empty());
            if is_waited_for {
                self.send();
            } else {
                self.machine.update_value(|machine| {
                    if machine.pause.is_none() {
                        machine.pause = self.after(PAUSE);
                    }
                });
            }
        } else {
            self.tell_waiting(true);
        }
    }

    /// The server holds a change, and the screen is made from this revision from now on.
    fn confirm(self, change: u32, base: i64) {
        self.machine.update_value(|machine| {
            machine.base = base;
            machine.confirmed = change;
            machine.refused = None;
            machine.journal.confirm(machine.manuscript(), change);
            machine.writing.revision.set(base);
            if machine.change() == change {
                machine.writing.standing.set(Standing::Saved);
            }
        });
    }

    fn failed(self, sending: Sending, error: &AppError) {
        let passing = words::is_passing(error);
        self.machine.update_value(|machine| {
            let has_journal = machine.journal.is_open();
            let standing = words::standing(machine.writing, error, has_journal);
            machine.writing.standing.set(standing);
            if passing {
                // It may have been kept all the same.
                machine.unanswered.insert(0, sending.operation);
                machine.unanswered.truncate(Save::MOST_UNANSWERED);
                let wait = WAITS[machine.failures.min(WAITS.len() - 1)];
                machine.failures += 1;
                machine.stop_timers();
                machine.pause = self.after(Duration::from_secs(wait));
                machine.write_journal();
            } else if *error != AppError::SignInNeeded {
                machine.refused = Some(sending.change);
            }
        });
        if *error == AppError::SignInNeeded {
            self.signed_out.set(true);
        }
        self.tell_waiting(false);
    }

    /// Puts a state of the server onto the screen. It is not a change of whoever writes.
    fn show(self, fields: Fields, body: &str) {
        let (writing, surface) = self
            .machine
            .with_value(|machine| (machine.writing, machine.surface));
        let is_known = knows_names(writing, &fields);
        writing.fields.set(fields);
        surface.replace(body);
        if !is_known {
            self.load_head();
        }
    }

    /// Shows the newest revision, if nothing on the screen is unsaved.
    pub(in super::super) fn load_head(self) {
        let manuscript = self.machine.with_value(Machine::manuscript);
        spawn_local(async move {
            if let Ok(head) = call(LoadHead { manuscript }).await {
                self.show_head(head);
            }
        });
    }

    fn show_head(self, head: Head) {
        let is_free = self.machine.try_update_value(|machine| {
            machine.change() == machine.confirmed && machine.sending.is_none()
        });
        if is_free != Some(true) || self.is_halted() {
            return;
        }
        let (writing, surface) = self
            .machine
            .with_value(|machine| (machine.writing, machine.surface));
        writing.authors.set(head.authors);
        writing.tags.set(head.tags);
        writing.fields.set(head.fields);
        surface.replace(&head.body);
        self.machine.update_value(|machine| {
            machine.base = head.revision;
            machine.writing.revision.set(head.revision);
        });
    }

    /// Takes over what the server has made by another way than saving.
    pub(super) fn adopt(self, saved: Saved) {
        match saved {
            Saved::Disputed(dispute) => self.dispute.set(Some(*dispute)),
            Saved::Kept { .. } | Saved::Merged { .. } => self.load_head(),
        }
    }

    /// Settles a dispute. `failed` is told why it could not be.
    pub(in super::super) fn settle(
        self,
        fields: Vec<Side>,
        places: Vec<Side>,
        failed: WriteSignal<Option<AppError>>,
    ) {
        let Some(dispute) = self.dispute.get_untracked() else {
            return;
        };
        let settlement = Settlement {
            manuscript: self.machine.with_value(Machine::manuscript),
            mine: dispute.mine,
            theirs: dispute.theirs,
            operation: new_operation(),
            fields,
            places,
        };
        spawn_local(async move {
            match call(SettleDispute { settlement }).await {
                Ok(Saved::Disputed(next)) => self.dispute.set(Some(*next)),
                Ok(Saved::Kept { revision } | Saved::Merged { revision, .. }) => {
                    let change = self.machine.with_value(Machine::change);
                    self.dispute.set(None);
                    self.confirm(change, revision);
                    self.forget_taken_up();
                    self.load_head();
                    self.tell_waiting(true);
                }
                Err(AppError::SignInNeeded) => self.signed_out.set(true),
                Err(error) => failed.set(Some(error)),
            }
        });
    }

    /// Whether something is on the screen that the server does not hold.
    pub(super) fn is_unsaved(self) -> bool {
        self.machine
            .try_with_value(|machine| machine.change() != machine.confirmed)
            .unwrap_or(false)
    }
}

fn knows_names(writing: Writing, fields: &Fields) -> bool {
    let knows = |choices: RwSignal<Vec<crate::desk::model::Choice>>, ids: &[i64]| {
        choices.with_untracked(|choices| {
            ids.iter()
                .all(|id| choices.iter().any(|choice| choice.id == *id))
        })
    };
    knows(writing.authors, &fields.authors) && knows(writing.tags, &fields.tags)
}
