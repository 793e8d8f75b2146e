//! A mail as plain text.

use super::{Draft, Part};
use crate::Locale;
use leptos_i18n::td_string;

/// Paragraphs parted by empty lines; the paper stands below, behind the line that mail programs
/// know the end of a text by (RFC 3676, section 4.3).
pub(super) fn render(draft: &Draft<'_>) -> String {
    let locale = Locale::from(draft.language);
    let mut text = String::new();
    for part in &draft.parts {
        match part {
            Part::Text(paragraph) | Part::Note(paragraph) | Part::Link(paragraph) => {
                text.push_str(paragraph);
            }
            Part::Button(label, address) => {
                text.push_str(label);
                text.push_str(":\n");
                text.push_str(address);
            }
        }
        text.push_str("\n\n");
    }
    for line in [
        "-- ",
        draft.paper,
        draft.home,
        td_string!(locale, mail.automatic),
    ] {
        text.push_str(line);
        text.push('\n');
    }
    text
}
