//! Authors in the database.

use crate::{
    language::Language,
    site::store::{Kind, index_name},
};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// An author as one language prints the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorRecord {
    /// Its id.
    pub id: i64,
    /// Its slug.
    pub slug: String,
    /// Given name, or the whole name of a guest without surname.
    pub given_name: String,
    /// Surname in ordinary letters; may be empty.
    pub surname: String,
    /// A sentence or two about the author; may be empty.
    pub about: String,
    /// What it shares with the same person in other languages.
    pub translation_group: String,
}

/// An author that is about to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAuthor {
    /// The language of the name.
    pub language: Language,
    /// Its slug.
    pub slug: String,
    /// Given name, or the whole name of a guest without surname.
    pub given_name: String,
    /// Surname in ordinary letters; may be empty.
    pub surname: String,
    /// A sentence or two about the author; may be empty.
    pub about: String,
    /// What it shares with the same person in other languages.
    pub translation_group: String,
}

/// One author: language, slug.
pub const BY_SLUG: &str = "SELECT id, slug, given_name, surname, about, translation_group FROM authors \
     WHERE language = $1 AND slug = $2";

/// One author: language, surname, given name.
pub const BY_NAME: &str = "SELECT id, slug, given_name, surname, about, translation_group FROM authors \
     WHERE language = $1 AND surname = $2 AND given_name = $3 ORDER BY id LIMIT 1";

/// The author at a slug.
///
/// # Errors
/// When the database fails.
pub async fn find_author(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
) -> Result<Option<AuthorRecord>, sqlx::Error> {
    let row = sqlx::query(BY_SLUG)
        .bind(language.code())
        .bind(slug)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_author).transpose()
}

/// The author of exactly this name; the first one where there are several.
///
/// # Errors
/// When the database fails.
pub async fn find_author_by_name(
    connection: &mut AnyConnection,
    language: Language,
    given_name: &str,
    surname: &str,
) -> Result<Option<AuthorRecord>, sqlx::Error> {
    let row = sqlx::query(BY_NAME)
        .bind(language.code())
        .bind(surname)
        .bind(given_name)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_author).transpose()
}

/// Stores an author and returns the id; none when the slug is taken in this language.
///
/// # Errors
/// When the database fails.
pub async fn insert_author(
    connection: &mut AnyConnection,
    author: &NewAuthor,
) -> Result<Option<i64>, sqlx::Error> {
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO authors (language, slug, given_name, surname, about, translation_group) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (language, slug) DO NOTHING RETURNING id",
    )
    .bind(author.language.code())
    .bind(&author.slug)
    .bind(&author.given_name)
    .bind(&author.surname)
    .bind(&author.about)
    .bind(&author.translation_group)
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(id) = id {
        let name = format!("{} {}", author.given_name, author.surname);
        index_name(connection, Kind::Author, author.language, id, &name).await?;
    }
    Ok(id)
}

fn read_author(row: &AnyRow) -> Result<AuthorRecord, sqlx::Error> {
    Ok(AuthorRecord {
        id: row.try_get("id")?,
        slug: row.try_get("slug")?,
        given_name: row.try_get("given_name")?,
        surname: row.try_get("surname")?,
        about: row.try_get("about")?,
        translation_group: row.try_get("translation_group")?,
    })
}
