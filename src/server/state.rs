//! What every request can reach.

use super::{configuration::Configuration, database::Database};
use crate::{
    account::{
        passkey::Passkeys,
        password::{HashError, Hasher},
    },
    comment::{happenings::Audience, live::Live, posting::lists::WordLists, service::Services},
};
use axum::extract::FromRef;
use leptos::config::{Env, LeptosOptions, get_configuration};
use std::{env, fs, path::Path, sync::Arc};
use tokio::sync::watch;

/// The running paper: its configuration and its database. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The checked configuration.
    pub configuration: Arc<Configuration>,
    /// The database.
    pub database: Database,
    /// Where the built client lies, in the form Leptos asks for.
    pub leptos_options: LeptosOptions,
    /// The files of the newsroom that cargo-leptos does not know.
    pub desk_files: Arc<DeskFiles>,
    /// Hashes passwords, so many at a time.
    pub hasher: Hasher,
    /// Passkeys, where the site's address allows them.
    pub passkeys: Option<Arc<Passkeys>>,
    /// Answers that go on until the server stops.
    pub streams: Streams,
    /// Tells open pages what happens in threads.
    pub live: Live,
    /// Who is told.
    pub audience: Audience,
    /// The lists of words for comments, as the checks want them.
    pub word_lists: WordLists,
    /// Services outside of the paper.
    pub services: Services,
    /// The hash in the name of the client's program: another one is another version of the client. Empty
    /// where names carry no hash.
    pub build: String,
}

/// Answers that go on until the server stops: they are told to end, so that stopping does not wait for
/// them. Cloning is cheap, all clones are one.
#[derive(Clone, Debug)]
pub struct Streams(watch::Sender<bool>);

impl Streams {
    /// Streams that may go on.
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Ends them all, and those that would begin later.
    pub fn end(&self) {
        self.0.send_replace(true);
    }

    /// Resolves when they are to end.
    pub async fn ended(&self) {
        let mut receiver = self.0.subscribe();
        // The sender is this very value, so it cannot be gone.
        let _ = receiver.wait_for(|ended| *ended).await;
    }
}

impl AppState {
    /// Puts together what the server needs.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub fn new(
        configuration: Arc<Configuration>,
        database: Database,
        leptos_options: LeptosOptions,
    ) -> Result<Self, HashError> {
        Ok(Self {
            hasher: Hasher::new()?,
            passkeys: Passkeys::new(&configuration.site).map(Arc::new),
            desk_files: Arc::new(DeskFiles::find(&configuration.leptos.site_root)),
            streams: Streams::new(),
            live: Live::default(),
            audience: Audience::default(),
            word_lists: WordLists::default(),
            services: Services::new(&configuration.comments),
            build: find_build(&leptos_options),
            configuration,
            database,
            leptos_options,
        })
    }
}

/// The newsroom's own script and style sheet, which `editor/build.mjs` makes: addresses with the hash
/// of their content, empty where they were not built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskFiles {
    /// The writing surface.
    pub surface: String,
    /// The style sheet of the desk.
    pub style: String,
}

impl DeskFiles {
    /// Looks for them in the folder of the built site.
    pub fn find(site_root: &Path) -> Self {
        let mut found = Self::default();
        let Ok(entries) = fs::read_dir(site_root.join("editor")) else {
            return found;
        };
        for name in entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
        {
            let address = format!("/editor/{name}");
            if name.starts_with("editor.") && name.ends_with(".js") {
                found.surface = address;
            } else if name.starts_with("desk.") && name.ends_with(".css") {
                found.style = address;
            }
        }
        found
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}

/// Reads the hash of the client's program from where Leptos reads it: a list beside the server's, with
/// lines such as `wasm: 2RMtkecqm_v5HfuoXabi8Q`.
fn find_build(options: &LeptosOptions) -> String {
    let list = env::current_exe()
        .ok()
        .filter(|_| options.hash_files)
        .and_then(|program| fs::read_to_string(program.parent()?.join("hash.txt")).ok())
        .unwrap_or_default();
    list.lines()
        .find_map(|line| line.strip_prefix("wasm:"))
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// Where the built client lies. `cargo leptos watch` says it in the environment; otherwise the names
/// in the folder carry hashes exactly when their list lies beside the program.
///
/// # Errors
/// When `cargo leptos watch` has said something that Leptos does not understand.
pub fn leptos_options(configuration: &Configuration) -> Result<LeptosOptions, String> {
    if env::var_os("LEPTOS_WATCH").is_some() {
        return get_configuration(None)
            .map(|found| found.leptos_options)
            .map_err(|error| format!("LEPTOS_…: {error}"));
    }
    let hash_files = env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join("hash.txt").exists()))
        .unwrap_or(false);
    Ok(LeptosOptions::builder()
        .output_name("tilshi")
        .site_root(
            configuration
                .leptos
                .site_root
                .to_string_lossy()
                .into_owned(),
        )
        .site_pkg_dir("pkg")
        .site_addr(configuration.leptos.site_addr)
        .hash_files(hash_files)
        .env(Env::PROD)
        .build())
}
