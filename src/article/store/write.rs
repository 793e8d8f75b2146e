//! Writing articles.

use super::Status;
use crate::{
    article::{model::Picture, slug::Slug},
    language::Language,
};
use document::{Document, LanguageTag};
use sqlx::{AnyConnection, Row};

/// How much of the text stands in lists for want of a standfirst, in characters.
const EXCERPT_CHARACTERS: usize = 180;

/// How many numbered variants of a slug are tried before giving up.
const SLUG_ATTEMPTS: u32 = 1000;

/// Everything an article consists of.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleText {
    /// The rubric above the headline, where it differs from the section's name.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The standfirst; may be empty.
    pub standfirst: String,
    /// What search engines and messengers show; may be empty.
    pub description: String,
    /// The text.
    pub body: Document,
    /// The lead picture.
    pub picture: Option<Picture>,
    /// Ids of the authors in the order of the byline.
    pub authors: Vec<i64>,
    /// Ids of the tags in order.
    pub tags: Vec<i64>,
}

impl ArticleText {
    /// The beginning of the text, for lists that want a standfirst.
    pub fn excerpt(&self) -> String {
        self.body.excerpt(EXCERPT_CHARACTERS)
    }

    /// At the speed at which the language is read; at least 1.
    pub fn reading_minutes(&self, language: Language) -> i64 {
        let minutes =
            LanguageTag::parse(language.code()).map_or(1, |tag| self.body.reading_minutes(&tag));
        i64::try_from(minutes).unwrap_or(i64::MAX)
    }
}

/// An article that is about to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewArticle {
    /// Its language.
    pub language: Language,
    /// Its section's id.
    pub section_id: i64,
    /// The wanted slug; a number is added when it is taken.
    pub slug: Slug,
    /// What it says.
    pub text: ArticleText,
    /// Draft or published.
    pub status: Status,
    /// Milliseconds UTC; needed for a published one.
    pub published_at: Option<i64>,
    /// Milliseconds UTC.
    pub updated_at: Option<i64>,
    /// What it shares with its translations.
    pub translation_group: String,
}

/// Stores an article with its authors and tags; `now` in milliseconds UTC. Returns its id and the
/// slug it got.
///
/// # Errors
/// When the database fails, or a constraint does not hold.
pub async fn insert_article(
    connection: &mut AnyConnection,
    article: &NewArticle,
    now: i64,
) -> Result<(i64, Slug), sqlx::Error> {
    let (id, slug) = insert_with_free_slug(connection, article, now).await?;
    write_byline_and_tags(connection, id, &article.text).await?;
    relist(connection, id).await?;
    Ok((id, slug))
}

async fn insert_with_free_slug(
    connection: &mut AnyConnection,
    article: &NewArticle,
    now: i64,
) -> Result<(i64, Slug), sqlx::Error> {
    let language = article.language.code();
    for number in 1..=SLUG_ATTEMPTS {
        let slug = if number == 1 {
            article.slug.clone()
        } else {
            article.slug.with_number(number)
        };
        // A slug that once led to another article goes on leading there.
        let row = sqlx::query(
            "INSERT INTO articles (language, section_id, slug, kicker, headline, standfirst, body, excerpt, picture, \
             reading_minutes, status, published_at, updated_at, created_at, changed_at, translation_group, description) \
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16 \
             WHERE NOT EXISTS (SELECT 1 FROM former_slugs WHERE kind = 'article' AND language = $1 AND slug = $3) \
             ON CONFLICT (language, slug) DO NOTHING RETURNING id",
        )
        .bind(language)
        .bind(article.section_id)
        .bind(slug.as_str())
        .bind(&article.text.kicker)
        .bind(&article.text.headline)
        .bind(&article.text.standfirst)
        .bind(article.text.body.to_json())
        .bind(article.text.excerpt())
        .bind(picture_json(&article.text))
        .bind(article.text.reading_minutes(article.language))
        .bind(article.status.as_str())
        .bind(article.published_at)
        .bind(article.updated_at)
        .bind(now)
        .bind(&article.translation_group)
        .bind(&article.text.description)
        .fetch_optional(&mut *connection)
        .await?;
        if let Some(row) = row {
            return Ok((row.try_get("id")?, slug));
        }
    }
    Err(sqlx::Error::Protocol(format!(
        "no free address for {:?} after {SLUG_ATTEMPTS} attempts",
        article.slug.as_str()
    )))
}

