//! Links by which people come to edit a list. A token is kept as its hash only.

use super::editors::read_list;
use crate::account::secret::Secret;
use reading::ListId;
use sqlx::{AnyConnection, Row};

/// Where a link leads that is good: hash of its token, now.
pub const BY_TOKEN: &str = "SELECT owner_id, list_id FROM list_invitations \
     WHERE token_hash = $1 AND expires_at > $2 AND withdrawn_at IS NULL";

/// The links of an owner that are good, the newest first: owner, now.
pub const GOOD: &str = "SELECT id, list_id, created_at, expires_at FROM list_invitations \
     WHERE owner_id = $1 AND expires_at > $2 AND withdrawn_at IS NULL ORDER BY list_id DESC, id DESC";

/// How many good links to a list there are: owner, list, now.
pub const COUNT: &str = "SELECT COUNT(*) FROM list_invitations \
     WHERE owner_id = $1 AND list_id = $2 AND expires_at > $3 AND withdrawn_at IS NULL";

/// What is deleted because it has ended long ago: moment.
pub const ENDED: &str = "DELETE FROM list_invitations WHERE expires_at < $1";

/// A link that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationRecord {
    /// Its id.
    pub id: i64,
    /// To which list.
    pub list: ListId,
    /// When it was made, milliseconds UTC.
    pub created_at: i64,
    /// Until when it is good, milliseconds UTC.
    pub expires_at: i64,
}

/// Makes a link; gives its id.
///
/// # Errors
/// When the database fails.
pub async fn insert_invitation(
    connection: &mut AnyConnection,
    owner: i64,
    list: ListId,
    token: &Secret,
    now: i64,
    expires_at: i64,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO list_invitations (owner_id, list_id, token_hash, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(owner)
    .bind(list.to_string())
    .bind(token.hash())
    .bind(now)
    .bind(expires_at)
    .fetch_one(connection)
    .await
}

/// Owner and list that a link leads to, if it is good at `now`, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn find_invitation(
    connection: &mut AnyConnection,
    token: &Secret,
    now: i64,
) -> Result<Option<(i64, ListId)>, sqlx::Error> {
    let row = sqlx::query(BY_TOKEN)
        .bind(token.hash())
        .bind(now)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok((row.try_get("owner_id")?, read_list(&row)?)))
        .transpose()
}

/// The links to an owner's lists that are good at `now`, the newest first in each list.
///
/// # Errors
/// When the database fails.
pub async fn list_invitations(
    connection: &mut AnyConnection,
    owner: i64,
    now: i64,
) -> Result<Vec<InvitationRecord>, sqlx::Error> {
    let rows = sqlx::query(GOOD)
        .bind(owner)
        .bind(now)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(InvitationRecord {
                id: row.try_get("id")?,
                list: read_list(row)?,
                created_at: row.try_get("created_at")?,
                expires_at: row.try_get("expires_at")?,
            })
        })
        .collect()
}

/// How many links to an owner's list are good at `now`.
///
/// # Errors
/// When the database fails.
pub async fn count_invitations(
    connection: &mut AnyConnection,
    owner: i64,
    list: ListId,
    now: i64,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(COUNT)
        .bind(owner)
        .bind(list.to_string())
        .bind(now)
        .fetch_one(connection)
        .await
}

/// Withdraws an owner's link. Whether there was one; one that was withdrawn already stays so.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_invitation(
    connection: &mut AnyConnection,
    owner: i64,
    id: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE list_invitations SET withdrawn_at = COALESCE(withdrawn_at, $1) WHERE id = $2 AND owner_id = $3",
    )
    .bind(now)
    .bind(id)
    .bind(owner)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Deletes links that ended before a moment, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_invitations(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(ENDED).bind(before).execute(connection).await?;
    Ok(())
}
