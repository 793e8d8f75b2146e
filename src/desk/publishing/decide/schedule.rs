//! Decisions about the time of a publication, in the paper's time zone.

use super::{demand, lock, presenter};
use crate::{
    account::identity::{Editor, Visit},
    desk::{
        manuscript::store::insert_event,
        model::{Action, Check, Decided, Finding, Status},
        publishing::{
            checking::find_checks,
            store::{
                find_saved_revision, find_surroundings, set_schedule, set_status, write_embargo,
            },
        },
    },
    error::{AppError, Problem},
    ui::date::{PlannedError, parse_planned},
};

/// Has the newest revision published at a time, such as `2026-11-24T18:30`.
///
/// # Errors
/// When the time is none, has gone by or is skipped by the clocks, there is no such manuscript, or the
/// database fails.
pub async fn schedule(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
    revision: i64,
    at: &str,
) -> Result<Decided, AppError> {
    let at = read_future(visit, "at", at)?;
    let (now, by) = (visit.now, Some(editor.id));
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    if standing.status != seen || standing.head_id != Some(revision) {
        return Ok(Decided::Overtaken);
    }
    // While it is scheduled, what is published already could not be told from what is not yet.
    demand(
        &standing,
        &[
            Status::Draft,
            Status::Submitted,
            Status::Scheduled,
            Status::Withdrawn,
        ],
    )?;
    let saved = find_saved_revision(&mut transaction, manuscript, revision)
        .await?
        .ok_or(AppError::NotFound)?;
    let surroundings =
        find_surroundings(&mut transaction, standing.language, &saved.fields).await?;
    let presenter = presenter(visit);
    let mut against = find_checks(
        &mut transaction,
        &presenter,
        &standing,
        &saved,
        &surroundings,
        at,
    )
    .await?;
    against.retain(|check| check.forbids);
    if !against.is_empty() {
        return Ok(Decided::Refused(against));
    }
    set_schedule(&mut transaction, manuscript, revision, at, editor.id, now).await?;
    let when = presenter.full_moment(at).words;
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Scheduled,
        &when,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// Takes a scheduled publication back; the manuscript lies with the editors again.
///
/// # Errors
/// When there is no such manuscript, or the database fails.
pub async fn cancel_schedule(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    seen: Status,
) -> Result<Decided, AppError> {
    let (now, by) = (visit.now, Some(editor.id));
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    if standing.status != seen {
        return Ok(Decided::Overtaken);
    }
    demand(&standing, &[Status::Scheduled])?;
    set_status(&mut transaction, manuscript, Status::Submitted, by, now).await?;
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Unscheduled,
        "",
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// Sets an embargo until a time, such as `2026-11-24T18:30`, or lifts it.
///
/// # Errors
/// When the time is none, has gone by or is skipped by the clocks, readers see the article already, or
/// the database fails.
pub async fn set_embargo(
    visit: &Visit,
    editor: &Editor,
    manuscript: i64,
    until: &str,
) -> Result<Decided, AppError> {
    let until = match until.trim() {
        "" => None,
        until => Some(read_future(visit, "until", until)?),
    };
    let (now, by) = (visit.now, Some(editor.id));
    let mut transaction = visit.state.database.write().await?;
    let standing = lock(&mut transaction, manuscript).await?;
    let words = until.map(|until| presenter(visit).full_moment(until).words);
    if let Some(words) = &words {
        demand(
            &standing,
            &[
                Status::Draft,
                Status::Submitted,
                Status::Scheduled,
                Status::Withdrawn,
            ],
        )
        .map_err(|_| AppError::invalid("until", Problem::NotAChoice))?;
        if standing.scheduled_at < until && standing.status == Status::Scheduled {
            return Ok(Decided::Refused(vec![Check {
                finding: Finding::Embargo(words.clone()),
                forbids: true,
            }]));
        }
    }
    write_embargo(&mut transaction, manuscript, until).await?;
    let note = words.unwrap_or_default();
    insert_event(
        &mut transaction,
        manuscript,
        by,
        Action::Embargo,
        &note,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(Decided::Done)
}

/// A moment that is still to come, in milliseconds UTC.
fn read_future(visit: &Visit, field: &str, text: &str) -> Result<i64, AppError> {
    let zone = &visit.state.configuration.site.time_zone;
    let problem = match parse_planned(text.trim(), zone) {
        Ok(at) if at > visit.now => return Ok(at),
        Ok(_) => Problem::Past,
        Err(PlannedError::Skipped) => Problem::SkippedTime,
        Err(PlannedError::Unreadable) => Problem::NotATime,
    };
    Err(AppError::invalid(field, problem))
}
