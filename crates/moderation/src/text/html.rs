//! A text as HTML.

use url::{Host, Url};

/// How many characters of an address are shown.
const SHOWN: usize = 60;

/// An address in a text.
pub struct Link {
    /// Where it stands, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Where it leads.
    pub address: String,
    /// What is shown of it.
    pub shown: String,
    /// Its host, in ASCII.
    pub host: String,
}

/// Escapes text for HTML, in attributes with double quotes too (HTML Standard, 13.3).
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The addresses in a text: those with `http` or `https`, and those that begin with `www.`, each to the next
/// space and without the punctuation of the sentence around it. Libraries that look for addresses know no
/// hosts like егемен.қаз.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (start, letter) in text.char_indices() {
        let begins_word = !before.is_alphanumeric();
        before = letter;
        if start < from || !begins_word || !matches!(letter, 'h' | 'H' | 'w' | 'W') {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let scheme = if begins_with(rest, "http://") || begins_with(rest, "https://") {
            ""
        } else if begins_with(rest, "www.") {
            "https://"
        } else {
            continue;
        };
        let written = cut(rest);
        if let Some(link) = read(written, &format!("{scheme}{written}"), start) {
            from = link.end;
            found.push(link);
        }
    }
    found
}

/// What of a text is one address. A bracket at its end belongs to it if it was opened in it.
fn cut(text: &str) -> &str {
    let end = text
        .find(|letter: char| {
            letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '«' | '»' | '“' | '”')
        })
        .unwrap_or(text.len());
    let mut written = text.get(..end).unwrap_or(text);
    while let Some(last) = written.chars().next_back() {
        let closes = |open: char, close: char| {
            last == close && written.matches(close).count() > written.matches(open).count()
        };
        let is_around = matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' | '|'
        ) || closes('(', ')')
            || closes('[', ']');
        if !is_around {
            break;
        }
        written = written.strip_suffix(last).unwrap_or_default();
    }
    written
}

fn begins_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len())
        .is_some_and(|part| part.eq_ignore_ascii_case(beginning))
}

/// An address as it is written from `start` on; None where it should not be a link.
fn read(written: &str, address: &str, start: usize) -> Option<Link> {
    let url = Url::parse(address).ok()?;
    // A name before the host makes another place look like the host.
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let host = match url.host()? {
        Host::Domain(domain) if domain.contains('.') => domain.to_owned(),
        _ => return None,
    };
    let without_scheme = |text: &str| {
        text.split_once("://")
            .map_or(text, |(_, rest)| rest)
            .to_owned()
    };
    let shown = without_scheme(written);
    let written_host = shown.split(['/', '?', '#']).next().unwrap_or(&shown);
    let shown = if is_honest(written_host) {
        shown
    } else {
        without_scheme(url.as_str())
    };
    Some(Link {
        start,
        end: start + written.len(),
        address: url.as_str().to_owned(),
        shown: shorten(shown.trim_end_matches('/')),
        host,
    })
}

/// Whether a host is what it looks like: all of it in ASCII, or all of its letters Cyrillic, the last part
/// too. Anything else is shown as browsers ask for it (RFC 3492).
fn is_honest(host: &str) -> bool {
    let letters = || host.chars().filter(|letter| letter.is_alphabetic());
    host.is_ascii() || letters().all(|letter| matches!(letter, '\u{0400}'..='\u{04FF}'))
}

fn shorten(shown: &str) -> String {
    if shown.chars().count() <= SHOWN {
        return shown.to_owned();
    }
    let mut short: String = shown.chars().take(SHOWN - 1).collect();
    short.push('…');
    short
}

/// Paragraphs with line breaks and links.
pub fn write(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    for paragraph in text.split("\n\n") {
        html.push_str("<p>");
        for (index, line) in paragraph.split('\n').enumerate() {
            if index > 0 {
                html.push_str("<br>");
            }
            write_line(&mut html, line);
        }
        html.push_str("</p>");
    }
    html
}

fn write_line(html: &mut String, line: &str) {
    let mut from = 0;
    for link in links(line) {
        html.push_str(&escape(&line[from..link.start]));
        html.push_str("<a href=\"");
        html.push_str(&escape(&link.address));
        // The reader's own words about a place say nothing of what the paper thinks of it.
        html.push_str("\" rel=\"ugc nofollow noopener\" dir=\"ltr\">");
        html.push_str(&escape(&link.shown));
        html.push_str("</a>");
        from = link.end;
    }
    html.push_str(&escape(&line[from..]));
}
