//! Recovery codes: ten codes that each stand for the second step once.
//!
//! A code is 120 random bits. OWASP ASVS 5.0, 6.5.2 allows a plain hash from 112 bits on; with
//! fewer each would need a salt and a slow hash, and then could not be found by its hash.

use crate::account::secret::hash;

/// How many codes a person gets at a time.
const CODES: usize = 10;

/// The random bytes in a code.
const CODE_BYTES: usize = 15;

/// The letters of a code: five bits each.
const CODE_LETTERS: usize = CODE_BYTES * 8 / 5;

/// The letters in a group.
const GROUP_LETTERS: usize = 4;

/// Crockford's base32 in lower case: none of i, l, o, u, which are taken for others or make words.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ten new codes from the system's generator, as they are shown: 24 letters and digits in six
/// groups, `1k8e-z3qv-…`.
///
/// # Errors
/// When the system has no random numbers to give.
pub(super) fn generate_recovery_codes() -> Result<Vec<String>, getrandom::Error> {
    let mut codes = [[0; CODE_BYTES]; CODES];
    getrandom::fill(codes.as_flattened_mut())?;
    Ok(codes.map(write_code).into())
}

/// The bytes as one number, the highest five bits first.
pub(super) fn write_code(bytes: [u8; CODE_BYTES]) -> String {
    let number = bytes
        .iter()
        .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let mut code = String::with_capacity(CODE_LETTERS + CODE_LETTERS / GROUP_LETTERS);
    for index in 0..CODE_LETTERS {
        if index > 0 && index % GROUP_LETTERS == 0 {
            code.push('-');
        }
        let digit = number >> (5 * (CODE_LETTERS - 1 - index)) & 31;
        code.push(char::from(ALPHABET[digit as usize]));
    }
    code
}

/// What is stored of the code that somebody typed: SHA-256 in hexadecimal. Capitals, spaces, dashes
/// (or none), and the letters o, i and l for 0 and 1 make no difference. `None` for what cannot be
/// a code.
pub fn hash_recovery_code(typed: &str) -> Option<String> {
    let mut code = String::with_capacity(CODE_LETTERS);
    for character in typed.chars() {
        let letter = match character.to_ascii_lowercase() {
            space if space.is_whitespace() => continue,
            // What keyboards and word processors make of a hyphen: U+2010 to U+2015, the minus sign.
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => continue,
            'o' => '0',
            'i' | 'l' => '1',
            letter => letter,
        };
        if !u8::try_from(letter).is_ok_and(|letter| ALPHABET.contains(&letter)) {
            return None;
        }
        code.push(letter);
    }
    (code.len() == CODE_LETTERS).then(|| hash(&code))
}

/// What is stored of codes that were made here. Anything else among them is left out: it could
/// never be typed.
pub fn hash_recovery_codes(codes: &[String]) -> Vec<String> {
    codes
        .iter()
        .filter_map(|code| hash_recovery_code(code))
        .collect()
}
