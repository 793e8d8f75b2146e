//! What posting and editing need of the database.

use super::{CommentRecord, comment_columns, hold_thread, read_comment};
use crate::{
    article::store::{broken, read_language},
    language::Language,
};
use document::Document;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// How many texts of the writer are compared with a new one.
const OWN_TEXTS: i64 = 20;
/// How many texts of others are.
const TEXTS_OF_OTHERS: i64 = 50;
/// How old texts of others may be to be compared, in milliseconds.
const OTHERS_WITHIN: i64 = 6 * 3_600_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;

/// An article that can be commented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentedArticle {
    /// Its id.
    pub id: i64,
    /// Its language.
    pub language: Language,
    /// Its section.
    pub section_id: i64,
    /// Its section's slug.
    pub section_slug: String,
    /// Its slug.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// When readers first saw it, milliseconds UTC.
    pub published_at: i64,
}

/// A published article: id.
pub const COMMENTED_ARTICLE: &str = "SELECT a.id, a.language, a.section_id, s.slug AS section_slug, a.slug, a.headline, \
     COALESCE(a.published_at, 0) AS published_at \
     FROM articles a JOIN sections s ON s.id = a.section_id WHERE a.id = $1 AND a.status = 'published'";

/// The article that is commented, if readers can read it.
///
/// # Errors
/// When the database fails.
pub async fn find_commented_article(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<CommentedArticle>, sqlx::Error> {
    let row = sqlx::query(COMMENTED_ARTICLE)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(CommentedArticle {
            id: row.try_get("id")?,
            language: read_language(&row)?,
            section_id: row.try_get("section_id")?,
            section_slug: row.try_get("section_slug")?,
            slug: row.try_get("slug")?,
            headline: row.try_get("headline")?,
            published_at: row.try_get("published_at")?,
        })
    })
    .transpose()
}

/// What an article says: id.
pub const ARTICLE_TEXT: &str = "SELECT headline, standfirst, body FROM articles WHERE id = $1";

/// All that an article says, as plain text with its headline and standfirst.
///
/// # Errors
/// When there is no such article, or the database fails.
pub async fn find_article_text(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<String, sqlx::Error> {
    let row = sqlx::query(ARTICLE_TEXT)
        .bind(article)
        .fetch_one(connection)
        .await?;
    let (headline, standfirst): (String, String) =
        (row.try_get("headline")?, row.try_get("standfirst")?);
    let body: String = row.try_get("body")?;
    let body =
        Document::from_json(&body).map_err(|error| broken("body", error.to_string().into()))?;
    Ok([headline, standfirst, body.plain_text()].join("\n\n"))
}

/// What somebody has posted under a name of their browser: person, operation.
pub const POSTED: &str = concat!(
    "SELECT ",
    comment_columns!(),
    " FROM comments WHERE person_id = $1 AND operation = $2"
);

/// The comment that was stored when this posting was sent before.
///
/// # Errors
/// When the database fails.
pub async fn find_posted(
    connection: &mut AnyConnection,
    person: i64,
    operation: &str,
) -> Result<Option<CommentRecord>, sqlx::Error> {
    let row = sqlx::query(POSTED)
        .bind(person)
        .bind(operation)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_comment).transpose()
}

/// What the checks ask of the database about a new comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The writer's last texts with their times, the newest first.
    pub own: Vec<(String, i64)>,
    /// What others have written about the article within hours, the newest first.
    pub others: Vec<(String, i64)>,
    /// How many the writer has posted in the last minute.
    pub person_last_minute: u32,
    /// How many in the last hour.
    pub person_last_hour: u32,
    /// How many their network has posted in the last minute.
    pub network_last_minute: u32,
    /// How many in the last hour.
    pub network_last_hour: u32,
    /// When the writer last posted about the article, milliseconds UTC.
    pub last_on_article_at: Option<i64>,
}

impl Surroundings {
    /// Whether these are the same as others as far as the writer's own texts go.
    pub fn is_of_writer_as(&self, other: &Self) -> bool {
        self.own == other.own
            && self.person_last_hour == other.person_last_hour
            && self.last_on_article_at == other.last_on_article_at
    }
}

/// The last texts of somebody: person, but for this comment, how many at most.
pub const SAID_BEFORE: &str = "SELECT text, posted_at FROM comments \
     WHERE person_id = $1 AND id <> $2 AND status NOT IN ('deleted', 'rejected') ORDER BY posted_at DESC, id DESC LIMIT $3";

/// The last texts of others about an article: article, person, since, how many at most.
pub const OF_OTHERS: &str = "SELECT text, posted_at FROM comments \
     WHERE article_id = $1 AND posted_at > $3 AND (person_id IS NULL OR person_id <> $2) \
     ORDER BY posted_at DESC, id DESC LIMIT $4";

/// How much somebody and their network have posted: person, article, network, a minute ago, an hour ago,
/// but for this comment.
pub const COUNTS: &str = "SELECT \
     (SELECT COUNT(*) FROM comments WHERE person_id = $1 AND posted_at > $4 AND id <> $6) AS person_minute, \
     (SELECT COUNT(*) FROM comments WHERE person_id = $1 AND posted_at > $5 AND id <> $6) AS person_hour, \
     (SELECT COUNT(*) FROM comments WHERE network = $3 AND posted_at > $4 AND id <> $6) AS network_minute, \
     (SELECT COUNT(*) FROM comments WHERE network = $3 AND posted_at > $5 AND id <> $6) AS network_hour, \
     (SELECT MAX(posted_at) FROM comments WHERE person_id = $1 AND article_id = $2 AND id <> $6) AS last_here";

