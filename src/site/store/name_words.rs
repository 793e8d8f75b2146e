//! Finding things by the beginnings of the words of their names.

use super::Kind;
use crate::{desk::model::Choice, language::Language};
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeSet;

/// The most characters of a word that count: an index can't hold words of any length.
const LONGEST_WORD: usize = 40;
/// How many words of a search count.
const MOST_WORDS: usize = 6;
/// How many names are indexed in one transaction.
const AT_ONCE: i64 = 200;

/// The words of a text that something can be found by, in lower case.
pub fn words_of(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect()
}

/// The words of a search, as many as count.
pub fn searched_words(typed: &str) -> Vec<String> {
    words_of(typed).into_iter().take(MOST_WORDS).collect()
}

/// The words that begin with another, as a half-open range of bytes.
pub fn range_of(word: &str) -> (Vec<u8>, Vec<u8>) {
    let first = word.as_bytes().to_vec();
    let mut end = first.clone();
    // No byte of UTF-8 is 0xFF.
    end.push(0xFF);
    (first, end)
}

impl Kind {
    /// The word in the columns `kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Tag => "tag",
            Self::Author => "author",
        }
    }

    /// The table, and how its rows are called and ordered.
    fn named(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Section => ("sections", "t.name", "t.position, t.id"),
            Self::Tag => ("tags", "t.name", "t.name, t.id"),
            Self::Author => (
                "authors",
                "TRIM(t.given_name || ' ' || t.surname)",
                "t.surname, t.given_name, t.id",
            ),
        }
    }
}

/// Notes the words that an author or a tag can be found by.
///
/// # Errors
/// When the database fails.
pub async fn index_name(
    connection: &mut AnyConnection,
    kind: Kind,
    language: Language,
    id: i64,
    name: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM name_words WHERE kind = $1 AND target_id = $2")
        .bind(kind.as_str())
        .bind(id)
        .execute(&mut *connection)
        .await?;
    let words = words_of(name);
    if words.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..words.len())
        .map(|index| format!("($1, $2, ${}, $3)", index + 4))
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO name_words (kind, language, word, target_id) VALUES {}",
        rows.join(", ")
    )))
    .bind(kind.as_str())
    .bind(language.code())
    .bind(id);
    for word in words {
        query = query.bind(word.into_bytes());
    }
    query.execute(connection).await?;
    Ok(())
}

/// The statement of a search for so many words: language, the words' ranges, limit.
pub fn search_sql(kind: Kind, words: usize) -> String {
    let (table, name, order) = kind.named();
    let mut sql = format!("SELECT t.id, {name} AS name FROM {table} t WHERE t.language = $1");
    for number in 0..words {
        sql.push_str(&format!(
            " AND t.id IN (SELECT w.target_id FROM name_words w WHERE w.kind = '{}' AND w.language = $1 \
             AND w.word >= ${} AND w.word < ${})",
            kind.as_str(),
            number * 2 + 2,
            number * 2 + 3
        ));
    }
    sql.push_str(&format!(" ORDER BY {order} LIMIT ${}", words * 2 + 2));
    sql
}

/// Authors or tags of a language whose name has words that begin so, at most `limit`, in the order of
/// their names; the first of all when nothing is asked for.
///
/// # Errors
/// When the database fails.
pub async fn find_by_words(
    connection: &mut AnyConnection,
    kind: Kind,
    language: Language,
    typed: &str,
    limit: i64,
) -> Result<Vec<Choice>, sqlx::Error> {
    let words = searched_words(typed);
    let mut query = sqlx::query(AssertSqlSafe(search_sql(kind, words.len()))).bind(language.code());
    for word in &words {
        let (first, end) = range_of(word);
        query = query.bind(first).bind(end);
    }
    let rows = query.bind(limit).fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            Ok(Choice {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
            })
        })
        .collect()
}

/// Names that no word leads to yet: id after which, limit.
pub fn without_words_sql(kind: Kind) -> String {
    let (table, name, _) = kind.named();
    format!(
        "SELECT t.id, t.language, {name} AS name FROM {table} t WHERE t.id > $1 AND NOT EXISTS \
         (SELECT 1 FROM name_words w WHERE w.kind = '{}' AND w.target_id = t.id) ORDER BY t.id LIMIT $2",
        kind.as_str()
    )
}

/// Notes the words of names that were stored before words were noted, so many at a time: after which
/// id, and the last id looked at; None when there is no more.
///
/// # Errors
/// When the database fails.
pub async fn index_some_names(
    connection: &mut AnyConnection,
    kind: Kind,
    after: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let rows = sqlx::query(AssertSqlSafe(without_words_sql(kind)))
        .bind(after)
        .bind(AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
    let mut last = None;
    for row in rows {
        let id: i64 = row.try_get("id")?;
        let name: String = row.try_get("name")?;
        let language = crate::article::store::read_language(&row)?;
        index_name(connection, kind, language, id, &name).await?;
        last = Some(id);
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_and_have_a_length() {
        let words = words_of("Жаңа КӨПІР — көпір, jana-kopir 2026");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["2026", "jana", "kopir", "жаңа", "көпір"]);
        let long = words_of(&"ә".repeat(1000));
        assert_eq!(long.first().map(|word| word.chars().count()), Some(40));
    }
}
