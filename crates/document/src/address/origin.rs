use super::{AddressError, AddressProblem, Href, WebAddress};

const ACCEPTED: &str = "https://host and http://host, with a port perhaps and without a path";

/// A site's own scheme, host and port, such as `https://tilshi.kz`.
///
/// Rendering needs it to tell the paper's own pages from others when a link was pasted in full, and
/// to complete addresses for feeds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    address: String,
}

impl Origin {
    /// Checks an origin; a final slash is dropped.
    ///
    /// # Errors
    /// Another scheme than `http` or `https`, a path, a query, an invalid host or port.
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        let refuse = |problem| AddressError::new(address, problem, ACCEPTED);
        let parts = WebAddress::parse(address).map_err(refuse)?;
        if !matches!(parts.scheme.as_str(), "http" | "https") {
            return Err(refuse(AddressProblem::Scheme));
        }
        if !matches!(parts.rest, "" | "/") {
            return Err(refuse(AddressProblem::Form));
        }
        Ok(Self {
            address: format!("{}://{}{}", parts.scheme, parts.host, parts.port),
        })
    }

    /// The origin without a final slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// Whether an absolute link leads to this site.
    #[must_use]
    pub fn contains(&self, href: &Href) -> bool {
        href.as_str()
            .strip_prefix(&self.address)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let origin = Origin::parse("HTTPS://Tilshi.kz/").unwrap();
        assert_eq!(origin.as_str(), "https://tilshi.kz");
        for inside in [
            "https://tilshi.kz",
            "https://TILSHI.kz/kk",
            "https://tilshi.kz?a",
        ] {
            assert!(origin.contains(&Href::parse(inside).unwrap()), "{inside}");
        }
        for outside in [
            "https://tilshi.kz.evil.test/",
            "http://tilshi.kz/",
            "https://tilshi.kz:8443/",
        ] {
            assert!(
                !origin.contains(&Href::parse(outside).unwrap()),
                "{outside}"
            );
        }
        for wrong in [
            "tilshi.kz",
            "ftp://tilshi.kz",
            "https://tilshi.kz/kk",
            "https://tilshi.kz?a",
        ] {
            assert!(Origin::parse(wrong).is_err(), "{wrong}");
        }
    }
}
