//! The name under which somebody comments.

use crate::text::clean;
use serde::{Deserialize, Serialize};
use std::iter;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_security::MixedScript;

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
        if !name.chars().all(is_accepted)
            || name.chars().filter(|letter| letter.is_alphabetic()).count() < 2
        {
            return Err(NameProblem::Signs);
        }
        // Signs part words here too: «Ер-Nur» is honest.
        let mixed = name
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| !word.is_single_script());
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
        name_skeleton(&self.0)
    }
}

/// The same of any name, such as that of an account. Letters and digits that look alike, as capitals or as
/// small letters, are one (Unicode Technical Standard 39, confusables).
pub fn name_skeleton(name: &str) -> String {
    name.nfkc()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(|letter| {
            // Н looks like H, so н, which does not look like h, must be one with it as well.
            let capitals: String = letter.to_uppercase().collect();
            let capitals: String = unicode_security::skeleton(&capitals).collect();
            let small = capitals.to_lowercase();
            unicode_security::skeleton(&small).collect::<Vec<_>>()
        })
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_accepted(letter: char) -> bool {
    match letter {
        ' ' | '-' | '.' | '_' | '\'' | '’' => true,
        // Letters of mathematics, in circles and the like stand for others.
        _ => letter.is_alphanumeric() && iter::once(letter).nfkc().eq([letter]),
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
            ("Ж\u{200B}ан", Ok("Жан")),
            ("Асқар and Co", Ok("Асқар and Co")),
            ("اسان", Ok("اسان")),
            ("𝐀dmin", Err(NameProblem::Signs)),
            ("Асан✓", Err(NameProblem::Signs)),
            ("А\u{336}сан", Err(NameProblem::Signs)),
            ("Αdmin", Err(NameProblem::Mixed)),
            ("Тiлші", Err(NameProblem::Mixed)),
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
            ("ВОВА", "BOBA"),
            ("Вова", "BOBA"),
            ("Асан-Үсен", "асан үсен"),
            ("admin", "аdmіn"),
            ("admin", "adrnin"),
            ("Ілияс", "lлияс"),
        ] {
            assert_eq!(name_skeleton(one), name_skeleton(other), "{one} / {other}");
        }
        for (one, other) in [
            ("Асан", "Асқан"),
            ("Дана", "Дина"),
            ("Асан 1", "Асан 2"),
            ("Марат", "Мұрат"),
        ] {
            assert_ne!(name_skeleton(one), name_skeleton(other), "{one} / {other}");
        }
    }
}
