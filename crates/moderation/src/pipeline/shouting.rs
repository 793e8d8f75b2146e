//! Walls of capitals and signs.

use super::{Reason, Rules, Submission, Verdict};
use crate::{CommentText, text::is_emoji};

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
    let text = &without_links(submission.text);
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

/// An address is as its owner has named it.
fn without_links(text: &CommentText) -> String {
    let mut rest = String::with_capacity(text.as_str().len());
    let mut from = 0;
    for link in text.links() {
        rest.push_str(text.as_str().get(from..link.start).unwrap_or_default());
        from = link.end;
    }
    rest.push_str(text.as_str().get(from..).unwrap_or_default());
    rest
}

/// The letter or sign that stands most often in a row; pictures are one sign, and so are `!` and `?`. Lines of
/// dots and dashes part a text, digits are numbers.
fn longest_row(text: &str) -> Option<(char, usize)> {
    let mut longest: Option<(char, usize)> = None;
    let mut row: Option<(char, usize)> = None;
    for letter in text.chars() {
        // What joins or colours pictures, and the spaces between them, do not end their row.
        let is_between = matches!(
            letter,
            '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}'
        ) || (letter == ' ' && row.is_some_and(|(before, _)| is_picture(before)));
        if is_between {
            continue;
        }
        row = match row {
            Some((same, count)) if is_alike(same, letter) => Some((same, count + 1)),
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

fn is_alike(one: char, other: char) -> bool {
    let cries = |letter| matches!(letter, '!' | '?');
    one == other || (cries(one) && cries(other)) || (is_picture(one) && is_picture(other))
}

/// An emoji. Flags are two letters, and no more of a wall than other words.
fn is_picture(letter: char) -> bool {
    is_emoji(letter) && !matches!(letter, '\u{1F1E6}'..='\u{1F1FF}')
}
