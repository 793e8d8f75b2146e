//! What moves the machine besides the keyboard: the network, the window, leaving the page.

use super::{Journal, Machine, Saving};
use crate::desk::{
    api::{LeaveManuscript, SaveManuscript},
    client::{call, surface::load_module},
    model::Presence,
    views::writing::state::Writing,
};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_i18n::td_string;

impl Saving {
    /// Follows what happens until the page is left.
    pub(in super::super) fn follow(self) {
        let writing = self.machine.with_value(|machine| machine.writing);
        Effect::watch(
            move || writing.changes.get(),
            move |_, _, _| self.changed(),
            false,
        );
        Effect::new(move || {
            spawn_local(async move { self.open_journal().await });
        });
        let again = move || {
            if self.is_unsaved() {
                self.send();
            }
        };
        let asked = self
            .machine
            .with_value(|machine| machine.surface.save_asked);
        Effect::watch(move || asked.get(), move |_, _, _| self.send(), false);
        let online = window_event_listener(ev::online, move |_| again());
        let focus = window_event_listener(ev::focus, move |_| again());
        // A telephone that puts the page away may never come back to it.
        let hidden = window_event_listener(
            ev::Custom::<web_sys::Event>::new("visibilitychange"),
            move |_| again(),
        );
        let hide = window_event_listener(ev::pagehide, move |_| again());
        let leave = window_event_listener(ev::beforeunload, move |event| {
            let is_kept = self
                .machine
                .try_with_value(|machine| machine.journal.is_open())
                .unwrap_or(true);
            // What the journal holds is offered again; only without one must somebody be held back.
            if self.is_unsaved() && !is_kept {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            for listener in [online, focus, hidden, hide, leave] {
                listener.remove();
            }
            self.send_last();
        });
    }

    /// Sends what is unsaved when the page is being left; nobody waits for the answer, and the
    /// journal keeps it for the next time.
    fn send_last(self) {
        let last = self
            .machine
            .try_update_value(|machine| {
                machine.sending = None;
                machine.begin()
            })
            .flatten();
        if let Some((_, save)) = last {
            spawn_local(async move {
                let _ = call(SaveManuscript { save }).await;
            });
        }
    }

    async fn open_journal(self) {
        let Some((writing, address)) = self.machine.try_with_value(|machine| {
            (
                machine.writing,
                machine.writing.page.with_value(|page| page.surface.clone()),
            )
        }) else {
            return;
        };
        let journal = match load_module(&address).await {
            Some(module) => Journal::open(&module).await,
            None => Journal::default(),
        };
        if !journal.is_open() {
            writing.tell(td_string!(writing.locale, saving.no_journal));
            self.without_journal.set(true);
        }
        let entries = match self.machine.try_with_value(|machine: &Machine| {
            (
                machine.manuscript(),
                machine.writing.page.with_value(|page| page.person.id),
            )
        }) {
            // What could not be saved now stays where it is until it can.
            Some(_) if !writing.may_write.get_untracked() => Vec::new(),
            Some((manuscript, person)) => journal.left(manuscript, person).await,
            None => return,
        };
        let tab = journal.tab();
        self.forget_ended(writing, journal.ended()).await;
        let _ = self.machine.try_update_value(|machine| {
            machine.journal = journal;
            machine.left = entries;
            machine.left.reverse();
            // Something may have been typed while the journal was opened.
            if machine.change() != machine.confirmed {
                machine.write_journal();
            }
        });
        self.tab.set(tab);
        self.offer_next();
    }

    /// Tabs of this device that did not live to say that they leave have not got the article open.
    async fn forget_ended(self, writing: Writing, ended: Vec<String>) {
        let manuscript = writing.page.with_value(|page| page.manuscript.id);
        let person = writing.page.with_value(|page| page.person.id);
        let is_ended =
            |presence: &Presence| presence.person.id == person && ended.contains(&presence.tab);
        let gone: Vec<String> = writing.present.with_untracked(|present| {
            let gone = present.iter().filter(|presence| is_ended(presence));
            gone.map(|presence| presence.tab.clone()).collect()
        });
        for tab in gone {
            let _ = call(LeaveManuscript { manuscript, tab }).await;
        }
    }
}
