//! The address of the database, which may hold a password.

use std::fmt;
use std::fmt::Write as _;
use std::path::Path;

use url::Url;

/// Which database a [`DatabaseUrl`] is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// A SQLite file.
    Sqlite,
    /// PostgreSQL, or a database that speaks its protocol.
    Postgres,
}

/// The address of the database in the form that sqlx takes. Printing it masks the password;
/// only [`DatabaseUrl::as_str`] reveals it.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    kind: DatabaseKind,
    url: String,
}

impl DatabaseUrl {
    /// What [`DatabaseUrl::parse`] accepts, for people.
    pub const ACCEPTED: &'static str =
        "sqlite:path/to/file.db or postgres://user:password@host/database";

    /// Reads `sqlite:` or `sqlite://` with a path, or `postgres://` or `postgresql://` with a
    /// host. Unless the address of a SQLite file says otherwise, the file is created when it is
    /// missing (`mode=rwc`).
    ///
    /// # Errors
    /// What is wrong, without the address itself.
    pub fn parse(text: &str) -> Result<DatabaseUrl, String> {
        let refuse = |reason: &str| Err(format!("{reason}; expected {}", DatabaseUrl::ACCEPTED));
        let Ok(parsed) = Url::parse(text) else {
            return refuse("this is no address of a database");
        };
        match parsed.scheme() {
            "sqlite" => {
                let (path, query) = text.split_once('?').unwrap_or((text, ""));
                let file = path.split_once(':').map_or("", |(_, file)| file);
                if file.trim_matches('/').is_empty() {
                    return refuse("the file is missing");
                }
                if file.ends_with(":memory:") {
                    return refuse("a database in memory is gone with the program");
                }
                let has_mode = query.split('&').any(|pair| pair.starts_with("mode="));
                let url = match query {
                    _ if has_mode => text.to_owned(),
                    "" => format!("{path}?mode=rwc"),
                    _ => format!("{text}&mode=rwc"),
                };
                Ok(DatabaseUrl {
                    kind: DatabaseKind::Sqlite,
                    url,
                })
            }
            "postgres" | "postgresql" => {
                // A socket's folder is given as a parameter, as libpq does.
                let has_host = parsed.host_str().is_some_and(|host| !host.is_empty())
                    || parsed.query_pairs().any(|(name, _)| name == "host");
                if !has_host {
                    return refuse("the host is missing");
                }
                Ok(DatabaseUrl {
                    kind: DatabaseKind::Postgres,
                    url: text.to_owned(),
                })
            }
            _ => refuse("the database is neither SQLite nor PostgreSQL"),
        }
    }

    /// The address of a SQLite file, which is created when it is missing.
    pub fn of_sqlite_file(path: &Path) -> DatabaseUrl {
        let mut url = "sqlite:".to_owned();
        for byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                    url.push(char::from(*byte));
                }
                _ => {
                    // Writing to a String cannot fail.
                    let _ = write!(url, "%{byte:02X}");
                }
            }
        }
        url.push_str("?mode=rwc");
        DatabaseUrl {
            kind: DatabaseKind::Sqlite,
            url,
        }
    }

    /// Which database it is.
    pub fn kind(&self) -> DatabaseKind {
        self.kind
    }

    /// The whole address with its password, for connecting. Never log it.
    pub fn as_str(&self) -> &str {
        &self.url
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&mask_password(&self.url))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseUrl({self})")
    }
}

/// Replaces the password in what is, or was meant as, a database's address. As it may be
/// misspelt, everything before the last `@` goes that could be a password.
pub(super) fn mask_password(text: &str) -> String {
    const MASK: &str = "***";
    let (address, query) = match text.split_once('?') {
        Some((address, query)) => (address, Some(query)),
        None => (text, None),
    };
    // A question mark in a password that was not percent-encoded: nothing behind it is safe.
    if query.is_some_and(|query| query.contains('@')) {
        return mask_user_information(text, MASK);
    }
    let mut masked = mask_user_information(address, MASK);
    for (index, pair) in query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .enumerate()
    {
        masked.push(if index == 0 { '?' } else { '&' });
        match pair.split_once('=') {
            Some((name, _)) if name.to_lowercase().contains("pass") => {
                masked.push_str(name);
                masked.push('=');
                masked.push_str(MASK);
            }
            _ => masked.push_str(pair),
        }
    }
    masked
}

fn mask_user_information(address: &str, mask: &str) -> String {
    let Some((before, host)) = address.rsplit_once('@') else {
        return address.to_owned();
    };
    let (scheme, user_information) = match before.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), before),
    };
    match user_information.split_once(':') {
        Some((user, _)) if !scheme.is_empty() => format!("{scheme}{user}:{mask}@{host}"),
        None if !scheme.is_empty() => format!("{scheme}{user_information}@{host}"),
        _ => format!("{scheme}{mask}@{host}"),
    }
}
