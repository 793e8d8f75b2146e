//! What a decision changes beside the comment's status, and how that is given back.

use super::{Details, execute};
use crate::{comment::store::queue, desk::manuscript::store::places};
use sqlx::{AnyConnection, AssertSqlSafe};

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
    set_moment(connection, "featured_at", featured_at, comments).await
}

/// Notes since when comments count as approved; None: they do not.
///
/// # Errors
/// When the database fails.
pub async fn set_counted(
    connection: &mut AnyConnection,
    comments: &[i64],
    counted_at: Option<i64>,
) -> Result<(), sqlx::Error> {
    set_moment(connection, "counted_at", counted_at, comments).await
}

/// Only names of columns that are written in this file go into the text.
async fn set_moment(
    connection: &mut AnyConnection,
    column: &'static str,
    at: Option<i64>,
    comments: &[i64],
) -> Result<(), sqlx::Error> {
    if comments.is_empty() {
        return Ok(());
    }
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "UPDATE comments SET {column} = $1 WHERE id IN ({})",
        places(2, comments.len())
    )))
    .bind(at);
    for id in comments {
        query = query.bind(id);
    }
    query.execute(connection).await?;
    Ok(())
}

/// Gives a comment back what a decision took, but for its reports: those are [weighed](weigh_reports) anew.
///
/// # Errors
/// When the database fails.
pub async fn restore(
    connection: &mut AnyConnection,
    comment: i64,
    details: &Details,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE comments SET featured_at = $1, decided_at = $2, counted_at = $3, version = version + 1 \
         WHERE id = $4",
    )
    .bind(details.featured_at)
    .bind(details.decided_at)
    .bind(details.counted_at)
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

/// Gives comments the weight and the moment of their open reports, as these are now: after a decision was
/// taken others may have come, and they are not to be lost with it.
///
/// # Errors
/// When the database fails.
pub async fn weigh_reports(
    connection: &mut AnyConnection,
    comments: &[i64],
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "UPDATE comments SET \
         report_weight = (SELECT CAST(COALESCE(SUM(weight), 0) AS BIGINT) FROM comment_reports \
         WHERE comment_id = comments.id AND settled_at IS NULL), \
         reported_at = (SELECT MIN(reported_at) FROM comment_reports \
         WHERE comment_id = comments.id AND settled_at IS NULL) WHERE id IN ({})",
        places(1, comments.len())
    );
    execute(connection, sql, &[], comments).await
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

/// Takes back what people were told of a decision, as far as they have not seen it: that it was answered as
/// well, where readers first saw the answer by this decision.
///
/// # Errors
/// When the database fails.
pub async fn delete_notices(
    connection: &mut AnyConnection,
    comments: &[i64],
    told_at: i64,
) -> Result<(), sqlx::Error> {
    let sql = format!(
        "DELETE FROM comment_notices WHERE told_at = $1 AND seen_at IS NULL \
         AND comment_id IN ({})",
        places(2, comments.len())
    );
    execute(connection, sql, &[told_at], comments).await
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
    let found = queue::list_by_ids(connection, comments).await?;
    Ok(found
        .iter()
        .map(|comment| (comment.id, comment.version))
        .collect())
}
