use super::{Change, changes};
use crate::characters::{SOFT_HYPHEN, clusters, is_extending};

/// Longer texts are not compared word by word as a whole: the work grows faster than the text.
const MAX_UNITS: usize = 5_000;

/// A passage has at least so many words and signs, so that there are not too many of them.
const MIN_PASSAGE: usize = 8;

/// One step of a comparison of words. None is empty, and no two of the same kind follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordChange {
    /// Words, white space and punctuation that are in both.
    Same(String),
    /// What is only in the text before.
    Removed(String),
    /// What is only in the text after.
    Added(String),
}

/// A word or a sign with the white space before it.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    space: &'a str,
    /// Empty only at the end of the text.
    pub(super) letters: &'a str,
}

impl Unit<'_> {
    pub(super) fn is_word(&self) -> bool {
        self.letters.contains(char::is_alphanumeric)
    }
}

/// Compares two texts word by word, for headlines and other fields without blocks.
///
/// `Same` and `Removed` joined are exactly the text before, `Same` and `Added` the text after. A
/// change of white space alone is shown as one, and punctuation alone does not break a change in two.
///
/// ```
/// use document::{WordChange, compare_words};
///
/// assert_eq!(compare_words("Қала бюджеті өсті", "Қала бюджеті екі есе өсті"), [
///     WordChange::Same("Қала бюджеті".to_owned()),
///     WordChange::Added(" екі есе".to_owned()),
///     WordChange::Same(" өсті".to_owned()),
/// ]);
/// ```
#[must_use]
pub fn compare_words(before: &str, after: &str) -> Vec<WordChange> {
    let (old, new) = (split(before), split(after));
    let mut runs = Runs::default();
    let mut position = (0, 0);
    for change in changed_units(&old, &new) {
        runs.kept(
            &old[position.0..change.before.start],
            &new[position.1..change.after.start],
        );
        position = (change.before.end, change.after.end);
        runs.replaced(&old[change.before], &new[change.after]);
    }
    runs.kept(&old[position.0..], &new[position.1..]);
    runs.into_changes()
}

/// Which units have changed: of a text that is not too long word by word, otherwise passage by passage
/// and then word by word in those that have changed.
fn changed_units(old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<Change> {
    let (old, new) = (letters(old), letters(new));
    if old.len().min(new.len()) <= MAX_UNITS {
        return changes(&old, &new);
    }
    let (old_passages, new_passages) = (passages(&old), passages(&new));
    let mut changed = Vec::new();
    let (mut old_end, mut new_end) = (0, 0);
    let (mut old_passage, mut new_passage) = (0, 0);
    for change in changes(&old_passages, &new_passages) {
        let old_start = old_end + total(&old_passages[old_passage..change.before.start]);
        let new_start = new_end + total(&new_passages[new_passage..change.after.start]);
        (old_passage, new_passage) = (change.before.end, change.after.end);
        old_end = old_start + total(&old_passages[change.before]);
        new_end = new_start + total(&new_passages[change.after]);
        if (old_end - old_start).min(new_end - new_start) > MAX_UNITS {
            changed.push(Change {
                before: old_start..old_end,
                after: new_start..new_end,
            });
            continue;
        }
        let within = changes(&old[old_start..old_end], &new[new_start..new_end]);
        changed.extend(within.into_iter().map(|change| Change {
            before: old_start + change.before.start..old_start + change.before.end,
            after: new_start + change.after.start..new_start + change.after.end,
        }));
    }
    changed
}

fn total(passages: &[&[&str]]) -> usize {
    passages.iter().map(|passage| passage.len()).sum()
}

/// Cuts behind the ends of sentences.
fn passages<'a, 'b>(letters: &'a [&'b str]) -> Vec<&'a [&'b str]> {
    let mut passages = Vec::new();
    let mut start = 0;
    for (position, sign) in letters.iter().enumerate() {
        let length = position + 1 - start;
        if length >= MIN_PASSAGE && matches!(*sign, "." | "!" | "?" | "…" | ";") {
            passages.push(&letters[start..=position]);
            start = position + 1;
        }
    }
    passages.push(&letters[start..]);
    passages
}

fn letters<'a>(units: &[Unit<'a>]) -> Vec<&'a str> {
    units.iter().map(|unit| unit.letters).collect()
}

