use std::fs;

use super::*;
use crate::language::Language::{English, Kazakh, Russian};

mod accounts;
mod comments;
mod database;
mod file;
mod mail;
mod values;

/// A folder of its own for each test, with a configuration file and a data folder in it.
struct Paper {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Paper {
    fn new() -> Paper {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = folder.path().join("data").display().to_string();
        let variables = vec![("TILSHI_DATA_DIR".to_owned(), data_dir)];
        Paper { folder, variables }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn with(mut self, variable: &str, value: &str) -> Paper {
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    fn load_file(&self, text: &str) -> Result<Configuration, ConfigurationError> {
        let file = self.path("paper.toml");
        fs::write(&file, text).unwrap();
        Configuration::load(Some(&file), self.variables.iter().cloned())
    }

    fn load(&self) -> Result<Configuration, ConfigurationError> {
        self.load_file("")
    }

    /// The problems' texts, the file called `F`.
    fn problems_of_file(&self, text: &str) -> Vec<String> {
        let file = self.path("paper.toml").display().to_string();
        let error = self.load_file(text).unwrap_err();
        let problems = error.problems.iter();
        problems
            .map(|problem| problem.to_string().replace(&file, "F"))
            .collect()
    }

    fn problems(&self) -> Vec<String> {
        self.problems_of_file("")
    }
}

/// Asserts that the variable's value is refused, naming key, value and place, and explained.
fn assert_refused(variable: &str, value: &str, key: &str, explanation: &str) {
    let expected = format!("{key} = {value:?} (environment variable {variable}): {explanation}");
    assert_eq!(Paper::new().with(variable, value).problems(), [expected]);
}

#[test]
fn defaults_run_a_paper_on_this_machine() {
    let paper = Paper::new();
    let configuration = paper.load().unwrap();
    assert_eq!(configuration.leptos.site_addr.to_string(), "127.0.0.1:3000");
    assert_eq!(configuration.leptos.site_root, Path::new("target/site"));
    assert_eq!(configuration.site.url.as_str(), "http://127.0.0.1:3000/");
    assert_eq!(configuration.site.languages, [Kazakh, Russian, English]);
    assert_eq!(configuration.site.default_language, Kazakh);
    assert_eq!(configuration.site.time_zone.name(), "Asia/Almaty");
    let names = Language::ALL.map(|language| configuration.site.name(language));
    assert_eq!(names, ["Тілші", "Тілші", "Tilshi"]);
    assert_eq!(
        configuration.site.imprint(Kazakh),
        Some("«Тілші» — облыстық қоғамдық-саяси газет")
    );
    assert_eq!(configuration.database.max_connections, 10);
    assert_eq!(configuration.database.url.kind(), DatabaseKind::Sqlite);
    assert_eq!(
        configuration.database.url.as_str(),
        format!("sqlite:{}?mode=rwc", paper.path("data/tilshi.db").display())
    );
    assert_eq!(configuration.http.request_timeout, Duration::from_secs(30));
    assert_eq!(configuration.http.body_limit_bytes, 2 * 1024 * 1024);
    assert_eq!(configuration.http.header_timeout, Duration::from_secs(10));
    assert_eq!(configuration.http.header_limit_bytes, 16 * 1024);
    assert_eq!(configuration.http.header_limit_count, 100);
    assert_eq!(configuration.http.trusted_proxies, []);
    assert_eq!(configuration.mail.smtp, None);
    assert_eq!(
        configuration.mail.from.to_string(),
        "Тілші <tilshi@localhost>"
    );
    assert!(!configuration.accounts.second_step_required);
    let day = Duration::from_secs(24 * 60 * 60);
    let readers = configuration.accounts.reader_limits;
    assert_eq!((readers.idle, readers.absolute), (30 * day, 180 * day));
    let newsroom = configuration.accounts.newsroom_limits;
    assert_eq!((newsroom.idle, newsroom.absolute), (day / 2, 7 * day));
    assert_eq!(configuration.log.format, LogFormat::Human);
    assert_eq!(configuration.log.filter, "info");
}

#[test]
fn every_key_has_its_variable() {
    let root = "/srv/tilshi site";
    let configuration = Paper::new()
        .with("LEPTOS_SITE_ADDR", "[::]:8080")
        .with("LEPTOS_SITE_ROOT", root)
        .with("TILSHI_SITE_NAME_KK", "Ақтөбе")
        .with("TILSHI_SITE_NAME_RU", "Актобе")
        .with("TILSHI_SITE_IMPRINT_RU", "ТОО «Медиа»")
        .with("TILSHI_SITE_URL", "https://tilshi.kz")
        .with("TILSHI_SITE_LANGUAGES", "ru, kk")
        .with("TILSHI_SITE_DEFAULT_LANGUAGE", "kk")
        .with("TILSHI_SITE_TIME_ZONE", "Asia/Aqtobe")
        .with(
            "TILSHI_DATABASE_URL",
            "postgres://tilshi:secret@db.local/tilshi",
        )
        .with("TILSHI_DATABASE_MAX_CONNECTIONS", "50")
        .with("TILSHI_HTTP_REQUEST_TIMEOUT_SECONDS", "5")
        .with("TILSHI_HTTP_BODY_LIMIT_BYTES", "65536")
        .with("TILSHI_HTTP_HEADER_TIMEOUT_SECONDS", "3")
        .with("TILSHI_HTTP_HEADER_LIMIT_BYTES", "8192")
        .with("TILSHI_HTTP_HEADER_LIMIT_COUNT", "64")
        .with("TILSHI_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, ::1")
        .with("TILSHI_MAIL_SMTP_URL", "smtps://me:secret@mail.example")
        .with("TILSHI_MAIL_FROM", "news@paper.example")
        .with("TILSHI_ACCOUNTS_SECOND_STEP_REQUIRED", "true")
        .with("TILSHI_ACCOUNTS_READER_IDLE_DAYS", "2")
        .with("TILSHI_ACCOUNTS_READER_ABSOLUTE_DAYS", "3")
        .with("TILSHI_ACCOUNTS_NEWSROOM_IDLE_HOURS", "4")
        .with("TILSHI_ACCOUNTS_NEWSROOM_ABSOLUTE_HOURS", "5")
        .with("TILSHI_LOG_FORMAT", "json")
        .with("TILSHI_LOG_FILTER", "warn,sqlx::query=off,tower_http=debug")
        .with("LEPTOS_OUTPUT_NAME", "tilshi")
        .with("PATH", "/bin")
        .load()
        .unwrap();
    assert_eq!(configuration.leptos.site_addr.to_string(), "[::]:8080");
    assert_eq!(configuration.leptos.site_root, Path::new(root));
    assert_eq!(configuration.site.name(Kazakh), "Ақтөбе");
    assert_eq!(configuration.site.name(Russian), "Актобе");
    assert_eq!(
        configuration.site.name(English),
        "Ақтөбе",
        "not published: the default's"
    );
    assert_eq!(configuration.site.imprint(Russian), Some("ТОО «Медиа»"));
    assert_eq!(configuration.site.url.as_str(), "https://tilshi.kz/");
    assert_eq!(configuration.site.languages, [Russian, Kazakh]);
    assert_eq!(configuration.site.default_language, Kazakh);
    assert_eq!(configuration.site.time_zone.name(), "Asia/Aqtobe");
    assert_eq!(configuration.database.url.kind(), DatabaseKind::Postgres);
    assert_eq!(
        configuration.database.url.as_str(),
        "postgres://tilshi:secret@db.local/tilshi"
    );
    assert_eq!(configuration.database.max_connections, 50);
    assert_eq!(configuration.http.request_timeout, Duration::from_secs(5));
    assert_eq!(configuration.http.body_limit_bytes, 65536);
    assert_eq!(configuration.http.header_timeout, Duration::from_secs(3));
    assert_eq!(configuration.http.header_limit_bytes, 8192);
    assert_eq!(configuration.http.header_limit_count, 64);
    assert_eq!(configuration.http.trusted_proxies.len(), 2);
    let smtp = configuration.mail.smtp.as_ref().map(SmtpUrl::as_str);
    assert_eq!(smtp, Some("smtps://me:secret@mail.example"));
    assert_eq!(configuration.mail.from.to_string(), "news@paper.example");
    assert!(configuration.accounts.second_step_required);
    let hour = Duration::from_secs(60 * 60);
    let readers = configuration.accounts.reader_limits;
    assert_eq!((readers.idle, readers.absolute), (48 * hour, 72 * hour));
    let newsroom = configuration.accounts.newsroom_limits;
    assert_eq!((newsroom.idle, newsroom.absolute), (4 * hour, 5 * hour));
    assert_eq!(configuration.log.format, LogFormat::Json);
    assert_eq!(
        configuration.log.filter,
        "warn,sqlx::query=off,tower_http=debug"
    );
}

#[test]
fn unknown_variable_is_named_but_not_its_value() {
    assert_eq!(
        Paper::new()
            .with("TILSHI_DATABASE_ULR", "postgres://u:secret@h/d")
            .problems(),
        ["TILSHI_DATABASE_ULR (environment): no such setting; did you mean TILSHI_DATABASE_URL?"]
    );
    let problems = Paper::new().with("TILSHI_PASSWORD", "secret").problems();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("TILSHI_PASSWORD (environment): no such setting; accepted"));
    assert!(problems[0].contains("TILSHI_DATABASE_URL, TILSHI_DATABASE_MAX_CONNECTIONS"));
    assert!(!problems[0].contains("secret"));
}

#[test]
fn data_folder_is_created_and_left_empty() {
    let paper = Paper::new();
    let configuration = paper.load().unwrap();
    assert_eq!(configuration.data_dir, paper.path("data"));
    assert_eq!(fs::read_dir(paper.path("data")).unwrap().count(), 0);
    assert!(paper.load().is_ok(), "and again, now that it exists");
}

#[test]
fn servers_that_start_at_once_can_share_the_data_folder() {
    let paper = Paper::new();
    std::thread::scope(|scope| {
        let servers: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| (0..50).all(|_| paper.load().is_ok())))
            .collect();
        assert!(servers.into_iter().all(|server| server.join().unwrap()));
    });
}

#[test]
fn data_folder_that_cannot_be_written_is_refused() {
    let paper = Paper::new();
    fs::write(paper.path("file"), "").unwrap();
    let impossible = paper.path("file/data").display().to_string();
    let problems = paper.with("TILSHI_DATA_DIR", &impossible).problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let beginning = format!(
        "data_dir = {impossible:?} (environment variable TILSHI_DATA_DIR): cannot be written to ("
    );
    assert!(problems[0].starts_with(&beginning), "{problems:?}");
    assert!(problems[0].ends_with("expected a writable folder"));
    assert_refused("TILSHI_DATA_DIR", "", "data_dir", "expected a path");
}
