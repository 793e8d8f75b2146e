//! Lists of words that a paper does not print, or wants to look at first.

use crate::{
    disguise::{self, Word, skeleton, words},
    stem::{Endings, accepts, stems},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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

/// A list that is ready to look for its words.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    rules: Vec<WordRule>,
    by_stem: HashMap<String, Vec<(usize, Endings)>>,
    /// Spelling without Kazakh letters, of rules that have some.
    by_skeleton: HashMap<String, Vec<(usize, Endings)>>,
    /// Whole words by their length in characters, for readings with a letter left out.
    by_length: HashMap<usize, Vec<(usize, Vec<char>)>>,
    beginnings: Vec<(usize, String)>,
    parts: Vec<(usize, String)>,
    phrases: Vec<(usize, Vec<String>)>,
}

impl WordList {
    /// Makes a list ready. Rules in which there is no letter match nothing.
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

    fn add(&mut self, index: usize, pattern: &str) {
        let plain = |text: &str| disguise::fold(text).trim().to_owned();
        if let Some(phrase) = pattern
            .strip_prefix(['"', '«', '“'])
            .and_then(|rest| rest.strip_suffix(['"', '»', '”']))
        {
            let words = plain_words(&plain(phrase));
            if !words.is_empty() {
                self.phrases.push((index, words));
            }
            return;
        }
        if let Some(part) = pattern.strip_prefix('*') {
            let part = plain(part.trim_end_matches('*'));
            if part.chars().count() >= 3 {
                self.parts.push((index, part));
            }
            return;
        }
        if let Some(beginning) = pattern.strip_suffix('*') {
            let beginning = plain(beginning);
            if beginning.chars().count() >= 2 {
                self.beginnings.push((index, beginning));
            }
            return;
        }
        let word = plain(pattern);
        let words = plain_words(&word);
        match words.as_slice() {
            [] => {}
            [_] if word.chars().all(char::is_alphanumeric) => {
                for (stem, endings) in stems(&word) {
                    self.by_stem.entry(stem).or_default().push((index, endings));
                }
                let bare = skeleton(&word);
                for (stem, endings) in stems(&bare) {
                    self.by_skeleton
                        .entry(skeleton(&stem))
                        .or_default()
                        .push((index, endings));
                }
                let letters: Vec<char> = word.chars().collect();
                self.by_length
                    .entry(letters.len())
                    .or_default()
                    .push((index, letters));
            }
            // Several words without quotes are the same words in this order.
            _ => self.phrases.push((index, words)),
        }
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
        let mut found = |rule: usize, how: How| add(rule, word.start, word.end, how);
        if !word.plain.is_empty() {
            for (rule, ending) in look_up(&self.by_stem, &word.plain) {
                found(rule, if ending { How::Inflected } else { How::Plain });
            }
            // Without Kazakh letters, as people type who have none: only where the text has none either, or a
            // Kazakh word would be taken for another one.
            if skeleton_is_spelling(&word.plain) {
                for (rule, ending) in look_up(&self.by_skeleton, &skeleton(&word.plain)) {
                    found(rule, if ending { How::Inflected } else { How::Plain });
                }
            }
            self.look_for_parts(&word.plain, How::Inflected, &mut found);
        }
        for reading in &word.disguised {
            if reading.contains('?') {
                for rule in self.look_for_gaps(reading) {
                    found(rule, How::Disguised);
                }
                continue;
            }
            for (rule, _) in look_up(&self.by_stem, reading) {
                found(rule, How::Disguised);
            }
            if skeleton_is_spelling(reading) {
                for (rule, _) in look_up(&self.by_skeleton, &skeleton(reading)) {
                    found(rule, How::Disguised);
                }
            }
            self.look_for_parts(reading, How::Disguised, &mut found);
        }
    }

    fn look_for_parts(&self, word: &str, how: How, found: &mut impl FnMut(usize, How)) {
        for (rule, beginning) in &self.beginnings {
            if word.starts_with(beginning.as_str()) {
                found(*rule, how);
            }
        }
        for (rule, part) in &self.parts {
            if word.contains(part.as_str()) {
                found(*rule, how);
            }
        }
    }

    /// Rules whose word a reading is, with any letters where it has gaps; one letter must be left.
    fn look_for_gaps(&self, reading: &str) -> Vec<usize> {
        let letters: Vec<char> = reading.chars().collect();
        let shown = letters.iter().filter(|letter| **letter != '?').count();
        if shown < 3 {
            return Vec::new();
        }
        self.by_length
            .get(&letters.len())
            .into_iter()
            .flatten()
            .filter(|(_, word)| {
                word.iter()
                    .zip(&letters)
                    .all(|(known, written)| *written == '?' || known == written)
            })
            .map(|(rule, _)| *rule)
            .collect()
    }

    fn find_phrases(&self, words: &[Word], add: &mut impl FnMut(usize, usize, usize, How)) {
        let plain: Vec<&Word> = words.iter().filter(|word| !word.plain.is_empty()).collect();
        for (rule, phrase) in &self.phrases {
            for window in plain.windows(phrase.len()) {
                if window
                    .iter()
                    .zip(phrase)
                    .all(|(word, wanted)| word.plain == *wanted)
                    && let (Some(first), Some(last)) = (window.first(), window.last())
                {
                    add(*rule, first.start, last.end, How::Plain);
                }
            }
        }
    }
}

/// Whether a word could be Kazakh typed without Kazakh letters.
fn skeleton_is_spelling(word: &str) -> bool {
    !word.is_ascii()
        && !word
            .chars()
            .any(|letter| matches!(letter, 'ә' | 'ө' | 'ү' | 'ұ' | 'қ' | 'ғ' | 'ң' | 'һ'))
}

/// The rules one of whose stems a word begins with, if what follows may follow it; whether anything does.
fn look_up<'a>(
    stems: &'a HashMap<String, Vec<(usize, Endings)>>,
    word: &'a str,
) -> impl Iterator<Item = (usize, bool)> + 'a {
    word.char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .filter_map(move |end| Some((stems.get(&word[..end])?, &word[end..])))
        .flat_map(|(rules, ending)| {
            rules
                .iter()
                .filter(move |(_, endings)| accepts(*endings, ending))
                .map(move |(rule, _)| (*rule, !ending.is_empty()))
        })
}

fn plain_words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
