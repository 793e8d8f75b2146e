//! Pages for addresses that show nothing: what happened, and what can be done now.

use crate::{Locale, error::AppError};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What happened in words, and the ways on.
#[component]
pub fn Failure(
    error: AppError,
    title: String,
    front: String,
    locale: Locale,
    retry: Callback<()>,
) -> impl IntoView {
    let note = match &error {
        AppError::Gone(note) if !note.is_empty() => {
            Some(view! { <p class="note">{note.clone()}</p> })
        }
        _ => None,
    };
    let (text, reference, can_retry) = match error {
        AppError::Gone(_) => (td_string!(locale, error.gone_text), String::new(), false),
        AppError::LinkSpent => (
            td_string!(locale, error.link_spent_text),
            String::new(),
            false,
        ),
        AppError::NotShared => (
            td_string!(locale, error.not_shared_text),
            String::new(),
            false,
        ),
        AppError::Failed(reference) => (td_string!(locale, error.failed_text), reference, true),
        AppError::Unreachable | AppError::Busy | AppError::Wait(_) => (
            td_string!(locale, error.unreachable_text),
            String::new(),
            true,
        ),
        AppError::Forbidden | AppError::SignInNeeded => (
            td_string!(locale, error.forbidden_text),
            String::new(),
            false,
        ),
        _ => (
            td_string!(locale, error.not_found_text),
            String::new(),
            false,
        ),
    };
    let reference = (!reference.is_empty()).then(|| {
        view! { <p class="meta">{td_string!(locale, error.reference, reference = reference)}</p> }
    });
    let retry_button = can_retry.then(|| {
        view! {
            <button class="pill primary needs-script" on:click=move |_| retry.run(())>
                {td_string!(locale, error.retry)}
            </button>
        }
    });
    view! {
        <div class="failure" role="alert">
            <h1 tabindex="-1">{title}</h1>
            {note}
            <p>{text}</p>
            {reference}
            <p class="ways">
                {retry_button}
                <a class="pill" href=front>{td_string!(locale, error.to_front)}</a>
            </p>
        </div>
    }
}

/// Sets the page's status.
#[cfg(feature = "ssr")]
pub fn answer(error: &AppError) {
    use axum::http::StatusCode;
    if let (Some(response), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        StatusCode::from_u16(error.status()),
    ) {
        response.set_status(status);
    }
}

/// Answers with a redirect where the page is somewhere else on this site; whether it is.
#[cfg(feature = "ssr")]
pub fn redirect(error: &AppError) -> bool {
    use axum::http::{HeaderValue, StatusCode, header};
    let (to, status) = match error {
        AppError::Moved(to) => (to, StatusCode::MOVED_PERMANENTLY),
        AppError::Elsewhere(to) => (to, StatusCode::SEE_OTHER),
        _ => return false,
    };
    if let (Some(response), Ok(location)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        HeaderValue::from_str(to),
    ) {
        response.set_status(status);
        response.insert_header(header::LOCATION, location);
    }
    true
}
