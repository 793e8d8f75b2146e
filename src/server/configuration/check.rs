//! Turning the written settings into checked, typed ones.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use url::Url;

use super::settings::{Settings, Value};
use super::{
    Configuration, DatabaseSettings, DatabaseUrl, LeptosSettings, LogFormat, LogSettings, Origin,
    Problem, SiteSettings,
};
use crate::language::Language;
use crate::ui::date::Zone;

mod accounts;
mod comments;
mod http;
mod mail;

/// Reads the settings one by one and gathers what is wrong. A wrong value reads as `None`, so
/// that the others are still checked.
pub(super) struct Check {
    settings: Settings,
    problems: Vec<Problem>,
}

impl Check {
    pub(super) fn new(settings: Settings, problems: Vec<Problem>) -> Check {
        Check { settings, problems }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The whole configuration, if it is right.
    pub(super) fn configuration(&mut self) -> Option<Configuration> {
        let data_dir = self.text("data_dir", "data", parse_writable_folder);
        let leptos = self.leptos();
        let site = self.site();
        let database = self.database(data_dir.as_deref());
        let http = self.http();
        let mail = self.mail(site.as_ref());
        let accounts = self.accounts();
        let comments = self.comments();
        let log = self.log();
        Some(Configuration {
            data_dir: data_dir?,
            leptos: leptos?,
            site: site?,
            database: database?,
            http: http?,
            mail: mail?,
            accounts: accounts?,
            comments: comments?,
            log: log?,
        })
    }

    fn leptos(&mut self) -> Option<LeptosSettings> {
        let site_addr = self.text("leptos.site_addr", "127.0.0.1:3000", parse_socket_address);
        let site_root = self.text("leptos.site_root", "target/site", parse_path);
        Some(LeptosSettings {
            site_addr: site_addr?,
            site_root: site_root?,
        })
    }

    fn site(&mut self) -> Option<SiteSettings> {
        let languages = self.languages();
        let names = self.names(languages.as_deref());
        let url = self.text("site.url", "http://127.0.0.1:3000", parse_site_url);
        let default_language = self.default_language(languages.as_deref());
        let time_zone = self.text("site.time_zone", "Asia/Almaty", |text| {
            Zone::parse(text).map_err(|_| {
                "no such time zone; expected a name of the IANA database such as Asia/Almaty"
                    .to_owned()
            })
        });
        let first_edition = self.switch("site.first_edition", true);
        let imprints = self.imprints();
        Some(SiteSettings {
            url: url?,
            languages: languages?,
            default_language: default_language?,
            time_zone: time_zone?,
            first_edition,
            names: names?,
            imprints,
        })
    }

    fn database(&mut self, data_dir: Option<&Path>) -> Option<DatabaseSettings> {
        let url = match self.written_text("database.url") {
            Some((text, origin)) => {
                let parsed = DatabaseUrl::parse(&text);
                self.accept("database.url", &origin, &text, parsed)
            }
            None => data_dir.map(|folder| DatabaseUrl::of_sqlite_file(&folder.join("tilshi.db"))),
        };
        let max_connections = self.number("database.max_connections", 10, 1..=1_000);
        Some(DatabaseSettings {
            url: url?,
            max_connections: max_connections?,
        })
    }

    fn log(&mut self) -> Option<LogSettings> {
        let format = self.text("log.format", "human", |text| match text {
            "human" => Ok(LogFormat::Human),
            "json" => Ok(LogFormat::Json),
            _ => Err("expected human or json".to_owned()),
        });
        let filter = self.text("log.filter", "info", parse_log_filter);
        Some(LogSettings {
            format: format?,
            filter: filter?,
        })
    }

    fn languages(&mut self) -> Option<Vec<Language>> {
        let (codes, origin) = match self.settings.get("site.languages") {
            Some((Value::List(codes), origin)) => (codes.clone(), origin.clone()),
            _ => return Some(Language::ALL.to_vec()),
        };
        let mut languages = Vec::new();
        for code in &codes {
            let fault = match Language::parse(code) {
                Some(language) if !languages.contains(&language) => {
                    languages.push(language);
                    continue;
                }
                Some(_) => "this language stands here twice".to_owned(),
                None => format!("no language of the program; accepted are {}", all_codes()),
            };
            self.refuse("site.languages", &origin, code, fault);
        }
        if codes.is_empty() {
            let fault = format!("the list is empty; accepted are {}", all_codes());
            self.refuse("site.languages", &origin, "", fault);
        }
        (languages.len() == codes.len() && !languages.is_empty()).then_some(languages)
    }

    fn default_language(&mut self, languages: Option<&[Language]>) -> Option<Language> {
        let Some((code, origin)) = self.written_text("site.default_language") else {
            return languages?.first().copied();
        };
        let parsed = match (Language::parse(&code), languages) {
            (None, _) => Err(format!(
                "no language of the program; accepted are {}",
                all_codes()
            )),
            (Some(language), Some(languages)) if !languages.contains(&language) => Err(format!(
                "this language is not in site.languages; accepted are {}",
                join_codes(languages)
            )),
            (Some(language), _) => Ok(language),
        };
        self.accept("site.default_language", &origin, &code, parsed)
    }

    /// The paper's imprints: as long as it bears the program's own name, also the program's own.
    fn imprints(&mut self) -> HashMap<Language, String> {
        let mut imprints = self.texts("site.imprint");
        if imprints.is_empty() && self.texts("site.name").is_empty() {
            for (language, imprint) in [
                (Language::Kazakh, "«Тілші» — облыстық қоғамдық-саяси газет"),
                (
                    Language::Russian,
                    "«Тілші» — областная общественно-политическая газета",
                ),
                (
                    Language::English,
                    "Tilshi, a regional newspaper of public affairs",
                ),
            ] {
                imprints.insert(language, imprint.to_owned());
            }
        }
        imprints.retain(|_, imprint| !imprint.trim().is_empty());
        imprints
    }

    /// The paper's names: the program's own if none is set, else one for each language.
    fn names(&mut self, languages: Option<&[Language]>) -> Option<HashMap<Language, String>> {
        let mut names = self.texts("site.name");
        if names.is_empty() {
            names.insert(Language::Kazakh, "Тілші".to_owned());
            names.insert(Language::Russian, "Тілші".to_owned());
            names.insert(Language::English, "Tilshi".to_owned());
            return Some(names);
        }
        let mut complete = true;
        for language in languages? {
            let key = format!("site.name.{language}");
            let is_blank = names
                .get(language)
                .is_none_or(|name| name.trim().is_empty());
            if is_blank {
                complete = false;
                let (value, origin) = match self.written_text(&key) {
                    Some((value, origin)) => (Some(value), origin),
                    None => (None, Origin::Default),
                };
                self.problems.push(Problem {
                    key,
                    origin,
                    value,
                    explanation: "the paper publishes in this language, so it needs a name in it \
                                  once it has a name of its own"
                        .to_owned(),
                });
            }
        }
        complete.then_some(names)
    }

    /// The texts of a key that has one for each language, as far as they are set.
    fn texts(&mut self, key: &str) -> HashMap<Language, String> {
        Language::ALL
            .into_iter()
            .filter_map(|language| {
                let (text, _) = self.written_text(&format!("{key}.{language}"))?;
                Some((language, text))
            })
            .collect()
    }

    fn text<T>(
        &mut self,
        key: &str,
        default: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let (text, origin) = self
            .written_text(key)
            .unwrap_or_else(|| (default.to_owned(), Origin::Default));
        let parsed = parse(&text);
        self.accept(key, &origin, &text, parsed)
    }

    fn number(&mut self, key: &str, default: u32, accepted: RangeInclusive<u32>) -> Option<u32> {
        let Some((Value::Number(number), origin)) = self.settings.get(key) else {
            return Some(default);
        };
        let (number, origin) = (*number, origin.clone());
        let parsed = u32::try_from(number)
            .ok()
            .filter(|number| accepted.contains(number))
            .ok_or_else(|| {
                format!(
                    "expected a whole number from {} to {}",
                    accepted.start(),
                    accepted.end()
                )
            });
        self.accept(key, &origin, &number.to_string(), parsed)
    }

    fn switch(&self, key: &str, default: bool) -> bool {
        match self.settings.get(key) {
            Some((Value::Switch(on), _)) => *on,
            _ => default,
        }
    }

    fn written_text(&self, key: &str) -> Option<(String, Origin)> {
        match self.settings.get(key)? {
            (Value::Text(text), origin) => Some((text.clone(), origin.clone())),
            _ => None,
        }
    }

    fn accept<T>(
        &mut self,
        key: &str,
        origin: &Origin,
        value: &str,
        parsed: Result<T, String>,
    ) -> Option<T> {
        parsed
            .map_err(|fault| self.refuse(key, origin, value, fault))
            .ok()
    }

    fn refuse(&mut self, key: &str, origin: &Origin, value: &str, fault: String) {
        self.problems
            .push(Problem::of_value(key, origin, value, fault));
    }
}

fn all_codes() -> String {
    join_codes(&Language::ALL)
}

fn join_codes(languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(|language| language.code()).collect();
    codes.join(", ")
}

fn parse_path(text: &str) -> Result<PathBuf, String> {
    if text.trim().is_empty() {
        return Err("expected a path".to_owned());
    }
    Ok(PathBuf::from(text))
}

/// A folder in which a file could really be made: rights alone do not tell that on a full or
/// read-only disk. Servers that share the folder may start in the same moment, in containers with the
/// same process number, so each tries with a file of its own.
fn parse_writable_folder(text: &str) -> Result<PathBuf, String> {
    let folder = parse_path(text)?;
    let trial = folder.join(format!(".write-trial-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir_all(&folder)
        .and_then(|()| File::create_new(&trial))
        .and_then(|mut file| file.write_all(b"trial"))
        .and_then(|()| std::fs::remove_file(&trial))
        .map_err(|error| format!("cannot be written to ({error}); expected a writable folder"))?;
    Ok(folder)
}

fn parse_socket_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "expected an IP address and a port such as 127.0.0.1:3000 or [::]:3000".to_owned()
    })
}

