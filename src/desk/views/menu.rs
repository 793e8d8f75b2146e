//! A button that shows what is wanted less often.

use crate::ui::settled::settled;
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// A button and what it shows. Escape, a press elsewhere and leaving it with Tab put it away again.
/// `of` says what it is about to those who do not see where it stands; may be empty.
pub(super) fn menu(
    label: &'static str,
    of: String,
    open: RwSignal<bool>,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if open.get() {
            browser::close_from_elsewhere(place, open);
        }
    });
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    let of = (!of.is_empty())
        .then(|| view! { <span class="visually-hidden">{format!(" ({of})")}</span> });
    settled(view! {
        <div class="menu needs-script" node_ref=place on:keydown=escape>
            <button
                type="button"
                class="pill"
                node_ref=button
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {label}
                {of}
            </button>
            {move || open.get().then(|| view! { <div class="menu-items">{content()}</div> })}
        </div>
    })
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev, html, prelude::*};
    use wasm_bindgen::JsCast;
    use web_sys::{EventTarget, Node};

    /// Puts the menu away when something outside of it is pressed or focused.
    pub(super) fn close_from_elsewhere(place: NodeRef<html::Div>, open: RwSignal<bool>) {
        let is_elsewhere = move |target: Option<EventTarget>| {
            let target = target.and_then(|target| target.dyn_into::<Node>().ok());
            place
                .get_untracked()
                .is_some_and(|place| !place.contains(target.as_ref()))
        };
        let clicked = window_event_listener(ev::click, move |event| {
            if is_elsewhere(event.target()) {
                open.try_set(false);
            }
        });
        let focused = window_event_listener(ev::focusin, move |event| {
            if is_elsewhere(event.target()) {
                open.try_set(false);
            }
        });
        on_cleanup(move || {
            clicked.remove();
            focused.remove();
        });
    }
}
