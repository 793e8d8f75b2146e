//! Taking a decision back: the comment stands as it did before, and so do its reports and all counts.
//! Reports that have come since stay beside them.

use super::{go_on, model::Decided, moderator};
use crate::{
    account::identity::Visit,
    comment::{
        model::{EventKind, Status},
        store::{
            append_event,
            decisions::{
                DecisionRecord, add_to_counts, delete_notices, find_decision, list_batch,
                mark_undone, reopen_reports, restore, weigh_reports,
            },
            desk::count_change,
            find_comment, hold_thread,
            queue::list_by_ids,
            set_status,
        },
    },
    error::{AppError, Problem},
};
use std::collections::{BTreeMap, BTreeSet};

/// Takes a decision back, with `whole` all that was decided in one go with it. Only whoever took it may,
/// or an administrator; and only as long as nothing has happened to the comment since.
///
/// # Errors
/// When there is no such decision, it cannot be taken back any more, or the database fails.
pub async fn undo(
    visit: &Visit,
    decision: i64,
    whole: bool,
    back: &str,
) -> Result<Decided, AppError> {
    let moderator = moderator(visit)?;
    let mut transaction = visit.state.database.write().await?;
    let first = find_decision(&mut transaction, decision)
        .await?
        .ok_or(AppError::NotFound)?;
    // Nobody is the judge of their own comment.
    let is_own = first.person == Some(moderator.id);
    if is_own || (first.moderator != Some(moderator.id) && !moderator.administers) {
        return Err(AppError::Forbidden);
    }
    let batch = if whole {
        list_batch(&mut transaction, &first).await?
    } else {
        vec![first]
    };
    let articles: BTreeSet<i64> = batch.iter().filter_map(|row| row.article).collect();
    for &article in &articles {
        hold_thread(&mut transaction, article).await?;
    }
    let ids: Vec<i64> = batch.iter().filter_map(|row| row.comment).collect();
    let versions: BTreeMap<i64, i64> = list_by_ids(&mut transaction, &ids)
        .await?
        .iter()
        .map(|comment| (comment.id, comment.version))
        .collect();
    let (taken, late): (Vec<DecisionRecord>, Vec<DecisionRecord>) =
        batch.into_iter().partition(|row| {
            row.undone_at.is_none()
                && row.person != Some(moderator.id)
                && !row.details.status.is_empty()
                && row
                    .comment
                    .is_some_and(|id| versions.get(&id) == Some(&row.details.version))
        });
    if taken.is_empty() {
        return Err(AppError::invalid("", Problem::Expired));
    }
    let mut counts: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for row in &taken {
        let Some(comment) = row.comment else { continue };
        let Some(before) = find_comment(&mut transaction, comment).await? else {
            continue;
        };
        let status = Status::parse(&row.details.status).ok_or(AppError::NotFound)?;
        if status != before.status {
            set_status(&mut transaction, &before, status, visit.now).await?;
        }
        restore(&mut transaction, comment, &row.details).await?;
        if before.featured_at != row.details.featured_at
            && status == Status::Published
            && let Some(after) = find_comment(&mut transaction, comment).await?
        {
            append_event(&mut transaction, EventKind::Changed, &after, visit.now).await?;
        }
        if let Some(person) = row.person {
            let count = counts.entry(person).or_default();
            *count = (
                count.0 - row.details.approved,
                count.1 - row.details.rejected,
            );
        }
    }
    for upheld in [false, true] {
        let reports: Vec<i64> = taken
            .iter()
            .filter(|row| row.details.upheld == upheld)
            .flat_map(|row| row.details.reports.iter().copied())
            .collect();
        reopen_reports(&mut transaction, &reports, upheld).await?;
    }
    let comments: Vec<i64> = taken.iter().filter_map(|row| row.comment).collect();
    weigh_reports(&mut transaction, &comments).await?;
    for (person, (approved, rejected)) in counts {
        if (approved, rejected) != (0, 0) {
            add_to_counts(&mut transaction, person, approved, rejected).await?;
        }
    }
    let decided_at = taken.first().map_or(0, |row| row.decided_at);
    delete_notices(&mut transaction, &comments, decided_at).await?;
    let decisions: Vec<i64> = taken.iter().map(|row| row.id).collect();
    mark_undone(&mut transaction, &decisions, moderator.id, visit.now).await?;
    count_change(&mut transaction).await?;
    transaction.commit().await?;
    for article in articles {
        visit.state.live.tell(article);
    }
    let late: Vec<i64> = late.iter().filter_map(|row| row.comment).collect();
    let words: Vec<String> = late.iter().map(i64::to_string).collect();
    let count = decisions.len().to_string();
    let done = [
        ("done", "undo"),
        ("count", count.as_str()),
        ("late", &words.join(",")),
    ];
    Ok(Decided {
        to: go_on(visit, back, "", &done).to,
        decisions,
        late,
    })
}
