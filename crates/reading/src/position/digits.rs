//! The arithmetic of positions, on digits in base 62 that are in the order of their bytes.
//!
//! A position is a whole part and a fraction. The first letter of the whole part says how many
//! digits follow it: `a` one, `b` two and so on up; `Z` one, `Y` two and so on down. A fraction does
//! not end in `0`, so that there is always something before it.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The very first whole part has nothing before it but more fractions, which is why it may not
/// stand alone.
const SMALLEST: &str = "A00000000000000000000000000";
const FIRST: &str = "a0";

fn value(digit: u8) -> Option<usize> {
    DIGITS.binary_search(&digit).ok()
}

fn digit(value: usize) -> char {
    char::from(DIGITS[value])
}

/// How long the whole part is with its first letter.
fn whole_length(head: u8) -> Option<usize> {
    match head {
        b'a'..=b'z' => Some(usize::from(head - b'a') + 2),
        b'A'..=b'Z' => Some(usize::from(b'Z' - head) + 2),
        _ => None,
    }
}

pub(super) fn is_valid(text: &str) -> bool {
    let Some(length) = text.bytes().next().and_then(whole_length) else {
        return false;
    };
    text.bytes().all(|byte| value(byte).is_some())
        && text.len() >= length
        && text != SMALLEST
        && !(text.len() > length && text.ends_with('0'))
}

/// What makes an article's position its own: its id in digits without `0`.
pub(super) fn ending(mut number: i64) -> String {
    let mut ending = String::new();
    while number > 0 {
        // Digits 1 to 61, so that every number has one spelling and none ends in 0.
        let rest = (number - 1).rem_euclid(61);
        ending.push(digit(usize::try_from(rest).unwrap_or_default() + 1));
        number = (number - 1) / 61;
    }
    ending
}

fn split(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(whole_length(*text.as_bytes().first()?)?)
}

/// A valid text strictly between the two, which are valid and in order; none only if all whole
/// parts are used up.
pub(super) fn between(low: Option<&str>, high: Option<&str>) -> Option<String> {
    match (low, high) {
        (None, None) => Some(FIRST.to_owned()),
        (None, Some(high)) => {
            let (whole, fraction) = split(high)?;
            if whole == SMALLEST {
                return Some(whole.to_owned() + &halve("", Some(fraction)));
            }
            if whole < high {
                return Some(whole.to_owned());
            }
            step_down(whole)
        }
        (Some(low), None) => {
            let (whole, fraction) = split(low)?;
            step_up(whole).or_else(|| Some(whole.to_owned() + &halve(fraction, None)))
        }
        (Some(low), Some(high)) => {
            let (low_whole, low_fraction) = split(low)?;
            let (high_whole, high_fraction) = split(high)?;
            if low_whole == high_whole {
                return Some(low_whole.to_owned() + &halve(low_fraction, Some(high_fraction)));
            }
            match step_up(low_whole) {
                Some(next) if next.as_str() < high => Some(next),
                _ => Some(low_whole.to_owned() + &halve(low_fraction, None)),
            }
        }
    }
}

/// The middle of two fractions; without a `high` of the rest up to the next whole.
fn halve(low: &str, high: Option<&str>) -> String {
    let (mut low, mut high) = (low.as_bytes(), high.map(str::as_bytes));
    let mut middle = String::new();
    loop {
        if let Some(top) = high {
            // What both begin with stays; a missing digit of `low` counts as 0.
            let same = top
                .iter()
                .enumerate()
                .take_while(|(place, digit)| low.get(*place).unwrap_or(&b'0') == *digit)
                .count();
            if same > 0 {
                middle.extend(top[..same].iter().map(|byte| char::from(*byte)));
                low = low.get(same..).unwrap_or_default();
                high = Some(&top[same..]);
                continue;
            }
        }
        let from = low.first().and_then(|byte| value(*byte)).unwrap_or(0);
        let to = match high {
            Some(top) => top
                .first()
                .and_then(|byte| value(*byte))
                .unwrap_or(DIGITS.len()),
            None => DIGITS.len(),
        };
        if to > from + 1 {
            middle.push(digit((from + to).div_ceil(2).min(to - 1)));
            return middle;
        }
        // The digits follow one another. The shorter way is the beginning of `high`, if more of
        // `high` comes; else the digit of `low` and the middle of what is left above it.
        if let Some(top) = high.filter(|top| top.len() > 1) {
            middle.push(char::from(top[0]));
            return middle;
        }
        middle.push(digit(from));
        low = low.get(1..).unwrap_or_default();
        high = None;
    }
}

