//! What a manuscript says at one moment.

use crate::{
    article::model::Picture,
    desk::model::Fields,
    error::{AppError, Problem},
};
use document::{Document, ImageSource};

/// The most characters of each line of a lead picture: what it shows, its caption, its credit.
const LONGEST_PICTURE_LINE: usize = 1000;

/// What a manuscript says at one moment: its fields and its text, both checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Everything beside the text.
    pub fields: Fields,
    /// The text.
    pub body: Document,
}

impl State {
    /// Reads what a browser has sent. What cannot be printed is taken out of the fields; whether a
    /// slug can stand in an address is not asked before publishing, because it is kept while it is
    /// being typed.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for what is too long, [`AppError::NotADocument`] with the place for a text
    /// that is not in the schema.
    pub fn parse(fields: Fields, body: &str) -> Result<Self, AppError> {
        if body.len() > Fields::GREATEST_BODY {
            return Err(too_long("body", Fields::GREATEST_BODY));
        }
        let body =
            Document::from_json(body).map_err(|error| AppError::NotADocument(error.to_string()))?;
        Ok(Self {
            fields: read_fields(fields)?,
            body,
        })
    }

    /// How many words the text has.
    pub fn words(&self) -> i64 {
        i64::try_from(self.body.word_count()).unwrap_or(i64::MAX)
    }
}

fn read_fields(mut fields: Fields) -> Result<Fields, AppError> {
    for words in [
        &mut fields.kicker,
        &mut fields.headline,
        &mut fields.standfirst,
        &mut fields.description,
        &mut fields.slug,
    ] {
        make_printable(words);
    }
    for (name, limit) in Fields::LIMITS {
        if fields.words(name).chars().count() > limit {
            return Err(too_long(name, limit));
        }
    }
    for (name, choices) in [("authors", &mut fields.authors), ("tags", &mut fields.tags)] {
        let mut once = Vec::with_capacity(choices.len().min(Fields::MOST_CHOICES));
        for id in choices.iter() {
            if !once.contains(id) {
                once.push(*id);
            }
            if once.len() > Fields::MOST_CHOICES {
                return Err(too_long(name, Fields::MOST_CHOICES));
            }
        }
        *choices = once;
    }
    if let Some(picture) = &mut fields.picture {
        read_picture(picture)?;
    }
    Ok(fields)
}

fn read_picture(picture: &mut Picture) -> Result<(), AppError> {
    let is_ours = ImageSource::parse(&picture.src)
        .is_ok_and(|source| source.media_path().is_some() && picture.src == source.as_str());
    if !is_ours || picture.width == 0 || picture.height == 0 {
        return Err(AppError::invalid("picture", Problem::NotAChoice));
    }
    for line in [&mut picture.alt, &mut picture.caption, &mut picture.credit] {
        make_printable(line);
        if line.chars().count() > LONGEST_PICTURE_LINE {
            return Err(too_long("picture", LONGEST_PICTURE_LINE));
        }
    }
    Ok(())
}

/// Control characters other than line ends become spaces: no page could show them, and PostgreSQL
/// keeps no NUL.
fn make_printable(words: &mut String) {
    if words.chars().any(is_unprintable) {
        *words = words.replace(is_unprintable, " ");
    }
}

fn is_unprintable(letter: char) -> bool {
    letter.is_control() && letter != '\n'
}

fn too_long(field: &str, limit: usize) -> AppError {
    AppError::invalid(
        field,
        Problem::TooLong(u32::try_from(limit).unwrap_or(u32::MAX)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = r#"{"type":"doc","content":[{"type":"paragraph"}]}"#;

    fn refusal(fields: Fields) -> AppError {
        State::parse(fields, EMPTY).expect_err("refused")
    }

    #[test]
    fn fields_have_their_limits_in_characters() {
        for (name, limit) in Fields::LIMITS {
            let of = |length: usize| {
                let mut fields = Fields::default();
                let words = "ә".repeat(length);
                match name {
                    "kicker" => fields.kicker = words,
                    "headline" => fields.headline = words,
                    "standfirst" => fields.standfirst = words,
                    "description" => fields.description = words,
                    _ => fields.slug = words,
                }
                fields
            };
            assert!(State::parse(of(limit), EMPTY).is_ok(), "{name}");
            assert_eq!(
                refusal(of(limit + 1)),
                AppError::invalid(name, Problem::TooLong(limit as u32))
            );
        }
        let many = Fields {
            tags: (0..=Fields::MOST_CHOICES as i64).collect(),
            ..Fields::default()
        };
        assert_eq!(
            refusal(many),
            AppError::invalid("tags", Problem::TooLong(30))
        );
    }

    #[test]
    fn an_author_stands_once_in_a_byline_and_nothing_unprintable_is_kept() {
        let fields = Fields {
            authors: vec![2, 1, 2],
            headline: "a\u{0}b\u{7}".to_owned(),
            standfirst: "a\nb".to_owned(),
            ..Fields::default()
        };
        let state = State::parse(fields, EMPTY).expect("taken");
        assert_eq!(state.fields.authors, [2, 1]);
        assert_eq!(state.fields.headline, "a b ");
        assert_eq!(state.fields.standfirst, "a\nb");
    }

    #[test]
    fn a_lead_picture_is_one_of_this_paper() {
        let picture = |src: &str| Fields {
            picture: Some(Picture {
                src: src.to_owned(),
                alt: String::new(),
                width: 1,
                height: 1,
                caption: String::new(),
                credit: String::new(),
            }),
            ..Fields::default()
        };
        assert!(State::parse(picture("/media/0a/b.webp"), EMPTY).is_ok());
        for src in [
            "https://evil.example/a.png",
            "javascript:1",
            "/media/../x",
            "/desk",
            "",
        ] {
            assert_eq!(
                refusal(picture(src)),
                AppError::invalid("picture", Problem::NotAChoice),
                "{src}"
            );
        }
    }

    #[test]
    fn a_text_outside_the_schema_is_refused_with_its_place() {
        let error = State::parse(
            Fields::default(),
            r#"{"type":"doc","content":[{"type":"script"}]}"#,
        )
        .expect_err("refused");
        let AppError::NotADocument(words) = error else {
            panic!("{error:?}");
        };
        assert!(words.starts_with("content[0]: unknown node"), "{words}");
        let long = format!("{EMPTY}{}", " ".repeat(Fields::GREATEST_BODY));
        assert_eq!(
            State::parse(Fields::default(), &long),
            Err(AppError::invalid("body", Problem::TooLong(1_000_000)))
        );
    }
}