fn parse_site_url(text: &str) -> Result<Url, String> {
    let expected = "expected http:// or https:// with a host, optionally a port, and nothing \
                    behind, such as https://tilshi.kz";
    let refuse = |reason: &str| Err(format!("{reason}; {expected}"));
    let Ok(url) = Url::parse(text) else {
        return refuse("this is no web address");
    };
    if !matches!(url.scheme(), "http" | "https") {
        refuse("the scheme is neither http nor https")
    } else if !url.has_host() {
        refuse("the host is missing")
    } else if !url.username().is_empty() || url.password().is_some() {
        refuse("there is a user name")
    } else if url.query().is_some() || url.fragment().is_some() {
        refuse("there is a query or fragment")
    } else if url.path() != "/" {
        refuse("there is a path")
    } else {
        Ok(url)
    }
}

/// Checks the filter more strictly than `tracing` does: that takes a misspelt level for the name
/// of a target and then logs hardly anything.
fn parse_log_filter(text: &str) -> Result<String, String> {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    let is_target = |target: &str| {
        !target.is_empty()
            && target
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | ':' | '-'))
    };
    let is_directive = |directive: &str| match directive.split_once('=') {
        Some((target, level)) => is_target(target) && LEVELS.contains(&level),
        None => LEVELS.contains(&directive),
    };
    if text.split(',').all(is_directive) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "expected levels ({}), each alone or behind a target, such as info,sqlx=warn",
        LEVELS.join(", ")
    ))
}
