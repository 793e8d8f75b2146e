//! Taking an absolute web address apart, strictly: what a browser would repair is refused.

use super::{AddressProblem, MAX_ADDRESS_LENGTH};
use crate::characters::{is_extending, is_invisible};

/// Refuses what is empty, too long, or holds a character that has no place in any address.
pub(crate) fn check_characters(address: &str) -> Result<(), AddressProblem> {
    if address.is_empty() {
        return Err(AddressProblem::Empty);
    }
    if address.len() > MAX_ADDRESS_LENGTH {
        return Err(AddressProblem::TooLong);
    }
    match address.chars().find(|&character| is_refused(character)) {
        Some(character) => Err(AddressProblem::Character(character)),
        None => Ok(()),
    }
}

fn is_refused(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || is_invisible(character)
        || matches!(character, '"' | '<' | '>' | '\\' | '`')
}

/// An address with a host: `scheme://host[:port][/path][?query][#fragment]`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WebAddress<'a> {
    /// Lower-cased.
    pub scheme: String,
    /// Lower-cased, without port.
    pub host: String,
    /// With its colon, or empty.
    pub port: &'a str,
    /// With its leading slash, or empty.
    pub path: &'a str,
    /// Without the question mark; empty when there is none.
    pub query: &'a str,
    /// Path, query and fragment as they stood.
    pub rest: &'a str,
}

impl<'a> WebAddress<'a> {
    /// Takes `address` apart.
    ///
    /// # Errors
    /// A refused character, a scheme not followed by `//`, a user name, a bad host or port.
    pub fn parse(address: &'a str) -> Result<Self, AddressProblem> {
        check_characters(address)?;
        let (scheme, after) = address.split_once("://").ok_or(AddressProblem::Scheme)?;
        let begins_right = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
        if !begins_right || !scheme.chars().all(|other| other.is_ascii_alphanumeric()) {
            return Err(AddressProblem::Scheme);
        }
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (authority, rest) = after.split_at(end);
        if authority.contains('@') {
            return Err(AddressProblem::UserName);
        }
        let (host, port) = split_port(authority)?;
        let before_fragment = rest.split_once('#').map_or(rest, |(before, _)| before);
        let (path, query) = before_fragment
            .split_once('?')
            .unwrap_or((before_fragment, ""));
        Ok(Self {
            scheme: scheme.to_ascii_lowercase(),
            host: host.to_lowercase(),
            port,
            path,
            query,
            rest,
        })
    }

    /// The whole address again, with scheme and host in small letters.
    pub fn to_canonical(&self) -> String {
        format!("{}://{}{}{}", self.scheme, self.host, self.port, self.rest)
    }

    /// The path's parts between slashes, a final slash not counted.
    pub fn segments(&self) -> Vec<&'a str> {
        let path = self.path.strip_prefix('/').unwrap_or(self.path);
        let path = path.strip_suffix('/').unwrap_or(path);
        if path.is_empty() {
            Vec::new()
        } else {
            path.split('/').collect()
        }
    }

    /// The first value of a query parameter, as written (percent signs not decoded).
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }
}

fn split_port(authority: &str) -> Result<(&str, &str), AddressProblem> {
    let after_brackets = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let colon = authority[after_brackets..].find(':');
    let host_end = colon.map_or(authority.len(), |colon| after_brackets + colon);
    let (host, port) = authority.split_at(host_end);
    check_host(host)?;
    if let Some(number) = port.strip_prefix(':') {
        let digits = number.chars().all(|digit| digit.is_ascii_digit());
        if !digits || number.parse::<u16>().map_or(true, |number| number == 0) {
            return Err(AddressProblem::Port);
        }
    }
    Ok((host, port))
}

/// A name of letters (of any alphabet: `.қаз` is a real top-level domain), digits, hyphens and
/// underscores between single dots, or an IPv6 address in brackets.
fn check_host(host: &str) -> Result<(), AddressProblem> {
    let valid = match host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(number) => {
            number.contains(':')
                && number
                    .chars()
                    .all(|part| part.is_ascii_hexdigit() || part == ':' || part == '.')
        }
        None => host.split('.').all(|label| {
            !label.is_empty()
                && label.chars().all(|part| {
                    part.is_alphanumeric() || is_extending(part) || matches!(part, '-' | '_')
                })
        }),
    };
    valid.then_some(()).ok_or(AddressProblem::Host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_apart_and_together_again() {
        let parts = WebAddress::parse("HTTPS://Www.Тілші.ҚАЗ:8443/Бет/?a=1&b=2#c").unwrap();
        assert_eq!(
            (parts.scheme.as_str(), parts.host.as_str()),
            ("https", "www.тілші.қаз")
        );
        assert_eq!((parts.port, parts.path), (":8443", "/Бет/"));
        assert_eq!(parts.segments(), ["Бет"]);
        assert_eq!(
            (parts.parameter("b"), parts.parameter("c")),
            (Some("2"), None)
        );
        assert_eq!(
            parts.to_canonical(),
            "https://www.тілші.қаз:8443/Бет/?a=1&b=2#c"
        );
    }

    #[test]
    fn hosts_and_ports_are_checked() {
        for (address, problem) in [
            ("https://", AddressProblem::Host),
            ("https:///x", AddressProblem::Host),
            ("https://a..b/", AddressProblem::Host),
            ("https://a.b./", AddressProblem::Host),
            ("https://a%2eb/", AddressProblem::Host),
            ("https://a／b/", AddressProblem::Host),
            ("https://[::1", AddressProblem::Host),
            ("https://[zz::1]/", AddressProblem::Host),
            ("https://a:0/", AddressProblem::Port),
            ("https://a:/", AddressProblem::Port),
            ("https://a:65536/", AddressProblem::Port),
            ("https://a:+80/", AddressProblem::Port),
            ("https://a:80:90/", AddressProblem::Port),
            ("https://good.kz@evil.test/", AddressProblem::UserName),
            ("https://good.kz:80@evil.test/", AddressProblem::UserName),
            ("https:/a.kz/", AddressProblem::Scheme),
            ("https:a.kz", AddressProblem::Scheme),
            ("://a.kz", AddressProblem::Scheme),
            (
                "ht\u{200B}tps://a.kz",
                AddressProblem::Character('\u{200B}'),
            ),
        ] {
            assert_eq!(WebAddress::parse(address), Err(problem), "{address}");
        }
        assert_eq!(
            WebAddress::parse("http://[2001:DB8::1]:80/")
                .unwrap()
                .to_canonical(),
            "http://[2001:db8::1]:80/"
        );
    }
}
