//! The same text again.

use super::{Reason, Rules, Submission, Verdict};
use crate::disguise::{fold, look_alike};
use std::collections::HashSet;

/// From how many letters on a text is compared: short answers are often alike.
const COMPARED: usize = 12;
/// Of how many letters the pieces are that texts are compared by.
const PIECE: usize = 5;
/// From how many per cent on two texts are nearly the same.
const ALIKE: i64 = 80;

pub(super) fn look(submission: &Submission<'_>, _: &Rules) -> Option<(Verdict, Reason)> {
    if submission.author.is_newsroom {
        return None;
    }
    let text = letters(submission.text.as_str());
    if text.len() < COMPARED {
        return None;
    }
    let own = pieces(&text);
    let nearest = |texts: &[String]| {
        texts
            .iter()
            .map(|other| alike(&own, &pieces(&letters(other))))
            .max()
            .unwrap_or(0)
    };
    let by_itself = nearest(submission.own);
    if by_itself == 100 {
        return Some((Verdict::Reject, Reason::SaidBefore));
    }
    let by_others = nearest(submission.others);
    let found = if by_itself >= ALIKE {
        (by_itself, false)
    } else if by_others >= ALIKE {
        (by_others, true)
    } else {
        return None;
    };
    Some((
        Verdict::Hold,
        Reason::NearlySaidBefore {
            alike: found.0,
            by_others: found.1,
        },
    ))
}

/// What is compared: letters and digits only, those that look alike as one.
fn letters(text: &str) -> Vec<char> {
    fold(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(look_alike)
        .collect()
}

fn pieces(letters: &[char]) -> HashSet<&[char]> {
    letters.windows(PIECE.min(letters.len().max(1))).collect()
}

/// How much of two texts is the same, in per cent: what both have of what either has (Jaccard).
fn alike(one: &HashSet<&[char]>, other: &HashSet<&[char]>) -> i64 {
    let both = one.intersection(other).count();
    let either = one.len() + other.len() - both;
    if either == 0 {
        return 0;
    }
    i64::try_from(both * 100 / either).unwrap_or(0)
}
