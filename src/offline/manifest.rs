//! What a browser needs to know to put the paper on a home screen (Web Application Manifest, W3C).

use crate::{language::Language, server::state::AppState};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// The manifest of the paper in one language. Each is an app of its own: its `id` is its front page.
pub async fn send(State(state): State<AppState>, Path(language): Path<String>) -> Response {
    let site = &state.configuration.site;
    let language = Language::parse(&language).filter(|known| site.languages.contains(known));
    let Some(language) = language else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let front = format!("/{}", language.code());
    let name = site.name(language);
    let manifest = json!({
        "id": front,
        "start_url": front,
        "scope": "/",
        "name": name,
        "short_name": name,
        "lang": language.code(),
        "dir": language.direction(),
        "display": "minimal-ui",
        "background_color": "#fcfbf8",
        "theme_color": "#fcfbf8",
        "icons": [
            { "src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml" },
            { "src": "/icons/192.png", "sizes": "192x192", "type": "image/png" },
            { "src": "/icons/512.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable" },
        ],
    });
    (
        [
            (header::CONTENT_TYPE, "application/manifest+json"),
            (header::CACHE_CONTROL, "public, max-age=86400"),
        ],
        manifest.to_string(),
    )
        .into_response()
}
