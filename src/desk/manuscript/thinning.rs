//! Thinning revisions by age: the older they are, the fewer are needed to see how a text grew.

use super::store::ALL_KEPT;
use crate::server::database::Database;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From an age on, in milliseconds, the newest revision of each span of time stays. Spans are counted
/// from 1970 UTC.
const AGES: [(i64, i64); 4] = [
    (ALL_KEPT, MINUTE),
    (DAY, 10 * MINUTE),
    (7 * DAY, HOUR),
    (30 * DAY, DAY),
];

/// How many revisions are looked at in one transaction.
const AT_ONCE: i64 = 200;

/// The revisions that are due: now, limit. Of each, when the next one of the common line was made, and
/// whether it stays whatever comes after it.
pub const DUE: &str = "SELECT r.id, r.created_at, \
     (SELECT n.created_at FROM revisions n WHERE n.manuscript_id = r.manuscript_id AND n.id > r.id AND n.kind <> 'aside' \
     ORDER BY n.id LIMIT 1) AS next_at, \
     CASE WHEN r.published_at IS NOT NULL OR r.name IS NOT NULL OR r.kind = 'imported' \
     OR r.id IN (COALESCE(m.head_id, 0), COALESCE(m.published_revision_id, 0), COALESCE(m.scheduled_revision_id, 0)) \
     OR NOT EXISTS (SELECT 1 FROM revisions f WHERE f.manuscript_id = r.manuscript_id AND f.id < r.id) \
     OR (r.kind = 'aside' AND NOT EXISTS (SELECT 1 FROM revisions i WHERE i.merged_id = r.id)) \
     OR EXISTS (SELECT 1 FROM revisions a WHERE a.id = r.merged_id) \
     THEN 1 ELSE 0 END AS stays \
     FROM revisions r JOIN manuscripts m ON m.id = r.manuscript_id \
     WHERE r.thin_at <= $1 ORDER BY r.thin_at, r.id LIMIT $2";

/// Somebody may name, publish or schedule one between the look and the removal.
const REMOVE: &str = "DELETE FROM revisions WHERE name IS NULL AND published_at IS NULL AND NOT EXISTS \
     (SELECT 1 FROM manuscripts m WHERE m.id = revisions.manuscript_id AND revisions.id IN \
     (COALESCE(m.head_id, 0), COALESCE(m.published_revision_id, 0), COALESCE(m.scheduled_revision_id, 0))) AND id IN";

/// Removes the revisions that are not needed any more at `now`, in milliseconds UTC. Each is looked at
/// when it comes of the next age; by then its span of time is over, so that once is enough. Those
/// that were published or named, the newest, the scheduled and the first, those of an import, and
/// those kept aside that nobody has settled yet stay. Returns how many were removed.
///
/// # Errors
/// When the database fails.
pub async fn thin_revisions(database: &Database, now: i64) -> Result<u64, sqlx::Error> {
    let mut removed = 0;
    loop {
        let mut transaction = database.write().await?;
        let (looked_at, gone) = thin_some(&mut transaction, now).await?;
        transaction.commit().await?;
        removed += gone;
        if looked_at < AT_ONCE {
            return Ok(removed);
        }
    }
}

async fn thin_some(connection: &mut AnyConnection, now: i64) -> Result<(i64, u64), sqlx::Error> {
    let due = sqlx::query(DUE)
        .bind(now)
        .bind(AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
    let mut gone: Vec<i64> = Vec::new();
    let mut later: Vec<(Option<i64>, Vec<i64>)> = Vec::new();
    for row in &due {
        let id: i64 = row.try_get("id")?;
        let created_at: i64 = row.try_get("created_at")?;
        let next_at: Option<i64> = row.try_get("next_at")?;
        let stays: i64 = row.try_get("stays")?;
        if stays == 0 && is_passed_over(created_at, next_at, now) {
            gone.push(id);
            continue;
        }
        let again = next_look(created_at, now);
        match later.iter_mut().find(|(at, _)| *at == again) {
            Some((_, ids)) => ids.push(id),
            None => later.push((again, vec![id])),
        }
    }
    let mut removed = 0;
    if !gone.is_empty() {
        removed = with_ids(connection, REMOVE, None, &gone).await?;
    }
    for (at, ids) in later {
        let sql = "UPDATE revisions SET thin_at = $1 WHERE id IN";
        with_ids(connection, sql, Some(at), &ids).await?;
    }
    Ok((i64::try_from(due.len()).unwrap_or(AT_ONCE), removed))
}

async fn with_ids(
    connection: &mut AnyConnection,
    sql: &str,
    at: Option<Option<i64>>,
    ids: &[i64],
) -> Result<u64, sqlx::Error> {
    let first = if at.is_some() { 2 } else { 1 };
    let sql = format!("{sql} ({})", super::store::places(first, ids.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    if let Some(at) = at {
        query = query.bind(at);
    }
    for id in ids {
        query = query.bind(*id);
    }
    Ok(query.execute(connection).await?.rows_affected())
}

/// Whether a later revision stands for this one: it was made within the same span of time.
fn is_passed_over(created_at: i64, next_at: Option<i64>, now: i64) -> bool {
    let span = AGES
        .into_iter()
        .rev()
        .find(|(age, _)| now - created_at >= *age)
        .map(|(_, span)| span);
    match (span, next_at) {
        (Some(span), Some(next)) => next.div_euclid(span) == created_at.div_euclid(span),
        _ => false,
    }
}

/// When a revision comes of its next age. None: never again.
fn next_look(created_at: i64, now: i64) -> Option<i64> {
    AGES.into_iter()
        .map(|(age, _)| created_at + age)
        .find(|at| *at > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_older_the_fewer() {
        let start = 20_000 * DAY;
        let passed = |after: i64, age: i64| is_passed_over(start, Some(start + after), start + age);
        assert!(!passed(1, ALL_KEPT - 1), "all of the last ten minutes");
        for (age, span) in AGES {
            assert!(passed(span - 1, age), "{age}");
            assert!(!passed(span, age), "{age}");
        }
        assert!(!is_passed_over(start, None, start + 90 * DAY), "the newest");
    }

    #[test]
    fn each_is_looked_at_once_an_age() {
        let start = 20_000 * DAY;
        let mut looks = Vec::new();
        let mut at = Some(start + ALL_KEPT);
        while let Some(now) = at {
            looks.push(now - start);
            at = next_look(start, now);
        }
        assert_eq!(looks, AGES.map(|(age, _)| age));
        assert_eq!(next_look(start, start + 3 * DAY), Some(start + 7 * DAY));
    }
}
