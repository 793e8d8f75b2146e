//! What was done, in the order in which it came.

use crate::{article::store::broken, desk::manuscript::store::places};
use reading::{Operation, OperationId};
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeSet;

/// How many operations are kept for a person at most; older ones are deleted.
pub const MOST_KEPT: i64 = 5_000;

/// How many rows one statement writes: both databases take at most 32,766 values.
const ROWS_AT_ONCE: usize = 2_000;

/// A person's operations in their order: person, after which number, up to which.
pub const BETWEEN: &str = "SELECT operation FROM reading_operations \
     WHERE person_id = $1 AND number > $2 AND number <= $3 ORDER BY number";

/// What is deleted because it is old: moment.
pub const OLD: &str = "DELETE FROM reading_operations WHERE created_at < $1";

/// An operation as it is written down for one person.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// For whom.
    pub person: i64,
    /// Its number among theirs.
    pub number: i64,
    /// Its id.
    pub id: OperationId,
    /// Itself, as JSON.
    pub json: &'a str,
}

/// A person's operations that come after a number, up to another one, in their order. Fewer than the
/// numbers between them when some have been deleted.
///
/// # Errors
/// When the database fails, or holds what is no operation.
pub async fn list_operations(
    connection: &mut AnyConnection,
    person: i64,
    after: i64,
    up_to: i64,
) -> Result<Vec<Operation>, sqlx::Error> {
    let rows = sqlx::query(BETWEEN)
        .bind(person)
        .bind(after)
        .bind(up_to)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let json: String = row.try_get("operation")?;
            serde_json::from_str(&json).map_err(|error| broken("operation", error.into()))
        })
        .collect()
}

/// Which of these operations are written down for which of these people already.
///
/// # Errors
/// When the database fails.
pub async fn find_known(
    connection: &mut AnyConnection,
    people: &[i64],
    operations: &[Operation],
) -> Result<BTreeSet<(i64, OperationId)>, sqlx::Error> {
    if people.is_empty() || operations.is_empty() {
        return Ok(BTreeSet::new());
    }
    let sql = known_sql(people.len(), operations.len());
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for person in people {
        query = query.bind(*person);
    }
    for operation in operations {
        query = query.bind(operation.id.to_string());
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let id: String = row.try_get("operation_id")?;
            let id = id
                .parse()
                .map_err(|error: reading::IdError| broken("operation_id", error.into()))?;
            Ok((row.try_get("person_id")?, id))
        })
        .collect()
}

pub(in crate::reading_list) fn known_sql(people: usize, operations: usize) -> String {
    format!(
        "SELECT person_id, operation_id FROM reading_operations WHERE person_id IN ({}) AND operation_id IN ({})",
        places(1, people),
        places(people + 1, operations)
    )
}

/// Writes operations down.
///
/// # Errors
/// When the database fails.
pub async fn insert_operations(
    connection: &mut AnyConnection,
    lines: &[Line<'_>],
    now: i64,
) -> Result<(), sqlx::Error> {
    // Almost always once: a list that many edit, changed by a full parcel, takes a few.
    for lines in lines.chunks(ROWS_AT_ONCE) {
        let rows: Vec<String> = (0..lines.len())
            .map(|index| format!("({}, $1)", places(2 + index * 4, 4)))
            .collect();
        let mut query = sqlx::query(AssertSqlSafe(format!(
            "INSERT INTO reading_operations (person_id, number, operation_id, operation, created_at) VALUES {}",
            rows.join(", ")
        )))
        .persistent(false)
        .bind(now);
        for line in lines {
            query = query
                .bind(line.person)
                .bind(line.number)
                .bind(line.id.to_string())
                .bind(line.json);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Deletes what lies further back than [`MOST_KEPT`]; each person with the number of the newest.
///
/// # Errors
/// When the database fails.
pub async fn delete_surplus(
    connection: &mut AnyConnection,
    newest: &[(i64, i64)],
) -> Result<(), sqlx::Error> {
    let newest: Vec<_> = newest
        .iter()
        .filter(|(_, last)| *last > MOST_KEPT)
        .collect();
    if newest.is_empty() {
        return Ok(());
    }
    let mut query = sqlx::query(AssertSqlSafe(surplus_sql(newest.len())));
    for (person, last) in newest {
        query = query.bind(*person).bind(last - MOST_KEPT);
    }
    query.execute(connection).await?;
    Ok(())
}

pub(in crate::reading_list) fn surplus_sql(people: usize) -> String {
    let conditions: Vec<String> = (0..people)
        .map(|index| {
            let [person, number] = [index * 2 + 1, index * 2 + 2];
            format!("(person_id = ${person} AND number <= ${number})")
        })
        .collect();
    format!(
        "DELETE FROM reading_operations WHERE {}",
        conditions.join(" OR ")
    )
}

/// Deletes what was done before a moment, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_operations(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(OLD).bind(before).execute(connection).await?;
    Ok(())
}
