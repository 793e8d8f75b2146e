//! What publishing needs to know of manuscripts, and what it writes about them.

use crate::{
    article::{
        slug::Slug,
        store::{AuthorName, TagName, broken, read_language},
    },
    desk::model::{Action, Fields, Status},
    language::Language,
};
use document::Document;
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// Where a manuscript stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The manuscript's id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub status: Status,
    /// The article that readers know it as.
    pub article_id: Option<i64>,
    /// What it has in common with its translations.
    pub translation_group: String,
    /// Who began it.
    pub owner_id: Option<i64>,
    /// The newest revision.
    pub head_id: Option<i64>,
    /// The one that readers see.
    pub published_revision_id: Option<i64>,
    /// The one that will be published.
    pub scheduled_revision_id: Option<i64>,
    /// When, milliseconds UTC.
    pub scheduled_at: Option<i64>,
    /// Who has said so.
    pub scheduled_by: Option<i64>,
    /// Nothing of it may reach readers before, milliseconds UTC.
    pub embargo_until: Option<i64>,
}

/// A state that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedRevision {
    /// Its id.
    pub id: i64,
    /// Everything beside the text.
    pub fields: Fields,
    /// The text.
    pub body: Document,
    /// When it became what readers see, milliseconds UTC.
    pub published_at: Option<i64>,
}

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

/// A manuscript's standing: id.
pub const STANDING: &str = "SELECT id, language, status, article_id, translation_group, owner_id, head_id, \
     published_revision_id, scheduled_revision_id, scheduled_at, scheduled_by, embargo_until \
     FROM manuscripts WHERE id = $1";

/// A revision of a manuscript: manuscript, revision.
pub const REVISION: &str =
    "SELECT id, fields, body, published_at FROM revisions WHERE manuscript_id = $1 AND id = $2";

/// A section: id.
pub const SECTION: &str = "SELECT id, language, slug, name FROM sections WHERE id = $1";

/// Whose a slug is or was, other than one article's: language, slug, article.
pub const SLUG_OF_ANOTHER: &str = "SELECT id FROM articles WHERE language = $1 AND slug = $2 AND id <> $3 \
     UNION ALL SELECT target_id FROM former_slugs \
     WHERE kind = 'article' AND language = $1 AND slug = $2 AND target_id <> $3";

/// Where a manuscript stands.
///
/// # Errors
/// When the database fails.
pub async fn find_standing(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<Standing>, sqlx::Error> {
    let row = sqlx::query(STANDING)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_standing).transpose()
}

/// The same, and until the transaction ends nobody else changes it.
///
/// # Errors
/// When the database fails.
pub async fn lock_standing(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<Standing>, sqlx::Error> {
    // Locks the row on PostgreSQL; on SQLite the whole transaction holds the lock anyway.
    sqlx::query("UPDATE manuscripts SET changed_at = changed_at WHERE id = $1")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    find_standing(connection, id).await
}

/// A revision of a manuscript.
///
/// # Errors
/// When the database fails, or holds fields or a body that this program has not written.
pub async fn find_saved_revision(
    connection: &mut AnyConnection,
    manuscript: i64,
    revision: i64,
) -> Result<Option<SavedRevision>, sqlx::Error> {
    let row = sqlx::query(REVISION)
        .bind(manuscript)
        .bind(revision)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_revision).transpose()
}

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
pub(super) fn authors_sql(count: usize) -> String {
    format!(
        "SELECT id, slug, given_name, surname FROM authors WHERE language = $1 AND id IN ({})",
        places(count)
    )
}

/// Tags of a language: language, then as many ids.
pub(super) fn tags_sql(count: usize) -> String {
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

/// Puts a manuscript somewhere else; a time of publication that was set is taken back. `by` None: the
/// program itself. `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn set_status(
    connection: &mut AnyConnection,
    id: i64,
    status: Status,
    by: Option<i64>,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE manuscripts SET status = $1, scheduled_at = NULL, scheduled_by = NULL, \
         scheduled_revision_id = NULL, changed_at = $2, changed_by = COALESCE($3, changed_by) WHERE id = $4",
    )
    .bind(status.as_str())
    .bind(now)
    .bind(by)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Has a revision published at a time, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn set_schedule(
    connection: &mut AnyConnection,
    id: i64,
    revision: i64,
    at: i64,
    by: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE manuscripts SET status = 'scheduled', scheduled_at = $1, scheduled_by = $2, \
         scheduled_revision_id = $3 WHERE id = $4",
    )
    .bind(at)
    .bind(by)
    .bind(revision)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets an embargo, in milliseconds UTC, or lifts it.
