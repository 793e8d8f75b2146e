//! Figures of the desk.

use sqlx::{AnyConnection, Row};

/// How many comments wait and since when the first does.
pub const WAITING_NOW: &str =
    "SELECT COUNT(*) AS waiting, MIN(posted_at) AS oldest FROM comments WHERE status = 'waiting'";
/// How many comments have open reports.
pub const REPORTED_NOW: &str = "SELECT COUNT(*) FROM comments WHERE reported_at IS NOT NULL";
/// How many appeals are open.
pub const APPEALS_NOW: &str = "SELECT COUNT(*) FROM comment_appeals WHERE settled_at IS NULL";
/// The newest decisions since a moment: moment, how many at most.
pub const SINCE: &str = "SELECT d.action, d.moderator_id, p.name, d.waited, d.decided_at FROM comment_decisions AS d \
     LEFT JOIN people AS p ON p.id = d.moderator_id WHERE d.decided_at >= $1 AND d.undone_at IS NULL \
     ORDER BY d.decided_at DESC, d.id DESC LIMIT $2";
/// How often each check has held or rejected since a moment.
pub const BY_CHECK: &str = "SELECT check_name, verdict, COUNT(*) AS found FROM comment_findings \
     WHERE found_at >= $1 AND verdict <> 'pass' GROUP BY check_name, verdict ORDER BY check_name, verdict";

/// What stands open at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Comments that wait.
    pub waiting: i64,
    /// Since when the first of them waits, milliseconds UTC.
    pub oldest: Option<i64>,
    /// Comments with open reports.
    pub reported: i64,
    /// Open appeals.
    pub appeals: i64,
}

/// What stands open now.
///
/// # Errors
/// When the database fails.
pub async fn count_open(connection: &mut AnyConnection) -> Result<Open, sqlx::Error> {
    let row = sqlx::query(WAITING_NOW).fetch_one(&mut *connection).await?;
    Ok(Open {
        waiting: row.try_get("waiting")?,
        oldest: row.try_get("oldest")?,
        reported: sqlx::query_scalar(REPORTED_NOW)
            .fetch_one(&mut *connection)
            .await?,
        appeals: sqlx::query_scalar(APPEALS_NOW)
            .fetch_one(connection)
            .await?,
    })
}

/// A decision, as figures need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What was done.
    pub action: String,
    /// Who did it; None: the program.
    pub moderator: Option<String>,
    /// How long the comment had waited, milliseconds.
    pub waited: Option<i64>,
    /// Milliseconds UTC.
    pub decided_at: i64,
}

/// The newest decisions since a moment, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_since(
    connection: &mut AnyConnection,
    since: i64,
    limit: i64,
) -> Result<Vec<Counted>, sqlx::Error> {
    let rows = sqlx::query(SINCE)
        .bind(since)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Counted {
                action: row.try_get("action")?,
                moderator: row.try_get("name")?,
                waited: row.try_get("waited")?,
                decided_at: row.try_get("decided_at")?,
            })
        })
        .collect()
}

/// How often each check has held or rejected a comment since a moment: check, verdict, how often.
///
/// # Errors
/// When the database fails.
pub async fn count_by_check(
    connection: &mut AnyConnection,
    since: i64,
) -> Result<Vec<(String, String, i64)>, sqlx::Error> {
    let rows = sqlx::query(BY_CHECK)
        .bind(since)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.try_get("check_name")?,
                row.try_get("verdict")?,
                row.try_get("found")?,
            ))
        })
        .collect()
}