/// Replaces what a stored article says; its address, status and times stay, but for `changed_at`
/// and, where given, `updated_at` (milliseconds UTC).
///
/// # Errors
/// When the database fails.
pub async fn update_text(
    connection: &mut AnyConnection,
    id: i64,
    language: Language,
    text: &ArticleText,
    updated_at: Option<i64>,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE articles SET kicker = $1, headline = $2, standfirst = $3, body = $4, excerpt = $5, picture = $6, \
         reading_minutes = $7, updated_at = COALESCE($8, updated_at), changed_at = $9, description = $10 WHERE id = $11",
    )
    .bind(&text.kicker)
    .bind(&text.headline)
    .bind(&text.standfirst)
    .bind(text.body.to_json())
    .bind(text.excerpt())
    .bind(picture_json(text))
    .bind(text.reading_minutes(language))
    .bind(updated_at)
    .bind(now)
    .bind(&text.description)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    for table in [
        "DELETE FROM article_authors WHERE article_id = $1",
        "DELETE FROM article_tags WHERE article_id = $1",
    ] {
        sqlx::query(table)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    write_byline_and_tags(connection, id, text).await?;
    relist(connection, id).await
}

/// Shows an article to readers, in this section. One that they have seen before keeps the time at
/// which they first did; `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn publish_article(
    connection: &mut AnyConnection,
    id: i64,
    section_id: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE articles SET status = 'published', section_id = $1, published_at = COALESCE(published_at, $2), \
         withdrawn_note = '', changed_at = $2 WHERE id = $3",
    )
    .bind(section_id)
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    relist(connection, id).await
}

/// Takes a published article away from readers; its address answers 404 until it is published again.
///
/// # Errors
/// When the database fails.
pub async fn unpublish_article(
    connection: &mut AnyConnection,
    id: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE articles SET status = 'draft', changed_at = $1 WHERE id = $2 AND status = 'published'",
    )
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    relist(connection, id).await
}

/// Withdraws a published article; its address answers 410 and the note from now on. The note may be
/// empty.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_article(
    connection: &mut AnyConnection,
    id: i64,
    note: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE articles SET status = 'withdrawn', withdrawn_note = $1, changed_at = $2 \
         WHERE id = $3 AND status = 'published'",
    )
    .bind(note)
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    relist(connection, id).await
}

/// Gives an article another slug; the former one redirects to it for ever. False, and nothing is
/// changed, when another article has or once had the new slug.
///
/// # Errors
/// When the database fails.
pub async fn change_slug(
    connection: &mut AnyConnection,
    id: i64,
    slug: &Slug,
) -> Result<bool, sqlx::Error> {
    let before: Option<(String, String)> =
        sqlx::query_as("SELECT language, slug FROM articles WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?;
    let Some((language, before)) = before else {
        return Ok(false);
    };
    let changed = sqlx::query(
        "UPDATE articles SET slug = $1 WHERE id = $2 \
         AND NOT EXISTS (SELECT 1 FROM articles WHERE language = $3 AND slug = $1 AND id <> $2) \
         AND NOT EXISTS (SELECT 1 FROM former_slugs WHERE kind = 'article' AND language = $3 AND slug = $1 \
         AND target_id <> $2)",
    )
    .bind(slug.as_str())
    .bind(id)
    .bind(&language)
    .execute(&mut *connection)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    // Going back to an old slug must not make the article redirect to itself.
    sqlx::query("DELETE FROM former_slugs WHERE kind = 'article' AND language = $1 AND slug = $2")
        .bind(&language)
        .bind(slug.as_str())
        .execute(&mut *connection)
        .await?;
    if before != slug.as_str() {
        sqlx::query(
            "INSERT INTO former_slugs (kind, language, slug, target_id) VALUES ('article', $1, $2, $3)",
        )
        .bind(&language)
        .bind(&before)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    }
    Ok(true)
}

async fn write_byline_and_tags(
    connection: &mut AnyConnection,
    id: i64,
    text: &ArticleText,
) -> Result<(), sqlx::Error> {
    for (position, author) in (0_i64..).zip(&text.authors) {
        sqlx::query(
            "INSERT INTO article_authors (article_id, author_id, position) VALUES ($1, $2, $3)",
        )
        .bind(id)
        .bind(*author)
        .bind(position)
        .execute(&mut *connection)
        .await?;
    }
    for (position, tag) in (0_i64..).zip(&text.tags) {
        sqlx::query("INSERT INTO article_tags (article_id, tag_id, position) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(*tag)
            .bind(position)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Brings `listed_at` in line with the article's status and time.
async fn relist(connection: &mut AnyConnection, id: i64) -> Result<(), sqlx::Error> {
    for statement in [
        "UPDATE article_authors SET listed_at = \
         (SELECT published_at FROM articles WHERE id = $1 AND status = 'published') WHERE article_id = $1",
        "UPDATE article_tags SET listed_at = \
         (SELECT published_at FROM articles WHERE id = $1 AND status = 'published') WHERE article_id = $1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn picture_json(text: &ArticleText) -> Option<String> {
    // A struct of strings and numbers cannot fail to serialise.
    text.picture
        .as_ref()
        .and_then(|picture| serde_json::to_string(picture).ok())
}
