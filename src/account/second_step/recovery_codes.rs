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
pub fn generate_recovery_codes() -> Result<Vec<String>, getrandom::Error> {
    let mut bytes = [0; CODES * CODE_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.chunks(CODE_BYTES).map(write_code).collect())
}

fn write_code(bytes: &[u8]) -> String {
    let mut code = String::with_capacity(CODE_LETTERS + CODE_LETTERS / GROUP_LETTERS);
    let (mut bits, mut count, mut letters) = (0_u32, 0_u32, 0);
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            if letters > 0 && letters % GROUP_LETTERS == 0 {
                code.push('-');
            }
            code.push(char::from(ALPHABET[(bits >> count & 31) as usize]));
            letters += 1;
        }
        bits &= (1 << count) - 1;
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
        if !letter.is_ascii() || !ALPHABET.contains(&(letter as u8)) || code.len() == CODE_LETTERS {
            return None;
        }
        code.push(letter);
    }
    (code.len() == CODE_LETTERS).then(|| hash(&code))
}

/// What is stored of codes that [`generate_recovery_codes`] made. Anything else among them is left
/// out: it could never be typed.
pub fn hash_recovery_codes(codes: &[String]) -> Vec<String> {
    codes
        .iter()
        .filter_map(|code| hash_recovery_code(code))
        .collect()
}
