//! Deciding about comments, one or many at once, in one transaction.

use super::{
    go_on,
    model::{Decided, Deed, RejectReason},
    moderator, read_note,
};
use crate::{
    account::identity::Visit,
    comment::{
        model::{EventKind, Status},
        posting::tell_answered,
        store::{
            CommentRecord,
            appeals::list_appeals_about,
            append_event,
            decisions::{
                Details, NewDecision, Told, add_to_counts, insert_decisions, insert_notices,
                list_last_decisions, list_versions, mark_decided, set_counted, set_featured,
                settle_reports,
            },
            desk::count_change,
            hold_thread,
            queue::{list_by_ids, list_open_reports},
            set_status,
        },
    },
    error::{AppError, Problem},
};
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet};

/// How many comments can be decided about at once.
const MOST_AT_ONCE: usize = 100;

/// Reads `id:version,id:version`, and the same from checkboxes.
fn read_chosen(comments: &str, chosen: &[String]) -> Result<BTreeMap<i64, i64>, AppError> {
    let all: Vec<&str> = comments
        .split(',')
        .chain(chosen.iter().map(String::as_str))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    let read = |word: &&str| {
        let (id, version) = word.split_once(':')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    let found: Option<BTreeMap<i64, i64>> = all.iter().map(read).collect();
    let found = found.ok_or_else(|| AppError::invalid("", Problem::NotAChoice))?;
    if found.is_empty() {
        return Err(AppError::invalid("", Problem::Missing));
    }
    if found.len() > MOST_AT_ONCE {
        return Err(AppError::invalid("", Problem::TooMany(100)));
    }
    Ok(found)
}

/// Where a comment stands after a deed; None when the deed cannot be done to it.
fn status_after(deed: Deed, status: Status) -> Option<Status> {
    match (deed, status) {
        (_, Status::Deleted) => None,
        (Deed::Approve | Deed::Feature, _) => Some(Status::Published),
        (Deed::Reject, _) => Some(Status::Rejected),
        (Deed::Hide, Status::Published) => Some(Status::Hidden),
        (Deed::Unfeature, Status::Published) => Some(Status::Published),
        (Deed::Hide | Deed::Unfeature, _) => None,
    }
}

/// What a decision adds to the counts of the writer's approved and rejected comments. Whether a comment counts
/// as approved is what `counted_at` says, and nothing else.
pub(super) fn counts_of(comment: &CommentRecord, after: Status) -> (i64, i64) {
    // What the checks alone have refused counts for nothing.
    let was_rejected = comment.status == Status::Rejected && comment.decided_at.is_some();
    let rejected = i64::from(after == Status::Rejected) - i64::from(was_rejected);
    let approved = match after {
        Status::Published if comment.counted_at.is_none() => 1,
        Status::Rejected if comment.counted_at.is_some() => -1,
        _ => 0,
    };
    (approved, rejected)
}

/// Whether readers first see a comment when it is published now. What was hidden they had seen before.
pub(super) fn is_first_seen(before: Status) -> bool {
    matches!(
        before,
        Status::Waiting | Status::Rejected | Status::Shadowed
    )
}

/// Comments that are for others to decide about.
#[derive(Debug, Default, PartialEq, Eq)]
struct Barred {
    /// One's own.
    own: Vec<i64>,
    /// Those whose writers have appealed against a decision of one's own.
    appealed: Vec<i64>,
}

impl Barred {
    /// Nobody is the judge of their own comment, nor publishes around an appeal what they have rejected.
    async fn find(
        connection: &mut AnyConnection,
        moderator: i64,
        deed: Deed,
        comments: &[CommentRecord],
    ) -> Result<Self, sqlx::Error> {
        let (own, others): (Vec<&CommentRecord>, Vec<&CommentRecord>) = comments
            .iter()
            .partition(|comment| comment.person_id == Some(moderator));
        let mut barred = Self {
            own: own.iter().map(|comment| comment.id).collect(),
            appealed: Vec::new(),
        };
        if !matches!(deed, Deed::Approve | Deed::Feature) {
            return Ok(barred);
        }
        let others: Vec<i64> = others.iter().map(|comment| comment.id).collect();
        let appeals = list_appeals_about(connection, &others).await?;
        let about: Vec<i64> = appeals.iter().map(|appeal| appeal.comment).collect();
        let decisions = list_last_decisions(connection, &about).await?;
        barred.appealed = appeals
            .iter()
            .filter(|appeal| {
                let last = decisions
                    .iter()
                    .find(|decision| decision.comment == Some(appeal.comment));
                appeal.against.or(last.and_then(|last| last.moderator)) == Some(moderator)
            })
            .map(|appeal| appeal.comment)
            .collect();
        Ok(barred)
    }

    fn has(&self, comment: i64) -> bool {
        self.own.contains(&comment) || self.appealed.contains(&comment)
    }
}

/// Ids, parted by commas.
fn words_of(ids: &[i64]) -> String {
    let words: Vec<String> = ids.iter().map(i64::to_string).collect();
    words.join(",")
}

/// Decides about comments. Those that somebody else has changed or decided about since they were looked at
/// stay as they are, and so do those that are for others to decide about; the answer names them.
///
/// # Errors
/// When nothing is chosen, a reason is missing, whoever asks does not moderate, or the database fails.
pub async fn decide(
    visit: &Visit,
    comments: &str,
    chosen: &[String],
    action: &str,
    reason: &str,
    note: &str,
    back: &str,
) -> Result<Decided, AppError> {
    let moderator = moderator(visit)?;
    let deed = Deed::parse(action).ok_or_else(|| AppError::invalid("", Problem::NotAChoice))?;
    let chosen = read_chosen(comments, chosen)?;
    let note = read_note(note)?;
    let reason = match (deed, reason) {
        (Deed::Reject, "") => return Err(AppError::invalid("reason", Problem::Missing)),
        (Deed::Reject, word) => RejectReason::parse(word)
            .ok_or_else(|| AppError::invalid("reason", Problem::NotAChoice))?
            .as_str(),
        _ => "",
    };
    if reason == RejectReason::Other.as_str() && note.is_empty() {
        return Err(AppError::invalid("note", Problem::Missing));
    }
    let mut transaction = visit.state.database.write().await?;
    let ids: Vec<i64> = chosen.keys().copied().collect();
    let articles: BTreeSet<i64> = list_by_ids(&mut transaction, &ids)
        .await?
        .iter()
        .map(|comment| comment.article_id)
        .collect();
    // In one order, so that two who decide at once wait for one another and not for ever.
    for &article in &articles {
        hold_thread(&mut transaction, article).await?;
    }
    let found = list_by_ids(&mut transaction, &ids).await?;
    if found.is_empty() {
        return Err(AppError::NotFound);
    }
    let barred = Barred::find(&mut transaction, moderator.id, deed, &found).await?;
    let (taken, left): (Vec<CommentRecord>, Vec<CommentRecord>) =
        found.into_iter().partition(|comment| {
            !barred.has(comment.id)
                && chosen.get(&comment.id) == Some(&comment.version)
                && status_after(deed, comment.status).is_some()
        });
    let case = Case {
        deed,
        reason,
        note: &note,
        moderator: moderator.id,
        now: visit.now,
    };
    let decisions = case.carry_out(&mut transaction, &taken).await?;
    if !decisions.is_empty() {
        count_change(&mut transaction).await?;
    }
    transaction.commit().await?;
    let touched: BTreeSet<i64> = taken.iter().map(|comment| comment.article_id).collect();
    for article in touched {
        visit.state.live.tell(article);
    }
    let left: Vec<i64> = left.iter().map(|comment| comment.id).collect();
    let late: Vec<i64> = left.iter().copied().filter(|id| !barred.has(*id)).collect();
    let first = decisions.first().map(i64::to_string).unwrap_or_default();
    let count = decisions.len().to_string();
    let done = [
        (
            "done",
            if decisions.is_empty() {
                ""
            } else {
                deed.as_str()
            },
        ),
        ("decision", first.as_str()),
        (
            "count",
            if decisions.is_empty() {
                ""
            } else {
                count.as_str()
            },
        ),
        ("late", &words_of(&late)),
        ("own", &words_of(&barred.own)),
        ("appealed", &words_of(&barred.appealed)),
    ];
    Ok(Decided {
        to: go_on(visit, back, "", &done).to,
        decisions,
        late: left,
    })
}

/// A decision before it is taken.
pub(super) struct Case<'a> {
    pub(super) deed: Deed,
    pub(super) reason: &'a str,
    pub(super) note: &'a str,
    pub(super) moderator: i64,
    pub(super) now: i64,
}

