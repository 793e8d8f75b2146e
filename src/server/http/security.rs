//! Headers that tell the browser what this site never does.

use crate::server::{configuration::SiteSettings, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use document::Provider;

/// For answers that are no page: nothing in them may run or load anything.
const NO_PAGE_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// On every answer, whatever it is.
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

/// Two years, as the browsers' preload list asks for.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds what every answer carries, and the strictest policy where the handler set none.
pub async fn add_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
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
/// that an article may embed, and only a reader's click makes one.
pub fn page_policy(script_hashes: &[String], site: &SiteSettings) -> HeaderValue {
    let scripts = script_hashes.join(" ");
    let frames = Provider::ALL.map(Provider::frame_origin).join(" ");
    let upgrade = if site.url.scheme() == "https" {
        "; upgrade-insecure-requests"
    } else {
        ""
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; frame-src {frames}; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'self'{upgrade}"
    );
    HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static(NO_PAGE_POLICY))
}
