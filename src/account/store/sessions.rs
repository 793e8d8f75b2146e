//! Where people are signed in.

use super::people::{COLUMNS, Person, read_person};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// How long the token before a rotation still counts, in milliseconds: for requests that were on
/// their way when the new one was given.
const PREVIOUS_TOKEN_COUNTS: i64 = 30_000;

/// A session that is about to begin.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Whose.
    pub person_id: i64,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// When it ends unless it is used, milliseconds UTC.
    pub expires_at: i64,
    /// How they proved who they are.
    pub method: Method,
    /// What the browser says it is.
    pub user_agent: &'a str,
    /// From where.
    pub network: &'a str,
}

/// How somebody proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// With a password alone.
    Password,
    /// With a password and a code.
    Code,
    /// With a passkey, which is two factors by itself: the device, and what unlocks it.
    Passkey,
}

impl Method {
    /// The word in the column `method`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Passkey => "passkey",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Password, Self::Code, Self::Passkey]
            .into_iter()
            .find(|method| method.as_str() == word)
    }
}

/// A session with the person it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: i64,
    /// Who is signed in.
    pub person: Person,
    /// How they proved who they are.
    pub method: Method,
    /// When it began, milliseconds UTC.
    pub created_at: i64,
    /// When it was last seen, as far as that was written down.
    pub last_seen_at: i64,
    /// Whether it must be given a new token.
    pub must_rotate: bool,
    /// How many notices about their comments they have not seen.
    pub notices: i64,
}

/// A session in its owner's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// Its id.
    pub id: i64,
    /// How its owner proved who they are.
    pub method: Method,
    /// When it began, milliseconds UTC.
    pub created_at: i64,
    /// When it was last seen.
    pub last_seen_at: i64,
    /// What the browser says it is.
    pub user_agent: String,
    /// From where it was last seen.
    pub network: String,
}

/// How many sessions somebody can have. More are some program's: the longest unseen make room.
const MOST_SESSIONS: i64 = 50;

/// Begins a session and returns its id.
///
/// # Errors
/// When the database fails.
pub async fn insert_session(
    connection: &mut AnyConnection,
    session: &NewSession<'_>,
    now: i64,
) -> Result<i64, sqlx::Error> {
    sqlx::query(
        "DELETE FROM sessions WHERE person_id = $1 AND id NOT IN \
         (SELECT id FROM sessions WHERE person_id = $1 ORDER BY last_seen_at DESC, id DESC LIMIT $2)",
    )
    .bind(session.person_id)
    .bind(MOST_SESSIONS - 1)
    .execute(&mut *connection)
    .await?;
    sqlx::query_scalar(
        "INSERT INTO sessions (person_id, token_hash, created_at, last_seen_at, expires_at, method, user_agent, network) \
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(session.person_id)
    .bind(session.token_hash)
    .bind(now)
    .bind(session.expires_at)
    .bind(session.method.as_str())
    .bind(session.user_agent)
    .bind(session.network)
    .fetch_one(connection)
    .await
}

/// The session of a token, unless it has ended or its owner is shut out.
///
/// # Errors
/// When the database fails.
pub async fn find_session(
    connection: &mut AnyConnection,
    token_hash: &str,
    now: i64,
) -> Result<Option<Session>, sqlx::Error> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT sessions.id AS session_id, sessions.created_at AS session_created_at, sessions.last_seen_at, sessions.method, \
         CASE WHEN sessions.rotate_since IS NULL OR sessions.token_hash <> $1 THEN 0 ELSE 1 END AS must_rotate, \
         (SELECT COUNT(*) FROM comment_notices WHERE person_id = people.id AND seen_at IS NULL) AS notices, \
         {COLUMNS} FROM sessions JOIN people ON people.id = sessions.person_id \
         WHERE (sessions.token_hash = $1 OR (sessions.previous_token_hash = $1 AND sessions.rotated_at > $2)) \
         AND sessions.expires_at > $3 AND people.suspended_at IS NULL AND people.deleted_at IS NULL"
    )))
    .bind(token_hash)
    .bind(now - PREVIOUS_TOKEN_COUNTS)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read_session).transpose()
}

/// A session by its id, unless it has ended or its owner is shut out.
///
/// # Errors
/// When the database fails.
pub async fn find_session_by_id(
    connection: &mut AnyConnection,
    id: i64,
    now: i64,
) -> Result<Option<Session>, sqlx::Error> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT sessions.id AS session_id, sessions.created_at AS session_created_at, sessions.last_seen_at, sessions.method, \
         0 AS must_rotate, \
         (SELECT COUNT(*) FROM comment_notices WHERE person_id = people.id AND seen_at IS NULL) AS notices, \
         {COLUMNS} FROM sessions JOIN people ON people.id = sessions.person_id \
         WHERE sessions.id = $1 AND sessions.expires_at > $2 AND people.suspended_at IS NULL AND people.deleted_at IS NULL"
    )))
    .bind(id)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read_session).transpose()
}

