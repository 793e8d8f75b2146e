//! Who writes: the name shown, and what moderators have decided about them.

use crate::account::store::Person;
use sqlx::{AnyConnection, Row};

/// Somebody who comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Their account.
    pub person_id: i64,
    /// The name shown beside their comments.
    pub name: String,
    /// What a moderator has decided, where it holds.
    pub restriction: Option<Restriction>,
    /// Whether none of their comments has been approved yet.
    pub is_new: bool,
    /// Whether they belong to the newsroom.
    pub is_newsroom: bool,
    /// Comments of theirs that were approved.
    pub approved: i64,
}

/// What a moderator has decided about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// They may not comment any more.
    Banned,
    /// They may not comment until then, milliseconds UTC.
    Suspended(i64),
    /// Only they see what they write.
    Shadowed,
}

/// What is known of whoever writes.
///
/// # Errors
/// When the database fails.
pub async fn find_writer(
    connection: &mut AnyConnection,
    person: &Person,
) -> Result<Writer, sqlx::Error> {
    let row = sqlx::query(
        "SELECT pseudonym, approved, banned_at, suspended_until, shadowed_at \
         FROM commenters WHERE person_id = $1",
    )
    .bind(person.id)
    .fetch_optional(connection)
    .await?;
    let mut writer = Writer {
        person_id: person.id,
        name: person.name.clone(),
        restriction: None,
        is_new: !person.role.is_newsroom(),
        is_newsroom: person.role.is_newsroom(),
        approved: 0,
    };
    let Some(row) = row else {
        return Ok(writer);
    };
    if let Some(pseudonym) = row.try_get::<Option<String>, _>("pseudonym")? {
        writer.name = pseudonym;
    }
    writer.approved = row.try_get("approved")?;
    writer.is_new = writer.is_new && writer.approved == 0;
    writer.restriction = if row.try_get::<Option<i64>, _>("banned_at")?.is_some() {
        Some(Restriction::Banned)
    } else if let Some(until) = row.try_get::<Option<i64>, _>("suspended_until")? {
        Some(Restriction::Suspended(until))
    } else if row.try_get::<Option<i64>, _>("shadowed_at")?.is_some() {
        Some(Restriction::Shadowed)
    } else {
        None
    };
    Ok(writer)
}

/// How much a report counts: 4 for the newsroom, 2 from ten approved comments on, 1 from the first on,
/// otherwise 0, so that new accounts hide nothing.
pub fn report_weight(writer: &Writer) -> i64 {
    match writer.approved {
        _ if writer.is_newsroom => 4,
        10.. => 2,
        1.. => 1,
        _ => 0,
    }
}
