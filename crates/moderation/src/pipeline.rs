//! The checks that every comment goes through.

mod checks;
mod model;
mod repeats;
mod shouting;

pub use model::*;

use crate::WordList;

/// What the checks go by.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Words with which a comment is rejected.
    pub reject: WordList,
    /// Words with which it waits for a moderator.
    pub hold: WordList,
    /// Numbers.
    pub limits: Limits,
}

/// Puts a comment through all checks. Every one is asked, so that a moderator sees all that there is to say;
/// the strictest decides.
pub fn examine(submission: &Submission<'_>, rules: &Rules) -> Examination {
    let mut findings: Vec<Finding> = Vec::new();
    for (check, look) in CHECKS {
        if let Some((verdict, reason)) = look(submission, rules) {
            findings.push(Finding {
                check,
                verdict,
                reason,
            });
        }
    }
    let verdict = findings
        .iter()
        .map(|finding| finding.verdict)
        .max()
        .unwrap_or(Verdict::Pass);
    Examination { verdict, findings }
}

/// A check says nothing where there is nothing to say.
type Look = fn(&Submission<'_>, &Rules) -> Option<(Verdict, Reason)>;

/// The checks in their order: what cannot be mended by writing otherwise comes first.
const CHECKS: [(Check, Look); 11] = [
    (Check::Standing, checks::standing),
    (Check::Closed, checks::closed),
    (Check::Flood, checks::flood),
    (Check::Repeat, repeats::look),
    (Check::WordsReject, checks::words_reject),
    (Check::WordsHold, checks::words_hold),
    (Check::Links, checks::links),
    (Check::Shouting, shouting::look),
    (Check::Rejections, checks::rejections),
    (Check::External, checks::external),
    (Check::Trust, checks::trust),
];

#[cfg(test)]
mod tests;
