//! Who edits which list together with whom.

use crate::{article::store::broken, desk::manuscript::store::places};
use reading::ListId;
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// Everybody who edits a list that this person edits, themselves among them: person.
pub const TOGETHER: &str = "SELECT o.list_id, o.person_id, o.owner_id FROM list_editors s \
     JOIN list_editors o ON o.owner_id = s.owner_id AND o.list_id = s.list_id WHERE s.person_id = $1";

/// Somebody who edits a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditorRecord {
    /// The list.
    pub list: ListId,
    /// Who.
    pub person: i64,
    /// Whose list it is.
    pub owner: i64,
}

/// Everybody who edits a list that this person edits, themselves among them. Stays so while the
/// person's row is held.
///
/// # Errors
/// When the database fails.
pub async fn list_together(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Vec<EditorRecord>, sqlx::Error> {
    let rows = sqlx::query(TOGETHER)
        .bind(person)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(EditorRecord {
                list: read_list(row)?,
                person: row.try_get("person_id")?,
                owner: row.try_get("owner_id")?,
            })
        })
        .collect()
}

/// Takes a person out of those who edit these lists. With the owner all others go, and the links that
/// invite to them.
///
/// # Errors
/// When the database fails.
pub async fn leave_lists(
    connection: &mut AnyConnection,
    person: i64,
    lists: &[ListId],
    now: i64,
) -> Result<(), sqlx::Error> {
    if lists.is_empty() {
        return Ok(());
    }
    let places = places(2, lists.len());
    let bind = |sql: String| {
        let query = sqlx::query(AssertSqlSafe(sql)).bind(person);
        lists
            .iter()
            .fold(query, |query, list| query.bind(list.to_string()))
    };
    for whose in ["person_id", "owner_id"] {
        bind(format!(
            "DELETE FROM list_editors WHERE {whose} = $1 AND list_id IN ({places})"
        ))
        .execute(&mut *connection)
        .await?;
    }
    bind(format!(
        "UPDATE list_invitations SET withdrawn_at = ${} \
         WHERE owner_id = $1 AND list_id IN ({places}) AND withdrawn_at IS NULL",
        lists.len() + 2
    ))
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Reads a column `list_id`.
pub(in crate::reading_list) fn read_list(row: &AnyRow) -> Result<ListId, sqlx::Error> {
    let id: String = row.try_get("list_id")?;
    id.parse()
        .map_err(|error: reading::IdError| broken("list_id", error.into()))
}
