//! Where an article stands.

use crate::{
    article::store::read_language,
    site::address::{Address, Place},
};
use sqlx::{AnyConnection, Row};

/// Where an article stands: id.
pub const PLACE_OF_ARTICLE: &str = "SELECT a.language, a.slug, a.published_at, s.slug AS section_slug FROM articles a \
     JOIN sections s ON s.id = a.section_id WHERE a.id = $1";

/// Where an article stands, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticlePlace {
    /// Its address.
    pub address: Address,
    /// When readers first saw it, milliseconds UTC.
    pub published_at: Option<i64>,
}

/// Where an article stands, whatever its status.
///
/// # Errors
/// When the database fails.
pub async fn find_article_place(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<ArticlePlace>, sqlx::Error> {
    let row = sqlx::query(PLACE_OF_ARTICLE)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        let place = Place::Article {
            section: row.try_get("section_slug")?,
            slug: row.try_get("slug")?,
        };
        Ok(ArticlePlace {
            address: Address::new(read_language(&row)?, place),
            published_at: row.try_get("published_at")?,
        })
    })
    .transpose()
}
