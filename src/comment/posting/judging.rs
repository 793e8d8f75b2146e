//! What the checks say of a text.

use super::{Restriction, Typed, Writer};
use crate::{
    account::identity::Visit,
    comment::{
        problem::CommentProblem,
        store::{CommentedArticle, NewFinding, Surroundings},
    },
    error::AppError,
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

/// Examines a text. Until the pipeline of checks is joined here, whatever is not refused waits for a
/// moderator: nothing that no check has seen is shown to readers.
///
/// # Errors
/// When a check cannot be made.
pub async fn judge(visit: &Visit, subject: &Subject<'_>) -> Result<Judgement, AppError> {
    let judged = match subject.writer.restriction {
        Some(Restriction::Banned) => Judged::Refuse {
            problem: CommentProblem::Restricted,
            is_kept: false,
        },
        Some(Restriction::Suspended(until)) if until > visit.now => Judged::Refuse {
            problem: CommentProblem::Restricted,
            is_kept: false,
        },
        _ => Judged::Hold,
    };
    Ok(Judgement {
        judged,
        findings: Vec::new(),
    })
}
