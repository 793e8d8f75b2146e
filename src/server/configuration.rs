//! The one configuration of the running program.
//!
//! It is read once at the start: the defaults, over them the file (`Leptos.toml`), over that the
//! environment. Everything is checked then, so that later no part has to doubt its settings, and
//! all that is wrong is reported together. `Leptos.toml` documents every key.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::Uri;
use ipnet::IpNet;
use lettre::message::Mailbox;
use moderation::Verdict;
use url::Url;

use crate::language::Language;
use crate::ui::date::Zone;

mod check;
mod database_url;
mod keys;
mod problem;
mod settings;
mod smtp_url;

pub use database_url::{DatabaseKind, DatabaseUrl};
pub use problem::{ConfigurationError, Origin, Problem};
pub use smtp_url::SmtpUrl;

use check::Check;
use settings::Settings;

/// Everything that an operator can set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The folder for all that the program writes; it exists and can be written to.
    pub data_dir: PathBuf,
    /// Where the server listens and finds the built files.
    pub leptos: LeptosSettings,
    /// What the paper is.
    pub site: SiteSettings,
    /// Where its articles are stored.
    pub database: DatabaseSettings,
    /// What a single request may use.
    pub http: HttpSettings,
    /// How mails leave.
    pub mail: MailSettings,
    /// How people stay signed in.
    pub accounts: AccountSettings,
    /// How comments are kept.
    pub comments: CommentSettings,
    /// What is logged, and how.
    pub log: LogSettings,
}

/// Section `[leptos]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeptosSettings {
    /// The address and port to listen on.
    pub site_addr: SocketAddr,
    /// The folder with the built styles, scripts and public files.
    pub site_root: PathBuf,
}

/// Section `[site]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSettings {
    /// The address at which readers reach the paper: http or https, a host, no path.
    pub url: Url,
    /// The languages it publishes, at least one, each once, in the order of its choice.
    pub languages: Vec<Language>,
    /// The language for readers who prefer none of them; one of [`SiteSettings::languages`].
    pub default_language: Language,
    /// The zone whose time its dates show.
    pub time_zone: Zone,
    /// Whether an empty database is filled with the first edition at the start.
    pub first_edition: bool,
    names: HashMap<Language, String>,
    imprints: HashMap<Language, String>,
}

impl SiteSettings {
    /// The paper's name in this language; in its default language, if it does not publish this.
    pub fn name(&self, language: Language) -> &str {
        self.names
            .get(&language)
            .or_else(|| self.names.get(&self.default_language))
            .map_or("", String::as_str)
    }

    /// The imprint (who publishes, registration, address) in this language, if there is one.
    pub fn imprint(&self, language: Language) -> Option<&str> {
        self.imprints.get(&language).map(String::as_str)
    }
}

/// Section `[database]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseSettings {
    /// Which database to connect to.
    pub url: DatabaseUrl,
    /// The greatest number of connections of this process, 1 to 1000.
    pub max_connections: u32,
}

/// Section `[http]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSettings {
    /// How long a request may take before it is answered with an error, 1 s to 10 min.
    pub request_timeout: Duration,
    /// The greatest body of a request that is no upload, in bytes, 1 KiB to 1 GiB.
    pub body_limit_bytes: usize,
    /// How long a client may take to send a request's head, 1 s to 10 min.
    pub header_timeout: Duration,
    /// The greatest head of a request, in bytes, 8 KiB (hyper's minimum) to 1 MiB.
    pub header_limit_bytes: usize,
    /// The greatest number of header lines, 16 to 1000.
    pub header_limit_count: usize,
    /// The networks whose `X-Forwarded-For` is believed; a single address is a network of one.
    pub trusted_proxies: Vec<IpNet>,
}

/// Section `[mail]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// The mail server. `None`: mails are written as files into the data folder.
    pub smtp: Option<SmtpUrl>,
    /// Whom mails come from.
    pub from: Mailbox,
}

