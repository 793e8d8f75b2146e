//! Who decided what: the log.

mod effects;

pub use effects::{
    Told, add_to_counts, delete_notices, insert_notices, list_versions, mark_decided,
    reopen_reports, restore, set_counted, set_featured, set_restriction, settle_reports,
    weigh_reports,
};

use crate::{article::store::broken, desk::manuscript::store::places};
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// A decision to be written down.
#[derive(Clone, Debug, Default)]
pub struct NewDecision<'a> {
    /// The comment it is about.
    pub comment: Option<i64>,
    /// Its writer, or the person concerned.
    pub person: Option<i64>,
    /// The article.
    pub article: Option<i64>,
    /// Who decides; None: the program.
    pub moderator: Option<i64>,
    /// What was done, a word.
    pub action: &'a str,
    /// A word of the list of reasons; may be empty.
    pub reason: &'a str,
    /// What the moderator has added; may be empty.
    pub note: &'a str,
    /// What it was before.
    pub details: Details,
    /// How long the comment had waited, milliseconds.
    pub waited: Option<i64>,
}

/// What belongs to a decision, for taking it back. Stored as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// What was decided in one go has this in common; empty for other rows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub batch: String,
    /// The comment's status before; empty where the decision is not about a comment.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Since when it was featured before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_at: Option<i64>,
    /// When it had been decided about before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<i64>,
    /// Since when it had counted as approved before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_at: Option<i64>,
    /// The reports that it settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<i64>,
    /// Whether those were right.
    pub upheld: bool,
    /// What it added to the writer's approved comments.
    pub approved: i64,
    /// What it added to the writer's rejected comments.
    pub rejected: i64,
    /// The comment's version afterwards: a decision can be taken back while that is the newest.
    pub version: i64,
    /// What a measure or a rule says, for the log; empty elsewhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// A decision that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRecord {
    /// Its id.
    pub id: i64,
    /// The comment it is about.
    pub comment: Option<i64>,
    /// Its writer, or the person concerned.
    pub person: Option<i64>,
    /// Their name.
    pub person_name: Option<String>,
    /// The article.
    pub article: Option<i64>,
    /// Who decided; None: the program.
    pub moderator: Option<i64>,
    /// Their name.
    pub moderator_name: Option<String>,
    /// What was done.
    pub action: String,
    /// Why.
    pub reason: String,
    /// What the moderator has added.
    pub note: String,
    /// What it was before.
    pub details: Details,
    /// Milliseconds UTC.
    pub decided_at: i64,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// The name of whoever took it back.
    pub undone_by_name: Option<String>,
}

macro_rules! decisions {
    () => {
        "SELECT d.id, d.comment_id, d.person_id, p.name AS person_name, d.article_id, d.moderator_id, \
         m.name AS moderator_name, d.action, d.reason, d.note, d.details, d.decided_at, d.undone_at, \
         u.name AS undone_by_name FROM comment_decisions AS d LEFT JOIN people AS p ON p.id = d.person_id \
         LEFT JOIN people AS m ON m.id = d.moderator_id LEFT JOIN people AS u ON u.id = d.undone_by "
    };
}

/// Rejections that hold, for `concat!`: the last word about each comment, whatever its writer has done to it
/// since. To be narrowed down by `rejection.person_id` and `rejection.decided_at`.
macro_rules! rejections {
    () => {
        "FROM comment_decisions AS rejection WHERE rejection.action = 'reject' AND rejection.undone_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM comment_decisions AS later \
         WHERE later.comment_id = rejection.comment_id AND later.id > rejection.id AND later.undone_at IS NULL \
         AND later.action IN ('approve', 'feature', 'reject', 'grant')) "
    };
}
pub(crate) use rejections;

/// The log, the newest first: below this id, how many.
pub const LOG: &str = concat!(decisions!(), "WHERE d.id < $1 ORDER BY d.id DESC LIMIT $2");
/// The same of a moderator.
pub const LOG_OF_MODERATOR: &str = concat!(
    decisions!(),
    "WHERE d.moderator_id = $3 AND d.id < $1 ORDER BY d.id DESC LIMIT $2"
);
/// The same about a person.
pub const LOG_OF_PERSON: &str = concat!(
    decisions!(),
    "WHERE d.person_id = $3 AND d.id < $1 ORDER BY d.id DESC LIMIT $2"
);
/// What was decided in one go: moment.
pub const AT_ONCE: &str = concat!(decisions!(), "WHERE d.decided_at = $1 ORDER BY d.id");

fn read_decision(row: &AnyRow) -> Result<DecisionRecord, sqlx::Error> {
    let details: String = row.try_get("details")?;
    Ok(DecisionRecord {
        id: row.try_get("id")?,
        comment: row.try_get("comment_id")?,
        person: row.try_get("person_id")?,
        person_name: row.try_get("person_name")?,
        article: row.try_get("article_id")?,
        moderator: row.try_get("moderator_id")?,
        moderator_name: row.try_get("moderator_name")?,
        action: row.try_get("action")?,
        reason: row.try_get("reason")?,
        note: row.try_get("note")?,
        details: serde_json::from_str(&details).map_err(|error| broken("details", error.into()))?,
        decided_at: row.try_get("decided_at")?,
        undone_at: row.try_get("undone_at")?,
        undone_by_name: row.try_get("undone_by_name")?,
    })
}

