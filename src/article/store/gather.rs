//! Articles of any language together: by their ids, or from all that somebody follows.

use super::{
    read::summary_columns,
    records::{Gathered, read_gathered},
};
use crate::site::address::Cursor;
use sqlx::{AnyConnection, AssertSqlSafe};

/// What somebody follows, by ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Authors.
    pub authors: Vec<i64>,
    /// Sections.
    pub sections: Vec<i64>,
    /// Tags.
    pub tags: Vec<i64>,
}

/// The articles with these ids, published or withdrawn, in no order. There may be a few thousand ids.
///
/// # Errors
/// When the database fails.
pub async fn list_by_ids(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<Gathered>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = sqlx::query(AssertSqlSafe(by_ids_sql(ids.len()))).persistent(false);
    let query = ids.iter().fold(query, |query, id| query.bind(*id));
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_gathered).collect()
}

pub(super) fn by_ids_sql(count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|number| format!("${number}")).collect();
    format!(
        concat!(
            "SELECT ",
            summary_columns!(),
            ", a.language, a.status FROM articles a JOIN sections s ON s.id = a.section_id \
             LEFT JOIN threads ON threads.article_id = a.id \
             WHERE a.id IN ({}) AND a.status <> 'draft'"
        ),
        places.join(", ")
    )
}

/// At most `limit` published articles of all that is followed that come after `before`, newest first,
/// each once. SQLite takes at most 500 authors, sections and tags together.
///
/// # Errors
/// When the database fails.
pub async fn list_followed(
    connection: &mut AnyConnection,
    followed: &Followed,
    before: Cursor,
    limit: i64,
) -> Result<Vec<Gathered>, sqlx::Error> {
    let ids: Vec<i64> = [&followed.authors, &followed.sections, &followed.tags]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // Everybody follows something else: to keep each statement would only fill the memory.
    let query = sqlx::query(AssertSqlSafe(followed_sql(followed)))
        .persistent(false)
        .bind(before.published_at)
        .bind(before.id)
        .bind(limit);
    let query = ids.into_iter().fold(query, |query, id| query.bind(id));
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_gathered).collect()
}

/// One branch for each thing that is followed, so that each is its own short walk along an index and
/// brings no more than the page needs.
pub(super) fn followed_sql(followed: &Followed) -> String {
    const OF_AUTHOR: &str = "SELECT l.article_id AS id, l.listed_at AS published_at FROM article_authors l \
         WHERE l.author_id = $4 AND (l.listed_at, l.article_id) < ($1, $2) \
         ORDER BY l.listed_at DESC, l.article_id DESC LIMIT $3";
    const OF_SECTION: &str = "SELECT a.id, a.published_at FROM articles a \
         WHERE a.section_id = $4 AND a.status = 'published' AND (a.published_at, a.id) < ($1, $2) \
         ORDER BY a.published_at DESC, a.id DESC LIMIT $3";
    const OF_TAG: &str = "SELECT l.article_id AS id, l.listed_at AS published_at FROM article_tags l \
         WHERE l.tag_id = $4 AND (l.listed_at, l.article_id) < ($1, $2) \
         ORDER BY l.listed_at DESC, l.article_id DESC LIMIT $3";
    let selects = [
        (OF_AUTHOR, followed.authors.len()),
        (OF_SECTION, followed.sections.len()),
        (OF_TAG, followed.tags.len()),
    ];
    let branches: Vec<String> = selects
        .into_iter()
        .flat_map(|(select, count)| std::iter::repeat_n(select, count))
        .enumerate()
        .map(|(index, select)| {
            let select = select.replace("$4", &format!("${}", index + 4));
            format!("SELECT id, published_at FROM ({select}) AS branch{index}")
        })
        .collect();
    format!(
        concat!(
            "SELECT ",
            summary_columns!(),
            ", a.language, a.status FROM (SELECT DISTINCT id, published_at FROM ({}) AS branches \
             ORDER BY published_at DESC, id DESC LIMIT $3) AS branch JOIN articles a ON a.id = branch.id \
             JOIN sections s ON s.id = a.section_id \
             LEFT JOIN threads ON threads.article_id = a.id ORDER BY branch.published_at DESC, branch.id DESC"
        ),
        branches.join(" UNION ALL ")
    )
}
