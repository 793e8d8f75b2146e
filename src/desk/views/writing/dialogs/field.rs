//! A field in a dialog.

use crate::ui::settled::settled;
use leptos::{html, prelude::*};

/// A field of a dialog: its words live in a signal.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// Its id in the page.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: &'static str,
    /// `text`, `url`, `number` for the keyboard of a telephone.
    pub keyboard: &'static str,
    /// What is typed.
    pub words: RwSignal<String>,
    /// What is wrong with it.
    pub problem: Signal<Option<String>>,
    /// Whether the dialog begins with it.
    pub first: bool,
}

impl Field {
    /// A field of one line for words, with which nothing can be wrong.
    pub(super) fn new(id: &'static str, label: &'static str, words: RwSignal<String>) -> Self {
        Self {
            id,
            label,
            hint: "",
            keyboard: "text",
            words,
            problem: Signal::stored(None),
            first: false,
        }
    }

    /// The field in the page.
    pub(super) fn view(self) -> AnyView {
        let Self {
            id,
            label,
            hint,
            keyboard,
            words,
            problem,
            first,
        } = self;
        let place = NodeRef::<html::Input>::new();
        if first {
            begin_with(place);
        }
        let hint_id = format!("{id}-hint");
        let problem_id = format!("{id}-problem");
        let described_by = {
            let (hint_id, problem_id) = (hint_id.clone(), problem_id.clone());
            move || match (problem.get().is_some(), hint.is_empty()) {
                (true, true) => Some(problem_id.clone()),
                (true, false) => Some(format!("{problem_id} {hint_id}")),
                (false, true) => None,
                (false, false) => Some(hint_id.clone()),
            }
        };
        let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> });
        settled(view! {
            <div class="field">
                <label for=id>{label}</label>
                <input
                    id=id
                    type="text"
                    inputmode=keyboard
                    autocomplete="off"
                    autocapitalize=(keyboard == "url").then_some("none")
                    spellcheck=(keyboard == "url").then_some("false")
                    node_ref=place
                    prop:value=move || words.get()
                    aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby=described_by
                    on:input=move |event| words.set(event_target_value(&event))
                />
                <div class="problem" id=problem_id role="alert">{move || problem.get()}</div>
                {hint}
            </div>
        })
    }
}

/// Sets the focus into a field that has just come, with its words selected.
pub(super) fn begin_with(place: NodeRef<html::Input>) {
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Some(field) = place.get() {
            request_animation_frame(move || {
                let _ = field.focus();
                field.select();
            });
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = place;
}

/// Keeps a form from being sent, and does what it is for.
pub(super) fn on_submit(
    act: impl Fn() + Clone + Send + 'static,
) -> impl Fn(leptos::ev::SubmitEvent) + Clone + Send + 'static {
    move |event| {
        event.prevent_default();
        // A dialog stands inside nothing that could be sent; but what is around it must not hear of it.
        event.stop_propagation();
        act();
    }
}
