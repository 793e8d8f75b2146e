//! What moderators look at: comments that wait, that were reported, that were decided about, and what
//! belongs to them. What belongs to a page of comments is read for all of them at once.

use super::{CommentRecord, comment_columns, decisions::rejections, read_comment};
use crate::{account::model::Role, article::store::broken, desk::manuscript::store::places};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};
use std::collections::BTreeMap;

/// Comments that wait, the oldest first: moment and id of the last shown, how many.
pub const WAITING: &str = concat!(
    "SELECT ",
    comment_columns!(),
    " FROM comments WHERE status = 'waiting' AND (posted_at, id) > ($1, $2) ORDER BY posted_at, id LIMIT $3"
);

/// Those of them by people who were new when they posted them.
pub const OF_NEWCOMERS: &str = concat!(
    "SELECT ",
    comment_columns!(),
    " FROM comments WHERE status = 'waiting' AND newcomer_at IS NOT NULL AND (posted_at, id) > ($1, $2) \
     ORDER BY posted_at, id LIMIT $3"
);

/// Comments with open reports, by the first of those.
pub const REPORTED: &str = concat!(
    "SELECT ",
    comment_columns!(),
    " FROM comments WHERE reported_at IS NOT NULL AND (reported_at, id) > ($1, $2) \
     ORDER BY reported_at, id LIMIT $3"
);

/// Comments that were decided about, the last first: moment and id of the last shown, how many.
pub const DECIDED: &str = concat!(
    "SELECT ",
    comment_columns!(),
    " FROM comments WHERE decided_at IS NOT NULL AND (decided_at, id) < ($1, $2) \
     ORDER BY decided_at DESC, id DESC LIMIT $3"
);

/// What somebody has written, the newest first: moment and id of the last shown, how many, person.
pub const OF_PERSON: &str = concat!(
    "SELECT ",
    comment_columns!(),
    " FROM comments WHERE person_id = $4 AND (posted_at, id) < ($1, $2) \
     ORDER BY posted_at DESC, id DESC LIMIT $3"
);

/// Comments of one of these lists after a place in it.
///
/// # Errors
/// When the database fails.
pub async fn list_comments(
    connection: &mut AnyConnection,
    sql: &'static str,
    after: (i64, i64),
    limit: i64,
    person: Option<i64>,
) -> Result<Vec<CommentRecord>, sqlx::Error> {
    let mut query = sqlx::query(sql).bind(after.0).bind(after.1).bind(limit);
    if let Some(person) = person {
        query = query.bind(person);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_comment).collect()
}

/// Comments by their ids, in the order of the ids.
///
/// # Errors
/// When the database fails.
pub async fn list_by_ids(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<CommentRecord>, sqlx::Error> {
    let sql = format!(
        concat!(
            "SELECT ",
            comment_columns!(),
            " FROM comments WHERE id IN ({}) ORDER BY id"
        ),
        places(1, ids.len())
    );
    let rows = of_ids(connection, sql, ids).await?;
    rows.iter().map(read_comment).collect()
}

async fn of_ids(
    connection: &mut AnyConnection,
    sql: String,
    ids: &[i64],
) -> Result<Vec<AnyRow>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in ids {
        query = query.bind(id);
    }
    query.fetch_all(connection).await
}

/// The article of a comment, as the queue names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleName {
    /// Its id.
    pub id: i64,
    /// The code of its language.
    pub language: String,
    /// Its section's slug.
    pub section: String,
    /// Its slug.
    pub slug: String,
    /// Its headline.
    pub headline: String,
}

/// Articles by their ids.
///
/// # Errors
/// When the database fails.
pub async fn list_article_names(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<ArticleName>, sqlx::Error> {
    let sql = format!(
        "SELECT articles.id, articles.language, articles.slug, articles.headline, sections.slug AS section \
         FROM articles JOIN sections ON sections.id = articles.section_id WHERE articles.id IN ({})",
        places(1, ids.len())
    );
    let rows = of_ids(connection, sql, ids).await?;
    rows.iter()
        .map(|row| {
            Ok(ArticleName {
                id: row.try_get("id")?,
                language: row.try_get("language")?,
                section: row.try_get("section")?,
                slug: row.try_get("slug")?,
                headline: row.try_get("headline")?,
            })
        })
        .collect()
}

/// Somebody who comments, as moderators know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriterRecord {
    /// Their id.
    pub id: i64,
    /// The name of the account.
    pub name: String,
    /// What they are to the paper.
    pub role: Role,
    /// The name shown beside comments, where it is another.
    pub pseudonym: Option<String>,
    /// How many of their comments were approved.
    pub approved: i64,
    /// How many were rejected.
    pub rejected: i64,
    /// How many of their reports were right.
    pub reports_upheld: i64,
    /// When they first posted, milliseconds UTC.
    pub first_posted_at: Option<i64>,
    /// Shut out from commenting since.
    pub banned_at: Option<i64>,
    /// Shut out until then.
    pub suspended_until: Option<i64>,
    /// Seen by nobody else since.
    pub shadowed_at: Option<i64>,
}

