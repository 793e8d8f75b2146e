//! The addresses in a text.

use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use url::{Host, Url};

/// How many characters of an address are shown.
const LONGEST_SHOWN: usize = 60;

/// Last parts of hosts by which an address is known that is written without `http` and `www.`: «келді.Ол» is
/// none. Those of the region, and those that are misused most.
const ENDINGS: [&str; 41] = [
    "kz", "ru", "com", "net", "org", "info", "biz", "me", "io", "su", "by", "ua", "uz", "kg", "tj",
    "tr", "cn", "az", "app", "dev", "xyz", "top", "site", "online", "shop", "store", "club",
    "link", "click", "live", "pro", "vip", "win", "bet", "casino", "tv", "cc", "co", "ly", "рф",
    "қаз",
];
/// The same, as they are spelled where an address hides from programs.
const SPELLED_ENDINGS: [&str; 11] = [
    "kz", "ru", "com", "net", "org", "кз", "ру", "ком", "нет", "рф", "қаз",
];
const SPELLED_DOTS: [&str; 12] = [
    "[.]",
    "(.)",
    "{.}",
    "[dot]",
    "(dot)",
    "[точка]",
    "(точка)",
    "[нүкте]",
    "(нүкте)",
    " dot ",
    " точка ",
    " нүкте ",
];

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How it is written.
    pub form: AddressForm,
    /// Where it leads, percent-encoded, with `http` or `https`. Empty where it is spelled out.
    pub target: String,
    /// Its host as browsers ask for it: lower case, ASCII. Empty where it is spelled out.
    pub host: String,
    /// What readers are shown of it.
    pub shown: String,
}

/// How an address is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressForm {
    /// With `http://`, `https://` or `www.`: shown as a link.
    Linked,
    /// The host alone, with or without what follows it, such as `t.me/channel`: shown as text.
    Bare,
    /// It hides where it leads: a name before the host, a number or a host of letters that look like others;
    /// or it hides that it is an address: `paper[.]kz`. Only the last of hosts is shown as a link, by its
    /// name in ASCII.
    Hidden,
}

impl Address {
    /// Whether it is shown as a link.
    pub fn is_link(&self) -> bool {
        self.form == AddressForm::Linked
            || (self.form == AddressForm::Hidden && self.host.contains("xn--"))
    }
}

/// Every address in a text, in the order in which they stand there. None overlaps another.
pub(super) fn find(text: &str) -> Vec<Address> {
    let ends = |letter: char| letter.is_whitespace() || "<>\"«»“”„‘’…—`|".contains(letter);
    let mut addresses = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(ends) {
        let written = piece.trim_end_matches(ends);
        let skipped = beginning(written);
        let address = without_suffix(without_punctuation(&written[skipped..]));
        addresses.extend(read(address, from + skipped));
        from += piece.len();
    }
    find_spelled(text, &mut addresses);
    addresses
}

