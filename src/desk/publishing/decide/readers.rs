//! Decisions that readers see at once.

use super::{demand, lock, presenter, read_note};
use crate::{
    account::identity::{Editor, Visit},
    article::store::{unpublish_article, withdraw_article},
    correction::store::insert_correction,
    desk::{
        manuscript::store::insert_event,
        model::{Action, Decided, Status},
        publishing::{
            publish::publish as publish_revision,
            store::{find_saved_revision, set_published_revision, set_status},
        },
    },
    error::{AppError, Problem},
};

/// Publishes the newest revision, or what was changed since the last publication. A time that was set
/// for it is taken back.
///
/// # Errors
/// When there is no such manuscript, or the database fails.
pub async fn publish(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
    revision: i64,
) -> Result<Decided, AppError> {
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    if standing.status != seen || standing.head_id != Some(revision) {
        return Ok(Decided::Overtaken);
    }
    if standing.status == Status::Published && standing.published_revision_id == Some(revision) {
        return Ok(Decided::Done);
    }
    let saved = find_saved_revision(&mut transaction, manuscript, revision)
        .await?
        .ok_or(AppError::NotFound)?;
    let presenter = presenter(visit);
    let against = publish_revision(
        &mut transaction,
        &presenter,
        &standing,
        &saved,
        Some(editor.id),
    )
    .await?;
    if !against.is_empty() {
        return Ok(Decided::Refused(against));
    }
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// Takes a published article from readers for now, to be worked on.
///
/// # Errors
/// When the note is too long, or the database fails.
pub async fn unpublish(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
    note: &str,
) -> Result<Decided, AppError> {
    take_away(visit, editor, manuscript, seen, note, Status::Draft).await
}

/// Withdraws a published article for good; readers are told the note.
///
/// # Errors
/// When the note is too long, or the database fails.
pub async fn withdraw(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
    note: &str,
) -> Result<Decided, AppError> {
    take_away(visit, editor, manuscript, seen, note, Status::Withdrawn).await
}

async fn take_away(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
    note: &str,
    status: Status,
) -> Result<Decided, AppError> {
    let note = read_note("note", note)?;
    let (now, by) = (visit.now, Some(editor.id));
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    if standing.status != seen {
        return Ok(Decided::Overtaken);
    }
    demand(&standing, &[Status::Published])?;
    let article = standing.article_id.ok_or(AppError::NotFound)?;
    let action = if status == Status::Withdrawn {
        withdraw_article(&mut transaction, article, &note, now).await?;
        Action::Withdrawn
    } else {
        unpublish_article(&mut transaction, article, now).await?;
        Action::Unpublished
    };
    set_status(&mut transaction, manuscript, status, by, now).await?;
    set_published_revision(&mut transaction, manuscript, article, None).await?;
    insert_event(&mut transaction, manuscript, by, action, &note, now).await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// Tells readers what was wrong in a published article and has been put right.
///
/// # Errors
/// When there are no words or too many, the article is not published, or the database fails.
pub async fn add_correction(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    words: &str,
) -> Result<Decided, AppError> {
    let words = read_note("words", words)?;
    if words.is_empty() {
        return Err(AppError::invalid("words", Problem::Missing));
    }
    let (now, by) = (visit.now, Some(editor.id));
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    let Some(article) = standing
        .article_id
        .filter(|_| standing.status == Status::Published)
    else {
        return Ok(Decided::Overtaken);
    };
    insert_correction(
        &mut transaction,
        article,
        standing.language,
        by,
        &words,
        now,
    )
    .await?;
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Corrected,
        &words,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}
