//! What the database holds of manuscripts, and how a row becomes it.

use crate::{
    article::store::read_language,
    desk::{
        manuscript::State,
        model::{Fields, RevisionKind, Status},
    },
    language::Language,
};
use document::Document;
use sqlx::{Row, any::AnyRow};

/// A manuscript without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManuscriptRecord {
    /// Its id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// The article that readers see or saw.
    pub article_id: Option<i64>,
    /// What it shares with its translations.
    pub translation_group: String,
    /// Where it stands.
    pub status: Status,
    /// Who began it.
    pub owner_id: Option<i64>,
    /// The newest revision.
    pub head_id: i64,
    /// The revision that readers see or saw last.
    pub published_revision_id: Option<i64>,
    /// The revision that will be published.
    pub scheduled_revision_id: Option<i64>,
    /// When, milliseconds UTC.
    pub scheduled_at: Option<i64>,
    /// Who has said so.
    pub scheduled_by: Option<i64>,
    /// Nothing of it may reach readers before, milliseconds UTC.
    pub embargo_until: Option<i64>,
    /// When it was begun, milliseconds UTC.
    pub created_at: i64,
    /// When it was last changed, milliseconds UTC.
    pub changed_at: i64,
    /// Who changed it last; None: an import.
    pub changed_by: Option<i64>,
    /// The headline of the newest revision.
    pub headline: String,
    /// The section of the newest revision.
    pub section_id: Option<i64>,
}

impl ManuscriptRecord {
    /// Whether readers see an older revision than the newest.
    pub fn has_changes(&self) -> bool {
        self.status == Status::Published && self.published_revision_id != Some(self.head_id)
    }
}

/// A state that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionRecord {
    /// Its id.
    pub id: i64,
    /// Of which manuscript.
    pub manuscript_id: i64,
    /// The revision that it was made from; may be gone.
    pub parent_id: Option<i64>,
    /// The one that was put together with that; may be gone.
    pub merged_id: Option<i64>,
    /// How it came to be.
    pub kind: RevisionKind,
    /// Who saved it; None: an import.
    pub person_id: Option<i64>,
    /// Their name; empty for an import.
    pub person: String,
    /// When, milliseconds UTC.
    pub created_at: i64,
    /// The fields.
    pub fields: Fields,
    /// The text as JSON.
    pub body: String,
    /// When it became what readers see, milliseconds UTC.
    pub published_at: Option<i64>,
}

impl RevisionRecord {
    /// What it says.
    ///
    /// # Errors
    /// When what is stored is no document of this schema.
    pub fn state(&self) -> Result<State, sqlx::Error> {
        Ok(State {
            fields: self.fields.clone(),
            body: Document::from_json(&self.body).map_err(|error| broken("body", error.into()))?,
        })
    }
}

pub(super) fn read_manuscript(row: &AnyRow) -> Result<ManuscriptRecord, sqlx::Error> {
    Ok(ManuscriptRecord {
        id: row.try_get("id")?,
        language: read_language(row)?,
        article_id: row.try_get("article_id")?,
        translation_group: row.try_get("translation_group")?,
        status: read_status(row)?,
        owner_id: row.try_get("owner_id")?,
        head_id: row.try_get("head_id")?,
        published_revision_id: row.try_get("published_revision_id")?,
        scheduled_revision_id: row.try_get("scheduled_revision_id")?,
        scheduled_at: row.try_get("scheduled_at")?,
        scheduled_by: row.try_get("scheduled_by")?,
        embargo_until: row.try_get("embargo_until")?,
        created_at: row.try_get("created_at")?,
        changed_at: row.try_get("changed_at")?,
        changed_by: row.try_get("changed_by")?,
        headline: row.try_get("headline")?,
        section_id: row.try_get("section_id")?,
    })
}

/// Reads a column `status` of manuscripts.
///
/// # Errors
/// When it holds a word that this program does not know.
pub fn read_status(row: &AnyRow) -> Result<Status, sqlx::Error> {
    let word: String = row.try_get("status")?;
    Status::parse(&word).ok_or_else(|| broken("status", format!("unknown status {word:?}").into()))
}

pub(super) fn read_revision(row: &AnyRow) -> Result<RevisionRecord, sqlx::Error> {
    let fields: String = row.try_get("fields")?;
    Ok(RevisionRecord {
        id: row.try_get("id")?,
        manuscript_id: row.try_get("manuscript_id")?,
        parent_id: row.try_get("parent_id")?,
        merged_id: row.try_get("merged_id")?,
        kind: read_kind(row)?,
        person_id: row.try_get("person_id")?,
        person: row.try_get("person")?,
        created_at: row.try_get("created_at")?,
        fields: serde_json::from_str(&fields).map_err(|error| broken("fields", error.into()))?,
        body: row.try_get("body")?,
        published_at: row.try_get("published_at")?,
    })
}

pub(super) fn read_kind(row: &AnyRow) -> Result<RevisionKind, sqlx::Error> {
    let word: String = row.try_get("kind")?;
    RevisionKind::parse(&word)
        .ok_or_else(|| broken("kind", format!("unknown kind {word:?}").into()))
}

pub(super) fn broken(
    column: &str,
    source: Box<dyn std::error::Error + Send + Sync>,
) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source,
    }
}
