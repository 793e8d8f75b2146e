//! Pages of one person: shown to whoever asks, and sent the forms that stand on them.

use super::{function, page};
use crate::{
    account::{
        access::requirement_of_function,
        forms,
        identity::Visit,
        model::{RefusedForm, Taken},
        pages::export_person,
    },
    error::AppError,
    language::Language,
    reading_list::file::Outcome,
    server::state::AppState,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use leptos::prelude::provide_context;
use url::form_urlencoded;

/// No answer of a function that is a form comes near this, in bytes.
const LARGEST_ANSWER: usize = 256 * 1024;

/// Fields that are never shown again: whoever looks over a shoulder would see them, and a code is
/// worth nothing the second time.
const NOT_SHOWN_AGAIN: [&str; 6] = [
    "form",
    "password",
    "new_password",
    "code",
    "credential",
    "token",
];

/// Functions that are no forms: they only read, or answer what only a script can use.
const NO_FORMS: [&str; 5] = [
    forms::PAGE,
    forms::VISITOR,
    forms::BEGIN_PASSKEY,
    forms::BEGIN_PASSKEY_SIGN_IN,
    "/fn/comment/load-queue",
];

/// Shows a page.
pub async fn show(state: AppState, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match visit(&state, &parts).await {
        Ok(visit) => render(visit, None, None, Request::from_parts(parts, body)).await,
        Err(response) => *response,
    }
}

/// Takes a form that was sent without JavaScript: hands it to its server function, and answers with
/// where to go, or with the page again, what was typed and what is wrong with it.
pub async fn take_form(state: AppState, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match visit(&state, &parts).await {
        Ok(visit) => {
            let cookies = visit.cookies.clone();
            let mut response = hand_over(visit, parts, body).await;
            let headers = response.headers_mut();
            headers.remove(header::SET_COOKIE);
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            cookies.write(headers);
            response
        }
        Err(response) => *response,
    }
}

async fn hand_over(visit: Visit, parts: Parts, body: Body) -> Response {
    // Whoever has pasted far too much is told so by the field's own rule and gets it back, up to what
    // the server takes at all.
    let largest = visit.state.configuration.http.body_limit_bytes;
    let Ok(body) = to_bytes(body, largest).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let form = fields
        .iter()
        .find(|(name, _)| name == "form")
        .map(|(_, form)| form.clone())
        .unwrap_or_default();
    let rooms = [
        "/fn/account/",
        "/fn/people/",
        "/fn/reading-list/",
        "/fn/comment/",
    ];
    let found = rooms.into_iter().find_map(|room| {
        let path = format!("{room}{form}");
        if NO_FORMS.contains(&path.as_str()) {
            return None;
        }
        Some((requirement_of_function(&path)?, path.parse::<Uri>().ok()?))
    });
    let Some((requirement, path)) = found else {
        return no_such_form();
    };

    let mut call = Request::builder().method(Method::POST).uri(path);
    for name in [header::CONTENT_TYPE, header::HOST] {
        if let Some(value) = parts.headers.get(&name) {
            call = call.header(name, value);
        }
    }
    let Ok(call) = call.body(Body::from(body)) else {
        return super::server_error();
    };
    let response = function::answer_visit(visit.clone(), requirement, call).await;
    let (answer, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_ANSWER).await else {
        return super::server_error();
    };
    if answer.status.is_success()
        && let Ok(Taken { to }) = serde_json::from_slice(&body)
        && let Ok(location) = HeaderValue::from_str(&to)
    {
        return (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    }
    let is_previewed = answer.status.is_success()
        && serde_json::from_slice::<crate::comment::model::Previewed>(&body).is_ok();
    let error = match serde_json::from_slice::<AppError>(&body) {
        Ok(error) => error,
        // Nothing is wrong: the page shows it once more, with how it will look.
        Err(_) if is_previewed => AppError::Invalid(Vec::new()),
        Err(_) => return super::server_error(),
    };
    let refused = RefusedForm {
        form,
        values: fields
            .into_iter()
            .filter(|(name, _)| !NOT_SHOWN_AGAIN.contains(&name.as_str()))
            .collect(),
        error,
    };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = parts.uri;
    *request.headers_mut() = parts.headers;
    render(visit, Some(refused), None, request).await
}

fn no_such_form() -> Response {
    (StatusCode::BAD_REQUEST, "There is no such form.\n").into_response()
}

/// Sends everything that is held about whoever is signed in, as a file.
pub async fn send_export(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    if visit.session().is_none() {
        // The page of the same address sends to sign in.
        return render(visit, None, None, Request::from_parts(parts, body)).await;
    }
    match export_person(&visit).await {
        Ok(value) => {
            let json = format!("{value:#}\n");
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"tilshi-account.json\"",
                ),
                (header::CACHE_CONTROL, "no-store"),
            ];
            let mut response = (headers, json).into_response();
            visit.cookies.write(response.headers_mut());
            response
        }
        Err(_) => super::server_error(),
    }
}

/// Shows a page to somebody who was looked up already. `refused` is a form that was sent to it and not
/// taken, `outcome` what became of a file.
pub(super) async fn render(
    visit: Visit,
    refused: Option<RefusedForm>,
    outcome: Option<Outcome>,
    mut request: Request,
) -> Response {
    // What nobody keeps is never answered with "not modified".
    request.headers_mut().remove(header::IF_NONE_MATCH);
    let status = refused
        .as_ref()
        .filter(|refused| !refused.is_only_shown())
        .map(|refused| refused.error.status());
    let cookies = visit.cookies.clone();
    let state = visit.state.clone();
    let is_secret = has_secret_address(request.uri().path());
    let provide = move || {
        provide_context(visit.clone());
        if let Some(refused) = refused.clone() {
            provide_context(refused);
        }
        if let Some(outcome) = outcome.clone() {
            provide_context(outcome);
        }
    };
    let mut response = page::render(state, request, provide).await;
    if response.status() == StatusCode::OK
        && let Some(status) = status.and_then(|status| StatusCode::from_u16(status).ok())
    {
        *response.status_mut() = status;
    }
    cookies.write(response.headers_mut());
    let headers = response.headers_mut();
    headers.remove(header::ETAG);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if is_secret {
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        );
    }
    response
}

/// Whether knowing the address is what lets somebody in: it is not told to any other page.
fn has_secret_address(path: &str) -> bool {
    let rest: Vec<&str> = path.split('/').skip(2).collect();
    matches!(rest.as_slice(), ["preview", ..] | ["lists", "join"])
}

/// Looks up who asks. What they want to read is in the language of the address.
pub(super) async fn visit(state: &AppState, parts: &Parts) -> Result<Visit, Box<Response>> {
    let mut visit = Visit::read(state, parts).await.map_err(|error| {
        tracing::error!("a session could not be read: {error}");
        Box::new(super::server_error())
    })?;
    let language = parts
        .uri
        .path()
        .get(1..3)
        .and_then(Language::parse)
        .filter(|language| state.configuration.site.languages.contains(language));
    visit.language = language.unwrap_or(visit.language);
    Ok(visit)
}
