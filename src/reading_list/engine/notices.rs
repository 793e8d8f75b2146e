//! What is told in passing, and the offer to go on reading: over the end of the screen, where it takes no
//! room of the page. It is put into the document once and stays over all pages.

use super::{Engine, words::locale};
use leptos::{mount::mount_to, prelude::*};
use leptos_i18n::td_string;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What is told in passing, in words of the page's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// The words.
    pub words: String,
    /// Whether the last deed can be taken back from here.
    pub can_undo: bool,
}

impl Engine {
    /// Puts the room for it into the document.
    pub(super) fn show_notices(self) {
        let host = document()
            .create_element("div")
            .ok()
            .and_then(|host| host.dyn_into::<HtmlElement>().ok());
        let (Some(host), Some(body)) = (host, document().body()) else {
            return;
        };
        host.set_class_name("notices");
        if body.append_child(&host).is_ok() {
            mount_to(host, move || notices(self)).forget();
        }
    }
}

fn notices(engine: Engine) -> impl IntoView {
    let notice = engine.notice;
    let can_continue = engine.can_continue;
    // The page's language may be another one by the time they are shown.
    let go_on = move || {
        can_continue
            .get()
            .then(|| td_string!(locale(), shelf.continue_reading))
    };
    let undo = move || notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.can_undo));
    let undo_words = move || undo().then(|| td_string!(locale(), shelf.undo));
    let words = move || notice.get().map(|notice| notice.words);
    view! {
        <button class="pill continue" hidden=move || !can_continue.get() on:click=move |_| engine.go_on_reading()>
            {go_on}
        </button>
        <div class="notice" class:is-empty=move || notice.with(Option::is_none)>
            <p role="status">{words}</p>
            <button hidden=move || !undo() on:click=move |_| engine.undo()>
                {undo_words}
            </button>
        </div>
    }
}
