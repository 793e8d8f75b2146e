//! Answers for operators and for robots.

use crate::server::state::AppState;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};

/// The process runs and answers.
pub async fn is_alive() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}

/// Requests can be sent here: the database answers and has this program's migrations.
pub async fn is_ready(State(state): State<AppState>) -> impl IntoResponse {
    let (status, text) = match state.database.is_ready().await {
        Ok(true) => (StatusCode::OK, "ok\n"),
        Ok(false) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database has other migrations than this program\n",
        ),
        Err(error) => {
            tracing::warn!("not ready: {error}");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    };
    (status, [(header::CACHE_CONTROL, "no-store")], text)
}

/// What search engines may visit: the pages, not the data behind them.
pub async fn robots() -> impl IntoResponse {
    (
        [(header::CACHE_CONTROL, "public, max-age=86400")],
        "User-agent: *\nDisallow: /fn/\n",
    )
}
