//! Tells moderators' open pages that what the desk shows has changed: server-sent events (HTML
//! Standard, section 9.2). Only numbers are told; the page fetches what it shows.

use super::{model::Newest, moderator};
use crate::{
    account::identity::Visit,
    comment::store::desk::find_newest,
    error::AppError,
    server::{
        http::{check_route, refuse},
        state::{AppState, Streams},
    },
};
use axum::{
    extract::State,
    http::{HeaderValue, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use std::{convert::Infallible, time::Duration};

/// The route, as the table of who may call what has it.
pub const ROUTE: &str = "/fn/comment/queue/happenings";

/// How often the stream looks.
const EVERY: Duration = Duration::from_secs(1);
/// How long it is silent at most: proxies close what seems dead.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Sends how far the desk has come, [`Newest`] as JSON: at once, and whenever it differs from the last. Ends when the server stops, and when whoever listens does not moderate any more.
pub async fn send(State(state): State<AppState>, parts: Parts) -> Response {
    let visit = match Visit::read(&state, &parts).await {
        Ok(visit) => visit,
        Err(error) => return refuse(&error.into()),
    };
    if let Err(error) = check_route(&visit, ROUTE) {
        return refuse(&error);
    }
    let first = match look(&visit).await {
        Ok(first) => first,
        Err(error) => return refuse(&error),
    };
    let cookies = visit.cookies.clone();
    let listener = Listener {
        streams: state.streams.clone(),
        visit,
        unsent: Some(first),
        sent: first,
    };
    let stream = futures::stream::unfold(listener, Listener::next);
    let keep_alive = KeepAlive::new().interval(HEARTBEAT);
    let mut response = Sse::new(stream).keep_alive(keep_alive).into_response();
    cookies.write(response.headers_mut());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would gather the events first.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Somebody who listens.
struct Listener {
    streams: Streams,
    visit: Visit,
    unsent: Option<Newest>,
    sent: Newest,
}

impl Listener {
    /// The next event; None at the end of the stream.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(newest) = self.unsent.take() {
                self.sent = newest;
                let json = serde_json::to_string(&newest).ok()?;
                return Some((Ok(Event::default().data(json)), self));
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = self.streams.ended() => return None,
            }
            self.visit = self.visit.look_again().await.ok()?;
            let newest = look(&self.visit).await.ok()?;
            if newest != self.sent {
                self.unsent = Some(newest);
            }
        }
    }
}

async fn look(visit: &Visit) -> Result<Newest, AppError> {
    moderator(visit)?;
    let mut connection = visit.state.database.read().await?;
    Ok(find_newest(&mut connection).await?)
}
