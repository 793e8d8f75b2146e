//! Headers that tell the browser what this site never does.

use crate::{desk::model::is_desk, server::state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use document::Provider;
use leptos::config::Env;
use std::env;

/// For answers that are no page: nothing in them may run or load anything.
const NO_PAGE_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// On every answer, whatever it is, unless its handler is stricter.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Two years. Not for the subdomains, which may be somebody else's business.
const HSTS: &str = "max-age=63072000";

/// Adds what every answer carries, and the strictest policy where the handler set none.
pub async fn add_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(NO_PAGE_POLICY),
        );
    }
    if state.configuration.site.url.scheme() == "https" {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(HSTS),
        );
    }
    response
}

/// The policy of a page whose own inline scripts have these hashes. Frames only of the providers
/// that an article may embed, and only a reader's click makes one; the newsroom's pages frame those of
/// readers too.
pub fn page_policy(script_hashes: &[String], path: &str, state: &AppState) -> HeaderValue {
    let site = &state.configuration.site;
    let scripts = script_hashes.join(" ");
    let providers = Provider::ALL.map(Provider::frame_origin).join(" ");
    let frames = if is_desk(path) {
        format!("'self' {providers}")
    } else {
        providers
    };
    // `cargo leptos watch` tells the page over a socket of its own that something has changed.
    let reload = match state.leptos_options.env {
        Env::DEV if env::var_os("LEPTOS_WATCH").is_some() => {
            format!(
                " ws://127.0.0.1:{0} ws://localhost:{0}",
                state.leptos_options.reload_port
            )
        }
        Env::DEV | Env::PROD => String::new(),
    };
    let upgrade = if site.url.scheme() == "https" {
        "; upgrade-insecure-requests"
    } else {
        ""
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'{reload}; frame-src {frames}; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'self'{upgrade}"
    );
    HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static(NO_PAGE_POLICY))
}
