//! The language of a run of words.

use thiserror::Error;

/// The longest accepted tag in bytes; RFC 5646 section 4.4.1 expects no more than 35.
const MAX_LENGTH: usize = 64;

/// The direction in which a script is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Cyrillic, Latin and most others.
    LeftToRight,
    /// Arabic, Hebrew and their kin.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// A tag was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "language {tag:?} is not a language tag; accepted are tags as in BCP 47: a language of 2 or 3 \
     letters, then script, region and so on, such as kk, kk-Arab, ru, zh-Hans-CN"
)]
pub struct LanguageTagError {
    /// The tag, cut to a length that suits a message.
    pub tag: String,
}

/// A language tag after BCP 47 (RFC 5646), in its usual capitals: `kk-Arab-CN`.
///
/// The shape is checked, not whether the language exists. Tags of the oldest kind (`i-klingon`) and
/// purely private ones (`x-…`) are refused: they tell a browser nothing.
///
/// ```
/// use document::{Direction, LanguageTag};
///
/// let tag = LanguageTag::parse("kk-arab").unwrap();
/// assert_eq!(tag.as_str(), "kk-Arab");
/// assert_eq!(tag.direction(), Direction::RightToLeft);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LanguageTag {
    tag: String,
}

impl LanguageTag {
    /// Checks a tag and puts it into its usual capitals.
    ///
    /// # Errors
    /// A tag without the shape of RFC 5646 section 2.1.
    pub fn parse(tag: &str) -> Result<Self, LanguageTagError> {
        canonical(tag)
            .map(|tag| Self { tag })
            .ok_or_else(|| LanguageTagError {
                tag: crate::characters::beginning(tag, 40),
            })
    }

    /// The tag in its usual capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.tag
    }

    /// The language subtag: `kk` of `kk-Arab`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.tag
            .split_once('-')
            .map_or(self.tag.as_str(), |(language, _)| language)
    }

    /// The script subtag if it is written out: `Arab` of `kk-Arab`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.subtags_before_extensions()
            .find(|subtag| subtag.len() == 4 && is_alphabetic(subtag))
    }

    /// The region subtag if it is written out: `CN` of `kk-CN`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.subtags_before_extensions()
            .find(|subtag| is_region(subtag))
    }

    fn subtags_before_extensions(&self) -> impl Iterator<Item = &str> {
        self.tag
            .split('-')
            .skip(1)
            .take_while(|subtag| subtag.len() > 1)
    }

    /// The direction of the script: the one written out or the one the language is usually written
    /// in. The likely scripts are those of CLDR's likelySubtags.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let right_to_left = match self.script() {
            Some(script) => matches!(
                script,
                "Adlm"
                    | "Arab"
                    | "Aran"
                    | "Gara"
                    | "Hebr"
                    | "Mand"
                    | "Mend"
                    | "Nkoo"
                    | "Rohg"
                    | "Samr"
                    | "Syrc"
                    | "Syre"
                    | "Syrj"
                    | "Syrn"
                    | "Thaa"
                    | "Yezi"
            ),
            None => matches!(
                (self.language(), self.region()),
                (
                    "ar" | "arc"
                        | "ckb"
                        | "dv"
                        | "fa"
                        | "he"
                        | "iw"
                        | "ji"
                        | "lrc"
                        | "mzn"
                        | "nqo"
                        | "prs"
                        | "ps"
                        | "sd"
                        | "syr"
                        | "ug"
                        | "ur"
                        | "yi",
                    _
                ) | ("kk", Some("AF" | "CN" | "IR" | "MN"))
                    | ("ky", Some("CN"))
                    | ("uz", Some("AF"))
                    | ("az", Some("IQ" | "IR"))
                    | ("ku", Some("IQ" | "IR"))
                    | ("pa" | "tg", Some("PK"))
            ),
        };
        if right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }
}

