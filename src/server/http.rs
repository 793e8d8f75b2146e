//! The HTTP side: which handler answers which address, and what every answer has in common.

mod canonical;
mod connection;
mod cross_origin;
mod function;
mod health;
mod language_redirect;
mod lists_files;
mod media;
mod network;
mod page;
mod personal;
mod security;
mod static_files;
mod upload;
mod whole_body;

pub use canonical::canonical_path;
pub use connection::serve;
pub use function::{check_route, refuse};
pub use network::ClientNetwork;
pub use page::is_known;

use super::state::AppState;
use crate::{
    comment,
    desk::happenings,
    feed,
    offline::manifest,
    reading_list::{self, file},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodFilter, get, on, post},
};
use leptos::server_fn;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tracing::Span;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The whole application as one service.
pub fn router(state: AppState) -> Router {
    // Reactive effects of a page being rendered run on tokio. An error says that they do already.
    let _ = any_spawner::Executor::init_tokio();
    let limits = state.configuration.http.clone();
    let mut router = Router::new()
        .route("/", get(language_redirect::to_front_page))
        .route("/healthz", get(health::is_alive))
        .route("/readyz", get(health::is_ready))
        .route("/robots.txt", get(health::robots))
        .route("/media/{hash}/{name}", get(media::send))
        .route(happenings::ROUTE, get(happenings::send))
        .route(
            reading_list::happenings::ROUTE,
            get(reading_list::happenings::send),
        )
        .route(comment::happenings::ROUTE, get(comment::happenings::send))
        .route(
            comment::desk::happenings::ROUTE,
            get(comment::desk::happenings::send),
        )
        .route("/{lang}/list/{public_id}/feed.xml", get(feed::of_list))
        .route("/{lang}/manifest.webmanifest", get(manifest::send))
        .route("/{lang}/feed.xml", get(feed::of_paper))
        .route("/{lang}/{section}/feed.xml", get(feed::of_section))
        .route("/{lang}/account/export", get(personal::send_export))
        .route(lists_files::FILE, get(lists_files::send))
        .nest_service("/pkg", static_files::built(&state))
        .nest_service("/editor", static_files::editor(&state))
        .nest_service("/fonts", static_files::fonts(&state))
        .nest_service("/icons", static_files::icons(&state))
        .route_service("/service-worker.js", static_files::service_worker(&state))
        .route_service("/favicon.svg", static_files::favicon(&state));
    for (path, method) in server_fn::axum::server_fn_paths() {
        if let Ok(filter) = MethodFilter::try_from(method) {
            router = router.route(path, on(filter, function::answer));
        }
    }
    let routes = router.fallback(page::answer).with_state(state.clone());
    // Around the routes as a whole: what each of them allows is only then in its refusals.
    let limited = Router::new()
        .fallback_service(routes)
        // The innermost comes first.
        .layer(middleware::from_fn(canonical::redirect_variants))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            cross_origin::refuse,
        ))
        .layer(middleware::from_fn(answer_options))
        .layer(RequestBodyLimitLayer::new(limits.body_limit_bytes))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            limits.request_timeout,
        ));
    // Pictures and files of lists are larger than anything else that is sent here, and take longer to
    // come.
    Router::new()
        .route(upload::PATH, post(upload::take_picture))
        .route(file::READ, post(lists_files::read))
        .route(file::WRITE, post(lists_files::write))
        .route(
            lists_files::PAGE,
            post(lists_files::bring_in).fallback_service(limited.clone()),
        )
        .layer(DefaultBodyLimit::disable())
        .with_state(state.clone())
        .layer(middleware::from_fn_with_state(
            state.clone(),
            cross_origin::refuse,
        ))
        .layer(middleware::from_fn(answer_options))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            limits.request_timeout.max(upload::TIMEOUT),
        ))
        .fallback_service(limited)
        .layer(CatchPanicLayer::custom(|_| server_error()))
        // Pages are small: quality 5 costs little and comes close to the best. Files that never
        // change lie compressed on the disk.
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Precise(5))
                .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/"))),
        )
        .layer(middleware::from_fn_with_state(state, security::add_headers))
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
                .layer(
                    TraceLayer::new_for_http()
                        .make_span_with(request_span)
                        .on_request(())
                        .on_response(log_response),
                )
                .layer(PropagateRequestIdLayer::new(REQUEST_ID)),
        )
}

fn log_response<B>(response: &axum::http::Response<B>, latency: Duration, _: &Span) {
    tracing::info!(
        status = response.status().as_u16(),
        milliseconds = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
}

/// The path without its query, which may hold what somebody searched for; no address of the reader.
fn request_span<B>(request: &axum::http::Request<B>) -> Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
}

/// OPTIONS answers what may be asked of an address (RFC 9110, section 9.3.7): the router's own
/// refusal already lists it.
async fn answer_options(request: Request, next: Next) -> Response {
    let asked = request.method() == Method::OPTIONS;
    let mut response = next.run(request).await;
    if asked && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = match response
            .headers()
            .get(header::ALLOW)
            .and_then(|allow| allow.to_str().ok())
        {
            Some(allow) if !allow.is_empty() => format!("{allow},OPTIONS"),
            _ => "OPTIONS".to_owned(),
        };
        response = StatusCode::NO_CONTENT.into_response();
        if let Ok(allowed) = HeaderValue::from_str(&allowed) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
    }
    response
}

fn server_error() -> Response<axum::body::Body> {
    (StatusCode::INTERNAL_SERVER_ERROR, "500").into_response()
}

/// An answer of a route that has nothing at this address: the ordinary page for it.
async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    page::render(state, request, || ()).await
}
