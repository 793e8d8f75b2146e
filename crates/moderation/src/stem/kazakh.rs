//! Kazakh inflection: slots of suffixes in their order, the harmony of vowels, and which consonants may meet.

use super::{
    Endings::{KazakhNoun, KazakhVerb},
    Stem, without,
};
use crate::disguise::is_typed_for;

/// What follows a suffix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Derivation,
    Plural,
    Possessive,
    Case,
    /// The case of somebody's own: ақымағым-а.
    CaseOfMine,
    /// The case of what is somebody else's: ақымағы-на.
    CaseOfTheirs,
    Predicate,
    End,
}

/// Suffixes of a slot, and which slot is next after them.
type Suffixes = (Slot, &'static [&'static str], Slot);

const NOUN: &[Suffixes] = &[
    (
        Slot::Derivation,
        &[
            "лық", "лік", "дық", "дік", "тық", "тік", "лығ", "ліг", "дығ", "діг", "тығ", "тіг",
            "ша", "ше", "дай", "дей", "тай", "тей", "сыз", "сіз", "лы", "лі", "ды", "ді", "ты",
            "ті", "рақ", "рек", "лау", "леу", "дау", "деу", "тау", "теу",
        ],
        Slot::Plural,
    ),
    (
        Slot::Plural,
        &["лар", "лер", "дар", "дер", "тар", "тер"],
        Slot::Possessive,
    ),
    (
        Slot::Possessive,
        &[
            "м", "ым", "ім", "ң", "ың", "ің", "ңыз", "ңіз", "ыңыз", "іңіз", "мыз", "міз", "ымыз",
            "іміз",
        ],
        Slot::CaseOfMine,
    ),
    (
        Slot::Possessive,
        &["сы", "сі", "ы", "і"],
        Slot::CaseOfTheirs,
    ),
    (
        Slot::Case,
        &[
            "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "ны", "ні", "ды",
            "ді", "ты", "ті", "да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен",
            "мен", "бен", "пен", "дағы", "дегі", "тағы", "тегі", "нікі", "дікі", "тікі",
        ],
        Slot::Predicate,
    ),
    (
        Slot::CaseOfMine,
        &[
            "а", "е", "ның", "нің", "ды", "ді", "да", "де", "нан", "нен", "дан", "ден", "мен",
            "бен", "ға", "ге", "ны", "ні", "дағы", "дегі", "нікі", "дікі",
        ],
        Slot::Predicate,
    ),
    (
        Slot::CaseOfTheirs,
        &[
            "ның",
            "нің",
            "на",
            "не",
            "н",
            "нда",
            "нде",
            "нан",
            "нен",
            "мен",
            "ндағы",
            "ндегі",
            "нікі",
        ],
        Slot::Predicate,
    ),
    (
        Slot::Predicate,
        &[
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
        ],
        Slot::End,
    ),
];

/// Voice, negation, and tense or mood, each of which may be missing but the last.
const VOICE: &[&str] = &[
    "л", "ыл", "іл", "н", "ын", "ін", "с", "ыс", "іс", "т", "тыр", "тір", "дыр", "дір", "ғыз",
    "гіз", "қыз", "кіз",
];
const NEGATION: &[&str] = &["ма", "ме", "ба", "бе", "па", "пе"];
const TENSE: &[&str] = &[
    "у", "ған", "ген", "қан", "кен", "атын", "етін", "йтын", "йтін", "ып", "іп", "п", "а", "е",
    "й", "ды", "ді", "ты", "ті", "са", "се", "ар", "ер", "р", "с", "мақ", "мек", "бақ", "бек",
    "пақ", "пек", "сын", "сін", "йын", "йін", "айын", "ейін", "йық", "йік", "ыңыз", "іңіз", "ңыз",
    "ңіз", "ың", "ің", "ң", "ушы", "уші", "",
];
/// What is said of persons after a tense and is no suffix of nouns there.
const PERSON: &[&str] = &[
    "", "м", "ң", "ңыз", "ңіз", "қ", "к", "ды", "ді", "мын", "мін", "сың", "сің", "сыз", "сіз",
    "мыз", "міз", "ңдар", "ңдер",
];

const BACK: &str = "аоұы";
const FRONT: &str = "әөүіеэ";
const VOWELS: &str = "аәеоөұүуыіиэюя";
const VOICELESS: &str = "пткқсшщчцхфһбвгд";

/// The stems of a Kazakh word; `-у` at its end is that of verbs.
pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut stems = vec![Stem::new(word, KazakhNoun)];
    let voiced = [("п", "б"), ("к", "г"), ("қ", "ғ")];
    for (voiceless, voiced) in voiced {
        stems.extend(without(word, voiceless, 2).map(|stem| Stem::new(stem + voiced, KazakhNoun)));
    }
    // Shorter ones are nouns as often: «мақау» is no verb of «мақала».
    stems.extend(without(word, "у", 5).map(|stem| Stem::new(stem, KazakhVerb)));
    stems
}

/// Whether what follows a noun is a chain of suffixes, each from a later slot than the one before.
pub(super) fn is_noun(stem: &str, ending: &str, bare: bool) -> bool {
    follows(stem, ending, Slot::Derivation, bare)
}

