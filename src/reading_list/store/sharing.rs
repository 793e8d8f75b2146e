//! Lists that everybody may read who knows the address.

use super::{editors::read_list, people::read_state};
use crate::reading_list::public_id::PublicId;
use reading::{ListId, ReadingLists};
use sqlx::{AnyConnection, Row};

/// What an address shows: public id.
pub const BY_PUBLIC_ID: &str = "SELECT h.list_id, h.person_id, h.stopped_at, p.name, p.suspended_at, l.state \
     FROM shared_lists h JOIN people p ON p.id = h.person_id JOIN reading_lists l ON l.person_id = h.person_id \
     WHERE h.public_id = $1";

/// A list's address: person, list.
pub const ACTIVE: &str = "SELECT public_id FROM shared_lists WHERE person_id = $1 AND list_id = $2 AND stopped_at IS NULL";

/// All addresses of a person's lists: person.
pub const ACTIVE_OF_PERSON: &str = "SELECT list_id, public_id FROM shared_lists WHERE person_id = $1 AND stopped_at IS NULL ORDER BY list_id";

/// What stands behind a public address.
#[derive(Clone, Debug)]
pub struct SharedRecord {
    /// The list.
    pub list: ListId,
    /// The name of whoever shares it.
    pub owner: String,
    /// Whether it is shared still.
    pub is_shared: bool,
    /// Everything that its owner keeps.
    pub lists: ReadingLists,
}

/// What stands behind a public address, shared still or not.
///
/// # Errors
/// When the database fails.
pub async fn find_shared(
    connection: &mut AnyConnection,
    public_id: &PublicId,
) -> Result<Option<SharedRecord>, sqlx::Error> {
    let row = sqlx::query(BY_PUBLIC_ID)
        .bind(public_id.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        let stopped_at: Option<i64> = row.try_get("stopped_at")?;
        let suspended_at: Option<i64> = row.try_get("suspended_at")?;
        let list = read_list(&row)?;
        let lists = read_state(&row)?;
        Ok(SharedRecord {
            list,
            owner: row.try_get("name")?,
            is_shared: stopped_at.is_none() && suspended_at.is_none() && lists.has_list(list),
            lists,
        })
    })
    .transpose()
}

/// Shares a list at a new address, unless it is shared already; gives its address.
///
/// # Errors
/// When the database fails.
pub async fn share_list(
    connection: &mut AnyConnection,
    person: i64,
    list: ListId,
    new: &PublicId,
    now: i64,
) -> Result<String, sqlx::Error> {
    sqlx::query(
        "INSERT INTO shared_lists (public_id, person_id, list_id, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(new.as_str())
    .bind(person)
    .bind(list.to_string())
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sqlx::query_scalar(ACTIVE)
        .bind(person)
        .bind(list.to_string())
        .fetch_one(connection)
        .await
}

/// Shares a list no longer; one that is not shared stays so.
///
/// # Errors
/// When the database fails.
pub async fn stop_sharing(
    connection: &mut AnyConnection,
    person: i64,
    list: ListId,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE shared_lists SET stopped_at = $1 WHERE person_id = $2 AND list_id = $3 AND stopped_at IS NULL",
    )
    .bind(now)
    .bind(person)
    .bind(list.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// The lists that a person shares with everybody, with what stands for each in addresses.
///
/// # Errors
/// When the database fails.
pub async fn list_shared(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Vec<(ListId, String)>, sqlx::Error> {
    let rows = sqlx::query(ACTIVE_OF_PERSON)
        .bind(person)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((read_list(row)?, row.try_get("public_id")?)))
        .collect()
}