fn is_alphabetic(subtag: &str) -> bool {
    subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(subtag: &str) -> bool {
    (subtag.len() == 2 && is_alphabetic(subtag))
        || (subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(subtag: &str) -> bool {
    matches!(subtag.len(), 5..=8) || (subtag.len() == 4 && subtag.as_bytes()[0].is_ascii_digit())
}

/// The grammar `langtag` of RFC 5646: language, extended languages, script, region, variants,
/// extensions, private use, in this order.
fn canonical(tag: &str) -> Option<String> {
    let well_formed = tag.len() <= MAX_LENGTH
        && tag.split('-').all(|subtag| {
            matches!(subtag.len(), 1..=8) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if !well_formed {
        return None;
    }
    let mut subtags = tag.split('-').peekable();
    let language = subtags.next()?;
    if !matches!(language.len(), 2 | 3) || !is_alphabetic(language) {
        return None;
    }
    let mut canonical = language.to_ascii_lowercase();
    let mut append = |subtag: &str| {
        canonical.push('-');
        canonical.push_str(subtag);
    };
    for _ in 0..3 {
        if let Some(extended) = subtags.next_if(|subtag| subtag.len() == 3 && is_alphabetic(subtag))
        {
            append(&extended.to_ascii_lowercase());
        }
    }
    if let Some(script) = subtags.next_if(|subtag| subtag.len() == 4 && is_alphabetic(subtag)) {
        let (initial, rest) = script.split_at(1);
        append(&format!(
            "{}{}",
            initial.to_ascii_uppercase(),
            rest.to_ascii_lowercase()
        ));
    }
    if let Some(region) = subtags.next_if(|subtag| is_region(subtag)) {
        append(&region.to_ascii_uppercase());
    }
    let mut seen = Vec::new();
    while let Some(variant) = subtags.next_if(|subtag| is_variant(subtag)) {
        let variant = variant.to_ascii_lowercase();
        append(&variant);
        if seen.contains(&variant) {
            return None;
        }
        seen.push(variant);
    }
    while let Some(singleton) = subtags.next() {
        let singleton = singleton.to_ascii_lowercase();
        if singleton.len() != 1 || seen.contains(&singleton) {
            return None;
        }
        append(&singleton);
        let is_private = singleton == "x";
        let mut length = 0;
        while let Some(subtag) = subtags.next_if(|subtag| is_private || subtag.len() > 1) {
            append(&subtag.to_ascii_lowercase());
            length += 1;
        }
        if length == 0 {
            return None;
        }
        seen.push(singleton);
    }
    Some(canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_capitals() {
        for (given, expected) in [
            ("kk", "kk"),
            ("KK-ARAB", "kk-Arab"),
            ("kk-latn-kz", "kk-Latn-KZ"),
            ("zh-cmn-hans-cn", "zh-cmn-Hans-CN"),
            ("es-419", "es-419"),
            ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994"),
            ("DE-DE-u-CO-phonebk", "de-DE-u-co-phonebk"),
            ("en-x-A", "en-x-a"),
        ] {
            assert_eq!(LanguageTag::parse(given).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for tag in [
            "",
            "k",
            "kazakh",
            "cyrl",
            "k2",
            "kk_KZ",
            "kk-",
            "-kk",
            "kk--KZ",
            "kk-Arab-Latn",
            "kk-KZ-RU",
            "kk-KZ-RU-ab",
            "kk-u",
            "kk-x",
            "x-klingon",
            "i-klingon",
            "kk-a-bb-a-cc",
            "sl-rozaj-rozaj",
            "қаз",
            "kk\"",
            "kk kz",
            "kk-abcdefghi",
        ] {
            assert!(LanguageTag::parse(tag).is_err(), "{tag:?}");
        }
        assert!(LanguageTag::parse(&format!("kk-x{}", "-abcdefgh".repeat(9))).is_err());
    }

    #[test]
    fn direction_follows_the_script() {
        for tag in [
            "kk-Arab", "kk-CN", "ar", "he", "fa-AF", "ug", "ur-PK", "az-IR", "en-Hebr",
        ] {
            assert_eq!(
                LanguageTag::parse(tag).unwrap().direction(),
                Direction::RightToLeft,
                "{tag}"
            );
        }
        for tag in [
            "kk",
            "kk-KZ",
            "kk-Cyrl-CN",
            "kk-Latn",
            "ru",
            "ar-Latn",
            "ug-Cyrl",
            "en-x-arab",
        ] {
            assert_eq!(
                LanguageTag::parse(tag).unwrap().direction(),
                Direction::LeftToRight,
                "{tag}"
            );
        }
    }
}
