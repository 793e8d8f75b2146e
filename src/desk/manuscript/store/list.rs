//! The list of manuscripts.

use super::{places, records::read_status};
use crate::{
    article::store::read_language,
    desk::model::Status,
    language::Language,
    site::{
        address::Cursor,
        store::{range_of, searched_words},
    },
};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// Which manuscripts a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Only those that stand here.
    pub status: Option<Status>,
    /// Only in this language.
    pub language: Option<Language>,
    /// Only of this section.
    pub section_id: Option<i64>,
    /// Only with this author in the byline.
    pub author_id: Option<i64>,
    /// Only what this person has begun.
    pub owner_id: Option<i64>,
    /// What was typed: beginnings of words.
    pub words: String,
}

/// A manuscript in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedManuscript {
    /// Its id.
    pub id: i64,
    /// The headline; may be empty.
    pub headline: String,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub status: Status,
    /// Whether readers see an older revision than the newest.
    pub has_changes: bool,
    /// Its section's name; empty while it has none.
    pub section: String,
    /// When it was last changed, milliseconds UTC.
    pub changed_at: i64,
    /// Who changed it; empty for an import.
    pub changed_by: String,
    /// When it will be published, milliseconds UTC.
    pub scheduled_at: Option<i64>,
}

/// The statement of a list, whose places are bound in the order of the filter's fields, then the
/// cursor and the limit.
pub fn list_sql(filter: &ListFilter) -> String {
    let mut sql = String::from(
        "SELECT m.id, m.headline, m.language, m.status, m.head_id, m.published_revision_id, COALESCE(s.name, '') AS section, \
         m.changed_at, COALESCE(p.name, '') AS changed_by, m.scheduled_at FROM manuscripts m \
         LEFT JOIN sections s ON s.id = m.section_id LEFT JOIN people p ON p.id = m.changed_by WHERE ",
    );
    // sqlx's QueryBuilder writes `?`, which PostgreSQL does not know, so places are counted here.
    let mut place = 0;
    let mut next = || {
        place += 1;
        place
    };
    let columns = [
        ("status", filter.status.is_some()),
        ("language", filter.language.is_some()),
        ("section_id", filter.section_id.is_some()),
        ("owner_id", filter.owner_id.is_some()),
    ];
    for (column, _) in columns.into_iter().filter(|(_, asked)| *asked) {
        sql.push_str(&format!("m.{column} = ${} AND ", next()));
    }
    if filter.author_id.is_some() {
        sql.push_str(&format!(
            "m.id IN (SELECT a.manuscript_id FROM manuscript_authors a WHERE a.author_id = ${}) AND ",
            next()
        ));
    }
    for _ in searched_words(&filter.words) {
        let (first, end) = (next(), next());
        sql.push_str(&format!(
            "m.id IN (SELECT w.manuscript_id FROM manuscript_words w WHERE w.word >= ${first} AND w.word < ${end}) AND "
        ));
    }
    let (time, id, limit) = (next(), next(), next());
    sql.push_str(&format!(
        "(m.changed_at, m.id) < (${time}, ${id}) ORDER BY m.changed_at DESC, m.id DESC LIMIT ${limit}"
    ));
    sql
}

/// At most `limit` manuscripts that come after `before`, the last changed first.
///
/// # Errors
/// When the database fails.
pub async fn list_manuscripts(
    connection: &mut AnyConnection,
    filter: &ListFilter,
    before: Cursor,
    limit: i64,
) -> Result<Vec<ListedManuscript>, sqlx::Error> {
    let mut query = sqlx::query(AssertSqlSafe(list_sql(filter)));
    if let Some(status) = filter.status {
        query = query.bind(status.as_str());
    }
    if let Some(language) = filter.language {
        query = query.bind(language.code());
    }
    for id in [filter.section_id, filter.owner_id, filter.author_id]
        .into_iter()
        .flatten()
    {
        query = query.bind(id);
    }
    for word in searched_words(&filter.words) {
        let (first, end) = range_of(&word);
        query = query.bind(first).bind(end);
    }
    let rows = query
        .bind(before.published_at)
        .bind(before.id)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let status = read_status(row)?;
            let head: Option<i64> = row.try_get("head_id")?;
            let published: Option<i64> = row.try_get("published_revision_id")?;
            Ok(ListedManuscript {
                id: row.try_get("id")?,
                headline: row.try_get("headline")?,
                language: read_language(row)?,
                status,
                has_changes: status == Status::Published && head != published,
                section: row.try_get("section")?,
                changed_at: row.try_get("changed_at")?,
                changed_by: row.try_get("changed_by")?,
                scheduled_at: row.try_get("scheduled_at")?,
            })
        })
        .collect()
}

/// The bylines of so many manuscripts: their ids.
pub fn bylines_sql(count: usize) -> String {
    format!(
        "SELECT l.manuscript_id, TRIM(a.given_name || ' ' || a.surname) AS name FROM manuscript_authors l \
         JOIN authors a ON a.id = l.author_id WHERE l.manuscript_id IN ({}) ORDER BY l.manuscript_id, l.position",
        places(1, count)
    )
}

/// The bylines of manuscripts: pairs of manuscript and name, in order.
///
/// # Errors
/// When the database fails.
pub async fn list_bylines(
    connection: &mut AnyConnection,
    manuscript_ids: &[i64],
) -> Result<Vec<(i64, String)>, sqlx::Error> {
    if manuscript_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(bylines_sql(manuscript_ids.len())));
    for id in manuscript_ids {
        query = query.bind(*id);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("manuscript_id")?, row.try_get("name")?)))
        .collect()
}
