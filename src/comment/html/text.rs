//! Plain text of readers as HTML.

use moderation::CommentText;

/// What somebody wrote as paragraphs, with its addresses as links. Everything else in it is text.
pub fn text_to_html(text: &str) -> String {
    match CommentText::parse(text) {
        Ok(text) => text.to_html(),
        // What was brought from another system may be longer or shorter than what is taken here.
        Err(_) => paragraphs(text),
    }
}

/// Empty lines part paragraphs, other line breaks stay.
fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let text = text.replace("\r\n", "\n");
    for paragraph in text.split("\n\n") {
        let paragraph = paragraph.trim_matches('\n');
        if !paragraph.is_empty() {
            html.push_str("<p>");
            html.push_str(&escape(paragraph).replace('\n', "<br>"));
            html.push_str("</p>");
        }
    }
    html
}

/// For text between tags and in quoted attributes (HTML Standard, 13.3).
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
