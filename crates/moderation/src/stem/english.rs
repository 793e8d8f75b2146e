//! English inflection and the derivation that insults have. Short words get no more than a plural: «cock» has
//! no «cocky», «tit» no «titan».

use super::{Endings::Listed, Stem, without};

const SHORT: &[&str] = &["", "s", "es"];
const MIDDLE: &[&str] = &["", "s", "es", "ed", "ing", "in", "er", "ers"];
const LONG: &[&str] = &[
    "", "s", "es", "ed", "d", "ing", "in", "er", "ers", "est", "y", "ish", "ly", "ic", "ical",
    "ism", "ity",
];
const AFTER_E: &[&str] = &["ing", "ed", "er", "ers", "est", "y", "ish"];
const AFTER_Y: &[&str] = &["ies", "ied", "ier", "iest", "ily"];
const AFTER_DOUBLED: &[&str] = &["ing", "in", "ed", "er", "ers", "y", "ier", "iest"];

pub(super) fn stems(word: &str) -> Vec<Stem> {
    let whole = match word.len() {
        0..=3 => SHORT,
        4 => MIDDLE,
        _ => LONG,
    };
    let mut stems = vec![Stem::new(word, Listed(whole))];
    let shorter = [("e", AFTER_E), ("y", AFTER_Y), ("t", &["cy", "cies"])];
    for (ending, endings) in shorter {
        let least = if ending == "t" { 4 } else { 3 };
        stems.extend(without(word, ending, least).map(|stem| Stem::new(stem, Listed(endings))));
    }
    // shit, shitting: a single consonant after a single vowel is doubled.
    let mut last = word.chars().rev();
    let is_vowel = |letter: char| "aeiou".contains(letter);
    if let (Some(last), Some(before)) = (last.next(), last.next())
        && word.len() >= 3
        && !is_vowel(last)
        && !"wxy".contains(last)
        && is_vowel(before)
    {
        stems.push(Stem::new(format!("{word}{last}"), Listed(AFTER_DOUBLED)));
    }
    stems
}
