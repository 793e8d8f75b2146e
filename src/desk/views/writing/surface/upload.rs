//! Taking a picture to the server.

use crate::{
    Locale,
    desk::client::surface::Handle,
    error::AppError,
    ui::form::{page_language, read_answer, words_of_refusal},
};
use gloo_net::http::Request;
use leptos_i18n::td_string;
use wasm_bindgen::JsValue;

/// The most bytes that the server takes.
const GREATEST: f64 = 20.0 * 1024.0 * 1024.0;

/// Whether a file may be a picture that the server takes: its kind as the browser knows it, its size.
pub(in super::super) fn is_picture(file: &JsValue) -> bool {
    let file = Handle::from(file.clone());
    let kind = file.member("type").and_then(|kind| kind.as_string());
    let size = file.member("size").and_then(|size| size.as_f64());
    matches!(
        kind.as_deref(),
        Some("image/jpeg" | "image/png" | "image/webp")
    ) && size.is_some_and(|size| size <= GREATEST)
}

/// Sends a file. The answer is JSON with the picture's address and its size in pixels.
///
/// # Errors
/// Why it was not taken, in words.
pub(in super::super) async fn upload(file: JsValue, locale: Locale) -> Result<String, String> {
    send(file).await.map_err(|error| words_of(&error, locale))
}

async fn send(file: JsValue) -> Result<String, AppError> {
    let member = |name: &str| {
        Handle::from(file.clone())
            .member(name)
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    };
    let name = String::from(js_sys::encode_uri_component(&member("name")));
    let unreachable = |_| AppError::Unreachable;
    let response = Request::post(&format!("/fn/desk/upload-picture?name={name}"))
        .header("accept", "application/json")
        .header("accept-language", &page_language())
        .header("content-type", &member("type"))
        .body(file)
        .map_err(unreachable)?
        .send()
        .await
        .map_err(unreachable)?;
    let ok = response.ok();
    let status = response.status();
    let text = response.text().await.map_err(unreachable)?;
    match (ok, status) {
        (true, _) => Ok(text),
        // Said by the server before anything of ours is asked.
        (_, 413) => Err(AppError::Invalid(Vec::new())),
        _ => Err(read_answer::<AppError>(&text).unwrap_or(AppError::Unreachable)),
    }
}

fn words_of(error: &AppError, locale: Locale) -> String {
    let words = words_of_refusal(locale, error);
    if words.is_empty() {
        td_string!(locale, editor.picture_refused).to_owned()
    } else {
        words
    }
}
