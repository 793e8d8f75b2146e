//! The lists of words that hold or reject a comment.

use crate::{article::store::broken, desk::manuscript::store::places};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// What becomes of a comment with a word of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// It is not taken.
    Reject,
    /// A moderator looks at it first.
    Hold,
}

impl List {
    /// Both lists.
    pub const ALL: [Self; 2] = [Self::Reject, Self::Hold];

    /// The word in the column `list` and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Hold => "hold",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == word)
    }
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRecord {
    /// Its id.
    pub id: i64,
    /// The list it belongs to.
    pub list: List,
    /// A word, `"exact words"`, `stem*` or `*part*`.
    pub pattern: String,
}

/// All lines of a list, in the order of their patterns: list. A list is read as a whole, because a text
/// is held against the whole of it.
pub const OF_LIST: &str =
    "SELECT id, list, pattern FROM comment_words WHERE list = $1 ORDER BY pattern";

fn read_word(row: &AnyRow) -> Result<WordRecord, sqlx::Error> {
    let list: String = row.try_get("list")?;
    Ok(WordRecord {
        id: row.try_get("id")?,
        list: List::parse(&list)
            .ok_or_else(|| broken("list", format!("unknown list {list:?}").into()))?,
        pattern: row.try_get("pattern")?,
    })
}

/// One list, in the order of its patterns.
///
/// # Errors
/// When the database fails.
pub async fn load_word_list(
    connection: &mut AnyConnection,
    list: List,
) -> Result<Vec<WordRecord>, sqlx::Error> {
    let rows = sqlx::query(OF_LIST)
        .bind(list.as_str())
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_word).collect()
}

/// Both lists, that which rejects first.
///
/// # Errors
/// When the database fails.
pub async fn load_word_lists(
    connection: &mut AnyConnection,
) -> Result<(Vec<WordRecord>, Vec<WordRecord>), sqlx::Error> {
    let reject = load_word_list(connection, List::Reject).await?;
    let hold = load_word_list(connection, List::Hold).await?;
    Ok((reject, hold))
}

/// What changes with every change of the lists: how many lines, the newest, all ids together.
pub type Stamp = (i64, i64, i64);

/// The state of both lists.
pub const STAMP: &str = "SELECT COUNT(*) AS lines, COALESCE(MAX(id), 0) AS newest, \
     CAST(COALESCE(SUM(id), 0) AS BIGINT) AS total FROM comment_words";

/// The state of both lists.
///
/// # Errors
/// When the database fails.
pub async fn find_stamp(connection: &mut AnyConnection) -> Result<Stamp, sqlx::Error> {
    let row = sqlx::query(STAMP).fetch_one(connection).await?;
    Ok((
        row.try_get("lines")?,
        row.try_get("newest")?,
        row.try_get("total")?,
    ))
}

/// Adds lines to a list, but for those it has already. How many were added.
///
/// # Errors
/// When the database fails.
pub async fn add_words(
    connection: &mut AnyConnection,
    list: List,
    patterns: &[String],
    moderator: i64,
    now: i64,
) -> Result<u64, sqlx::Error> {
    let mut added = 0;
    for some in patterns.chunks(200) {
        let rows: Vec<String> = (0..some.len())
            .map(|index| format!("($1, ${}, $2, $3)", index + 4))
            .collect();
        let mut query = sqlx::query(AssertSqlSafe(format!(
            "INSERT INTO comment_words (list, pattern, added_at, added_by) VALUES {} \
             ON CONFLICT (list, pattern) DO NOTHING",
            rows.join(", ")
        )))
        .bind(list.as_str())
        .bind(now)
        .bind(moderator);
        for pattern in some {
            query = query.bind(pattern);
        }
        added += query.execute(&mut *connection).await?.rows_affected();
    }
    Ok(added)
}

/// Takes lines out of the lists, and gives them back as they were.
///
/// # Errors
/// When the database fails.
pub async fn remove_words(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<WordRecord>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "DELETE FROM comment_words WHERE id IN ({}) RETURNING id, list, pattern",
        places(1, ids.len())
    )));
    for id in ids {
        query = query.bind(id);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_word).collect()
}

#[cfg(test)]
mod tests;
