//! Letters that stand for others.

use unicode_normalization::UnicodeNormalization;

/// Letters that look alike, as the Cyrillic letter among them; others stay what they are (a choice of
/// Unicode Technical Standard 39, confusables.txt, and of digits that chats use).
pub fn look_alike(letter: char) -> char {
    match letter {
        'a' | 'ɑ' | 'α' => 'а',
        'c' | 'ϲ' => 'с',
        'e' | 'є' | 'ε' => 'е',
        'h' | 'һ' => 'һ',
        'i' | 'і' | 'ı' | 'ι' | '1' | 'l' => 'і',
        'k' | 'κ' => 'к',
        'm' => 'м',
        'o' | 'ο' | '0' | 'σ' => 'о',
        'p' | 'ρ' => 'р',
        't' | 'τ' => 'т',
        'x' | 'χ' => 'х',
        'y' | 'γ' => 'у',
        'b' | 'ь' => 'ь',
        'ə' => 'ә',
        'ɵ' => 'ө',
        's' | 'ѕ' => 'ѕ',
        'j' | 'ј' => 'ј',
        _ => letter,
    }
}

/// Letters, digits and signs as the Cyrillic letter that they stand for.
pub(super) fn to_cyrillic(letter: char) -> Option<char> {
    Some(match letter {
        'а'..='я' | 'ё' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' => letter,
        'a' | '@' | 'α' | 'ɑ' => 'а',
        '6' => 'б',
        'b' => 'в',
        'c' | 'ϲ' => 'с',
        'e' | 'ε' => 'е',
        'h' => 'н',
        'i' | '!' | '|' | 'ı' | '1' => 'і',
        'k' => 'к',
        'm' => 'м',
        'n' => 'п',
        'o' | '0' | 'ο' => 'о',
        'p' | 'ρ' => 'р',
        'r' => 'г',
        't' => 'т',
        'u' => 'и',
        'v' => 'в',
        'x' | 'χ' => 'х',
        'y' | 'γ' => 'у',
        '3' => 'з',
        '4' => 'ч',
        'ə' => 'ә',
        'ɵ' => 'ө',
        _ => return None,
    })
}

/// The same by how Latin letters sound: «дуraк».
pub(super) fn to_cyrillic_by_sound(letter: char) -> Option<char> {
    Some(match letter {
        'b' => 'б',
        'd' => 'д',
        'f' => 'ф',
        'g' => 'г',
        'h' => 'х',
        'j' => 'ж',
        'l' => 'л',
        'n' => 'н',
        'p' => 'п',
        'q' => 'қ',
        'r' => 'р',
        's' | '$' => 'с',
        'u' => 'у',
        'z' => 'з',
        _ => return to_cyrillic(letter),
    })
}

/// The same for Latin letters.
pub(super) fn to_latin(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' => letter,
        'а' | '@' | '4' => 'a',
        'с' => 'c',
        'е' | 'ё' | '3' => 'e',
        'һ' => 'h',
        'і' | '1' | '!' | '|' => 'i',
        'к' => 'k',
        'м' => 'm',
        'о' | '0' => 'o',
        'р' => 'p',
        'ѕ' | '5' | '$' => 's',
        'т' | '7' => 't',
        'х' => 'x',
        'у' => 'y',
        'ј' => 'j',
        _ => return None,
    })
}

