//! Other tabs of this browser: telling them that something was written, and taking turns.

use super::Engine;
use crate::desk::client::surface::Handle;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use std::future::Future;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

impl Engine {
    /// Listens to other tabs. What they say is whose lists they have written.
    pub(super) fn open_channel(self) {
        let Some(channel) = construct("BroadcastChannel", "reading-lists") else {
            return;
        };
        let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let word = Reflect::get(&event, &"data".into())
                .ok()
                .and_then(|data| data.as_string());
            if word == Some(self.owner().key()) {
                spawn_local(async move { self.reload().await });
            } else {
                // Somebody has come in or gone out over there.
                self.shelf.look_again.run(());
            }
        });
        channel.set("onmessage", &heard.into_js_value());
        self.update(|machine| machine.channel = Some(channel));
    }

    /// Tells other tabs that this one has written.
    pub(super) fn tell_tabs(self) {
        let word = self.owner().key();
        self.machine.with_value(|machine| {
            if let Some(channel) = &machine.channel {
                channel.call("postMessage", &[word.into()]);
            }
        });
    }
}

/// An object that the browser makes from one text. None where it knows no such thing.
pub(super) fn construct(kind: &str, argument: &str) -> Option<Handle> {
    construct_with(kind, &argument.into())
}

/// The same from anything else.
pub(super) fn construct_with(kind: &str, argument: &JsValue) -> Option<Handle> {
    let kind: Function = Reflect::get(&window(), &kind.into())
        .ok()?
        .dyn_into()
        .ok()?;
    Reflect::construct(&kind, &Array::of1(argument))
        .ok()
        .map(Handle::from)
}

/// Does something while no other tab does it (W3C, Web Locks API). A browser without locks does it
/// at once: what is sent twice has no effect.
pub(super) async fn alone<T>(name: &str, work: impl Future<Output = T>) -> T {
    let locks = Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(JsValue::is_object)
        .map(Handle::from);
    let Some(locks) = locks else {
        return work.await;
    };
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let granted = Promise::new(&mut |resolve, _| {
        let held = held.clone();
        let have = resolve.clone();
        let callback = Closure::once_into_js(move |_: JsValue| -> JsValue {
            let _ = have.call0(&JsValue::NULL);
            held.into()
        });
        let asked = locks.call("request", &[name.into(), callback]);
        // A page that is being left gets no lock any more.
        let refused = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            let _ = resolve.call0(&JsValue::NULL);
        });
        if let Some(asked) = asked {
            Handle::from(asked).call("catch", &[refused.into_js_value()]);
        }
    });
    let _ = JsFuture::from(granted).await;
    let done = work.await;
    if let Some(release) = release {
        let _ = release.call0(&JsValue::NULL);
    }
    done
}
