//! Recognising authors' names at the end of an article.

/// An author as a byline names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorName {
    /// The given name, with patronymic if there is one, or initials as they stand: «А.Б.».
    pub given_name: String,
    /// The surname with a capital first letter: «Қопаева», «Иманбаева-Сейітова». The paper's
    /// capitals are a matter of display.
    pub surname: String,
}

/// What may stand before an author's name, in lower case without its colon.
const LABELS: &[&str] = &[
    "автор",
    "авторы",
    "авторлар",
    "мақала авторы",
    "мақаланың авторы",
    "дайындаған",
    "әзірлеген",
    "жазған",
    "тілші",
    "мәтін",
    "автор статьи",
    "автор текста",
    "подготовил",
    "подготовила",
    "подготовили",
    "корреспондент",
    "текст",
    "author",
    "authors",
    "by",
    "written by",
    "text",
    "text by",
    "words",
    "reporter",
];

/// First words of a credit for pictures, in lower case. It may stand below the byline.
const CREDITS: &[&str] = &[
    "фото",
    "фотосурет",
    "сурет",
    "суреттер",
    "суретті",
    "суреттерді",
    "суретке",
    "видео",
    "бейнежазба",
    "photo",
    "photos",
    "picture",
    "pictures",
    "image",
    "images",
    "video",
];

/// Longer lines are no credits but paragraphs.
const GREATEST_CREDIT_CHARACTERS: usize = 80;

/// Words that join two names. The comma is not the only one.
const JOINING_WORDS: &[&str] = &["және", "мен", "бен", "пен", "и", "and"];

/// Endings of surnames, in capitals, that tell which of two words in capitals is the surname.
const SURNAME_ENDINGS: &[&str] = &[
    "ОВ", "ЕВ", "ЁВ", "ИН", "ЫН", "ОВА", "ЕВА", "ЁВА", "ИНА", "ЫНА", "ҰЛЫ", "ҚЫЗЫ", "ТЕГІ", "СКИЙ",
    "СКАЯ", "ЦКИЙ", "ЦКАЯ", "ЕНКО", "ЧУК", "OV", "EV", "OVA", "EVA", "ULY", "QYZY", "SKY", "SON",
];

/// Takes the byline from the end of an article: all last lines that consist of names only.
///
/// A name is a given name or initials with the surname in capitals, in either order; after a
/// label («Автор:») the capitals are not needed; if all is in capitals, the surname must look
/// like one. A credit for pictures below the names stays a paragraph. A line that says more
/// than names stays too, so no word is lost.
pub(super) fn take_authors(paragraphs: &mut Vec<String>) -> Vec<AuthorName> {
    let credits = paragraphs
        .iter()
        .rev()
        .take_while(|line| is_credit(line))
        .count();
    let end = paragraphs.len() - credits;
    let bylines: Vec<Vec<AuthorName>> = paragraphs[..end]
        .iter()
        .rev()
        .map_while(|line| parse_byline(line))
        .collect();
    paragraphs.drain(end - bylines.len()..end);
    bylines.into_iter().rev().flatten().collect()
}

fn is_credit(line: &str) -> bool {
    let first_word = line.split(|c: char| !c.is_alphabetic()).next();
    line.chars().count() <= GREATEST_CREDIT_CHARACTERS
        && first_word.is_some_and(|word| CREDITS.contains(&word.to_lowercase().as_str()))
}

