//! E-mail addresses.

use std::fmt;

/// An e-mail address in lower case that a mail can be sent to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The most bytes that an address may have (RFC 5321, section 4.5.3.1.3, less the brackets).
    pub const LONGEST: usize = 254;

    /// Reads what somebody has typed: spaces around it are dropped and letters made small, because
    /// no mail provider in use tells them apart and phones begin with a capital. None when no mail
    /// could be sent there.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.rsplit_once('@')?;
        let fits = text.len() <= Self::LONGEST
            && !local.is_empty()
            && domain.contains('.') | (domain == "localhost")
            && !text.contains(|letter: char| letter.is_control() || letter.is_whitespace())
            && text.parse::<lettre::Address>().is_ok();
        fits.then_some(Self(text))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for (typed, read) in [
            ("Aigul@Example.KZ", "aigul@example.kz"),
            ("  a.b+news@mail.example  ", "a.b+news@mail.example"),
            ("айгүл@мысал.қаз", "айгүл@мысал.қаз"),
        ] {
            assert_eq!(
                EmailAddress::parse(typed)
                    .as_ref()
                    .map(EmailAddress::as_str),
                Some(read),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_no_mail_could_reach_is_refused() {
        let long = format!("{}@example.com", "a".repeat(250));
        for typed in [
            "",
            "aigul",
            "@example.kz",
            "aigul@",
            "aigul@nodot",
            "a b@example.kz",
            "a@example.kz\r\nBcc: b@example.kz",
            "<a@example.kz>",
            "a@b@",
            &long,
        ] {
            assert_eq!(EmailAddress::parse(typed), None, "{typed}");
        }
    }
}
