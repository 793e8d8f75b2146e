//! Reading articles. Every list is one walk along an index; a test reads the query plans.

use super::records::{
    Article, AuthorName, Summary, TagName, Times, Translation, read_article, read_language,
    read_summary,
};
use crate::{language::Language, site::address::Cursor};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

macro_rules! summary_columns {
    () => {
        "a.id, a.slug, s.slug AS section_slug, s.name AS section_name, a.kicker, a.headline, a.standfirst, \
         a.excerpt, a.picture, a.reading_minutes, COALESCE(a.published_at, 0) AS published_at, \
         COALESCE(threads.comments, 0) AS comments"
    };
}
pub(super) use summary_columns;

/// The newest of a language: language, cursor time, cursor id, limit.
pub const LATEST: &str = concat!(
    "SELECT ",
    summary_columns!(),
    " FROM articles a JOIN sections s ON s.id = a.section_id \
     LEFT JOIN threads ON threads.article_id = a.id \
     WHERE a.language = $1 AND a.status = 'published' AND (a.published_at, a.id) < ($2, $3) \
     ORDER BY a.published_at DESC, a.id DESC LIMIT $4"
);

/// The newest of a section: section id, cursor time, cursor id, limit.
pub const OF_SECTION: &str = concat!(
    "SELECT ",
    summary_columns!(),
    " FROM articles a JOIN sections s ON s.id = a.section_id \
     LEFT JOIN threads ON threads.article_id = a.id \
     WHERE a.section_id = $1 AND a.status = 'published' AND (a.published_at, a.id) < ($2, $3) \
     ORDER BY a.published_at DESC, a.id DESC LIMIT $4"
);

/// The newest with a tag: tag id, cursor time, cursor id, limit.
pub const OF_TAG: &str = concat!(
    "SELECT ",
    summary_columns!(),
    " FROM article_tags l JOIN articles a ON a.id = l.article_id JOIN sections s ON s.id = a.section_id \
     LEFT JOIN threads ON threads.article_id = a.id \
     WHERE l.tag_id = $1 AND (l.listed_at, l.article_id) < ($2, $3) \
     ORDER BY l.listed_at DESC, l.article_id DESC LIMIT $4"
);

/// The newest by an author: author id, cursor time, cursor id, limit.
pub const OF_AUTHOR: &str = concat!(
    "SELECT ",
    summary_columns!(),
    " FROM article_authors l JOIN articles a ON a.id = l.article_id JOIN sections s ON s.id = a.section_id \
     LEFT JOIN threads ON threads.article_id = a.id \
     WHERE l.author_id = $1 AND (l.listed_at, l.article_id) < ($2, $3) \
     ORDER BY l.listed_at DESC, l.article_id DESC LIMIT $4"
);

/// One article by its slug, whatever its status: language, slug.
pub const BY_SLUG: &str = concat!(
    "SELECT ",
    summary_columns!(),
    ", a.section_id, a.status, a.updated_at, a.translation_group, a.description, \
     a.withdrawn_note, a.body \
     FROM articles a JOIN sections s ON s.id = a.section_id \
     LEFT JOIN threads ON threads.article_id = a.id WHERE a.language = $1 AND a.slug = $2"
);

/// Where an article that once had this slug is now: language, slug.
pub const BY_FORMER_SLUG: &str = "SELECT s.slug AS section_slug, a.slug FROM former_slugs f \
     JOIN articles a ON a.id = f.target_id JOIN sections s ON s.id = a.section_id \
     WHERE f.kind = 'article' AND f.language = $1 AND f.slug = $2 AND a.status <> 'draft'";

/// The published translations of an article, itself included: translation group.
pub const TRANSLATIONS: &str = "SELECT a.language, s.slug AS section_slug, a.slug FROM articles a \
     JOIN sections s ON s.id = a.section_id WHERE a.translation_group = $1 AND a.status = 'published'";

/// The tags of an article in order: article id.
pub const TAGS_OF_ARTICLE: &str = "SELECT t.id, t.slug, t.name FROM article_tags l JOIN tags t ON t.id = l.tag_id \
     WHERE l.article_id = $1 ORDER BY l.position";

/// Which list of articles to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Everything in a language.
    Latest(Language),
    /// A section, by id.
    Section(i64),
    /// A tag, by id.
    Tag(i64),
    /// An author, by id.
    Author(i64),
}

/// At most `limit` published articles of a list that come after `before`, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_articles(
    connection: &mut AnyConnection,
    list: List,
    before: Cursor,
    limit: i64,
) -> Result<Vec<Summary>, sqlx::Error> {
    let query = match list {
        List::Latest(language) => sqlx::query(LATEST).bind(language.code()),
        List::Section(id) => sqlx::query(OF_SECTION).bind(id),
        List::Tag(id) => sqlx::query(OF_TAG).bind(id),
        List::Author(id) => sqlx::query(OF_AUTHOR).bind(id),
    };
    let rows = query
        .bind(before.published_at)
        .bind(before.id)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_summary).collect()
}