/// Where in a run of letters without a space an address begins, if one does.
fn beginning(written: &str) -> usize {
    let lower = written.to_ascii_lowercase();
    let after_a_sign = |at: &usize| {
        !written[..*at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    };
    ["http://", "https://", "www."]
        .iter()
        .filter_map(|prefix| lower.find(prefix).filter(after_a_sign))
        .min()
        .unwrap_or_else(|| {
            written.len()
                - written
                    .trim_start_matches(|letter: char| !letter.is_alphanumeric())
                    .len()
        })
}

/// Without the signs at its end that belong to the sentence; a bracket belongs to the address when it was
/// opened there.
fn without_punctuation(written: &str) -> &str {
    let count = |sign: char| written.matches(sign).count();
    let mut unopened = [
        count(')').saturating_sub(count('(')),
        count(']').saturating_sub(count('[')),
    ];
    let mut rest = written;
    loop {
        match rest.chars().next_back() {
            Some('.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '~') => {}
            Some(')') if unopened[0] > 0 => unopened[0] -= 1,
            Some(']') if unopened[1] > 0 => unopened[1] -= 1,
            _ => return rest,
        }
        rest = &rest[..rest.len() - 1];
    }
}

/// Without the Kazakh suffix after it: `kaz.kz-тен`.
fn without_suffix(written: &str) -> &str {
    match written.rsplit_once('-') {
        Some((address, suffix))
            if address
                .ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '/')
                && !suffix.is_empty()
                && suffix
                    .chars()
                    .all(|letter| matches!(letter, '\u{0400}'..='\u{052F}')) =>
        {
            address
        }
        _ => written,
    }
}

fn read(written: &str, start: usize) -> Option<Address> {
    let begins = |prefix: &str| {
        written
            .get(..prefix.len())
            .is_some_and(|beginning| beginning.eq_ignore_ascii_case(prefix))
    };
    let has_scheme = begins("http://") || begins("https://");
    if !has_scheme && written.contains("://") {
        return None;
    }
    if !written.contains(['.', ':']) {
        return None;
    }
    let url = if has_scheme {
        Url::parse(written)
    } else {
        Url::parse(&format!("https://{written}"))
    }
    .ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    let names_somebody = !url.username().is_empty() || url.password().is_some();
    let written_after_scheme = written.split_once("://").map_or(written, |(_, rest)| rest);
    let written_host = written_after_scheme
        .split(['/', '?', '#'])
        .next()
        .unwrap_or(written_after_scheme);
    let is_number = match url.host()? {
        Host::Domain(domain) => domain.parse::<IpAddr>().is_ok(),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    let is_honest = !names_somebody && !is_number && is_of_one_script(written_host);
    let form = if !has_scheme && !begins("www.") {
        // A version or a time of day is no address, nor is a mail address.
        let last = written_host
            .rsplit('.')
            .next()?
            .split(':')
            .next()?
            .to_lowercase();
        if names_somebody || is_number || !ENDINGS.contains(&last.as_str()) {
            return None;
        }
        AddressForm::Bare
    } else if !is_honest {
        AddressForm::Hidden
    } else if host.contains('.') {
        AddressForm::Linked
    } else {
        return None;
    };
    let shown = if is_honest {
        written_after_scheme
    } else {
        url.as_str()
            .split_once("://")
            .map_or(url.as_str(), |(_, rest)| rest)
    };
    Some(Address {
        start,
        end: start + written.len(),
        form,
        target: url.as_str().to_owned(),
        // What deceives by a name is no link, whatever its host.
        host: if names_somebody { String::new() } else { host },
        shown: shorten(shown.trim_end_matches('/')),
    })
}

/// Whether a host is what it looks like: all of it ASCII, or all of its letters Cyrillic, the last part too.
/// A host that is Cyrillic but for `.com` may be made of the letters that look like Latin ones.
fn is_of_one_script(host: &str) -> bool {
    if host.is_ascii() {
        return !host
            .to_ascii_lowercase()
            .split('.')
            .any(|part| part.starts_with("xn--"));
    }
    host.chars()
        .filter(|letter| letter.is_alphabetic())
        .all(|letter| matches!(letter, '\u{0400}'..='\u{052F}'))
}

fn shorten(shown: &str) -> String {
    if shown.chars().count() <= LONGEST_SHOWN {
        return shown.to_owned();
    }
    let mut short: String = shown.chars().take(LONGEST_SHOWN - 1).collect();
    short.push('…');
    short
}

/// Adds addresses that hide from programs: `paper[.]kz`, «paper точка kz».
fn find_spelled(text: &str, addresses: &mut Vec<Address>) {
    for dot in SPELLED_DOTS {
        for (at, _) in text.match_indices(dot) {
            let after = &text[at + dot.len()..];
            let ending = after
                .split(|letter: char| !letter.is_alphanumeric())
                .next()
                .unwrap_or_default();
            let start = text[..at]
                .char_indices()
                .rev()
                .take_while(|(_, letter)| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
                .last()
                .map(|(index, _)| index);
            let (Some(start), true) = (
                start,
                SPELLED_ENDINGS.contains(&ending.to_lowercase().as_str()),
            ) else {
                continue;
            };
            let end = at + dot.len() + ending.len();
            if addresses
                .iter()
                .any(|other| start < other.end && other.start < end)
            {
                continue;
            }
            addresses.push(Address {
                start,
                end,
                form: AddressForm::Hidden,
                target: String::new(),
                host: String::new(),
                shown: text[start..end].to_owned(),
            });
        }
    }
    addresses.sort_by_key(|address| address.start);
}