///
/// # Errors
/// When the database fails.
pub async fn write_embargo(
    connection: &mut AnyConnection,
    id: i64,
    until: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET embargo_until = $1 WHERE id = $2")
        .bind(until)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Manuscripts whose time has come, those that have waited longest first, a few at a time: now.
pub const DUE: &str = "SELECT id FROM manuscripts WHERE status = 'scheduled' AND scheduled_at <= $1 \
     ORDER BY scheduled_at LIMIT 50";

/// Manuscripts whose time has come at `now`, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn list_due(connection: &mut AnyConnection, now: i64) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(DUE)
        .bind(now)
        .fetch_all(connection)
        .await
}

/// Takes a manuscript whose time has come, until the transaction ends. None when somebody else was
/// quicker or has taken it back: of two servers one gets it.
///
/// # Errors
/// When the database fails.
pub async fn claim_due(
    connection: &mut AnyConnection,
    id: i64,
    now: i64,
) -> Result<Option<Standing>, sqlx::Error> {
    let claimed = sqlx::query(
        "UPDATE manuscripts SET changed_at = $1 \
         WHERE id = $2 AND status = 'scheduled' AND scheduled_at <= $1",
    )
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    if claimed.rows_affected() == 0 {
        return Ok(None);
    }
    find_standing(connection, id).await
}

/// Says which revision readers see of a manuscript; None: none.
///
/// # Errors
/// When the database fails.
pub async fn set_published_revision(
    connection: &mut AnyConnection,
    id: i64,
    article_id: i64,
    revision: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE manuscripts SET article_id = $1, published_revision_id = $2 WHERE id = $3")
        .bind(article_id)
        .bind(revision)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that a revision is what readers see; the first time stays. From then on it is kept for ever.
///
/// # Errors
/// When the database fails.
pub async fn mark_published(
    connection: &mut AnyConnection,
    revision: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE revisions SET published_at = COALESCE(published_at, $1) WHERE id = $2")
        .bind(now)
        .bind(revision)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes what was done about a manuscript, and what was said with it. `by` None: the program itself.
///
/// # Errors
/// When the database fails.
pub async fn note_event(
    connection: &mut AnyConnection,
    manuscript: i64,
    by: Option<i64>,
    action: Action,
    note: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO manuscript_events (manuscript_id, person_id, at, action, note) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(manuscript)
    .bind(by)
    .bind(now)
    .bind(word_of(action))
    .bind(note)
    .execute(connection)
    .await?;
    Ok(())
}

/// The word in the column `action`: as it is serialised.
fn word_of(action: Action) -> String {
    match serde_json::to_value(action) {
        Ok(serde_json::Value::String(word)) => word,
        // A variant without content is always a word.
        _ => String::new(),
    }
}

fn read_standing(row: &AnyRow) -> Result<Standing, sqlx::Error> {
    let status: String = row.try_get("status")?;
    Ok(Standing {
        id: row.try_get("id")?,
        language: read_language(row)?,
        status: Status::parse(&status)
            .ok_or_else(|| broken("status", format!("unknown status {status:?}").into()))?,
        article_id: row.try_get("article_id")?,
        translation_group: row.try_get("translation_group")?,
        owner_id: row.try_get("owner_id")?,
        head_id: row.try_get("head_id")?,
        published_revision_id: row.try_get("published_revision_id")?,
        scheduled_revision_id: row.try_get("scheduled_revision_id")?,
        scheduled_at: row.try_get("scheduled_at")?,
        scheduled_by: row.try_get("scheduled_by")?,
        embargo_until: row.try_get("embargo_until")?,
    })
}

fn read_revision(row: &AnyRow) -> Result<SavedRevision, sqlx::Error> {
    let fields: String = row.try_get("fields")?;
    let body: String = row.try_get("body")?;
    Ok(SavedRevision {
        id: row.try_get("id")?,
        fields: serde_json::from_str(&fields).map_err(|error| broken("fields", error.into()))?,
        body: Document::from_json(&body).map_err(|error| broken("body", error.into()))?,
        published_at: row.try_get("published_at")?,
    })
}

fn read_section(row: &AnyRow) -> Result<ChosenSection, sqlx::Error> {
    Ok(ChosenSection {
        id: row.try_get("id")?,
        language: read_language(row)?,
        slug: row.try_get("slug")?,
        name: row.try_get("name")?,
    })
}