/// Section `[comments]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentSettings {
    /// For how many days it is kept from which network a comment was sent, what it said after it was deleted, and
    /// which telephones restricted people had who have left.
    pub personal_data_days: i64,
    /// From which weight of reports on a comment is hidden until a moderator has looked.
    pub hide_at_weight: i64,
    /// Sends codes to telephones.
    pub telephone: Option<ServiceSettings>,
    /// Whether only people comment whose telephone is confirmed.
    pub telephone_required: bool,
    /// Looks at comments before they are taken.
    pub check: Option<ServiceSettings>,
    /// What becomes of a comment when that service does not answer.
    pub check_failing: Verdict,
}

/// A service outside of the paper that is asked over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSettings {
    /// Where it is asked.
    pub address: Uri,
    /// What it shares with the paper, for signatures.
    pub secret: ServiceSecret,
}

/// 16 to 64 characters of ASCII that nobody else may know. `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceSecret(String);

impl ServiceSecret {
    fn parse(text: &str) -> Option<Self> {
        let fits =
            (16..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self(text.to_owned()))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// One of any length.
    #[cfg(test)]
    pub(crate) fn of_test(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for ServiceSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ServiceSecret(…)")
    }
}

/// Section `[accounts]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSettings {
    /// Whether the newsroom's roles must have a second step or a passkey.
    pub second_step_required: bool,
    /// How long a reader stays signed in.
    pub reader_limits: SessionLimits,
    /// How long somebody of the newsroom stays signed in.
    pub newsroom_limits: SessionLimits,
}

/// When a session ends by itself, whichever comes first (OWASP ASVS 5.0, section 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// So long after its last request; at most [`SessionLimits::absolute`].
    pub idle: Duration,
    /// So long after signing in.
    pub absolute: Duration,
}

/// Section `[log]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogSettings {
    /// For people or for machines.
    pub format: LogFormat,
    /// Levels by target in the grammar of `tracing`: `info,sqlx=warn`. Checked.
    pub filter: String,
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// A line for people.
    Human,
    /// A JSON object per line.
    Json,
}

impl Configuration {
    /// The file that is read if nobody names another; it need not exist.
    pub const DEFAULT_FILE: &'static str = "Leptos.toml";

    /// Reads and checks the configuration.
    ///
    /// * `file`: the file the command line names, or `None` for the one `TILSHI_CONFIG` names, or
    ///   else [`Configuration::DEFAULT_FILE`]. A named file must exist.
    /// * `environment`: names and values of environment variables, see
    ///   [`process_environment`]. Every key has its variable, `TILSHI_<SECTION>_<KEY>`; those of
    ///   `[leptos]` are called as Leptos calls them. Lists are parted by commas. Other variables
    ///   than `TILSHI_…` and those two are not looked at.
    ///
    /// Creates the data folder if it is missing, and writes and removes a file in it.
    ///
    /// # Errors
    /// [`ConfigurationError`] lists everything that is wrong, each with key, place, value (passwords
    /// masked) and what is accepted. A file that is no TOML is reported
    /// alone, since what follows from it would only confuse.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Configuration, ConfigurationError> {
        let (settings, problems) = Settings::read(file, Configuration::DEFAULT_FILE, environment)?;
        let mut check = Check::new(settings, problems);
        let configuration = check.configuration();
        let problems = check.into_problems();
        match configuration {
            Some(configuration) if problems.is_empty() => Ok(configuration),
            _ => Err(ConfigurationError { problems }),
        }
    }
}

/// The environment of this process. What is not UTF-8 in it is replaced, not passed over, so
/// that a damaged value is reported like any wrong one.
pub fn process_environment() -> impl Iterator<Item = (String, String)> {
    let to_text = |text: OsString| text.to_string_lossy().into_owned();
    std::env::vars_os().map(move |(name, value)| (to_text(name), to_text(value)))
}

#[cfg(test)]
mod tests;
