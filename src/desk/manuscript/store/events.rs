//! What was said and done about a manuscript.

use super::records::broken;
use crate::desk::model::Action;
use sqlx::{AnyConnection, Row};

/// What happened to a manuscript, the newest first: manuscript, limit.
pub const EVENTS: &str = "SELECT e.at, e.action, e.note, COALESCE(p.name, '') AS person FROM manuscript_events e \
     LEFT JOIN people p ON p.id = e.person_id WHERE e.manuscript_id = $1 ORDER BY e.id DESC LIMIT $2";

/// Something said or done about a manuscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRecord {
    /// When, milliseconds UTC.
    pub at: i64,
    /// Who; empty: the program itself.
    pub person: String,
    /// What.
    pub action: Action,
    /// What was said; may be empty.
    pub note: String,
}

/// Writes down what was said or done. `person_id` None: the program itself.
///
/// # Errors
/// When the database fails.
pub async fn insert_event(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    person_id: Option<i64>,
    action: Action,
    note: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO manuscript_events (manuscript_id, person_id, at, action, note) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(manuscript_id)
    .bind(person_id)
    .bind(now)
    .bind(action_word(action)?)
    .bind(note)
    .execute(connection)
    .await?;
    Ok(())
}

/// What happened to a manuscript, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_events(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    limit: i64,
) -> Result<Vec<EventRecord>, sqlx::Error> {
    let rows = sqlx::query(EVENTS)
        .bind(manuscript_id)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let action: String = row.try_get("action")?;
            Ok(EventRecord {
                at: row.try_get("at")?,
                person: row.try_get("person")?,
                action: serde_json::from_value(action.into())
                    .map_err(|error| broken("action", error.into()))?,
                note: row.try_get("note")?,
            })
        })
        .collect()
}

/// The word that also crosses to the browser.
fn action_word(action: Action) -> Result<String, sqlx::Error> {
    match serde_json::to_value(action) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(broken("action", format!("no word: {other}").into())),
        Err(error) => Err(broken("action", error.into())),
    }
}