/// Cyrillic written in Latin letters, as people type without a Cyrillic keyboard: the longest first.
const TRANSLITERATION: [(&str, &str); 37] = [
    ("shch", "щ"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("zh", "ж"),
    ("kh", "х"),
    ("gh", "ғ"),
    ("ts", "ц"),
    ("ya", "я"),
    ("yu", "ю"),
    ("yo", "е"),
    ("ia", "я"),
    ("iu", "ю"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("w", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("j", "ж"),
    ("z", "з"),
    ("i", "и"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("h", "х"),
    ("q", "к"),
    ("c", "ц"),
    ("y", "ы"),
];

/// Which other letters somebody may have meant who typed this one: Kazakh letters are typed as Russian ones,
/// и as the Ukrainian і that looks like a Latin i. What is written with a Kazakh letter means that letter.
pub fn meant_by(typed: char) -> &'static [char] {
    match typed {
        'а' => &['ә'],
        'о' => &['ө'],
        'у' => &['ү', 'ұ'],
        'и' => &['і', 'ы', 'й'],
        'ы' => &['і', 'и'],
        'і' => &['и'],
        'к' => &['қ'],
        'г' => &['ғ'],
        'н' => &['ң'],
        'х' => &['һ'],
        'е' => &['э'],
        _ => &[],
    }
}

/// Whether somebody may have typed one letter for the other.
pub fn is_typed_for(typed: char, meant: char) -> bool {
    typed == meant || meant_by(typed).contains(&meant)
}

/// Lower case, one form for each letter, nothing invisible, no marks: what texts are compared by. `ё` is
/// `е`.
pub fn fold(text: &str) -> String {
    folded(text).into_iter().map(|(_, letter)| letter).collect()
}

/// The folded letters, each with where it stands in the text, in bytes.
pub(super) fn folded(text: &str) -> Vec<(usize, char)> {
    let mut folded = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            'ё' | 'Ё' => folded.push((at, 'е')),
            // Most letters, before what takes time.
            '\0'..='\u{7F}' => folded.push((at, letter.to_ascii_lowercase())),
            'а'..='я' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' => {
                folded.push((at, letter))
            }
            'Й' => folded.push((at, 'й')),
            'ї' | 'Ї' => folded.push((at, 'ї')),
            _ if is_nothing(letter) => {}
            // Mathematical and full-width letters are letters, and a letter with a mark is the letter.
            _ => folded.extend(
                unframed(letter)
                    .to_lowercase()
                    .nfkd()
                    .filter(|letter| !is_combining(*letter))
                    .flat_map(char::to_lowercase)
                    .map(|letter| (at, letter)),
            ),
        }
    }
    folded
}

/// The Latin letter that a letter in a circle, in a square or of a flag is, or that a letter of an alphabet that
/// nobody writes here looks like.
fn unframed(letter: char) -> char {
    let nth = |first: char| {
        u32::from(letter)
            .checked_sub(u32::from(first))
            .and_then(|place| char::from_u32(u32::from('a') + place))
            .unwrap_or(letter)
    };
    match letter {
        '\u{1F130}'..='\u{1F149}' => nth('\u{1F130}'),
        '\u{1F150}'..='\u{1F169}' => nth('\u{1F150}'),
        '\u{1F170}'..='\u{1F189}' => nth('\u{1F170}'),
        '\u{1F1E6}'..='\u{1F1FF}' => nth('\u{1F1E6}'),
        // Phonetic signs, Greek, Armenian, Cherokee, Coptic, Lisu; ə and ɵ are meant as ә and ө.
        '\u{0259}' | '\u{0275}' => letter,
        'κ' => 'k',
        'τ' => 't',
        'χ' => 'x',
        'η' => 'n',
        '\u{0250}'..='\u{02AF}'
        | '\u{0370}'..='\u{03FF}'
        | '\u{0530}'..='\u{058F}'
        | '\u{13A0}'..='\u{13FF}'
        | '\u{1D00}'..='\u{1D7F}'
        | '\u{2C80}'..='\u{2CFF}'
        | '\u{A4D0}'..='\u{A4FF}' => {
            let mut like =
                unicode_security::skeleton(letter.encode_utf8(&mut [0; 4])).collect::<Vec<_>>();
            match (like.pop(), like.pop()) {
                (Some(one), None) if one.is_ascii_alphabetic() => one,
                _ => letter,
            }
        }
        _ => letter,
    }
}

fn is_nothing(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}')
}

/// Cyrillic letters that a word in Latin ones stands for.
pub(super) fn transliterate(word: &str) -> Option<String> {
    let mut rest = word;
    let mut written = String::with_capacity(word.len() * 2);
    'letters: while let Some(first) = rest.chars().next() {
        for (latin, cyrillic) in TRANSLITERATION {
            if let Some(after) = rest.strip_prefix(latin) {
                written.push_str(cyrillic);
                rest = after;
                continue 'letters;
            }
        }
        match first {
            '?' => written.push('?'),
            '\'' => {}
            '4' => written.push('ч'),
            '6' => written.push('ш'),
            _ => return None,
        }
        rest = &rest[first.len_utf8()..];
    }
    Some(written)
}
