//! Inflection: whether a word is a form of another one.
//!
//! A simple list of endings, until the language crate knows better: the Kazakh suffixes in their order
//! (plural, possessive, case, predicate), the endings of Russian nouns, adjectives and verbs, and those of
//! English. A word is a form of a listed one when it is one of its stems and then an ending that may follow
//! that stem; so what merely begins alike is no form of it.

/// What may follow a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endings {
    /// The whole word: Kazakh suffixes and Russian endings of nouns.
    Whole,
    /// A Russian noun or adjective without its last letters.
    Russian,
    /// A Russian verb without the ending of its infinitive.
    RussianVerb,
    /// A Kazakh word whose last consonant has become voiced: only what begins with a vowel.
    Voiced,
    /// English.
    English,
}

const PLURAL: &[&str] = &["лар", "лер", "дар", "дер", "тар", "тер"];
const DERIVED: &[&str] = &[
    "лық", "лік", "дық", "дік", "тық", "тік", "лығ", "ліг", "дығ", "діг", "тығ", "тіг", "ша", "ше",
    "дай", "дей", "тай", "тей", "сыз", "сіз", "лы", "лі", "ды", "ді", "ты", "ті", "рақ", "рек",
    "шыл", "шіл", "еке", "тау", "теу",
];
const POSSESSIVE: &[&str] = &[
    "м", "ым", "ім", "ң", "ың", "ің", "ңыз", "ңіз", "ыңыз", "іңіз", "сы", "сі", "ы", "і", "мыз",
    "міз", "ымыз", "іміз", "лары", "лері",
];
const CASE: &[&str] = &[
    "ның",
    "нің",
    "дың",
    "дің",
    "тың",
    "тің",
    "ға",
    "ге",
    "қа",
    "ке",
    "на",
    "не",
    "а",
    "е",
    "ны",
    "ні",
    "ды",
    "ді",
    "ты",
    "ті",
    "н",
    "да",
    "де",
    "та",
    "те",
    "нда",
    "нде",
    "дан",
    "ден",
    "тан",
    "тен",
    "нан",
    "нен",
    "мен",
    "бен",
    "пен",
    "дағы",
    "дегі",
    "тағы",
    "тегі",
    "ндағы",
    "ндегі",
    "нікі",
    "дікі",
    "тікі",
];
const PREDICATE: &[&str] = &[
    "мын",
    "мін",
    "бын",
    "бін",
    "пын",
    "пін",
    "сың",
    "сің",
    "сыз",
    "сіз",
    "мыз",
    "міз",
    "быз",
    "біз",
    "пыз",
    "піз",
    "сыңдар",
    "сіңдер",
    "сыздар",
    "сіздер",
    "ау",
    "ғой",
    "қой",
];
const KAZAKH: [&[&str]; 5] = [DERIVED, PLURAL, POSSESSIVE, CASE, PREDICATE];

const RUSSIAN: &[&str] = &[
    "а", "у", "ом", "ем", "ём", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах", "ой", "ою",
    "ею", "я", "ю", "ям", "ями", "ях", "ь", "ью", "ий", "ии", "ию", "ией", "иям", "ый", "ая", "ое",
    "ые", "ого", "ему", "ому", "ым", "ыми", "ых", "ую", "им", "ими", "их", "его", "ие", "яя", "юю",
    "о", "ок", "ка", "ки", "ку", "кой", "ке", "ек",
];
const RUSSIAN_VERB: &[&str] = &[
    "ть", "л", "ла", "ло", "ли", "ю", "у", "ешь", "ишь", "ет", "ит", "ем", "им", "ете", "ите",
    "ют", "ут", "ят", "ат", "й", "йте", "вший", "вшая", "вшие", "ющий", "ющая", "ющие", "ный",
    "ная", "ные", "н", "на", "ны",
];
const ENGLISH: &[&str] = &[
    "s", "es", "'s", "’s", "ed", "d", "ing", "er", "ers", "ly", "y", "ish", "ic", "al", "cy",
];

/// Whether such an ending may follow such a stem. Nothing may follow a whole word too, and an English one.
pub fn accepts(endings: Endings, ending: &str) -> bool {
    match endings {
        Endings::Whole => ending.is_empty() || RUSSIAN.contains(&ending) || is_kazakh(ending, 0),
        Endings::Russian => RUSSIAN.contains(&ending),
        Endings::RussianVerb => RUSSIAN_VERB.contains(&ending),
        Endings::Voiced => ending.starts_with(['ы', 'і']) && is_kazakh(ending, 2),
        Endings::English => ending.is_empty() || ENGLISH.contains(&ending),
    }
}

/// Whether an ending is a chain of Kazakh suffixes, each from its own slot or a later one.
fn is_kazakh(ending: &str, slot: usize) -> bool {
    ending.is_empty()
        || KAZAKH
            .iter()
            .enumerate()
            .skip(slot)
            .any(|(index, suffixes)| {
                suffixes
                    .iter()
                    .filter_map(|suffix| ending.strip_prefix(suffix))
                    .any(|rest| is_kazakh(rest, index + 1))
            })
}

/// The stems of a word, in lower case, with what may follow each.
pub fn stems(word: &str) -> Vec<(String, Endings)> {
    if word.is_ascii() {
        let mut stems = vec![(word.to_owned(), Endings::English)];
        if let Some(stem) = word.strip_suffix('e')
            && stem.len() >= 3
        {
            stems.push((stem.to_owned(), Endings::English));
        }
        return stems;
    }
    let mut stems = vec![(word.to_owned(), Endings::Whole)];
    let count = word.chars().count();
    let mut shorter = |cut: usize, endings: Endings| {
        if count >= cut + 3 {
            stems.push((word.chars().take(count - cut).collect(), endings));
        }
    };
    if word.ends_with("ть") {
        shorter(2, Endings::RussianVerb);
    } else if ["ый", "ий", "ой", "ая", "ое"]
        .iter()
        .any(|ending| word.ends_with(ending))
    {
        shorter(2, Endings::Russian);
    } else if word.ends_with(['а', 'я', 'о', 'е', 'ь', 'й']) {
        shorter(1, Endings::Russian);
    }
    let voiced = match word.chars().next_back() {
        Some('п') => Some('б'),
        Some('к') => Some('г'),
        Some('қ') => Some('ғ'),
        _ => None,
    };
    if let Some(voiced) = voiced {
        let mut stem: String = word.chars().take(count - 1).collect();
        stem.push(voiced);
        stems.push((stem, Endings::Voiced));
    }
    stems
}
