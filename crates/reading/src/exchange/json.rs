//! JSON: this program's, wallabag's and Omnivore's.

use super::{Import, ImportError, SavedLink, Source, gathering::Gathering, time};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use std::borrow::Cow;

const FORMAT: &str = "tilshi-reading-lists";

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u32,
    articles: &'a [SavedLink],
}

/// Writes the links as JSON: `{"format":"tilshi-reading-lists","version":1,"articles":[…]}`.
#[must_use]
pub fn to_json(links: &[SavedLink]) -> String {
    let written = Written {
        format: FORMAT,
        version: 1,
        articles: links,
    };
    // Nothing in it can fail to be written: there is no map with other keys than texts.
    serde_json::to_string_pretty(&written).unwrap_or_default()
}

#[derive(Deserialize)]
struct Own {
    articles: Vec<SavedLink>,
}

#[derive(Deserialize)]
struct Head {
    format: Option<String>,
}

/// What tells the services apart.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mark {
    saved_at: Option<IgnoredAny>,
    slug: Option<IgnoredAny>,
    #[serde(rename = "is_archived")]
    is_archived: Option<IgnoredAny>,
    #[serde(rename = "created_at")]
    created_at: Option<IgnoredAny>,
}

/// A link in wallabag's file. `is_archived` is a number in some versions, tags are objects in some.
#[derive(Deserialize)]
struct Wallabag {
    url: Option<String>,
    title: Option<String>,
    #[serde(default)]
    is_archived: Flag,
    created_at: Option<String>,
    #[serde(default)]
    tags: Vec<Name>,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    text: Option<String>,
}

/// A link in Omnivore's file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Omnivore {
    url: Option<String>,
    title: Option<String>,
    #[serde(default)]
    state: String,
    #[serde(default)]
    reading_progress: f64,
    #[serde(default)]
    labels: Vec<Name>,
    saved_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Flag {
    Truth(bool),
    Number(i64),
}

impl Default for Flag {
    fn default() -> Self {
        Self::Truth(false)
    }
}

impl Flag {
    fn is_set(&self) -> bool {
        matches!(self, Self::Truth(true) | Self::Number(1))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Labelled { label: String },
    Named { name: String },
}

impl Name {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Labelled { label: text } | Self::Named { name: text } => text,
        }
    }
}

pub(super) fn read(text: &str) -> Result<Import, ImportError> {
    if text.trim_start().starts_with('{') {
        let head: Head = parse(text)?;
        if head.format.as_deref() != Some(FORMAT) {
            return Err(ImportError::Unknown);
        }
        let own: Own = parse(text)?;
        return gather(own.articles, Source::Own, |link| link);
    }
    let marks: Vec<Mark> = parse(text)?;
    match marks.first() {
        Some(mark) if mark.is_archived.is_some() || mark.created_at.is_some() => {
            gather(parse(text)?, Source::Wallabag, from_wallabag)
        }
        Some(mark) if mark.saved_at.is_some() || mark.slug.is_some() => {
            gather(parse(text)?, Source::Omnivore, from_omnivore)
        }
        _ => Err(ImportError::Unknown),
    }
}

fn gather<T>(
    found: Vec<T>,
    source: Source,
    convert: impl Fn(T) -> SavedLink,
) -> Result<Import, ImportError> {
    let mut gathering = Gathering::default();
    for link in found {
        gathering.add(convert(link))?;
    }
    Ok(gathering.finish(source))
}

fn from_wallabag(link: Wallabag) -> SavedLink {
    // wallabag's archive is where read articles go.
    let is_archived = link.is_archived.is_set();
    let notes: Vec<_> = link
        .annotations
        .into_iter()
        .filter_map(|note| note.text)
        .collect();
    SavedLink {
        address: link.url.unwrap_or_default(),
        title: link.title.unwrap_or_default(),
        tags: link.tags.into_iter().map(Name::into_text).collect(),
        note: notes.join("\n"),
        saved_at: link.created_at.as_deref().and_then(time::read),
        is_read: is_archived,
        is_archived,
        ..SavedLink::default()
    }
}

fn from_omnivore(link: Omnivore) -> SavedLink {
    SavedLink {
        address: link.url.unwrap_or_default(),
        title: link.title.unwrap_or_default(),
        tags: link.labels.into_iter().map(Name::into_text).collect(),
        saved_at: link.saved_at.as_deref().and_then(time::read),
        is_read: link.reading_progress >= 100.0,
        is_archived: link.state.eq_ignore_ascii_case("archived"),
        ..SavedLink::default()
    }
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ImportError> {
    serde_json::from_str(text).map_err(|error| {
        let line = u64::try_from(error.line()).unwrap_or(u64::MAX);
        let message = error.to_string();
        // The line is said already.
        let problem = message
            .rsplit_once(" at line ")
            .map_or(Cow::from(&message), |(problem, _)| problem.into());
        ImportError::Damaged {
            line,
            problem: problem.into_owned(),
        }
    })
}
