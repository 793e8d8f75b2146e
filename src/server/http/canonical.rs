//! One address for each page: variants that people and programs make of it redirect there.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

use crate::site::address::escape_segment;

/// Files and programs' addresses, where capitals mean something.
const CASE_SENSITIVE: [&str; 5] = ["pkg", "fonts", "media", "fn", "api"];

/// Redirects `//`, a trailing slash and capitals to the one address, the query kept.
pub async fn redirect_variants(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let Some(path) = canonical_path(uri.path()) else {
        return next.run(request).await;
    };
    let location = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let Ok(location) = HeaderValue::from_str(&location) else {
        return next.run(request).await;
    };
    // 308 keeps the method; for reading, 301 is what every cache and search engine knows.
    let status = if matches!(*request.method(), Method::GET | Method::HEAD) {
        StatusCode::MOVED_PERMANENTLY
    } else {
        StatusCode::PERMANENT_REDIRECT
    };
    (status, [(header::LOCATION, location)]).into_response()
}

/// The one spelling of a path, if this is another one. Always begins with exactly one slash, so
/// that it cannot lead to another host.
pub fn canonical_path(path: &str) -> Option<String> {
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let keep_case = segments
        .first()
        .is_some_and(|first| CASE_SENSITIVE.contains(first));
    let mut canonical = String::with_capacity(path.len());
    for segment in segments {
        canonical.push('/');
        if keep_case {
            canonical.push_str(segment);
            continue;
        }
        match percent_decode_str(segment).decode_utf8() {
            Ok(decoded) => canonical.push_str(&lower_case(segment, &decoded)),
            // No page is there; let the 404 say so.
            Err(_) => canonical.push_str(segment),
        }
    }
    if canonical.is_empty() {
        canonical.push('/');
    }
    (canonical != path).then_some(canonical)
}

/// The segment as it came, unless it holds a capital: escapes are nobody's mistake.
fn lower_case<'a>(segment: &'a str, decoded: &str) -> Cow<'a, str> {
    let lower = decoded.to_lowercase();
    if lower == decoded {
        Cow::Borrowed(segment)
    } else {
        Cow::Owned(escape_segment(&lower))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn variants_lead_to_one_address() {
        for (variant, canonical) in [
            ("//kk", "/kk"),
            ("/kk/", "/kk"),
            ("/kk//bilim/", "/kk/bilim"),
            ("/KK/Bilim", "/kk/bilim"),
            ("//", "/"),
            ("//evil.example/", "/evil.example"),
            (
                "/kk/%D0%91%D1%96%D0%BB%D1%96%D0%BC",
                "/kk/%D0%B1%D1%96%D0%BB%D1%96%D0%BC",
            ),
            ("/media//AbC/x.webp", "/media/AbC/x.webp"),
        ] {
            assert_eq!(
                canonical_path(variant).as_deref(),
                Some(canonical),
                "{variant}"
            );
        }
    }

    #[test]
    fn the_one_address_stays() {
        for path in [
            "/",
            "/kk",
            "/kk/bilim/mektep",
            "/kk/%D0%B1",
            "/kk/%d0%b1",
            "/pkg/Tilshi.AbC.js",
            "/kk/%ff",
        ] {
            assert_eq!(canonical_path(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn redirects_end(path in "/[a-zA-ZА-Яа-яӘә%0-9/.?#-]{0,40}") {
            if let Some(canonical) = canonical_path(&path) {
                prop_assert!(canonical.starts_with('/') && !canonical.starts_with("//"));
                prop_assert_eq!(canonical_path(&canonical), None);
            }
        }
    }
}
