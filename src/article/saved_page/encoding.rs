//! From bytes to text: recognising the encoding of a saved page.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251, WINDOWS_1252};

use super::{SavedPageError, number_lines};

/// What bytes 0x80 to 0xBF mean in KZ-1048 (STRK1048-2002, `KZ1048.TXT` of the Unicode
/// consortium); 0xC0 to 0xFF are А to я as in Windows-1251. Byte 0x98 is not assigned.
const KZ_1048: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{98}™љ›њқһџ\
    \u{A0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{AD}®Ү°±Ііөµ¶·ё№ғ»әҢңү";

/// What bytes 0x80 to 0xBF mean in PT154 (Paratype's Asian Cyrillic, registered with IANA in
/// 2002), which Windows 95 and 98 used in Kazakhstan; 0xC0 to 0xFF as in Windows-1251.
const PT154: &str = "ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\
    \u{A0}ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝ";

/// Files of other kinds that people take for a saved page, by their first bytes.
const OTHER_KINDS: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF document"),
    (
        b"PK\x03\x04",
        "a ZIP archive, such as a Word or OpenDocument file",
    ),
    (b"\xD0\xCF\x11\xE0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or another media file"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"\x7FELF", "a program"),
    (b"From: <Saved by", "a web archive (MHTML)"),
    (b"SQLite format 3", "a database"),
];

/// Beginnings of markup, in lower case.
const MARKUP: [&[u8]; 3] = [b"<!doctype", b"<html", b"<?xml"];

/// The text of a saved page, whatever its encoding. It may still contain control characters,
/// unless these show that the file is no text in any encoding.
///
/// # Errors
/// `NotText` for files of other kinds, `ControlCharacter` for NUL bytes, `Damaged` for UTF-8 and
/// UTF-16 with invalid sequences.
pub(super) fn decode(bytes: &[u8]) -> Result<String, SavedPageError> {
    if let Some((encoding, mark_length)) = Encoding::for_bom(bytes) {
        let content = &bytes[mark_length..];
        refuse_other_kinds(content)?;
        return decode_marked(content, encoding);
    }
    refuse_other_kinds(bytes)?;
    if let Some(position) = bytes.iter().position(|byte| *byte == 0) {
        return Err(SavedPageError::ControlCharacter {
            line: line_at_end_of(&String::from_utf8_lossy(&bytes[..position])),
            code: 0,
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if is_mostly_utf8(bytes) => Err(damage_of_utf8(bytes)),
        Err(_) => Ok(decode_one_byte_encoding(bytes)),
    }
}

fn refuse_other_kinds(bytes: &[u8]) -> Result<(), SavedPageError> {
    let by_first_bytes = OTHER_KINDS
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning))
        .map(|(_, kind)| *kind);
    let markup = bytes.trim_ascii_start();
    let is_markup = MARKUP.iter().any(|beginning| {
        markup
            .get(..beginning.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    });
    match by_first_bytes.or(is_markup.then_some("an HTML or XML file")) {
        Some(kind) => Err(SavedPageError::NotText { kind }),
        None => Ok(()),
    }
}

fn decode_marked(content: &[u8], encoding: &'static Encoding) -> Result<String, SavedPageError> {
    let (text, damaged) = encoding.decode_without_bom_handling(content);
    if !damaged {
        return Ok(text.into_owned());
    }
    if encoding == UTF_8 {
        return Err(damage_of_utf8(content));
    }
    let before = text.split(char::REPLACEMENT_CHARACTER).next();
    Err(SavedPageError::Damaged {
        line: line_at_end_of(before.unwrap_or_default()),
        encoding: encoding.name(),
    })
}

/// Whether more characters beyond ASCII are valid UTF-8 than not. In one-byte Cyrillic text
/// hardly two neighbouring letters look like UTF-8, so this tells a damaged file from another
/// encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut valid = 0;
    let mut invalid = 0;
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += chunk.invalid().len().min(1);
    }
    valid > invalid
}

fn damage_of_utf8(bytes: &[u8]) -> SavedPageError {
    let before = bytes.utf8_chunks().next().map(|chunk| chunk.valid());
    SavedPageError::Damaged {
        line: line_at_end_of(before.unwrap_or_default()),
        encoding: UTF_8.name(),
    }
}

fn line_at_end_of(text: &str) -> usize {
    number_lines(text).count()
}

/// Decodes text in which each byte is a character, taking the encoding in which the most letters
/// are letters of Kazakh and Russian.
fn decode_one_byte_encoding(bytes: &[u8]) -> String {
    let (windows_1251, _) = WINDOWS_1251.decode_without_bom_handling(bytes);
    let latin_letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let letters = count_native_letters(&windows_1251);
    if letters < latin_letters {
        let (windows_1252, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        return windows_1252.into_owned();
    }
    // A sign that a Russian text has once («±», «µ») is a Kazakh letter elsewhere; real Kazakh
    // text has such letters in every second word.
    let mut most = letters + letters / 50;
    let mut best = windows_1251.into_owned();
    for table in [KZ_1048, PT154] {
        let text = decode_by_table(bytes, table);
        let letters = count_native_letters(&text);
        if letters > most {
            most = letters;
            best = text;
        }
    }
    best
}

fn decode_by_table(bytes: &[u8], table: &str) -> String {
    let upper_half: Vec<char> = table.chars().chain('А'..='я').collect();
    bytes
        .iter()
        .map(|byte| {
            byte.checked_sub(0x80)
                .and_then(|index| upper_half.get(usize::from(index)))
                .copied()
                .unwrap_or(char::from(*byte))
        })
        .collect()
}

fn count_native_letters(text: &str) -> usize {
    text.chars()
        .filter(|letter| {
            matches!(letter, 'А'..='я' | 'Ё' | 'ё') || "ӘәҒғҚқҢңӨөҰұҮүҺһІі".contains(*letter)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_a_character_for_each_byte() {
        assert_eq!(KZ_1048.chars().count(), 64);
        assert_eq!(PT154.chars().count(), 64);
    }

    #[test]
    fn table_of_kz_1048_differs_from_windows_1251_only_in_kazakh_letters() {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        let (russian, _) = WINDOWS_1251.decode_without_bom_handling(&bytes);
        let kazakh = decode_by_table(&bytes, KZ_1048);
        let differing: String = russian
            .chars()
            .zip(kazakh.chars())
            .filter(|(russian, kazakh)| russian != kazakh)
            .map(|(_, kazakh)| kazakh)
            .collect();
        assert_eq!(differing, "ҚҺқһҰұӘӨҒҮөғәҢңү");
    }
}
