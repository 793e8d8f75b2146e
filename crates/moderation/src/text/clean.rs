//! What is taken out of a text because it can only deceive or break.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// How many marks a letter may carry: Arabic script has a vowel sign upon a doubling sign, and a third is
/// in no language of newspapers.
const MOST_MARKS: usize = 2;

const ZERO_WIDTH_JOINER: char = '\u{200D}';
const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';

/// A text in composed form (Unicode NFC) with `\n` as its only line break and at most one empty line in a
/// row. Taken out are control and format characters, among them those that turn the direction of text
/// (Unicode Technical Report 36, section 2.5), fillers that look like nothing, private and unassigned
/// characters, and more than two marks on a letter. What joins emoji or keeps Arabic letters apart stays.
pub fn clean(text: &str) -> String {
    let letters: Vec<char> = text.nfc().collect();
    let mut cleaned = String::with_capacity(text.len());
    let mut marks = 0;
    let mut before = ' ';
    for (index, &letter) in letters.iter().enumerate() {
        let next = letters.get(index + 1).copied().unwrap_or(' ');
        let kept = match letter {
            // Of a line break in two characters the second is kept.
            '\r' if next == '\n' => None,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            ZERO_WIDTH_JOINER if before.is_emoji_char() && next.is_emoji_char() => Some(letter),
            ZERO_WIDTH_NON_JOINER if is_arabic(before) && is_arabic(next) => Some(letter),
            // Says whether a sign is shown as an emoji.
            '\u{FE0E}' | '\u{FE0F}' if before.is_emoji_char() => Some(letter),
            _ if is_filler(letter) => None,
            _ => match letter.general_category() {
                GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::PrivateUse
                | GeneralCategory::Surrogate
                | GeneralCategory::Unassigned => None,
                GeneralCategory::NonspacingMark
                | GeneralCategory::EnclosingMark
                | GeneralCategory::SpacingMark => {
                    marks += 1;
                    // A mark without a letter under it would stand on whatever comes before the text.
                    (marks <= MOST_MARKS && !before.is_whitespace()).then_some(letter)
                }
                GeneralCategory::SpaceSeparator if !matches!(letter, '\u{A0}' | '\u{202F}') => {
                    Some(' ')
                }
                _ => Some(letter),
            },
        };
        let Some(kept) = kept else { continue };
        if !is_mark(kept) {
            marks = 0;
        }
        // What joins and what chooses a look leave the sign before them what it was.
        if !matches!(kept, '\u{FE0E}' | '\u{FE0F}') {
            before = kept;
        }
        cleaned.push(kept);
    }
    // Taking something out may have brought together what is one letter.
    arrange(&cleaned.nfc().collect::<String>())
}

/// Lines without spaces at their ends, paragraphs parted by one empty line.
fn arrange(text: &str) -> String {
    let mut arranged = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !arranged.is_empty() {
            arranged.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        arranged.push_str(line);
        empty = 0;
    }
    arranged
}

fn is_mark(letter: char) -> bool {
    matches!(
        letter.general_category(),
        GeneralCategory::NonspacingMark
            | GeneralCategory::EnclosingMark
            | GeneralCategory::SpacingMark
    )
}

/// Characters that are letters or marks by their class and look like nothing.
fn is_filler(letter: char) -> bool {
    matches!(
        letter,
        '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180F}' | '\u{E0100}'..='\u{E01EF}' | '\u{FFFC}'
    )
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{0620}'..='\u{06FF}' | '\u{0750}'..='\u{077F}')
}
