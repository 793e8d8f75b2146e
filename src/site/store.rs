//! What sections, tags and authors have in common in the database: translations of each other, slugs
//! they had before, and the words by which they are found.

mod name_words;
mod places;
mod slugs;

pub use name_words::*;
pub use places::*;
pub use slugs::*;

use crate::{article::store::read_language, language::Language};
use sqlx::{AnyConnection, Row};

/// A thing that has a page of its own besides articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A section.
    Section,
    /// A tag.
    Tag,
    /// An author.
    Author,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Section, Self::Tag, Self::Author];

    /// The slugs of a translation group: group.
    pub fn translations_sql(self) -> &'static str {
        match self {
            Self::Section => "SELECT language, slug FROM sections WHERE translation_group = $1",
            Self::Tag => "SELECT language, slug FROM tags WHERE translation_group = $1",
            Self::Author => "SELECT language, slug FROM authors WHERE translation_group = $1",
        }
    }

    /// The present slug of what once had another: language, former slug.
    pub fn moved_sql(self) -> &'static str {
        match self {
            Self::Section => {
                "SELECT t.slug FROM former_slugs f JOIN sections t ON t.id = f.target_id \
                 WHERE f.kind = 'section' AND f.language = $1 AND f.slug = $2"
            }
            Self::Tag => {
                "SELECT t.slug FROM former_slugs f JOIN tags t ON t.id = f.target_id \
                 WHERE f.kind = 'tag' AND f.language = $1 AND f.slug = $2"
            }
            Self::Author => {
                "SELECT t.slug FROM former_slugs f JOIN authors t ON t.id = f.target_id \
                 WHERE f.kind = 'author' AND f.language = $1 AND f.slug = $2"
            }
        }
    }
}

/// Language and slug of everything in a translation group.
///
/// # Errors
/// When the database fails.
pub async fn list_translations(
    connection: &mut AnyConnection,
    kind: Kind,
    translation_group: &str,
) -> Result<Vec<(Language, String)>, sqlx::Error> {
    let rows = sqlx::query(kind.translations_sql())
        .bind(translation_group)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((read_language(row)?, row.try_get("slug")?)))
        .collect()
}

/// The present slug of what once had this one.
///
/// # Errors
/// When the database fails.
pub async fn find_moved(
    connection: &mut AnyConnection,
    kind: Kind,
    language: Language,
    slug: &str,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(kind.moved_sql())
        .bind(language.code())
        .bind(slug)
        .fetch_optional(connection)
        .await
}
