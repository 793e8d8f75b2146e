//! What people decide about a manuscript. Each decision is one transaction and says what its maker had
//! seen: if that is no longer so, nothing is changed.

mod readers;
mod schedule;

pub use readers::{add_correction, publish, unpublish, withdraw};
pub use schedule::{cancel_schedule, schedule, set_embargo};

use super::{
    checking::find_checks,
    store::{
        SavedRevision, Standing, find_saved_revision, find_standing, find_surroundings,
        lock_standing, set_status,
    },
};
use crate::{
    account::identity::{Editor, Visit, Writer},
    desk::{
        manuscript::store::insert_event,
        model::{Action, Check, Decided, Status},
    },
    error::{AppError, Problem},
    site::pages::Presenter,
};
use sqlx::AnyConnection;

/// The most characters of a note and of a correction.
const LONGEST_NOTE: u32 = 2000;

/// A manuscript that somebody may look at: one of their own, or any if they edit.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`], or the database fails.
pub async fn open_standing(
    connection: &mut AnyConnection,
    writer: &Writer,
    manuscript: i64,
) -> Result<Standing, AppError> {
    let standing = find_standing(connection, manuscript)
        .await?
        .ok_or(AppError::NotFound)?;
    if writer.is_editor || standing.owner_id == Some(writer.id) {
        Ok(standing)
    } else {
        Err(AppError::Forbidden)
    }
}

/// The newest revision of a manuscript.
///
/// # Errors
/// When there is none or the database fails.
pub async fn find_head(
    connection: &mut AnyConnection,
    standing: &Standing,
) -> Result<SavedRevision, AppError> {
    let head = standing.head_id.ok_or(AppError::NotFound)?;
    find_saved_revision(connection, standing.id, head)
        .await?
        .ok_or(AppError::NotFound)
}

/// What stands against publishing the newest revision now, and what one would want to know.
///
/// # Errors
/// When whoever asks may not look at it, or the database fails.
pub async fn check(
    visit: &Visit,
    writer: &Writer,
    manuscript: i64,
) -> Result<Vec<Check>, AppError> {
    let mut connection = visit.state.database.read().await?;
    let standing = open_standing(&mut connection, writer, manuscript).await?;
    let head = find_head(&mut connection, &standing).await?;
    let surroundings = find_surroundings(&mut connection, standing.language, &head.fields).await?;
    let presenter = presenter(visit);
    let checks = find_checks(
        &mut connection,
        &presenter,
        &standing,
        &head,
        &surroundings,
        visit.now,
    )
    .await?;
    Ok(checks)
}

/// Gives a draft to the editors.
///
/// # Errors
/// When whoever asks may not, the note is too long, or the database fails.
pub async fn submit(
    visit: &Visit,
    writer: &Writer,
    manuscript: i64,
    seen: Status,
    note: &str,
) -> Result<Decided, AppError> {
    let note = read_note("note", note)?;
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    if !writer.is_editor && standing.owner_id != Some(writer.id) {
        return Err(AppError::Forbidden);
    }
    if standing.status != seen {
        return Ok(Decided::Overtaken);
    }
    demand(&standing, &[Status::Draft])?;
    let by = Some(writer.id);
    set_status(
        &mut transaction,
        manuscript,
        Status::Submitted,
        by,
        visit.now,
    )
    .await?;
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Submitted,
        &note,
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// Gives a submitted manuscript back to its author.
///
/// # Errors
/// When the note is too long, or the database fails.
pub async fn give_back(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
    note: &str,
) -> Result<Decided, AppError> {
    let note = read_note("note", note)?;
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    if standing.status != seen {
        return Ok(Decided::Overtaken);
    }
    demand(&standing, &[Status::Submitted])?;
    let by = Some(editor.id);
    set_status(&mut transaction, manuscript, Status::Draft, by, visit.now).await?;
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Returned,
        &note,
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// Says something about a manuscript.
///
/// # Errors
/// When whoever asks may not look at it, the note is empty or too long, or the database fails.
pub async fn add_note(
    visit: &Visit,
    writer: &Writer,
    manuscript: i64,
    note: &str,
) -> Result<(), AppError> {
    let note = read_note("note", note)?;
    if note.is_empty() {
        return Err(AppError::invalid("note", Problem::Missing));
    }
    let mut transaction = visit.state.database.write().await?;
    open_standing(&mut transaction, writer, manuscript).await?;
    let by = Some(writer.id);
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Note,
        &note,
        visit.now,
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// Speaks to whoever asks, in their language.
fn presenter(visit: &Visit) -> Presenter<'_> {
    Presenter::new(visit.language, &visit.state.configuration.site, visit.now)
}

async fn lock(connection: &mut AnyConnection, manuscript: i64) -> Result<Standing, AppError> {
    lock_standing(connection, manuscript)
        .await?
        .ok_or(AppError::NotFound)
}

/// Refuses what makes no sense where a manuscript stands.
fn demand(standing: &Standing, accepted: &[Status]) -> Result<(), AppError> {
    if accepted.contains(&standing.status) {
        Ok(())
    } else {
        Err(AppError::invalid("seen", Problem::NotAChoice))
    }
}

/// Words that are kept as they are, but for what stands around them.
fn read_note(field: &str, words: &str) -> Result<String, AppError> {
    let words = words.trim();
    if words.chars().count() > LONGEST_NOTE as usize {
        return Err(AppError::invalid(field, Problem::TooLong(LONGEST_NOTE)));
    }
    Ok(words.to_owned())
}
