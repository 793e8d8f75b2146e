//! Everything that is held about what somebody has said, for the file that they can take along.

use serde_json::{Map, Value, json};
use sqlx::{AnyConnection, Row};

/// The most of each kind in one file.
const MOST: i64 = 10_000;

/// Somebody's comments with their earlier texts, appeals, supports, reports, notices and whom they muted. Moments are milliseconds since 1970
/// UTC.
///
/// # Errors
/// When the database fails.
pub async fn export_comments(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Value, sqlx::Error> {
    let mut file = Map::new();
    for (name, sql, columns) in PARTS {
        let rows = sqlx::query(sql)
            .bind(person)
            .bind(MOST)
            .fetch_all(&mut *connection)
            .await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut line = Map::new();
            for (column, kind) in columns {
                let value = match kind {
                    Number => json!(row.try_get::<Option<i64>, _>(*column)?),
                    Text => json!(row.try_get::<Option<String>, _>(*column)?),
                };
                line.insert((*column).to_owned(), value);
            }
            lines.push(Value::Object(line));
        }
        file.insert(name.to_owned(), Value::Array(lines));
    }
    Ok(Value::Object(file))
}

#[derive(Clone, Copy)]
enum Kind {
    Number,
    Text,
}

use Kind::{Number, Text};

/// A part of the file: its name, what is read (person, how many) and the columns.
type Part = (&'static str, &'static str, &'static [(&'static str, Kind)]);

const PARTS: [Part; 8] = [
    (
        "written",
        // Whoever only sees themselves is not told so.
        "SELECT id, article_id, name, text, quote, \
         CASE status WHEN 'shadowed' THEN 'published' ELSE status END AS status, \
         posted_at, edited_at, network FROM comments \
         WHERE person_id = $1 ORDER BY posted_at, id LIMIT $2",
        &[
            ("id", Number),
            ("article_id", Number),
            ("name", Text),
            ("text", Text),
            ("quote", Text),
            ("status", Text),
            ("posted_at", Number),
            ("edited_at", Number),
            ("network", Text),
        ],
    ),
    (
        "earlier",
        "SELECT comment_id, number, comment_revisions.text, written_at FROM comment_revisions \
         JOIN comments ON comments.id = comment_revisions.comment_id \
         WHERE comments.person_id = $1 ORDER BY comment_id, number LIMIT $2",
        &[
            ("comment_id", Number),
            ("number", Number),
            ("text", Text),
            ("written_at", Number),
        ],
    ),
    (
        "appeals",
        "SELECT comment_id, text, appealed_at, settled_at, outcome FROM comment_appeals \
         WHERE person_id = $1 ORDER BY appealed_at, comment_id LIMIT $2",
        &[
            ("comment_id", Number),
            ("text", Text),
            ("appealed_at", Number),
            ("settled_at", Number),
            ("outcome", Text),
        ],
    ),
    (
        "supported",
        "SELECT comment_id, supported_at FROM comment_supports WHERE person_id = $1 ORDER BY comment_id LIMIT $2",
        &[("comment_id", Number), ("supported_at", Number)],
    ),
    (
        "reported",
        "SELECT comment_id, reason, note, reported_at FROM comment_reports WHERE person_id = $1 ORDER BY reported_at LIMIT $2",
        &[
            ("comment_id", Number),
            ("reason", Text),
            ("note", Text),
            ("reported_at", Number),
        ],
    ),
    (
        "muted",
        "SELECT name, muted_at FROM comment_mutes WHERE person_id = $1 ORDER BY muted_id LIMIT $2",
        &[("name", Text), ("muted_at", Number)],
    ),
    (
        "notices",
        "SELECT kind, comment_id, reason, told_at, seen_at FROM comment_notices WHERE person_id = $1 ORDER BY id LIMIT $2",
        &[
            ("kind", Text),
            ("comment_id", Number),
            ("reason", Text),
            ("told_at", Number),
            ("seen_at", Number),
        ],
    ),
    (
        "standing",
        "SELECT pseudonym, pseudonym_at, approved, rejected, first_posted_at, banned_at, suspended_until, \
         digest_at, telephone_confirmed_at FROM commenters \
         WHERE person_id = $1 LIMIT $2",
        &[
            ("pseudonym", Text),
            ("pseudonym_at", Number),
            ("approved", Number),
            ("rejected", Number),
            ("first_posted_at", Number),
            ("banned_at", Number),
            ("suspended_until", Number),
            ("digest_at", Number),
            ("telephone_confirmed_at", Number),
        ],
    ),
];
