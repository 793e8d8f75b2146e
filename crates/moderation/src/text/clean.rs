//! What is taken out of a text because it can only deceive or break.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// How many marks a letter may carry, those that are one with it in Unicode NFC not counted. Arabic script
/// has a vowel sign upon a doubling sign; no language of newspapers needs a third.
const MOST_MARKS: usize = 2;

const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';
const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// A text in Unicode NFC with `\n` as its only line break, no spaces at the ends of lines and at most one
/// empty line in a row.
///
/// Taken out are control and format characters, among them those that turn the direction of text (Unicode
/// Technical Report 36, section 2.5), what looks like nothing, private and unassigned characters, and more
/// than two marks on a letter. What joins emoji, says how one looks, or keeps Arabic letters apart stays.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.nfc().peekable();
    let mut marks = 0;
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let kept = match letter {
            // Of a line break in two characters the second is kept.
            '\r' if next == '\n' => None,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            ZERO_WIDTH_JOINER => {
                let before = before == EMOJI_STYLE || is_emoji(before);
                (before && is_emoji(next)).then_some(letter)
            }
            ZERO_WIDTH_NON_JOINER => (is_arabic(before) && is_arabic(next)).then_some(letter),
            TEXT_STYLE | EMOJI_STYLE => (is_emoji(before) || is_keycap(before)).then_some(letter),
            '\u{20E3}' => (before == EMOJI_STYLE || is_keycap(before)).then_some(letter),
            _ if is_filler(letter) => None,
            _ => match letter.general_category() {
                GeneralCategory::Format if !stands_before_number(letter) => None,
                GeneralCategory::Control
                | GeneralCategory::PrivateUse
                | GeneralCategory::Surrogate
                | GeneralCategory::Unassigned => None,
                GeneralCategory::SpaceSeparator if !matches!(letter, '\u{A0}' | '\u{202F}') => {
                    Some(' ')
                }
                _ if is_mark(letter) => {
                    // Without a letter under it, a mark would stand on whatever comes before the text.
                    let stands = marks < MOST_MARKS && !before.is_whitespace();
                    marks += usize::from(stands);
                    stands.then_some(letter)
                }
                _ => Some(letter),
            },
        };
        let Some(kept) = kept else { continue };
        if !is_mark(kept) {
            marks = 0;
        }
        before = kept;
        cleaned.push(kept);
    }
    // What was taken out may have parted what is one letter.
    arrange(&cleaned.nfc().collect::<String>())
}

const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';

/// Lines without spaces at their ends, paragraphs parted by one empty line.
fn arrange(text: &str) -> String {
    let mut arranged = String::with_capacity(text.len());
    let mut empty_line = false;
    for line in text.split('\n').map(str::trim) {
        if line.is_empty() {
            empty_line = true;
            continue;
        }
        if !arranged.is_empty() {
            arranged.push_str(if empty_line { "\n\n" } else { "\n" });
        }
        arranged.push_str(line);
        empty_line = false;
    }
    arranged
}

pub(crate) fn is_mark(letter: char) -> bool {
    matches!(
        letter.general_category(),
        GeneralCategory::NonspacingMark
            | GeneralCategory::EnclosingMark
            | GeneralCategory::SpacingMark
    )
}

/// Digits are emoji for Unicode, as parts of keycaps; they are none here.
pub(crate) fn is_emoji(letter: char) -> bool {
    !letter.is_ascii() && letter.is_emoji_char()
}

fn is_keycap(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '#' | '*')
}

/// Arabic signs that are format characters and yet to be seen, such as the end of a verse.
fn stands_before_number(letter: char) -> bool {
    matches!(letter, '\u{0600}'..='\u{0605}' | '\u{06DD}' | '\u{08E2}')
}

/// Characters that are letters, marks or signs by their class and look like nothing.
fn is_filler(letter: char) -> bool {
    matches!(
        letter,
        '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
            | '\u{FFFC}' | '\u{1D159}' | '\u{FE00}'..='\u{FE0D}' | '\u{180B}'..='\u{180F}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

/// An Arabic letter, not a sign on or beside one.
fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{0620}'..='\u{06FF}' | '\u{0750}'..='\u{077F}')
        && letter.is_alphabetic()
        && !is_mark(letter)
}