fn read_session(row: &AnyRow) -> Result<Session, sqlx::Error> {
    let must_rotate: i64 = row.try_get("must_rotate")?;
    Ok(Session {
        id: row.try_get("session_id")?,
        person: read_person(row)?,
        method: read_method(row)?,
        created_at: row.try_get("session_created_at")?,
        last_seen_at: row.try_get("last_seen_at")?,
        must_rotate: must_rotate != 0,
        notices: row.try_get("notices")?,
    })
}

/// Notes that a session was used, and when it will end now.
///
/// # Errors
/// When the database fails.
pub async fn touch_session(
    connection: &mut AnyConnection,
    id: i64,
    network: &str,
    expires_at: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE sessions SET last_seen_at = $1, expires_at = $2, network = $3 WHERE id = $4",
    )
    .bind(now)
    .bind(expires_at)
    .bind(network)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that a session's owner has proved more than at its beginning.
///
/// # Errors
/// When the database fails.
pub async fn set_method(
    connection: &mut AnyConnection,
    id: i64,
    method: Method,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sessions SET method = $1 WHERE id = $2")
        .bind(method.as_str())
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that what stood beside the password is no more: sessions that rest on it rest on the
/// password alone.
///
/// # Errors
/// When the database fails.
pub async fn lower_method(
    connection: &mut AnyConnection,
    person_id: i64,
    method: Method,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sessions SET method = 'password' WHERE person_id = $1 AND method = $2")
        .bind(person_id)
        .bind(method.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Asks that every session of a person be given a new token at its next request.
///
/// # Errors
/// When the database fails.
pub async fn ask_rotation(
    connection: &mut AnyConnection,
    person_id: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sessions SET rotate_since = $1 WHERE person_id = $2")
        .bind(now)
        .bind(person_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives a session a new token in the place of an old one. False when another request was faster.
///
/// # Errors
/// When the database fails.
pub async fn rotate_session(
    connection: &mut AnyConnection,
    id: i64,
    old: &str,
    new: &str,
    expires_at: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE sessions SET token_hash = $1, previous_token_hash = $2, rotated_at = $3, rotate_since = NULL, \
         expires_at = $4 WHERE id = $5 AND token_hash = $2",
    )
    .bind(new)
    .bind(old)
    .bind(now)
    .bind(expires_at)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The sessions of a person that have not ended, the latest seen first; at most 100.
///
/// # Errors
/// When the database fails.
pub async fn list_sessions(
    connection: &mut AnyConnection,
    person_id: i64,
    now: i64,
) -> Result<Vec<SessionRecord>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id, method, created_at, last_seen_at, user_agent, network FROM sessions \
         WHERE person_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC LIMIT 100",
    )
    .bind(person_id)
    .bind(now)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SessionRecord {
                id: row.try_get("id")?,
                method: read_method(row)?,
                created_at: row.try_get("created_at")?,
                last_seen_at: row.try_get("last_seen_at")?,
                user_agent: row.try_get("user_agent")?,
                network: row.try_get("network")?,
            })
        })
        .collect()
}

/// Whether a session is still there.
///
/// # Errors
/// When the database fails.
pub async fn has_session(connection: &mut AnyConnection, id: i64) -> Result<bool, sqlx::Error> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sessions WHERE id = $1")
        .bind(id)
        .fetch_one(connection)
        .await?;
    Ok(count > 0)
}

/// Ends one session of a person; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn end_session(
    connection: &mut AnyConnection,
    person_id: i64,
    id: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("DELETE FROM sessions WHERE id = $1 AND person_id = $2")
        .bind(id)
        .bind(person_id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends all sessions of a person but one, if one is named; how many.
///
/// # Errors
/// When the database fails.
pub async fn end_sessions(
    connection: &mut AnyConnection,
    person_id: i64,
    except: Option<i64>,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("DELETE FROM sessions WHERE person_id = $1 AND id <> $2")
        .bind(person_id)
        .bind(except.unwrap_or(0))
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Removes the sessions that ended before a moment.
///
/// # Errors
/// When the database fails.
pub async fn delete_old_sessions(
    connection: &mut AnyConnection,
    before: i64,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("DELETE FROM sessions WHERE expires_at < $1")
        .bind(before)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

fn read_method(row: &AnyRow) -> Result<Method, sqlx::Error> {
    let method: String = row.try_get("method")?;
    Method::parse(&method).ok_or_else(|| sqlx::Error::ColumnDecode {
        index: "method".to_owned(),
        source: format!("unknown method {method:?}").into(),
    })
}
