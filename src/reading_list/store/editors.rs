//! Who edits which list together with whom.

use crate::{article::store::broken, desk::manuscript::store::places};
use reading::ListId;
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// Everybody who edits a list that this person edits, themselves among them: person.
pub const TOGETHER: &str = "SELECT o.list_id, o.person_id, o.owner_id FROM list_editors s \
     JOIN list_editors o ON o.owner_id = s.owner_id AND o.list_id = s.list_id WHERE s.person_id = $1";

/// Everybody who edits a list that this person edits, with their names: person.
pub const NAMED: &str = "SELECT o.list_id, o.person_id, o.owner_id, p.name FROM list_editors s \
     JOIN list_editors o ON o.owner_id = s.owner_id AND o.list_id = s.list_id JOIN people p ON p.id = o.person_id \
     WHERE s.person_id = $1 ORDER BY o.list_id, o.joined_at, o.person_id";

/// Whose list it is that this person edits: list, person.
pub const OWNER: &str = "SELECT owner_id FROM list_editors WHERE list_id = $1 AND person_id = $2";

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
    rows.iter().map(read_editor).collect()
}

/// Everybody who edits a list that this person edits, with their names; for each list in the order in
/// which they came.
///
/// # Errors
/// When the database fails.
pub async fn list_named(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Vec<(EditorRecord, String)>, sqlx::Error> {
    let rows = sqlx::query(NAMED)
        .bind(person)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((read_editor(row)?, row.try_get("name")?)))
        .collect()
}

/// Whose list it is, if this person edits it together with others.
///
/// # Errors
/// When the database fails.
pub async fn find_owner(
    connection: &mut AnyConnection,
    list: ListId,
    person: i64,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(OWNER)
        .bind(list.to_string())
        .bind(person)
        .fetch_optional(connection)
        .await
}

/// How many people edit an owner's list, the owner among them.
///
/// # Errors
/// When the database fails.
pub async fn count_editors(
    connection: &mut AnyConnection,
    owner: i64,
    list: ListId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT COUNT(*) FROM list_editors WHERE owner_id = $1 AND list_id = $2")
        .bind(owner)
        .bind(list.to_string())
        .fetch_one(connection)
        .await
}

/// Lets a person edit an owner's list; whoever edits it already stays as they are. The rows of both are
/// to be held.
///
/// # Errors
/// When the database fails.
pub async fn add_editor(
    connection: &mut AnyConnection,
    editor: EditorRecord,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO list_editors (list_id, person_id, owner_id, joined_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(editor.list.to_string())
    .bind(editor.person)
    .bind(editor.owner)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes somebody out of those who edit an owner's list. Whether they were among them; the owner stays.
///
/// # Errors
/// When the database fails.
pub async fn delete_editor(
    connection: &mut AnyConnection,
    editor: EditorRecord,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "DELETE FROM list_editors WHERE list_id = $1 AND person_id = $2 AND owner_id = $3 AND person_id <> owner_id",
    )
    .bind(editor.list.to_string())
    .bind(editor.person)
    .bind(editor.owner)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
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

fn read_editor(row: &AnyRow) -> Result<EditorRecord, sqlx::Error> {
    Ok(EditorRecord {
        list: read_list(row)?,
        person: row.try_get("person_id")?,
        owner: row.try_get("owner_id")?,
    })
}

/// Reads a column `list_id`.
pub(in crate::reading_list) fn read_list(row: &AnyRow) -> Result<ListId, sqlx::Error> {
    let id: String = row.try_get("list_id")?;
    id.parse()
        .map_err(|error: reading::IdError| broken("list_id", error.into()))
}
