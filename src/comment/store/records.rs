//! Rows of comments.

use crate::{article::store::broken, comment::model::Status};
use sqlx::{AnyConnection, Row, any::AnyRow};

/// The columns that [`read_comment`] reads, for `concat!`.
macro_rules! comment_columns {
    () => {
        "comments.id, comments.article_id, comments.person_id, comments.name, comments.parent_id, \
         comments.branch_id, comments.level, comments.path, comments.text, comments.quote, comments.status, \
         comments.posted_at, comments.edited_at, comments.decided_at, comments.featured_at, \
         comments.listed_at, comments.support, comments.replies, comments.report_weight, \
         comments.reported_at, comments.counted_at, comments.version"
    };
}
pub(crate) use comment_columns;

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRecord {
    /// Its id.
    pub id: i64,
    /// The article it is about.
    pub article_id: i64,
    /// Who wrote it; None where there is no account, or none any more.
    pub person_id: Option<i64>,
    /// The name it was posted under.
    pub name: String,
    /// What it answers.
    pub parent_id: Option<i64>,
    /// The comment that begins its branch; itself there.
    pub branch_id: i64,
    /// 0 begins a branch, 1 to 3 are replies.
    pub level: i64,
    /// Its place in its branch; empty at level 0.
    pub path: String,
    /// What it says, as plain text.
    pub text: String,
    /// The passage of the article that it is about; may be empty.
    pub quote: String,
    /// Where it stands.
    pub status: Status,
    /// Milliseconds UTC.
    pub posted_at: i64,
    /// Milliseconds UTC.
    pub edited_at: Option<i64>,
    /// When a moderator decided about it last, milliseconds UTC.
    pub decided_at: Option<i64>,
    /// Milliseconds UTC.
    pub featured_at: Option<i64>,
    /// Set while it stands in the thread, as text or as a stub.
    pub listed_at: Option<i64>,
    /// How many people support it.
    pub support: i64,
    /// How many listed replies its branch has; only at level 0.
    pub replies: i64,
    /// The weight of all open reports.
    pub report_weight: i64,
    /// When the first open report came.
    pub reported_at: Option<i64>,
    /// Set while it counts among its writer's approved comments, milliseconds UTC.
    pub counted_at: Option<i64>,
    /// Goes up with every change that a moderator should know of before deciding.
    pub version: i64,
}

impl CommentRecord {
    /// Whether readers see its text.
    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }
}

/// Reads a row with the columns of `comment_columns!`.
///
/// # Errors
/// When a column holds what this program has not written.
pub fn read_comment(row: &AnyRow) -> Result<CommentRecord, sqlx::Error> {
    let status: String = row.try_get("status")?;
    Ok(CommentRecord {
        id: row.try_get("id")?,
        article_id: row.try_get("article_id")?,
        person_id: row.try_get("person_id")?,
        name: row.try_get("name")?,
        parent_id: row.try_get("parent_id")?,
        branch_id: row.try_get("branch_id")?,
        level: row.try_get("level")?,
        path: row.try_get("path")?,
        text: row.try_get("text")?,
        quote: row.try_get("quote")?,
        status: Status::parse(&status)
            .ok_or_else(|| broken("status", format!("unknown status {status:?}").into()))?,
        posted_at: row.try_get("posted_at")?,
        edited_at: row.try_get("edited_at")?,
        decided_at: row.try_get("decided_at")?,
        featured_at: row.try_get("featured_at")?,
        listed_at: row.try_get("listed_at")?,
        support: row.try_get("support")?,
        replies: row.try_get("replies")?,
        report_weight: row.try_get("report_weight")?,
        reported_at: row.try_get("reported_at")?,
        counted_at: row.try_get("counted_at")?,
        version: row.try_get("version")?,
    })
}

/// A comment by its id.
///
/// # Errors
/// When the database fails.
pub async fn find_comment(
    connection: &mut AnyConnection,
    id: i64,
) -> Result<Option<CommentRecord>, sqlx::Error> {
    let sql = concat!(
        "SELECT ",
        comment_columns!(),
        " FROM comments WHERE id = $1"
    );
    let row = sqlx::query(sql).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(read_comment).transpose()
}
