//! What happens to a manuscript, told to whoever has it open: server-sent events (HTML Standard,
//! section 9.2).
//!
//! The stream looks into the database once a second. So it tells what another server on the same
//! database has done too, and nothing has to be kept in memory for it.

use super::{
    manuscript::{happening, store::load},
    model::Happening,
    permission::Permission,
};
use crate::{
    account::identity::Visit,
    error::AppError,
    language::Language,
    server::{
        http::{check_route, refuse},
        state::{AppState, Streams},
    },
    site::pages::Presenter,
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use serde::Deserialize;
use std::{convert::Infallible, time::Duration};

/// The route, as the table of who may call what has it.
pub const ROUTE: &str = "/fn/desk/happenings/{manuscript}";

/// How often the stream looks.
const EVERY: Duration = Duration::from_secs(1);
/// How long it is silent at most: proxies close what seems dead.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What the query says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Listening {
    /// The language of the page: an event source can't say it in a header.
    language: Option<Language>,
}

/// Sends what happens to a manuscript: at once, and whenever it differs from the last. Ends when the
/// server stops, and when whoever listens may not open the manuscript any more.
pub async fn send(
    State(state): State<AppState>,
    Path(manuscript): Path<i64>,
    Query(listening): Query<Listening>,
    parts: Parts,
) -> Response {
    let mut visit = match Visit::read(&state, &parts).await {
        Ok(visit) => visit,
        Err(error) => return refuse(&error.into()),
    };
    visit.language = listening.language.unwrap_or(visit.language);
    if let Err(error) = check_route(&visit, ROUTE) {
        return refuse(&error);
    }
    let first = match look(&visit, manuscript).await {
        Ok(happening) => happening,
        Err(error) => return refuse(&error),
    };
    let cookies = visit.cookies.clone();
    let listener = Listener {
        streams: state.streams.clone(),
        visit,
        manuscript,
        unsent: Some(first),
        sent: None,
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
    manuscript: i64,
    unsent: Option<Happening>,
    sent: Option<Happening>,
}

impl Listener {
    /// The next event; None at the end of the stream.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        loop {
            if let Some(happening) = self.unsent.take() {
                let json = serde_json::to_string(&happening).ok()?;
                self.sent = Some(happening);
                return Some((Ok(Event::default().data(json)), self));
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = self.streams.ended() => return None,
            }
            self.visit = self.visit.look_again().await.ok()?;
            let happening = look(&self.visit, self.manuscript).await.ok()?;
            if self.sent.as_ref() != Some(&happening) {
                self.unsent = Some(happening);
            }
        }
    }
}

/// What is to be told at this moment.
async fn look(visit: &Visit, manuscript: i64) -> Result<Happening, AppError> {
    let writer = visit.writer()?;
    let mut connection = visit.state.database.read().await?;
    let record = load(&mut connection, manuscript)
        .await?
        .ok_or(AppError::NotFound)?;
    if !Permission::of(&writer, &record).may_open {
        return Err(AppError::Forbidden);
    }
    let site = &visit.state.configuration.site;
    let presenter = Presenter::new(visit.language, site, visit.now);
    Ok(happening(&mut connection, &presenter, &record).await?)
}
