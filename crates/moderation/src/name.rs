//! The name under which somebody comments.

use crate::{disguise::look_alike, text::clean};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many characters a name has at least.
const SHORTEST: usize = 2;
/// How many it has at most.
const LONGEST: usize = 40;

/// Why a name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum NameProblem {
    /// It is shorter than 2 or longer than 40 characters.
    #[error("not between 2 and 40 characters")]
    Length,
    /// It has signs besides letters, digits, spaces, `-`, `.`, `_` and apostrophes, or fewer than two letters.
    #[error("other signs than letters, digits, spaces, hyphens, full stops and apostrophes")]
    Signs,
    /// One word of it has letters of several alphabets.
    #[error("letters of several alphabets in one word")]
    Mixed,
}

/// A name of 2 to 40 characters on one line, each word in one alphabet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownName(String);

impl ShownName {
    /// Reads a name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NameProblem> {
        let name = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !(SHORTEST..=LONGEST).contains(&name.chars().count()) {
            return Err(NameProblem::Length);
        }
        let accepted = |letter: char| {
            letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '.' | '_' | '\'' | '’' | 'ʼ')
        };
        if !name.chars().all(accepted)
            || name.chars().filter(|letter| letter.is_alphabetic()).count() < 2
        {
            return Err(NameProblem::Signs);
        }
        let mixed = name
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| {
                let mut alphabets = word.chars().map(alphabet);
                let first = alphabets.next();
                alphabets.any(|other| Some(other) != first)
            });
        if mixed {
            return Err(NameProblem::Mixed);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What all names have in common that a reader could take for this one: case, spaces and signs do not
    /// count, and letters that look alike are one.
    pub fn skeleton(&self) -> String {
        skeleton(&self.0)
    }
}

/// The same of any name, such as that of an account.
pub fn skeleton(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(look_alike)
        .collect()
}

fn alphabet(letter: char) -> u8 {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => 0,
        '\u{0400}'..='\u{052F}' => 1,
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' => 2,
        '\u{02BC}' => 0,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_or_told_what_is_wrong() {
        let table = [
            ("Айгүл Сейітова", Ok("Айгүл Сейітова")),
            ("  Ер-Нұр  О’Нил 7 ", Ok("Ер-Нұр О’Нил 7")),
            ("John_K.", Ok("John_K.")),
            ("А", Err(NameProblem::Length)),
            ("12345", Err(NameProblem::Signs)),
            ("<b>Ася</b>", Err(NameProblem::Signs)),
            ("Aдмин", Err(NameProblem::Mixed)),
            ("Админ\u{202E}", Ok("Админ")),
        ];
        for (given, expected) in table {
            assert_eq!(
                ShownName::parse(given).as_ref().map(ShownName::as_str),
                expected.as_ref().map(|name| *name),
                "{given}"
            );
        }
    }

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        for (one, other) in [
            ("Редакция", "редакция "),
            ("Cop", "Сор"),
            ("Асан 0", "Асан О"),
            ("Тілші", "Тiлшi"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} / {other}");
        }
        assert_ne!(skeleton("Асан"), skeleton("Асқан"));
    }
}
