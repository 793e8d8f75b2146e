//! What was typed, cleaned.

use crate::error::{AppError, Problem};
use moderation::{CommentText, Quote, TextProblem, clean};

/// A comment's text and the passage of the article that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it says.
    pub text: CommentText,
    /// The passage.
    pub quote: Option<Quote>,
}

impl Typed {
    /// Reads what a form sends.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field and how long it may be.
    pub fn parse(text: &str, quote: &str) -> Result<Self, AppError> {
        if clean(text).is_empty() {
            return Err(AppError::invalid("text", Problem::Missing));
        }
        Ok(Self {
            text: CommentText::parse(text).map_err(|found| refuse("text", found))?,
            quote: Quote::parse(quote).map_err(|found| refuse("quote", found))?,
        })
    }

    /// The passage as it is stored: empty for none.
    pub fn quote_as_str(&self) -> &str {
        self.quote.as_ref().map_or("", Quote::as_str)
    }
}

fn refuse(field: &str, found: TextProblem) -> AppError {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let problem = match found {
        TextProblem::TooShort { shortest } => Problem::TooShort(count(shortest)),
        TextProblem::TooLong { longest, .. } => Problem::TooLong(count(longest)),
    };
    AppError::invalid(field, problem)
}

/// How many characters a text has.
pub fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
