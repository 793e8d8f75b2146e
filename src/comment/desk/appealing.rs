//! Looking again at what a writer has appealed against: never by whoever took the decision.

use super::{
    deciding::{counts_of, is_first_seen},
    go_on, moderator, read_note,
};
use crate::{
    account::{identity::Visit, model::Taken},
    comment::{
        model::Status,
        posting::tell_answered,
        store::{
            appeals::{list_appeals_about, settle_appeal},
            decisions::{
                Details, NewDecision, Told, add_to_counts, insert_decisions, insert_notices,
                list_last_decisions, mark_decided, set_counted,
            },
            desk::count_change,
            find_comment, hold_thread, set_status,
        },
    },
    error::{AppError, Problem},
};

/// Settles an appeal: granted, the comment is published again; declined, it stays as it is. Both the
/// writer and whoever took the decision are told.
///
/// # Errors
/// When there is no open appeal, the decision was one's own, or the database fails.
pub async fn settle(
    visit: &Visit,
    comment: i64,
    outcome: &str,
    note: &str,
    back: &str,
) -> Result<Taken, AppError> {
    let moderator = moderator(visit)?;
    let is_granted = match outcome {
        "granted" => true,
        "declined" => false,
        _ => return Err(AppError::invalid("", Problem::NotAChoice)),
    };
    let note = read_note(note)?;
    let mut transaction = visit.state.database.write().await?;
    let found = find_comment(&mut transaction, comment)
        .await?
        .ok_or(AppError::NotFound)?;
    hold_thread(&mut transaction, found.article_id).await?;
    let found = find_comment(&mut transaction, comment)
        .await?
        .ok_or(AppError::NotFound)?;
    let appeal = list_appeals_about(&mut transaction, &[comment])
        .await?
        .pop()
        .ok_or_else(|| AppError::invalid("", Problem::Expired))?;
    let last = list_last_decisions(&mut transaction, &[comment])
        .await?
        .pop();
    let decided_by = appeal.against.or(last.and_then(|row| row.moderator));
    // Nobody is the judge of their own decision, nor of their own comment.
    if decided_by == Some(moderator.id) || appeal.person == Some(moderator.id) {
        return Err(AppError::Forbidden);
    }
    if !settle_appeal(&mut transaction, &found, outcome, moderator.id, visit.now).await? {
        return Err(AppError::invalid("", Problem::Expired));
    }
    let mut counted = (0, 0);
    if is_granted && found.status != Status::Deleted && !found.is_published() {
        set_status(&mut transaction, &found, Status::Published, visit.now).await?;
        mark_decided(&mut transaction, &[comment], false, visit.now).await?;
        counted = counts_of(&found, Status::Published);
        if counted.0 > 0 {
            set_counted(&mut transaction, &[comment], Some(visit.now)).await?;
        }
        if is_first_seen(found.status) {
            tell_answered(&mut transaction, &found, visit.now).await?;
        }
    }
    if let Some(person) = found.person_id
        && counted != (0, 0)
    {
        add_to_counts(&mut transaction, person, counted.0, counted.1).await?;
    }
    let decision = NewDecision {
        comment: Some(comment),
        person: found.person_id,
        article: Some(found.article_id),
        moderator: Some(moderator.id),
        action: if is_granted { "grant" } else { "decline" },
        note: &note,
        details: Details::default(),
        waited: Some((visit.now - appeal.appealed_at).max(0)),
        ..NewDecision::default()
    };
    insert_decisions(&mut transaction, &[decision], visit.now).await?;
    let kind = if is_granted {
        "appeal-granted"
    } else {
        "appeal-declined"
    };
    let notices: Vec<Told<'_>> = found
        .person_id
        .into_iter()
        .chain(decided_by)
        .map(|person| (person, kind, Some(comment), ""))
        .collect();
    insert_notices(&mut transaction, &notices, visit.now).await?;
    count_change(&mut transaction).await?;
    transaction.commit().await?;
    visit.state.live.tell(found.article_id);
    let done = if is_granted { "grant" } else { "decline" };
    Ok(go_on(visit, back, "", &[("done", done)]))
}
