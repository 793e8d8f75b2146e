//! What other servers on the same PostgreSQL tell.

use super::Inner;
use crate::server::{
    configuration::{DatabaseKind, DatabaseUrl},
    state::Streams,
};
use sqlx::postgres::PgListener;
use std::{sync::Weak, time::Duration};

/// The channel's name; what is told is the article's id.
pub const CHANNEL: &str = "tilshi_threads";

/// How long is waited before the connection is made again.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens until the server stops. On SQLite there is nobody to listen to.
pub(super) fn listen(inner: Weak<Inner>, url: &DatabaseUrl, streams: &Streams) {
    if url.kind() != DatabaseKind::Postgres {
        return;
    }
    let url = url.as_str().to_owned();
    let streams = streams.clone();
    tokio::spawn(async move {
        let listening = async {
            loop {
                if let Err(error) = hear(&inner, &url).await {
                    tracing::warn!("notifications of the database do not come: {error}");
                }
                if inner.upgrade().is_none() {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        tokio::select! {
            () = listening => {}
            () = streams.ended() => {}
        }
    });
}

async fn hear(inner: &Weak<Inner>, url: &str) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen(CHANNEL).await?;
    // What was told while nobody heard it.
    let Some(all) = inner.upgrade() else {
        return Ok(());
    };
    all.wake_all();
    drop(all);
    // None: the connection was lost, and what was told meanwhile with it.
    while let Some(notification) = listener.try_recv().await? {
        let Some(inner) = inner.upgrade() else {
            return Ok(());
        };
        if let Ok(article) = notification.payload().parse::<i64>()
            && let Some(thread) = inner.threads().get(&article)
        {
            thread.woken.notify_one();
        }
    }
    Ok(())
}
