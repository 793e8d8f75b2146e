//! The revisions of an article: looking at what was, and taking it up again.

mod entry;

use super::{Flush, Writing, comparison};
use crate::{
    desk::{
        api::{CompareRevisions, ListRevisions, RestoreRevision},
        model::{Comparison, Revision, Saved},
        views::asking::{ask, refusal},
    },
    ui::{dialog::Dialog, settled::settled},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The revisions that are on the screen. Copies share them.
#[derive(Clone, Copy)]
struct Revisions {
    writing: Writing,
    flush: Flush,
    restored: Callback<Saved>,
    list: RwSignal<Vec<Revision>>,
    /// Where the list goes on.
    before: RwSignal<Option<i64>>,
    /// The older one of those that are compared.
    older: RwSignal<Option<i64>>,
    /// The newer one; none: as it is now.
    newer: RwSignal<Option<i64>>,
    comparison: RwSignal<Option<Comparison>>,
    busy: RwSignal<bool>,
    said: RwSignal<String>,
    problem: RwSignal<String>,
}

/// The sheet over the page.
pub(super) fn revisions(
    writing: Writing,
    flush: Flush,
    restored: Callback<Saved>,
    open: RwSignal<bool>,
) -> AnyView {
    let locale = writing.locale;
    let revisions = Revisions {
        writing,
        flush,
        restored,
        list: RwSignal::new(Vec::new()),
        before: RwSignal::new(None),
        older: RwSignal::new(None),
        newer: RwSignal::new(None),
        comparison: RwSignal::new(None),
        busy: RwSignal::new(false),
        said: RwSignal::new(String::new()),
        problem: RwSignal::new(String::new()),
    };
    Effect::new(move || {
        if open.get() {
            revisions.begin();
        }
    });
    settled(view! {
        <Dialog open title=td_string!(locale, revisions.title).to_owned() class="sheet" locale>
            {revisions.content()}
        </Dialog>
    })
}

impl Revisions {
    fn manuscript(self) -> i64 {
        self.writing
            .manuscript
            .with_untracked(|manuscript| manuscript.id)
    }

    /// Saves what is unsaved, so that "now" is what is on the screen, and lists.
    fn begin(self) {
        self.said.set(String::new());
        self.problem.set(String::new());
        self.comparison.set(None);
        self.older.set(None);
        self.newer.set(None);
        self.busy.set(true);
        self.flush.run(Callback::new(move |saved: Result<i64, ()>| {
            if saved.is_err() {
                let words = td_string!(self.writing.locale, revisions.not_saved);
                self.problem.try_set(words.to_owned());
            }
            self.load(None);
        }));
    }

    /// Loads the first page of the list, or adds the next.
    fn load(self, before: Option<i64>) {
        self.busy.try_set(true);
        let manuscript = self.manuscript();
        ask(ListRevisions { manuscript, before }, move |answer| {
            self.busy.try_set(false);
            match answer {
                Ok(page) => {
                    self.list.try_update(|list| {
                        if before.is_none() {
                            list.clear();
                        }
                        list.extend(page.revisions);
                    });
                    self.before.try_set(page.before);
                }
                Err(error) => self.refuse(&error),
            }
        });
    }

    fn refuse(self, error: &crate::error::AppError) {
        self.problem.try_set(refusal(self.writing.locale, error));
    }

    /// Compares what is chosen, the older one first however they were chosen.
    fn compare(self) {
        let Some(older) = self.older.get_untracked() else {
            return;
        };
        let newer = self.newer.get_untracked();
        let (before, after) = in_order(older, newer);
        let chosen = (Some(older), newer);
        let manuscript = self.manuscript();
        self.problem.set(String::new());
        ask(
            CompareRevisions {
                manuscript,
                before,
                after,
            },
            move |answer| {
                let present = (
                    self.older.try_get_untracked().flatten(),
                    self.newer.try_get_untracked().flatten(),
                );
                if present != chosen {
                    return;
                }
                match answer {
                    Ok(comparison) => {
                        self.comparison.set(Some(comparison));
                    }
                    Err(error) => self.refuse(&error),
                }
            },
        );
    }

    /// Takes an older one up again, after what is on the screen has been kept.
    fn restore(self, revision: i64) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.said.set(String::new());
        self.problem.set(String::new());
        let locale = self.writing.locale;
        let manuscript = self.manuscript();
        self.flush.run(Callback::new(move |saved: Result<i64, ()>| {
            if saved.is_err() {
                self.busy.try_set(false);
                self.problem
                    .try_set(td_string!(locale, story.save_first).to_owned());
                return;
            }
            let operation = operation();
            ask(
                RestoreRevision {
                    manuscript,
                    revision,
                    operation,
                },
                move |answer| {
                    self.busy.try_set(false);
                    match answer {
                        Ok(saved) => {
                            self.restored.run(saved);
                            self.comparison.try_set(None);
                            self.older.try_set(None);
                            self.newer.try_set(None);
                            self.said
                                .try_set(td_string!(locale, revisions.restored_text).to_owned());
                            self.load(None);
                            super::refresh::refresh(self.writing, || {});
                        }
                        Err(error) => self.refuse(&error),
                    }
                },
            );
        }));
    }

    fn content(self) -> AnyView {
        let locale = self.writing.locale;
        let lines = move || {
            self.list
                .get()
                .into_iter()
                .map(|revision| entry::entry(self, revision))
                .collect_view()
        };
        let more = move || {
            self.before.get().map(|before| {
                view! {
                    <button type="button" class="pill" on:click=move |_| self.load(Some(before))>
                        {td_string!(locale, revisions.older)}
                    </button>
                }
            })
        };
        let waiting = move || {
            (self.busy.get() && self.list.with(Vec::is_empty))
                .then(|| td_string!(locale, list.loading))
        };
        let compared = move || match self.comparison.get() {
            Some(comparison) => comparison::view(comparison, locale),
            None => settled(view! { <p class="quiet">{td_string!(locale, revisions.choose)}</p> }),
        };
        settled(view! {
            <p class="said" role="status">{move || self.said.get()} {waiting}</p>
            <p class="problem" role="alert">{move || self.problem.get()}</p>
            <div class="revisions">
                <div class="revisions-list">
                    {entry::now(self)}
                    <ol>{lines}</ol>
                    {more}
                </div>
                <section class="comparison" aria-label=td_string!(locale, revisions.comparison) aria-live="polite" tabindex="0">
                    {compared}
                </section>
            </div>
        })
    }
}

/// The two that are compared, the older one first; none stands for now.
fn in_order(older: i64, newer: Option<i64>) -> (i64, Option<i64>) {
    match newer {
        Some(newer) => (older.min(newer), Some(older.max(newer))),
        None => (older, None),
    }
}

/// A name for an operation that no other has.
fn operation() -> String {
    #[cfg(feature = "hydrate")]
    {
        let part = || format!("{:08x}", (js_sys::Math::random() * 4_294_967_296.0) as u32);
        format!("restore-{}-{}-{}", part(), part(), part())
    }
    #[cfg(not(feature = "hydrate"))]
    String::new()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::in_order;

    #[test]
    fn the_older_one_is_compared_with_the_newer() {
        assert_eq!(in_order(3, None), (3, None));
        assert_eq!(in_order(3, Some(7)), (3, Some(7)));
        assert_eq!(in_order(7, Some(3)), (3, Some(7)));
    }
}
