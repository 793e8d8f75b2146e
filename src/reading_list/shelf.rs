//! What readers' pages know of somebody's lists: next to nothing, so that the page carries neither them
//! nor their merge. The lazy part ([`super::part`]) marks what is saved, read and followed in the page
//! itself, and is told when the reader presses a button of the lists.

use leptos::prelude::*;

/// What a reader's page asks of the lazy part.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Only to be there, and to follow what happens.
    Begin,
    /// A form with `data-wish` was sent, whose button was pressed in already or was not.
    #[cfg(feature = "hydrate")]
    Press(web_sys::HtmlElement, bool),
}

/// What the lazy part must know of the page around it. Copies share it.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// The id of who is signed in: None until that is known, Some(None) for nobody.
    pub person: RwSignal<Option<Option<i64>>>,
    /// Finds out again who is signed in.
    pub look_again: Callback<()>,
    /// The page's address, to come back to after a form.
    pub address: Memo<String>,
}

impl Shelf {
    /// Begins when the page has been taken over. The lazy part is loaded soon where this browser has
    /// lists, otherwise when the reader has stayed a while or presses something.
    pub fn start(
        person: RwSignal<Option<Option<i64>>>,
        look_again: Callback<()>,
        address: Memo<String>,
    ) -> Self {
        let shelf = Self {
            person,
            look_again,
            address,
        };
        #[cfg(feature = "hydrate")]
        browser::begin(shelf);
        shelf
    }
}

/// The key in the browser's storage that says that there are lists on this device.
pub const MARK: &str = "lists";

/// The key in the browser's storage that says how many rows of the feed are to be expected on the front
/// page, and the name under which the script before the first paint puts that on the root element. It is
/// there as long as something is followed.
pub const FEED_MARK: &str = "feed";

#[cfg(feature = "hydrate")]
mod browser {
    use super::{MARK, Shelf, Wish};
    use crate::{desk::model::is_desk, reading_list::part::tell_engine};
    use leptos::{ev, prelude::*, task::spawn_local};
    use std::time::Duration;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlFormElement;

    /// How long after the page has been taken over the lists are loaded where there are some.
    const SOON: Duration = Duration::from_millis(100);
    /// The same for readers who have none: the page comes first.
    const LATER: Duration = Duration::from_secs(5);

    pub(super) fn begin(shelf: Shelf) {
        Effect::new(move || {
            let wait = if has_lists() { SOON } else { LATER };
            set_timeout(
                move || {
                    // In the newsroom nobody reads, and nothing may be heavier there than it is.
                    if !shelf.address.with_untracked(|address| is_desk(address)) {
                        // Where it cannot be loaded now, the next press tries again.
                        spawn_local(async move { drop(tell_engine(shelf, Wish::Begin).await) });
                    }
                },
                wait,
            );
        });
        window_event_listener(ev::submit, move |event| {
            let form = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok())
                .filter(|form| form.has_attribute("data-wish"));
            if let Some(form) = form.filter(|_| !event.default_prevented()) {
                event.prevent_default();
                // What the reader saw is what was meant, also where the lists show in a moment that it is
                // saved already.
                let pressed_in = matches!(form.query_selector("[aria-pressed=true]"), Ok(Some(_)));
                spawn_local(async move {
                    let wish = Wish::Press(form.clone(), pressed_in);
                    let told = tell_engine(shelf, wish).await;
                    if let (Err(_), Some(form)) = (told, form.dyn_ref::<HtmlFormElement>()) {
                        // The server can do it too, for whoever is signed in.
                        let _ = form.submit();
                    }
                });
            }
        });
    }

    fn has_lists() -> bool {
        let is_marked = window()
            .local_storage()
            .ok()
            .flatten()
            .and_then(|storage| storage.get_item(MARK).ok().flatten())
            .is_some();
        is_marked || crate::site::views::may_be_signed_in()
    }
}
