use super::{AddressError, AddressProblem, WebAddress, check_characters};

const ACCEPTED: &str = "/media/… and https://…, without spaces, quotation marks, < > \\ or `";

/// Where a picture comes from: `/media/…` on this site or an `https` address.
///
/// A path under `/media/` never leaves it (`.` and `..` are refused, percent-encoded too): a
/// picture is fetched without a click, so its address must not reach anything that acts on a visit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ImageSource {
    address: String,
}

impl ImageSource {
    /// Checks an address.
    ///
    /// # Errors
    /// Any other kind of address, and those that [`crate::Href::parse`] would refuse for their
    /// characters, host or length; an address that ends with a comma (`srcset` could not hold it).
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

    /// The path under `/media/` for a file of this site, nothing for another site's picture.
    ///
    /// ```
    /// use document::ImageSource;
    ///
    /// let source = ImageSource::parse("/media/3f7a/dala.jpg").unwrap();
    /// assert_eq!(source.media_path(), Some("3f7a/dala.jpg"));
    /// ```
    #[must_use]
    pub fn media_path(&self) -> Option<&str> {
        self.address.strip_prefix("/media/")
    }
}

fn canonical(address: &str) -> Result<String, AddressProblem> {
    check_characters(address)?;
    if address.ends_with(',') {
        return Err(AddressProblem::Character(','));
    }
    if let Some(path) = address.strip_prefix("/media/") {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if path.split('/').any(str::is_empty) {
            return Err(AddressProblem::Form);
        }
        return if path.split('/').any(is_dot_segment) {
            Err(AddressProblem::DotSegment)
        } else {
            Ok(address.to_owned())
        };
    }
    if address.starts_with("//") {
        return Err(AddressProblem::ProtocolRelative);
    }
    let parts = WebAddress::parse(address)?;
    if parts.scheme == "https" {
        Ok(parts.to_canonical())
    } else {
        Err(AddressProblem::Scheme)
    }
}

/// `.`, `..` and the spellings that browsers take for them (WHATWG URL, "dot segment").
fn is_dot_segment(segment: &str) -> bool {
    matches!(
        segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
        "." | ".."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_media_and_https_pass() {
        for address in [
            "/media/3f7a/dala.jpg",
            "/media/3f7a/..jpg",
            "https://example.kz/a.png?w=2",
        ] {
            assert_eq!(ImageSource::parse(address).unwrap().as_str(), address);
        }
        assert_eq!(
            ImageSource::parse("https://example.kz/media/a")
                .unwrap()
                .media_path(),
            None
        );
    }

    #[test]
    fn everything_else_is_refused() {
        for address in [
            "",
            "/media/",
            "/media//evil",
            "/media/../api/v1/delete",
            "/media/a/..",
            "/media/%2e%2E/kk/sign-out",
            "/media/.%2e/x",
            "/media/./x",
            "/Media/x",
            "/kk/sign-out",
            "media/x.jpg",
            "http://example.kz/a.png",
            "//example.kz/a.png",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "https://user@example.kz/a.png",
            "https://example.kz/a b.png",
            "https://example.kz/a.png,",
        ] {
            assert!(ImageSource::parse(address).is_err(), "{address:?}");
        }
    }
}
