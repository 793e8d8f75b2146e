//! Who listens hears everything, in order and once, on whichever server it was said.

use super::*;
use crate::{
    comment::{
        model::{Event, Status},
        store::find_thread,
        testing::{add_article, add_comment},
    },
    server::{configuration::DatabaseKind, database::testing::on_each_at},
};
use tokio::time::timeout;

/// Adds comments one by one, each committed and told.
async fn post(database: &Database, live: Option<&Live>, article: i64, count: usize) {
    for _ in 0..count {
        let mut transaction = database.write().await.expect("a transaction");
        add_comment(&mut transaction, article, None, None, Status::Published).await;
        transaction.commit().await.expect("a commit");
        if let Some(live) = live {
            live.tell(article);
        }
    }
}

/// What a listener is sent until it knows of an event, as numbers.
async fn hear(receiver: &mut broadcast::Receiver<Frame>, up_to: i64) -> Vec<i64> {
    let mut told = 0;
    let mut numbers = Vec::new();
    while told < up_to {
        let frame = timeout(Duration::from_secs(10), receiver.recv())
            .await
            .expect("in time")
            .expect("a frame");
        let bytes = frame.after(told).expect("something new");
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        let json = text
            .lines()
            .find_map(|line| line.strip_prefix("data: "))
            .expect("data");
        let events: Vec<Event> = serde_json::from_str(json).expect("events");
        let last: i64 = text
            .lines()
            .find_map(|line| line.strip_prefix("id: "))
            .and_then(|id| id.parse().ok())
            .expect("an id");
        let first = last - i64::try_from(events.len()).expect("few") + 1;
        numbers.extend(first..=last);
        told = last;
    }
    numbers
}

#[tokio::test]
async fn every_listener_hears_every_event_once_and_in_order() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        let article = add_article(&database).await;
        let (live, streams) = (Live::default(), Streams::new());
        let listen = || live.listen(&database, &url, &streams, article, 0);
        let (mut one, mut other) = (listen(), listen());
        post(&database, Some(&live), article, 12).await;
        let expected: Vec<i64> = (1..=12).collect();
        assert_eq!(hear(&mut one, 12).await, expected);
        assert_eq!(hear(&mut other, 12).await, expected);
        assert_eq!(live.open_threads(), 1);
        streams.end();
    })
    .await;
}

#[tokio::test]
async fn what_another_server_has_written_is_heard_here() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        let article = add_article(&database).await;
        let (live, streams) = (Live::default(), Streams::new());
        let mut receiver = live.listen(&database, &url, &streams, article, 0);
        let elsewhere = Database::open(&url, 2).await.expect("a second server");
        post(&elsewhere, None, article, 3).await;
        assert_eq!(hear(&mut receiver, 3).await, [1, 2, 3]);
        elsewhere.close().await;
        streams.end();
    })
    .await;
}

#[tokio::test]
async fn who_has_read_the_page_is_told_only_what_came_since() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        let article = add_article(&database).await;
        let (live, streams) = (Live::default(), Streams::new());
        post(&database, None, article, 2).await;
        let mut connection = database.read().await.expect("a connection");
        let last = find_thread(&mut connection, article)
            .await
            .expect("a thread")
            .last_event;
        drop(connection);
        let mut receiver = live.listen(&database, &url, &streams, article, last);
        post(&database, Some(&live), article, 1).await;
        let frame = timeout(Duration::from_secs(10), receiver.recv())
            .await
            .expect("in time")
            .expect("a frame");
        let bytes = frame.after(last).expect("new");
        assert!(bytes.starts_with(b"id: 3\n"), "{bytes:?}");
        assert!(frame.after(3).is_none());
        streams.end();
    })
    .await;
}

#[tokio::test]
async fn who_is_too_slow_is_dropped_and_nobody_waits_for_them() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        let article = add_article(&database).await;
        let (live, streams) = (Live::default(), Streams::new());
        let mut slow = live.listen(&database, &url, &streams, article, 0);
        let thread = Arc::clone(live.0.threads().get(&article).expect("an open thread"));
        let events: Vec<_> = (1..=(RING as i64 * 2))
            .map(|number| {
                let event = Event {
                    kind: crate::comment::model::EventKind::Posted,
                    comment: number,
                    branch: number,
                    support: 0,
                    comments: number,
                };
                (number, event)
            })
            .collect();
        for event in events {
            let _ = thread.frames.send(Frame::of(vec![event]).expect("a frame"));
        }
        assert!(matches!(
            slow.recv().await,
            Err(broadcast::error::RecvError::Lagged(_))
        ));
        streams.end();
    })
    .await;
}

#[tokio::test]
async fn a_thread_that_nobody_hears_is_forgotten_even_while_it_is_busy() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        let article = add_article(&database).await;
        let (live, streams) = (Live::default(), Streams::new());
        drop(live.listen(&database, &url, &streams, article, 0));
        assert_eq!(live.open_threads(), 1);
        let forgotten = async {
            while live.open_threads() > 0 {
                live.tell(article);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(10), forgotten)
            .await
            .expect("nothing is kept for nobody");
        streams.end();
    })
    .await;
}

/// Waits until a thread's reader would be woken.
async fn woken(thread: &Thread) {
    timeout(Duration::from_secs(10), thread.woken.notified())
        .await
        .expect("in time");
}

/// Without the look once a second: nothing but the database itself can have told.
#[tokio::test]
async fn the_database_tells_other_servers_also_after_the_connection_was_lost() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        if url.kind() != DatabaseKind::Postgres {
            return;
        }
        let article = add_article(&database).await;
        let inner = Arc::new(Inner::default());
        let (frames, _receiver) = broadcast::channel(RING);
        let thread = Arc::new(Thread {
            article,
            frames,
            woken: Notify::new(),
            sent: AtomicI64::new(0),
        });
        inner.threads().insert(article, Arc::clone(&thread));
        let streams = Streams::new();
        notifications::listen(Arc::downgrade(&inner), &url, &streams);
        // Everything is looked at as soon as it listens.
        woken(&thread).await;
        post(&database, None, article, 1).await;
        woken(&thread).await;
        let mut connection = database.read().await.expect("a connection");
        let (ended,): (i64,) = sqlx::query_as(
            "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
             WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        )
        .fetch_one(&mut *connection)
        .await
        .expect("a lost connection");
        assert_eq!(ended, 1);
        drop(connection);
        woken(&thread).await;
        post(&database, None, article, 1).await;
        woken(&thread).await;
        streams.end();
    })
    .await;
}
