//! Russian inflection: the paradigms by the ending that the listed form has. Stress, and most consonants that
//! change, are not known.

use super::{
    Endings::{Listed, Reflexive},
    Stem, without,
};

const CONSONANT: &[&str] = &["", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"];
const SIBILANT: &[&str] = &[
    "", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах",
];
/// After a vowel that has gone: козел, козла.
const FLEETING: &[&str] = &["а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"];
const WOMAN: &[&str] = &[
    "ка", "ки", "ку", "ке", "кой", "кою", "ок", "кам", "ками", "ках",
];
const HARD_A: &[&str] = &["а", "ы", "и", "е", "у", "ой", "ою", "ей", "ам", "ами", "ах"];
const SOFT_A: &[&str] = &["я", "и", "е", "ю", "ей", "ею", "ям", "ями", "ях", "й"];
const SOFT: &[&str] = &[
    "ь", "и", "ью", "ей", "ям", "ями", "ях", "я", "ю", "ем", "е", "ам", "ами", "ах",
];
const HARD_O: &[&str] = &["о", "а", "у", "ом", "е", "ам", "ами", "ах"];
const SOFT_E: &[&str] = &[
    "е", "я", "а", "ю", "у", "ем", "и", "ям", "ями", "ях", "ам", "ами", "ах",
];
const SHORT_I: &[&str] = &["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"];
const ADJECTIVE: &[&str] = &[
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им",
    "ом", "ем", "ую", "юю", "ою", "ею", "ей", "ых", "их", "ыми", "ими", "о", "а", "ы", "и",
];
const NOTHING: &[&str] = &[""];
/// After the stem of the infinitive.
const PAST: &[&str] = &[
    "ть",
    "л",
    "ла",
    "ло",
    "ли",
    "в",
    "вши",
    "вший",
    "вшая",
    "вшие",
    "вшего",
    "вших",
    "т",
    "та",
    "ты",
    "н",
    "на",
    "но",
    "ны",
    "нный",
    "нная",
    "нное",
    "нные",
    "нного",
    "нных",
    "тый",
    "тая",
    "тые",
    "тых",
];
/// After the same, in verbs of the first conjugation: оскорбля-ю.
const FIRST: &[&str] = &[
    "ю",
    "ешь",
    "ет",
    "ем",
    "ете",
    "ют",
    "й",
    "йте",
    "я",
    "ющий",
    "ющая",
    "ющее",
    "ющие",
    "ющего",
    "ющих",
    "ющими",
];
/// After the stem of the second conjugation: ненавид-ит.
const SECOND: &[&str] = &[
    "ит",
    "ишь",
    "им",
    "ите",
    "ят",
    "ат",
    "и",
    "ь",
    "ьте",
    "у",
    "ю",
    "я",
    "а",
    "ящий",
    "ящая",
    "ящие",
    "ящих",
    "ащий",
    "ащие",
    "ен",
    "ена",
    "ено",
    "ены",
    "енный",
    "енная",
    "енные",
    "енного",
    "енных",
];
/// After a stem to which `-нуть` or `-овать` has been: плюн-у, требу-ю.
const THIRD: &[&str] = &["у", "ешь", "ет", "ем", "ете", "ут", "и", "ите", "ь", "ьте"];

pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    let mut add = |stem: Option<String>, endings: &'static [&'static str]| {
        stems.extend(stem.map(|stem| Stem::new(stem, Listed(endings))));
    };
    let letters = word.chars().count();
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["ть"]) && letters >= 5 {
        return verb(word);
    }
    for ending in ["ый", "ий", "ой", "ая", "яя", "ое", "ые", "ие"] {
        let stem = without(word, ending, 3);
        // Герой and змей are nouns.
        if stem.is_some() && letters >= 5 {
            if letters >= 6 {
                add(stem.clone(), NOTHING);
            }
            add(stem, ADJECTIVE);
        }
    }
    match word.chars().next_back() {
        Some('а') => {
            add(without(word, "а", 2), HARD_A);
            // The bare stem is the genitive of many: «сук» is a branch, however.
            add(without(word, "а", 4), NOTHING);
            if let Some(stem) = without(word, "ка", 3) {
                add(Some(format!("{stem}ок")), NOTHING);
                add(Some(format!("{stem}ек")), NOTHING);
            }
        }
        Some('я') => add(without(word, "я", 3), SOFT_A),
        Some('ь') => add(without(word, "ь", 3), SOFT),
        Some('о') => add(without(word, "о", 2), HARD_O),
        Some('е') => add(without(word, "е", 3), SOFT_E),
        Some('й') => add(without(word, "й", 3), SHORT_I),
        Some('ж' | 'ш' | 'ч' | 'щ' | 'ц') => add(Some(word.to_owned()), SIBILANT),
        Some(last) if !"аеёиоуыэюяъ".contains(last) => {
            add(Some(word.to_owned()), CONSONANT);
            if letters >= 5 && matches!(last, 'т' | 'л' | 'д' | 'н') {
                add(Some(word.to_owned()), WOMAN);
            }
        }
        _ => {}
    }
    for (ending, consonant) in [("ок", "к"), ("ек", "к"), ("ец", "ц"), ("ел", "л")] {
        // «Бок» and «сок» keep their vowel.
        add(
            without(word, ending, if ending == "ел" { 2 } else { 3 }).map(|stem| stem + consonant),
            FLEETING,
        );
    }
    stems
}

fn verb(word: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    let mut add = |stem: Option<String>, endings: &'static [&'static str]| {
        stems.extend(stem.map(|stem| Stem::new(stem, Reflexive(endings))));
    };
    add(without(word, "ть", 2), PAST);
    if !word.ends_with("ить") {
        add(without(word, "ть", 3), FIRST);
    }
    add(without(word, "ить", 3), SECOND);
    add(without(word, "еть", 4), SECOND);
    for ending in ["овать", "евать"] {
        add(without(word, ending, 3).map(|stem| stem + "у"), FIRST);
    }
    add(without(word, "уть", 3), THIRD);
    stems
}
