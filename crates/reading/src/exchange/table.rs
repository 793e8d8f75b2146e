//! CSV: this program's, Pocket's and Instapaper's.

use super::{Import, ImportError, SavedLink, Source, gathering::Gathering, time};
use csv::{ErrorKind, ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use std::borrow::Cow;

const COLUMNS: [&str; 7] = [
    "address",
    "title",
    "lists",
    "note",
    "saved_at",
    "is_read",
    "is_archived",
];

/// Writes the links as CSV (RFC 4180), with a line of names first. The lists of an article are lines
/// in one cell.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a headline may
/// have been written to be one; such cells begin with an apostrophe, which is taken off again when
/// the file is read here.
#[must_use]
pub fn to_csv(links: &[SavedLink]) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut write = |cells: [&str; 7]| {
        // A Vec takes everything, and all lines have the same length.
        let _always_written = writer.write_record(cells);
    };
    write(COLUMNS);
    for link in links {
        let lists = link.lists.join("\n");
        let saved_at = time::write(link.saved_at);
        write([
            &guard(&link.address),
            &guard(&link.title),
            &guard(&lists),
            &guard(&link.note),
            &saved_at,
            yes_or_no(link.is_read),
            yes_or_no(link.is_archived),
        ]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn yes_or_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn is_risky(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// An apostrophe before one of these is guarded too, so that taking guards off is exact.
fn guard(cell: &str) -> Cow<'_, str> {
    let mut characters = cell.chars();
    let needs_guard = match characters.next() {
        Some('\'') => characters
            .next()
            .is_some_and(|next| next == '\'' || is_risky(next)),
        Some(first) => is_risky(first),
        None => false,
    };
    if needs_guard {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|next| next == '\'' || is_risky(next)) => rest,
        _ => cell,
    }
}

pub(super) fn read(text: &str) -> Result<Import, ImportError> {
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| damage(error, text))?
        .clone();
    let has = |names: &[&str]| {
        names
            .iter()
            .all(|name| header.iter().any(|column| column == *name))
    };
    let (source, convert): (Source, fn(&Cells<'_>) -> SavedLink) = if has(&["address", "title"]) {
        (Source::Own, from_own)
    } else if has(&["url", "time_added", "status"]) {
        (Source::Pocket, from_pocket)
    } else if has(&["URL", "Folder", "Timestamp"]) {
        (Source::Instapaper, from_instapaper)
    } else {
        return Err(ImportError::Unknown);
    };
    let mut gathering = Gathering::default();
    for record in reader.records() {
        let record = record.map_err(|error| damage(error, text))?;
        gathering.add(convert(&Cells {
            header: &header,
            record: &record,
        }))?;
    }
    Ok(gathering.finish(source))
}

struct Cells<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
}

impl Cells<'_> {
    /// The cell of the column with this name; empty if there is none.
    fn get(&self, name: &str) -> &str {
        let column = self.header.iter().position(|column| column == name);
        column
            .and_then(|column| self.record.get(column))
            .unwrap_or_default()
    }
}

fn from_own(cells: &Cells<'_>) -> SavedLink {
    let text = |name| unguard(cells.get(name)).to_owned();
    let is = |name| matches!(cells.get(name), "yes" | "true" | "1");
    SavedLink {
        address: text("address"),
        title: text("title"),
        lists: text("lists").lines().map(str::to_owned).collect(),
        tags: Vec::new(),
        note: text("note"),
        saved_at: time::read(cells.get("saved_at")),
        is_read: is("is_read"),
        is_archived: is("is_archived"),
    }
}

fn from_pocket(cells: &Cells<'_>) -> SavedLink {
    // Pocket's archive is where read articles go.
    let is_archived = cells.get("status").eq_ignore_ascii_case("archive");
    SavedLink {
        address: cells.get("url").to_owned(),
        title: cells.get("title").to_owned(),
        tags: cells.get("tags").split('|').map(str::to_owned).collect(),
        saved_at: time::read(cells.get("time_added")),
        is_read: is_archived,
        is_archived,
        ..SavedLink::default()
    }
}

fn from_instapaper(cells: &Cells<'_>) -> SavedLink {
    let folder = cells.get("Folder");
    // These three are Instapaper's own; its archive is where read articles go.
    let is_own = ["Unread", "Archive", "Starred"].contains(&folder);
    SavedLink {
        address: cells.get("URL").to_owned(),
        title: cells.get("Title").to_owned(),
        lists: (!is_own).then(|| folder.to_owned()).into_iter().collect(),
        // A list in JSON; older files have no such column.
        tags: serde_json::from_str(cells.get("Tags")).unwrap_or_default(),
        note: cells.get("Selection").to_owned(),
        saved_at: time::read(cells.get("Timestamp")),
        is_read: folder == "Archive",
        is_archived: folder == "Archive",
    }
}

fn damage(error: csv::Error, text: &str) -> ImportError {
    let line = error
        .position()
        .map_or(1, |position| line_at(position, text));
    let problem = match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("has {len} cells; accepted are {expected_len}, as in the first line"),
        _ => error.to_string(),
    };
    ImportError::Damaged { line, problem }
}

/// The line on which a record begins. After CR LF the reader stands between the two and has not
/// counted the line yet.
fn line_at(position: &csv::Position, text: &str) -> u64 {
    let is_before_end = usize::try_from(position.byte())
        .ok()
        .and_then(|byte| text.as_bytes().get(byte))
        == Some(&b'\n');
    position.line() + u64::from(is_before_end)
}
