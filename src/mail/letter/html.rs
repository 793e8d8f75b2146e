//! A mail as HTML, of the kind that every mail program shows: tables, styles in attributes, nothing
//! that is loaded.

use super::{Draft, Part};
use crate::Locale;
use leptos_i18n::td_string;

const PAGE: &str = "margin:0;padding:0;background-color:#f3f0e9;";
const SHEET: &str =
    "width:100%;max-width:560px;background-color:#ffffff;border-top:4px solid #17191d;";
const CELL: &str = "padding:24px 28px;font-family:Georgia,'Times New Roman',serif;font-size:17px;\
                    line-height:1.5;color:#17191d;text-align:start;";
const NAME: &str = "margin:0 0 20px;font-size:24px;line-height:1.2;font-weight:bold;";
const PARAGRAPH: &str = "margin:0 0 16px;";
const NOTE: &str = "margin:0 0 12px;font-size:14px;color:#5a5e66;";
const BUTTON: &str = "display:inline-block;padding:12px 22px;background-color:#00647f;\
                      color:#ffffff;text-decoration:none;font-weight:bold;";
const LINK: &str = "color:#00647f;overflow-wrap:anywhere;word-break:break-word;";
const FOOT: &str = "margin:20px 0 0;padding:12px 0 0;border-top:1px solid #d9d4c8;font-size:13px;\
                    color:#5a5e66;";

/// A whole HTML document. Everything that is inserted is escaped.
pub(super) fn render(draft: &Draft<'_>) -> String {
    let locale = Locale::from(draft.language);
    let (language, direction) = (draft.language.code(), draft.language.direction());
    let (subject, paper, home) = (
        escape(&draft.subject),
        escape(draft.paper),
        escape(draft.home),
    );
    let in_clear = escape(td_string!(locale, mail.in_clear));
    let automatic = escape(td_string!(locale, mail.automatic));
    let parts: String = draft
        .parts
        .iter()
        .map(|part| render_part(part, &in_clear))
        .collect();
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{language}\" dir=\"{direction}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{subject}</title>\n\
         </head>\n\
         <body style=\"{PAGE}\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         lang=\"{language}\" dir=\"{direction}\">\n\
         <tr><td align=\"center\" style=\"padding:24px 12px;\">\n\
         <table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         style=\"{SHEET}\">\n\
         <tr><td style=\"{CELL}\">\n\
         <p style=\"{NAME}\">{paper}</p>\n\
         {parts}\
         <p style=\"{FOOT}\">\n\
         {paper}<br>\n\
         <a href=\"{home}\" style=\"{LINK}\">{home}</a><br>\n\
         {automatic}\n\
         </p>\n\
         </td></tr>\n\
         </table>\n\
         </td></tr>\n\
         </table>\n\
         </body>\n\
         </html>\n"
    )
}

fn render_part(part: &Part, in_clear: &str) -> String {
    match part {
        Part::Text(text) => format!("<p style=\"{PARAGRAPH}\">{}</p>\n", escape(text)),
        Part::Note(text) => format!("<p style=\"{NOTE}\">{}</p>\n", escape(text)),
        Part::Link(address) => {
            format!("<p style=\"{PARAGRAPH}\">{}</p>\n", render_link(address))
        }
        Part::Button(label, address) => format!(
            "<p style=\"{PARAGRAPH}\"><a href=\"{}\" style=\"{BUTTON}\">{}</a></p>\n\
             <p style=\"{NOTE}\">{in_clear}<br>\n{}</p>\n",
            escape(address),
            escape(label),
            render_link(address),
        ),
    }
}

fn render_link(address: &str) -> String {
    let address = escape(address);
    format!("<a href=\"{address}\" style=\"{LINK}\">{address}</a>")
}

/// A text as it stands between tags or inside a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
