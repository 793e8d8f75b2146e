//! What readers see of a thread, a page at a time. Each of these is a short walk along an index, however
//! long the thread is; a test reads the query plans.

use super::{CommentRecord, comment_columns, read_comment};
use crate::{
    account::model::Role,
    article::store::broken,
    comment::model::{Sorting, Status},
    site::address::ThreadKey,
};
use sqlx::{AnyConnection, AssertSqlSafe, Row, any::AnyRow};

/// Branches on a page.
pub const BRANCHES: i64 = 20;
/// Replies that are shown with each of them.
pub const FIRST_REPLIES: i64 = 5;
/// Replies on a page of one branch.
pub const REPLIES: i64 = 50;
/// The most comments that are read by their ids at once.
pub const MOST_BY_IDS: usize = 100;
/// The most of one's own comments, supports and mutes that a page is told of.
const MOST_OF_ONE_PERSON: i64 = 1_000;

/// Whose comments are read, for `concat!`: what readers see besides the row itself is the writer's role.
macro_rules! listed {
    () => {
        concat!(
            "SELECT ",
            comment_columns!(),
            ", people.role FROM comments LEFT JOIN people ON people.id = comments.person_id WHERE "
        )
    };
}

/// Branches from the newest on: article, key's rank, key's id, limit.
pub const NEWEST: &str = concat!(
    listed!(),
    "comments.article_id = $1 AND comments.level = 0 AND comments.listed_at IS NOT NULL \
     AND (comments.listed_at, comments.id) < ($2, $3) \
     ORDER BY comments.listed_at DESC, comments.id DESC LIMIT $4"
);

/// Branches from the oldest on: article, key's rank, key's id, limit.
pub const OLDEST: &str = concat!(
    listed!(),
    "comments.article_id = $1 AND comments.level = 0 AND comments.listed_at IS NOT NULL \
     AND (comments.listed_at, comments.id) > ($2, $3) \
     ORDER BY comments.listed_at, comments.id LIMIT $4"
);

/// Branches from the most supported on: article, key's rank, key's id, limit.
pub const SUPPORTED: &str = concat!(
    listed!(),
    "comments.article_id = $1 AND comments.level = 0 AND comments.listed_at IS NOT NULL \
     AND (comments.support, comments.id) < ($2, $3) \
     ORDER BY comments.support DESC, comments.id DESC LIMIT $4"
);

/// Replies of a branch after a path: branch, path, limit.
pub const REPLIES_AFTER: &str = concat!(
    listed!(),
    "comments.branch_id = $1 AND comments.listed_at IS NOT NULL AND comments.path > $2 \
     ORDER BY comments.path LIMIT $3"
);

/// Replies of a branch from a path on: branch, path, limit.
pub const REPLIES_FROM: &str = concat!(
    listed!(),
    "comments.branch_id = $1 AND comments.listed_at IS NOT NULL AND comments.path >= $2 \
     ORDER BY comments.path LIMIT $3"
);

/// A comment that stands in a thread: article, id.
pub const LISTED: &str = concat!(
    listed!(),
    "comments.article_id = $1 AND comments.id = $2 AND comments.listed_at IS NOT NULL"
);

/// Comments of somebody under an article, the newest first: person, article, limit.
pub const OWN: &str = concat!(
    listed!(),
    "comments.person_id = $1 AND comments.article_id = $2 \
     ORDER BY comments.posted_at DESC, comments.id DESC LIMIT $3"
);

/// What somebody supports under an article: person, article, limit.
pub const SUPPORTS: &str =
    "SELECT comment_id FROM comment_supports WHERE person_id = $1 AND article_id = $2 LIMIT $3";

/// Whom somebody does not want to read: person, limit.
pub const MUTES: &str = "SELECT muted_id FROM comment_mutes WHERE person_id = $1 LIMIT $2";

/// The name that somebody writes under: person.
pub const SHOWN_NAME: &str = "SELECT COALESCE(commenters.pseudonym, people.name) AS name FROM people \
     LEFT JOIN commenters ON commenters.person_id = people.id WHERE people.id = $1";

/// Who began the manuscript of an article: article.
pub const WRITER_OF_ARTICLE: &str = "SELECT owner_id FROM manuscripts WHERE article_id = $1";

