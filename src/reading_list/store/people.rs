//! The row that each person has.

use crate::article::store::broken;
use reading::{DeviceId, ReadingLists};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};
use std::collections::{BTreeMap, BTreeSet};

/// The number of a person's newest operation: person.
pub const LAST: &str = "SELECT last FROM reading_lists WHERE person_id = $1";

/// Everything that a person keeps: person.
pub const STATE: &str = "SELECT state, last FROM reading_lists WHERE person_id = $1";

/// One person's lists, held until the transaction ends.
#[derive(Clone, Debug)]
pub struct Held {
    /// Whose they are.
    pub person: i64,
    /// What the server's own operations for this person are signed with.
    pub device: DeviceId,
    /// The number of the newest operation; 0 before the first.
    pub last: i64,
    /// Everything that they keep.
    pub lists: ReadingLists,
}

/// Holds the rows of these people, and makes the ones that are missing. Who has left the paper comes
/// back in nothing. Must come first in a transaction.
///
/// The rows are taken in the order of the people's ids, whatever else the database thinks of it: of
/// two who write for the same people one waits, and neither waits for ever.
///
/// # Errors
/// When the database fails, or holds lists that a newer program has written.
pub async fn hold(
    connection: &mut AnyConnection,
    people: &BTreeSet<i64>,
    new_device: DeviceId,
    now: i64,
) -> Result<BTreeMap<i64, Held>, sqlx::Error> {
    let mut query = sqlx::query(AssertSqlSafe(hold_sql(people.len())))
        .bind(new_device.to_string())
        .bind(ReadingLists::default().to_json())
        .bind(now);
    for person in people {
        query = query.bind(*person);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let device: String = row.try_get("device")?;
            let held = Held {
                person: row.try_get("person_id")?,
                device: device
                    .parse()
                    .map_err(|error: reading::IdError| broken("device", error.into()))?,
                last: row.try_get("last")?,
                lists: read_state(row)?,
            };
            Ok((held.person, held))
        })
        .collect()
}

/// `INSERT … SELECT … ORDER BY` goes through its rows one after the other in both databases; an
/// `UPDATE` of several takes them in whichever order it finds them.
fn hold_sql(count: usize) -> String {
    format!(
        "INSERT INTO reading_lists (person_id, device, state, last, changed_at) \
         SELECT id, $1, $2, 0, $3 FROM people WHERE id IN ({}) AND deleted_at IS NULL ORDER BY id \
         ON CONFLICT (person_id) DO UPDATE SET changed_at = reading_lists.changed_at \
         RETURNING person_id, device, state, last",
        crate::desk::manuscript::store::places(4, count)
    )
}

/// Writes what has become of the lists of several people, whose rows are held.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    connection: &mut AnyConnection,
    people: &[&Held],
    now: i64,
) -> Result<(), sqlx::Error> {
    if people.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..people.len())
        .map(|index| {
            let first = 2 + index * 4;
            let [device, state, last] = [first + 1, first + 2, first + 3];
            format!("(${first}, ${device}, ${state}, ${last}, $1)")
        })
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO reading_lists (person_id, device, state, last, changed_at) VALUES {} \
         ON CONFLICT (person_id) DO UPDATE SET state = excluded.state, last = excluded.last, \
         changed_at = excluded.changed_at",
        rows.join(", ")
    )))
    .bind(now);
    for held in people {
        query = query
            .bind(held.person)
            .bind(held.device.to_string())
            .bind(held.lists.to_json())
            .bind(held.last);
    }
    query.execute(connection).await?;
    Ok(())
}

/// The number of a person's newest operation; 0 before the first.
///
/// # Errors
/// When the database fails.
pub async fn find_last(connection: &mut AnyConnection, person: i64) -> Result<i64, sqlx::Error> {
    let last = sqlx::query_scalar(LAST)
        .bind(person)
        .fetch_optional(connection)
        .await?;
    Ok(last.unwrap_or(0))
}

/// Everything that a person keeps, and the number of the newest operation in it.
///
/// # Errors
/// When the database fails, or holds lists that a newer program has written.
pub async fn find_state(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<(ReadingLists, i64), sqlx::Error> {
    let row = sqlx::query(STATE)
        .bind(person)
        .fetch_optional(connection)
        .await?;
    match row {
        Some(row) => Ok((read_state(&row)?, row.try_get("last")?)),
        None => Ok((ReadingLists::default(), 0)),
    }
}

/// Reads a column `state`.
pub(in crate::reading_list) fn read_state(row: &AnyRow) -> Result<ReadingLists, sqlx::Error> {
    let json: String = row.try_get("state")?;
    ReadingLists::from_json(&json).map_err(|error| broken("state", error.into()))
}