/// Writes decisions down; their ids, in the same order.
///
/// # Errors
/// When the database fails.
pub async fn insert_decisions(
    connection: &mut AnyConnection,
    decisions: &[NewDecision<'_>],
    now: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<String> = (0..decisions.len())
        .map(|index| format!("({}, $1)", places(index * 9 + 2, 9)))
        .collect();
    let mut query = sqlx::query_scalar(AssertSqlSafe(format!(
        "INSERT INTO comment_decisions (comment_id, person_id, article_id, moderator_id, action, reason, note, \
         details, waited, decided_at) VALUES {} RETURNING id",
        rows.join(", ")
    )))
    .bind(now);
    for decision in decisions {
        let details = serde_json::to_string(&decision.details)
            .map_err(|error| sqlx::Error::Encode(error.into()))?;
        query = query
            .bind(decision.comment)
            .bind(decision.person)
            .bind(decision.article)
            .bind(decision.moderator)
            .bind(decision.action.to_owned())
            .bind(decision.reason.to_owned())
            .bind(decision.note.to_owned())
            .bind(details)
            .bind(decision.waited);
    }
    query.fetch_all(connection).await
}

/// A decision by its id.
///
/// # Errors
/// When the database fails.
pub async fn find_decision(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<DecisionRecord>, sqlx::Error> {
    let row = sqlx::query(concat!(decisions!(), "WHERE d.id = $1"))
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_decision).transpose()
}

/// All that was decided in one go with a decision, itself among them.
///
/// # Errors
/// When the database fails.
pub async fn list_batch(
    connection: &mut AnyConnection,
    decision: &DecisionRecord,
) -> Result<Vec<DecisionRecord>, sqlx::Error> {
    let rows = sqlx::query(AT_ONCE)
        .bind(decision.decided_at)
        .fetch_all(connection)
        .await?;
    let mut found = rows
        .iter()
        .map(read_decision)
        .collect::<Result<Vec<_>, _>>()?;
    found.retain(|other| {
        other.id == decision.id
            || (!decision.details.batch.is_empty() && other.details.batch == decision.details.batch)
    });
    Ok(found)
}

/// The newest decision about each of these comments that was not taken back.
///
/// # Errors
/// When the database fails.
pub async fn list_last_decisions(
    connection: &mut AnyConnection,
    comments: &[i64],
) -> Result<Vec<DecisionRecord>, sqlx::Error> {
    if comments.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        concat!(
            decisions!(),
            "WHERE d.id IN (SELECT MAX(id) FROM comment_decisions WHERE comment_id IN ({}) \
             AND undone_at IS NULL GROUP BY comment_id)"
        ),
        places(1, comments.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for comment in comments {
        query = query.bind(comment);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_decision).collect()
}

/// Lines of the log below an id, the newest first; `whose` is the person of [`LOG_OF_MODERATOR`] or
/// [`LOG_OF_PERSON`].
///
/// # Errors
/// When the database fails.
pub async fn list_log(
    connection: &mut AnyConnection,
    sql: &'static str,
    before: i64,
    limit: i64,
    whose: Option<i64>,
) -> Result<Vec<DecisionRecord>, sqlx::Error> {
    let mut query = sqlx::query(sql).bind(before).bind(limit);
    if let Some(whose) = whose {
        query = query.bind(whose);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_decision).collect()
}

/// Lines of the log with this action, below an id. Goes back through the log until it has enough, along
/// its primary key.
///
/// # Errors
/// When the database fails.
pub async fn list_log_of_action(
    connection: &mut AnyConnection,
    action: &str,
    before: i64,
    limit: i64,
) -> Result<Vec<DecisionRecord>, sqlx::Error> {
    let sql = concat!(
        decisions!(),
        "WHERE d.action = $3 AND d.id < $1 ORDER BY d.id DESC LIMIT $2"
    );
    let rows = sqlx::query(sql)
        .bind(before)
        .bind(limit)
        .bind(action)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_decision).collect()
}

/// Says that decisions were taken back, and by whom.
///
/// # Errors
/// When the database fails.
pub async fn mark_undone(
    connection: &mut AnyConnection,
    ids: &[i64],
    moderator: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "UPDATE comment_decisions SET undone_at = $1, undone_by = $2 WHERE id IN ({})",
        places(3, ids.len())
    );
    execute(connection, sql, &[now, moderator], ids).await
}

async fn execute(
    connection: &mut AnyConnection,
    sql: String,
    first: &[i64],
    ids: &[i64],
) -> Result<(), sqlx::Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in first.iter().chain(ids) {
        query = query.bind(value);
    }
    query.execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