/// A comment as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedComment {
    /// The comment.
    pub comment: CommentRecord,
    /// What its writer is to the paper at this moment; None where there is no account.
    pub role: Option<Role>,
}

/// What a page knows of what a comment answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its id.
    pub id: i64,
    /// The name it was posted under.
    pub name: String,
    /// Where it stands.
    pub status: Status,
}

fn read_listed(row: &AnyRow) -> Result<ListedComment, sqlx::Error> {
    let role: Option<String> = row.try_get("role")?;
    Ok(ListedComment {
        comment: read_comment(row)?,
        role: role
            .map(|word| {
                Role::parse(&word)
                    .ok_or_else(|| broken("role", format!("unknown role {word:?}").into()))
            })
            .transpose()?,
    })
}

/// Before which every branch of an order comes.
fn start_of(sorting: Sorting) -> ThreadKey {
    match sorting {
        Sorting::Oldest => ThreadKey {
            rank: i64::MIN,
            id: i64::MIN,
        },
        Sorting::Newest | Sorting::Supported => ThreadKey {
            rank: i64::MAX,
            id: i64::MAX,
        },
    }
}

/// The place of a branch in an order.
pub fn key_of(comment: &CommentRecord, sorting: Sorting) -> ThreadKey {
    ThreadKey {
        rank: match sorting {
            Sorting::Supported => comment.support,
            Sorting::Newest | Sorting::Oldest => comment.listed_at.unwrap_or(comment.posted_at),
        },
        id: comment.id,
    }
}

/// At most `limit` branches of an article's thread that come after a place in their order.
///
/// # Errors
/// When the database fails.
pub async fn list_branches(
    connection: &mut AnyConnection,
    article: i64,
    sorting: Sorting,
    after: Option<ThreadKey>,
    limit: i64,
) -> Result<Vec<ListedComment>, sqlx::Error> {
    let sql = match sorting {
        Sorting::Newest => NEWEST,
        Sorting::Oldest => OLDEST,
        Sorting::Supported => SUPPORTED,
    };
    let after = after.unwrap_or_else(|| start_of(sorting));
    let rows = sqlx::query(sql)
        .bind(article)
        .bind(after.rank)
        .bind(after.id)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_listed).collect()
}

/// The first `limit` replies of each of several branches in one query, each branch's in their order.
///
/// # Errors
/// When the database fails.
pub async fn list_first_replies(
    connection: &mut AnyConnection,
    branches: &[i64],
    limit: i64,
) -> Result<Vec<ListedComment>, sqlx::Error> {
    if branches.is_empty() {
        return Ok(Vec::new());
    }
    let query = sqlx::query(AssertSqlSafe(first_replies_sql(branches.len()))).bind(limit);
    let query = branches
        .iter()
        .fold(query, |query, branch| query.bind(*branch));
    let rows = query.fetch_all(connection).await?;
    let mut replies = rows
        .iter()
        .map(read_listed)
        .collect::<Result<Vec<_>, _>>()?;
    replies.sort_by(|one, other| {
        (one.comment.branch_id, &one.comment.path)
            .cmp(&(other.comment.branch_id, &other.comment.path))
    });
    Ok(replies)
}

/// One short walk along the index for each branch. Only constants of this file and numbers of
/// placeholders go into the text.
pub(super) fn first_replies_sql(count: usize) -> String {
    let select = REPLIES_AFTER
        .replace("comments.path > $2", "comments.path > ''")
        .replace("LIMIT $3", "LIMIT $limit");
    let branches: Vec<String> = (0..count)
        .map(|index| {
            let select = select
                .replace("$1", &format!("${}", index + 2))
                .replace("$limit", "$1");
            format!("SELECT * FROM ({select}) AS branch{index}")
        })
        .collect();
    branches.join(" UNION ALL ")
}

