//! Bookmarks in HTML: the format that Netscape began and every browser reads, and Pocket's page.

use super::{Import, ImportError, SavedLink, Source, gathering::Gathering, time};
use html5ever::{
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer},
};
use std::{cell::RefCell, fmt::Write};

/// Writes the links as bookmarks, a folder for each list. An article in several lists is in several
/// folders. `title` is the heading of the page, in the reader's language.
#[must_use]
pub fn to_bookmarks(links: &[SavedLink], title: &str) -> String {
    let title = escape(title);
    let mut html = format!(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n\
         <META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n\
         <TITLE>{title}</TITLE>\n<H1>{title}</H1>\n<DL><p>\n"
    );
    let mut lists: Vec<&str> = Vec::new();
    for list in links.iter().flat_map(|link| &link.lists) {
        if !lists.contains(&list.as_str()) {
            lists.push(list);
        }
    }
    for list in lists {
        let name = escape(list);
        // Writing to a String cannot fail.
        let _always_written = write!(html, "<DT><H3>{name}</H3>\n<DL><p>\n");
        for link in links
            .iter()
            .filter(|link| link.lists.iter().any(|name| name == list))
        {
            write_link(&mut html, link);
        }
        html.push_str("</DL><p>\n");
    }
    for link in links.iter().filter(|link| link.lists.is_empty()) {
        write_link(&mut html, link);
    }
    html.push_str("</DL><p>\n");
    html
}

fn write_link(html: &mut String, link: &SavedLink) {
    html.push_str("<DT><A HREF=\"");
    html.push_str(&escape(&link.address));
    html.push('"');
    if let Some(saved_at) = link.saved_at {
        let _always_written = write!(html, " ADD_DATE=\"{}\"", saved_at.div_euclid(1_000));
    }
    if !link.tags.is_empty() {
        let _always_written = write!(html, " TAGS=\"{}\"", escape(&link.tags.join(",")));
    }
    if link.is_read {
        html.push_str(" DATA-READ=\"1\"");
    }
    if link.is_archived {
        html.push_str(" DATA-ARCHIVED=\"1\"");
    }
    let _always_written = writeln!(html, ">{}</A>", escape(&link.title));
    if !link.note.is_empty() {
        let _always_written = writeln!(html, "<DD>{}", escape(&link.note));
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

pub(super) fn read(text: &str) -> Result<Import, ImportError> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(
        Page::default(),
        html5ever::tokenizer::TokenizerOpts::default(),
    );
    let _scripts_are_not_run = tokenizer.feed(&input);
    tokenizer.end();
    let mut reading = tokenizer.sink.0.into_inner();
    reading.finish_link();
    if let Some(error) = reading.error {
        return Err(error);
    }
    if !reading.has_links {
        return Err(ImportError::Unknown);
    }
    let source = if reading.is_pocket {
        Source::Pocket
    } else {
        Source::Bookmarks
    };
    Ok(reading.gathering.finish(source))
}

/// Reads the tags one after the other. No tree is made: these files close few of their tags, and one
/// made to be deep does no harm.
#[derive(Default)]
struct Page(RefCell<Reading>);

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => reading.open(&tag),
            Token::TagToken(tag) => reading.close(&tag.name),
            Token::CharacterTokens(text) => reading.write(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Reading {
    gathering: Gathering,
    error: Option<ImportError>,
    has_links: bool,
    is_pocket: bool,
    /// The folders around the place, from the outside in; those without a name are none.
    folders: Vec<Option<String>>,
    /// The name of the folder that opens next.
    next_folder: Option<String>,
    /// Pocket's second part.
    is_in_archive: bool,
    link: Option<SavedLink>,
    heading: String,
    goes_to: GoesTo,
}

/// Where the text belongs that comes now.
#[derive(Default, PartialEq)]
enum GoesTo {
    #[default]
    Nowhere,
    Heading,
    Title,
    Note,
}

impl Reading {
    fn open(&mut self, tag: &Tag) {
        match &*tag.name {
            "h1" | "h2" | "h3" => {
                self.finish_link();
                self.heading.clear();
                self.goes_to = GoesTo::Heading;
            }
            "dl" => {
                self.finish_link();
                self.folders.push(self.next_folder.take());
            }
            "a" => {
                self.finish_link();
                self.begin_link(tag);
            }
            "dd" if self.link.is_some() => self.goes_to = GoesTo::Note,
            "dt" | "dd" | "li" | "ul" => self.finish_link(),
            // A description may have lines.
            "br" => self.write("\n"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "h3" => {
                self.next_folder = Some(std::mem::take(&mut self.heading));
                self.goes_to = GoesTo::Nowhere;
            }
            "h1" | "h2" => {
                self.is_in_archive = self.heading.trim() == "Read Archive";
                self.goes_to = GoesTo::Nowhere;
            }
            "a" if self.goes_to == GoesTo::Title => self.goes_to = GoesTo::Nowhere,
            "dl" => {
                self.finish_link();
                self.folders.pop();
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        match (&self.goes_to, &mut self.link) {
            (GoesTo::Heading, _) => self.heading.push_str(text),
            (GoesTo::Title, Some(link)) => link.title.push_str(text),
            (GoesTo::Note, Some(link)) => link.note.push_str(text),
            _ => {}
        }
    }

    fn begin_link(&mut self, tag: &Tag) {
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|found| &*found.name.local == name);
            found.map(|found| &*found.value)
        };
        let Some(address) = attribute("href") else {
            return;
        };
        let is_set = |name: &str| attribute(name) == Some("1");
        let time_added = attribute("time_added");
        self.is_pocket |= time_added.is_some();
        let is_done = self.is_in_archive && time_added.is_some();
        let tags = attribute("tags").unwrap_or_default();
        self.link = Some(SavedLink {
            address: address.to_owned(),
            lists: self
                .folders
                .iter()
                .rev()
                .flatten()
                .take(1)
                .cloned()
                .collect(),
            tags: tags.split(',').map(str::to_owned).collect(),
            saved_at: time_added
                .or_else(|| attribute("add_date"))
                .and_then(time::read),
            is_read: is_done || is_set("data-read"),
            is_archived: is_done || is_set("data-archived"),
            ..SavedLink::default()
        });
        self.goes_to = GoesTo::Title;
    }

    /// A link ends where the next thing begins: its description comes behind it.
    fn finish_link(&mut self) {
        self.goes_to = GoesTo::Nowhere;
        let Some(link) = self.link.take() else { return };
        self.has_links = true;
        if self.error.is_none() {
            self.error = self.gathering.add(link).err();
        }
    }
}