fn step_up(whole: &str) -> Option<String> {
    let (head, digits) = (*whole.as_bytes().first()?, whole.as_bytes().get(1..)?);
    let mut next = digits.to_vec();
    for place in (0..next.len()).rev() {
        match value(next[place])? + 1 {
            62 => next[place] = b'0',
            higher => {
                next[place] = DIGITS[higher];
                return join(head, &next);
            }
        }
    }
    match head {
        b'Z' => Some(FIRST.to_owned()),
        b'z' => None,
        _ => {
            let head = head + 1;
            next.resize(whole_length(head)? - 1, b'0');
            join(head, &next)
        }
    }
}

fn step_down(whole: &str) -> Option<String> {
    let (head, digits) = (*whole.as_bytes().first()?, whole.as_bytes().get(1..)?);
    let mut next = digits.to_vec();
    for place in (0..next.len()).rev() {
        match value(next[place])?.checked_sub(1) {
            None => next[place] = b'z',
            Some(lower) => {
                next[place] = DIGITS[lower];
                let found = join(head, &next)?;
                // The smallest of all may not stand alone.
                return Some(if found == SMALLEST {
                    found + "V"
                } else {
                    found
                });
            }
        }
    }
    match head {
        b'a' => Some("Zz".to_owned()),
        b'A' => None,
        _ => {
            let head = head - 1;
            next.resize(whole_length(head)? - 1, b'z');
            join(head, &next)
        }
    }
}

fn join(head: u8, digits: &[u8]) -> Option<String> {
    let mut whole = String::with_capacity(digits.len() + 1);
    whole.push(char::from(head));
    whole.push_str(std::str::from_utf8(digits).ok()?);
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_parts_grow_at_either_end() {
        for (low, high) in [
            ("a0", "a1"),
            ("az", "b00"),
            ("Zz", "a0"),
            ("Yzz", "Z0"),
            ("bzz", "c000"),
        ] {
            assert_eq!(step_up(low).as_deref(), Some(high));
            assert_eq!(step_down(high).as_deref(), Some(low));
        }
        let largest = format!("z{}", "z".repeat(26));
        assert_eq!(step_up(&largest), None);
        let after = between(Some(&largest), None).unwrap();
        assert!(after > largest && is_valid(&after));
        let first = between(None, Some("A00000000000000000000000001")).unwrap();
        let before = between(None, Some(&first)).unwrap();
        assert!(
            before < first && is_valid(&before) && is_valid(&first),
            "{before} {first}"
        );
    }

    #[test]
    fn endings_are_the_numbers_own() {
        let endings: std::collections::BTreeSet<_> = (1..10_000).map(ending).collect();
        assert_eq!(endings.len(), 9_999);
        assert!(
            endings
                .iter()
                .all(|ending| !ending.contains('0') && ending.len() <= 3)
        );
        assert_eq!(ending(i64::MAX).len(), 11);
    }

    #[test]
    fn what_is_no_position_is_known() {
        for wrong in ["", "0", "a", "b0", "a00", "a-", "ä0", "a0V0", SMALLEST] {
            assert!(!is_valid(wrong), "{wrong}");
        }
        for right in ["a0", "Zz", "b00", "a0V", "a01"] {
            assert!(is_valid(right), "{right}");
        }
    }
}
