//! How the newsroom's pages speak with the server, in the browser.

pub mod reload;
pub mod surface;

use crate::{error::AppError, ui::form};
use gloo_net::http::Request;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// Calls a server function in the language of the page. `arguments` is the structure that the macro
/// makes of a function's arguments: `call(SaveManuscript { save })`.
///
/// # Errors
/// What the server function says, or [`AppError::Unreachable`].
pub async fn call<F>(arguments: F) -> Result<F::Output, AppError>
where
    F: ServerFn<Error = AppError> + Serialize,
    F::Output: DeserializeOwned,
{
    request(arguments, None).await
}

/// The same, which gives up when the answer has not come within so many milliseconds.
///
/// # Errors
/// As [`call`].
pub async fn call_within<F>(milliseconds: u32, arguments: F) -> Result<F::Output, AppError>
where
    F: ServerFn<Error = AppError> + Serialize,
    F::Output: DeserializeOwned,
{
    request(arguments, Some(milliseconds)).await
}

async fn request<F>(arguments: F, within: Option<u32>) -> Result<F::Output, AppError>
where
    F: ServerFn<Error = AppError> + Serialize,
    F::Output: DeserializeOwned,
{
    let signal = within.map(AbortSignal::timeout_with_u32);
    let body = serde_json::to_string(&arguments).map_err(|_| AppError::Unreachable)?;
    let unreachable = |_| AppError::Unreachable;
    let response = Request::post(F::PATH)
        .header("accept", "application/json")
        .header("accept-language", &form::page_language())
        .header("content-type", "application/json")
        .abort_signal(signal.as_ref())
        .body(body)
        .map_err(unreachable)?
        .send()
        .await
        .map_err(unreachable)?;
    let ok = response.ok();
    let text = response.text().await.map_err(unreachable)?;
    if ok {
        form::read_answer(&text)
    } else {
        Err(form::read_answer::<AppError>(&text).unwrap_or(AppError::Unreachable))
    }
}

/// Puts a style sheet into the head of the document, if it is not there, and waits until it has come.
/// One that does not come is not waited for: a page without style can still be read.
pub async fn load_style(href: &str) {
    let Some(head) = document().head() else {
        return;
    };
    let known = document()
        .query_selector(&format!("link[rel=stylesheet][href=\"{href}\"]"))
        .ok()
        .flatten();
    if href.is_empty() || known.is_some() {
        return;
    }
    let Ok(link) = document().create_element("link") else {
        return;
    };
    let loaded = js_sys::Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move || {
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        });
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, done.unchecked_ref());
        }
    });
    let _ = link.set_attribute("rel", "stylesheet");
    let _ = link.set_attribute("href", href);
    if head.append_child(&link).is_ok() {
        let _ = JsFuture::from(loaded).await;
    }
}
