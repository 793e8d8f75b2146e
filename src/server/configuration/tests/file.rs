//! What the configuration file may and may not say.

use super::*;

#[test]
fn file_sets_every_kind_of_value() {
    let configuration = Paper::new()
        .load_file(
            r#"
            [leptos]
            site_addr = "0.0.0.0:80"
            [site]
            url = "https://tilshi.kz:8443/"
            languages = ["en", "kk"]
            name = { kk = "Ақтөбе", en = "Aqtobe" }
            imprint.kk = "«Медиа» ЖШС"
            [database]
            max_connections = 0x20
            "#,
        )
        .unwrap();
    assert_eq!(configuration.leptos.site_addr.to_string(), "0.0.0.0:80");
    assert_eq!(configuration.site.url.as_str(), "https://tilshi.kz:8443/");
    assert_eq!(configuration.site.languages, [English, Kazakh]);
    assert_eq!(configuration.site.default_language, English);
    assert_eq!(configuration.site.name(Kazakh), "Ақтөбе");
    assert_eq!(configuration.site.imprint(Kazakh), Some("«Медиа» ЖШС"));
    assert_eq!(configuration.database.max_connections, 32);
}

#[test]
fn environment_overrides_the_file() {
    let paper = Paper::new().with("TILSHI_SITE_TIME_ZONE", "Europe/Berlin");
    let configuration = paper
        .load_file("data_dir = 'elsewhere'\nsite.time_zone = 'nowhere'\n")
        .unwrap();
    assert_eq!(configuration.site.time_zone.name(), "Europe/Berlin");
    assert_eq!(configuration.data_dir, paper.path("data"));
}

#[test]
fn everything_wrong_is_reported_together_with_its_line() {
    let paper = Paper::new()
        .with("TILSHI_LOG_FORMAT", "xml")
        .with("TILSHI_LOGS", "1");
    let text = "\
[site]
url = 'ftp://tilshi.kz'
nmae = 'Ақтөбе'

[database]
url = 'mysql://me:secret@host/db'
max_connections = '10'

[search]
from = 'a@b.kz'
";
    assert_eq!(
        paper.problems_of_file(text),
        [
            "site.nmae (F, line 3): no such setting; did you mean name?",
            "database.max_connections = \"10\" (F, line 7): \
             expected a whole number without quotes",
            "search (F, line 9): no such setting; accepted here are data_dir, leptos, site, \
             database, http, mail, accounts, comments, log",
            "TILSHI_LOGS (environment): no such setting; accepted are TILSHI_DATA_DIR, \
             LEPTOS_SITE_ADDR, LEPTOS_SITE_ROOT, TILSHI_SITE_NAME_KK, TILSHI_SITE_NAME_RU, \
             TILSHI_SITE_NAME_EN, TILSHI_SITE_URL, TILSHI_SITE_LANGUAGES, \
             TILSHI_SITE_DEFAULT_LANGUAGE, TILSHI_SITE_TIME_ZONE, TILSHI_SITE_FIRST_EDITION, TILSHI_SITE_IMPRINT_KK, \
             TILSHI_SITE_IMPRINT_RU, TILSHI_SITE_IMPRINT_EN, TILSHI_DATABASE_URL, \
             TILSHI_DATABASE_MAX_CONNECTIONS, TILSHI_HTTP_REQUEST_TIMEOUT_SECONDS, \
             TILSHI_HTTP_BODY_LIMIT_BYTES, TILSHI_HTTP_HEADER_TIMEOUT_SECONDS, \
             TILSHI_HTTP_HEADER_LIMIT_BYTES, TILSHI_HTTP_HEADER_LIMIT_COUNT, \
             TILSHI_HTTP_TRUSTED_PROXIES, TILSHI_MAIL_SMTP_URL, TILSHI_MAIL_FROM, \
             TILSHI_ACCOUNTS_SECOND_STEP_REQUIRED, TILSHI_ACCOUNTS_READER_IDLE_DAYS, \
             TILSHI_ACCOUNTS_READER_ABSOLUTE_DAYS, TILSHI_ACCOUNTS_NEWSROOM_IDLE_HOURS, \
             TILSHI_ACCOUNTS_NEWSROOM_ABSOLUTE_HOURS, TILSHI_COMMENTS_PERSONAL_DATA_DAYS, \
             TILSHI_COMMENTS_HIDE_AT_WEIGHT, TILSHI_COMMENTS_TELEPHONE_URL, \
             TILSHI_COMMENTS_TELEPHONE_SECRET, TILSHI_COMMENTS_TELEPHONE_REQUIRED, \
             TILSHI_COMMENTS_CHECK_URL, TILSHI_COMMENTS_CHECK_SECRET, \
             TILSHI_COMMENTS_CHECK_FAILING, TILSHI_LOG_FORMAT, TILSHI_LOG_FILTER, TILSHI_CONFIG",
            "site.url = \"ftp://tilshi.kz\" (F, line 2): the scheme is neither http nor https; \
             expected http:// or https:// with a host, optionally a port, and nothing behind, \
             such as https://tilshi.kz",
            "database.url = \"mysql://me:***@host/db\" (F, line 6): the database is neither \
             SQLite nor PostgreSQL; expected sqlite:path/to/file.db or \
             postgres://user:password@host/database",
            "log.format = \"xml\" (environment variable TILSHI_LOG_FORMAT): \
             expected human or json",
        ]
    );
    let error = paper.load_file(text).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the configuration has 7 problems:\n  site.nmae (")
    );
}

