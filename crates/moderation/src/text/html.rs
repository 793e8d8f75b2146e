//! A text as HTML.

use super::address;

/// Escapes text for HTML, for attributes in double quotes too.
fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(letter),
        }
    }
}

/// Paragraphs with line breaks and links.
pub(super) fn write(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    for paragraph in text.split("\n\n") {
        html.push_str("<p>");
        for (index, line) in paragraph.split('\n').enumerate() {
            if index > 0 {
                html.push_str("<br>");
            }
            write_line(line, &mut html);
        }
        html.push_str("</p>");
    }
    html
}

fn write_line(line: &str, html: &mut String) {
    let mut from = 0;
    for address in address::find(line) {
        if !address.is_link() {
            continue;
        }
        escape(&line[from..address.start], html);
        html.push_str("<a href=\"");
        escape(&address.target, html);
        // Search engines shall not take a commenter's link for the paper's.
        html.push_str("\" rel=\"ugc nofollow noopener\" dir=\"ltr\">");
        escape(&address.shown, html);
        html.push_str("</a>");
        from = address.end;
    }
    escape(&line[from..], html);
}
