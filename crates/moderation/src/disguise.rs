//! Words behind disguises: letters of other alphabets, digits and signs in the place of letters, letters
//! repeated or parted.

use unicode_normalization::UnicodeNormalization;

/// A word of a text with the ways in which it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// In lower case, as it stands there.
    pub plain: String,
    /// What it may be meant to be, other than that. `?` stands for any one letter.
    pub disguised: Vec<String>,
}

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
fn to_cyrillic(letter: char) -> Option<char> {
    Some(match letter {
        'а'..='я' | 'ё' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і' => letter,
        'a' | '@' | 'α' | 'ɑ' => 'а',
        'b' | '6' => 'б',
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

/// The same for Latin letters.
fn to_latin(letter: char) -> Option<char> {
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

/// Kazakh letters as people type them on a Russian keyboard, and letters that such spelling confuses.
fn without_kazakh_letters(letter: char) -> char {
    match letter {
        'ә' => 'а',
        'ө' => 'о',
        'ү' | 'ұ' => 'у',
        'і' | 'й' => 'и',
        'қ' => 'к',
        'ғ' => 'г',
        'ң' => 'н',
        'һ' => 'х',
        'ё' | 'э' => 'е',
        _ => letter,
    }
}

/// What spellings with and without Kazakh letters have in common. ы is и there, which both і and и are.
pub fn skeleton(word: &str) -> String {
    word.chars()
        .map(without_kazakh_letters)
        .map(|letter| if letter == 'ы' { 'и' } else { letter })
        .collect()
}

/// Lower case, one form for each letter, nothing invisible, no marks: what texts are compared by. `ё` is
/// `е`.
pub fn fold(text: &str) -> String {
    folded(text).map(|(_, letter)| letter).collect()
}

/// The folded letters, each with where it stands in the text, in bytes.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices()
        .filter(|(_, letter)| !is_nothing(*letter))
        .flat_map(|(at, letter)| {
            // Mathematical and full-width letters are letters, and a letter with a mark is the letter, unless
            // the letter with its mark is one of the alphabet.
            let whole: Vec<char> = letter.to_lowercase().collect();
            let plain: Vec<char> = match whole.as_slice() {
                ['й' | 'ї'] => whole,
                ['ё'] => vec!['е'],
                _ => whole
                    .into_iter()
                    .nfkd()
                    .filter(|letter| !is_combining(*letter))
                    .flat_map(char::to_lowercase)
                    .collect(),
            };
            plain.into_iter().map(move |letter| (at, letter))
        })
}

fn is_nothing(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}')
}

/// A sign that people put between letters or in the place of one.
fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        '.' | '-' | '_' | '*' | '·' | '•' | '~' | '+' | '/' | ',' | '\'' | '’' | '#'
    )
}

/// A sign that stands for a letter in the middle of a word.
fn stands_for_letter(letter: char) -> bool {
    matches!(letter, '@' | '$' | '!' | '|' | '*')
}

/// The words of a text with their readings.
pub fn words(text: &str) -> Vec<Word> {
    let letters: Vec<(usize, char)> = folded(text).collect();
    let ends = |index: usize| {
        letters
            .get(index + 1)
            .map_or(text.len(), |(at, _)| *at)
            .min(text.len())
    };
    let mut found = Vec::new();
    let mut singles: Vec<(usize, usize, char)> = Vec::new();
    let mut index = 0;
    while index < letters.len() {
        if letters[index].1.is_whitespace() {
            index += 1;
            continue;
        }
        let from = index;
        while index < letters.len() && !letters[index].1.is_whitespace() {
            index += 1;
        }
        let chunk = &letters[from..index];
        let start = chunk[0].0;
        let end = ends(index - 1);
        read_chunk(&mut found, chunk, end);
        // Letters that stand alone, one after the other: «д у р а к».
        match chunk {
            [(_, letter)] if letter.is_alphanumeric() => singles.push((start, end, *letter)),
            _ => take_singles(&mut found, &mut singles),
        }
    }
    take_singles(&mut found, &mut singles);
    found
}

fn take_singles(found: &mut Vec<Word>, singles: &mut Vec<(usize, usize, char)>) {
    // Fewer are initials, and words of one letter.
    if singles.len() >= 4 {
        let joined: String = singles.iter().map(|(_, _, letter)| *letter).collect();
        found.push(Word {
            start: singles[0].0,
            end: singles[singles.len() - 1].1,
            plain: String::new(),
            disguised: readings(&joined, true),
        });
    }
    singles.clear();
}

