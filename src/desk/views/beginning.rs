//! Beginning an article and going to it.

use super::asking::{ask, refusal, way};
use crate::{
    Locale,
    desk::{api::BeginManuscript, model::Begin},
    language::Language,
    ui::settled::settled,
};
use leptos::prelude::*;

/// Begins articles. Copies share whether one is being begun and what went wrong.
#[derive(Clone, Copy)]
pub(super) struct Beginning {
    locale: Locale,
    front: StoredValue<String>,
    go: Callback<String>,
    busy: RwSignal<bool>,
    problem: RwSignal<String>,
}

impl Beginning {
    /// For the page at hand; `front` is the front page of its language.
    pub(super) fn new(front: String, locale: Locale) -> Self {
        Self {
            locale,
            front: StoredValue::new(front),
            go: way(),
            busy: RwSignal::new(false),
            problem: RwSignal::new(String::new()),
        }
    }

    /// Begins an article, once however often it is pressed, and goes to it.
    pub(super) fn start(self, language: Language, begin: Begin) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(String::new());
        ask(BeginManuscript { language, begin }, move |answer| {
            self.busy.try_set(false);
            match answer {
                Ok(id) => self
                    .go
                    .run(format!("{}/desk/articles/{id}", self.front.get_value())),
                Err(error) => {
                    self.problem.try_set(refusal(self.locale, &error));
                }
            }
        });
    }

    /// Whether one is being begun.
    pub(super) fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Why none was begun; stands where it is to be read.
    pub(super) fn problem(self) -> AnyView {
        settled(view! { <p class="problem" role="alert">{move || self.problem.get()}</p> })
    }
}
