//! The names people are shown under.

use crate::error::Problem;
use unicode_normalization::UnicodeNormalization;

/// A name that can be shown to others: 1 to 80 characters, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    /// The most characters.
    pub const LONGEST: usize = 80;

    /// Reads what somebody has typed: spaces are put in order, and what cannot be seen is dropped:
    /// control characters, and those that turn the direction of the text around it
    /// (Unicode's UAX #9), with which one could write over another's name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let visible: String = typed
            .nfc()
            .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
            .filter(|letter| !letter.is_control() && !is_invisible(*letter))
            .collect();
        let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(Problem::Missing);
        }
        if name.chars().count() > Self::LONGEST {
            return Err(Problem::TooLong(Self::LONGEST as u32));
        }
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<String, Problem> {
        PersonName::parse(typed).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn names_are_put_in_order() {
        assert_eq!(
            read("  Айгүл \t Серікқызы "),
            Ok("Айгүл Серікқызы".to_owned())
        );
        assert_eq!(read("ايگۇل"), Ok("ايگۇل".to_owned()));
        assert_eq!(read("a\u{202E}b\u{0}c"), Ok("abc".to_owned()));
    }

    #[test]
    fn names_have_a_length() {
        assert_eq!(read(" \u{200B} "), Err(Problem::Missing));
        assert!(read(&"ә".repeat(80)).is_ok());
        assert_eq!(read(&"ә".repeat(81)), Err(Problem::TooLong(80)));
    }
}
