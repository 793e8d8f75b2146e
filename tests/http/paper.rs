//! A running paper for one test.

#[path = "paper/browser.rs"]
mod browser;
#[path = "paper/commenting.rs"]
pub mod commenting;
#[path = "paper/letter_box.rs"]
mod letter_box;
#[path = "paper/person.rs"]
mod person;
#[path = "paper/records.rs"]
mod records;

pub use browser::{Answer, Browser};
pub use person::{NEW_PASSWORD, PASSWORD, Person, WRONG_PASSWORD};

use reqwest::{Client, Response, redirect::Policy};
use std::{fs, net::SocketAddr, sync::Arc};
use tempfile::TempDir;
use tilshi::{
    account::password::Hasher,
    first_edition,
    server::{
        configuration::Configuration,
        database::Database,
        http::{router, serve},
        state::{AppState, leptos_options},
    },
    site::pages::now,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// The server, its database and a browser that follows no redirects by itself.
pub struct Paper {
    pub configuration: Arc<Configuration>,
    pub database: Database,
    pub hasher: Hasher,
    settings: Vec<(String, String)>,
    client: Client,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<()>,
    data: TempDir,
}

impl Paper {
    /// A paper with the first edition.
    pub async fn start() -> Self {
        let paper = Self::start_with(&[]).await;
        let site = &paper.configuration.site;
        first_edition::load_if_empty(
            &paper.database,
            &paper.configuration.data_dir,
            &site.languages,
            now(),
        )
        .await
        .expect("the first edition")
        .expect("an empty database");
        paper
    }

    /// An empty paper with some settings, as variables of the environment.
    pub async fn start_with(settings: &[(&str, &str)]) -> Self {
        let settings = settings
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Self::start_in(tempfile::tempdir().expect("a folder"), settings).await
    }

    /// Stops the server and starts another on the same data.
    pub async fn restart(mut self) -> Self {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.running.await.expect("ended well");
        self.database.close().await;
        Self::start_in(self.data, self.settings).await
    }

    async fn start_in(data: TempDir, settings: Vec<(String, String)>) -> Self {
        let site = data.path().join("site");
        fs::create_dir_all(site.join("pkg")).expect("a folder");
        fs::write(site.join("pkg/tilshi.0a1b2c.js"), "export default 1").expect("a file");
        let folder = |path: &std::path::Path| path.to_string_lossy().into_owned();
        let environment = [
            ("TILSHI_DATA_DIR".to_owned(), folder(data.path())),
            ("LEPTOS_SITE_ROOT".to_owned(), folder(&site)),
            ("LEPTOS_SITE_ADDR".to_owned(), "127.0.0.1:0".to_owned()),
        ]
        .into_iter()
        .chain(settings.iter().cloned());
        let configuration = Configuration::load(None, environment).expect("a configuration");
        let database = Database::open(
            &configuration.database.url,
            configuration.database.max_connections,
        )
        .await
        .expect("a database");
        let listener = TcpListener::bind(configuration.leptos.site_addr)
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let limits = configuration.http.clone();
        let configuration = Arc::new(configuration);
        let state = AppState::new(
            Arc::clone(&configuration),
            database.clone(),
            leptos_options(&configuration).expect("options"),
        )
        .expect("a state");
        let hasher = state.hasher.clone();
        let streams = state.streams.clone();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
                streams.end();
            };
            serve(listener, router(state), &limits, stopped)
                .await
                .expect("served");
        });
        Self {
            configuration,
            database,
            hasher,
            settings,
            client: client(),
            address,
            stop: Some(stop),
            running,
            data,
        }
    }

    /// The absolute address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A request to be completed.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.client
            .request(method.parse().expect("a method"), self.url(path))
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Response {
        self.request("GET", path).send().await.expect("an answer")
    }

    /// The body of a page that must be there.
    pub async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.expect("text")
    }

    /// Where the listener is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Tells the server to stop and waits until it has.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.running.await.expect("ended well");
    }
}

/// Speaks HTTP and follows no redirects by itself.
fn client() -> Client {
    Client::builder()
        .redirect(Policy::none())
        .build()
        .expect("a client")
}

/// The value of a header.
pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().expect("ASCII"))
        .unwrap_or_default()
}
