//! Telling the server that the article is open, and hearing what happens to it.

use super::{Choice, Saving, Writing};
use crate::desk::{
    api::{LeaveManuscript, ReportPresence, TakeOver},
    client::{call, surface::Handle},
    model::Happening,
};
use js_sys::{Array, Function, Reflect};
use leptos::{ev, prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// How often a tab says that it is there; the server forgets it after three times as long.
const EVERY: Duration = Duration::from_secs(10);

pub(super) fn follow(writing: Writing, saving: Saving, choice: RwSignal<Choice>) {
    let stream = StoredValue::new_local(None::<Handle>);
    let listener = StoredValue::new_local(None::<Closure<dyn FnMut(JsValue)>>);
    let heard = move |happening: Happening| hear(writing, saving, choice, happening);
    let report = move || {
        let Some(Some(tab)) = saving.tab.try_get_untracked() else {
            return;
        };
        let manuscript = writing.page.with_value(|page| page.manuscript.id);
        let writes = writing.changes.get_untracked() > 0;
        spawn_local(async move {
            let answer = call(ReportPresence {
                manuscript,
                tab,
                writes,
            })
            .await;
            if let (Ok(happening), Some(false)) =
                (answer, saving.tab.try_with_untracked(Option::is_none))
            {
                heard(happening);
            }
        });
    };
    let close = move || {
        let open = stream.try_update_value(Option::take).flatten();
        if let Some(open) = open {
            open.call("close", &[]);
        }
    };
    let listen = move || {
        let Some(Some(tab)) = saving.tab.try_get_untracked() else {
            return;
        };
        close();
        let manuscript = writing.page.with_value(|page| page.manuscript.id);
        let told = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let data = Reflect::get(&event, &"data".into())
                .ok()
                .and_then(|data| data.as_string())
                .unwrap_or_default();
            if let Ok(happening) = serde_json::from_slice::<Happening>(data.as_bytes()) {
                heard(happening);
            }
        });
        let address = format!("/fn/desk/happenings/{manuscript}?tab={tab}");
        let source = Reflect::get(&window(), &"EventSource".into())
            .ok()
            .and_then(|source| source.dyn_into::<Function>().ok())
            .and_then(|source| Reflect::construct(&source, &Array::of1(&address.into())).ok());
        if let Some(source) = source {
            let _ = Reflect::set(&source, &"onmessage".into(), told.as_ref());
            stream.set_value(Some(Handle::from(source)));
            listener.set_value(Some(told));
        }
    };
    Effect::watch(
        move || saving.tab.get(),
        move |tab, _, _| {
            if tab.is_some() {
                report();
                listen();
            }
        },
        true,
    );
    // The first change is told at once, so that others are warned before they begin.
    let first_change = Memo::new(move |_| writing.changes.get() > 0);
    Effect::watch(move || first_change.get(), move |_, _, _| report(), false);
    let clock = set_interval_with_handle(report, EVERY).ok();
    // Browsers open only six streams to one server: a page that nobody sees gives its own back.
    let visible = window_event_listener(
        ev::Custom::<web_sys::Event>::new("visibilitychange"),
        move |_| {
            if document().hidden() {
                close();
            } else {
                report();
                listen();
            }
        },
    );
    let leave = move || {
        if let Some(Some(tab)) = saving.tab.try_get_untracked() {
            let manuscript = writing.page.with_value(|page| page.manuscript.id);
            spawn_local(async move {
                let _ = call(LeaveManuscript { manuscript, tab }).await;
            });
        }
    };
    let hide = window_event_listener(ev::pagehide, move |_| {
        close();
        leave();
    });
    // Taken out of the browser's memory of pages, it is there again.
    let show = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() {
            report();
            listen();
        }
    });
    on_cleanup(move || {
        for handle in [visible, hide, show] {
            handle.remove();
        }
        if let Some(clock) = clock {
            clock.clear();
        }
        close();
        leave();
    });
}

fn hear(writing: Writing, saving: Saving, choice: RwSignal<Choice>, happening: Happening) {
    let own = saving.tab.get_untracked();
    let is_taken = happening
        .present
        .iter()
        .any(|presence| Some(&presence.tab) == own.as_ref() && presence.taken_by.is_some());
    if writing
        .present
        .with_untracked(|present| *present != happening.present)
    {
        writing.present.set(happening.present);
    }
    if is_taken && choice.get_untracked() == Choice::Writing {
        saving.send();
        choice.set(Choice::Taken);
    }
    let others = writing.present.with_untracked(|present| {
        present
            .iter()
            .any(|presence| Some(&presence.tab) != own.as_ref())
    });
    // Whoever was asked because of somebody who has left need not choose any more.
    if choice.get_untracked() == Choice::Open && !others {
        choice.set(Choice::Writing);
    }
    if happening.revision > writing.revision.get_untracked() {
        saving.load_head();
    }
    if happening.status
        != writing
            .manuscript
            .with_untracked(|manuscript| manuscript.status)
    {
        writing.stale.update(|count| *count += 1);
    }
}

pub(super) fn take_over(writing: Writing, saving: Saving) {
    let Some(tab) = saving.tab.get_untracked() else {
        return;
    };
    let manuscript = writing.page.with_value(|page| page.manuscript.id);
    spawn_local(async move {
        if let Ok(happening) = call(TakeOver { manuscript, tab }).await {
            writing.present.set(happening.present);
        }
    });
}
