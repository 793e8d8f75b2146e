//! Reading an article from a page of a paper's site that was saved as text.
//!
//! Such a file has, top to bottom: the rubric (kicker), the headline, the paragraphs, the
//! authors' names, and then the furniture of the site that happened to be on the page
//! («Басқа жаңалықтар», “Back to top button”).

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

mod byline;
mod encoding;
mod furniture;

pub use byline::AuthorName;

/// The greatest size of a saved page, in bytes. A year's worth of one author's articles is
/// smaller; whatever is larger is no article.
pub const GREATEST_PAGE_BYTES: usize = 5 * 1024 * 1024;

/// What an article page says, without the site around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPage {
    /// The rubric above the headline: «Жаңалықтар».
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The body, at least one paragraph, none empty. A speech in a dialogue begins with a dash.
    pub paragraphs: Vec<String>,
    /// Who wrote it, in the order of the page; empty if the page names nobody.
    pub authors: Vec<AuthorName>,
}

/// Why a file cannot be read as a saved article page. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SavedPageError {
    /// The file is larger than [`GREATEST_PAGE_BYTES`].
    #[error(
        "the file has {bytes} bytes; a saved page may have at most {} MB",
        GREATEST_PAGE_BYTES / 1024 / 1024
    )]
    TooLarge {
        /// The size of the file.
        bytes: usize,
    },
    /// Nothing but blank lines, or not even those.
    #[error("line 1: the file is empty; expected the rubric, the headline and the article")]
    Empty,
    /// A file of another kind, recognised by its beginning.
    #[error("line 1: the file is {kind}; expected plain text, so save the page as text")]
    NotText {
        /// What the file is, with its article: “a PDF document”.
        kind: &'static str,
    },
    /// A character that no text has, so the file is binary or damaged.
    #[error(
        "line {line}: the character U+{code:04X} does not occur in text; \
         expected plain text, so save the page as text"
    )]
    ControlCharacter {
        /// The line it stands in.
        line: usize,
        /// Its code point.
        code: u32,
    },
    /// The file is in the named encoding except for some bytes.
    #[error(
        "line {line}: the file is {encoding}, but this line is damaged; \
         accepted are UTF-8, UTF-16 with a byte order mark, Windows-1251 and KZ-1048"
    )]
    Damaged {
        /// The first damaged line.
        line: usize,
        /// The name of the encoding.
        encoding: &'static str,
    },
    /// The file has a rubric and then no headline.
    #[error("line {line}: no headline follows; expected it as the second line of text")]
    NoHeadline {
        /// The line of the rubric, the last before the gap.
        line: usize,
    },
    /// The file has a headline and then no paragraph.
    #[error("line {line}: no article follows; expected at least one paragraph")]
    NoBody {
        /// The line of the headline, the last before the gap.
        line: usize,
    },
}

impl SavedPageError {
    /// The line that the error is about, counted from 1; `None` if it is about the whole file.
    pub fn line(&self) -> Option<usize> {
        match self {
            SavedPageError::TooLarge { .. } => None,
            SavedPageError::Empty | SavedPageError::NotText { .. } => Some(1),
            SavedPageError::ControlCharacter { line, .. }
            | SavedPageError::Damaged { line, .. }
            | SavedPageError::NoHeadline { line }
            | SavedPageError::NoBody { line } => Some(*line),
        }
    }
}

/// Reads an article page that was saved as text.
///
/// * The first line that is not blank is the rubric, the next the headline, and each further
///   one a paragraph.
/// * The lines at the end of the article that consist of authors' names («Кәмшат ҚОПАЕВА.»)
///   become [`SavedPage::authors`]. A photo credit below them stays, as the last paragraph.
/// * From the first line on that belongs to the site's furniture, everything is dropped. Only
///   share buttons between headline and article don't end the page.
/// * Runs of white space of any kind become one space; soft hyphens, zero-width spaces and byte
///   order marks, which a browser's layout leaves behind, vanish; letters and their marks are
///   composed (NFC). Everything else stays to the letter.
/// * Accepted encodings: UTF-8 with or without a byte order mark, UTF-16 with one,
///   Windows-1251, its Kazakh variants KZ-1048 and PT154, and Windows-1252 for Latin text. Of
///   the one-byte encodings that one is taken in which most letters make sense.
/// * Accepted line ends: LF, CR, CR LF, NEL, U+2028, U+2029, vertical tab and form feed.
///
/// # Errors
/// See [`SavedPageError`]; nothing is read from a file with an error.
pub fn read_saved_page(bytes: &[u8]) -> Result<SavedPage, SavedPageError> {
    if bytes.len() > GREATEST_PAGE_BYTES {
        return Err(SavedPageError::TooLarge { bytes: bytes.len() });
    }
    let text = encoding::decode(bytes)?;
    refuse_control_characters(&text)?;

    let mut lines = number_lines(&text)
        .map(|(number, line)| (number, clean_line(line)))
        .filter(|(_, line)| !line.is_empty());
    let (kicker_line, kicker) = lines.next().ok_or(SavedPageError::Empty)?;
    let (headline_line, headline) = lines
        .next()
        .filter(|(_, line)| !furniture::ends_article(line))
        .ok_or(SavedPageError::NoHeadline { line: kicker_line })?;

    let mut paragraphs: Vec<String> = lines
        .map(|(_, line)| line)
        .skip_while(|line| furniture::is_button(line))
        .take_while(|line| !furniture::ends_article(line))
        .collect();
    let authors = byline::take_authors(&mut paragraphs);
    if paragraphs.is_empty() {
        return Err(SavedPageError::NoBody {
            line: headline_line,
        });
    }
    Ok(SavedPage {
        kicker,
        headline,
        paragraphs,
        authors,
    })
}

/// Splits at every line end there is, and counts the lines from 1.
fn number_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let line = rest?;
        let Some(end) = line.find(is_line_end) else {
            rest = None;
            return Some(line);
        };
        let behind = &line[end..];
        rest = behind
            .strip_prefix("\r\n")
            .or_else(|| behind.strip_prefix(is_line_end));
        Some(&line[..end])
    })
    .zip(1..)
    .map(|(line, number)| (number, line))
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn refuse_control_characters(text: &str) -> Result<(), SavedPageError> {
    for (line, content) in number_lines(text) {
        let control = content
            .chars()
            .find(|character| character.is_control() && *character != '\t');
        if let Some(control) = control {
            return Err(SavedPageError::ControlCharacter {
                line,
                code: control.into(),
            });
        }
    }
    Ok(())
}

fn clean_line(line: &str) -> String {
    let visible: String = line
        .trim()
        .nfc()
        .filter(|character| !matches!(character, '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}'))
        .collect();
    let mut cleaned = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.push_str(word);
    }
    cleaned
}

#[cfg(test)]
mod tests;
