//! What the checks say of a text.

use super::{Typed, Writer, article_href};
use crate::{
    account::identity::Visit,
    comment::{
        external::{self, Question},
        problem::CommentProblem,
        store::{
            CommentedArticle, NewFinding, Surroundings,
            rules::{self, Mode, ThreadRules, effective_rules_at},
        },
    },
    error::AppError,
};
use moderation::{
    Check, Closed, Examination, Finding, Reason, Submission, Thread, Verdict, examine,
};

/// What is examined.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The article it is about.
    pub article: &'a CommentedArticle,
    /// Who writes.
    pub writer: &'a Writer,
    /// What.
    pub typed: &'a Typed,
    /// What the database knows around it.
    pub surroundings: &'a Surroundings,
    /// Whether it stands there already and has been changed: then it is no new posting, and floods and
    /// closed threads are not asked about.
    pub is_edit: bool,
}

/// What becomes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Readers see it at once.
    Pass,
    /// A moderator looks at it first.
    Hold,
    /// It is not taken.
    Refuse {
        /// What its writer is told.
        problem: CommentProblem,
        /// Whether moderators should see it.
        is_kept: bool,
    },
}

/// What the checks say, and what each has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What becomes of it.
    pub judged: Judged,
    /// What is stored for moderators.
    pub findings: Vec<NewFinding>,
}

/// Puts a text through the checks. Holds no connection while they run.
///
/// # Errors
/// When the database fails.
pub async fn judge(visit: &Visit, subject: &Subject<'_>) -> Result<Judgement, AppError> {
    let mut connection = visit.state.database.read().await?;
    let person = Some(subject.writer.person_id);
    let thread = effective_rules_at(&mut connection, subject.article.id, person, visit.now).await?;
    let rules = visit.state.word_lists.rules(&mut connection).await?;
    drop(connection);
    let around = subject.surroundings;
    let texts = |texts: &[(String, i64)]| -> Vec<String> {
        texts.iter().map(|(text, _)| text.clone()).collect()
    };
    let (own, others) = (texts(&around.own), texts(&around.others));
    let counts = |(minute, hour): (u32, u32)| match subject.is_edit {
        true => (0, 0),
        false => (i64::from(minute), i64::from(hour)),
    };
    let mut submission = Submission {
        text: &subject.typed.text,
        author: subject.writer.author(),
        thread: thread_of(&thread, subject.is_edit),
        now: visit.now,
        own: &own,
        others: &others,
        by_person: counts((around.person_last_minute, around.person_last_hour)),
        by_network: counts((around.network_last_minute, around.network_last_hour)),
        last_here: around.last_on_article_at.filter(|_| !subject.is_edit),
        own_host: visit
            .state
            .configuration
            .site
            .url
            .host_str()
            .unwrap_or_default(),
        external: None,
    };
    let examination = examine(&submission, &rules);
    // What is refused anyway is nobody else's business.
    if examination.verdict == Verdict::Reject {
        return conclude(examination);
    }
    let question = Question {
        text: subject.typed.text.as_str(),
        quote: subject.typed.quote_as_str(),
        language: subject.article.language.code(),
        article: &absolute(visit, subject.article),
        trust: subject.writer.trust,
        links: subject.typed.text.hosts().len(),
    };
    submission.external = external::examine(&visit.state, &question, visit.now).await;
    match submission.external {
        Some(_) => conclude(examine(&submission, &rules)),
        None => conclude(examination),
    }
}

/// An article's address with scheme and host.
fn absolute(visit: &Visit, article: &CommentedArticle) -> String {
    let href = article_href(article);
    let site = &visit.state.configuration.site.url;
    site.join(&href).map_or(href, |url| url.to_string())
}

fn thread_of(rules: &ThreadRules, is_edit: bool) -> Thread {
    Thread {
        closed: rules
            .closed
            .filter(|_| !is_edit)
            .map(|closed| match closed {
                rules::Closed::ByHand => Closed::ByHand,
                rules::Closed::ByAge { days } => Closed::ByAge { days },
            }),
        before: rules.mode == Mode::Before,
        slow_seconds: if is_edit { 0 } else { rules.slow_seconds },
        newcomers_before: rules.newcomers_before,
    }
}

fn conclude(examination: Examination) -> Result<Judgement, AppError> {
    let judged = match examination.verdict {
        Verdict::Pass => Judged::Pass,
        Verdict::Hold => Judged::Hold,
        Verdict::Reject => {
            // They come in the order of what cannot be mended by writing otherwise.
            let decisive = examination
                .findings
                .iter()
                .find(|finding| finding.verdict == Verdict::Reject);
            Judged::Refuse {
                problem: decisive.map_or(CommentProblem::Refused, problem_of),
                is_kept: decisive.is_some_and(is_for_moderators),
            }
        }
    };
    let findings = examination
        .findings
        .iter()
        .map(|finding| {
            Ok(NewFinding {
                check: finding.check.as_str(),
                verdict: finding.verdict.as_str(),
                reason: serde_json::to_string(&finding.reason)?,
            })
        })
        .collect::<Result<_, serde_json::Error>>()
        .map_err(|error| AppError::failed(&error))?;
    Ok(Judgement { judged, findings })
}

/// What tells moderators something about whoever writes; a closed thread or haste does not.
fn is_for_moderators(finding: &Finding) -> bool {
    matches!(
        finding.check,
        Check::WordsReject | Check::External | Check::Links
    ) || matches!(
        finding.reason,
        Reason::NearlySaidBefore {
            by_others: true,
            ..
        }
    )
}

fn problem_of(finding: &Finding) -> CommentProblem {
    let count = |number: i64| u32::try_from(number.max(0)).unwrap_or(u32::MAX);
    match &finding.reason {
        Reason::Banned | Reason::Suspended { .. } => CommentProblem::Restricted,
        Reason::ClosedByHand => CommentProblem::Closed,
        Reason::ClosedByAge { days } => CommentProblem::ClosedByAge(count(*days)),
        Reason::TooMany { wait, .. } | Reason::Slow { wait, .. } => {
            CommentProblem::TooOften(count(*wait).max(1))
        }
        Reason::SaidBefore | Reason::NearlySaidBefore { .. } => CommentProblem::Repeated,
        Reason::Words { .. } => CommentProblem::Words,
        Reason::Links { allowed, .. } => CommentProblem::TooManyLinks(count(*allowed)),
        _ => CommentProblem::Refused,
    }
}
