//! Places in an order that can always be put between two others.

use crate::{ArticleId, IdError, id::from_text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

mod digits;

/// A place in an order made by hand: a fraction written as text, compared letter by letter
/// (fractional indexing, as in Figma and in rocicorp's `fractional-indexing`).
///
/// A whole part comes first: its first letter says how many digits it has, so that a hundred
/// thousand articles put one before the other make it four digits long and no longer. A fraction
/// follows. Whatever is put between two neighbours again and again makes the fraction longer by
/// one digit in six times.
///
/// With the id of an article for an ending two devices that put two articles in the same place
/// still give them different positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(String);

impl Position {
    /// The longest position, in digits. Five thousand articles put into the same gap stay below.
    pub const LONGEST: usize = 1_500;

    /// The position of `article` after `after` and before `before`; `None` is the beginning or the
    /// end. If the two are equal or in the wrong order there is nothing between them, and none is
    /// given; the same if it would be longer than [`Position::LONGEST`].
    #[must_use]
    pub fn between(
        after: Option<&Self>,
        before: Option<&Self>,
        article: ArticleId,
    ) -> Option<Self> {
        Self::between_with(after, before, &digits::ending(article.get()))
    }

    /// The same for what is no article: the order of lists. Two devices may then give two lists
    /// the same position; the lists' ids decide.
    #[must_use]
    pub fn between_lists(after: Option<&Self>, before: Option<&Self>) -> Option<Self> {
        Self::between_with(after, before, "")
    }

    /// Positions for many articles in their order, all between the two. Empty if there is no place.
    #[must_use]
    pub fn many(after: Option<&Self>, before: Option<&Self>, articles: &[ArticleId]) -> Vec<Self> {
        let mut found = Vec::with_capacity(articles.len());
        if Self::fill(after, before, articles, &mut found) {
            found
        } else {
            Vec::new()
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn between_with(after: Option<&Self>, before: Option<&Self>, ending: &str) -> Option<Self> {
        let low = after.map(Self::as_str);
        let mut high = before.map(|before| before.0.clone());
        if let (Some(low), Some(high)) = (low, &high)
            && low >= high.as_str()
        {
            return None;
        }
        // An ending may not be put to what `before` begins with: it would come behind it. Halving
        // again leads away from there.
        for _ in 0..8 {
            let middle = digits::between(low, high.as_deref())?;
            if high
                .as_deref()
                .is_some_and(|high| high.starts_with(&middle))
            {
                high = Some(middle);
            } else {
                return Self::within_length(middle + ending);
            }
        }
        digits::between(low, high.as_deref()).and_then(Self::within_length)
    }

    fn within_length(text: String) -> Option<Self> {
        (text.len() <= Self::LONGEST).then_some(Self(text))
    }

    fn fill(
        after: Option<&Self>,
        before: Option<&Self>,
        articles: &[ArticleId],
        found: &mut Vec<Self>,
    ) -> bool {
        match articles {
            [] => true,
            // At an open end one after the other is shortest.
            _ if before.is_none() => articles.iter().all(|article| {
                let last = found.last().or(after);
                match Self::between(last, None, *article) {
                    Some(next) => {
                        found.push(next);
                        true
                    }
                    None => false,
                }
            }),
            _ if after.is_none() => {
                let start = found.len();
                let mut first = before.cloned();
                for article in articles.iter().rev() {
                    match Self::between(None, first.as_ref(), *article) {
                        Some(previous) => {
                            found.push(previous.clone());
                            first = Some(previous);
                        }
                        None => return false,
                    }
                }
                found[start..].reverse();
                true
            }
            // In a gap halving keeps them short: the depth grows with the logarithm.
            _ => {
                let (left, right) = articles.split_at(articles.len() / 2);
                let [article, right @ ..] = right else {
                    return true;
                };
                let Some(middle) = Self::between(after, before, *article) else {
                    return false;
                };
                Self::fill(after, Some(&middle), left, found) && {
                    found.push(middle.clone());
                    Self::fill(Some(&middle), before, right, found)
                }
            }
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl FromStr for Position {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() <= Self::LONGEST && digits::is_valid(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError {
                name: "position",
                accepted: "at most 1500 digits of 0-9, A-Z and a-z as made by this program",
            })
        }
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}
