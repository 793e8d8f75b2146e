//! What happened in threads, numbered.

use super::CommentRecord;
use crate::{
    article::store::broken,
    comment::{
        live::CHANNEL,
        model::{Event, EventKind},
    },
    desk::manuscript::store::places,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// A thread's row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreadRecord {
    /// How many comments readers see.
    pub comments: i64,
    /// How many of those that are listed begin a branch.
    pub branches: i64,
    /// The number of the newest event; 0 before the first.
    pub last_event: i64,
}

/// How the driver calls PostgreSQL.
const POSTGRES: &str = "PostgreSQL";

/// Events of a thread after a number, in their order: article, number, how many at most.
pub const AFTER: &str = "SELECT number, event FROM comment_events \
     WHERE article_id = $1 AND number > $2 ORDER BY number LIMIT $3";

/// What is deleted because it is old: moment.
pub const OLD_EVENTS: &str = "DELETE FROM comment_events WHERE happened_at < $1";

/// Takes hold of a thread until the transaction ends: nobody else changes it meanwhile. Makes its row
/// where there is none.
///
/// # Errors
/// When the database fails.
pub async fn hold_thread(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<ThreadRecord, sqlx::Error> {
    // An update, because that is what both databases lock a row for.
    let row = sqlx::query(
        "INSERT INTO threads (article_id) VALUES ($1) \
         ON CONFLICT (article_id) DO UPDATE SET comments = threads.comments \
         RETURNING comments, branches, last_event",
    )
    .bind(article)
    .fetch_one(connection)
    .await?;
    read_thread(&row)
}

/// A thread as it is; an empty one where nothing was ever said.
///
/// # Errors
/// When the database fails.
pub async fn find_thread(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<ThreadRecord, sqlx::Error> {
    let row =
        sqlx::query("SELECT comments, branches, last_event FROM threads WHERE article_id = $1")
            .bind(article)
            .fetch_optional(connection)
            .await?;
    row.as_ref()
        .map_or(Ok(ThreadRecord::default()), read_thread)
}

/// Whether an article is for readers: article.
pub const IS_PUBLISHED: &str = "SELECT 1 FROM articles WHERE id = $1 AND status = 'published'";

/// Whether readers can read an article, and so what is said about it.
///
/// # Errors
/// When the database fails.
pub async fn is_open_to_readers(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = sqlx::query_scalar(IS_PUBLISHED)
        .bind(article)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

fn read_thread(row: &sqlx::any::AnyRow) -> Result<ThreadRecord, sqlx::Error> {
    Ok(ThreadRecord {
        comments: row.try_get("comments")?,
        branches: row.try_get("branches")?,
        last_event: row.try_get("last_event")?,
    })
}

/// Writes down what happened to a comment and gives the event its number. The thread is held by whoever
/// calls; the counts told are those at this moment.
///
/// # Errors
/// When the database fails.
pub async fn append_event(
    connection: &mut AnyConnection,
    kind: EventKind,
    comment: &CommentRecord,
    now: i64,
) -> Result<i64, sqlx::Error> {
    let thread = hold_thread(connection, comment.article_id).await?;
    let event = Event {
        kind,
        comment: comment.id,
        branch: comment.branch_id,
        support: comment.support,
        comments: thread.comments,
    };
    append(connection, comment.article_id, &event, now).await
}

/// Writes down that a thread takes comments in another way from now on, or none any more.
///
/// # Errors
/// When the database fails.
pub async fn append_ruled(
    connection: &mut AnyConnection,
    article: i64,
    now: i64,
) -> Result<i64, sqlx::Error> {
    let thread = hold_thread(connection, article).await?;
    let event = Event {
        kind: EventKind::Ruled,
        comment: 0,
        branch: 0,
        support: 0,
        comments: thread.comments,
    };
    append(connection, article, &event, now).await
}

async fn append(
    connection: &mut AnyConnection,
    article: i64,
    event: &Event,
    now: i64,
) -> Result<i64, sqlx::Error> {
    let number: i64 = sqlx::query_scalar(
        "UPDATE threads SET last_event = last_event + 1 WHERE article_id = $1 RETURNING last_event",
    )
    .bind(article)
    .fetch_one(&mut *connection)
    .await?;
    let json = serde_json::to_string(event).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO comment_events (article_id, number, event, happened_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(article)
    .bind(number)
    .bind(json)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    if connection.backend_name() == POSTGRES {
        // Is heard by other servers when the transaction is committed, and only then.
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(article.to_string())
            .execute(connection)
            .await?;
    }
    Ok(number)
}

/// The numbers of the newest events of these articles' threads, of those that have any.
///
/// # Errors
/// When the database fails.
pub async fn list_last_events(
    connection: &mut AnyConnection,
    articles: &[i64],
) -> Result<Vec<(i64, i64)>, sqlx::Error> {
    if articles.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(last_events_sql(articles.len())));
    for article in articles {
        query = query.bind(*article);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("article_id")?, row.try_get("last_event")?)))
        .collect()
}

/// For so many articles. Only numbers of placeholders go into the text.
pub fn last_events_sql(articles: usize) -> String {
    format!(
        "SELECT article_id, last_event FROM threads WHERE article_id IN ({})",
        places(1, articles)
    )
}

/// A thread's events that come after a number, in their order, `limit` at most, each with its number.
///
/// # Errors
/// When the database fails, or holds what is no event.
pub async fn list_events(
    connection: &mut AnyConnection,
    article: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Event)>, sqlx::Error> {
    let rows = sqlx::query(AFTER)
        .bind(article)
        .bind(after)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let json: String = row.try_get("event")?;
            let event =
                serde_json::from_str(&json).map_err(|error| broken("event", error.into()))?;
            Ok((row.try_get("number")?, event))
        })
        .collect()
}

/// Deletes events from before a moment, in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_events(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(OLD_EVENTS)
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