/// At most `limit` replies of a branch after a path; all from the first one on after an empty one.
///
/// # Errors
/// When the database fails.
pub async fn list_replies_after(
    connection: &mut AnyConnection,
    branch: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<ListedComment>, sqlx::Error> {
    list_replies(connection, REPLIES_AFTER, branch, after, limit).await
}

/// At most `limit` replies of a branch from a path on.
///
/// # Errors
/// When the database fails.
pub async fn list_replies_from(
    connection: &mut AnyConnection,
    branch: i64,
    path: &str,
    limit: i64,
) -> Result<Vec<ListedComment>, sqlx::Error> {
    list_replies(connection, REPLIES_FROM, branch, path, limit).await
}

async fn list_replies(
    connection: &mut AnyConnection,
    sql: &'static str,
    branch: i64,
    path: &str,
    limit: i64,
) -> Result<Vec<ListedComment>, sqlx::Error> {
    let rows = sqlx::query(sql)
        .bind(branch)
        .bind(path)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_listed).collect()
}

/// A comment of an article that stands in its thread, as text or as a stub.
///
/// # Errors
/// When the database fails.
pub async fn find_listed(
    connection: &mut AnyConnection,
    article: i64,
    comment: i64,
) -> Result<Option<ListedComment>, sqlx::Error> {
    let row = sqlx::query(LISTED)
        .bind(article)
        .bind(comment)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read_listed).transpose()
}

/// Those of these comments that stand in an article's thread, in no order; at most [`MOST_BY_IDS`].
///
/// # Errors
/// When the database fails.
pub async fn list_listed(
    connection: &mut AnyConnection,
    article: i64,
    ids: &[i64],
) -> Result<Vec<ListedComment>, sqlx::Error> {
    let ids = &ids[..ids.len().min(MOST_BY_IDS)];
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = sqlx::query(AssertSqlSafe(by_ids_sql(ids.len())))
        .persistent(false)
        .bind(article);
    let query = ids.iter().fold(query, |query, id| query.bind(*id));
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read_listed).collect()
}

pub(super) fn by_ids_sql(count: usize) -> String {
    LISTED.replace(
        "comments.id = $2",
        &format!("comments.id IN ({})", places(2, count)),
    )
}

/// The names of comments that others answer, in no order.
///
/// # Errors
/// When the database fails.
pub async fn list_answered(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<Vec<Answered>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = sqlx::query(AssertSqlSafe(answered_sql(ids.len()))).persistent(false);
    let query = ids.iter().fold(query, |query, id| query.bind(*id));
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let status: String = row.try_get("status")?;
            Ok(Answered {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                status: Status::parse(&status)
                    .ok_or_else(|| broken("status", format!("unknown status {status:?}").into()))?,
            })
        })
        .collect()
}

pub(super) fn answered_sql(count: usize) -> String {
    format!(
        "SELECT id, name, status FROM comments WHERE id IN ({})",
        places(1, count)
    )
}

fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    places.join(", ")
}

/// The newest comments of somebody under an article, whatever became of them, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_own(
    connection: &mut AnyConnection,
    person: i64,
    article: i64,
) -> Result<Vec<ListedComment>, sqlx::Error> {
    let rows = sqlx::query(OWN)
        .bind(person)
        .bind(article)
        .bind(MOST_OF_ONE_PERSON)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_listed).collect()
}

/// The comments under an article that somebody supports.
///
/// # Errors
/// When the database fails.
pub async fn list_supported(
    connection: &mut AnyConnection,
    person: i64,
    article: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(SUPPORTS)
        .bind(person)
        .bind(article)
        .bind(MOST_OF_ONE_PERSON)
        .fetch_all(connection)
        .await
}

/// Whom somebody does not want to read.
///
/// # Errors
/// When the database fails.
pub async fn list_muted(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(MUTES)
        .bind(person)
        .bind(MOST_OF_ONE_PERSON)
        .fetch_all(connection)
        .await
}

/// The name that somebody writes under; empty where there is no such account.
///
/// # Errors
/// When the database fails.
pub async fn find_shown_name(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<String, sqlx::Error> {
    let name: Option<String> = sqlx::query_scalar(SHOWN_NAME)
        .bind(person)
        .fetch_optional(connection)
        .await?;
    Ok(name.unwrap_or_default())
}

/// The account that is marked as the article's author: whoever began its manuscript. Accounts and authors
/// of bylines are not tied to one another, so there is nothing better to go by. None where it came by
/// import.
///
/// # Errors
/// When the database fails.
pub async fn find_writer_of_article(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let found: Option<Option<i64>> = sqlx::query_scalar(WRITER_OF_ARTICLE)
        .bind(article)
        .fetch_optional(connection)
        .await?;
    Ok(found.flatten())
}