#[test]
fn wrong_kinds_of_values_are_refused() {
    for (text, problem) in [
        (
            "site = 1",
            "site = \"1\" (F, line 1): expected a section with name, url, languages, \
                      default_language, time_zone, first_edition, imprint",
        ),
        (
            "site.name = 'A'",
            "site.name = \"A\" (F, line 1): expected a section with kk, ru, en",
        ),
        (
            "site.name.de = 'A'",
            "site.name.de (F, line 1): no such setting; accepted here are kk, \
                                ru, en",
        ),
        (
            "\n[site.url]\na = 1",
            "site.url = \"a section\" (F, line 2): expected a text in quotes",
        ),
        (
            "site.url = true",
            "site.url = \"true\" (F, line 1): expected a text in quotes",
        ),
        (
            "site.languages = 'kk'",
            "site.languages = \"kk\" (F, line 1): expected a list of texts \
                                   such as [\"kk\", \"ru\"]",
        ),
        (
            "site.languages = ['kk', 1]",
            "site.languages = \"['kk', 1]\" (F, line 1): expected a \
                                        list of texts such as [\"kk\", \"ru\"]",
        ),
        (
            "http.body_limit_bytes = 1.5",
            "http.body_limit_bytes = \"1.5\" (F, line 1): expected a \
                                         whole number without quotes",
        ),
        (
            "config = 'a'",
            "config (F, line 1): no such setting; accepted here are data_dir, \
                          leptos, site, database, http, mail, accounts, comments, log",
        ),
    ] {
        assert_eq!(Paper::new().problems_of_file(text), [problem]);
    }
}

#[test]
fn file_that_is_no_toml_is_reported_by_line_without_its_text() {
    let problems = Paper::new().problems_of_file("[site]\n\n[database]\nurl = postgres://secret");
    assert!(!problems.is_empty());
    for problem in &problems {
        assert!(
            problem.starts_with("syntax (F, line 4): the file is no TOML: "),
            "{problem}"
        );
        assert!(!problem.contains("secret"), "{problem}");
    }
    let problems = Paper::new().problems_of_file("[log]\nformat = 'json'\nformat = 'human'");
    assert_eq!(
        problems,
        ["syntax (F, line 3): the file is no TOML: duplicate key"]
    );
}

#[test]
fn named_file_must_exist() {
    let paper = Paper::new();
    let missing = paper.path("missing.toml");
    let error = Configuration::load(Some(&missing), paper.variables.iter().cloned()).unwrap_err();
    let beginning = format!(
        "the configuration has a problem:\n  configuration file = {missing:?} ({}): cannot be read (",
        missing.display()
    );
    assert!(error.to_string().starts_with(&beginning), "{error}");

    let paper = paper.with("TILSHI_CONFIG", &missing.display().to_string());
    let error = Configuration::load(None, paper.variables.iter().cloned()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("(environment variable TILSHI_CONFIG): cannot be read (")
    );
}

#[test]
fn environment_can_name_the_file() {
    let paper = Paper::new();
    let named = paper.path("other.toml");
    fs::write(&named, "log.filter = 'debug'").unwrap();
    let paper = paper.with("TILSHI_CONFIG", &named.display().to_string());
    let load = |file| Configuration::load(file, paper.variables.iter().cloned()).unwrap();
    assert_eq!(load(None).log.filter, "debug");

    let from_command_line = paper.path("third.toml");
    fs::write(&from_command_line, "log.filter = 'trace'").unwrap();
    assert_eq!(load(Some(&from_command_line)).log.filter, "trace");
}

#[test]
fn default_file_is_read_but_may_be_missing() {
    let paper = Paper::new();
    let default = paper.path("default.toml").display().to_string();
    let read = || Settings::read(None, &default, std::iter::empty()).unwrap();
    let (settings, problems) = read();
    assert_eq!((problems.len(), settings.get("log.filter")), (0, None));

    fs::write(&default, "log.filter = 'debug'").unwrap();
    let (settings, problems) = read();
    assert_eq!(problems, []);
    assert!(settings.get("log.filter").is_some());
}

#[test]
fn shipped_file_documents_every_key_with_its_default() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Leptos.toml");
    let shipped = fs::read_to_string(path).unwrap();
    let paper = Paper::new();
    let defaults = paper.load().unwrap();
    assert_eq!(paper.load_file(&shipped), Ok(defaults.clone()));

    // A default stands behind a bare `#`, prose behind `# `.
    let uncommented: Vec<&str> = shipped
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if setting.starts_with(|c: char| c.is_ascii_lowercase()) => setting,
            _ => line,
        })
        .collect();
    let uncommented = uncommented.join("\n");
    let in_working_folder = DatabaseUrl::of_sqlite_file(Path::new("data/tilshi.db"));
    let mut spelt_out = paper.load_file(&uncommented).unwrap();
    assert_eq!(spelt_out.database.url, in_working_folder);
    spelt_out.database.url = defaults.database.url.clone();
    assert_eq!(spelt_out, defaults);

    let (settings, problems) = Settings::read(None, path, std::iter::empty()).unwrap();
    assert_eq!((problems.len(), settings.get("data_dir")), (0, None));
    fs::write(paper.path("all.toml"), &uncommented).unwrap();
    let (settings, _) =
        Settings::read(Some(&paper.path("all.toml")), "", std::iter::empty()).unwrap();
    for (key, _) in keys::KEYS {
        let documented = settings.get(key).is_some();
        assert_eq!(documented, key != keys::CONFIG_FILE, "{key}");
    }
}
