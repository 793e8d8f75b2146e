//! What publishing needs to know of manuscripts, and what it writes about them.

mod changes;
mod surroundings;

pub use changes::*;
pub use surroundings::*;

use crate::{
    article::store::{broken, read_language},
    desk::model::{Fields, Status},
    language::Language,
};
use document::Document;
use sqlx::{AnyConnection, Row, any::AnyRow};

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

/// A manuscript's standing: id.
pub const STANDING: &str = "SELECT id, language, status, article_id, translation_group, owner_id, head_id, \
     published_revision_id, scheduled_revision_id, scheduled_at, scheduled_by, embargo_until \
     FROM manuscripts WHERE id = $1";

/// A revision of a manuscript: manuscript, revision.
pub const REVISION: &str =
    "SELECT id, fields, body, published_at FROM revisions WHERE manuscript_id = $1 AND id = $2";

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
