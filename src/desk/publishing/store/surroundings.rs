//! What the fields of a revision name: section, authors, tags, address.

use crate::{
    article::{
        slug::Slug,
        store::{AuthorName, TagName, read_language},
    },
    desk::model::Fields,
    language::Language,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// What the ids in the fields of a revision lead to. What is of another language, or is gone, is left
/// out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The section.
    pub section: Option<ChosenSection>,
    /// The authors in the order of the byline, with their ids.
    pub authors: Vec<(i64, AuthorName)>,
    /// The tags in order.
    pub tags: Vec<TagName>,
}

/// A section, of whatever language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenSection {
    /// Its id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A section: id.
pub const SECTION: &str = "SELECT id, language, slug, name FROM sections WHERE id = $1";

/// Whose a slug is or was, other than one article's: language, slug, article.
pub const SLUG_OF_ANOTHER: &str = "SELECT id FROM articles WHERE language = $1 AND slug = $2 AND id <> $3 \
     UNION ALL SELECT target_id FROM former_slugs \
     WHERE kind = 'article' AND language = $1 AND slug = $2 AND target_id <> $3";

/// Looks up what the fields of a revision name.
///
/// # Errors
/// When the database fails.
pub async fn find_surroundings(
    connection: &mut AnyConnection,
    language: Language,
    fields: &Fields,
) -> Result<Surroundings, sqlx::Error> {
    let section = match fields.section {
        Some(id) => sqlx::query(SECTION)
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?
            .as_ref()
            .map(read_section)
            .transpose()?,
        None => None,
    };
    let mut authors = Vec::new();
    for row in fetch_chosen(connection, authors_sql, language, &fields.authors).await? {
        let name = AuthorName {
            slug: row.try_get("slug")?,
            given_name: row.try_get("given_name")?,
            surname: row.try_get("surname")?,
        };
        authors.push((row.try_get("id")?, name));
    }
    let mut tags = Vec::new();
    for row in fetch_chosen(connection, tags_sql, language, &fields.tags).await? {
        tags.push(TagName {
            id: row.try_get("id")?,
            slug: row.try_get("slug")?,
            name: row.try_get("name")?,
        });
    }
    let place = |ids: &[i64], id: i64| ids.iter().position(|known| *known == id);
    authors.sort_by_key(|(id, _)| place(&fields.authors, *id));
    tags.sort_by_key(|tag| place(&fields.tags, tag.id));
    Ok(Surroundings {
        section,
        authors,
        tags,
    })
}

async fn fetch_chosen(
    connection: &mut AnyConnection,
    sql: fn(usize) -> String,
    language: Language,
    ids: &[i64],
) -> Result<Vec<AnyRow>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(sql(ids.len()))).bind(language.code());
    for id in ids {
        query = query.bind(*id);
    }
    query.fetch_all(connection).await
}

/// Authors of a language: language, then as many ids.
pub(in crate::desk::publishing) fn authors_sql(count: usize) -> String {
    format!(
        "SELECT id, slug, given_name, surname FROM authors WHERE language = $1 AND id IN ({})",
        places(count)
    )
}

/// Tags of a language: language, then as many ids.
pub(in crate::desk::publishing) fn tags_sql(count: usize) -> String {
    format!(
        "SELECT id, slug, name FROM tags WHERE language = $1 AND id IN ({})",
        places(count)
    )
}

fn places(count: usize) -> String {
    let places: Vec<String> = (2..count + 2).map(|number| format!("${number}")).collect();
    places.join(", ")
}

/// Whether another article has, or once had, a slug.
///
/// # Errors
/// When the database fails.
pub async fn is_slug_of_another(
    connection: &mut AnyConnection,
    language: Language,
    slug: &Slug,
    article_id: Option<i64>,
) -> Result<bool, sqlx::Error> {
    let found = sqlx::query(SLUG_OF_ANOTHER)
        .bind(language.code())
        .bind(slug.as_str())
        .bind(article_id.unwrap_or(0))
        .fetch_all(connection)
        .await?;
    Ok(!found.is_empty())
}

fn read_section(row: &AnyRow) -> Result<ChosenSection, sqlx::Error> {
    Ok(ChosenSection {
        id: row.try_get("id")?,
        language: read_language(row)?,
        slug: row.try_get("slug")?,
        name: row.try_get("name")?,
    })
}