fn join(units: &[Unit<'_>]) -> String {
    units
        .iter()
        .flat_map(|unit| [unit.space, unit.letters])
        .collect()
}

/// Splits text into words and signs, line ends and tabs among them; the last unit holds the white space at the end.
pub(super) fn split(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut rest = text;
    loop {
        let letters =
            rest.trim_start_matches(|first: char| first.is_whitespace() && !divides(first));
        let space = &rest[..rest.len() - letters.len()];
        let length = word_length(letters)
            .or_else(|| clusters(letters).next().map(str::len))
            .unwrap_or(0);
        let (letters, after) = letters.split_at(length);
        units.push(Unit { space, letters });
        if length == 0 {
            return units;
        }
        rest = after;
    }
}

/// How long the word is with which the text begins.
///
/// Hyphens and apostrophes join letters; points, commas and no-break spaces join digits, as they do
/// for [`count_words`](crate::count_words).
fn word_length(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().peekable();
    let (_, mut previous) = characters
        .next()
        .filter(|(_, first)| first.is_alphanumeric())?;
    while let Some((position, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let joins = match character {
            SOFT_HYPHEN => true,
            '-' | '\u{2011}' | '\'' | '’' => next.is_some_and(char::is_alphanumeric),
            '.' | ',' | '\u{A0}' | '\u{202F}' | '\u{2009}' => {
                previous.is_numeric() && next.is_some_and(char::is_numeric)
            }
            _ => character.is_alphanumeric() || is_extending(character),
        };
        if !joins {
            return Some(position);
        }
        previous = character;
    }
    Some(text.len())
}

/// What is kept and what is replaced by turns.
#[derive(Default)]
struct Runs {
    runs: Vec<Run>,
}

enum Run {
    Kept(String),
    Replaced { removed: String, added: String },
}

impl Runs {
    /// Units with the same letters; the space before them may differ all the same.
    fn kept(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        for (old, new) in old.iter().zip(new) {
            if old.space == new.space {
                self.keep(old.space);
            } else {
                self.replace(old.space, new.space);
            }
            self.keep(old.letters);
        }
    }

    fn replaced(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        // "a red fox" and "a blue fox" differ in the word, not in the space before it.
        let shared = match (old.first(), new.first()) {
            (Some(old), Some(new)) if old.space == new.space => old.space,
            _ => "",
        };
        self.keep(shared);
        self.replace(&join(old)[shared.len()..], &join(new)[shared.len()..]);
    }

    fn keep(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Run::Kept(kept)) = self.runs.last_mut() {
            kept.push_str(text);
        } else {
            self.runs.push(Run::Kept(text.to_owned()));
        }
    }

    fn replace(&mut self, old: &str, new: &str) {
        if let Some(Run::Replaced { removed, added }) = self.runs.last_mut() {
            removed.push_str(old);
            added.push_str(new);
        } else {
            self.runs.push(Run::Replaced {
                removed: old.to_owned(),
                added: new.to_owned(),
            });
        }
    }

    /// A comma between two changes would only scatter them: it becomes part of both.
    fn without_scatter(self) -> Self {
        let mut joined = Self::default();
        let mut runs = self.runs.into_iter().peekable();
        while let Some(run) = runs.next() {
            match run {
                Run::Kept(text)
                    if is_scatter(&text) && !joined.runs.is_empty() && runs.peek().is_some() =>
                {
                    joined.replace(&text, &text);
                }
                Run::Kept(text) => joined.keep(&text),
                Run::Replaced { removed, added } => joined.replace(&removed, &added),
            }
        }
        joined
    }

    fn into_changes(self) -> Vec<WordChange> {
        let mut changes = Vec::new();
        for run in self.without_scatter().runs {
            match run {
                Run::Kept(text) => changes.push(WordChange::Same(text)),
                Run::Replaced { removed, added } => {
                    if !removed.is_empty() {
                        changes.push(WordChange::Removed(removed));
                    }
                    if !added.is_empty() {
                        changes.push(WordChange::Added(added));
                    }
                }
            }
        }
        changes
    }
}

fn is_scatter(text: &str) -> bool {
    !text.contains(|character: char| character.is_alphanumeric() || divides(character))
}

/// Lines and cells are kept apart, so that a reader sees in which of them something has changed.
fn divides(character: char) -> bool {
    matches!(character, '\n' | '\t')
}