fn parse_byline(line: &str) -> Option<Vec<AuthorName>> {
    let (names, labelled) = match split_label(line) {
        Some(names) => (names, true),
        None => (line, false),
    };
    let mut groups: Vec<Vec<&str>> = vec![Vec::new()];
    for word in names.split(' ').filter(|word| !word.is_empty()) {
        if JOINING_WORDS.contains(&word) {
            groups.push(Vec::new());
            continue;
        }
        for (position, part) in word.split([',', ';', '/', '&']).enumerate() {
            if position > 0 {
                groups.push(Vec::new());
            }
            if let (Some(group), false) = (groups.last_mut(), part.is_empty()) {
                group.push(part);
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    if groups.is_empty() {
        return None;
    }
    groups
        .into_iter()
        .map(|group| parse_name(&group, labelled))
        .collect()
}

/// What follows a label such as «Автор:», «Дайындаған —» or “By”.
fn split_label(line: &str) -> Option<&str> {
    [":", " — ", " – ", " - ", " "].into_iter().find_map(|end| {
        let (label, names) = line.split_once(end)?;
        let label = label.trim_end().to_lowercase();
        let known = LABELS.contains(&label.as_str());
        // Without a mark behind it only “By” is a label: «Автор айтты» is a sentence.
        (known && (end != " " || label == "by")).then_some(names)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WordKind {
    Initials,
    Capitalised,
    Capitals,
}

fn parse_name(words: &[&str], labelled: bool) -> Option<AuthorName> {
    let words: Vec<&str> = words.iter().flat_map(|word| part_initials(word)).collect();
    let last = words.len().checked_sub(1)?;
    let kinds: Vec<WordKind> = words
        .iter()
        .enumerate()
        .map(|(position, word)| kind_of(word, position == last))
        .collect::<Option<_>>()?;
    let (given, surname) = match surname_position(&words, &kinds, labelled)? {
        0 => (&words[1..], words[0]),
        position => (&words[..position], words[position]),
    };
    Some(AuthorName {
        given_name: spell_given_name(given),
        surname: capitalise(trim_full_stop(surname)),
    })
}

/// Where in the name the surname is: first or last, or `None` if this is no name.
fn surname_position(words: &[&str], kinds: &[WordKind], labelled: bool) -> Option<usize> {
    let last = kinds.len() - 1;
    if !(1..=3).contains(&last) {
        return None;
    }
    let capitals: Vec<usize> = (0..kinds.len())
        .filter(|position| kinds[*position] == WordKind::Capitals)
        .collect();
    match capitals.as_slice() {
        [position] if [0, last].contains(position) => {
            is_pronounceable(words[*position]).then_some(*position)
        }
        [] if labelled && kinds[last] == WordKind::Capitalised => Some(last),
        [0, 1] if last == 1 => [1, 0]
            .into_iter()
            .find(|position| has_surname_ending(words[*position])),
        _ => None,
    }
}

/// Parts «А.Б.СӘРСЕНБАЕВ» into «А.Б.» and «СӘРСЕНБАЕВ».
fn part_initials(word: &str) -> Vec<&str> {
    match trim_full_stop(word).rfind('.') {
        Some(dot) => vec![&word[..=dot], &word[dot + 1..]],
        None => vec![word],
    }
}

fn kind_of(word: &str, is_last: bool) -> Option<WordKind> {
    let is_initials =
        word.trim_end_matches('.')
            .split('.')
            .all(|initial| match initial.chars().count() {
                1 => initial.chars().all(char::is_uppercase),
                2 => !is_last && word.contains('.') && is_capitalised(initial),
                _ => false,
            });
    if is_initials {
        return Some(WordKind::Initials);
    }
    let word = if is_last { trim_full_stop(word) } else { word };
    let mut parts = word.split('-');
    if parts.clone().all(is_capitalised) {
        Some(WordKind::Capitalised)
    } else if parts.all(is_in_capitals) {
        Some(WordKind::Capitals)
    } else {
        None
    }
}

fn trim_full_stop(word: &str) -> &str {
    word.trim_end_matches('.')
}

fn is_capitalised(part: &str) -> bool {
    let mut characters = part.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.clone().next().is_some()
        && characters.all(|character| character.is_lowercase() || is_apostrophe(character))
}

fn is_in_capitals(part: &str) -> bool {
    part.chars().count() >= 2
        && part
            .chars()
            .all(|character| character.is_uppercase() || is_apostrophe(character))
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Tells a surname from an abbreviation such as ТЖМ.
fn is_pronounceable(surname: &str) -> bool {
    surname
        .to_lowercase()
        .contains(|letter| "аәеёиоөуұүыіэюяaäeıioöuūüyáéíóúý".contains(letter))
}

fn has_surname_ending(word: &str) -> bool {
    SURNAME_ENDINGS
        .iter()
        .any(|ending| trim_full_stop(word).ends_with(ending))
}

fn spell_given_name(words: &[&str]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| match kind_of(word, false) {
            Some(WordKind::Initials) if !word.ends_with('.') => format!("{word}."),
            Some(WordKind::Initials) => (*word).to_owned(),
            _ => capitalise(trim_full_stop(word)),
        })
        .collect();
    words.join(" ")
}

/// Lower case but for the first letter of each part: «СЕЙІТОВА-ҚҰЛ» is «Сейітова-Құл», “O'BRIEN”
/// is “O'Brien”. In Latin Kazakh, recognised by letters that English lacks, I is the capital of
/// ı, and İ that of i.
fn capitalise(word: &str) -> String {
    let turkic = word.contains(|letter| "İıĞğŞşŪū".contains(letter));
    let mut spelt = String::with_capacity(word.len());
    let mut letters_in_part = 0;
    for letter in word.chars() {
        if letter == '-' || (is_apostrophe(letter) && letters_in_part == 1) {
            letters_in_part = 0;
            spelt.push(letter);
            continue;
        }
        letters_in_part += 1;
        match letter {
            _ if letters_in_part == 1 => spelt.push(letter),
            'İ' => spelt.push('i'),
            'I' if turkic => spelt.push('ı'),
            _ => spelt.extend(letter.to_lowercase()),
        }
    }
    spelt
}

#[cfg(test)]
mod tests;
