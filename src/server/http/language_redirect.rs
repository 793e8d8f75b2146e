//! `/` leads to the front page of the reader's language.

use crate::{
    language::choose_language,
    server::state::AppState,
    site::address::{Address, Place},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};

/// The cookie that holds the code of the language a reader chose last; the browser writes it when
/// a language link is followed.
const COOKIE: &str = "language";

/// Redirects by the cookie, then by Accept-Language, then to the paper's default language.
pub async fn to_front_page(State(state): State<AppState>, headers: HeaderMap) -> impl IntoResponse {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    let cookie = text(header::COOKIE).and_then(|cookies| {
        cookies
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .map(|(_, value)| value)
    });
    let site = &state.configuration.site;
    let language = choose_language(
        cookie,
        text(header::ACCEPT_LANGUAGE),
        &site.languages,
        site.default_language,
    );
    (
        StatusCode::FOUND,
        [
            (
                header::LOCATION,
                Address::new(language, Place::Front).to_string(),
            ),
            (header::VARY, "Accept-Language, Cookie".to_owned()),
            (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        ],
    )
}
