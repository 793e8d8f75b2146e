//! Finding people.

use super::people::{COLUMNS, Person, read_person};
use crate::account::model::Role;
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::BTreeSet;

/// Whom a list of people is to show.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// The beginnings of words that name or address must have; in lower case.
    pub words: Vec<String>,
    /// Only this role.
    pub role: Option<Role>,
    /// Only ids below this one.
    pub before: Option<i64>,
}

/// Accounts, the newest first, at most `limit`. Emptied ones are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_people(
    connection: &mut AnyConnection,
    filter: &PeopleFilter,
    limit: i64,
) -> Result<Vec<Person>, sqlx::Error> {
    let mut sql = format!("SELECT {COLUMNS} FROM people WHERE deleted_at IS NULL");
    // sqlx's QueryBuilder writes `?`, which PostgreSQL does not know, so places are counted here.
    let mut place = 0;
    let mut next = || {
        place += 1;
        place
    };
    for _ in &filter.words {
        let (first, end) = (next(), next());
        sql.push_str(&format!(
            " AND id IN (SELECT person_id FROM people_words WHERE word >= ${first} AND word < ${end})"
        ));
    }
    if filter.role.is_some() {
        sql.push_str(&format!(" AND role = ${}", next()));
    }
    if filter.before.is_some() {
        sql.push_str(&format!(" AND id < ${}", next()));
    }
    sql.push_str(&format!(" ORDER BY id DESC LIMIT ${}", next()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for word in &filter.words {
        let (first, end) = range_of(word);
        query = query.bind(first).bind(end);
    }
    if let Some(role) = filter.role {
        query = query.bind(role.as_str());
    }
    if let Some(before) = filter.before {
        query = query.bind(before);
    }
    let rows = query.bind(limit).fetch_all(connection).await?;
    rows.iter().map(read_person).collect()
}

/// The words that begin with another, as a half-open range of bytes.
fn range_of(word: &str) -> (Vec<u8>, Vec<u8>) {
    let first = word.as_bytes().to_vec();
    let mut end = first.clone();
    // No byte of UTF-8 is 0xFF.
    end.push(0xFF);
    (first, end)
}

/// The words of a name or an address that people can be found by, in lower case.
pub fn words_of(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let mut words: BTreeSet<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if text.contains('@') {
        words.insert(text.trim().to_owned());
    }
    words
}

/// Notes the words that somebody can be found by, in the place of those before.
///
/// # Errors
/// When the database fails.
pub(super) async fn index_words(
    connection: &mut AnyConnection,
    id: i64,
    name: &str,
    email: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM people_words WHERE person_id = $1")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    let mut words = words_of(name);
    words.extend(email.map(words_of).unwrap_or_default());
    if words.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..words.len())
        .map(|index| format!("(${}, $1)", index + 2))
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO people_words (word, person_id) VALUES {}",
        rows.join(", ")
    )))
    .bind(id);
    for word in words {
        query = query.bind(word.into_bytes());
    }
    query.execute(connection).await?;
    Ok(())
}
