//! Articles by their slugs, many at once.

use crate::language::Language;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// The ids of the articles that have or once had these slugs, published or withdrawn, by language and
/// slug. There may be ten thousand slugs, each once in its language.
///
/// # Errors
/// When the database fails.
pub async fn find_by_slugs(
    connection: &mut AnyConnection,
    slugs: &BTreeMap<Language, Vec<String>>,
) -> Result<BTreeMap<(Language, String), i64>, sqlx::Error> {
    let mut found = BTreeMap::new();
    if slugs.is_empty() {
        return Ok(found);
    }
    // The present owner of a slug comes before whoever had it once.
    read(connection, &of_former_slugs_sql(slugs), slugs, &mut found).await?;
    read(connection, &of_slugs_sql(slugs), slugs, &mut found).await?;
    Ok(found)
}

async fn read(
    connection: &mut AnyConnection,
    sql: &str,
    slugs: &BTreeMap<Language, Vec<String>>,
    found: &mut BTreeMap<(Language, String), i64>,
) -> Result<(), sqlx::Error> {
    let mut query = sqlx::query(AssertSqlSafe(sql.to_owned())).persistent(false);
    for (language, slugs) in slugs {
        query = query.bind(language.code());
        for slug in slugs {
            query = query.bind(slug.as_str());
        }
    }
    for row in query.fetch_all(connection).await? {
        let language = super::records::read_language(&row)?;
        found.insert((language, row.try_get("slug")?), row.try_get("id")?);
    }
    Ok(())
}

pub(super) fn of_slugs_sql(slugs: &BTreeMap<Language, Vec<String>>) -> String {
    branches(slugs, |language, slugs| {
        format!(
            "SELECT a.id, a.language, a.slug FROM articles a \
             WHERE a.language = {language} AND a.slug IN ({slugs}) AND a.status <> 'draft'"
        )
    })
}

pub(super) fn of_former_slugs_sql(slugs: &BTreeMap<Language, Vec<String>>) -> String {
    branches(slugs, |language, slugs| {
        format!(
            "SELECT a.id, f.language, f.slug FROM former_slugs f JOIN articles a ON a.id = f.target_id \
             WHERE f.kind = 'article' AND f.language = {language} AND f.slug IN ({slugs}) \
             AND a.status <> 'draft'"
        )
    })
}

/// One branch for each language, so that each is its own walk along an index.
fn branches(
    slugs: &BTreeMap<Language, Vec<String>>,
    select: impl Fn(String, String) -> String,
) -> String {
    let mut number = 0;
    let mut place = || {
        number += 1;
        format!("${number}")
    };
    slugs
        .values()
        .map(|slugs| {
            let language = place();
            let places: Vec<String> = slugs.iter().map(|_| place()).collect();
            select(language, places.join(", "))
        })
        .collect::<Vec<_>>()
        .join(" UNION ALL ")
}
