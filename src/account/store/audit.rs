//! The audit log.

use crate::account::model::AuditAction;
use sqlx::{AnyConnection, Row, any::AnyRow};
use std::collections::BTreeMap;

/// A line that is about to be written.
#[derive(Clone, Debug)]
pub struct NewAuditRecord<'a> {
    /// Who did it; None for the program itself or somebody unknown.
    pub actor_id: Option<i64>,
    /// To or about whom.
    pub person_id: Option<i64>,
    /// What.
    pub action: AuditAction,
    /// From which network address; empty on the command line.
    pub network: &'a str,
    /// What belongs to it. Never a secret.
    pub details: &'a [(&'a str, &'a str)],
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its id, which grows with time.
    pub id: i64,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Who did it.
    pub actor_id: Option<i64>,
    /// The actor's present name.
    pub actor: String,
    /// To or about whom.
    pub person_id: Option<i64>,
    /// Their present name.
    pub person: String,
    /// What.
    pub action: AuditAction,
    /// From which network address.
    pub network: String,
    /// What belongs to it.
    pub details: BTreeMap<String, String>,
}

/// Writes a line.
///
/// # Errors
/// When the database fails.
pub async fn insert_audit(
    connection: &mut AnyConnection,
    record: &NewAuditRecord<'_>,
    now: i64,
) -> Result<(), sqlx::Error> {
    let details: BTreeMap<&str, &str> = record.details.iter().copied().collect();
    sqlx::query(
        "INSERT INTO audit_log (at, actor_id, person_id, action, network, details) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(now)
    .bind(record.actor_id)
    .bind(record.person_id)
    .bind(word_of(record.action))
    .bind(record.network)
    .bind(encode(&details))
    .execute(connection)
    .await?;
    Ok(())
}

const SELECT: &str = "SELECT audit_log.id, audit_log.at, audit_log.actor_id, audit_log.person_id, audit_log.action, \
     audit_log.network, audit_log.details, COALESCE(actor.name, '') AS actor_name, \
     COALESCE(person.name, '') AS person_name FROM audit_log \
     LEFT JOIN people AS actor ON actor.id = audit_log.actor_id \
     LEFT JOIN people AS person ON person.id = audit_log.person_id";

/// The log before an id, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_audit(
    connection: &mut AnyConnection,
    before: i64,
    limit: i64,
) -> Result<Vec<AuditRecord>, sqlx::Error> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{SELECT} WHERE audit_log.id < $1 ORDER BY audit_log.id DESC LIMIT $2"
    )))
    .bind(before)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read_record).collect()
}

/// What the log says of one person and of what they did, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_audit_with_person(
    connection: &mut AnyConnection,
    person_id: i64,
    limit: i64,
) -> Result<Vec<AuditRecord>, sqlx::Error> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{SELECT} WHERE audit_log.person_id = $1 OR audit_log.actor_id = $1 \
         ORDER BY audit_log.id DESC LIMIT $2"
    )))
    .bind(person_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read_record).collect()
}

/// What the log says about one person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_audit_of_person(
    connection: &mut AnyConnection,
    person_id: i64,
    limit: i64,
) -> Result<Vec<AuditRecord>, sqlx::Error> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "{SELECT} WHERE audit_log.person_id = $1 ORDER BY audit_log.id DESC LIMIT $2"
    )))
    .bind(person_id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read_record).collect()
}

/// Removes what was written before a moment.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_audit(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("DELETE FROM audit_log WHERE at < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

fn read_record(row: &AnyRow) -> Result<AuditRecord, sqlx::Error> {
    let action: String = row.try_get("action")?;
    let details: String = row.try_get("details")?;
    let broken = |column: &str, error: serde_json::Error| sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: error.into(),
    };
    Ok(AuditRecord {
        id: row.try_get("id")?,
        at: row.try_get("at")?,
        actor_id: row.try_get("actor_id")?,
        actor: row.try_get("actor_name")?,
        person_id: row.try_get("person_id")?,
        person: row.try_get("person_name")?,
        action: serde_json::from_value(action.into()).map_err(|error| broken("action", error))?,
        network: row.try_get("network")?,
        details: serde_json::from_str(&details).map_err(|error| broken("details", error))?,
    })
}

fn encode(details: &BTreeMap<&str, &str>) -> String {
    serde_json::to_string(details).unwrap_or_else(|_| "{}".to_owned())
}

/// The word in the column `action`.
fn word_of(action: AuditAction) -> String {
    match serde_json::to_value(action) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
