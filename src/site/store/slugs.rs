//! Finding a slug that nothing has or once had.

use crate::{article::slug::Slug, language::Language};
use sqlx::{AnyConnection, AssertSqlSafe};

/// How many numbered variants are looked up at once, and how many times.
const AT_ONCE: u32 = 20;
const ROUNDS: u32 = 50;

/// What has a slug of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressed {
    /// An article.
    Article,
    /// An author.
    Author,
    /// A tag.
    Tag,
}

impl Addressed {
    fn table_and_kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Article => ("articles", "article"),
            Self::Author => ("authors", "author"),
            Self::Tag => ("tags", "tag"),
        }
    }
}

/// Which of so many slugs are taken: language, who does not count, the slugs.
pub fn taken_sql(what: Addressed, count: u32) -> String {
    let (table, kind) = what.table_and_kind();
    let places: Vec<String> = (3..3 + count).map(|number| format!("${number}")).collect();
    let places = places.join(", ");
    format!(
        "SELECT t.slug FROM {table} t WHERE t.language = $1 AND t.id <> $2 AND t.slug IN ({places}) \
         UNION ALL SELECT f.slug FROM former_slugs f WHERE f.kind = '{kind}' AND f.language = $1 \
         AND f.target_id <> $2 AND f.slug IN ({places})"
    )
}

/// A slug as wanted, with a number where it is taken or leads to something else for ever. `except` is
/// what may keep its own. None when a thousand variants are taken.
///
/// # Errors
/// When the database fails.
pub async fn find_free_slug(
    connection: &mut AnyConnection,
    what: Addressed,
    language: Language,
    wanted: &Slug,
    except: Option<i64>,
) -> Result<Option<Slug>, sqlx::Error> {
    for round in 0..ROUNDS {
        let variants: Vec<Slug> = (round * AT_ONCE + 1..=(round + 1) * AT_ONCE)
            .map(|number| match number {
                1 => wanted.clone(),
                number => wanted.with_number(number),
            })
            .collect();
        let mut query = sqlx::query_scalar(AssertSqlSafe(taken_sql(what, AT_ONCE)))
            .bind(language.code())
            .bind(except.unwrap_or(0));
        for variant in &variants {
            query = query.bind(variant.as_str());
        }
        let taken: Vec<String> = query.fetch_all(&mut *connection).await?;
        let free = variants
            .into_iter()
            .find(|variant| !taken.iter().any(|slug| slug == variant.as_str()));
        if free.is_some() {
            return Ok(free);
        }
    }
    Ok(None)
}
