//! Who has which manuscript open.

use super::places;
use crate::desk::model::Colleague;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// How long a tab that is not heard of still counts, in milliseconds.
pub const HEARD_OF: i64 = 30_000;

/// The most tabs of one manuscript that are told of.
const MOST_TABS: i64 = 50;

/// Who has a manuscript open: manuscript, seen after, limit.
pub const PRESENT: &str = "SELECT s.tab, s.person_id, p.name, s.since, s.wrote_at, COALESCE(t.name, '') AS taken_by, \
     s.taken_by AS taken_by_id FROM presences s JOIN people p ON p.id = s.person_id \
     LEFT JOIN people t ON t.id = s.taken_by WHERE s.manuscript_id = $1 AND s.seen_at > $2 \
     ORDER BY s.manuscript_id, s.person_id, s.tab LIMIT $3";

/// Somebody who has a manuscript open in a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceRecord {
    /// The tab's name.
    pub tab: String,
    /// Who.
    pub person: Colleague,
    /// Since when, milliseconds UTC.
    pub since: i64,
    /// When something was changed in it.
    pub wrote_at: Option<i64>,
    /// Who has taken the manuscript over from it.
    pub taken_by: Option<String>,
}

/// Notes that a tab has a manuscript open. One that was not heard of for long begins anew.
///
/// # Errors
/// When the database fails.
pub async fn note_presence(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    person_id: i64,
    tab: &str,
    writes: bool,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO presences (manuscript_id, person_id, tab, since, seen_at, wrote_at) VALUES ($1, $2, $3, $4, $4, $5) \
         ON CONFLICT (manuscript_id, person_id, tab) DO UPDATE SET \
         since = CASE WHEN presences.seen_at > $6 THEN presences.since ELSE excluded.since END, \
         taken_by = CASE WHEN presences.seen_at > $6 THEN presences.taken_by ELSE NULL END, \
         wrote_at = CASE WHEN presences.seen_at > $6 THEN COALESCE(presences.wrote_at, excluded.wrote_at) \
         ELSE excluded.wrote_at END, seen_at = excluded.seen_at",
    )
    .bind(manuscript_id)
    .bind(person_id)
    .bind(tab)
    .bind(now)
    .bind(writes.then_some(now))
    .bind(now - HEARD_OF)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets a tab.
///
/// # Errors
/// When the database fails.
pub async fn forget_presence(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    person_id: i64,
    tab: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM presences WHERE manuscript_id = $1 AND person_id = $2 AND tab = $3")
        .bind(manuscript_id)
        .bind(person_id)
        .bind(tab)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that a tab has taken a manuscript over from all others, and for itself that it writes.
///
/// # Errors
/// When the database fails.
pub async fn take_from_others(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    person_id: i64,
    tab: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE presences SET taken_by = CASE WHEN person_id = $2 AND tab = $3 THEN NULL ELSE $2 END \
         WHERE manuscript_id = $1",
    )
    .bind(manuscript_id)
    .bind(person_id)
    .bind(tab)
    .execute(connection)
    .await?;
    Ok(())
}

/// Who has a manuscript open now.
///
/// # Errors
/// When the database fails.
pub async fn list_presences(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    now: i64,
) -> Result<Vec<PresenceRecord>, sqlx::Error> {
    let rows = sqlx::query(PRESENT)
        .bind(manuscript_id)
        .bind(now - HEARD_OF)
        .bind(MOST_TABS)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let taken_by: Option<i64> = row.try_get("taken_by_id")?;
            let taker: String = row.try_get("taken_by")?;
            Ok(PresenceRecord {
                tab: row.try_get("tab")?,
                person: Colleague {
                    id: row.try_get("person_id")?,
                    name: row.try_get("name")?,
                },
                since: row.try_get("since")?,
                wrote_at: row.try_get("wrote_at")?,
                taken_by: taken_by.map(|_| taker),
            })
        })
        .collect()
}

/// Who has any of so many manuscripts open: seen after, their ids.
pub fn present_in_sql(count: usize) -> String {
    format!(
        "SELECT DISTINCT s.manuscript_id, p.id, p.name FROM presences s JOIN people p ON p.id = s.person_id \
         WHERE s.seen_at > $1 AND s.manuscript_id IN ({}) ORDER BY s.manuscript_id, p.name, p.id",
        places(2, count)
    )
}

/// Who has these manuscripts open now, each person once: pairs of manuscript and name.
///
/// # Errors
/// When the database fails.
pub async fn list_present_in(
    connection: &mut AnyConnection,
    manuscript_ids: &[i64],
    now: i64,
) -> Result<Vec<(i64, String)>, sqlx::Error> {
    if manuscript_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query =
        sqlx::query(AssertSqlSafe(present_in_sql(manuscript_ids.len()))).bind(now - HEARD_OF);
    for id in manuscript_ids {
        query = query.bind(*id);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("manuscript_id")?, row.try_get("name")?)))
        .collect()
}

/// Forgets the tabs that were not heard of since then.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_presences(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM presences WHERE seen_at < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(())
}
