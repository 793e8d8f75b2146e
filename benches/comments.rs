//! Many readers have one article open while comments come: everything is told, in order, and how soon.
//!
//! `make bench`; 2,000 listeners over loopback, 20 comments a second for 20 seconds, a reader's page five
//! times a second. Server and listeners share this process and its two cores, so a server of its own does
//! better. Fails when anything is lost or out of order, or when the 99th percentile is a second or more.
#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot be set up has nothing to say"
)]
#![expect(clippy::print_stdout, reason = "its output is its result")]

use std::{
    env, fs,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tilshi::{
    comment::{
        model::Status,
        store::{NewComment, insert_comment},
    },
    server::{
        configuration::Configuration,
        database::Database,
        http::{router, serve},
        state::{AppState, leptos_options},
    },
    site::pages::now,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

const LISTENERS: usize = 2_000;
const COMMENTS: i64 = 400;
const EVERY: Duration = Duration::from_millis(50);
const PAGE_EVERY: Duration = Duration::from_millis(200);
const PAGE: &str = "/kk/bilim/mektep";
/// What the 99th percentile must be below.
const SOON: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    run(
        "SQLite",
        &[("TILSHI_DATA_DIR", folder.path().to_string_lossy().as_ref())],
    )
    .await;
    match env::var("TILSHI_TEST_POSTGRES_URL") {
        Ok(url) => {
            let folder = tempfile::tempdir().expect("a folder");
            run(
                "PostgreSQL",
                &[
                    ("TILSHI_DATA_DIR", folder.path().to_string_lossy().as_ref()),
                    ("TILSHI_DATABASE_URL", &url),
                ],
            )
            .await;
        }
        Err(_) => println!("PostgreSQL: left out, TILSHI_TEST_POSTGRES_URL is not set"),
    }
}

async fn run(name: &str, settings: &[(&str, &str)]) {
    let environment = settings
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .chain([("LEPTOS_SITE_ADDR".to_owned(), "127.0.0.1:0".to_owned())]);
    let configuration = Arc::new(Configuration::load(None, environment).expect("a configuration"));
    let database = Database::open(&configuration.database.url, 10)
        .await
        .expect("a database");
    let article = add_article(&database).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let options = leptos_options(&configuration).expect("options");
    let state =
        AppState::new(Arc::clone(&configuration), database.clone(), options).expect("a state");
    let (live, streams) = (state.live.clone(), state.streams.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let limits = configuration.http.clone();
    let server = tokio::spawn(async move {
        let stopped = async {
            let _ = stopped.await;
            streams.end();
        };
        serve(listener, router(state), &limits, stopped)
            .await
            .expect("served");
    });
    let address = address.to_string();
    let alone = time_pages(&address, 25).await;
    let before = resident();

    // The moment at which each event was committed, by its number.
    let committed: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let mut listeners = Vec::with_capacity(LISTENERS);
    for _ in 0..LISTENERS {
        let mut stream = TcpStream::connect(&address)
            .await
            .expect("a connection; raise the limit of open files (ulimit -n 16384)");
        let request = format!(
            "GET /fn/comment/happenings/{article}?after=0 HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\n\r\n"
        );
        stream
            .write_all(request.as_bytes())
            .await
            .expect("a request");
        listeners.push(tokio::spawn(hear(stream, Arc::clone(&committed))));
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let listening = resident();
    let pages = tokio::spawn({
        let address = address.clone();
        async move { time_pages(&address, 100).await }
    });
    let mut tick = tokio::time::interval(EVERY);
    for number in 0..COMMENTS {
        tick.tick().await;
        let mut transaction = database.write().await.expect("a transaction");
        let new = NewComment {
            article_id: article,
            person_id: None,
            name: "Айгүл",
            parent: None,
            text: "Жол жақсы болды, рақмет.",
            quote: "",
            status: Status::Published,
            posted_at: now(),
            newcomer: false,
            network: "",
            operation: None,
            origin: Some(&format!("bench:{number}")),
        };
        insert_comment(&mut transaction, &new)
            .await
            .expect("stored")
            .expect("a new comment");
        // Before the commit is over nobody else can know; so this is the earliest moment.
        committed.lock().expect("a lock").push(Instant::now());
        transaction.commit().await.expect("committed");
        live.tell(article);
    }
    let mut delays: Vec<Duration> = Vec::with_capacity(LISTENERS * COMMENTS as usize);
    for listener in listeners {
        delays.extend(listener.await.expect("everything in order"));
    }
    let with_listeners = pages.await.expect("pages");
    let after = resident();
    delays.sort_unstable();
    let at = |part: f64| delays[((delays.len() - 1) as f64 * part) as usize];
    println!(
        "{name}: {LISTENERS} listeners, {COMMENTS} comments: all {} told in order",
        delays.len()
    );
    println!(
        "  from commit to reader: half within {} ms, 99 of 100 within {} ms, the last after {} ms",
        at(0.5).as_millis(),
        at(0.99).as_millis(),
        at(1.0).as_millis()
    );
    println!(
        "  memory: {before} MiB before, {listening} MiB with all listeners (both ends), {after} MiB at the end"
    );
    println!(
        "{:>7.2} × a reader's page while comments come / alone ({} ms / {} ms)",
        with_listeners.as_secs_f64() / alone.as_secs_f64(),
        with_listeners.as_millis(),
        alone.as_millis()
    );
    assert!(at(0.99) < SOON, "99 of 100 take {:?}", at(0.99));
    let _ = stop.send(());
    server.await.expect("stopped");
    database.close().await;
}

/// Reads a stream until everything was told; how long each event took.
async fn hear(mut stream: TcpStream, committed: Arc<Mutex<Vec<Instant>>>) -> Vec<Duration> {
    let mut delays = Vec::with_capacity(COMMENTS as usize);
    let mut buffer = vec![0; 64 * 1024];
    let mut rest = String::new();
    let mut told = 0;
    while told < COMMENTS {
        let count = tokio::time::timeout(Duration::from_secs(60), stream.read(&mut buffer))
            .await
            .expect("something within a minute")
            .expect("an answer");
        assert!(count > 0, "the stream has ended after {told}");
        let came = Instant::now();
        rest.push_str(&String::from_utf8_lossy(&buffer[..count]));
        while let Some(end) = rest.find('\n') {
            let line: String = rest.drain(..=end).collect();
            let Some(id) = line.trim_end().strip_prefix("id: ") else {
                continue;
            };
            let last: i64 = id.parse().expect("a number");
            assert!(last > told, "{last} after {told}");
            let moments = committed.lock().expect("a lock");
            for number in told..last {
                delays.push(came.saturating_duration_since(moments[number as usize]));
            }
            told = last;
        }
    }
    delays
}

/// How long a reader's page takes in the middle of so many.
async fn time_pages(address: &str, count: usize) -> Duration {
    let mut times = Vec::with_capacity(count);
    for _ in 0..count {
        tokio::time::sleep(PAGE_EVERY).await;
        let start = Instant::now();
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let request =
            format!("GET {PAGE} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        stream
            .write_all(request.as_bytes())
            .await
            .expect("a request");
        let mut page = Vec::new();
        stream.read_to_end(&mut page).await.expect("a page");
        assert!(page.starts_with(b"HTTP/1.1 200"), "no page");
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times[count / 2]
}

/// What this process holds in memory, in MiB (proc(5)).
fn resident() -> u64 {
    fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}

async fn add_article(database: &Database) -> i64 {
    let mut transaction = database.write().await.expect("a transaction");
    let group = format!("bench-{}", now());
    let section: i64 = sqlx::query_scalar(
        "INSERT INTO sections (language, slug, name, position, translation_group) \
         VALUES ('kk', 'bilim', 'Білім', 1, $1) ON CONFLICT (language, slug) DO UPDATE SET name = 'Білім' RETURNING id",
    )
    .bind(&group)
    .fetch_one(&mut *transaction)
    .await
    .expect("a section");
    let article: i64 = sqlx::query_scalar(
        "INSERT INTO articles (language, section_id, slug, headline, body, excerpt, reading_minutes, status, \
         published_at, created_at, changed_at, translation_group) \
         VALUES ('kk', $1, 'mektep', 'Мектеп', '{\"type\":\"doc\",\"content\":[{\"type\":\"paragraph\"}]}', 'Мектеп', 1, \
         'published', 1, 1, 1, $2) RETURNING id",
    )
    .bind(section)
    .bind(&group)
    .fetch_one(&mut *transaction)
    .await
    .expect("an article");
    transaction.commit().await.expect("a commit");
    article
}
