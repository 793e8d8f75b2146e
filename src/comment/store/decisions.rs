//! Who decided what: the log, and what a decision changes beside the comment itself.

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
    /// The first open report before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<i64>,
    /// The weight of all open reports before.
    pub report_weight: i64,
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
}

macro_rules! decisions {
    () => {
        "SELECT d.id, d.comment_id, d.person_id, p.name AS person_name, d.article_id, d.moderator_id, \
         m.name AS moderator_name, d.action, d.reason, d.note, d.details, d.decided_at, d.undone_at \
         FROM comment_decisions AS d LEFT JOIN people AS p ON p.id = d.person_id \
         LEFT JOIN people AS m ON m.id = d.moderator_id "
    };
}

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

/// Says that decisions were taken back.
///
/// # Errors
/// When the database fails.
pub async fn mark_undone(
    connection: &mut AnyConnection,
    ids: &[i64],
    now: i64,
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "UPDATE comment_decisions SET undone_at = $1 WHERE id IN ({})",
        places(2, ids.len())
    );
    execute(connection, sql, &[now], ids).await
}

/// Notes on comments that they were decided about now; `settle` when nothing that was reported is open
/// any more.
///
/// # Errors
/// When the database fails.
pub async fn mark_decided(
    connection: &mut AnyConnection,
    comments: &[i64],
    settle: bool,
    now: i64,
) -> Result<(), sqlx::Error> {
    let settled = if settle {
        ", reported_at = NULL, report_weight = 0"
    } else {
        ""
    };
    let sql = format!(
        "UPDATE comments SET decided_at = $1, version = version + 1{settled} WHERE id IN ({})",
        places(2, comments.len())
    );
    execute(connection, sql, &[now], comments).await
}

/// Features comments, or not any more.
///
/// # Errors
/// When the database fails.
pub async fn set_featured(
    connection: &mut AnyConnection,
    comments: &[i64],
    featured_at: Option<i64>,
) -> Result<(), sqlx::Error> {
    if comments.is_empty() {
        return Ok(());
    }
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "UPDATE comments SET featured_at = $1 WHERE id IN ({})",
        places(2, comments.len())
    )))
    .bind(featured_at);
    for id in comments {
        query = query.bind(id);
    }
    query.execute(connection).await?;
    Ok(())
}

/// Gives a comment back what a decision took.
///
/// # Errors
/// When the database fails.
pub async fn restore(
    connection: &mut AnyConnection,
    comment: i64,
    details: &Details,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE comments SET featured_at = $1, decided_at = $2, reported_at = $3, report_weight = $4, \
         version = version + 1 WHERE id = $5",
    )
    .bind(details.featured_at)
    .bind(details.decided_at)
    .bind(details.reported_at)
    .bind(details.report_weight)
    .bind(comment)
    .execute(connection)
    .await?;
    Ok(())
}

/// Settles reports: those who were right are trusted more.
///
/// # Errors
/// When the database fails.
pub async fn settle_reports(
    connection: &mut AnyConnection,
    reports: &[i64],
    upheld: bool,
    now: i64,
) -> Result<(), sqlx::Error> {
    if reports.is_empty() {
        return Ok(());
    }
    let upheld_too = if upheld { ", upheld_at = $1" } else { "" };
    let sql = format!(
        "UPDATE comment_reports SET settled_at = $1{upheld_too} WHERE id IN ({})",
        places(2, reports.len())
    );
    execute(connection, sql, &[now], reports).await?;
    if upheld {
        count_upheld(connection, reports, 1).await?;
    }
    Ok(())
}

/// Opens reports again that a decision had settled.
///
/// # Errors
/// When the database fails.
pub async fn reopen_reports(
    connection: &mut AnyConnection,
    reports: &[i64],
    upheld: bool,
) -> Result<(), sqlx::Error> {
    if reports.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE comment_reports SET settled_at = NULL, upheld_at = NULL WHERE id IN ({})",
        places(1, reports.len())
    );
    execute(connection, sql, &[], reports).await?;
    if upheld {
        count_upheld(connection, reports, -1).await?;
    }
    Ok(())
}

async fn count_upheld(
    connection: &mut AnyConnection,
    reports: &[i64],
    each: i64,
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "INSERT INTO commenters (person_id, reports_upheld) \
         SELECT person_id, COUNT(*) * $1 FROM comment_reports WHERE id IN ({}) AND person_id IS NOT NULL \
         GROUP BY person_id ORDER BY person_id \
         ON CONFLICT (person_id) DO UPDATE SET reports_upheld = commenters.reports_upheld + excluded.reports_upheld",
        places(2, reports.len())
    );
    execute(connection, sql, &[each], reports).await
}

/// Adds to the counts of somebody's approved and rejected comments.
///
/// # Errors
/// When the database fails.
pub async fn add_to_counts(
    connection: &mut AnyConnection,
    person: i64,
    approved: i64,
    rejected: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO commenters (person_id, approved, rejected) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET approved = commenters.approved + excluded.approved, \
         rejected = commenters.rejected + excluded.rejected",
    )
    .bind(person)
    .bind(approved)
    .bind(rejected)
    .execute(connection)
    .await?;
    Ok(())
}

/// What somebody is told: whom, which kind, about which comment, the reason.
pub type Told<'a> = (i64, &'a str, Option<i64>, &'a str);

/// Tells people what was decided.
///
/// # Errors
/// When the database fails.
pub async fn insert_notices(
    connection: &mut AnyConnection,
    notices: &[Told<'_>],
    now: i64,
) -> Result<(), sqlx::Error> {
    if notices.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..notices.len())
        .map(|index| format!("({}, $1)", places(index * 4 + 2, 4)))
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO comment_notices (person_id, kind, comment_id, reason, told_at) VALUES {}",
        rows.join(", ")
    )))
    .bind(now);
    for (person, kind, comment, reason) in notices {
        query = query
            .bind(*person)
            .bind((*kind).to_owned())
            .bind(*comment)
            .bind((*reason).to_owned());
    }
    query.execute(connection).await?;
    Ok(())
}

/// Takes back what people were told of a decision, as far as they have not seen it.
///
/// # Errors
/// When the database fails.
pub async fn delete_notices(
    connection: &mut AnyConnection,
    comments: &[i64],
    told_at: i64,
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "DELETE FROM comment_notices WHERE told_at = $1 AND seen_at IS NULL AND kind <> 'reply' \
         AND comment_id IN ({})",
        places(2, comments.len())
    );
    execute(connection, sql, &[told_at], comments).await
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

/// What a moderator can do to somebody.
///
/// # Errors
/// When the database fails.
pub async fn set_restriction(
    connection: &mut AnyConnection,
    person: i64,
    banned_at: Option<i64>,
    suspended_until: Option<i64>,
    shadowed_at: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO commenters (person_id, banned_at, suspended_until, shadowed_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id) DO UPDATE SET banned_at = excluded.banned_at, \
         suspended_until = excluded.suspended_until, shadowed_at = excluded.shadowed_at",
    )
    .bind(person)
    .bind(banned_at)
    .bind(suspended_until)
    .bind(shadowed_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Comments with the version that they have now: id, version.
///
/// # Errors
/// When the database fails.
pub async fn list_versions(
    connection: &mut AnyConnection,
    comments: &[i64],
) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    let found = super::queue::list_by_ids(connection, comments).await?;
    Ok(found
        .iter()
        .map(|comment| (comment.id, comment.version))
        .collect())
}

#[cfg(test)]
mod tests;
