//! Deciding about an article: one dialog for everything that can be decided.

use super::{Flush, Writing, checks, deeds::Deed};
use crate::{
    Locale,
    desk::{
        api::{
            AddCorrection, CancelSchedule, CheckPublication, PublishManuscript, ReturnManuscript,
            SchedulePublication, SubmitManuscript, UnpublishArticle, WithdrawManuscript,
        },
        model::{Check, Decided, Status},
        views::{
            asking::{ask, refusal},
            writing::{notes::check_note, refresh::refresh},
        },
    },
    error::AppError,
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// How far a decision has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The text is being saved and looked over.
    Preparing,
    /// It can be made.
    Ready,
    /// It is on its way.
    Deciding,
    /// It can't be made any more as it was seen.
    Over,
}

/// A decision that is being made. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Decision {
    /// Whether the dialog is open.
    pub(super) open: RwSignal<bool>,
    writing: Writing,
    flush: Flush,
    deed: RwSignal<Option<Deed>>,
    stage: RwSignal<Stage>,
    /// Counts the decisions that were begun: an answer to an earlier one changes nothing.
    number: StoredValue<u32>,
    /// Where the article stood when it was begun.
    seen: StoredValue<Status>,
    /// The revision that holds the text.
    revision: StoredValue<i64>,
    /// How often the text had been changed then.
    changes: StoredValue<u32>,
    /// How often it had been changed when readers last got it.
    published_changes: RwSignal<u32>,
    checks: RwSignal<Vec<Check>>,
    note: RwSignal<String>,
    at: RwSignal<String>,
    problem: RwSignal<String>,
}

impl Decision {
    /// Nothing is being decided yet.
    pub(super) fn new(writing: Writing, flush: Flush) -> Self {
        let status = writing
            .manuscript
            .with_untracked(|manuscript| manuscript.status);
        Self {
            open: RwSignal::new(false),
            writing,
            flush,
            deed: RwSignal::new(None),
            stage: RwSignal::new(Stage::Ready),
            number: StoredValue::new(0),
            seen: StoredValue::new(status),
            revision: StoredValue::new(0),
            changes: StoredValue::new(0),
            published_changes: RwSignal::new(0),
            checks: RwSignal::new(Vec::new()),
            note: RwSignal::new(String::new()),
            at: RwSignal::new(String::new()),
            problem: RwSignal::new(String::new()),
        }
    }

    /// Whether readers see an older text than the screen shows.
    pub(super) fn has_changes(self) -> bool {
        self.writing
            .manuscript
            .with(|manuscript| manuscript.has_changes)
            || self.writing.changes.get() != self.published_changes.get()
    }

    /// Opens the dialog, and saves and looks the text over where the decision is about it.
    pub(super) fn begin(self, deed: Deed) {
        let manuscript = self.writing.manuscript.get_untracked();
        self.number.update_value(|number| *number += 1);
        let number = self.number.get_value();
        self.deed.set(Some(deed));
        self.seen.set_value(manuscript.status);
        self.checks.set(Vec::new());
        self.note.set(String::new());
        self.at.set(manuscript.scheduled_input);
        self.problem.set(String::new());
        self.stage.set(if deed.needs_text() {
            Stage::Preparing
        } else {
            Stage::Ready
        });
        self.open.set(true);
        if !deed.needs_text() {
            return;
        }
        self.changes.set_value(self.writing.changes.get_untracked());
        let id = manuscript.id;
        self.flush.run(Callback::new(move |saved: Result<i64, ()>| {
            if self.number.try_get_value() != Some(number) {
                return;
            }
            let Ok(revision) = saved else {
                self.stop(td_string!(self.writing.locale, story.save_first).to_owned());
                return;
            };
            self.revision.set_value(revision);
            if !deed.is_checked() {
                self.stage.set(Stage::Ready);
                return;
            }
            ask(CheckPublication { manuscript: id }, move |found| {
                if self.number.try_get_value() != Some(number) {
                    return;
                }
                match found {
                    Ok(found) => {
                        self.checks.set(found);
                        self.stage.set(Stage::Ready);
                    }
                    Err(error) => self.stop(refusal(self.writing.locale, &error)),
                }
            });
        }));
    }

    fn stop(self, words: String) {
        self.problem.set(words);
        self.stage.set(Stage::Over);
    }

    fn is_forbidden(self) -> bool {
        self.checks
            .with(|checks| checks.iter().any(|check| check.forbids))
    }

