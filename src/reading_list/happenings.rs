//! Tells a device that something was done on another one: server-sent events (HTML Standard, section
//! 9.2).
//!
//! An event is only the number of the newest operation, which the device then asks for. The stream
//! looks into the database once a second; so it tells what another server on the same database has
//! taken in too, and nothing has to be kept in memory for it.

use super::store::find_last;
use crate::{
    account::identity::Visit,
    error::AppError,
    server::{
        http::{check_route, refuse},
        state::{AppState, Streams},
    },
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use std::{convert::Infallible, time::Duration};

/// The route, as the table of who may call what has it.
pub const ROUTE: &str = "/fn/reading-list/happenings";

/// How often the stream looks.
const EVERY: Duration = Duration::from_secs(1);
/// How long it is silent at most: proxies close what seems dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// After how many looks that found nothing new it is seen whether the session still goes on. Before
/// anything is told it is seen each time.
const LOOKS_UNSEEN: u32 = 15;

/// Sends the number of the newest operation of whoever is signed in: at once, unless the device says
/// that this is what it was told last, and whenever it is another one. Ends when the server stops, and
/// with the session.
pub async fn send(State(state): State<AppState>, parts: Parts) -> Response {
    let visit = match Visit::read(&state, &parts).await {
        Ok(visit) => visit,
        Err(error) => return refuse(&error.into()),
    };
    if let Err(error) = check_route(&visit, ROUTE) {
        return refuse(&error);
    }
    let first = match look(&visit).await {
        Ok(last) => last,
        Err(error) => return refuse(&error),
    };
    let told = last_event(&parts.headers);
    let cookies = visit.cookies.clone();
    let listener = Listener {
        streams: state.streams.clone(),
        visit,
        unsent: (told != Some(first)).then_some(first),
        sent: first,
        looks: 0,
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

/// What the device was told last, before it lost the stream.
fn last_event(headers: &HeaderMap) -> Option<i64> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}

/// A device that listens.
struct Listener {
    streams: Streams,
    visit: Visit,
    unsent: Option<i64>,
    sent: i64,
    looks: u32,
}

impl Listener {
    /// The next event; None at the end of the stream.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(last) = self.unsent.take() {
                self.sent = last;
                let number = last.to_string();
                return Some((Ok(Event::default().id(number.clone()).data(number)), self));
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = self.streams.ended() => return None,
            }
            let last = look(&self.visit).await.ok()?;
            self.looks += 1;
            if last != self.sent || self.looks >= LOOKS_UNSEEN {
                self.looks = 0;
                self.visit = self.visit.look_again().await.ok()?;
                self.visit.signed_in().ok()?;
            }
            if last != self.sent {
                self.unsent = Some(last);
            }
        }
    }
}

/// The number of the newest operation at this moment.
async fn look(visit: &Visit) -> Result<i64, AppError> {
    let person = visit.signed_in()?.person.id;
    let mut connection = visit.state.database.read().await?;
    Ok(find_last(&mut connection, person).await?)
}
