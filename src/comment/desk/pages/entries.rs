//! Comments with all that a moderator should know of them, read for a whole page at once.

use super::Asked;
use crate::{
    comment::{
        desk::model::{Appeal, Entry, Finding, LogLine, Writer},
        store::{
            CommentRecord,
            appeals::{AppealRecord, list_appeals_about},
            decisions::{DecisionRecord, list_last_decisions},
            queue::{
                FindingRecord, WriterRecord, count_rejections, list_article_names, list_by_ids,
                list_findings, list_open_reports, list_revisions, list_writers,
            },
        },
    },
    language::Language,
    site::address::{Address, Place},
};
use moderation::{History, Match, Reason, Trust, excerpt};
use sqlx::AnyConnection;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// How many characters of what a comment answers are shown.
const OF_PARENT: usize = 140;

/// Since when a rejection counts as one of late, as for whoever writes.
pub(super) fn lately(asked: &Asked<'_>) -> i64 {
    asked.visit.now - 30 * DAY
}

pub(super) fn make_writer(
    asked: &Asked<'_>,
    record: &WriterRecord,
    rejected_recently: i64,
) -> Writer {
    let now = asked.visit.now;
    let trust = if record.role.is_newsroom() {
        Trust::Trusted
    } else {
        Trust::of(&History {
            approved: record.approved,
            rejected: record.rejected,
            rejected_recently,
            reports_upheld: record.reports_upheld,
            days: record.first_posted_at.map_or(0, |at| (now - at) / DAY),
        })
    };
    let restricted = match record {
        record if record.banned_at.is_some() => "ban",
        record if record.suspended_until.is_some_and(|until| until > now) => "suspend",
        record if record.shadowed_at.is_some() => "shadow",
        _ => "",
    };
    Writer {
        href: asked.href(&format!("/people/{}", record.id)),
        trust: trust as u8,
        approved: record.approved,
        rejected: record.rejected,
        restricted: restricted.to_owned(),
    }
}

pub(super) fn line(asked: &Asked<'_>, record: DecisionRecord) -> LogLine {
    let may_undo = record.undone_at.is_none()
        && !record.details.status.is_empty()
        && record.person != Some(asked.moderator.id)
        && (asked.moderator.administers || record.moderator == Some(asked.moderator.id));
    let words = match record.details.words.parse::<i64>() {
        Ok(until) if record.action == "suspend" => asked.presenter.full_moment(until).words,
        _ => record.details.words,
    };
    LogLine {
        id: record.id,
        comment: record.comment.unwrap_or_default(),
        at: asked.presenter.full_moment(record.decided_at),
        moderator: record.moderator_name.unwrap_or_default(),
        action: record.action,
        reason: record.reason,
        note: record.note,
        words,
        person: record.person_name.unwrap_or_default(),
        undone: record.undone_at.is_some(),
        undone_by: record.undone_by_name.unwrap_or_default(),
        may_undo,
    }
}

/// The matches of a finding. What this program cannot read names its check only.
fn matches_of(finding: &FindingRecord) -> Vec<Match> {
    match serde_json::from_str(&finding.reason) {
        Ok(Reason::Words { matches }) => matches,
        _ => Vec::new(),
    }
}

/// What else a finding says that moderators should read, such as a host.
fn said_of(finding: &FindingRecord) -> Vec<(String, String)> {
    let words = |word: String| vec![(word, String::new())];
    match serde_json::from_str(&finding.reason) {
        Ok(Reason::Words { matches }) => matches
            .into_iter()
            .map(|found| (found.found, found.pattern))
            .collect(),
        Ok(Reason::Links { hosts, .. }) => hosts
            .into_iter()
            .map(|host| (host, String::new()))
            .collect(),
        Ok(Reason::HiddenLink { host }) => words(host),
        Ok(Reason::Signs { sign, .. }) => words(sign),
        Ok(Reason::Told { words: told }) if !told.is_empty() => words(told),
        _ => Vec::new(),
    }
}

/// The text in parts, those marked that a check has found.
fn mark(text: &str, mut ranges: Vec<(usize, usize)>) -> Vec<(String, bool)> {
    ranges.sort_unstable();
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end) in ranges {
        // The text may have been edited since it was examined.
        let (Some(between), Some(found)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        if !between.is_empty() {
            parts.push((between.to_owned(), false));
        }
        if !found.is_empty() {
            parts.push((found.to_owned(), true));
        }
        at = end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        parts.push((rest.to_owned(), false));
    }
    parts
}

