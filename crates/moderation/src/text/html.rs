//! A text as HTML.

use linkify::{LinkFinder, LinkKind};
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

/// The addresses in a text: those with `http` or `https`, and those that begin with `www.`.
pub fn links(text: &str) -> Vec<Link> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    finder.url_must_have_scheme(false);
    finder
        .links(text)
        .filter_map(|found| {
            let written = found.as_str();
            let lower = written.get(..8).unwrap_or(written).to_ascii_lowercase();
            let has_scheme = lower.starts_with("http://") || lower.starts_with("https://");
            let whole = if has_scheme {
                written.to_owned()
            } else if lower.starts_with("www.") {
                format!("https://{written}")
            } else {
                return None;
            };
            let url = Url::parse(&whole).ok()?;
            // A name before the host makes another place look like the host.
            if !url.username().is_empty() || url.password().is_some() {
                return None;
            }
            let host = match url.host()? {
                Host::Domain(domain) if domain.contains('.') => domain.to_owned(),
                _ => return None,
            };
            let after = written.split_once("://").map_or(written, |(_, rest)| rest);
            let written_host = after.split(['/', '?', '#']).next().unwrap_or(after);
            let shown = if is_honest(written_host) {
                after.to_owned()
            } else {
                let serialised = url.as_str();
                serialised
                    .split_once("://")
                    .map_or(serialised, |(_, rest)| rest)
                    .to_owned()
            };
            Some(Link {
                start: found.start(),
                end: found.end(),
                address: url.as_str().to_owned(),
                shown: shorten(shown.trim_end_matches('/')),
                host,
            })
        })
        .collect()
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
