//! What the list of articles does in the browser: it listens to keys and to what happens elsewhere.

use super::{
    Lately,
    keys::{Deed, Press, deed_of, place_after},
};
use crate::desk::{
    client::{reload::load_desk, surface::load_module},
    model::DeskPage,
};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::{ev, ev::KeyboardEvent, prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

/// How often is asked who has which article open.
const OFTEN: Duration = Duration::from_secs(15);
/// The journal's database.
const DATABASE: &str = "tilshi-desk";

/// Keeps what the list says of others and of this device true while it is looked at.
pub(super) fn follow(lately: Lately, module: Signal<String>, person: i64) {
    let location = window().location();
    let address = StoredValue::new(format!(
        "{}{}",
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default()
    ));
    let refresh = move || {
        if document().hidden() {
            return;
        }
        spawn_local(async move {
            let Some(address) = address.try_get_value() else {
                return;
            };
            let Some(DeskPage::Articles(page)) = load_desk(address).await.map(|desk| desk.page)
            else {
                return;
            };
            let present = page.rows.into_iter().map(|row| (row.id, row.present));
            lately.present.try_set(present.collect());
        });
    };
    let interval = set_interval_with_handle(refresh, OFTEN).ok();
    on_cleanup(move || {
        if let Some(interval) = interval {
            interval.clear();
        }
    });
    Effect::new(move || {
        let module = module.get();
        if module.is_empty() {
            return;
        }
        spawn_local(async move {
            if let Some(waiting) = waiting_here(&module, person).await {
                lately.waiting.try_set(waiting);
            }
        });
    });
}

/// Articles of which this device holds text that the server does not have. The module is loaded only
/// where there is a journal at all.
async fn waiting_here(module: &str, person: i64) -> Option<Vec<i64>> {
    if !has_journal().await {
        return None;
    }
    let module = load_module(module).await?;
    let journal =
        crate::desk::client::surface::Handle::from(module.wait("openJournal", &[]).await.ok()?);
    #[expect(clippy::cast_precision_loss, reason = "ids are far below 2^53")]
    let person = (person as f64).into();
    let waiting = journal.wait("waiting", &[person]).await.ok()?.as_string()?;
    serde_json::from_slice(waiting.as_bytes()).ok()
}

/// Whether this device has a journal. A browser that can't tell is taken for one that has.
async fn has_journal() -> bool {
    let Some(factory) = Reflect::get(&window(), &"indexedDB".into())
        .ok()
        .filter(|factory| factory.is_object())
    else {
        return false;
    };
    let Some(databases) = Reflect::get(&factory, &"databases".into())
        .ok()
        .and_then(|databases| databases.dyn_into::<Function>().ok())
    else {
        return true;
    };
    let Some(promise) = databases
        .call0(&factory)
        .ok()
        .and_then(|promise| promise.dyn_into::<Promise>().ok())
    else {
        return false;
    };
    match JsFuture::from(promise).await {
        Ok(list) => Array::from(&list).iter().any(|database| {
            Reflect::get(&database, &"name".into())
                .is_ok_and(|name| name.as_string().as_deref() == Some(DATABASE))
        }),
        Err(_) => false,
    }
}

/// Listens to keys for as long as the list is shown.
pub(super) fn listen_to_keys(begin: Option<Callback<()>>, keys_shown: RwSignal<bool>) {
    let listening = window_event_listener(ev::keydown, move |event| {
        let Some(deed) = deed_of(press_of(&event, &event.key(), &event.code())) else {
            return;
        };
        let done = match deed {
            Deed::Begin => begin.map(|begin| begin.run(())),
            Deed::Keys => {
                keys_shown.set(true);
                Some(())
            }
            Deed::Search => focus("#articles-words"),
            Deed::Next | Deed::Previous => step(deed),
        };
        if done.is_some() {
            event.prevent_default();
        }
    });
    on_cleanup(move || listening.remove());
}

fn press_of<'a>(event: &KeyboardEvent, key: &'a str, code: &'a str) -> Press<'a> {
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| {
            target
                .closest("input, textarea, select, [contenteditable], dialog")
                .ok()?
        })
        .is_some();
    Press {
        key,
        code,
        shift: event.shift_key(),
        modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
        typing: typing || event.is_composing(),
    }
}

/// Moves the focus from the headline that has it, or whose row holds it, to another.
fn step(deed: Deed) -> Option<()> {
    let headlines = document()
        .query_selector_all("table.articles a.headline")
        .ok()?;
    let headlines: Vec<HtmlElement> = (0..headlines.length())
        .filter_map(|place| headlines.item(place)?.dyn_into().ok())
        .collect();
    let row = document()
        .active_element()
        .and_then(|active| active.closest("tr").ok()?);
    let present = row.and_then(|row| {
        headlines
            .iter()
            .position(|headline| row.contains(Some(headline)))
    });
    let next = headlines.get(place_after(deed, present, headlines.len())?)?;
    next.focus().ok()
}

fn focus(selector: &str) -> Option<()> {
    let field: HtmlElement = document().query_selector(selector).ok()??.dyn_into().ok()?;
    field.focus().ok()
}
