//! Tells open pages what happens in threads: a bus between whoever changes a thread and whoever has it
//! open, on this server or another one.
//!
//! While somebody listens to a thread there is one reader of its events. It is woken when the thread is
//! told of, reads what has come from the database once, and gives all listeners the same bytes. So a
//! listener costs a place in the connection and in one shared ring of frames; nothing is kept for each.
//!
//! Other servers are told by PostgreSQL's LISTEN and NOTIFY (`store::append_event` notifies in the
//! transaction itself). Whatever is told by nobody, such as by another process on the same SQLite file, is
//! found by a look at all open threads once a second.

mod frame;
mod notifications;

pub use frame::Frame;
pub use notifications::CHANNEL;

use super::store::{list_events, list_last_events};
use crate::server::{configuration::DatabaseUrl, database::Database, state::Streams};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::sync::{Notify, broadcast};

/// For how long events are gathered before they are sent in one frame: two thousand pages get five or six
/// frames a second and not every event by itself.
const GATHERED: Duration = Duration::from_millis(150);
/// How often all open threads are looked at.
const EVERY: Duration = Duration::from_secs(1);
/// How many frames a listener may be behind; one that is further behind is dropped, and its browser comes
/// back and says what it was told last.
const RING: usize = 64;
/// How many events one statement reads.
const AT_ONCE: i64 = 500;

/// The bus. Cloning is cheap, all clones are one.
#[derive(Clone, Default)]
pub struct Live(Arc<Inner>);

#[derive(Default)]
struct Inner {
    threads: Mutex<HashMap<i64, Arc<Thread>>>,
    started: AtomicBool,
}

/// A thread that somebody listens to.
struct Thread {
    article: i64,
    frames: broadcast::Sender<Frame>,
    woken: Notify,
    /// The number of the newest event that was sent.
    sent: AtomicI64,
}

impl std::fmt::Debug for Live {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Live")
    }
}

impl Live {
    /// Says that a thread has new events. To be called after the transaction is committed.
    pub fn tell(&self, article: i64) {
        if let Some(thread) = self.0.threads().get(&article) {
            thread.woken.notify_one();
        }
    }

    /// Begins to listen to a thread. Frames begin with what happens from now on; `last_event` is the number
    /// of the newest event, read before.
    pub fn listen(
        &self,
        database: &Database,
        url: &DatabaseUrl,
        streams: &Streams,
        article: i64,
        last_event: i64,
    ) -> broadcast::Receiver<Frame> {
        if !self.0.started.swap(true, Ordering::SeqCst) {
            let inner = Arc::downgrade(&self.0);
            tokio::spawn(look_at_all(
                inner.clone(),
                database.clone(),
                streams.clone(),
            ));
            notifications::listen(inner, url, streams);
        }
        let mut threads = self.0.threads();
        if let Some(thread) = threads.get(&article) {
            return thread.frames.subscribe();
        }
        let (frames, receiver) = broadcast::channel(RING);
        let thread = Arc::new(Thread {
            article,
            frames,
            woken: Notify::new(),
            sent: AtomicI64::new(last_event),
        });
        threads.insert(article, Arc::clone(&thread));
        drop(threads);
        tokio::spawn(read_events(
            Arc::downgrade(&self.0),
            thread,
            database.clone(),
            streams.clone(),
        ));
        receiver
    }

    /// How many threads are open, for tests and operators.
    pub fn open_threads(&self) -> usize {
        self.0.threads().len()
    }
}

impl Inner {
    fn threads(&self) -> MutexGuard<'_, HashMap<i64, Arc<Thread>>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_all(&self) {
        for thread in self.threads().values() {
            thread.woken.notify_one();
        }
    }

    /// Forgets a thread that nobody listens to. Whoever begins to listen holds the same lock, so nobody
    /// comes in between.
    fn forget_unheard(&self, thread: &Thread) -> bool {
        let mut threads = self.threads();
        let unheard = thread.frames.receiver_count() == 0;
        if unheard {
            threads.remove(&thread.article);
        }
        unheard
    }
}

/// Reads a thread's events for all who listen to it, until nobody does.
async fn read_events(
    inner: Weak<Inner>,
    thread: Arc<Thread>,
    database: Database,
    streams: Streams,
) {
    loop {
        tokio::select! {
            () = thread.woken.notified() => {}
            () = tokio::time::sleep(EVERY * 5) => {
                if inner.upgrade().is_none_or(|inner| inner.forget_unheard(&thread)) {
                    return;
                }
                continue;
            }
            () = streams.ended() => return,
        }
        tokio::time::sleep(GATHERED).await;
        if let Err(error) = send_new(&thread, &database).await {
            // The look at all threads tries again.
            tracing::warn!("events of a thread could not be read: {error}");
        }
    }
}

async fn send_new(thread: &Thread, database: &Database) -> Result<(), sqlx::Error> {
    loop {
        let after = thread.sent.load(Ordering::SeqCst);
        let mut connection = database.read().await?;
        let events = list_events(&mut connection, thread.article, after, AT_ONCE).await?;
        drop(connection);
        let Some(frame) = Frame::of(events) else {
            return Ok(());
        };
        thread.sent.store(frame.last(), Ordering::SeqCst);
        // Without a listener there is nobody to tell.
        let _ = thread.frames.send(frame);
    }
}

/// Looks once a second whether any open thread has events that its reader was not told of.
async fn look_at_all(inner: Weak<Inner>, database: Database, streams: Streams) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = streams.ended() => return,
        }
        let Some(inner) = inner.upgrade() else { return };
        let open: Vec<i64> = inner.threads().keys().copied().collect();
        for articles in open.chunks(AT_ONCE as usize) {
            let found = match database.read().await {
                Ok(mut connection) => list_last_events(&mut connection, articles).await,
                Err(error) => Err(error),
            };
            let Ok(found) = found else { continue };
            let threads = inner.threads();
            for (article, last) in found {
                if let Some(thread) = threads.get(&article)
                    && thread.sent.load(Ordering::SeqCst) < last
                {
                    thread.woken.notify_one();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
