//! Who writes: the name shown, how far they are trusted, what moderators have decided about them.

use crate::{account::store::Person, comment::store::decisions::rejections};
use moderation::{Author, History, Standing, Trust};
use sqlx::{AnyConnection, Row};

const DAY: i64 = 86_400_000;

/// Somebody who comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Their account.
    pub person_id: i64,
    /// The name shown beside their comments.
    pub name: String,
    /// Whether it is one that they have chosen for that.
    pub has_pseudonym: bool,
    /// How far they are trusted.
    pub trust: Trust,
    /// Comments of theirs that were approved.
    pub approved: i64,
    /// Rejections of the last 30 days by moderators, of comments that they have deleted since as well.
    pub rejected_recently: i64,
    /// What a moderator has decided about them.
    pub standing: Standing,
    /// Whether they belong to the newsroom.
    pub is_newsroom: bool,
}

impl Writer {
    /// What the checks know of them.
    pub fn author(&self) -> Author {
        Author {
            trust: self.trust,
            approved: self.approved,
            rejected_recently: self.rejected_recently,
            standing: self.standing,
            is_newsroom: self.is_newsroom,
        }
    }
}

/// What is kept of somebody who comments: person, thirty days ago.
pub const WRITER: &str = concat!(
    "SELECT pseudonym, approved, rejected, reports_upheld, first_posted_at, \
     banned_at, suspended_until, shadowed_at, (SELECT COUNT(*) ",
    rejections!(),
    "AND rejection.person_id = $1 AND rejection.decided_at > $2) AS rejected_recently \
     FROM commenters WHERE person_id = $1"
);

/// What is known of whoever writes.
///
/// # Errors
/// When the database fails.
pub async fn find_writer(
    connection: &mut AnyConnection,
    person: &Person,
    now: i64,
) -> Result<Writer, sqlx::Error> {
    let row = sqlx::query(WRITER)
        .bind(person.id)
        .bind(now - 30 * DAY)
        .fetch_optional(connection)
        .await?;
    let is_newsroom = person.role.is_newsroom();
    let mut writer = Writer {
        person_id: person.id,
        name: person.name.clone(),
        has_pseudonym: false,
        trust: if is_newsroom {
            Trust::Trusted
        } else {
            Trust::New
        },
        approved: 0,
        rejected_recently: 0,
        standing: Standing::Good,
        is_newsroom,
    };
    let Some(row) = row else {
        return Ok(writer);
    };
    if let Some(pseudonym) = row.try_get::<Option<String>, _>("pseudonym")? {
        writer.name = pseudonym;
        writer.has_pseudonym = true;
    }
    writer.approved = row.try_get("approved")?;
    writer.rejected_recently = row.try_get("rejected_recently")?;
    let first: Option<i64> = row.try_get("first_posted_at")?;
    if !is_newsroom {
        writer.trust = Trust::of(&History {
            approved: writer.approved,
            rejected: row.try_get("rejected")?,
            rejected_recently: writer.rejected_recently,
            reports_upheld: row.try_get("reports_upheld")?,
            days: first.map_or(0, |first| (now - first).max(0) / DAY),
        });
    }
    let is_set = |column: &str| -> Result<bool, sqlx::Error> {
        Ok(row.try_get::<Option<i64>, _>(column)?.is_some())
    };
    writer.standing = match row.try_get::<Option<i64>, _>("suspended_until")? {
        _ if is_set("banned_at")? => Standing::Banned,
        Some(until) if until > now => Standing::Suspended { until },
        _ if is_set("shadowed_at")? => Standing::Shadowed,
        _ => Standing::Good,
    };
    Ok(writer)
}
