use crate::characters::{SOFT_HYPHEN, clusters};

/// Counts words as newspapers do in Kazakh, Russian and English.
///
/// A word is what stands between white space or dashes and has a letter or digit in it. A hyphen
/// joins (`сондай-ақ`, `900-ден`, `қара-жасыл` are one each), and so does a no-break space between
/// digits (`10 000`) and an en dash between digits (`2020–2026`). A dash alone is none.
///
/// ```
/// use document::count_words;
///
/// assert_eq!(count_words("— Иә, сондай-ақ 900-ден астам, — деді ол."), 6);
/// ```
#[must_use]
pub fn count_words(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    let mut previous = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let between_digits = previous.is_some_and(char::is_numeric)
            && characters.peek().is_some_and(|next| next.is_numeric());
        if is_separator(character) && !(between_digits && joins_digits(character)) {
            in_word = false;
        } else if !in_word && character.is_alphanumeric() {
            in_word = true;
            count += 1;
        }
        previous = Some(character);
    }
    count
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '–' | '—' | '―' | '…')
}

fn joins_digits(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{202F}' | '\u{2009}' | '–')
}

/// Counts characters as a reader does: a letter with its accents, an emoji, a flag are one each,
/// spaces count, line ends and soft hyphens do not.
///
/// ```
/// use document::count_characters;
///
/// assert_eq!(count_characters("й 🇰🇿"), 3);
/// assert_eq!(count_characters("и\u{306}"), 1);
/// ```
#[must_use]
pub fn count_characters(text: &str) -> usize {
    let visible: String = text
        .chars()
        .filter(|character| !matches!(character, &SOFT_HYPHEN | '\n'))
        .collect();
    clusters(&visible).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_as_newspapers_count_them() {
        for (text, count) in [
            ("", 0),
            (" — – - … « » ! ", 0),
            ("Шалғайдағы ауылда тоғыз жүз орындық мектеп есігін ашты", 8),
            ("сондай-ақ", 1),
            ("— Мен осында 1974 жылы келдім.", 5),
            ("Бұл—баға", 2),
            ("Бұл – баға", 2),
            ("жоқ…бар", 2),
            ("10\u{A0}000 теңге", 2),
            ("10 000", 2),
            ("4,2 млрд ₸", 2),
            ("2020–2026 жж.", 2),
            ("Алматы–Астана", 2),
            ("из-за того, что", 3),
            ("it's a well-known fact", 4),
            ("мек\u{AD}теп", 1),
            ("№ 5 «Jas Otan»", 3),
            ("مەكتەپ اشىلدى", 2),
            ("😀 👍", 0),
            ("бір\nекі\tүш", 3),
        ] {
            assert_eq!(count_words(text), count, "{text}");
        }
    }

    #[test]
    fn characters_as_a_reader_counts_them() {
        assert_eq!(count_characters("Ауыл мек\u{AD}тебі\n"), 12);
        assert_eq!(count_characters("👩\u{200D}🏫"), 1);
    }
}
