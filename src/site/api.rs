//! The server function behind every reader's page.

use super::model::PageData;
use crate::error::AppError;
use leptos::{server, server_fn::codec::GetUrl};

/// Reads what stands at an address (`/kk/bilim?before=…`), for the first page of a visit and for
/// every page after it. It is a GET so that the browser may keep it for half a minute: pointing at
/// a link fetches the article, the click then finds it.
///
/// # Errors
/// [`AppError`], with its status as the response's.
#[server(prefix = "/fn", endpoint = "page", input = GetUrl)]
pub async fn load_page(
    /// Path and query of the page.
    address: String,
) -> Result<PageData, AppError> {
    use super::pages;
    use crate::server::state::AppState;
    use axum::http::{HeaderValue, StatusCode, header};
    use leptos::prelude::expect_context;

    let state = expect_context::<AppState>();
    let response = expect_context::<leptos_axum::ResponseOptions>();
    match pages::read_page(&state, &address).await {
        Ok(mut page) => {
            page.frame.build.clone_from(&state.build);
            response.insert_header(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=30"),
            );
            Ok(page)
        }
        Err(error) => {
            let error = AppError::from(error);
            if let Ok(status) = StatusCode::from_u16(error.status()) {
                response.set_status(status);
            }
            Err(error)
        }
    }
}
