//! Section `[comments]`.

use super::super::{CommentSettings, Origin, ServiceSecret, ServiceSettings};
use super::{Check, Problem};
use axum::http::Uri;
use moderation::Verdict;
use url::{Host, Url};

impl Check {
    pub(super) fn comments(&mut self) -> Option<CommentSettings> {
        let personal_data_days = self.number("comments.personal_data_days", 180, 1..=3_650);
        let hide_at_weight = self.number("comments.hide_at_weight", 4, 1..=1_000);
        let telephone = self.service("comments.telephone_url", "comments.telephone_secret");
        let telephone_required = self.telephone_required(telephone.as_ref());
        let check = self.service("comments.check_url", "comments.check_secret");
        let check_failing = self.text("comments.check_failing", "hold", |text| match text {
            "hold" => Ok(Verdict::Hold),
            "pass" => Ok(Verdict::Pass),
            _ => Err("expected hold or pass".to_owned()),
        });
        Some(CommentSettings {
            personal_data_days: i64::from(personal_data_days?),
            hide_at_weight: i64::from(hide_at_weight?),
            telephone: telephone?,
            telephone_required: telephone_required?,
            check: check?,
            check_failing: check_failing?,
        })
    }

    /// A service has an address and a secret, or neither.
    fn service(&mut self, url_key: &str, secret_key: &str) -> Option<Option<ServiceSettings>> {
        let is_set = |(text, _): &(String, Origin)| !text.trim().is_empty();
        let url = self.written_text(url_key).filter(is_set);
        let secret = self.written_text(secret_key).filter(is_set);
        match (url, secret) {
            (None, None) => Some(None),
            (Some((url, origin)), Some((secret, origin_of_secret))) => {
                let parsed = parse_service_url(&url);
                let address = self.accept(url_key, &origin, &url, parsed);
                let parsed = ServiceSecret::parse(&secret);
                if parsed.is_none() {
                    let fault = "expected 16 to 64 letters, digits and other signs of ASCII, \
                                 without spaces";
                    self.refuse_secret(secret_key, origin_of_secret, fault.to_owned());
                }
                Some(Some(ServiceSettings {
                    address: address?,
                    secret: parsed?,
                }))
            }
            (Some((_, origin)), None) => {
                let fault = format!("missing; {url_key} needs it for signatures");
                self.refuse_secret(secret_key, origin, fault);
                None
            }
            (None, Some((_, origin))) => {
                let fault = format!("there is no {url_key} that it belongs to");
                self.refuse_secret(secret_key, origin, fault);
                None
            }
        }
    }

    fn telephone_required(&mut self, service: Option<&Option<ServiceSettings>>) -> Option<bool> {
        const KEY: &str = "comments.telephone_required";
        let is_required = self.switch(KEY, false);
        // A service that is wrong has been spoken of.
        if is_required && service.is_some_and(Option::is_none) {
            let origin = match self.settings.get(KEY) {
                Some((_, origin)) => origin.clone(),
                None => Origin::Default,
            };
            let fault = "nobody could comment: comments.telephone_url is not set".to_owned();
            self.refuse(KEY, &origin, "true", fault);
            return None;
        }
        Some(is_required)
    }

    /// What is wrong with a secret is said without it.
    fn refuse_secret(&mut self, key: &str, origin: Origin, explanation: String) {
        self.problems.push(Problem {
            key: key.to_owned(),
            origin,
            value: None,
            explanation,
        });
    }
}

/// An address to which questions about readers may be sent: nobody on the way can read them.
fn parse_service_url(text: &str) -> Result<Uri, String> {
    let refuse = |reason: &str| {
        Err(format!(
            "{reason}; expected https:// with a host, or http:// with localhost, 127.0.0.1 or [::1], \
             such as https://check.example/comments"
        ))
    };
    let Ok(url) = Url::parse(text.trim()) else {
        return refuse("this is no web address");
    };
    let is_loopback = match url.host() {
        Some(Host::Domain(host)) => host == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        _ if !url.username().is_empty() || url.password().is_some() => {
            return refuse("there is a user name");
        }
        _ if url.fragment().is_some() => return refuse("there is a fragment"),
        "https" => {}
        "http" if is_loopback => {}
        "http" => return refuse("without https everybody on the way can read it"),
        _ => return refuse("the scheme is neither http nor https"),
    }
    url.as_str()
        .parse()
        .or_else(|_| refuse("this is no web address"))
}
