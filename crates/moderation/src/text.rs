//! A comment's text.

mod address;
mod clean;
mod html;

pub use address::{Address, AddressForm};
pub use clean::clean;
pub(crate) use clean::is_emoji;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many characters (Unicode scalar values) a comment has at least.
const SHORTEST: usize = 2;
/// How many it has at most.
const LONGEST: usize = 4_000;
/// How many characters of an article can be quoted.
const LONGEST_QUOTE: usize = 500;

/// Why a text is not taken. Characters are counted as they would be stored, after cleaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TextProblem {
    /// There is nothing to read, or next to nothing.
    #[error("shorter than {shortest} characters")]
    TooShort {
        /// How many characters are needed.
        shortest: usize,
    },
    /// It is too long.
    #[error("{characters} characters, of which {longest} are accepted")]
    TooLong {
        /// How many it has.
        characters: usize,
        /// How many are accepted.
        longest: usize,
    },
}

/// What somebody says: plain text in paragraphs, parted by one empty line. It has no control characters
/// but the line break, nothing that turns the direction of what follows, nothing invisible, and no more
/// than a few marks on a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommentText(String);

impl CommentText {
    /// Reads what somebody has sent.
    ///
    /// # Errors
    /// When it is shorter than 2 or longer than 4,000 characters after cleaning.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = clean(text);
        let characters = text.chars().count();
        if characters < SHORTEST || !text.chars().any(is_visible) {
            return Err(TextProblem::TooShort { shortest: SHORTEST });
        }
        if characters > LONGEST {
            return Err(TextProblem::TooLong {
                characters,
                longest: LONGEST,
            });
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As HTML: paragraphs, line breaks, and addresses as links. Nothing else that somebody writes is
    /// anything but text.
    pub fn to_html(&self) -> String {
        html::write(&self.0)
    }

    /// Every address in it, in the order in which they stand there, those too that are not shown as links.
    pub fn links(&self) -> Vec<Address> {
        address::find(&self.0)
    }

    /// The hosts of those that are shown as links, as browsers call them: in lower case and ASCII.
    pub fn hosts(&self) -> Vec<String> {
        self.links()
            .into_iter()
            .filter(Address::is_link)
            .map(|link| link.host)
            .collect()
    }
}

fn is_visible(letter: char) -> bool {
    !letter.is_whitespace()
}

/// A passage of an article that a comment is about: one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote(String);

impl Quote {
    /// Reads a passage; None of nothing.
    ///
    /// # Errors
    /// When it is longer than 500 characters.
    pub fn parse(text: &str) -> Result<Option<Self>, TextProblem> {
        let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let characters = text.chars().count();
        if characters > LONGEST_QUOTE {
            return Err(TextProblem::TooLong {
                characters,
                longest: LONGEST_QUOTE,
            });
        }
        Ok((!text.is_empty()).then_some(Self(text)))
    }

    /// The passage.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The beginning of a text on one line, of at most so many characters: cut between words, with an ellipsis
/// where something is left out.
pub fn excerpt(text: &str, characters: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= characters {
        return line;
    }
    let beginning: String = line.chars().take(characters.saturating_sub(1)).collect();
    let cut = match beginning.rfind(' ') {
        // A long word is cut rather than left out with most of the line.
        Some(space) if space * 2 > beginning.len() => &beginning[..space],
        _ => &beginning,
    };
    format!("{}…", cut.trim_end_matches([',', ';', ':', '—', '-', ' ']))
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod tests;
