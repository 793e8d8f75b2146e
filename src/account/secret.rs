//! Random values that let somebody in, and their hashes, which are all that is stored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::fmt;

/// 256 random bits, known to one browser or one mail only. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one from the system's generator.
    ///
    /// # Errors
    /// When the system has no random numbers to give; nothing can go on then.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// What somebody has sent: 43 letters of base64url, or nothing that could ever have been ours.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 43
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// The value itself, for a cookie or a link in a mail.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it: SHA-256 in hexadecimal. No salt and no slowness is needed, because
    /// nobody can go through 2²⁵⁶ values. Looking it up by this hash takes no secret-dependent time
    /// that could be of use.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// SHA-256 in hexadecimal.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_are_read_back_and_not_shown() {
        let one = Secret::generate().expect("random numbers");
        let two = Secret::generate().expect("random numbers");
        assert_ne!(one, two);
        assert_eq!(Secret::parse(one.reveal()), Some(one.clone()));
        assert_ne!(one.hash(), two.hash());
        assert_eq!(one.hash().len(), 64);
        assert!(!format!("{one:?}").contains(one.reveal()));
    }

    #[test]
    fn what_cannot_be_ours_is_not_looked_up() {
        for text in ["", "short", &"a".repeat(44), &"я".repeat(43), "' OR 1=1 --"] {
            assert_eq!(Secret::parse(text), None, "{text}");
        }
    }
}
