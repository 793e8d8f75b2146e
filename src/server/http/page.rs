//! Rendering pages, and calling server functions.
//!
//! A reader's page is the same bytes for everybody, so its inline scripts are allowed by their hash
//! and not by a nonce. The renderer marks its own scripts with a nonce all the same: only scripts
//! that carry it are hashed, so that one which came into the page by some mistake of ours is not
//! blessed with the rest. Then the nonce is taken out.

use super::{personal, security};
use crate::{
    account::model::is_personal, app::shell, server::state::AppState, site::views::DescribedOnce,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use leptos::{nonce::use_nonce, prelude::provide_context};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// No page comes near this; it only bounds what a mistake can take.
const LARGEST_PAGE: usize = 16 * 1024 * 1024;

/// Answers with the page at the request's address. Pages of one person can be sent forms.
pub async fn answer(State(state): State<AppState>, request: Request) -> Response {
    let is_personal = is_personal(request.uri().path());
    match *request.method() {
        Method::GET | Method::HEAD if is_personal => personal::show(state, request).await,
        Method::POST if is_personal => personal::take_form(state, request).await,
        Method::GET | Method::HEAD => render(state, request, || ()).await,
        _ => {
            let allowed = if is_personal {
                "GET,HEAD,POST"
            } else {
                "GET,HEAD"
            };
            (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, allowed)]).into_response()
        }
    }
}

/// Renders a page. `provide` gives its views what they need besides the state.
pub async fn render(
    state: AppState,
    request: Request,
    provide: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let path = request.uri().path().to_owned();
    let nonce = Arc::new(Mutex::new(String::new()));
    let handler = leptos_axum::render_app_async_with_context(
        {
            let state = state.clone();
            let nonce = Arc::clone(&nonce);
            move || {
                provide_context(state.clone());
                provide_context(DescribedOnce::default());
                provide();
                if let Some(used) = use_nonce() {
                    *nonce.lock().unwrap_or_else(PoisonError::into_inner) = used.to_string();
                }
            }
        },
        {
            let options = state.leptos_options.clone();
            move || shell(options.clone())
        },
    );
    let response = handler(request).await;
    let nonce = nonce.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let (mut parts, body) = response.into_parts();
    let html = match to_bytes(body, LARGEST_PAGE).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!("a page could not be rendered: {error}");
            return super::server_error();
        }
    };
    if parts.status.is_redirection() {
        return (parts.status, parts.headers).into_response();
    }
    let sealed = seal(&String::from_utf8_lossy(&html), &nonce);
    let csp = security::page_policy(&sealed.script_hashes, &path, &state);
    parts.headers.insert(header::CONTENT_SECURITY_POLICY, csp);
    // Kept, but asked about each time: a correction must be seen at once.
    parts
        .headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    parts.headers.remove(header::CONTENT_LENGTH);
    if parts.status == StatusCode::OK {
        let tag = entity_tag(&sealed.html);
        parts.headers.insert(header::ETAG, tag.clone());
        if known.is_some_and(|known| matches_tag(&known, &tag)) {
            parts.status = StatusCode::NOT_MODIFIED;
            parts.headers.remove(header::CONTENT_TYPE);
            return Response::from_parts(parts, Body::empty());
        }
    }
    Response::from_parts(parts, Body::from(sealed.html))
}

/// A page without its nonce, and the hashes that stand for it.
#[derive(Debug, PartialEq, Eq)]
struct Sealed {
    html: String,
    script_hashes: Vec<String>,
}

fn seal(html: &str, nonce: &str) -> Sealed {
    if nonce.is_empty() {
        return Sealed {
            html: html.to_owned(),
            script_hashes: Vec::new(),
        };
    }
    let mark = format!(" nonce=\"{nonce}\"");
    let mut script_hashes = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start..];
        let Some(end_of_tag) = rest.find('>') else {
            break;
        };
        let tag = &rest[..end_of_tag];
        let content = &rest[end_of_tag + 1..];
        let Some(length) = content.find("</script>") else {
            break;
        };
        if tag.contains(&mark) && !tag.contains(" src=") {
            let hash = format!(
                "'sha256-{}'",
                STANDARD.encode(Sha256::digest(&content.as_bytes()[..length]))
            );
            if !script_hashes.contains(&hash) {
                script_hashes.push(hash);
            }
        }
        rest = &content[length..];
    }
    // Leptos also writes the nonce into the attribute crossorigin of its preloads, where any value
    // means the same as none.
    let html = html
        .replace(&mark, "")
        .replace(&format!("\"{nonce}\""), "\"\"");
    Sealed {
        html,
        script_hashes,
    }
}

/// Weak, because the same page is sent in several compressions (RFC 9110, section 8.8.1).
fn entity_tag(html: &str) -> HeaderValue {
    let digest = Sha256::digest(html.as_bytes());
    HeaderValue::from_str(&format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..16])))
        .unwrap_or_else(|_| HeaderValue::from_static("W/\"\""))
}

/// The weak comparison that If-None-Match asks for (RFC 9110, section 13.1.2).
fn matches_tag(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let opaque = |text: &str| text.trim().trim_start_matches("W/").to_owned();
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else {
        return false;
    };
    known.trim() == "*"
        || known
            .split(',')
            .any(|candidate| opaque(candidate) == opaque(tag))
}

/// Whether the client already has what carries this tag.
pub fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| matches_tag(known, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_with_the_nonce_are_allowed() {
        let page = "<head><script nonce=\"n1\">a()</script><script>evil()</script>\
                    <link crossorigin=\"n1\"></head><script src=\"/x.js\" nonce=\"n1\"></script>";
        let sealed = seal(page, "n1");
        assert_eq!(
            sealed.script_hashes,
            [format!(
                "'sha256-{}'",
                STANDARD.encode(Sha256::digest("a()"))
            )]
        );
        assert_eq!(
            sealed.html,
            "<head><script>a()</script><script>evil()</script><link crossorigin=\"\"></head><script src=\"/x.js\"></script>"
        );
    }

    #[test]
    fn two_renderings_are_the_same_bytes() {
        let page = |nonce: &str| format!("<script nonce=\"{nonce}\">a()</script>");
        assert_eq!(seal(&page("one"), "one"), seal(&page("two"), "two"));
    }

    #[test]
    fn tags_are_compared_weakly() {
        let tag = entity_tag("page");
        let text = tag.to_str().expect("ASCII").to_owned();
        for known in [
            text.clone(),
            text.trim_start_matches("W/").to_owned(),
            format!("\"x\", {text}"),
            "*".to_owned(),
        ] {
            assert!(
                matches_tag(&HeaderValue::from_str(&known).expect("ASCII"), &tag),
                "{known}"
            );
        }
        assert!(!matches_tag(&entity_tag("other"), &tag));
    }
}
