//! The last word of an article's address, and the other words an address is made of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::language::Language;

mod latin;

/// Words that no section may have as its slug, because the address below `/{lang}/` already
/// means something else, or would look as if it did.
pub const RESERVED_SECTION_WORDS: &[&str] = &[
    "account",
    "api",
    "author",
    "corrections",
    "desk",
    "en",
    "favicon.ico",
    "feed.xml",
    "fonts",
    "healthz",
    "kk",
    "kk-arab",
    "kk-latn",
    "list",
    "lists",
    "media",
    "metrics",
    "offline",
    "pkg",
    "preview",
    "readyz",
    "robots.txt",
    "ru",
    "search",
    "sign-in",
    "sign-out",
    "sign-up",
    "sitemap.xml",
    "tag",
];

/// The letters beyond ASCII that a slug may have: the Cyrillic alphabets of Kazakh and Russian,
/// the Latin alphabets of Kazakh (2021 and 2018), and its Arabic alphabet.
const OWN_SCRIPT_LETTERS: &str = concat!(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
    "äğıñöşūüáǵńóúý",
    "ءابپتجچحدرزسشعفقكگلمنڭهھەوۇۆۋىيٴ",
);

/// A word of an address: 1 to 80 lower-case letters, digits and single hyphens, neither
/// beginning nor ending with a hyphen.
///
/// Slugs made from a headline are plain ASCII. Those that the newsroom types may be in the
/// language's own script: `/kk/мәдениет`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text cannot be a [`Slug`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SlugError {
    /// There is no text.
    #[error(
        "the address word is empty; it needs 1 to {} characters",
        Slug::MAX_CHARACTERS
    )]
    Empty,
    /// The text is longer than [`Slug::MAX_CHARACTERS`].
    #[error(
        "the address word has {characters} characters; it may have at most {}",
        Slug::MAX_CHARACTERS
    )]
    TooLong {
        /// How many characters (not bytes) the text has.
        characters: usize,
    },
    /// A character that is no lower-case letter of the paper's languages, no digit, no hyphen.
    #[error(
        "the address word “{text}” contains “{character}”; \
         it may contain lower-case letters, digits 0 to 9 and hyphens"
    )]
    Character {
        /// The refused text.
        text: String,
        /// Its first unfit character.
        character: char,
    },
    /// A hyphen at the beginning or end, or two in a row.
    #[error("the address word “{text}” has a hyphen that does not stand between two words")]
    Hyphen {
        /// The refused text.
        text: String,
    },
}

impl Slug {
    /// The greatest length, in characters.
    pub const MAX_CHARACTERS: usize = 80;

    /// Takes a text as it is, if it may stand in an address.
    ///
    /// # Errors
    /// Says what is wrong with the text, see [`SlugError`]. Nothing is corrected: two spellings
    /// of one address would be two pages.
    pub fn parse(text: &str) -> Result<Slug, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        let characters = text.chars().count();
        if characters > Slug::MAX_CHARACTERS {
            return Err(SlugError::TooLong { characters });
        }
        if let Some(character) = text.chars().find(|character| !may_stand(*character)) {
            return Err(SlugError::Character {
                text: text.to_owned(),
                character,
            });
        }
        if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Err(SlugError::Hyphen {
                text: text.to_owned(),
            });
        }
        Ok(Slug(text.to_owned()))
    }

    /// Makes a slug of ASCII letters, digits and hyphens from a headline, at most
    /// [`Slug::MAX_CHARACTERS`] long, cut at the end of a word. `None` if the headline has no
    /// letter or digit that can be written so.
    ///
    /// Letters are written in Latin by these tables; those common to both come first.
    ///
    /// | Cyrillic | а б в г д е з и к л м н о п р с т у ф ш |
    /// |---|---|
    /// | both | a b v g d e z i k l m n o p r s t u f sh |
    ///
    /// | Cyrillic | ё | ж | й | х | ц | ч | щ | ы | э | ю | я | ъ ь |
    /// |---|---|---|---|---|---|---|---|---|---|---|---|---|
    /// | in Kazakh text | io | j | i | h | ts | ch | sh | y | e | iu | ia | – |
    /// | in other text | yo | zh | y | kh | ts | ch | shch | y | e | yu | ya | – |
    ///
    /// | Cyrillic | ә | ғ | қ | ң | ө | ұ | ү | һ | і |
    /// |---|---|---|---|---|---|---|---|---|---|
    /// | both | a | g | q | n | o | u | u | h | i |
    ///
    /// The Kazakh row is the Latin alphabet of 2021 without its marks, the other one follows
    /// BGN/PCGN without its apostrophes and without «ye». Latin letters lose their marks
    /// (ä a, ğ g, ı i, ł l, ß ss …). A Roman numeral typed in Cyrillic letters («ІХ») is
    /// read as the numeral. Apostrophes and invisible characters inside a word vanish;
    /// whatever else there is becomes one hyphen.
    pub fn from_headline(headline: &str, language: Language) -> Option<Slug> {
        let spelt = latin::spell(headline, language);
        let cut = cut_at_word(&spelt, Slug::MAX_CHARACTERS);
        (!cut.is_empty()).then(|| Slug(cut.to_owned()))
    }

    /// The slug with a number behind a hyphen, for when the plain one is taken: `budget-2`.
    /// A long slug gives up words at its end, so that the result is a valid slug again.
    #[must_use]
    pub fn with_number(&self, number: u32) -> Slug {
        let ending = format!("-{number}");
        let room = Slug::MAX_CHARACTERS - ending.len();
        Slug(cut_at_word(&self.0, room).to_owned() + &ending)
    }

    /// Whether the slug is one of [`RESERVED_SECTION_WORDS`] and so can be no section's.
    pub fn is_reserved_for_sections(&self) -> bool {
        RESERVED_SECTION_WORDS.contains(&self.as_str())
    }

    /// The slug as text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn may_stand(character: char) -> bool {
    matches!(character, 'a'..='z' | '0'..='9' | '-') || OWN_SCRIPT_LETTERS.contains(character)
}

/// The longest beginning of at most `room` characters that ends with a word; if the first word
/// alone is longer, what of it fits.
fn cut_at_word(text: &str, room: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(room) else {
        return text;
    };
    if text[end..].starts_with('-') {
        return &text[..end];
    }
    match text[..end].rfind('-') {
        Some(hyphen) => &text[..hyphen],
        None => &text[..end],
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Slug, SlugError> {
        Slug::parse(text)
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Slug, SlugError> {
        Slug::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

#[cfg(test)]
mod tests;
