//! What moves the engine besides the reader: who is signed in, the network, the window, other
//! devices.

use super::{Engine, Owner, enter::owner_of, tabs::construct};
use crate::{account::api::load_visitor, error::AppError};
use js_sys::Reflect;
use leptos::{ev, prelude::*, task::spawn_local};
use reading::wait_before;
use std::time::Duration;
use wasm_bindgen::{JsValue, closure::Closure};

impl Engine {
    /// Follows all of it as long as the document lives.
    pub(super) fn follow(self) {
        let person = self.shelf.person;
        Effect::new(move || {
            if let Some(person) = person.get() {
                let owner = owner_of(person);
                if owner != self.owner() {
                    spawn_local(async move { self.enter(owner).await });
                }
            }
        });
        let now = move || {
            if let Owner::Person(_) = self.owner() {
                self.update(|machine| machine.failures = 0);
                self.sync_after(Duration::ZERO);
            }
        };
        window_event_listener(ev::online, move |_| now());
        // Somebody may have signed out elsewhere meanwhile.
        let come_back = move || {
            spawn_local(async move {
                if self.is_still_here().await != Some(false) {
                    self.listen();
                    now();
                }
            });
        };
        window_event_listener(ev::focus, move |_| come_back());
        // Browsers open only six streams to one server: a page that nobody sees gives its own back.
        window_event_listener(
            ev::Custom::<web_sys::Event>::new("visibilitychange"),
            move |_| {
                if document().hidden() {
                    self.stop_listening();
                } else {
                    come_back();
                }
            },
        );
        window_event_listener(ev::pagehide, move |_| self.stop_listening());
        // Taken out of the browser's memory of pages, it may be older than the device's storage.
        window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                come_back();
                spawn_local(async move { self.reload().await });
            }
        });
        self.follow_reading();
    }

    /// Hears from the server when another device has done something.
    pub(super) fn listen(self) {
        self.stop_listening();
        if document().hidden() || self.owner() == Owner::Device {
            return;
        }
        let Some(stream) = construct("EventSource", "/fn/reading-list/happenings") else {
            return;
        };
        let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let last = Reflect::get(&event, &"data".into())
                .ok()
                .and_then(|data| data.as_string()?.parse::<i64>().ok());
            let known = self.machine.try_with_value(|machine| machine.last);
            if last != known {
                self.sync_after(Duration::ZERO);
            }
        });
        stream.set("onmessage", &heard.into_js_value());
        // The browser would ask again by itself, and for ever, though the session may have ended.
        let broken = Closure::<dyn FnMut()>::new(move || {
            self.stop_listening();
            self.listen_again(1);
        });
        stream.set("onerror", &broken.into_js_value());
        self.update(|machine| machine.stream = Some(stream));
    }

    /// Listens again after a while, once it is certain that the same person is still signed in.
    fn listen_again(self, failures: u32) {
        let again = move || {
            spawn_local(async move {
                let listens = self
                    .machine
                    .try_with_value(|machine| machine.stream.is_some());
                // Whoever comes back to the page listens again anyway.
                if document().hidden() || listens != Some(false) {
                    return;
                }
                match self.is_still_here().await {
                    Some(true) => self.listen(),
                    Some(false) => {}
                    None => self.listen_again(failures.saturating_add(1)),
                }
            });
        };
        set_timeout(again, wait_before(failures, js_sys::Math::random()));
    }

    /// Whether the person whose lists are shown is signed in. No also for whoever has no account; None
    /// when the server cannot be asked.
    async fn is_still_here(self) -> Option<bool> {
        let Owner::Person(person) = self.owner() else {
            return Some(false);
        };
        match load_visitor().await {
            Ok(Some(visitor)) if visitor.id == person => Some(true),
            Ok(_) | Err(AppError::SignInNeeded) => {
                self.shelf.look_again.run(());
                Some(false)
            }
            Err(_) => None,
        }
    }

    fn stop_listening(self) {
        if let Some(Some(stream)) = self.update(|machine| machine.stream.take()) {
            stream.call("close", &[]);
        }
    }
}