fn follows(before: &str, ending: &str, slot: Slot, bare: bool) -> bool {
    if ending.is_empty() {
        return !ends_voiced(before);
    }
    NOUN.iter()
        .filter(|(of, _, _)| is_reached(slot, *of))
        .any(|(_, suffixes, next)| {
            suffixes.iter().any(|suffix| {
                meet(before, suffix)
                    && strip(ending, suffix, bare).is_some_and(|rest| {
                        follows(&format!("{before}{suffix}"), rest, *next, bare)
                    })
            })
        })
}

/// Whether a slot can come after one that has been filled up to there.
fn is_reached(from: Slot, slot: Slot) -> bool {
    match from {
        Slot::Derivation => !matches!(slot, Slot::CaseOfMine | Slot::CaseOfTheirs),
        Slot::Plural => !matches!(
            slot,
            Slot::Derivation | Slot::CaseOfMine | Slot::CaseOfTheirs
        ),
        Slot::Possessive => matches!(slot, Slot::Possessive | Slot::Case | Slot::Predicate),
        Slot::CaseOfMine | Slot::CaseOfTheirs | Slot::Case => {
            slot == from || slot == Slot::Predicate
        }
        Slot::Predicate => slot == Slot::Predicate,
        Slot::End => false,
    }
}

/// қ, к and п between vowels become voiced: such a stem is never without a suffix that begins with a vowel.
fn ends_voiced(stem: &str) -> bool {
    stem.ends_with(['ғ', 'г']) || (stem.ends_with('б') && stem.chars().count() > 3)
}

/// Whether a suffix may stand after this: by the harmony of vowels and by the sounds that meet.
fn meet(before: &str, suffix: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), suffix.chars().next()) else {
        return false;
    };
    let vowel = VOWELS.contains(last);
    let voiceless = VOICELESS.contains(last);
    let sounds = match first {
        // After a vowel, у is a consonant: қаруы.
        'ы' | 'і' if last == 'у' => true,
        'ы' | 'і' | 'а' | 'е' => !vowel && !matches!(last, 'қ' | 'к' | 'п'),
        _ if ends_voiced(before) => false,
        'с' if matches!(suffix, "сы" | "сі") => vowel,
        'ң' => vowel,
        'м' if suffix == "м" => vowel,
        'д' if vowel => matches!(
            suffix,
            "да" | "де" | "дан" | "ден" | "дағы" | "дегі" | "дай" | "дей"
        ),
        'м' | 'ғ' | 'г' | 'д' | 'б' => !voiceless,
        'л' => vowel || matches!(last, 'р' | 'й' | 'л'),
        'т' | 'қ' | 'к' | 'п' => voiceless,
        'н' => vowel || matches!(last, 'м' | 'н' | 'ң'),
        _ => true,
    };
    sounds && in_harmony(before, suffix)
}

fn in_harmony(before: &str, suffix: &str) -> bool {
    if matches!(
        suffix,
        "мен" | "бен" | "пен" | "нікі" | "дікі" | "тікі" | "ау" | "ғой" | "қой"
    ) {
        return true;
    }
    let wanted = before.chars().rev().find_map(side);
    let given = suffix.chars().find_map(side);
    wanted.is_none() || given.is_none() || wanted == given
}

/// Whether a vowel is of the back; None of what goes with both.
fn side(letter: char) -> Option<bool> {
    match letter {
        _ if BACK.contains(letter) => Some(true),
        _ if FRONT.contains(letter) => Some(false),
        _ => None,
    }
}

/// Whether what follows a verb is voice, negation and tense, and after it a person or a noun's suffixes.
pub(super) fn is_verb(stem: &str, ending: &str, bare: bool) -> bool {
    if ending.is_empty() {
        return false;
    }
    let steps = |before: &str, ending: &str, suffixes: &[&str]| -> Vec<(String, String)> {
        suffixes
            .iter()
            .filter(|suffix| in_harmony(before, suffix))
            .filter_map(|suffix| {
                Some((
                    format!("{before}{suffix}"),
                    strip(ending, suffix, bare)?.to_owned(),
                ))
            })
            .collect()
    };
    let mut reached = vec![(stem.to_owned(), ending.to_owned())];
    for suffixes in [VOICE, NEGATION] {
        for (before, ending) in reached.clone() {
            reached.extend(steps(&before, &ending, suffixes));
        }
    }
    reached
        .iter()
        .flat_map(|(before, ending)| steps(before, ending, TENSE))
        .any(|(before, ending)| {
            PERSON.iter().any(|person| {
                in_harmony(&before, person) && strip(&ending, person, bare) == Some("")
            }) || follows(&before, &ending, Slot::Plural, bare)
        })
}

/// What is left of an ending after a suffix.
fn strip<'a>(ending: &'a str, suffix: &str, bare: bool) -> Option<&'a str> {
    if !bare {
        return ending.strip_prefix(suffix);
    }
    let mut rest = ending.chars();
    for meant in suffix.chars() {
        if !is_typed_for(rest.next()?, meant) {
            return None;
        }
    }
    Some(rest.as_str())
}
