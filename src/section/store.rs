//! Sections in the database.

use crate::{
    article::slug::{Slug, SlugError},
    language::Language,
};
use sqlx::{AnyConnection, Row, any::AnyRow};
use thiserror::Error;

/// A section of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// What it shares with the same section in other languages.
    pub translation_group: String,
}

/// The sections of a language in the paper's order: language.
pub const IN_ORDER: &str = "SELECT id, slug, name, description, translation_group FROM sections \
     WHERE language = $1 ORDER BY position, id";

/// One section: language, slug.
pub const BY_SLUG: &str = "SELECT id, slug, name, description, translation_group FROM sections WHERE language = $1 AND slug = $2";

/// The sections of a language in the paper's order.
///
/// # Errors
/// When the database fails.
pub async fn list_sections(
    connection: &mut AnyConnection,
    language: Language,
) -> Result<Vec<Section>, sqlx::Error> {
    let rows = sqlx::query(IN_ORDER)
        .bind(language.code())
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_section).collect()
}

/// The section at a slug.
///
/// # Errors
/// When the database fails.
pub async fn find_section(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
) -> Result<Option<Section>, sqlx::Error> {
    let row = sqlx::query(BY_SLUG)
        .bind(language.code())
        .bind(slug)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_section).transpose()
}

/// A slug that a section may have: not one of the words that other pages live under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionSlug(Slug);

/// Why a text cannot be a [`SectionSlug`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SectionSlugError {
    /// It cannot stand in an address.
    #[error(transparent)]
    Slug(#[from] SlugError),
    /// Other pages live there.
    #[error("the word {0:?} is taken by other pages of the site")]
    Reserved(String),
}

impl SectionSlug {
    /// Takes a text as it is, if a section may have it.
    ///
    /// # Errors
    /// When it cannot stand in an address, or is reserved.
    pub fn parse(text: &str) -> Result<Self, SectionSlugError> {
        let slug = Slug::parse(text)?;
        if slug.is_reserved_for_sections() {
            return Err(SectionSlugError::Reserved(text.to_owned()));
        }
        Ok(Self(slug))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A section that is about to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSection {
    /// Its language.
    pub language: Language,
    /// Its slug.
    pub slug: SectionSlug,
    /// Its name.
    pub name: String,
    /// A sentence about it; may be empty.
    pub description: String,
    /// Its place among the sections, from 0.
    pub position: i64,
    /// What it shares with the same section in other languages.
    pub translation_group: String,
}

/// Stores a section and returns its id.
///
/// # Errors
/// When the slug is taken in this language (a unique violation) or the database fails.
pub async fn insert_section(
    connection: &mut AnyConnection,
    section: &NewSection,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO sections (language, slug, name, description, position, translation_group) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(section.language.code())
    .bind(section.slug.as_str())
    .bind(&section.name)
    .bind(&section.description)
    .bind(section.position)
    .bind(&section.translation_group)
    .fetch_one(connection)
    .await
}

fn read_section(row: &AnyRow) -> Result<Section, sqlx::Error> {
    Ok(Section {
        id: row.try_get("id")?,
        slug: row.try_get("slug")?,
        name: row.try_get("name")?,
        description: row.try_get("description")?,
        translation_group: row.try_get("translation_group")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_cannot_take_the_place_of_other_pages() {
        for word in [
            "tag", "author", "search", "desk", "account", "lists", "list",
        ] {
            let error = SectionSlug::parse(word).expect_err(word);
            assert_eq!(error, SectionSlugError::Reserved(word.to_owned()));
        }
        assert!(SectionSlug::parse("bilim").is_ok());
        assert!(SectionSlug::parse("Bilim/1").is_err());
    }
}
