//! Corrections in the database.

use crate::{language::Language, site::address::Cursor};
use sqlx::{AnyConnection, Row};

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRecord {
    /// When it was made, milliseconds UTC.
    pub at: i64,
    /// What was wrong, and what is right.
    pub words: String,
}

/// A correction with the article that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRecord {
    /// Its id.
    pub id: i64,
    /// What was put right.
    pub correction: CorrectionRecord,
    /// The article's headline.
    pub headline: String,
    /// Its section's slug.
    pub section_slug: String,
    /// Its slug.
    pub slug: String,
}

/// The corrections of an article, the newest first: article id.
pub const OF_ARTICLE: &str =
    "SELECT at, words FROM corrections WHERE article_id = $1 ORDER BY at DESC, id DESC LIMIT 100";

/// The newest of a language, of articles that readers see: language, cursor time, cursor id, limit.
pub const LATEST: &str = "SELECT c.id, c.at, c.words, a.headline, s.slug AS section_slug, a.slug FROM corrections c \
     JOIN articles a ON a.id = c.article_id JOIN sections s ON s.id = a.section_id \
     WHERE c.language = $1 AND (c.at, c.id) < ($2, $3) AND a.status = 'published' \
     ORDER BY c.at DESC, c.id DESC LIMIT $4";

/// Adds a correction to an article; `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn insert_correction(
    connection: &mut AnyConnection,
    article_id: i64,
    language: Language,
    by: Option<i64>,
    words: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO corrections (article_id, language, person_id, at, words) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(article_id)
    .bind(language.code())
    .bind(by)
    .bind(now)
    .bind(words)
    .execute(connection)
    .await?;
    Ok(())
}

/// The corrections of an article, the newest first, at most 100.
///
/// # Errors
/// When the database fails.
pub async fn list_of_article(
    connection: &mut AnyConnection,
    article_id: i64,
) -> Result<Vec<CorrectionRecord>, sqlx::Error> {
    let rows = sqlx::query(OF_ARTICLE)
        .bind(article_id)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(CorrectionRecord {
                at: row.try_get("at")?,
                words: row.try_get("words")?,
            })
        })
        .collect()
}

/// At most `limit` corrections of a language that come after `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_latest(
    connection: &mut AnyConnection,
    language: Language,
    before: Cursor,
    limit: i64,
) -> Result<Vec<ListedRecord>, sqlx::Error> {
    let rows = sqlx::query(LATEST)
        .bind(language.code())
        .bind(before.published_at)
        .bind(before.id)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ListedRecord {
                id: row.try_get("id")?,
                correction: CorrectionRecord {
                    at: row.try_get("at")?,
                    words: row.try_get("words")?,
                },
                headline: row.try_get("headline")?,
                section_slug: row.try_get("section_slug")?,
                slug: row.try_get("slug")?,
            })
        })
        .collect()
}
