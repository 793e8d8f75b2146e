//! What was typed, cleaned.

use crate::error::{AppError, Problem};

const FEWEST: u32 = 2;
const MOST: u32 = 4_000;
const LONGEST_QUOTE: u32 = 500;

/// A comment's text and the passage of the article that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// 2 to 4,000 characters.
    pub text: String,
    /// At most 500 characters; may be empty.
    pub quote: String,
}

impl Typed {
    /// Reads what a form sends.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field and how long it may be.
    pub fn parse(text: &str, quote: &str) -> Result<Self, AppError> {
        let text = clean(text);
        if text.is_empty() {
            return Err(AppError::invalid("text", Problem::Missing));
        }
        let length = characters(&text);
        if length < FEWEST {
            return Err(AppError::invalid("text", Problem::TooShort(FEWEST)));
        }
        if length > MOST {
            return Err(AppError::invalid("text", Problem::TooLong(MOST)));
        }
        let quote = clean(quote);
        if characters(&quote) > LONGEST_QUOTE {
            return Err(AppError::invalid("quote", Problem::TooLong(LONGEST_QUOTE)));
        }
        Ok(Self { text, quote })
    }
}

/// Line ends as the database keeps them, and nothing that is not a letter, a sign or a line end.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// How many characters a text has.
pub fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
