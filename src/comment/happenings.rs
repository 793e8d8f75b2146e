//! Tells a page what happens in its thread: server-sent events (HTML Standard, section 9.2).
//!
//! The same for everybody, so nobody is looked up. First comes what the page has missed, from the
//! database; then what the [bus](super::live) brings. Listening begins before that is read, so nothing
//! falls between, and numbers say what was told already, so nothing comes twice.

use super::{
    live::Frame,
    store::{find_thread, is_open_to_readers, list_events},
};
use crate::{
    error::AppError,
    server::{
        http::{ClientNetwork, refuse},
        state::AppState,
    },
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use std::{
    collections::HashMap,
    convert::Infallible,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// The route, as the table of who may call what has it.
pub const ROUTE: &str = "/fn/comment/happenings/{article}";

/// How long a stream is silent at most: proxies close what seems dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How many missed events are told one by one; whoever has missed more is told to load the thread again.
const MOST_MISSED: i64 = 500;
/// How many pages one server tells at once.
const MOST_LISTENERS: usize = 20_000;
/// How many of them may come from one network: a mobile operator has many readers behind one address.
const MOST_FROM_NETWORK: usize = 2_000;
/// When to come back, seconds.
const RETRY_AFTER: u64 = 30;

/// What the query says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Listening {
    /// The number of the newest event that the page knows of.
    after: i64,
}

/// Counts who listens. Cloning is cheap, all clones are one.
#[derive(Clone, Default)]
pub struct Audience(Arc<Mutex<HashMap<ClientNetwork, usize>>>);

impl fmt::Debug for Audience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Audience")
    }
}

/// A place in the audience, given back when it is dropped.
struct Seat {
    audience: Audience,
    network: ClientNetwork,
}

impl Audience {
    fn take(&self, network: ClientNetwork) -> Option<Seat> {
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = seats.values().sum();
        let mine = seats.entry(network).or_default();
        if all >= MOST_LISTENERS || *mine >= MOST_FROM_NETWORK {
            return None;
        }
        *mine += 1;
        Some(Seat {
            audience: self.clone(),
            network,
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self
            .audience
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = seats.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                seats.remove(&self.network);
            }
        }
    }
}

/// Sends what happens in the thread of an article. Ends when the server stops, and where a page is too slow
/// to be told everything.
pub async fn send(
    State(state): State<AppState>,
    Path(article): Path<i64>,
    Query(listening): Query<Listening>,
    parts: Parts,
) -> Response {
    let network = ClientNetwork::of_request(
        &parts.headers,
        &parts.extensions,
        &state.configuration.http.trusted_proxies,
    );
    let Some(seat) = state.audience.take(network) else {
        let headers = [(header::RETRY_AFTER, RETRY_AFTER.to_string())];
        return (StatusCode::SERVICE_UNAVAILABLE, headers).into_response();
    };
    let told = last_event(&parts.headers).unwrap_or(listening.after);
    let listener = match begin(&state, article, told, seat).await {
        Ok(listener) => listener,
        Err(error) => return refuse(&error),
    };
    let stream = futures::stream::unfold(listener, Listener::next);
    let headers = [
        (header::CONTENT_TYPE.as_str(), "text/event-stream"),
        (header::CACHE_CONTROL.as_str(), "no-store"),
        // nginx would gather the events first.
        ("x-accel-buffering", "no"),
    ];
    (headers, Body::from_stream(stream)).into_response()
}

/// What the page was told last, before it lost the stream.
fn last_event(headers: &HeaderMap) -> Option<i64> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}

async fn begin(
    state: &AppState,
    article: i64,
    told: i64,
    seat: Seat,
) -> Result<Listener, AppError> {
    let mut connection = state.database.read().await?;
    if !is_open_to_readers(&mut connection, article).await? {
        return Err(AppError::NotFound);
    }
    let at_first = find_thread(&mut connection, article).await?.last_event;
    let receiver = state.live.listen(
        &state.database,
        &state.configuration.database.url,
        &state.streams,
        article,
        at_first,
    );
    let last = find_thread(&mut connection, article).await?.last_event;
    let missed = if (0..last).contains(&told) && last - told <= MOST_MISSED {
        list_events(&mut connection, article, told, MOST_MISSED).await?
    } else {
        Vec::new()
    };
    let whole = missed.len() as i64 == last - told;
    let first = if whole {
        // Something is sent at once in any case: the browser then knows that it listens.
        Frame::of(missed)
            .and_then(|frame| frame.after(told))
            .unwrap_or_else(|| Bytes::from_static(b":\n\n"))
    } else {
        Bytes::from(format!("id: {last}\ndata: \"reload\"\n\n"))
    };
    Ok(Listener {
        state: state.clone(),
        receiver,
        told: last,
        unsent: Some(first),
        _seat: seat,
    })
}

/// A page that listens.
struct Listener {
    state: AppState,
    receiver: Receiver<Frame>,
    told: i64,
    unsent: Option<Bytes>,
    _seat: Seat,
}

impl Listener {
    /// What is sent next; None at the end of the stream.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        loop {
            if let Some(bytes) = self.unsent.take() {
                return Some((Ok(bytes), self));
            }
            tokio::select! {
                received = self.receiver.recv() => match received {
                    Ok(frame) => {
                        self.unsent = frame.after(self.told);
                        self.told = self.told.max(frame.last());
                    }
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                },
                () = tokio::time::sleep(HEARTBEAT) => {
                    self.unsent = Some(Bytes::from_static(b":\n\n"));
                }
                () = self.state.streams.ended() => return None,
            }
        }
    }
}
