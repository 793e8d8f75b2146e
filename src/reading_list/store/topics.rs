//! What authors, sections and tags are called, whichever are followed.

use crate::language::Language;
use reading::{Topic, TopicKind};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// An author, a section or a tag as its page is headed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRecord {
    /// Which it is.
    pub topic: Topic,
    /// Its language.
    pub language: Language,
    /// Its slug.
    pub slug: String,
    /// Its name; the given name of an author.
    pub name: String,
    /// An author's surname; empty for all others.
    pub surname: String,
}

/// Those of the topics that are there, in no order. SQLite takes a few thousand.
///
/// # Errors
/// When the database fails.
pub async fn list_topics(
    connection: &mut AnyConnection,
    topics: &[Topic],
) -> Result<Vec<TopicRecord>, sqlx::Error> {
    if topics.is_empty() {
        return Ok(Vec::new());
    }
    let ids = |kind: TopicKind| {
        topics
            .iter()
            .filter(move |topic| topic.kind == kind)
            .map(|topic| topic.id)
    };
    let counts = TopicKind::ALL.map(|(kind, _)| ids(kind).count());
    let query = sqlx::query(AssertSqlSafe(topics_sql(counts))).persistent(false);
    let query = TopicKind::ALL
        .into_iter()
        .flat_map(|(kind, _)| ids(kind))
        .fold(query, |query, id| query.bind(id));
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let kind: String = row.try_get("kind")?;
            let language: String = row.try_get("language")?;
            let unreadable = |word: &str| sqlx::Error::Decode(word.to_owned().into());
            Ok(TopicRecord {
                topic: Topic {
                    kind: kind.parse().map_err(|_| unreadable(&kind))?,
                    id: row.try_get("id")?,
                },
                language: Language::parse(&language).ok_or_else(|| unreadable(&language))?,
                slug: row.try_get("slug")?,
                name: row.try_get("name")?,
                surname: row.try_get("surname")?,
            })
        })
        .collect()
}

/// So many authors, sections and tags by their ids: one branch for each kind that is there.
pub fn topics_sql(counts: [usize; 3]) -> String {
    const SELECTS: [&str; 3] = [
        "SELECT 'author' AS kind, id, language, slug, given_name AS name, surname FROM authors",
        "SELECT 'section' AS kind, id, language, slug, name, '' AS surname FROM sections",
        "SELECT 'tag' AS kind, id, language, slug, name, '' AS surname FROM tags",
    ];
    let mut number = 0;
    let branches: Vec<String> = SELECTS
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(select, count)| {
            let places: Vec<String> = (number + 1..=number + count)
                .map(|place| format!("${place}"))
                .collect();
            number += count;
            format!("{select} WHERE id IN ({})", places.join(", "))
        })
        .collect();
    branches.join(" UNION ALL ")
}
