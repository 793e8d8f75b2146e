//! Saving: no state that was sent is ever lost, and none is ever written over.

mod keeping;
mod operation;
mod telling;

pub(super) use keeping::{Kept, Origin, keep, lay_aside};
pub(super) use operation::Operation;
pub(super) use telling::{load_choices, tell};

use super::{
    State,
    merging::Merging,
    store::{RevisionRecord, find_base, find_by_operation, find_merged_into, find_revision, lock},
};
use crate::{
    account::identity::{Visit, Writer},
    desk::{
        manuscript::store::ManuscriptRecord,
        model::{Head, RevisionKind, Save, Saved, Settlement},
        permission::{self, Permission},
    },
    error::{AppError, Problem},
};
use sqlx::AnyConnection;

/// Keeps a state that somebody has sent.
///
/// # Errors
/// When it is too long or no document, may not be written by whoever asks, or the database fails.
pub async fn save(visit: &Visit, save: Save) -> Result<Saved, AppError> {
    let writer = visit.writer()?;
    let mut transaction = visit.state.database.write().await?;
    let (manuscript, kept) = take_save(&mut transaction, &writer, save, visit.now).await?;
    let saved = tell(visit, &mut transaction, &writer, &manuscript, kept).await?;
    transaction.commit().await?;
    Ok(saved)
}

/// The revision of the newest of some saves whose answers were lost, if one of them was kept after all.
async fn find_newest_kept(
    connection: &mut AnyConnection,
    writer: &Writer,
    manuscript: &ManuscriptRecord,
    operations: &[String],
) -> Result<Option<i64>, AppError> {
    for operation in operations.iter().take(Save::MOST_UNANSWERED) {
        let operation = Operation::parse(operation)?;
        if let Some(done) = find_done(connection, writer, manuscript, &operation).await? {
            return Ok(Some(done.id));
        }
    }
    Ok(None)
}

/// Settles a dispute; what has happened since is merged as in any save.
///
/// # Errors
/// When there is no such dispute, whoever asks may not write, or the database fails.
pub async fn settle(visit: &Visit, settlement: Settlement) -> Result<Saved, AppError> {
    let writer = visit.writer()?;
    let mut transaction = visit.state.database.write().await?;
    let (manuscript, kept) =
        take_settlement(&mut transaction, &writer, &settlement, visit.now).await?;
    let saved = tell(visit, &mut transaction, &writer, &manuscript, kept).await?;
    transaction.commit().await?;
    Ok(saved)
}

/// Does what [`save`] answers to; the caller commits.
pub(super) async fn take_save(
    connection: &mut AnyConnection,
    writer: &Writer,
    save: Save,
    now: i64,
) -> Result<(ManuscriptRecord, Kept), AppError> {
    let operation = Operation::parse(&save.operation)?;
    let state = State::parse(save.fields, &save.body)?;
    let manuscript = lock(connection, save.manuscript)
        .await?
        .ok_or(AppError::NotFound)?;
    let kept = match find_done(connection, writer, &manuscript, &operation).await? {
        // Other words under the same name are no repetition: to answer as before would lose them.
        Some(done) if done.state()? != state => {
            return Err(AppError::invalid("operation", Problem::NotAChoice));
        }
        Some(done) => answer_again(connection, writer, &manuscript, done, now).await?,
        None => {
            permission::check(Permission::of(writer, &manuscript).may_write)?;
            check_choices(connection, &state).await?;
            let origin = Origin {
                kind: RevisionKind::Saved,
                person_id: Some(writer.id),
                operation: Some(&operation),
                merged_id: None,
                now,
            };
            let base = find_newest_kept(connection, writer, &manuscript, &save.after)
                .await?
                .unwrap_or(save.base);
            if save.aside {
                lay_aside(connection, &manuscript, base, &state, &origin).await?
            } else {
                keep(connection, &manuscript, base, &state, &origin).await?
            }
        }
    };
    Ok((manuscript, kept))
}

