//! The words by which manuscripts are found.

use crate::site::store::words_of;
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::BTreeSet;

/// Notes the words that a manuscript can be found by, in the place of those before.
pub(super) async fn index_words(
    connection: &mut AnyConnection,
    manuscript_id: i64,
    texts: &[String],
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM manuscript_words WHERE manuscript_id = $1")
        .bind(manuscript_id)
        .execute(&mut *connection)
        .await?;
    let words: BTreeSet<String> = texts.iter().flat_map(|text| words_of(text)).collect();
    if words.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..words.len())
        .map(|index| format!("(${}, $1)", index + 2))
        .collect();
    let mut query = sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO manuscript_words (word, manuscript_id) VALUES {}",
        rows.join(", ")
    )))
    .bind(manuscript_id);
    for word in words {
        query = query.bind(word.into_bytes());
    }
    query.execute(connection).await?;
    Ok(())
}
