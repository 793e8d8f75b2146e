//! The languages a paper can publish in.
//!
//! [`Language`] is shared by the server and the browser, so it needs nothing but serde.
//! Choosing a reader's language and recognising the language of a text happen on the
//! server only.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
mod choice;
#[cfg(feature = "ssr")]
mod recognition;

#[cfg(feature = "ssr")]
pub use choice::choose_language;
#[cfg(feature = "ssr")]
pub use recognition::recognise_language;

/// A language of the paper: of an edition, an article, an interface.
///
/// Its code ([`Language::code`]) is what stands in addresses, in the database, in JSON and
/// in `lang` attributes. The three scripts of Kazakh are one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Kazakh, in any of its scripts.
    #[serde(rename = "kk")]
    Kazakh,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language there is, in the order in which a choice of languages shows them.
    pub const ALL: [Language; 3] = [Language::Kazakh, Language::Russian, Language::English];

    /// The two-letter code of ISO 639-1: `kk`, `ru` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Kazakh => "kk",
            Language::Russian => "ru",
            Language::English => "en",
        }
    }

    /// The language with exactly this code, or `None`. Codes are lower case, so that every
    /// page has one address.
    pub fn parse(code: &str) -> Option<Language> {
        Language::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language's name in itself, as a choice of languages shows it.
    pub const fn native_name(self) -> &'static str {
        match self {
            Language::Kazakh => "Қазақша",
            Language::Russian => "Русский",
            Language::English => "English",
        }
    }

    /// The value of the `dir` attribute for the language in its usual script.
    pub const fn direction(self) -> &'static str {
        "ltr"
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Language, UnknownLanguage> {
        Language::parse(code).ok_or_else(|| UnknownLanguage {
            code: code.to_owned(),
        })
    }
}

/// A language code that is none of [`Language::ALL`].
// Written by hand: this file is part of the browser's download, which has no thiserror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLanguage {
    /// What was given instead of a code.
    pub code: String,
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "“{}” is no language of the paper; accepted are ",
            self.code
        )?;
        for (position, language) in Language::ALL.into_iter().enumerate() {
            if position > 0 {
                formatter.write_str(", ")?;
            }
            formatter.write_str(language.code())?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownLanguage {}

#[cfg(all(test, feature = "ssr"))]
mod tests;
