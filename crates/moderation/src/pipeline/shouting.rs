//! Walls of capitals and signs.

use super::{Reason, Rules, Submission, Verdict};

/// From how many letters on capitals are counted: headings, abbreviations and a cry are shorter.
const LETTERS: usize = 24;
/// From how many per cent of capitals on it is shouting.
const CAPITALS: usize = 70;
/// How often a sign may stand in a row.
const ROW: usize = 6;

pub(super) fn look(submission: &Submission<'_>, _: &Rules) -> Option<(Verdict, Reason)> {
    if submission.author.is_newsroom {
        return None;
    }
    let text = submission.text.as_str();
    let letters = text.chars().filter(|letter| has_case(*letter)).count();
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    if letters >= LETTERS && capitals * 100 >= letters * CAPITALS {
        let share = i64::try_from(capitals * 100 / letters).unwrap_or(100);
        return Some((Verdict::Hold, Reason::Capitals { share }));
    }
    let (sign, count) = longest_row(text)?;
    (count > ROW).then(|| {
        let reason = Reason::Signs {
            sign: sign.to_string(),
            count: i64::try_from(count).unwrap_or(i64::MAX),
        };
        (Verdict::Hold, reason)
    })
}

/// Arabic letters have no capitals: they count for neither side.
fn has_case(letter: char) -> bool {
    letter.is_uppercase() || letter.is_lowercase()
}

/// The letter or sign that stands most often in a row. Lines of dots and dashes part a text, digits are
/// numbers.
fn longest_row(text: &str) -> Option<(char, usize)> {
    let mut longest: Option<(char, usize)> = None;
    let mut row: Option<(char, usize)> = None;
    for letter in text.chars() {
        row = match row {
            Some((same, count)) if same == letter => Some((same, count + 1)),
            _ => Some((letter, 1)),
        };
        let counts = !letter.is_whitespace()
            && !letter.is_ascii_digit()
            && !matches!(letter, '.' | '…' | '-' | '—' | '–' | '_' | '=' | '*');
        if counts && row.map(|(_, count)| count) > longest.map(|(_, count)| count) {
            longest = row;
        }
    }
    longest
}
