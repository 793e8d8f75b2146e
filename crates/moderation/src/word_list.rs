//! Lists of words that a paper does not print, or wants to look at first.

mod trie;

use crate::{
    disguise::{self, Word, meant_by, words},
    stem::{Stem, stems},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use trie::{Reached, Trie};
use unicode_normalization::UnicodeNormalization;

/// An entry of a list.
///
/// A word matches in all its forms and disguises. `"in quotes"` stands for exactly these words in this
/// order, `beginning*` for every word that begins so, `*part*` for every word that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRule {
    /// Its id, given back with what it matched.
    pub id: i64,
    /// What a moderator has written.
    pub pattern: String,
}

/// What a rule has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The rule's id.
    pub rule: i64,
    /// The rule as a moderator has written it.
    pub pattern: String,
    /// What it found, as it stands in the text.
    pub found: String,
    /// Where that begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How it was found.
    pub how: How,
}

/// In which shape a word was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// As it stands in the list.
    Plain,
    /// With another ending.
    Inflected,
    /// Written so that it is not found.
    Disguised,
}

/// What stands at a word of the trie.
#[derive(Clone, Debug)]
struct Entry {
    rule: usize,
    /// How many letters the rule's word has.
    letters: usize,
    /// None: anything may follow.
    stem: Option<Stem>,
}

/// How sure it is that a word is read as it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Plain,
    Disguised,
    Weak,
}

/// From how many letters on a word is taken to be meant where it can be meant as well as not, and from how
/// many on Kazakh letters may be missing in it.
const LONG: usize = 4;

/// A list that is ready to look for its words.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    rules: Vec<WordRule>,
    /// Stems, and beginnings of words.
    beginnings: Trie<Entry>,
    /// What may stand anywhere in a word.
    parts: Trie<Entry>,
    /// By their first word.
    phrases: HashMap<String, Vec<(usize, Vec<String>)>>,
}

impl WordList {
    /// Makes a list ready. A rule that [`can_match`](Self::can_match) nothing is passed over.
    pub fn new(rules: &[WordRule]) -> Self {
        let mut list = Self {
            rules: rules.to_vec(),
            ..Self::default()
        };
        for (index, rule) in rules.iter().enumerate() {
            list.add(index, rule.pattern.trim());
        }
        list
    }

    /// Whether a pattern can match something: it has letters or digits, three at least where it is `*part*`, two
    /// where it is `beginning*`.
    pub fn can_match(pattern: &str) -> bool {
        Self::default().add(0, pattern.trim())
    }

    /// Adds a rule; whether it can match something.
    fn add(&mut self, rule: usize, pattern: &str) -> bool {
        // Some systems type й as и and a mark.
        let plain = |text: &str| {
            disguise::fold(&text.nfc().collect::<String>())
                .trim()
                .to_owned()
        };
        let anything = |word: &str| Entry {
            rule,
            letters: word.chars().count(),
            stem: None,
        };
        if let Some(phrase) = pattern
            .strip_prefix(['"', '«', '“'])
            .and_then(|rest| rest.strip_suffix(['"', '»', '”']))
        {
            return self.add_phrase(rule, plain_words(&plain(phrase)));
        }
        let is_word = |word: &str, least: usize| {
            word.chars().count() >= least && word.chars().all(char::is_alphanumeric)
        };
        if let Some(part) = pattern.strip_prefix('*') {
            let part = plain(part.trim_end_matches('*'));
            let can_match = is_word(&part, 3);
            if can_match {
                self.parts.insert(&part, anything(&part));
            }
            return can_match;
        }
        if let Some(beginning) = pattern.strip_suffix('*') {
            let beginning = plain(beginning);
            let can_match = is_word(&beginning, 2);
            if can_match {
                self.beginnings.insert(&beginning, anything(&beginning));
            }
            return can_match;
        }
        let word = plain(pattern);
        if !is_word(&word, 1) {
            // Several words without quotes are the same words in this order.
            return self.add_phrase(rule, plain_words(&word));
        }
        for stem in stems(&word) {
            let letters = stem.letters.clone();
            let entry = Entry {
                stem: Some(stem),
                ..anything(&word)
            };
            self.beginnings.insert(&letters, entry);
        }
        true
    }

