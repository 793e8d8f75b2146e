//! What the parts of the writing page share.

use crate::{
    Locale,
    desk::model::{Choice, Event, Fields, Manuscript, Presence, WritingPage},
};
use leptos::prelude::*;

/// An article while it is being written. Copies share it.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "some of it only the browser reads")
)]
pub struct Writing {
    /// The page's language.
    pub locale: Locale,
    /// The front page of the page's language, `/kk`.
    pub front: StoredValue<String>,
    /// What the server told when the page was opened.
    pub page: StoredValue<WritingPage>,
    /// What the article is to the newsroom; changed by decisions.
    pub manuscript: RwSignal<Manuscript>,
    /// The fields as they are on the screen. Changed only by [`Writing::edit`].
    pub fields: RwSignal<Fields>,
    /// What the authors in the fields are called, and perhaps others.
    pub authors: RwSignal<Vec<Choice>>,
    /// What the tags in the fields are called, and perhaps others.
    pub tags: RwSignal<Vec<Choice>>,
    /// The sections of the article's language.
    pub sections: RwSignal<Vec<Choice>>,
    /// What was said and done, the newest first.
    pub events: RwSignal<Vec<Event>>,
    /// Who has it open, oneself included.
    pub present: RwSignal<Vec<Presence>>,
    /// The newest revision that is known to hold everything on the screen, or what it was made from.
    pub revision: RwSignal<i64>,
    /// How saving stands.
    pub standing: RwSignal<Standing>,
    /// Whether whoever is here may change the text, by right; changed by decisions.
    pub may_write: RwSignal<bool>,
    /// Whether the text may be changed: by right, and because nobody else has it.
    pub editable: Signal<bool>,
    /// Whether it was put aside by a choice: only looking, or taken over by somebody.
    pub looking: RwSignal<bool>,
    /// Words and characters of the text.
    pub counts: RwSignal<(u32, u32)>,
    /// What a screen reader is told next.
    pub told: RwSignal<String>,
    /// Counts up when what the article is to the newsroom was changed elsewhere: to be loaded again.
    pub stale: RwSignal<u32>,
    /// Counts every change on the screen that is to be kept.
    pub changes: RwSignal<u32>,
}

/// How saving stands, as the line says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only the browser saves")
)]
pub enum Standing {
    /// Everything is on the server.
    Saved,
    /// On its way, or waiting for a pause in the typing.
    Saving,
    /// No network: everything is kept on this device.
    Offline,
    /// The server does not take it; why, in words. Everything is kept on this device.
    NotSaved(String),
}

impl Writing {
    /// Begins with what the server has told.
    pub fn new(page: WritingPage, front: String, locale: Locale) -> Self {
        let looking = RwSignal::new(false);
        let may_write = RwSignal::new(page.may_write);
        Self {
            locale,
            front: StoredValue::new(front),
            manuscript: RwSignal::new(page.manuscript.clone()),
            fields: RwSignal::new(page.fields.clone()),
            authors: RwSignal::new(page.authors.clone()),
            tags: RwSignal::new(page.tags.clone()),
            sections: RwSignal::new(page.sections.clone()),
            events: RwSignal::new(page.events.clone()),
            present: RwSignal::new(page.present.clone()),
            revision: RwSignal::new(page.revision),
            standing: RwSignal::new(Standing::Saved),
            may_write,
            editable: Signal::derive(move || may_write.get() && !looking.get()),
            looking,
            counts: RwSignal::new((0, 0)),
            told: RwSignal::new(String::new()),
            stale: RwSignal::new(0),
            changes: RwSignal::new(0),
            page: StoredValue::new(page),
        }
    }

    /// Changes the fields as somebody at the keyboard does: it is kept and saved.
    pub fn edit(&self, change: impl FnOnce(&mut Fields)) {
        let before = self.fields.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.fields.set(after);
            self.note_change();
        }
    }

    /// Something on the screen was changed that is to be kept and saved.
    pub fn note_change(&self) {
        self.changes.update(|changes| *changes += 1);
        if self
            .standing
            .with_untracked(|standing| *standing == Standing::Saved)
        {
            self.standing.set(Standing::Saving);
        }
    }

    /// What is announced politely.
    pub fn tell(&self, words: impl Into<String>) {
        self.told.set(words.into());
    }
}
