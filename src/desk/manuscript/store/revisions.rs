//! Revisions: states that were saved.

use super::records::{RevisionRecord, broken, read_kind, read_revision};
use crate::desk::{manuscript::State, model::RevisionKind};
use sqlx::{AnyConnection, Row};

/// How long every revision is kept, in milliseconds, before it is first seen whether it is needed.
pub const ALL_KEPT: i64 = 10 * 60_000;

macro_rules! revisions {
    ($condition:literal) => {
        concat!(
            "SELECT r.id, r.manuscript_id, r.parent_id, r.merged_id, r.kind, r.person_id, \
             COALESCE(p.name, '') AS person, r.created_at, r.fields, r.body, r.published_at \
             FROM revisions r LEFT JOIN people p ON p.id = r.person_id WHERE ",
            $condition
        )
    };
}

/// One revision: manuscript, id.
pub const REVISION: &str = revisions!("r.manuscript_id = $1 AND r.id = $2");

/// The newest of a manuscript up to an id: manuscript, id.
pub const NEWEST_UP_TO: &str =
    revisions!("r.manuscript_id = $1 AND r.id <= $2 ORDER BY r.id DESC LIMIT 1");

/// The first of a manuscript: manuscript.
pub const FIRST: &str = revisions!("r.manuscript_id = $1 ORDER BY r.id LIMIT 1");

/// The one that an operation made: operation.
pub const BY_OPERATION: &str = revisions!("r.operation = $1");

/// The newest that another was merged into: the other's id.
pub const MERGED_INTO: &str = revisions!("r.merged_id = $1 ORDER BY r.id DESC LIMIT 1");

/// The newest that an import brought: manuscript.
pub const LAST_IMPORTED: &str = revisions!(
    "r.manuscript_id = $1 AND r.person_id IS NULL AND r.kind IN ('imported', 'aside') ORDER BY r.id DESC LIMIT 1"
);

/// A page of the list: manuscript, before which id, limit.
pub const PAGE: &str = "SELECT r.id, r.kind, COALESCE(p.name, '') AS person, r.created_at, COALESCE(r.name, '') AS name, \
     r.published_at, r.words FROM revisions r LEFT JOIN people p ON p.id = r.person_id \
     WHERE r.manuscript_id = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";

/// A revision that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewRevision<'a> {
    /// Of which manuscript.
    pub manuscript_id: i64,
    /// The revision that it was made from.
    pub parent_id: Option<i64>,
    /// The one that was put together with that.
    pub merged_id: Option<i64>,
    /// How it came to be.
    pub kind: RevisionKind,
    /// Who saves it; None: an import.
    pub person_id: Option<i64>,
    /// What it says.
    pub state: &'a State,
    /// When it became what readers see, milliseconds UTC.
    pub published_at: Option<i64>,
    /// The operation that makes it.
    pub operation: Option<&'a str>,
}

/// Stores a revision and returns its id; None when another one was made by the same operation.
///
/// # Errors
/// When the database fails.
pub async fn insert_revision(
    connection: &mut AnyConnection,
    revision: &NewRevision<'_>,
    now: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let fields = serde_json::to_string(&revision.state.fields)
        .map_err(|error| broken("fields", error.into()))?;
    sqlx::query_scalar(
        "INSERT INTO revisions (manuscript_id, parent_id, merged_id, kind, person_id, created_at, fields, body, words, \
         published_at, operation, thin_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (operation) DO NOTHING RETURNING id",
    )
    .bind(revision.manuscript_id)
    .bind(revision.parent_id)
    .bind(revision.merged_id)
    .bind(revision.kind.as_str())
    .bind(revision.person_id)
    .bind(now)
    .bind(fields)
    .bind(revision.state.body.to_json())
    .bind(revision.state.words())
    .bind(revision.published_at)
    .bind(revision.operation)
    .bind(now + ALL_KEPT)
    .fetch_optional(connection)
    .await
}

/// A revision of a manuscript.
///
/// # Errors
/// When the database fails.
pub async fn find_revision(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    id: i64,
) -> Result<Option<RevisionRecord>, sqlx::Error> {
    let row = sqlx::query(REVISION)
        .bind(manuscript_id)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_revision).transpose()
}

/// A revision that others were made from. Where it was thinned out, the newest one before it stands
/// in for it, and else the first of all.
///
/// # Errors
/// When the database fails, or the manuscript has no revision.
pub async fn find_base(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    id: i64,
) -> Result<RevisionRecord, sqlx::Error> {
    let row = sqlx::query(NEWEST_UP_TO)
        .bind(manuscript_id)
        .bind(id)
        .fetch_optional(&mut *connection)
        .await?;
    match row {
        Some(row) => read_revision(&row),
        None => read_revision(
            &sqlx::query(FIRST)
                .bind(manuscript_id)
                .fetch_one(connection)
                .await?,
        ),
    }
}

/// The revision that an operation made, of whatever manuscript.
///
/// # Errors
/// When the database fails.
pub async fn find_by_operation(
    connection: &mut AnyConnection,
    operation: &str,
) -> Result<Option<RevisionRecord>, sqlx::Error> {
    let row = sqlx::query(BY_OPERATION)
        .bind(operation)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_revision).transpose()
}

/// The newest revision that another one was merged into.
///
/// # Errors
/// When the database fails.
pub async fn find_merged_into(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<RevisionRecord>, sqlx::Error> {
    let row = sqlx::query(MERGED_INTO)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_revision).transpose()
}

/// The newest revision that an import brought.
///
/// # Errors
/// When the database fails.
pub async fn find_last_imported(
    connection: &mut AnyConnection,
    manuscript_id: i64,
) -> Result<Option<RevisionRecord>, sqlx::Error> {
    let row = sqlx::query(LAST_IMPORTED)
        .bind(manuscript_id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_revision).transpose()
}

/// A revision in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionSummary {
    /// Its id.
    pub id: i64,
    /// How it came to be.
    pub kind: RevisionKind,
    /// Who saved it; empty for an import.
    pub person: String,
    /// When, milliseconds UTC.
    pub created_at: i64,
    /// What somebody has called it; may be empty.
    pub name: String,
    /// When it became what readers see, milliseconds UTC.
    pub published_at: Option<i64>,
    /// How many words its text has.
    pub words: i64,
}

/// At most `limit` revisions of a manuscript before one, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_revisions(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<RevisionSummary>, sqlx::Error> {
    let rows = sqlx::query(PAGE)
        .bind(manuscript_id)
        .bind(before)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(RevisionSummary {
                id: row.try_get("id")?,
                kind: read_kind(row)?,
                person: row.try_get("person")?,
                created_at: row.try_get("created_at")?,
                name: row.try_get("name")?,
                published_at: row.try_get("published_at")?,
                words: row.try_get("words")?,
            })
        })
        .collect()
}

/// Gives a revision a name, or takes it away. Whether there is such a revision.
///
/// # Errors
/// When the database fails.
pub async fn set_revision_name(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    id: i64,
    name: Option<&str>,
    now: i64,
) -> Result<bool, sqlx::Error> {
    // One that loses its name is thinned like the others.
    let done = sqlx::query(
        "UPDATE revisions SET name = $1, thin_at = $2 WHERE manuscript_id = $3 AND id = $4",
    )
    .bind(name)
    .bind(now)
    .bind(manuscript_id)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
