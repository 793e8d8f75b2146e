//! What an import brings once more: put together with what the newsroom has written since, never over
//! it.

use super::{
    State,
    adopting::adopt_articles,
    saving::{Kept, Origin, keep},
    store::{
        ManuscriptRecord, find_base, find_last_imported, find_revision, insert_event,
        lock_by_article, set_published,
    },
};
use crate::{
    desk::model::{Action, RevisionKind, Status},
    error::AppError,
};
use sqlx::AnyConnection;

/// What has become of a file that was imported once more.
#[derive(Clone, Debug, PartialEq)]
pub enum Reimported {
    /// It is the newest revision, alone or put together with what the newsroom has written. `article`
    /// is what the article is to say now; None when readers go on seeing what they see, because the
    /// newsroom has changes of its own that are not published.
    Taken {
        /// What the article is to say.
        article: Option<Box<State>>,
    },
    /// The newsroom has changed the same places: it is kept aside, to be looked at there.
    KeptAside,
}

/// Takes what a file says now into the manuscript of the article that came from it. `change` makes it
/// of what the import had brought before. `now` in milliseconds UTC.
///
/// # Errors
/// When the article is not there, or the database fails.
pub async fn import_again(
    connection: &mut AnyConnection,
    article_id: i64,
    change: impl FnOnce(State) -> State,
    now: i64,
) -> Result<Reimported, AppError> {
    adopt_articles(connection, &[article_id], now).await?;
    let manuscript = lock_by_article(connection, article_id)
        .await?
        .ok_or(AppError::NotFound)?;
    let head = find_base(connection, manuscript.id, manuscript.head_id).await?;
    let last = find_last_imported(connection, manuscript.id)
        .await?
        .unwrap_or_else(|| head.clone());
    let state = change(last.state()?);
    let origin = Origin {
        kind: RevisionKind::Imported,
        person_id: None,
        operation: None,
        merged_id: None,
        now,
    };
    let kept = keep(connection, &manuscript, last.id, &state, &origin).await?;
    insert_event(connection, manuscript.id, None, Action::Imported, "", now).await?;
    let newest = match kept {
        Kept::Head(id) => id,
        Kept::Merged { revision, .. } => revision.id,
        Kept::Disputed { .. } => return Ok(Reimported::KeptAside),
    };
    if !goes_on_to_readers(&manuscript) {
        return Ok(Reimported::Taken { article: None });
    }
    let revision = find_revision(connection, manuscript.id, newest)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    if manuscript.status == Status::Published {
        set_published(connection, manuscript.id, newest, now).await?;
    }
    Ok(Reimported::Taken {
        article: Some(Box::new(revision.state()?)),
    })
}

/// Whether an article follows its file: while it is a draft, and while readers see the newest revision.
fn goes_on_to_readers(manuscript: &ManuscriptRecord) -> bool {
    match manuscript.status {
        Status::Published => manuscript.published_revision_id == Some(manuscript.head_id),
        Status::Draft => true,
        Status::Submitted | Status::Scheduled | Status::Withdrawn => false,
    }
}