    /// Sends the decision.
    fn confirm(self) {
        let Some(deed) = self.deed.get_untracked() else {
            return;
        };
        let locale = self.writing.locale;
        if self.stage.get_untracked() != Stage::Ready || untrack(|| self.is_forbidden()) {
            return;
        }
        let note = self.note.get_untracked();
        let at = self.at.get_untracked();
        if deed.note_label(locale).is_some()
            && let Err(words) = check_note(&note, deed.needs_note(), locale)
        {
            self.problem.set(words);
            return;
        }
        if deed == Deed::Schedule && at.is_empty() {
            self.problem
                .set(td_string!(locale, publishing.no_time).to_owned());
            return;
        }
        self.problem.set(String::new());
        self.stage.set(Stage::Deciding);
        let manuscript = self
            .writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id);
        let seen = self.seen.get_value();
        let revision = self.revision.get_value();
        let then = move |answer| self.finish(deed, answer);
        match deed {
            Deed::Submit => ask(
                SubmitManuscript {
                    manuscript,
                    seen,
                    note,
                },
                then,
            ),
            Deed::Return => ask(
                ReturnManuscript {
                    manuscript,
                    seen,
                    note,
                },
                then,
            ),
            Deed::Publish | Deed::PublishChanges => {
                ask(
                    PublishManuscript {
                        manuscript,
                        seen,
                        revision,
                    },
                    then,
                );
            }
            Deed::Schedule => {
                ask(
                    SchedulePublication {
                        manuscript,
                        seen,
                        revision,
                        at,
                    },
                    then,
                );
            }
            Deed::CancelSchedule => ask(CancelSchedule { manuscript, seen }, then),
            Deed::Unpublish => ask(
                UnpublishArticle {
                    manuscript,
                    seen,
                    note,
                },
                then,
            ),
            Deed::Withdraw => ask(
                WithdrawManuscript {
                    manuscript,
                    seen,
                    note,
                },
                then,
            ),
            Deed::Correct => ask(
                AddCorrection {
                    manuscript,
                    words: note,
                },
                then,
            ),
        }
    }

    fn finish(self, deed: Deed, answer: Result<Decided, AppError>) {
        let writing = self.writing;
        let locale = writing.locale;
        if self.stage.is_disposed() {
            return;
        }
        match answer {
            Ok(Decided::Done) => {
                if matches!(deed, Deed::Publish | Deed::PublishChanges) {
                    self.published_changes.set(self.changes.get_value());
                }
                refresh(writing, move || {
                    self.open.try_set(false);
                    writing.tell(deed.success(locale));
                });
            }
            Ok(Decided::Overtaken) => {
                self.stop(td_string!(locale, publishing.overtaken).to_owned());
                refresh(writing, || {});
            }
            Ok(Decided::Refused(found)) => {
                self.checks.set(found);
                self.problem
                    .set(td_string!(locale, publishing.refused).to_owned());
                self.stage.set(Stage::Ready);
                refresh(writing, || {});
            }
            Err(error) => {
                self.problem.set(refusal(locale, &error));
                self.stage.set(Stage::Ready);
            }
        }
    }

    /// The dialog.
    pub(super) fn dialog(self) -> AnyView {
        let locale = self.writing.locale;
        let title = Signal::derive(move || {
            self.deed
                .get()
                .map(|deed| deed.name(locale).to_owned())
                .unwrap_or_default()
        });
        settled(view! {
            <Dialog open=self.open title class="decision" locale>
                {move || self.deed.get().map(|deed| self.content(deed, locale))}
            </Dialog>
        })
    }

    fn content(self, deed: Deed, locale: Locale) -> AnyView {
        let checks = move || {
            let found = self.checks.get();
            (!found.is_empty()).then(|| checks::list(found, self.open, locale))
        };
        let waiting = move || {
            (self.stage.get() == Stage::Preparing).then(|| {
                view! { <p role="status">{td_string!(locale, publishing.preparing)}</p> }
            })
        };
        let note = deed.note_label(locale).map(|label| {
            view! {
                <div class="field">
                    <label for="decision-note">{label}</label>
                    <textarea
                        id="decision-note"
                        rows="4"
                        autocomplete="off"
                        aria-describedby="decision-problem"
                        prop:value=move || self.note.get()
                        on:input=move |event| self.note.set(event_target_value(&event))
                    ></textarea>
                </div>
            }
        });
        let time = (deed == Deed::Schedule).then(|| self.time(locale));
        let confirm = move || {
            (self.stage.get() != Stage::Over && !self.is_forbidden()).then(|| {
                view! {
                    <button
                        type="button"
                        class="pill primary"
                        aria-disabled=move || (self.stage.get() != Stage::Ready).then_some("true")
                        on:click=move |_| self.confirm()
                    >
                        {deed.name(locale)}
                    </button>
                }
            })
        };
        settled(view! {
            <p>{deed.explanation(locale)}</p>
            {waiting}
            {checks}
            {time}
            {note}
            <p class="problem" id="decision-problem" role="alert">{move || self.problem.get()}</p>
            <div class="acts">
                {confirm}
                <button type="button" class="pill" on:click=move |_| self.open.set(false)>
                    {td_string!(locale, story.cancel)}
                </button>
            </div>
        })
    }

    fn time(self, locale: Locale) -> AnyView {
        let zone = self
            .writing
            .manuscript
            .with_untracked(|manuscript| manuscript.zone.clone());
        settled(view! {
            <div class="field">
                <label for="decision-time">{td_string!(locale, publishing.time)}</label>
                <input
                    id="decision-time"
                    type="datetime-local"
                    autocomplete="off"
                    aria-describedby="decision-time-hint decision-problem"
                    prop:value=move || self.at.get()
                    on:input=move |event| self.at.set(event_target_value(&event))
                />
                <p class="hint" id="decision-time-hint">
                    {td_string!(locale, publishing.zone, zone = zone)}
                </p>
            </div>
        })
    }
}