impl Case<'_> {
    /// Does it to comments whose threads are held; the ids of the decisions.
    async fn carry_out(
        &self,
        connection: &mut AnyConnection,
        comments: &[CommentRecord],
    ) -> Result<Vec<i64>, AppError> {
        if comments.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.now;
        let ids: Vec<i64> = comments.iter().map(|comment| comment.id).collect();
        let settles = matches!(self.deed, Deed::Approve | Deed::Feature | Deed::Reject);
        let upheld = self.deed == Deed::Reject;
        let reports = if settles {
            list_open_reports(connection, &ids).await?
        } else {
            Vec::new()
        };
        for comment in comments {
            if let Some(status) = status_after(self.deed, comment.status)
                && status != comment.status
            {
                set_status(connection, comment, status, now).await?;
                if status == Status::Published && is_first_seen(comment.status) {
                    tell_answered(connection, comment, now).await?;
                }
            }
        }
        mark_decided(connection, &ids, settles, now).await?;
        let counts_now = |change: i64| -> Vec<i64> {
            comments
                .iter()
                .filter(|comment| self.counts_of(comment).0 == change)
                .map(|comment| comment.id)
                .collect()
        };
        set_counted(connection, &counts_now(1), Some(now)).await?;
        set_counted(connection, &counts_now(-1), None).await?;
        match self.deed {
            Deed::Feature => set_featured(connection, &ids, Some(now)).await?,
            Deed::Unfeature | Deed::Reject => set_featured(connection, &ids, None).await?,
            Deed::Approve | Deed::Hide => {}
        }
        if matches!(self.deed, Deed::Feature | Deed::Unfeature) {
            for comment in list_by_ids(connection, &ids).await? {
                append_event(connection, EventKind::Changed, &comment, now).await?;
            }
        }
        let settled: Vec<i64> = reports.iter().map(|report| report.id).collect();
        settle_reports(connection, &settled, upheld, now).await?;
        let versions: BTreeMap<i64, i64> =
            list_versions(connection, &ids).await?.into_iter().collect();

        let batch = uuid::Uuid::new_v4().simple().to_string();
        let mut decisions = Vec::new();
        let mut counts: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut notices: Vec<Told<'_>> = Vec::new();
        for comment in comments {
            let (approved, rejected) = self.counts_of(comment);
            if let Some(person) = comment.person_id {
                let count = counts.entry(person).or_default();
                *count = (count.0 + approved, count.1 + rejected);
                if let Some(kind) = self.notice(comment.status) {
                    notices.push((person, kind, Some(comment.id), self.reason));
                }
            }
            let since = match comment.status {
                Status::Waiting => Some(comment.posted_at),
                _ => comment.reported_at,
            };
            decisions.push(NewDecision {
                comment: Some(comment.id),
                person: comment.person_id,
                article: Some(comment.article_id),
                moderator: Some(self.moderator),
                action: self.deed.as_str(),
                reason: self.reason,
                note: self.note,
                details: Details {
                    batch: batch.clone(),
                    status: comment.status.as_str().to_owned(),
                    featured_at: comment.featured_at,
                    decided_at: comment.decided_at,
                    counted_at: comment.counted_at,
                    reports: reports
                        .iter()
                        .filter(|report| report.comment == comment.id)
                        .map(|report| report.id)
                        .collect(),
                    upheld,
                    approved,
                    rejected,
                    version: versions.get(&comment.id).copied().unwrap_or_default(),
                    words: String::new(),
                },
                waited: since.map(|since| (now - since).max(0)),
            });
        }
        // Once for each writer, however many of their comments were chosen.
        for (person, (approved, rejected)) in counts {
            if (approved, rejected) != (0, 0) {
                add_to_counts(connection, person, approved, rejected).await?;
            }
        }
        insert_notices(connection, &notices, now).await?;
        Ok(insert_decisions(connection, &decisions, now).await?)
    }

    fn counts_of(&self, comment: &CommentRecord) -> (i64, i64) {
        let after = status_after(self.deed, comment.status).unwrap_or(comment.status);
        counts_of(comment, after)
    }

    /// What the writer is told. Nothing of what changes nothing for them, and nothing where they are to
    /// believe that all is well.
    fn notice(&self, before: Status) -> Option<&'static str> {
        match (self.deed, before) {
            (Deed::Feature, _) => Some("featured"),
            (Deed::Approve, Status::Waiting | Status::Rejected | Status::Hidden) => {
                Some("approved")
            }
            (Deed::Reject, Status::Shadowed | Status::Rejected) => None,
            (Deed::Reject, _) => Some("rejected"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
