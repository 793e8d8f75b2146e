//! Words behind disguises: letters of other alphabets, digits and signs in the place of letters, letters
//! repeated or parted.

mod letters;

pub use letters::{fold, is_typed_for, look_alike, meant_by};

use letters::{folded, to_cyrillic, to_cyrillic_by_sound, to_latin, transliterate};

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
    /// What it may be meant to be and as well may not; to be believed of longer words only.
    pub weak: Vec<String>,
    /// Whether the word may be anywhere in the readings: nobody says where a row of single letters is parted.
    pub anywhere: bool,
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
    let letters = folded(text);
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
            [(_, letter), (_, '.' | '-' | '*' | '_')] if letter.is_alphanumeric() => {
                singles.push((start, end, *letter));
            }
            // The last of them may end the sentence.
            [
                (_, letter),
                (at, ',' | '!' | '?' | ';' | ':' | '…' | ')'),
                ..,
            ] if letter.is_alphanumeric() && !singles.is_empty() => {
                singles.push((start, *at, *letter));
                take_singles(&mut found, &mut singles);
            }
            _ => take_singles(&mut found, &mut singles),
        }
    }
    take_singles(&mut found, &mut singles);
    found
}

fn take_singles(found: &mut Vec<Word>, singles: &mut Vec<(usize, usize, char)>) {
    // Fewer are initials, and words of one letter.
    if singles.len() >= 3 {
        let joined: String = singles.iter().map(|(_, _, letter)| *letter).collect();
        let disguised = readings(&joined, true);
        found.push(Word {
            start: singles[0].0,
            end: singles[singles.len() - 1].1,
            plain: String::new(),
            weak: weak_readings(&joined, &disguised),
            disguised,
            anywhere: singles.len() >= 4,
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
    let is_address = is_address(chunk);
    for &(from, to) in &parts {
        let plain: String = chunk[from..to].iter().map(|(_, letter)| *letter).collect();
        // An address is made of words that were not meant as such.
        let (plain, disguised, weak) = match is_address {
            true => (String::new(), Vec::new(), vec![plain]),
            false => {
                let disguised = readings(&plain, false);
                let weak = weak_readings(&plain, &disguised);
                (plain, disguised, weak)
            }
        };
        found.push(Word {
            start: byte(from),
            end: byte(to),
            plain,
            disguised,
            weak,
            anywhere: false,
        });
    }
    if is_address {
        return;
    }
    let (Some(&(first, _)), Some(&(_, last))) = (parts.first(), parts.last()) else {
        return;
    };
    let inside = &chunk[first..last];
    let mut disguised = Vec::new();
    let mut weak = Vec::new();
    let only_separators = inside
        .iter()
        .all(|(_, letter)| letter.is_alphanumeric() || is_separator(*letter));
    if parts.len() >= 2 && only_separators {
        let joined: String = inside
            .iter()
            .map(|(_, letter)| *letter)
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        // «д.у.р.а.к»: every part is one letter. «Ду-рак» may be two words.
        if parts.len() >= 3 && parts.iter().all(|(from, to)| to - from == 1) {
            let readings = readings(&joined, true);
            weak.extend(weak_readings(&joined, &readings));
            disguised.extend(readings);
        } else if joined.chars().count() >= 5 {
            let readings = readings(&joined, true);
            weak.extend(weak_readings(&joined, &readings));
            weak.extend(readings);
        }
    }
    // «дур@к», «д*рак»: signs in the place of letters, inside of the word.
    let signs = inside
        .iter()
        .filter(|(_, letter)| stands_for_letter(*letter))
        .count();
    let only_letters = inside
        .iter()
        .all(|(_, letter)| letter.is_alphanumeric() || stands_for_letter(*letter));
    if signs > 0 && only_letters && inside.len() >= 3 && signs * 2 <= inside.len() {
        let written: String = inside
            .iter()
            .map(|(_, letter)| if *letter == '*' { '?' } else { *letter })
            .collect();
        let readings = readings(&written, true);
        weak.extend(weak_readings(&written, &readings));
        disguised.extend(readings);
    }
    if !disguised.is_empty() || !weak.is_empty() {
        found.push(Word {
            start: byte(first),
            end: byte(last),
            plain: String::new(),
            disguised,
            weak,
            anywhere: false,
        });
    }
}

/// Whether this is an address of a page or of mail: its signs mean what they say.
fn is_address(chunk: &[(usize, char)]) -> bool {
    let text: String = chunk.iter().map(|(_, letter)| *letter).collect();
    text.contains("://")
        || text.contains("www.")
        || text
            .split_once('@')
            .is_some_and(|(name, host)| name.len() > 1 && host.contains('.'))
}

/// What a word may be meant to be, and as well may not: with no letter doubled, or Cyrillic in Latin letters.
fn weak_readings(word: &str, readings: &[String]) -> Vec<String> {
    let all = || std::iter::once(word).chain(readings.iter().map(String::as_str));
    undoubled(word)
        .into_iter()
        .chain(
            all()
                .filter(|reading| reading.is_ascii())
                .filter_map(transliterate),
        )
        .collect()
}

/// Every letter once in a row: «дуурак».
fn undoubled(word: &str) -> Option<String> {
    let mut before = None;
    let single: String = word
        .chars()
        .filter(|letter| before.replace(*letter) != Some(*letter))
        .collect();
    (single.len() < word.len() && single.chars().count() >= 4).then_some(single)
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
        if !pure_cyrillic
            && (!pure_latin || lookalikes_only)
            && let Some(reading) = any(to_cyrillic)
        {
            add(reading.replace('з', "е"));
            add(reading);
        }
        if !pure_cyrillic
            && !pure_latin
            && let Some(reading) = any(to_cyrillic_by_sound)
        {
            add(reading);
        }
        if !pure_cyrillic && let Some(reading) = any(to_latin) {
            add(reading);
        }
    }
    // «дуууурак»: what is repeated three times and more is meant once or twice.
    let repeated: Vec<String> = std::iter::once(word)
        .chain(all.iter().map(String::as_str))
        .filter(|reading| has_run(reading))
        .flat_map(|reading| [squeeze(reading, 1), squeeze(reading, 2)])
        .filter(|squeezed| squeezed.chars().count() >= 3)
        .collect();
    for squeezed in repeated {
        if !all.contains(&squeezed) {
            all.push(squeezed);
        }
    }
    all
}

/// Whether a letter stands three times in a row.
fn has_run(word: &str) -> bool {
    let (mut before, mut run) = (None, 0);
    word.chars().any(|letter| {
        run = if before.replace(letter) == Some(letter) {
            run + 1
        } else {
            1
        };
        run >= 3
    })
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

#[cfg(test)]
mod tests;
