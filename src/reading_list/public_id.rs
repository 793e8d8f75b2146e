//! What stands for a shared list in its address.

use getrandom::Error;
use reading::ListId;
use std::fmt;

/// 128 random bits as 32 hexadecimal digits: nobody can guess one. It is an address that is passed on,
/// not a secret to be hidden. Small letters only, because the site has one spelling of every address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicId(String);

impl PublicId {
    /// A new one from the system's generator.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub fn generate() -> Result<Self, Error> {
        let bytes = super::taking::random_bytes()?;
        Ok(Self(ListId::from_random(bytes).to_string()))
    }

    /// What stands in an address. None for what can't be one.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<ListId>().ok().map(|id| Self(id.to_string()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_ids_differ_and_are_read_back() {
        let one = PublicId::generate().expect("random numbers");
        assert_ne!(one, PublicId::generate().expect("random numbers"));
        assert_eq!(PublicId::parse(one.as_str()), Some(one));
        for wrong in ["", "../x", &"A".repeat(32), &"a".repeat(33)] {
            assert_eq!(PublicId::parse(wrong), None, "{wrong}");
        }
    }
}
