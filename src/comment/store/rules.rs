//! How comments are handled: for the whole site, a section, an article, a person.

use crate::{article::store::broken, site::pages::now};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// When a moderator looks at comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// They are published, and a moderator may look afterwards.
    #[default]
    After,
    /// They wait until a moderator has looked.
    Before,
    /// None are taken.
    Closed,
}

impl Mode {
    /// Every mode, as moderators are offered them.
    pub const ALL: [Self; 3] = [Self::After, Self::Before, Self::Closed];

    /// The word in the column `mode` and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::Closed => "closed",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word)
    }
}

/// Why a thread takes no more comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Somebody of the newsroom has closed it.
    ByHand,
    /// The article is older than comments are taken for.
    ByAge {
        /// For how many days after it was published.
        days: i64,
    },
}

/// What applies to one person in one thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreadRules {
    /// When a moderator looks at comments.
    pub mode: Mode,
    /// How many comments of somebody new wait for a moderator.
    pub newcomers_before: i64,
    /// Seconds between two comments of one person; 0 without slow mode.
    pub slow_seconds: i64,
    /// For how many days after publication comments are taken; None for ever.
    pub close_after_days: Option<i64>,
    /// Why none are taken now.
    pub closed: Option<Closed>,
}

/// What rules apply to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everything.
    Site,
    /// The articles of a section, by its id.
    Section(i64),
    /// An article, by its id.
    Article(i64),
    /// Somebody who comments, by their id.
    Person(i64),
}

impl Scope {
    /// The word in the column `scope` and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Section(_) => "section",
            Self::Article(_) => "article",
            Self::Person(_) => "person",
        }
    }

    /// The id in the column `scope_id`; 0 for the site.
    pub fn id(self) -> i64 {
        match self {
            Self::Site => 0,
            Self::Section(id) | Self::Article(id) | Self::Person(id) => id,
        }
    }

    /// Reads such a word and id.
    pub fn parse(word: &str, id: i64) -> Option<Self> {
        match word {
            "site" => Some(Self::Site),
            "section" => Some(Self::Section(id)),
            "article" => Some(Self::Article(id)),
            "person" => Some(Self::Person(id)),
            _ => None,
        }
    }
}

/// The rules of one scope; None: as the wider scope has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScopeRules {
    /// When a moderator looks at comments.
    pub mode: Option<Mode>,
    /// How many comments of somebody new wait for a moderator.
    pub newcomers_before: Option<i64>,
    /// For how many days after publication comments are taken; 0 for ever.
    pub close_after_days: Option<i64>,
    /// Seconds between two comments of one person.
    pub slow_seconds: Option<i64>,
}

/// What applies to a person in a thread: article, person. Of each rule the narrowest scope that has it.
pub const EFFECTIVE: &str = "SELECT articles.published_at, \
     COALESCE(person.mode, article.mode, section.mode, site.mode) AS mode, \
     COALESCE(person.newcomers_before, article.newcomers_before, section.newcomers_before, \
       site.newcomers_before) AS newcomers_before, \
     COALESCE(person.close_after_days, article.close_after_days, section.close_after_days, \
       site.close_after_days) AS close_after_days, \
     COALESCE(person.slow_seconds, article.slow_seconds, section.slow_seconds, site.slow_seconds) AS slow_seconds \
     FROM articles \
     LEFT JOIN comment_rules AS person ON person.scope = 'person' AND person.scope_id = $2 \
     LEFT JOIN comment_rules AS article ON article.scope = 'article' AND article.scope_id = articles.id \
     LEFT JOIN comment_rules AS section ON section.scope = 'section' AND section.scope_id = articles.section_id \
     LEFT JOIN comment_rules AS site ON site.scope = 'site' AND site.scope_id = 0 \
     WHERE articles.id = $1";

/// The rules of a scope: scope, id.
pub const OF_SCOPE: &str = "SELECT mode, newcomers_before, close_after_days, slow_seconds \
     FROM comment_rules WHERE scope = $1 AND scope_id = $2";

/// What applies now to somebody in the thread of an article; without a person, to everybody there. The
/// defaults where there is no such article.
///
/// # Errors
/// When the database fails.
pub async fn effective_rules(
    connection: &mut AnyConnection,
    article: i64,
    person: Option<i64>,
) -> Result<ThreadRules, sqlx::Error> {
    effective_rules_at(connection, article, person, now()).await
}

/// The same at a moment, milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn effective_rules_at(
    connection: &mut AnyConnection,
    article: i64,
    person: Option<i64>,
    now: i64,
) -> Result<ThreadRules, sqlx::Error> {
    let row = sqlx::query(EFFECTIVE)
        .bind(article)
        .bind(person)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else {
        return Ok(ThreadRules::default());
    };
    let own = read_scope_rules(&row)?;
    let published_at: Option<i64> = row.try_get("published_at")?;
    let mode = own.mode.unwrap_or_default();
    let close_after_days = own.close_after_days.filter(|days| *days > 0);
    let is_old = |days: i64| {
        published_at.is_some_and(|at| now >= at.saturating_add(days.saturating_mul(DAY)))
    };
    let closed = match close_after_days {
        _ if mode == Mode::Closed => Some(Closed::ByHand),
        Some(days) if is_old(days) => Some(Closed::ByAge { days }),
        _ => None,
    };
    Ok(ThreadRules {
        mode,
        newcomers_before: own.newcomers_before.unwrap_or(0),
        slow_seconds: own.slow_seconds.unwrap_or(0),
        close_after_days,
        closed,
    })
}

fn read_scope_rules(row: &AnyRow) -> Result<ScopeRules, sqlx::Error> {
    let mode: Option<String> = row.try_get("mode")?;
    let mode = mode
        .map(|word| {
            Mode::parse(&word)
                .ok_or_else(|| broken("mode", format!("unknown mode {word:?}").into()))
        })
        .transpose()?;
    Ok(ScopeRules {
        mode,
        newcomers_before: row.try_get("newcomers_before")?,
        close_after_days: row.try_get("close_after_days")?,
        slow_seconds: row.try_get("slow_seconds")?,
    })
}

/// The rules that a scope has of its own.
///
/// # Errors
/// When the database fails.
pub async fn find_scope_rules(
    connection: &mut AnyConnection,
    scope: Scope,
) -> Result<ScopeRules, sqlx::Error> {
    let row = sqlx::query(OF_SCOPE)
        .bind(scope.as_str())
        .bind(scope.id())
        .fetch_optional(connection)
        .await?;
    row.as_ref()
        .map_or(Ok(ScopeRules::default()), read_scope_rules)
}

/// Sets the rules of a scope in the place of those before.
///
/// # Errors
/// When the database fails.
pub async fn set_scope_rules(
    connection: &mut AnyConnection,
    scope: Scope,
    rules: &ScopeRules,
    moderator: i64,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO comment_rules (scope, scope_id, mode, newcomers_before, close_after_days, slow_seconds, \
         changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (scope, scope_id) DO UPDATE SET mode = excluded.mode, \
         newcomers_before = excluded.newcomers_before, close_after_days = excluded.close_after_days, \
         slow_seconds = excluded.slow_seconds, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
    )
    .bind(scope.as_str())
    .bind(scope.id())
    .bind(rules.mode.map(Mode::as_str))
    .bind(rules.newcomers_before)
    .bind(rules.close_after_days)
    .bind(rules.slow_seconds)
    .bind(now)
    .bind(moderator)
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
