//! Uploaded files: `/media/{hash}/{name}`. The hash names the content, so it never changes.

use crate::{media, server::state::AppState};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;
use tower_http::services::ServeFile;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Sends a file; ranges and conditions are the library's business.
pub async fn send(
    State(state): State<AppState>,
    Path((hash, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Some(file) = media::MediaFile::parse(&hash, &name) else {
        return super::not_found(State(state), request).await;
    };
    let path = file.path(&state.configuration.data_dir);
    let mut response = match ServeFile::new(&path).oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    };
    if response.status() == StatusCode::NOT_FOUND {
        return (StatusCode::NOT_FOUND, "404").into_response();
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, IMMUTABLE);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(file.kind.content_type()),
    );
    response
}
