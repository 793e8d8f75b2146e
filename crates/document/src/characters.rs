//! Characters: which of them a document may hold, and where one that a reader sees ends.

/// U+00AD, a place where a word may be divided; invisible unless it is.
pub(crate) const SOFT_HYPHEN: char = '\u{AD}';

/// Makes text fit for storage and for every output.
///
/// Line ends (`\r\n`, `\r`, U+2028, U+2029) become `\n`. Control characters other than tab and
/// newline are dropped, because HTML cannot carry them (NUL becomes U+FFFD in a browser), and so is
/// U+FEFF, which word processors leave behind and which splits words for a search engine.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' | '\n' => cleaned.push(character),
            '\u{FEFF}' => {}
            _ if character.is_control() => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Characters without a shape of their own that change direction, join or hide: fine in text, a
/// trick in an address.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        SOFT_HYPHEN | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Splits text into what a reader takes for single characters.
///
/// A short form of Unicode's extended grapheme clusters (UAX #29) for the scripts of this paper:
/// combining marks, variation selectors, emoji joined by U+200D, skin tones and flags stay together;
/// the rules for Hangul and Indic syllables are left out.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = first_cluster_length(rest)?;
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

fn first_cluster_length(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    let (_, first) = characters.next()?;
    let mut previous = first;
    let mut flag_letters = usize::from(is_flag_letter(first));
    for (position, character) in characters {
        let joined = match previous {
            '\u{200D}' => is_extending(character) || is_pictograph(character),
            '\r' => character == '\n',
            _ if previous.is_control() => false,
            _ => {
                is_extending(character)
                    || (is_flag_letter(previous) && is_flag_letter(character) && flag_letters == 1)
            }
        };
        if !joined {
            return Some(position);
        }
        flag_letters += usize::from(is_flag_letter(character));
        previous = character;
    }
    Some(text.len())
}

fn is_flag_letter(character: char) -> bool {
    matches!(character, '\u{1F1E6}'..='\u{1F1FF}')
}

fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{3030}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Property Grapheme_Extend and U+200D for Latin, Cyrillic, Greek, Hebrew, Arabic and symbols.
pub(crate) fn is_extending(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'
        | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8E1}'
        | '\u{8E3}'..='\u{8FF}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{2DE0}'..='\u{2DFF}'
        | '\u{A66F}'..='\u{A672}' | '\u{A674}'..='\u{A67D}' | '\u{A69E}'..='\u{A69F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The beginning of what was given, for a message; it is shown escaped, so nothing in it is changed.
pub(crate) fn beginning(given: &str, max_characters: usize) -> String {
    match given.char_indices().nth(max_characters) {
        Some((end, _)) => format!("{}…", &given[..end]),
        None => given.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_keeps_words_and_line_ends_and_drops_what_html_cannot_carry() {
        assert_eq!(clean("a\0b\u{B}c\u{85}d\u{FEFF}e"), "abcde");
        assert_eq!(clean("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd\te");
        assert_eq!(
            clean("\u{202E}қ\u{AD}ала\u{200F}"),
            "\u{202E}қ\u{AD}ала\u{200F}"
        );
    }

    #[test]
    fn a_cluster_is_what_a_reader_takes_for_one_character() {
        let split = |text| clusters(text).collect::<Vec<_>>();
        assert_eq!(split("и\u{306}о"), ["и\u{306}", "о"]);
        assert_eq!(split("🇰🇿🇷🇺"), ["🇰🇿", "🇷🇺"]);
        assert_eq!(split("👩\u{200D}🏫к"), ["👩\u{200D}🏫", "к"]);
        assert_eq!(split("👍🏽!"), ["👍🏽", "!"]);
        assert_eq!(split("بِت"), ["بِ", "ت"]);
        assert_eq!(split("1\u{FE0F}\u{20E3}"), ["1\u{FE0F}\u{20E3}"]);
        assert_eq!(split("а\u{200D}б"), ["а\u{200D}", "б"]);
        assert_eq!(split("\n\u{301}"), ["\n", "\u{301}"]);
        assert!(split("").is_empty());
    }
}
