//! The manuscripts themselves.

use super::{
    records::{ManuscriptRecord, read_manuscript},
    words::index_words,
};
use crate::{
    desk::model::{Fields, Status},
    language::Language,
};
use sqlx::{AnyConnection, AssertSqlSafe};

macro_rules! manuscript_columns {
    () => {
        "id, language, article_id, translation_group, status, owner_id, COALESCE(head_id, 0) AS head_id, \
         published_revision_id, scheduled_revision_id, scheduled_at, scheduled_by, embargo_until, created_at, \
         changed_at, changed_by, headline, section_id"
    };
}
/// One manuscript: id.
pub const BY_ID: &str = concat!(
    "SELECT ",
    manuscript_columns!(),
    " FROM manuscripts WHERE id = $1"
);

/// The manuscript of an article: the article's id.
pub const BY_ARTICLE: &str = concat!(
    "SELECT ",
    manuscript_columns!(),
    " FROM manuscripts WHERE article_id = $1"
);

/// A manuscript that is about to be made.
#[derive(Clone, Debug)]
pub struct NewManuscript<'a> {
    /// Its language.
    pub language: Language,
    /// The article that it is the newsroom's side of.
    pub article_id: Option<i64>,
    /// What it shares with its translations.
    pub translation_group: &'a str,
    /// Where it stands.
    pub status: Status,
    /// Who begins it.
    pub owner_id: Option<i64>,
}

/// Makes a manuscript, which is to be given its first revision in the same transaction. None when
/// there is one of this translation group and language, or of this article.
///
/// # Errors
/// When the database fails.
pub async fn insert_manuscript(
    connection: &mut AnyConnection,
    manuscript: &NewManuscript<'_>,
    now: i64,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO manuscripts (language, article_id, translation_group, status, owner_id, created_at, changed_at, \
         changed_by) VALUES ($1, $2, $3, $4, $5, $6, $6, $5) ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(manuscript.language.code())
    .bind(manuscript.article_id)
    .bind(manuscript.translation_group)
    .bind(manuscript.status.as_str())
    .bind(manuscript.owner_id)
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// A manuscript by its id.
///
/// # Errors
/// When the database fails.
pub async fn load(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<ManuscriptRecord>, sqlx::Error> {
    let row = sqlx::query(BY_ID)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_manuscript).transpose()
}

/// A manuscript by its id, held until the transaction ends: of two that decide by what they read
/// here, the second reads what the first has written. Must come first in a transaction.
///
/// # Errors
/// When the database fails.
pub async fn lock(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<ManuscriptRecord>, sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET changed_at = changed_at WHERE id = $1")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    load(connection, id).await
}

/// The manuscript of an article, held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_by_article(
    connection: &mut AnyConnection,
    article_id: i64,
) -> Result<Option<ManuscriptRecord>, sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET changed_at = changed_at WHERE article_id = $1")
        .bind(article_id)
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query(BY_ARTICLE)
        .bind(article_id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_manuscript).transpose()
}

/// Makes a revision the newest of its manuscript. `before` are the fields of the one before, so that
/// only what has changed is noted for lists and for finding.
///
/// # Errors
/// When the database fails.
pub async fn set_head(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    revision_id: i64,
    fields: &Fields,
    before: Option<&Fields>,
    person_id: Option<i64>,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE manuscripts SET head_id = $1, headline = $2, section_id = $3, changed_at = $4, changed_by = $5 \
         WHERE id = $6",
    )
    .bind(revision_id)
    .bind(&fields.headline)
    .bind(fields.section)
    .bind(now)
    .bind(person_id)
    .bind(manuscript_id)
    .execute(&mut *connection)
    .await?;
    if before.is_none_or(|before| before.authors != fields.authors) {
        set_authors(connection, manuscript_id, &fields.authors).await?;
    }
    let is_found_by = |fields: &Fields| {
        [
            fields.headline.clone(),
            fields.kicker.clone(),
            fields.standfirst.clone(),
            fields.slug.clone(),
        ]
    };
    let words = is_found_by(fields);
    if before.is_none_or(|before| is_found_by(before) != words) {
        index_words(connection, manuscript_id, &words).await?;
    }
    Ok(())
}

async fn set_authors(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    authors: &[i64],
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM manuscript_authors WHERE manuscript_id = $1")
        .bind(manuscript_id)
        .execute(&mut *connection)
        .await?;
    if authors.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..authors.len())
        .map(|index| format!("($1, ${}, {index})", index + 2))
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO manuscript_authors (manuscript_id, author_id, position) VALUES {}",
        rows.join(", ")
    )))
    .bind(manuscript_id);
    for author in authors {
        query = query.bind(*author);
    }
    query.execute(connection).await?;
    Ok(())
}

/// Notes where a manuscript stands now.
///
/// # Errors
/// When the database fails.
pub async fn set_status(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    status: Status,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET status = $1, changed_at = $2 WHERE id = $3")
        .bind(status.as_str())
        .bind(now)
        .bind(manuscript_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives a manuscript another language. False when its translation group has one of that language.
///
/// # Errors
/// When the database fails.
pub async fn set_language(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    language: Language,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE manuscripts SET language = $1 WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM manuscripts o \
         WHERE o.translation_group = (SELECT s.translation_group FROM manuscripts s WHERE s.id = $2) \
         AND o.language = $1 AND o.id <> $2)",
    )
    .bind(language.code())
    .bind(manuscript_id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes that a revision is what readers see.
///
/// # Errors
/// When the database fails.
pub async fn set_published(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    revision_id: i64,
    at: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET published_revision_id = $1 WHERE id = $2")
        .bind(revision_id)
        .bind(manuscript_id)
        .execute(&mut *connection)
        .await?;
    sqlx::query("UPDATE revisions SET published_at = COALESCE(published_at, $1) WHERE id = $2")
        .bind(at)
        .bind(revision_id)
        .execute(connection)
        .await?;
    Ok(())
}
