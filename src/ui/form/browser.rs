//! Sending what was typed, in the browser.

use super::{FormState, Sending, Sent, WhenTaken};
use crate::{account::model::Taken, error::AppError, site::navigation::leave_for};
use gloo_net::http::Request;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement, UrlSearchParams};

pub(super) fn submit(
    event: &SubmitEvent,
    action: &'static str,
    leave: bool,
    sending: Option<Sending>,
    state: FormState,
    taken: Option<WhenTaken>,
) {
    let Some(form) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    event.prevent_default();
    if state.busy.get_untracked() {
        return;
    }
    let Some(body) = FormData::new_with_form(&form)
        .ok()
        .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok())
        .map(|parameters| String::from(parameters.to_string()))
    else {
        return;
    };
    state.busy.set(true);
    state.said.set("");
    spawn_local(async move {
        let sent = match sending {
            Some(Sending(send)) => send(body, state.locale).await,
            None => post(action, body).await.map(Sent::Taken),
        };
        state.busy.try_set(false);
        let answer = match sent {
            Ok(Sent::Taken(json)) => read::<Taken>(&json),
            Ok(Sent::Not(words)) => {
                state.error.try_set(None);
                state.said.try_set(words);
                return;
            }
            Err(error) => Err(error),
        };
        match answer {
            Ok(Taken { to }) if leave => leave_for(&to),
            Ok(Taken { to }) => {
                state.error.try_set(None);
                if let Some(WhenTaken(go)) = taken {
                    go.run(to);
                }
            }
            Err(error) => {
                state.error.try_set(Some(error));
                // What says it stands in the page only after this turn.
                request_animation_frame(move || focus_problem(&form));
            }
        }
    });
}

/// Puts the focus where something must be done: the first field with a problem, or the words
/// about the form as a whole.
fn focus_problem(form: &HtmlFormElement) {
    let place = form
        .query_selector("[aria-invalid=true]")
        .ok()
        .flatten()
        .or_else(|| form.query_selector("[role=alert]").ok().flatten());
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        let _ = place.focus();
    }
}

pub(super) async fn post(path: &str, body: String) -> Result<String, AppError> {
    let unreachable = |_| AppError::Unreachable;
    let response = Request::post(path)
        .header("accept", "application/json")
        .header("accept-language", &page_language())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .map_err(unreachable)?
        .send()
        .await
        .map_err(unreachable)?;
    let ok = response.ok();
    let text = response.text().await.map_err(unreachable)?;
    if ok {
        Ok(text)
    } else {
        Err(read::<AppError>(&text).unwrap_or(AppError::Unreachable))
    }
}

/// Forms are answered in the language of the page that they stand on.
pub(super) fn page_language() -> String {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

pub(super) fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, AppError> {
    serde_json::from_slice(json.as_bytes()).map_err(|_| AppError::Unreachable)
}