/// Makes comments ready to be shown, in the same order.
///
/// # Errors
/// When the database fails.
pub(super) async fn make_entries(
    connection: &mut AnyConnection,
    asked: &Asked<'_>,
    comments: Vec<CommentRecord>,
) -> Result<Vec<Entry>, sqlx::Error> {
    let ids: Vec<i64> = comments.iter().map(|comment| comment.id).collect();
    let distinct = |some: &mut dyn Iterator<Item = i64>| -> Vec<i64> {
        some.collect::<std::collections::BTreeSet<i64>>()
            .into_iter()
            .collect()
    };
    let articles = distinct(&mut comments.iter().map(|comment| comment.article_id));
    let parents = distinct(&mut comments.iter().filter_map(|comment| comment.parent_id));
    let people = distinct(&mut comments.iter().filter_map(|comment| comment.person_id));
    let articles = list_article_names(connection, &articles).await?;
    let parents = list_by_ids(connection, &parents).await?;
    let writers = list_writers(connection, &people).await?;
    let rejections = count_rejections(connection, &people, lately(asked)).await?;
    let findings = list_findings(connection, &ids).await?;
    let reports = list_open_reports(connection, &ids).await?;
    let revisions = list_revisions(connection, &ids).await?;
    let appeals = list_appeals_about(connection, &ids).await?;
    let decisions = list_last_decisions(connection, &ids).await?;
    let presenter = asked.presenter;
    Ok(comments
        .into_iter()
        .map(|comment| {
            let article = articles
                .iter()
                .find(|article| article.id == comment.article_id);
            let href = article.map(|article| {
                let address = Address::new(
                    Language::parse(&article.language).unwrap_or(presenter.language),
                    Place::Article {
                        section: article.section.clone(),
                        slug: article.slug.clone(),
                    },
                );
                format!("{address}?comment={0}#comment-{0}", comment.id)
            });
            let found: Vec<&FindingRecord> = findings
                .iter()
                .filter(|finding| finding.comment == comment.id)
                .collect();
            let ranges = found
                .iter()
                .flat_map(|finding| matches_of(finding))
                .map(|found| (found.start, found.end))
                .collect();
            let decision = decisions
                .iter()
                .find(|record| record.comment == Some(comment.id));
            Entry {
                id: comment.id,
                version: comment.version,
                writer: writers
                    .iter()
                    .find(|writer| Some(writer.id) == comment.person_id)
                    .map(|writer| {
                        let recently = rejections.get(&writer.id).copied().unwrap_or_default();
                        make_writer(asked, writer, recently)
                    }),
                article: article.map_or_else(String::new, |article| article.headline.clone()),
                href: href.unwrap_or_default(),
                rules: asked.href(&format!("/rules?scope=article&id={}", comment.article_id)),
                language: article.map_or_else(String::new, |article| article.language.clone()),
                parent: parents
                    .iter()
                    .find(|parent| Some(parent.id) == comment.parent_id)
                    .map(|parent| format!("{}: {}", parent.name, excerpt(&parent.text, OF_PARENT))),
                text: mark(&comment.text, ranges),
                revisions: revisions
                    .iter()
                    .filter(|(of, _, _)| *of == comment.id)
                    .map(|(_, text, at)| (text.clone(), presenter.full_moment(*at)))
                    .collect(),
                findings: found
                    .iter()
                    .map(|finding| Finding {
                        check: finding.check.clone(),
                        rejects: finding.verdict == "reject",
                        matched: said_of(finding),
                    })
                    .collect(),
                reports: reports
                    .iter()
                    .filter(|report| report.comment == comment.id)
                    .map(|report| {
                        (
                            report.reason.clone(),
                            report.note.clone(),
                            presenter.full_moment(report.reported_at),
                        )
                    })
                    .collect(),
                status: comment.status,
                featured: comment.featured_at.is_some(),
                posted: presenter.full_moment(comment.posted_at),
                appeal: appeals
                    .iter()
                    .find(|appeal| appeal.comment == comment.id)
                    .map(|appeal| make_appeal(asked, appeal, decision)),
                last: decision.map(|record| line(asked, record.clone())),
                name: comment.name,
                quote: comment.quote,
            }
        })
        .collect())
}

fn make_appeal(
    asked: &Asked<'_>,
    appeal: &AppealRecord,
    decision: Option<&DecisionRecord>,
) -> Appeal {
    let decided_by = appeal
        .against
        .or(decision.and_then(|record| record.moderator));
    let oneself = Some(asked.moderator.id);
    Appeal {
        text: appeal.text.clone(),
        at: asked.presenter.full_moment(appeal.appealed_at),
        may_settle: decided_by != oneself && appeal.person != oneself,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_marked_where_it_stands() {
        let part = |text: &str, marked| (text.to_owned(), marked);
        let text = "Сен ақымақ!";
        let start = text.find("ақымақ").expect("the word");
        let end = start + "ақымақ".len();
        assert_eq!(
            mark(text, vec![(start, end), (start, end)]),
            [part("Сен ", false), part("ақымақ", true), part("!", false)]
        );
        assert_eq!(
            mark(text, vec![(1, 3)]),
            [part(text, false)],
            "inside of a letter"
        );
        assert_eq!(mark(text, vec![(0, 9_999)]), [part(text, false)]);
        assert_eq!(mark("", vec![]), []);
    }
}