/// Reads what stands between two spaces.
fn read_chunk(found: &mut Vec<Word>, chunk: &[(usize, char)], end: usize) {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut open = None;
    for (index, (_, letter)) in chunk.iter().enumerate() {
        match (letter.is_alphanumeric(), open) {
            (true, None) => open = Some(index),
            (false, Some(from)) => {
                parts.push((from, index));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        parts.push((from, chunk.len()));
    }
    let byte = |index: usize| chunk.get(index).map_or(end, |(at, _)| *at);
    for &(from, to) in &parts {
        let plain: String = chunk[from..to].iter().map(|(_, letter)| *letter).collect();
        let disguised = readings(&plain, false);
        found.push(Word {
            start: byte(from),
            end: byte(to),
            plain,
            disguised,
        });
    }
    let (Some(&(first, _)), Some(&(_, last))) = (parts.first(), parts.last()) else {
        return;
    };
    let inside = &chunk[first..last];
    let mut disguised = Vec::new();
    // «д.у.р.а.к»: every part is one letter.
    let parted = parts.len() >= 3 && parts.iter().all(|(from, to)| to - from == 1);
    let only_separators = inside
        .iter()
        .all(|(_, letter)| letter.is_alphanumeric() || is_separator(*letter));
    if parted && only_separators {
        let joined: String = parts.iter().map(|(from, _)| chunk[*from].1).collect();
        disguised.extend(readings(&joined, true));
    }
    // «дур@к», «д*рак»: signs in the place of letters, inside of the word.
    let signs = inside
        .iter()
        .filter(|(_, letter)| stands_for_letter(*letter))
        .count();
    let only_letters = inside
        .iter()
        .all(|(_, letter)| letter.is_alphanumeric() || stands_for_letter(*letter));
    if signs > 0 && only_letters && inside.len() >= 4 && signs * 2 < inside.len() {
        let written: String = inside
            .iter()
            .map(|(_, letter)| if *letter == '*' { '?' } else { *letter })
            .collect();
        disguised.extend(readings(&written, true));
    }
    if !disguised.is_empty() {
        found.push(Word {
            start: byte(first),
            end: byte(last),
            plain: String::new(),
            disguised,
        });
    }
}

/// What a word may be meant to be. `itself`: the word as it is given is one of the readings.
fn readings(word: &str, itself: bool) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |reading: String| {
        if reading.chars().count() >= 3 && (itself || reading != word) && !all.contains(&reading) {
            all.push(reading);
        }
    };
    if itself {
        add(word.to_owned());
    }
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let count = word.chars().count();
    // A number with a suffix, a mark of a car or a year has more digits than letters.
    let mostly_letters = letters * 2 > count;
    let any = |change: fn(char) -> Option<char>| -> Option<String> {
        word.chars()
            .map(|letter| {
                if letter == '?' {
                    Some('?')
                } else {
                    change(letter)
                }
            })
            .collect()
    };
    let pure_latin = latin == count;
    let pure_cyrillic = latin == 0 && letters == count;
    if mostly_letters {
        // Latin letters all of which look like Cyrillic ones are meant as such only in longer words.
        let lookalikes_only =
            pure_latin && count >= 4 && word.chars().all(|letter| "aceopxykmth".contains(letter));
        if (!pure_latin || lookalikes_only)
            && let Some(reading) = any(to_cyrillic)
        {
            add(reading.replace('ё', "е"));
            add(reading.replace('і', "и"));
            add(reading.replace('з', "е"));
        }
        if !pure_cyrillic && let Some(reading) = any(to_latin) {
            add(reading);
        }
        if latin > 0
            && latin == letters
            && let Some(reading) = transliterate(word)
        {
            add(reading);
        }
    }
    // «дуууурак»: what is repeated three times and more is meant once or twice.
    for reading in std::iter::once(word.to_owned()).chain(all.clone()) {
        for most in [1, 2] {
            let squeezed = squeeze(&reading, most);
            if squeezed != reading && squeezed.chars().count() >= 3 && !all.contains(&squeezed) {
                all.push(squeezed);
            }
        }
    }
    all
}

/// Runs of three and more equal letters become one or two.
fn squeeze(word: &str, most: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut squeezed = String::with_capacity(word.len());
    let mut index = 0;
    while index < letters.len() {
        let letter = letters[index];
        let run = letters[index..]
            .iter()
            .take_while(|other| **other == letter)
            .count();
        let kept = if run >= 3 { most } else { run };
        squeezed.extend(std::iter::repeat_n(letter, kept));
        index += run;
    }
    squeezed
}

fn transliterate(word: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        words(text)
            .into_iter()
            .flat_map(|word| std::iter::once(word.plain).chain(word.disguised))
            .filter(|reading| !reading.is_empty())
            .collect()
    }

    #[test]
    fn disguises_are_undone() {
        let table = [
            ("дypaк", "дурак"),
            ("ДУРАК", "дурак"),
            ("д.у.р.а.к", "дурак"),
            ("Д-У-Р-А-К!", "дурак"),
            ("ты д у р а к", "дурак"),
            ("дуууурак", "дурак"),
            ("дур@к", "дурак"),
            ("д*рак", "д?рак"),
            ("durak", "дурак"),
            ("ду\u{301}ра\u{336}к", "дурак"),
            ("ду\u{200B}рак", "дурак"),
            ("𝐝𝐮𝐫𝐚𝐤", "дурак"),
            ("ｄｕｒａｋ", "дурак"),
            ("cyka", "сука"),
            ("zhala", "жала"),
            ("1d10t", "idiot"),
            ("іdіоt", "idiot"),
            ("m0r0n", "moron"),
            ("ақымаққққ", "ақымақ"),
        ];
        for (written, meant) in table {
            assert!(
                read(written).contains(&meant.to_owned()),
                "{written}: {:?}",
                read(written)
            );
        }
    }

    #[test]
    fn ordinary_writing_has_no_second_reading() {
        for ordinary in [
            "Ауылда жаңа мектеп ашылды",
            "А. Б. Сейітов",
            "т. б.",
            "8 705 123 45 67",
            "25-ке",
            "XXI",
            "Covid-19",
            "ООО «Ақсай»",
            "2026",
        ] {
            for word in words(ordinary) {
                assert!(
                    word.disguised.iter().all(|reading| !reading
                        .chars()
                        .all(|letter| ('а'..='я').contains(&letter))
                        || word.plain.is_ascii()),
                    "{ordinary}: {word:?}"
                );
            }
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "Сен, д у р а к, ақымақсың!";
        let found: Vec<&str> = words(text)
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect();
        assert!(found.contains(&"ақымақсың"), "{found:?}");
        assert!(
            found.iter().any(|word| word.starts_with("д у р а к")),
            "{found:?}"
        );
    }
}