/// People by their ids.
///
/// # Errors
/// When the database fails.
pub async fn list_writers(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<WriterRecord>, sqlx::Error> {
    let sql = format!(
        "SELECT people.id, people.name, people.role, commenters.pseudonym, \
         COALESCE(commenters.approved, 0) AS approved, COALESCE(commenters.rejected, 0) AS rejected, \
         COALESCE(commenters.reports_upheld, 0) AS reports_upheld, commenters.first_posted_at, \
         commenters.banned_at, commenters.suspended_until, commenters.shadowed_at \
         FROM people LEFT JOIN commenters ON commenters.person_id = people.id WHERE people.id IN ({})",
        places(1, ids.len())
    );
    let rows = of_ids(connection, sql, ids).await?;
    rows.iter()
        .map(|row| {
            let role: String = row.try_get("role")?;
            Ok(WriterRecord {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                role: Role::parse(&role)
                    .ok_or_else(|| broken("role", format!("unknown role {role:?}").into()))?,
                pseudonym: row.try_get("pseudonym")?,
                approved: row.try_get("approved")?,
                rejected: row.try_get("rejected")?,
                reports_upheld: row.try_get("reports_upheld")?,
                first_posted_at: row.try_get("first_posted_at")?,
                banned_at: row.try_get("banned_at")?,
                suspended_until: row.try_get("suspended_until")?,
                shadowed_at: row.try_get("shadowed_at")?,
            })
        })
        .collect()
}

/// How often moderators have rejected comments of these people since a moment, for those with any.
///
/// # Errors
/// When the database fails.
pub async fn count_rejections(
    connection: &mut AnyConnection,
    people: &[i64],
    since: i64,
) -> Result<BTreeMap<i64, i64>, sqlx::Error> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(rejections_sql(people.len()))).bind(since);
    for person in people {
        query = query.bind(person);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("person_id")?, row.try_get("rejected")?)))
        .collect()
}

/// Since when, then the people.
pub(super) fn rejections_sql(people: usize) -> String {
    format!(
        concat!(
            "SELECT rejection.person_id, COUNT(*) AS rejected ",
            rejections!(),
            "AND rejection.decided_at > $1 AND rejection.person_id IN ({}) GROUP BY rejection.person_id"
        ),
        places(2, people)
    )
}

/// What a check has found in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRecord {
    /// The comment.
    pub comment: i64,
    /// The check's name.
    pub check: String,
    /// `hold` or `reject`; what passed is not listed.
    pub verdict: String,
    /// JSON.
    pub reason: String,
}

/// What the checks have found in these comments.
///
/// # Errors
/// When the database fails.
pub async fn list_findings(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<FindingRecord>, sqlx::Error> {
    let sql = format!(
        "SELECT comment_id, check_name, verdict, reason FROM comment_findings \
         WHERE comment_id IN ({}) AND verdict <> 'pass' ORDER BY comment_id, check_name",
        places(1, ids.len())
    );
    let rows = of_ids(connection, sql, ids).await?;
    rows.iter()
        .map(|row| {
            Ok(FindingRecord {
                comment: row.try_get("comment_id")?,
                check: row.try_get("check_name")?,
                verdict: row.try_get("verdict")?,
                reason: row.try_get("reason")?,
            })
        })
        .collect()
}

/// A report that no moderator has looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRecord {
    /// Its id.
    pub id: i64,
    /// The comment.
    pub comment: i64,
    /// Why.
    pub reason: String,
    /// What the reader has added; may be empty.
    pub note: String,
    /// By the trust of whoever reports.
    pub weight: i64,
    /// Milliseconds UTC.
    pub reported_at: i64,
}

/// The open reports of these comments, the first of each first.
///
/// # Errors
/// When the database fails.
pub async fn list_open_reports(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<ReportRecord>, sqlx::Error> {
    let sql = format!(
        "SELECT id, comment_id, reason, note, weight, reported_at FROM comment_reports \
         WHERE comment_id IN ({}) AND settled_at IS NULL ORDER BY id",
        places(1, ids.len())
    );
    let rows = of_ids(connection, sql, ids).await?;
    rows.iter()
        .map(|row| {
            Ok(ReportRecord {
                id: row.try_get("id")?,
                comment: row.try_get("comment_id")?,
                reason: row.try_get("reason")?,
                note: row.try_get("note")?,
                weight: row.try_get("weight")?,
                reported_at: row.try_get("reported_at")?,
            })
        })
        .collect()
}

/// What comments said before they were edited, the first text first: comment, text, when it was written.
///
/// # Errors
/// When the database fails.
pub async fn list_revisions(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<(i64, String, i64)>, sqlx::Error> {
    let sql = format!(
        "SELECT comment_id, text, written_at FROM comment_revisions WHERE comment_id IN ({}) \
         ORDER BY comment_id, number",
        places(1, ids.len())
    );
    let rows = of_ids(connection, sql, ids).await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.try_get("comment_id")?,
                row.try_get("text")?,
                row.try_get("written_at")?,
            ))
        })
        .collect()
}