/// The newest `limit` articles of several lists of one kind in one query, in no order between lists.
/// An article that is in two lists comes once.
///
/// # Errors
/// When the database fails.
pub async fn list_newest_of_each(
    connection: &mut AnyConnection,
    lists: &[List],
    limit: i64,
) -> Result<Vec<Summary>, sqlx::Error> {
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    let sql = newest_of_each_sql(lists);
    let mut query = sqlx::query(AssertSqlSafe(sql))
        .bind(Cursor::START.published_at)
        .bind(Cursor::START.id)
        .bind(limit);
    for list in lists {
        query = match list {
            List::Latest(language) => query.bind(language.code()),
            List::Section(id) | List::Tag(id) | List::Author(id) => query.bind(*id),
        };
    }
    let rows = query.fetch_all(connection).await?;
    let mut summaries = rows
        .iter()
        .map(read_summary)
        .collect::<Result<Vec<_>, _>>()?;
    summaries.sort_by_key(|summary| std::cmp::Reverse((summary.published_at, summary.id)));
    summaries.dedup_by_key(|summary| summary.id);
    Ok(summaries)
}

/// One branch a list, so that each is its own short walk along an index. Only constants of this
/// file and numbers of placeholders go into the text.
pub(super) fn newest_of_each_sql(lists: &[List]) -> String {
    let branches: Vec<String> = lists
        .iter()
        .enumerate()
        .map(|(index, list)| {
            let select = match list {
                List::Latest(_) => LATEST,
                List::Section(_) => OF_SECTION,
                List::Tag(_) => OF_TAG,
                List::Author(_) => OF_AUTHOR,
            };
            let key = format!("${}", index + 4);
            let select = select
                .replace("$1", &key)
                .replace("($2, $3)", "($1, $2)")
                .replace("LIMIT $4", "LIMIT $3");
            format!("SELECT * FROM ({select}) AS branch{index}")
        })
        .collect();
    branches.join(" UNION ALL ")
}

/// The article at a slug, whatever its status.
///
/// # Errors
/// When the database fails or holds a body that is no document.
pub async fn find_article(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
) -> Result<Option<Article>, sqlx::Error> {
    let row = sqlx::query(BY_SLUG)
        .bind(language.code())
        .bind(slug)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_article).transpose()
}

/// When an article became what readers see: id.
pub const TIMES: &str = "SELECT published_at, updated_at FROM articles WHERE id = $1";

/// When an article was first published and last updated, whatever its status.
///
/// # Errors
/// When the database fails.
pub async fn find_times(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<Times>, sqlx::Error> {
    let row = sqlx::query(TIMES)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(Times {
            published_at: row.try_get("published_at")?,
            updated_at: row.try_get("updated_at")?,
        })
    })
    .transpose()
}

/// Section and slug of the article that once had this slug. A withdrawn one is found too: its
/// present address says that it is gone.
///
/// # Errors
/// When the database fails.
pub async fn find_moved_article(
    connection: &mut AnyConnection,
    language: Language,
    slug: &str,
) -> Result<Option<(String, String)>, sqlx::Error> {
    let row = sqlx::query(BY_FORMER_SLUG)
        .bind(language.code())
        .bind(slug)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok((row.try_get("section_slug")?, row.try_get("slug")?)))
        .transpose()
}

/// The published articles of a translation group.
///
/// # Errors
/// When the database fails.
pub async fn list_translations(
    connection: &mut AnyConnection,
    translation_group: &str,
) -> Result<Vec<Translation>, sqlx::Error> {
    let rows = sqlx::query(TRANSLATIONS)
        .bind(translation_group)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Translation {
                language: read_language(row)?,
                section_slug: row.try_get("section_slug")?,
                slug: row.try_get("slug")?,
            })
        })
        .collect()
}

/// The tags of an article in order.
///
/// # Errors
/// When the database fails.
pub async fn list_tags(
    connection: &mut AnyConnection,
    article_id: i64,
) -> Result<Vec<TagName>, sqlx::Error> {
    let rows = sqlx::query(TAGS_OF_ARTICLE)
        .bind(article_id)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(TagName {
                id: row.try_get("id")?,
                slug: row.try_get("slug")?,
                name: row.try_get("name")?,
            })
        })
        .collect()
}

/// The authors of several articles, as pairs of article id and author, in the order of each byline.
///
/// # Errors
/// When the database fails.
pub async fn list_authors(
    connection: &mut AnyConnection,
    article_ids: &[i64],
) -> Result<Vec<(i64, AuthorName)>, sqlx::Error> {
    if article_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(authors_sql(article_ids.len())));
    for id in article_ids {
        query = query.bind(*id);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let name = AuthorName {
                slug: row.try_get("slug")?,
                given_name: row.try_get("given_name")?,
                surname: row.try_get("surname")?,
            };
            Ok((row.try_get("article_id")?, name))
        })
        .collect()
}

pub(super) fn authors_sql(count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|number| format!("${number}")).collect();
    format!(
        "SELECT l.article_id, u.slug, u.given_name, u.surname FROM article_authors l \
         JOIN authors u ON u.id = l.author_id WHERE l.article_id IN ({}) ORDER BY l.article_id, l.position",
        places.join(", ")
    )
}
