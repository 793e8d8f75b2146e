//! Which file an article came from, and what the file held then.

use crate::{
    article::store::read_language,
    site::address::{Address, Place},
};
use sqlx::{AnyConnection, Row};

/// The article that came from a file.
pub(super) struct Known {
    pub(super) article_id: i64,
    pub(super) source: String,
    pub(super) digest: String,
    pub(super) slug: String,
    pub(super) address: Address,
}

/// The article from a file, by the file's path or, for a file that was moved or copied, its content.
pub const BY_SOURCE: &str = "SELECT f.article_id, f.source, f.digest, a.language, a.slug, s.slug AS section_slug \
     FROM imported_files f JOIN articles a ON a.id = f.article_id \
     JOIN sections s ON s.id = a.section_id WHERE f.source = $1";

/// See [`BY_SOURCE`].
pub const BY_DIGEST: &str = "SELECT f.article_id, f.source, f.digest, a.language, a.slug, s.slug AS section_slug \
     FROM imported_files f JOIN articles a ON a.id = f.article_id \
     JOIN sections s ON s.id = a.section_id WHERE f.digest = $1 ORDER BY f.source LIMIT 1";

/// The article that came from this file, or from one with this content.
pub(super) async fn find_imported(
    connection: &mut AnyConnection,
    source: &str,
    digest: &str,
) -> Result<Option<Known>, sqlx::Error> {
    for (sql, key) in [(BY_SOURCE, source), (BY_DIGEST, digest)] {
        if let Some(row) = sqlx::query(sql)
            .bind(key)
            .fetch_optional(&mut *connection)
            .await?
        {
            let language = read_language(&row)?;
            let slug: String = row.try_get("slug")?;
            let place = Place::Article {
                section: row.try_get("section_slug")?,
                slug: slug.clone(),
            };
            return Ok(Some(Known {
                article_id: row.try_get("article_id")?,
                source: row.try_get("source")?,
                digest: row.try_get("digest")?,
                address: Address::new(language, place),
                slug,
            }));
        }
    }
    Ok(None)
}

/// Remembers what a file held and which article it became.
pub(super) async fn record(
    connection: &mut AnyConnection,
    source: &str,
    digest: &str,
    article_id: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO imported_files (source, digest, article_id) VALUES ($1, $2, $3) \
         ON CONFLICT (source) DO UPDATE SET digest = excluded.digest, article_id = excluded.article_id",
    )
    .bind(source)
    .bind(digest)
    .bind(article_id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Remembers a file under its new path.
pub(super) async fn move_file(
    connection: &mut AnyConnection,
    from: &str,
    to: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE imported_files SET source = $1 WHERE source = $2")
        .bind(to)
        .bind(from)
        .execute(connection)
        .await?;
    Ok(())
}
