use crate::characters::{SOFT_HYPHEN, clusters};

/// Cuts text to at most `max_characters` characters as a reader counts them, on one line.
///
/// White space becomes single spaces (a no-break space stays one), soft hyphens go. What is too long
/// is cut at the end of a word, punctuation before the cut goes, and "…" follows. Only a word that
/// alone is too long is cut inside, never inside a character.
///
/// ```
/// use document::shorten;
///
/// assert_eq!(shorten("Ауылда жаңа мектеп, жаңа кітапхана ашылды", 20), "Ауылда жаңа мектеп…");
/// assert_eq!(shorten("Ауылда  жаңа\nмектеп", 20), "Ауылда жаңа мектеп");
/// ```
#[must_use]
pub fn shorten(text: &str, max_characters: usize) -> String {
    let line = one_line(text);
    let Some(room) = max_characters.checked_sub(1) else {
        return String::new();
    };
    let mut length = 0;
    let mut word_end = 0;
    let mut room_end = 0;
    for (count, cluster) in clusters(&line).enumerate() {
        if count <= room && cluster == " " {
            word_end = length;
        }
        if count == room {
            room_end = length;
        }
        if count == max_characters {
            let kept = trim_end(&line[..word_end]);
            let kept = if kept.is_empty() {
                trim_end(&line[..room_end])
            } else {
                kept
            };
            return format!("{kept}…");
        }
        length += cluster.len();
    }
    line
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut space = None;
    for character in text.chars() {
        if character.is_whitespace() {
            // "10 000" with a no-break space must not break; in a longer run it is a typing error.
            space = Some(match space {
                None if matches!(character, '\u{A0}' | '\u{202F}') => character,
                _ => ' ',
            });
        } else if character != SOFT_HYPHEN && !character.is_control() {
            if let Some(space) = space.take()
                && !line.is_empty()
            {
                line.push(space);
            }
            line.push(character);
        }
    }
    line
}

/// Without the punctuation that would look wrong before "…".
fn trim_end(text: &str) -> &str {
    text.trim_end_matches(|last: char| {
        last.is_whitespace() || ".,;:…-–—―·•«„“‘([{،؛".contains(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count_characters;
    use proptest::prelude::*;

    #[test]
    fn what_fits_is_left_whole() {
        assert_eq!(shorten("тоғыз жүз", 9), "тоғыз жүз");
        assert_eq!(shorten("  тоғыз \t\n жүз ", 9), "тоғыз жүз");
        assert_eq!(shorten("мек\u{AD}теп", 6), "мектеп");
        assert_eq!(shorten("", 5), "");
        assert_eq!(shorten("сөз", 0), "");
    }

    #[test]
    fn a_cut_falls_after_a_word_without_its_punctuation() {
        assert_eq!(shorten("тоғыз жүз орын", 9), "тоғыз…");
        assert_eq!(shorten("тоғыз жүз орын", 10), "тоғыз жүз…");
        assert_eq!(shorten("— Иә, — деді ол маған", 10), "— Иә…");
        assert_eq!(shorten("Ол айтты: «Келемін»", 12), "Ол айтты…");
        assert_eq!(shorten("Ашылды ма? Иә, ашылды", 12), "Ашылды ма?…");
        assert_eq!(shorten("құны 10\u{A0}000 теңге", 9), "құны…");
    }

    #[test]
    fn a_word_that_alone_is_too_long_is_cut_between_characters() {
        assert_eq!(shorten("қанағаттандырылмағандықтарыңыздан", 8), "қанағат…");
        assert_eq!(shorten("🇰🇿🇰🇿🇰🇿", 2), "🇰🇿…");
        assert_eq!(shorten("и\u{306}и\u{306}и\u{306}", 2), "и\u{306}…");
        assert_eq!(shorten("абв", 1), "…");
    }

    proptest! {
        #[test]
        fn never_longer_than_asked_and_never_other_words(text in any::<String>(), max in 0_usize..40) {
            let short = shorten(&text, max);
            prop_assert!(count_characters(&short) <= max);
            let line = shorten(&text, usize::MAX);
            if let Some(kept) = short.strip_suffix('…').filter(|_| short != line) {
                prop_assert!(line.starts_with(kept));
            } else if max > 0 {
                prop_assert_eq!(short, line);
            }
        }

        #[test]
        fn words_stay_whole(words in prop::collection::vec("[а-яқғңіұүөәһ]{1,9}", 1..12), max in 10_usize..40) {
            let text = words.join(" ");
            let short = shorten(&text, max);
            for word in short.trim_end_matches('…').split(' ') {
                prop_assert!(words.iter().any(|whole| whole == word), "{word} in {short}");
            }
        }
    }
}
