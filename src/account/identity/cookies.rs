//! The cookies of people. Each is named, so that none is ever set by a string.

use crate::account::secret::Secret;
use axum::http::{HeaderMap, HeaderValue, header};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// What a browser holds for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieName {
    /// The token of a session.
    Session,
    /// Says to the client that somebody is signed in and may be asked for. Worth nothing by itself,
    /// and the only one that scripts can read.
    Visitor,
    /// The password was right, the second step is awaited.
    SecondStep,
    /// This browser has begun a sign-up.
    SignUp,
    /// A passkey has been asked for.
    Passkey,
}

impl CookieName {
    fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Visitor => "visitor",
            Self::SecondStep => "second-step",
            Self::SignUp => "sign-up",
            Self::Passkey => "passkey",
        }
    }
}

/// The cookies of one request, and those that its answer will set. Copies share the latter.
#[derive(Clone, Debug)]
pub struct Cookies {
    secure: bool,
    held: Vec<(String, String)>,
    to_set: Arc<Mutex<Vec<(CookieName, String)>>>,
}

impl Cookies {
    /// Reads a request's cookies. On https their names begin with `__Host-`, which binds them to this
    /// host and to encrypted connections (RFC 6265bis, section 4.1.3.2); browsers do not take such
    /// names on plain http, which is for one's own machine.
    pub fn read(headers: &HeaderMap, secure: bool) -> Self {
        let held = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self {
            secure,
            held,
            to_set: Arc::default(),
        }
    }

    /// The secret in a cookie.
    pub fn get(&self, name: CookieName) -> Option<Secret> {
        let name = self.full_name(name);
        self.held
            .iter()
            .find(|(held, _)| *held == name)
            .and_then(|(_, value)| Secret::parse(value))
    }

    /// Sets a cookie for so long. The last word on a name counts.
    pub fn set(&self, name: CookieName, value: &str, keep: Duration) {
        let seconds = keep.as_secs();
        self.put(name, value, &format!("; Max-Age={seconds}"));
    }

    /// Takes a cookie out of the browser.
    pub fn remove(&self, name: CookieName) {
        self.put(name, "", "; Max-Age=0");
    }

    fn put(&self, name: CookieName, value: &str, age: &str) {
        let full_name = self.full_name(name);
        let hidden = if name == CookieName::Visitor {
            ""
        } else {
            "; HttpOnly"
        };
        let secure = if self.secure { "; Secure" } else { "" };
        let line = format!("{full_name}={value}; Path=/{age}; SameSite=Lax{hidden}{secure}");
        let mut to_set = self.to_set.lock().unwrap_or_else(PoisonError::into_inner);
        to_set.retain(|(other, _)| *other != name);
        to_set.push((name, line));
    }

    /// Writes what has been set into an answer's head.
    pub fn write(&self, headers: &mut HeaderMap) {
        let to_set = self.to_set.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, line) in to_set.iter() {
            if let Ok(value) = HeaderValue::from_str(line) {
                headers.append(header::SET_COOKIE, value);
            }
        }
    }

    /// Scripts look for `visitor` by that name on either scheme, and it is no secret.
    fn full_name(&self, name: CookieName) -> String {
        if self.secure && name != CookieName::Visitor {
            format!("__Host-{}", name.word())
        } else {
            name.word().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(line: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_str(line).expect("a header"),
        );
        headers
    }

    fn written(cookies: &Cookies) -> Vec<String> {
        let mut headers = HeaderMap::new();
        cookies.write(&mut headers);
        headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|value| value.to_str().expect("ASCII").to_owned())
            .collect()
    }

    #[test]
    fn sessions_are_bound_to_host_and_encryption() {
        let cookies = Cookies::read(&HeaderMap::new(), true);
        cookies.set(CookieName::Session, "abc", Duration::from_secs(60));
        assert_eq!(
            written(&cookies),
            ["__Host-session=abc; Path=/; Max-Age=60; SameSite=Lax; HttpOnly; Secure"]
        );
        let plain = Cookies::read(&HeaderMap::new(), false);
        plain.set(CookieName::Session, "abc", Duration::from_secs(60));
        assert_eq!(
            written(&plain),
            ["session=abc; Path=/; Max-Age=60; SameSite=Lax; HttpOnly"]
        );
    }

    #[test]
    fn a_cookie_under_the_plain_name_is_no_session_on_https() {
        let token = Secret::generate().expect("random numbers");
        let plain = headers(&format!("a=b; session={}", token.reveal()));
        assert_eq!(Cookies::read(&plain, true).get(CookieName::Session), None);
        assert_eq!(
            Cookies::read(&plain, false).get(CookieName::Session),
            Some(token.clone())
        );
        let bound = headers(&format!("__Host-session={}", token.reveal()));
        assert_eq!(
            Cookies::read(&bound, true).get(CookieName::Session),
            Some(token)
        );
    }

    #[test]
    fn the_last_word_counts() {
        let cookies = Cookies::read(&HeaderMap::new(), false);
        cookies.remove(CookieName::Session);
        cookies
            .clone()
            .set(CookieName::Session, "x", Duration::from_secs(1));
        assert_eq!(written(&cookies).len(), 1);
        assert!(written(&cookies)[0].starts_with("session=x;"));
    }
}
