//! Tags in the database.

use crate::{
    language::Language,
    site::store::{Kind, index_name},
};
use sqlx::{AnyConnection, Row};

/// A tag of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it shares with the same tag in other languages.
    pub translation_group: String,
}

/// One tag: language, slug.
pub const BY_SLUG: &str =
    "SELECT id, slug, name, translation_group FROM tags WHERE language = $1 AND slug = $2";

/// The tag at a slug.
///
/// # Errors
/// When the database fails.
pub async fn find_tag(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
) -> Result<Option<Tag>, sqlx::Error> {
    let row = sqlx::query(BY_SLUG)
        .bind(language.code())
        .bind(slug)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(Tag {
            id: row.try_get("id")?,
            slug: row.try_get("slug")?,
            name: row.try_get("name")?,
            translation_group: row.try_get("translation_group")?,
        })
    })
    .transpose()
}

/// The tag of exactly this name: language, name.
pub const BY_NAME: &str =
    "SELECT id FROM tags WHERE language = $1 AND name = $2 ORDER BY id LIMIT 1";

/// The id of the tag of exactly this name; the first one where there are several.
///
/// # Errors
/// When the database fails.
pub async fn find_tag_by_name(
    connection: &mut AnyConnection,
    language: Language,
    name: &str,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(BY_NAME)
        .bind(language.code())
        .bind(name)
        .fetch_optional(connection)
        .await
}

/// Stores a tag and returns its id.
///
/// # Errors
/// When the slug is taken in this language or the database fails.
pub async fn insert_tag(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
    name: &str,
    translation_group: &str,
) -> Result<i64, sqlx::Error> {
    insert_free_tag(connection, language, slug, name, translation_group)
        .await?
        .ok_or_else(|| sqlx::Error::Protocol(format!("the tag's slug {slug:?} is taken")))
}

/// Stores a tag and returns its id; none when the slug is taken in this language.
///
/// # Errors
/// When the database fails.
pub async fn insert_free_tag(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
    name: &str,
    translation_group: &str,
) -> Result<Option<i64>, sqlx::Error> {
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO tags (language, slug, name, translation_group) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (language, slug) DO NOTHING RETURNING id",
    )
    .bind(language.code())
    .bind(slug)
    .bind(name)
    .bind(translation_group)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(id) = id {
        index_name(connection, Kind::Tag, language, id, name).await?;
    }
    Ok(id)
}
