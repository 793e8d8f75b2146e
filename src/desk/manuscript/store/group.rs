//! Translations of each other, and what ids in fields are called.

use super::{places, records::read_status};
use crate::{
    article::store::read_language,
    desk::model::{Choice, Status},
    language::Language,
    site::store::Kind,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::HashMap;

/// The manuscripts of a translation group: group.
pub const GROUP: &str =
    "SELECT id, language, headline, status FROM manuscripts WHERE translation_group = $1";

/// A manuscript of a translation group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMember {
    /// Its id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// The headline of its newest revision; may be empty.
    pub headline: String,
    /// Where it stands.
    pub status: Status,
}

/// The manuscripts that translate each other, at most one a language.
///
/// # Errors
/// When the database fails.
pub async fn list_group(
    connection: &mut AnyConnection,
    translation_group: &str,
) -> Result<Vec<GroupMember>, sqlx::Error> {
    let rows = sqlx::query(GROUP)
        .bind(translation_group)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(GroupMember {
                id: row.try_get("id")?,
                language: read_language(row)?,
                headline: row.try_get("headline")?,
                status: read_status(row)?,
            })
        })
        .collect()
}

/// The table of a kind, with how its rows are called.
fn table(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Section => ("sections", "name"),
        Kind::Tag => ("tags", "name"),
        Kind::Author => ("authors", "TRIM(given_name || ' ' || surname)"),
    }
}

/// The names of so many things of a kind: their ids.
pub fn names_sql(kind: Kind, count: usize) -> String {
    let (table, name) = table(kind);
    format!(
        "SELECT id, {name} AS name FROM {table} WHERE id IN ({})",
        places(1, count)
    )
}

/// What things are called, in the order of their ids. Those that are not there are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_names(
    connection: &mut AnyConnection,
    kind: Kind,
    ids: &[i64],
) -> Result<Vec<Choice>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(names_sql(kind, ids.len())));
    for id in ids {
        query = query.bind(*id);
    }
    let mut names = HashMap::new();
    for row in query.fetch_all(connection).await? {
        let (id, name): (i64, String) = (row.try_get("id")?, row.try_get("name")?);
        names.insert(id, name);
    }
    Ok(ids
        .iter()
        .filter_map(|id| {
            names.get(id).map(|name| Choice {
                id: *id,
                name: name.clone(),
            })
        })
        .collect())
}

/// The same of so many things in another language: language, their ids.
pub fn translations_sql(kind: Kind, count: usize) -> String {
    let (table, _) = table(kind);
    format!(
        "SELECT o.id AS former, n.id AS id FROM {table} o JOIN {table} n \
         ON n.translation_group = o.translation_group AND n.language = $1 WHERE o.id IN ({})",
        places(2, count)
    )
}

/// The things of another language that translate these, in their order. Those without a translation
/// are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_in_language(
    connection: &mut AnyConnection,
    kind: Kind,
    ids: &[i64],
    language: Language,
) -> Result<Vec<i64>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query =
        sqlx::query(AssertSqlSafe(translations_sql(kind, ids.len()))).bind(language.code());
    for id in ids {
        query = query.bind(*id);
    }
    let mut found = HashMap::new();
    for row in query.fetch_all(connection).await? {
        let (former, id): (i64, i64) = (row.try_get("former")?, row.try_get("id")?);
        found.insert(former, id);
    }
    Ok(ids.iter().filter_map(|id| found.get(id).copied()).collect())
}
