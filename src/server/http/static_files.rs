//! The built client, fonts and icon, as files that lie compressed on the disk.

use crate::server::state::AppState;
use axum::{
    Router,
    http::{HeaderValue, header},
    routing::get_service,
};
use std::path::{Path, PathBuf};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// Names carry a hash of the content, so the content under a name never changes.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A day, for the few files whose name stays when they change.
const DAY: &str = "public, max-age=86400";

/// `/pkg`: scripts, WASM and style sheet.
pub fn built(state: &AppState) -> Router {
    folder(&site_root(state).join(state.leptos_options.site_pkg_dir.as_ref()))
}

/// `/editor`: the newsroom's own script and style sheet.
pub fn editor(state: &AppState) -> Router {
    folder(&site_root(state).join("editor"))
}

/// `/fonts`.
pub fn fonts(state: &AppState) -> Router {
    folder(&site_root(state).join("fonts"))
}

/// `/favicon.svg`.
pub fn favicon(state: &AppState) -> Router {
    let file = ServeFile::new(site_root(state).join("favicon.svg"))
        .precompressed_br()
        .precompressed_gzip();
    cached(Router::new().fallback_service(get_service(file)), DAY)
}

/// `/icons`: the paper on a home screen.
pub fn icons(state: &AppState) -> Router {
    let files =
        ServeDir::new(site_root(state).join("icons")).append_index_html_on_directories(false);
    cached(Router::new().fallback_service(get_service(files)), DAY)
}

/// `/service-worker.js`: looked at anew each time, so that a mended one is not kept from readers; it may
/// fetch from here and nothing else.
pub fn service_worker(state: &AppState) -> Router {
    let file = ServeFile::new(site_root(state).join("service-worker.js"))
        .precompressed_br()
        .precompressed_gzip();
    cached(
        Router::new().fallback_service(get_service(file)),
        "no-cache",
    )
    .layer(SetResponseHeaderLayer::overriding(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; connect-src 'self'"),
    ))
}

fn folder(path: &Path) -> Router {
    let files = ServeDir::new(path)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    cached(
        Router::new().fallback_service(get_service(files)),
        IMMUTABLE,
    )
}

/// Only what is there may be kept: a file missing for a moment, in an upgrade, must not stay missing.
fn cached(router: Router, policy: &'static str) -> Router {
    router.layer(SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        move |response: &axum::http::Response<_>| {
            let found = response.status().is_success()
                || response.status() == axum::http::StatusCode::NOT_MODIFIED;
            Some(HeaderValue::from_static(if found {
                policy
            } else {
                "no-store"
            }))
        },
    ))
}

fn site_root(state: &AppState) -> PathBuf {
    PathBuf::from(state.leptos_options.site_root.as_ref())
}