/// Does what [`settle`] answers to; the caller commits.
pub(super) async fn take_settlement(
    connection: &mut AnyConnection,
    writer: &Writer,
    settlement: &Settlement,
    now: i64,
) -> Result<(ManuscriptRecord, Kept), AppError> {
    let operation = Operation::parse(&settlement.operation)?;
    let manuscript = lock(connection, settlement.manuscript)
        .await?
        .ok_or(AppError::NotFound)?;
    if let Some(done) = find_done(connection, writer, &manuscript, &operation).await? {
        let kept = answer_again(connection, writer, &manuscript, done, now).await?;
        return Ok((manuscript, kept));
    }
    permission::check(Permission::of(writer, &manuscript).may_write)?;
    let mine = find_revision(connection, manuscript.id, settlement.mine)
        .await?
        .filter(|mine| mine.kind == RevisionKind::Aside)
        .ok_or(AppError::NotFound)?;
    let is_merged = find_merged_into(connection, mine.id).await?.is_some();
    let settled = settled(connection, &manuscript, &mine, settlement).await?;
    let kept = match settled {
        Some(state) if !is_merged => {
            let origin = Origin {
                kind: RevisionKind::Merged,
                person_id: Some(writer.id),
                operation: Some(&operation),
                merged_id: Some(mine.id),
                now,
            };
            keep(connection, &manuscript, settlement.theirs, &state, &origin).await?
        }
        // Settled by somebody else by now, or the choices are those of another dispute.
        _ => answer_again(connection, writer, &manuscript, mine, now).await?,
    };
    Ok((manuscript, kept))
}

/// What a dispute comes to by the choices that were made in it.
async fn settled(
    connection: &mut AnyConnection,
    manuscript: &ManuscriptRecord,
    mine: &RevisionRecord,
    settlement: &Settlement,
) -> Result<Option<State>, AppError> {
    let Some(theirs) = find_revision(connection, manuscript.id, settlement.theirs).await? else {
        return Ok(None);
    };
    let base = keeping::find_common_base(connection, manuscript.id, mine.parent_id).await?;
    let merging = Merging::of(&base.state()?, &mine.state()?, &theirs.state()?);
    Ok(merging.settle(&settlement.fields, &settlement.places))
}

/// The newest revision.
///
/// # Errors
/// When whoever asks may not open it, or the database fails.
pub async fn load_head(visit: &Visit, manuscript: i64) -> Result<Head, AppError> {
    let writer = visit.writer()?;
    let mut connection = visit.state.database.read().await?;
    let manuscript = permission::open(&mut connection, &writer, manuscript).await?;
    let head = find_base(&mut connection, manuscript.id, manuscript.head_id).await?;
    read_head(&mut connection, head).await
}

/// A revision as the page takes it over.
pub(super) async fn read_head(
    connection: &mut AnyConnection,
    revision: RevisionRecord,
) -> Result<Head, AppError> {
    let (authors, tags) = load_choices(connection, &revision.fields).await?;
    Ok(Head {
        revision: revision.id,
        fields: revision.fields,
        body: revision.body,
        authors,
        tags,
    })
}

/// What an operation has made before. One name for two things is refused.
pub(super) async fn find_done(
    connection: &mut AnyConnection,
    writer: &Writer,
    manuscript: &ManuscriptRecord,
    operation: &Operation,
) -> Result<Option<RevisionRecord>, AppError> {
    let Some(done) = find_by_operation(connection, operation.as_str()).await? else {
        return Ok(None);
    };
    if done.manuscript_id == manuscript.id && done.person_id == Some(writer.id) {
        Ok(Some(done))
    } else {
        Err(AppError::invalid("operation", Problem::NotAChoice))
    }
}

/// What was answered when a revision was made, as far as it still stands so.
pub(super) async fn answer_again(
    connection: &mut AnyConnection,
    writer: &Writer,
    manuscript: &ManuscriptRecord,
    done: RevisionRecord,
    now: i64,
) -> Result<Kept, AppError> {
    let first = done.id;
    let mut done = done;
    while done.kind == RevisionKind::Aside {
        match find_merged_into(connection, done.id).await? {
            Some(merged) => done = merged,
            None => {
                let may_write = Permission::of(writer, manuscript).may_write;
                let merger = may_write.then_some(writer.id);
                return keeping::merge_aside(connection, manuscript, &done, merger, now).await;
            }
        }
    }
    Ok(match done.kind {
        RevisionKind::Merged | RevisionKind::Restored => Kept::Merged {
            mine: if first == done.id {
                done.merged_id.unwrap_or(first)
            } else {
                first
            },
            revision: Box::new(done),
        },
        _ => Kept::Head(done.id),
    })
}

/// Refuses sections, authors and tags that are not there.
async fn check_choices(connection: &mut AnyConnection, state: &State) -> Result<(), AppError> {
    use super::store::list_names;
    use crate::site::store::Kind;
    let fields = &state.fields;
    for (name, kind, ids) in [
        ("section", Kind::Section, fields.section.as_slice()),
        ("authors", Kind::Author, &fields.authors),
        ("tags", Kind::Tag, &fields.tags),
    ] {
        if list_names(connection, kind, ids).await?.len() != ids.len() {
            return Err(AppError::invalid(name, Problem::NotAChoice));
        }
    }
    Ok(())
}
