//! Calling server functions: who asks is looked up, held against the table, and only then called.

use crate::{
    account::{
        access::{Requirement, requirement_of_function, requirement_of_route},
        identity::Visit,
    },
    error::AppError,
    server::state::AppState,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::provide_context;

/// No answer comes near this; it only bounds what a mistake can take.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

/// Answers a request for a server function.
pub async fn answer(State(state): State<AppState>, request: Request) -> Response {
    match requirement_of_function(request.uri().path()) {
        // The same for everybody: nobody is looked up, and caches may keep it.
        Some(Requirement::Public) => call(state, None, request).await,
        Some(requirement) => {
            let (parts, body) = request.into_parts();
            let visit = match Visit::read(&state, &parts).await {
                Ok(visit) => visit,
                Err(error) => return refuse(&error.into()),
            };
            answer_visit(visit, requirement, Request::from_parts(parts, body)).await
        }
        None => {
            tracing::error!(
                path = request.uri().path(),
                "a server function has no row in the table of who may call it"
            );
            refuse(&AppError::Forbidden)
        }
    }
}

/// Answers a request whose sender is known already.
pub async fn answer_visit(visit: Visit, requirement: Requirement, request: Request) -> Response {
    let mut response = match visit.check(requirement) {
        Ok(()) => call(visit.state.clone(), Some(visit.clone()), request).await,
        Err(error) => refuse(&error),
    };
    visit.cookies.write(response.headers_mut());
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Holds a route that is no server function against the table.
///
/// # Errors
/// [`AppError::SignInNeeded`] or [`AppError::Forbidden`]; the latter also when it is not in the table.
pub fn check_route(visit: &Visit, pattern: &str) -> Result<(), AppError> {
    match requirement_of_route(pattern) {
        Some(requirement) => visit.check(requirement),
        None => Err(AppError::Forbidden),
    }
}

/// An error as server functions answer with one.
pub fn refuse(error: &AppError) -> Response {
    let json = serde_json::to_vec(error).unwrap_or_default();
    let headers = [(header::CONTENT_TYPE, "application/json")];
    let mut response = (status(error), headers, json).into_response();
    if let AppError::Wait(seconds) = error {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

async fn call(state: AppState, visit: Option<Visit>, mut request: Request) -> Response {
    // Asked by a form, Leptos would answer with a redirect to the Referer: an answer that caches
    // keep must not lead where a stranger's header says.
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.remove(header::REFERER);
    let provide = move || {
        provide_context(state.clone());
        if let Some(visit) = visit.clone() {
            provide_context(visit);
        }
    };
    let response = leptos_axum::handle_server_fns_with_context(provide, request)
        .await
        .into_response();
    if response.status().is_success() {
        return response;
    }
    // Leptos answers 500 to every error; what kind it is says the body.
    let (parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_ANSWER).await else {
        return super::server_error();
    };
    match serde_json::from_slice::<AppError>(&bytes) {
        Ok(error) => refuse(&error),
        Err(_) => Response::from_parts(parts, Body::from(bytes)),
    }
}

fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