/// Gathers what the checks ask about something that `person` writes about `article` from `network`.
/// `edited` is the comment that is examined once more; 0 for a new one.
///
/// # Errors
/// When the database fails.
pub async fn gather_surroundings(
    connection: &mut AnyConnection,
    person: i64,
    article: i64,
    network: &str,
    edited: i64,
    now: i64,
) -> Result<Surroundings, sqlx::Error> {
    let own = sqlx::query(SAID_BEFORE)
        .bind(person)
        .bind(edited)
        .bind(OWN_TEXTS)
        .fetch_all(&mut *connection)
        .await?;
    let others = sqlx::query(OF_OTHERS)
        .bind(article)
        .bind(person)
        .bind(now - OTHERS_WITHIN)
        .bind(TEXTS_OF_OTHERS)
        .fetch_all(&mut *connection)
        .await?;
    let counts = sqlx::query(COUNTS)
        .bind(person)
        .bind(article)
        .bind(network)
        .bind(now - MINUTE)
        .bind(now - HOUR)
        .bind(edited)
        .fetch_one(connection)
        .await?;
    let texts = |rows: Vec<sqlx::any::AnyRow>| -> Result<Vec<(String, i64)>, sqlx::Error> {
        rows.iter()
            .map(|row| Ok((row.try_get("text")?, row.try_get("posted_at")?)))
            .collect()
    };
    let count = |name: &str| -> Result<u32, sqlx::Error> {
        Ok(u32::try_from(counts.try_get::<i64, _>(name)?).unwrap_or(u32::MAX))
    };
    Ok(Surroundings {
        own: texts(own)?,
        others: texts(others)?,
        person_last_minute: count("person_minute")?,
        person_last_hour: count("person_hour")?,
        network_last_minute: count("network_minute")?,
        network_last_hour: count("network_hour")?,
        last_on_article_at: counts.try_get("last_here")?,
    })
}

/// What a check has found, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFinding {
    /// The check's word.
    pub check: &'static str,
    /// `pass`, `hold` or `reject`.
    pub verdict: &'static str,
    /// JSON.
    pub reason: String,
}

/// Stores what the checks have found about a comment, in the place of what they found before.
///
/// # Errors
/// When the database fails.
pub async fn replace_findings(
    connection: &mut AnyConnection,
    comment: i64,
    findings: &[NewFinding],
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM comment_findings WHERE comment_id = $1")
        .bind(comment)
        .execute(&mut *connection)
        .await?;
    if findings.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..findings.len())
        .map(|index| {
            let first = 3 + index * 3;
            format!("($1, ${first}, ${}, ${}, $2)", first + 1, first + 2)
        })
        .collect();
    let sql = format!(
        "INSERT INTO comment_findings (comment_id, check_name, verdict, reason, found_at) VALUES {}",
        rows.join(", ")
    );
    // Only numbers were put into the text.
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(comment).bind(now);
    for finding in findings {
        query = query
            .bind(finding.check)
            .bind(finding.verdict)
            .bind(&finding.reason);
    }
    query.execute(connection).await?;
    Ok(())
}

/// Writes down when somebody first posted, unless that is known.
///
/// # Errors
/// When the database fails.
pub async fn note_first_posting(
    connection: &mut AnyConnection,
    person: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO commenters (person_id, first_posted_at) VALUES ($1, $2) \
         ON CONFLICT (person_id) DO UPDATE \
         SET first_posted_at = COALESCE(commenters.first_posted_at, $2)",
    )
    .bind(person)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts another text in the place of a comment's, and keeps what it said before. Gives the comment as it
/// is now; None where it has changed since `comment` was read. Holds the thread.
///
/// # Errors
/// When the database fails.
pub async fn change_text(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    text: &str,
    now: i64,
) -> Result<Option<CommentRecord>, sqlx::Error> {
    hold_thread(connection, comment.article_id).await?;
    let row = sqlx::query(concat!(
        "UPDATE comments SET text = $1, edited_at = $2, version = version + 1 \
         WHERE id = $3 AND version = $4 RETURNING ",
        comment_columns!()
    ))
    .bind(text)
    .bind(now)
    .bind(comment.id)
    .bind(comment.version)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    sqlx::query(
        "INSERT INTO comment_revisions (comment_id, number, text, written_at) \
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3 FROM comment_revisions WHERE comment_id = $1",
    )
    .bind(comment.id)
    .bind(&comment.text)
    .bind(comment.edited_at.unwrap_or(comment.posted_at))
    .execute(connection)
    .await?;
    read_comment(&row).map(Some)
}

/// The last decision that took a comment from readers: comment.
pub const DECISION_AGAINST: &str = "SELECT id, moderator_id FROM comment_decisions \
     WHERE comment_id = $1 AND undone_at IS NULL AND action IN ('reject', 'hide') ORDER BY id DESC LIMIT 1";

/// Stores the wish of a comment's writer that somebody else looks again. False where they have said so
/// before.
///
/// # Errors
/// When the database fails.
pub async fn insert_appeal(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    text: &str,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let decision = sqlx::query(DECISION_AGAINST)
        .bind(comment.id)
        .fetch_optional(&mut *connection)
        .await?;
    let (decision, against): (Option<i64>, Option<i64>) = match decision {
        Some(row) => (Some(row.try_get("id")?), row.try_get("moderator_id")?),
        None => (None, None),
    };
    let done = sqlx::query(
        "INSERT INTO comment_appeals (comment_id, person_id, decision_id, against_id, text, appealed_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    )
    .bind(comment.id)
    .bind(comment.person_id)
    .bind(decision)
    .bind(against)
    .bind(text)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
