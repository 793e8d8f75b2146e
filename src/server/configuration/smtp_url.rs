//! The address of the mail server, which may hold a password.

use std::fmt;

use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use url::Url;

use super::database_url::mask_password;

/// The address of the mail server that takes the paper's mails, in the form that lettre reads:
/// `smtp://` or `smtps://`, user name and password percent-encoded, host, port, the name to
/// introduce oneself with as path, and `?tls=required` or `?tls=opportunistic` for STARTTLS.
/// Printing it masks the password; only [`SmtpUrl::as_str`] reveals it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// What [`SmtpUrl::parse`] accepts, for people.
    pub const ACCEPTED: &'static str = "smtp://host:25, smtps://user:password@host:465 or \
                                        smtp://user:password@host:587?tls=required";

    /// Reads an address and checks that lettre can use it. A password is refused where it would
    /// travel unencrypted (RFC 4954, section 4), unless the server is this machine.
    ///
    /// # Errors
    /// What is wrong, without the address itself.
    pub fn parse(text: &str) -> Result<SmtpUrl, String> {
        let refuse = |reason: &str| Err(format!("{reason}; expected {}", SmtpUrl::ACCEPTED));
        let Ok(url) = Url::parse(text) else {
            return refuse("this is no address of a mail server");
        };
        if !matches!(url.scheme(), "smtp" | "smtps") {
            return refuse("the scheme is neither smtp nor smtps");
        }
        let Some(host) = url.host_str().filter(|host| !host.is_empty()) else {
            return refuse("the host is missing");
        };
        if !is_host_name(host) {
            return refuse("the host is neither a name in Latin letters nor an IPv4 address");
        }
        let own_name = url.path().trim_matches('/');
        if url.fragment().is_some() || !(own_name.is_empty() || is_host_name(own_name)) {
            return refuse("signs such as / ? # @ in a password must be percent-encoded");
        }
        let has_unknown = url
            .query_pairs()
            .any(|(name, value)| name != "tls" || !matches!(&*value, "required" | "opportunistic"));
        if has_unknown {
            return refuse("behind the question mark only tls=required or tls=opportunistic stand");
        }
        if url.username().is_empty() != url.password().is_none_or(str::is_empty) {
            return refuse("user name and password come together or not at all");
        }
        let is_encrypted =
            url.scheme() == "smtps" || url.query_pairs().any(|(_, tls)| tls == "required");
        let is_here = host == "localhost" || host.starts_with("127.");
        if url.password().is_some() && !is_encrypted && !is_here {
            return refuse("the password would travel unencrypted");
        }
        let smtp_url = SmtpUrl(text.to_owned());
        match smtp_url.transport() {
            Ok(_) => Ok(smtp_url),
            Err(_) => refuse("user name, password or host is malformed"),
        }
    }

    /// The whole address with its password, for connecting. Never log it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How to reach the server: host, port, encryption, credentials, as the address says.
    ///
    /// # Errors
    /// Those of lettre; [`SmtpUrl::parse`] has seen that there are none.
    pub fn transport(&self) -> Result<AsyncSmtpTransportBuilder, lettre::transport::smtp::Error> {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.0)
    }

    /// Whether the address says by which name to introduce oneself (`EHLO`).
    pub fn names_client(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| !url.path().trim_matches('/').is_empty())
    }
}

/// Letters, digits and what stands between them in host names and IPv4 addresses.
fn is_host_name(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

impl fmt::Display for SmtpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&mask_password(&self.0))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SmtpUrl({self})")
    }
}
