//! What the database holds of articles, and how a row becomes it.

use crate::{article::model::Picture, language::Language};
use document::Document;
use sqlx::{Row, any::AnyRow};

/// An article as lists need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The article's id.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    /// Its section's slug.
    pub section_slug: String,
    /// Its section's name.
    pub section_name: String,
    /// The rubric, if it differs from the section's name; else empty.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// The beginning of the text, for want of a standfirst.
    pub excerpt: String,
    /// The lead picture.
    pub picture: Option<Picture>,
    /// Minutes, at least 1.
    pub reading_minutes: i64,
    /// Milliseconds UTC.
    pub published_at: i64,
    /// How many comments readers see under it.
    pub comments: i64,
}

/// An article as lists of several languages need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// What lists need of it.
    pub summary: Summary,
    /// Its language.
    pub language: Language,
    /// Where it stands in its life.
    pub status: Status,
}

/// An article as its own page needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// What lists need of it; `published_at` is 0 in a draft.
    pub summary: Summary,
    /// Its section's id.
    pub section_id: i64,
    /// Where it stands in its life.
    pub status: Status,
    /// When it was last changed in a way readers should know of, milliseconds UTC.
    pub updated_at: Option<i64>,
    /// What its translations have in common with it.
    pub translation_group: String,
    /// What search engines and messengers show; the standfirst or the excerpt when it is empty.
    pub description: String,
    /// What readers are told where a withdrawn article was; may be empty.
    pub withdrawn_note: String,
    /// The text.
    pub body: Document,
}

/// Where an article stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not for readers yet.
    Draft,
    /// For everybody.
    Published,
    /// Was for everybody and is gone.
    Withdrawn,
}

impl Status {
    /// The word in the column `status`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The times of an article that readers are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// When readers first saw it, milliseconds UTC.
    pub published_at: Option<i64>,
    /// When it was last changed in a way readers should know of, milliseconds UTC.
    pub updated_at: Option<i64>,
}

/// An author as a byline needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorName {
    /// Its slug.
    pub slug: String,
    /// Given name, or the whole name of a guest without surname.
    pub given_name: String,
    /// Surname in ordinary letters; may be empty.
    pub surname: String,
}

/// Slug and name of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagName {
    /// The tag's id.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A published article in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// Its section's slug.
    pub section_slug: String,
    /// Its slug.
    pub slug: String,
}

/// Reads a column `language`.
///
/// # Errors
/// When it holds a language this program does not know.
pub fn read_language(row: &AnyRow) -> Result<Language, sqlx::Error> {
    let code: String = row.try_get("language")?;
    Language::parse(&code)
        .ok_or_else(|| broken("language", format!("unknown language {code:?}").into()))
}

pub(super) fn read_summary(row: &AnyRow) -> Result<Summary, sqlx::Error> {
    let picture: Option<String> = row.try_get("picture")?;
    Ok(Summary {
        id: row.try_get("id")?,
        slug: row.try_get("slug")?,
        section_slug: row.try_get("section_slug")?,
        section_name: row.try_get("section_name")?,
        kicker: row.try_get("kicker")?,
        headline: row.try_get("headline")?,
        standfirst: row.try_get("standfirst")?,
        excerpt: row.try_get("excerpt")?,
        picture: picture
            .map(|json| {
                serde_json::from_str(&json).map_err(|error| broken("picture", error.into()))
            })
            .transpose()?,
        reading_minutes: row.try_get("reading_minutes")?,
        published_at: row.try_get("published_at")?,
        comments: row.try_get("comments")?,
    })
}

pub(super) fn read_gathered(row: &AnyRow) -> Result<Gathered, sqlx::Error> {
    Ok(Gathered {
        summary: read_summary(row)?,
        language: read_language(row)?,
        status: read_status(row)?,
    })
}

fn read_status(row: &AnyRow) -> Result<Status, sqlx::Error> {
    let status: String = row.try_get("status")?;
    match status.as_str() {
        "draft" => Ok(Status::Draft),
        "published" => Ok(Status::Published),
        "withdrawn" => Ok(Status::Withdrawn),
        _ => Err(broken(
            "status",
            format!("unknown status {status:?}").into(),
        )),
    }
}

pub(super) fn read_article(row: &AnyRow) -> Result<Article, sqlx::Error> {
    let body: String = row.try_get("body")?;
    Ok(Article {
        summary: read_summary(row)?,
        section_id: row.try_get("section_id")?,
        status: read_status(row)?,
        updated_at: row.try_get("updated_at")?,
        translation_group: row.try_get("translation_group")?,
        description: row.try_get("description")?,
        withdrawn_note: row.try_get("withdrawn_note")?,
        body: Document::from_json(&body).map_err(|error| broken("body", error.into()))?,
    })
}

/// What the database holds in a column is nothing that this program has written.
pub(crate) fn broken(
    column: &str,
    source: Box<dyn std::error::Error + Send + Sync>,
) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source,
    }
}
