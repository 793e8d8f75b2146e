//! Writing a headline in ASCII letters. The tables are stated at `Slug::from_headline`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::Language;

/// The headline as lower-case ASCII words joined by single hyphens, of any length.
pub(super) fn spell(headline: &str, language: Language) -> String {
    // Composed first: «й» typed as «и» with a breve is still й and not и.
    let characters: Vec<char> = headline
        .nfc()
        .filter(|character| !vanishes(*character))
        .collect();
    let mut spelt = String::with_capacity(headline.len());
    let mut rest = characters.as_slice();
    while !rest.is_empty() {
        let length = rest
            .iter()
            .position(|character| !character.is_alphanumeric())
            .unwrap_or(rest.len());
        if length == 0 {
            part_words(&mut spelt);
            rest = &rest[1..];
        } else {
            let (word, behind) = rest.split_at(length);
            match read_roman_numeral(word, behind) {
                Some(numeral) => spelt.push_str(&numeral),
                None => spell_word(word, language, &mut spelt),
            }
            rest = behind;
        }
    }
    spelt.truncate(spelt.trim_end_matches('-').len());
    spelt
}

/// Characters that are no letters, yet do not part words: marks that compose with nothing, soft
/// hyphens, joiners, the mark of byte order, apostrophes in all their shapes.
fn vanishes(character: char) -> bool {
    is_combining_mark(character)
        || matches!(
            character,
            '\u{00AD}' | '\u{200B}'
                ..='\u{200F}'
                    | '\u{2060}'
                    | '\u{FEFF}'
                    | '\''
                    | '\u{2018}'
                    | '\u{2019}'
                    | '\u{02BC}'
                    | '\u{02B9}'
                    | '\u{02BB}'
        )
}

fn part_words(spelt: &mut String) {
    if !spelt.is_empty() && !spelt.ends_with('-') {
        spelt.push('-');
    }
}

fn spell_word(word: &[char], language: Language, spelt: &mut String) {
    for letter in word.iter().flat_map(|character| character.to_lowercase()) {
        match spell_cyrillic(letter, language) {
            Some(latin) => spelt.push_str(latin),
            None => spell_other(letter, spelt),
        }
    }
}

/// A letter that is not Cyrillic: without its marks and ligatures, if ASCII then remains.
fn spell_other(letter: char, spelt: &mut String) {
    for part in std::iter::once(letter).nfkd() {
        match part.to_ascii_lowercase() {
            plain @ ('a'..='z' | '0'..='9') => spelt.push(plain),
            'ı' => spelt.push('i'),
            'ø' | 'ɵ' => spelt.push('o'),
            'ə' => spelt.push('a'),
            'ł' => spelt.push('l'),
            'đ' | 'ð' => spelt.push('d'),
            'ħ' => spelt.push('h'),
            'ŋ' => spelt.push('n'),
            'ß' => spelt.push_str("ss"),
            'æ' => spelt.push_str("ae"),
            'œ' => spelt.push_str("oe"),
            'þ' => spelt.push_str("th"),
            mark if is_combining_mark(mark) => {}
            _ => part_words(spelt),
        }
    }
}

fn spell_cyrillic(letter: char, language: Language) -> Option<&'static str> {
    let kazakh = language == Language::Kazakh;
    Some(match letter {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ё' if kazakh => "io",
        'ё' => "yo",
        'ж' if kazakh => "j",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' if kazakh => "i",
        'й' => "y",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ў' => "u",
        'ф' => "f",
        'х' if kazakh => "h",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' if kazakh => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'ю' if kazakh => "iu",
        'ю' => "yu",
        'я' if kazakh => "ia",
        'я' => "ya",
        _ => return None,
    })
}

/// Reads a word as a Roman numeral that was typed, wholly or in part, with the Cyrillic letters
/// І, Ѵ and Х, and returns it in lower case.
///
/// Only numerals below 90: from there on C and M come in, and «СМ» or «МС» are far more often
/// abbreviations. A lone Х is a numeral before a space or at the end («Х съезд»), but an
/// initial before a full stop («Х. Досмұхамедұлы»).
fn read_roman_numeral(word: &[char], behind: &[char]) -> Option<String> {
    if word == ['Х'] && behind.first().is_some_and(|next| !next.is_whitespace()) {
        return None;
    }
    let numeral = word
        .iter()
        .map(|letter| match letter {
            'І' | 'I' => Some('i'),
            'Ѵ' | 'V' => Some('v'),
            'Х' | 'X' => Some('x'),
            'L' => Some('l'),
            _ => None,
        })
        .collect::<Option<String>>()?;
    is_numeral_below_90(&numeral).then_some(numeral)
}

fn is_numeral_below_90(numeral: &str) -> bool {
    const TENS: [&str; 9] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    TENS.iter().any(|tens| {
        numeral
            .strip_prefix(tens)
            .is_some_and(|ones| ONES.contains(&ones))
    })
}