    fn add_phrase(&mut self, rule: usize, words: Vec<String>) -> bool {
        let Some(first) = words.first() else {
            return false;
        };
        self.phrases
            .entry(first.clone())
            .or_default()
            .push((rule, words));
        true
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All that it finds in a text, in the text's order, each place once for a rule.
    pub fn find(&self, text: &str) -> Vec<Match> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut found: Vec<Match> = Vec::new();
        let mut add = |rule: usize, start: usize, end: usize, how: How| {
            let Some(known) = self.rules.get(rule) else {
                return;
            };
            if found
                .iter()
                .any(|other| other.rule == known.id && other.start < end && start < other.end)
            {
                return;
            }
            found.push(Match {
                rule: known.id,
                pattern: known.pattern.clone(),
                found: text.get(start..end).unwrap_or_default().to_owned(),
                start,
                end,
                how,
            });
        };
        for word in &words {
            self.look_at(word, &mut add);
        }
        self.find_phrases(&words, &mut add);
        found.sort_by_key(|found| (found.start, found.end));
        found
    }

    fn look_at(&self, word: &Word, add: &mut impl FnMut(usize, usize, usize, How)) {
        let plain = (!word.plain.is_empty()).then_some((&word.plain, Reading::Plain));
        let disguised = word
            .disguised
            .iter()
            .map(|reading| (reading, Reading::Disguised));
        let weak = word.weak.iter().map(|reading| (reading, Reading::Weak));
        for (text, reading) in plain.into_iter().chain(disguised).chain(weak) {
            let mut found = |rule: usize, how: How| add(rule, word.start, word.end, how);
            self.look_for_words(text, reading, word.anywhere, &mut found);
            self.look_for_parts(text, reading, &mut found);
        }
    }

    fn look_for_words(
        &self,
        text: &str,
        reading: Reading,
        anywhere: bool,
        found: &mut impl FnMut(usize, How),
    ) {
        let starts = text
            .char_indices()
            .take(if anywhere { usize::MAX } else { 1 });
        for (start, _) in starts {
            let text = text.get(start..).unwrap_or_default();
            self.beginnings
                .walk(text, meant_by, &mut |reached: Reached, entry: &Entry| {
                    let ending = text.get(reached.end..).unwrap_or_default();
                    let is_guessed = reading == Reading::Weak || reached.replaced > 0 || anywhere;
                    if is_guessed && entry.letters < LONG {
                        return;
                    }
                    // «х*й» is read as the very word, not as the beginning of another.
                    let gaps = reached.unknown;
                    if gaps * 2 > entry.letters
                        || (gaps > 0 && entry.letters < LONG && !ending.is_empty())
                    {
                        return;
                    }
                    let is_form = match &entry.stem {
                        Some(stem) => stem.accepts(ending, entry.letters >= LONG),
                        None => gaps == 0,
                    };
                    if is_form || anywhere {
                        let how = match reading {
                            Reading::Plain if ending.is_empty() => How::Plain,
                            Reading::Plain => How::Inflected,
                            _ => How::Disguised,
                        };
                        found(entry.rule, how);
                    }
                });
        }
    }

    fn look_for_parts(&self, text: &str, reading: Reading, found: &mut impl FnMut(usize, How)) {
        for (start, _) in text.char_indices() {
            let rest = text.get(start..).unwrap_or_default();
            self.parts.walk(rest, |_| &[], &mut |reached, entry| {
                if reached.unknown == 0 && (reading != Reading::Weak || entry.letters >= LONG) {
                    found(
                        entry.rule,
                        if reading == Reading::Plain {
                            How::Inflected
                        } else {
                            How::Disguised
                        },
                    );
                }
            });
        }
    }

    fn find_phrases(&self, words: &[Word], add: &mut impl FnMut(usize, usize, usize, How)) {
        if self.phrases.is_empty() {
            return;
        }
        let words: Vec<&Word> = words.iter().filter(|word| !word.plain.is_empty()).collect();
        for (index, word) in words.iter().enumerate() {
            for first in std::iter::once(&word.plain).chain(&word.disguised) {
                for (rule, phrase) in self.phrases.get(first).into_iter().flatten() {
                    let Some(place) = words.get(index..index + phrase.len()) else {
                        continue;
                    };
                    let pairs = || place.iter().zip(phrase);
                    let is_plain = pairs().all(|(word, wanted)| word.plain == *wanted);
                    let is_there = pairs().all(|(word, wanted)| {
                        word.plain == *wanted || word.disguised.contains(wanted)
                    });
                    if let (true, Some(last)) = (is_there, place.last()) {
                        let how = if is_plain { How::Plain } else { How::Disguised };
                        add(*rule, word.start, last.end, how);
                    }
                }
            }
        }
    }
}

fn plain_words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
