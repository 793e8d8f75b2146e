//! What devices, operations, lists, articles and topics are known by.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// A text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: accepted is {accepted}")]
pub struct IdError {
    /// Which id was expected.
    pub name: &'static str,
    /// What would have been right.
    pub accepted: &'static str,
}

macro_rules! random_id {
    ($(#[$docs:meta])* $name:ident, $words:literal) => {
        $(#[$docs])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The id made of 16 random bytes, which must come from a generator fit for secrets:
            /// nobody may guess another reader's id.
            #[must_use]
            pub const fn from_random(bytes: [u8; 16]) -> Self {
                Self(u128::from_be_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(to, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                // from_str_radix takes a sign and capital letters; an id has one spelling only.
                let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if text.len() != 32 || !text.bytes().all(is_hex) {
                    return Err(IdError { name: $words, accepted: "32 digits of 0-9 and a-f" });
                }
                u128::from_str_radix(text, 16).map(Self).map_err(|_| IdError {
                    name: $words,
                    accepted: "32 digits of 0-9 and a-f",
                })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from_text(from)
            }
        }
    };
}

random_id! {
    /// A browser (or a server that writes for one without JavaScript). 128 random bits, written as
    /// 32 lowercase hexadecimal digits.
    DeviceId, "device"
}
random_id! {
    /// One operation. 128 random bits, written as 32 lowercase hexadecimal digits.
    OperationId, "operation"
}
random_id! {
    /// One list. 128 random bits, written as 32 lowercase hexadecimal digits.
    ListId, "list"
}

impl ListId {
    /// The list that every reader has. Its id is fixed, so that two devices that have not met do
    /// not make two of it.
    pub const LATER: Self = Self(0);
}

/// An article's id in the database: a positive number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ArticleId(i64);

const ARTICLE_ERROR: IdError = IdError {
    name: "article",
    accepted: "a whole number from 1",
};

impl ArticleId {
    /// The id with this number.
    ///
    /// # Errors
    ///
    /// If the number is not positive.
    pub const fn new(number: i64) -> Result<Self, IdError> {
        if number > 0 {
            Ok(Self(number))
        } else {
            Err(ARTICLE_ERROR)
        }
    }

    /// The number, as the database has it.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl FromStr for ArticleId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ARTICLE_ERROR);
        }
        text.parse().map_err(|_| ARTICLE_ERROR).and_then(Self::new)
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(i64::deserialize(from)?).map_err(de::Error::custom)
    }
}

/// What can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Topic {
    /// Which kind of thing.
    pub kind: TopicKind,
    /// Its id in the database.
    pub id: i64,
}

/// The kinds of what can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicKind {
    /// Everything an author writes.
    Author,
    /// Everything in a section.
    Section,
    /// Everything with a tag.
    Tag,
}

impl TopicKind {
    /// Every kind with the word that stands for it in addresses, forms and the database.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Author, "author"),
        (Self::Section, "section"),
        (Self::Tag, "tag"),
    ];
}

impl fmt::Display for TopicKind {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Author => "author",
            Self::Section => "section",
            Self::Tag => "tag",
        })
    }
}

impl FromStr for TopicKind {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::ALL
            .into_iter()
            .find_map(|(kind, word)| (word == text).then_some(kind))
            .ok_or(IdError {
                name: "topic",
                accepted: "author, section or tag",
            })
    }
}

/// Reads a value that is written as text, without a copy of the text where that is possible.
pub(crate) fn from_text<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    std::borrow::Cow::<'de, str>::deserialize(from)?
        .parse()
        .map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_id_has_one_spelling() {
        let id = ListId::from_random([0xAB; 16]);
        assert_eq!(id.to_string(), "ab".repeat(16));
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in [
            &"AB".repeat(16),
            &"ab".repeat(15),
            &format!("+{}", "a".repeat(31)),
            "",
        ] {
            assert!(wrong.parse::<ListId>().is_err(), "{wrong}");
        }
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
        assert_eq!(
            serde_json::from_str::<ListId>(&format!("\"{id}\"")).unwrap(),
            id
        );
    }

    #[test]
    fn an_article_is_a_positive_number() {
        assert_eq!("7".parse::<ArticleId>().map(ArticleId::get), Ok(7));
        for wrong in ["0", "-1", "+1", "", "x", "99999999999999999999"] {
            assert!(wrong.parse::<ArticleId>().is_err(), "{wrong}");
        }
        assert!(serde_json::from_str::<ArticleId>("0").is_err());
    }

    #[test]
    fn a_topic_is_written_as_it_is_read() {
        for (kind, word) in TopicKind::ALL {
            assert_eq!(word.parse(), Ok(kind));
            assert_eq!(kind.to_string(), word);
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{word}\""));
        }
    }
}
