//! Changing requests are taken only from our own pages.

use crate::server::state::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Where the page stands that sends a request, in the browser's own words (Fetch Metadata).
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses every request that could change something and does not come from a page of this site.
/// Every browser in use says with such a request where it comes from, so one that does not say is
/// refused too. The library's layer (`tower_http::csrf`) would let it pass, which is why it is not
/// used.
///
/// The origin is the one of the request's own host, or that of the configuration where a proxy has
/// written another host over it. Together with `SameSite=Lax` on the session (OWASP's Cross-Site
/// Request Forgery Prevention Cheat Sheet: Fetch Metadata, verifying origin).
pub async fn refuse(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let own = state.configuration.site.url.origin().ascii_serialization();
    if is_safe || is_from_here(request.headers(), &own) {
        return next.run(request).await;
    }
    tracing::warn!("a changing request from elsewhere was refused");
    (
        StatusCode::FORBIDDEN,
        "This request does not come from a page of this site.\n",
    )
        .into_response()
}

fn is_from_here(headers: &HeaderMap, own: &str) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(&FETCH_SITE), text(&header::ORIGIN)) {
        (Some(site), None) => site == "same-origin",
        (site, Some(origin)) => {
            let is_same_host = origin
                .split_once("://")
                .is_some_and(|(_, authority)| Some(authority) == text(&header::HOST));
            site.is_none_or(|site| site == "same-origin") && (is_same_host || origin == own)
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn is_taken(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        map.insert(header::HOST, HeaderValue::from_static("paper.example"));
        for (name, value) in headers {
            map.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        is_from_here(&map, "https://gazet.kz")
    }

    #[test]
    fn only_pages_of_this_site_may_change_anything() {
        for taken in [
            &[("origin", "https://paper.example")][..],
            &[
                ("origin", "https://paper.example"),
                ("sec-fetch-site", "same-origin"),
            ],
            &[("origin", "https://gazet.kz")],
            &[("sec-fetch-site", "same-origin")],
        ] {
            assert!(is_taken(taken), "{taken:?}");
        }
        for refused in [
            &[][..],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "https://paper.example.evil.example")],
            &[
                ("origin", "https://evil.paper.example"),
                ("sec-fetch-site", "same-site"),
            ],
            &[
                ("origin", "https://paper.example"),
                ("sec-fetch-site", "cross-site"),
            ],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "cross-site")],
        ] {
            assert!(!is_taken(refused), "{refused:?}");
        }
    }
}
