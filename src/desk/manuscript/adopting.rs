//! Articles that did not come from the newsroom get a manuscript, so that it can go on with them.

use super::{
    State,
    store::{
        NewManuscript, NewRevision, insert_event, insert_manuscript, insert_revision, places,
        set_head, set_published,
    },
};
use crate::{
    article::{model::Picture, store::read_language},
    desk::model::{Action, Fields, RevisionKind, Status},
    server::database::Database,
};
use document::Document;
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};
use std::collections::HashMap;

/// How many articles are adopted in one transaction.
const AT_ONCE: i64 = 50;

/// Articles without a manuscript: id after which, limit.
pub const WITHOUT_MANUSCRIPT: &str = "SELECT a.id FROM articles a WHERE a.id > $1 AND NOT EXISTS \
     (SELECT 1 FROM manuscripts m WHERE m.article_id = a.id) ORDER BY a.id LIMIT $2";

/// Gives a manuscript to every article that has none, a batch at a time, and returns how many got one.
/// `now` in milliseconds UTC.
///
/// # Errors
/// When the database fails.
pub async fn adopt_remaining(database: &Database, now: i64) -> Result<usize, sqlx::Error> {
    let mut adopted = 0;
    let mut after = 0;
    loop {
        let mut transaction = database.write().await?;
        let ids: Vec<i64> = sqlx::query_scalar(WITHOUT_MANUSCRIPT)
            .bind(after)
            .bind(AT_ONCE)
            .fetch_all(&mut *transaction)
            .await?;
        let Some(last) = ids.last() else {
            return Ok(adopted);
        };
        after = *last;
        adopted += adopt_articles(&mut transaction, &ids, now).await?;
        transaction.commit().await?;
    }
}

/// Gives a manuscript to each of these articles that has none, and returns how many got one. What the
/// article says becomes its first revision.
///
/// # Errors
/// When the database fails, or an article is not there or broken.
pub async fn adopt_articles(
    connection: &mut AnyConnection,
    article_ids: &[i64],
    now: i64,
) -> Result<usize, sqlx::Error> {
    if article_ids.is_empty() {
        return Ok(0);
    }
    let mut authors = list_linked(connection, &authors_sql(article_ids.len()), article_ids).await?;
    let mut tags = list_linked(connection, &tags_sql(article_ids.len()), article_ids).await?;
    let mut query = sqlx::query(AssertSqlSafe(articles_sql(article_ids.len())));
    for id in article_ids {
        query = query.bind(*id);
    }
    let mut adopted = 0;
    for row in query.fetch_all(&mut *connection).await? {
        let id: i64 = row.try_get("id")?;
        let mut state = read_state(&row)?;
        state.fields.authors = authors.remove(&id).unwrap_or_default();
        state.fields.tags = tags.remove(&id).unwrap_or_default();
        if adopt(connection, &row, id, &state, now).await? {
            adopted += 1;
        }
    }
    Ok(adopted)
}

/// So many articles: their ids.
pub fn articles_sql(count: usize) -> String {
    format!(
        "SELECT id, language, section_id, slug, kicker, headline, standfirst, description, body, picture, status, \
         published_at, changed_at, translation_group FROM articles WHERE id IN ({}) ORDER BY id",
        places(1, count)
    )
}

/// The authors of so many articles: their ids.
pub fn authors_sql(count: usize) -> String {
    format!(
        "SELECT article_id, author_id AS linked FROM article_authors WHERE article_id IN ({}) \
         ORDER BY article_id, position",
        places(1, count)
    )
}

/// The tags of so many articles: their ids.
pub fn tags_sql(count: usize) -> String {
    format!(
        "SELECT article_id, tag_id AS linked FROM article_tags WHERE article_id IN ({}) ORDER BY article_id, position",
        places(1, count)
    )
}

async fn list_linked(
    connection: &mut AnyConnection,
    sql: &str,
    article_ids: &[i64],
) -> Result<HashMap<i64, Vec<i64>>, sqlx::Error> {
    let mut query = sqlx::query(AssertSqlSafe(sql.to_owned()));
    for id in article_ids {
        query = query.bind(*id);
    }
    let mut linked: HashMap<i64, Vec<i64>> = HashMap::new();
    for row in query.fetch_all(connection).await? {
        let ids = linked.entry(row.try_get("article_id")?).or_default();
        ids.push(row.try_get("linked")?);
    }
    Ok(linked)
}

fn read_state(row: &AnyRow) -> Result<State, sqlx::Error> {
    let body: String = row.try_get("body")?;
    let picture: Option<String> = row.try_get("picture")?;
    let broken = |column: &str, source: Box<dyn std::error::Error + Send + Sync>| {
        sqlx::Error::ColumnDecode {
            index: column.to_owned(),
            source,
        }
    };
    let picture: Option<Picture> = picture
        .map(|json| serde_json::from_str(&json))
        .transpose()
        .map_err(|error| broken("picture", error.into()))?;
    Ok(State {
        fields: Fields {
            kicker: row.try_get("kicker")?,
            headline: row.try_get("headline")?,
            standfirst: row.try_get("standfirst")?,
            description: row.try_get("description")?,
            slug: row.try_get("slug")?,
            section: Some(row.try_get("section_id")?),
            authors: Vec::new(),
            tags: Vec::new(),
            picture,
        },
        body: Document::from_json(&body).map_err(|error| broken("body", error.into()))?,
    })
}

async fn adopt(
    connection: &mut AnyConnection,
    row: &AnyRow,
    article_id: i64,
    state: &State,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let status: String = row.try_get("status")?;
    let status = Status::parse(&status).unwrap_or(Status::Draft);
    let group: String = row.try_get("translation_group")?;
    let manuscript = NewManuscript {
        language: read_language(row)?,
        article_id: Some(article_id),
        translation_group: &group,
        status,
        owner_id: None,
    };
    let Some(id) = insert_manuscript(connection, &manuscript, now).await? else {
        return Ok(false);
    };
    let revision = NewRevision {
        manuscript_id: id,
        parent_id: None,
        merged_id: None,
        kind: RevisionKind::Imported,
        person_id: None,
        state,
        published_at: None,
        operation: None,
    };
    let revision = insert_revision(connection, &revision, now)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    // The list of articles goes by when something was written, not by when it was adopted.
    let changed_at: i64 = row.try_get("changed_at")?;
    set_head(
        connection,
        id,
        revision,
        &state.fields,
        None,
        None,
        changed_at,
    )
    .await?;
    if status != Status::Draft {
        let published_at: Option<i64> = row.try_get("published_at")?;
        set_published(connection, id, revision, published_at.unwrap_or(now)).await?;
    }
    insert_event(connection, id, None, Action::Imported, "", now).await?;
    Ok(true)
}
