use super::{AddressError, AddressProblem, WebAddress, check_characters};

const ACCEPTED: &str = "https://…, http://…, mailto:…, tel:…, a path on this site (/…) and a place \
                        on the page (#…), without spaces, quotation marks, < > \\ or `";

/// Where a link leads.
///
/// One of: an `http` or `https` address, `mailto:`, `tel:`, a path on this site (`/…` but not
/// `//…`), a place on the page (`#…`). Scheme and host are kept in small letters.
///
/// ```
/// use document::Href;
///
/// assert_eq!(Href::parse("HTTPS://Tilshi.kz/kk").unwrap().as_str(), "https://tilshi.kz/kk");
/// assert!(Href::parse("javascript:alert(1)").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Href {
    address: String,
}

impl Href {
    /// Checks an address.
    ///
    /// # Errors
    /// Any other kind of address; a character that browsers drop or bend (controls, spaces,
    /// invisible ones, quotation marks, `<`, `>`, backslash, backtick); a user name before the host;
    /// an invalid host or port; more than 4,096 bytes.
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        canonical(address)
            .map(|address| Self { address })
            .map_err(|problem| AddressError::new(address, problem, ACCEPTED))
    }

    /// The address as it stands in the JSON and the page.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// Whether the address has a host of its own (`http`, `https`).
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        self.address.starts_with("http://") || self.address.starts_with("https://")
    }

    /// Whether the address is a path on this site.
    #[must_use]
    pub fn is_site_relative(&self) -> bool {
        self.address.starts_with('/')
    }
}

fn canonical(address: &str) -> Result<String, AddressProblem> {
    check_characters(address)?;
    if address.starts_with("//") {
        return Err(AddressProblem::ProtocolRelative);
    }
    if address.starts_with('/') {
        return Ok(address.to_owned());
    }
    if let Some(fragment) = address.strip_prefix('#') {
        return if fragment.is_empty() {
            Err(AddressProblem::Form)
        } else {
            Ok(address.to_owned())
        };
    }
    let (scheme, rest) = address.split_once(':').ok_or(AddressProblem::Scheme)?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => WebAddress::parse(address).map(|parts| parts.to_canonical()),
        "mailto" if is_mailbox(rest) => Ok(format!("{scheme}:{rest}")),
        "tel" if is_telephone_number(rest) => Ok(format!("{scheme}:{rest}")),
        "mailto" | "tel" => Err(AddressProblem::Form),
        _ => Err(AddressProblem::Scheme),
    }
}

/// `name@host` with, perhaps, a subject and so on after a question mark (RFC 6068, one recipient).
fn is_mailbox(rest: &str) -> bool {
    let mailbox = rest.split_once('?').map_or(rest, |(mailbox, _)| mailbox);
    mailbox.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains(['@', '/', ':'])
    })
}

/// Digits with the visual separators of RFC 3966, a leading plus, extension parameters.
fn is_telephone_number(rest: &str) -> bool {
    let (number, parameters) = rest.split_once(';').unwrap_or((rest, ""));
    let number = number.strip_prefix('+').unwrap_or(number);
    number.chars().any(|character| character.is_ascii_digit())
        && number
            .chars()
            .all(|character| character.is_ascii_digit() || "-.()*#".contains(character))
        && parameters
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "-.=;+".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accepted_kinds_pass_unchanged() {
        for address in [
            "https://kk.wikipedia.org/wiki/%D2%9A%D0%B0%D0%B7%D0%B0%D2%9B",
            "https://тілші.қаз/мақала?бет=2#соңы",
            "http://localhost:3000/",
            "http://example.kz",
            "mailto:redaksia@tilshi.kz?subject=Хат",
            "tel:+7(7132)21-00-00",
            "tel:102",
            "tel:+77132210000;ext=12",
            "/kk/bilim/jana-mektep",
            "/",
            "#tail",
        ] {
            assert_eq!(Href::parse(address).unwrap().as_str(), address);
        }
    }

    #[test]
    fn scheme_and_host_take_small_letters_and_nothing_else_does() {
        assert_eq!(
            Href::parse("HtTpS://EXAMPLE.KZ/Path?Q#F").unwrap().as_str(),
            "https://example.kz/Path?Q#F"
        );
        assert_eq!(
            Href::parse("MAILTO:A@B.KZ").unwrap().as_str(),
            "mailto:A@B.KZ"
        );
    }

    #[test]
    fn tricks_are_refused() {
        for address in [
            "",
            "#",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "javascript\u{0}:alert(1)",
            "javascript&colon;alert(1)",
            "javascript&#58;alert(1)",
            "javascript%3Aalert(1)",
            "ｊavascript:alert(1)",
            "javascript://example.kz/%0Aalert(1)",
            "data:text/html,<script>alert(1)</script>",
            "data:text/html;base64,PHNjcmlwdD4=",
            "vbscript:msgbox(1)",
            "VBSCRIPT:msgbox(1)",
            "blob:https://example.kz/1",
            "file:///etc/passwd",
            "ftp://example.kz/",
            "intent://scan/#Intent;end",
            "view-source:https://example.kz",
            "//evil.test/",
            "///evil.test/",
            "/\\evil.test/",
            "\\\\evil.test/",
            "/\t/evil.test",
            "/\u{200B}/evil.test",
            "https:evil.test",
            "https:/evil.test",
            "https:\\\\evil.test",
            "https://tilshi.kz@evil.test/",
            "https://tilshi.kz:x@evil.test/",
            "https://exa mple.kz/",
            "https://example.kz/a b",
            "https://example.kz/\"onclick=",
            "https://example.kz/\u{202E}gpj.exe",
            "mailto:",
            "mailto:nobody",
            "mailto:a@b@c",
            "tel:",
            "tel:abc",
            "tel:+",
            "example.kz/page",
            "../page",
            "?q=1",
        ] {
            assert!(Href::parse(address).is_err(), "{address:?}");
        }
        assert!(Href::parse(&format!("/{}", "a".repeat(4096))).is_err());
    }

    #[test]
    fn the_error_names_the_address_and_what_is_accepted() {
        let message = Href::parse("javascript:alert(1)").unwrap_err().to_string();
        assert!(message.starts_with(
            "address \"javascript:alert(1)\" has the wrong beginning; accepted are https://…, "
        ));
        let long = Href::parse(&format!("data:{}", "я".repeat(1000))).unwrap_err();
        assert!(long.to_string().chars().count() < 400);
        let hidden = Href::parse("https://a.kz/\u{202E}x")
            .unwrap_err()
            .to_string();
        assert!(!hidden.contains('\u{202E}'), "{hidden}");
    }
}
