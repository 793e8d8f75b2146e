//! Addresses of readers' pages: parsed into a type before anything is looked up, and written from
//! that type, so that no address is ever put together from strings.

mod thread;

pub use thread::{ThreadKey, ThreadView};

use crate::language::Language;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::fmt;

/// What must be escaped in one segment of a path (RFC 3986, section 3.3, less the characters that
/// are harmless there).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A readers' page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The page's language, the first segment.
    pub language: Language,
    /// The page.
    pub place: Place,
    /// In lists: where the page begins.
    pub before: Option<Cursor>,
    /// On articles: which page of the comments.
    pub thread: ThreadView,
}

/// What an address names, by slugs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/{lang}`
    Front,
    /// `/{lang}/{section}`
    Section(String),
    /// `/{lang}/tag/{tag}`
    Tag(String),
    /// `/{lang}/author/{author}`
    Author(String),
    /// `/{lang}/corrections`
    Corrections,
    /// `/{lang}/list/{public-id}`: a list that a reader shares.
    SharedList {
        /// What stands for the list.
        public_id: String,
        /// How many of its articles come before this page.
        from: usize,
    },
    /// `/{lang}/offline`: what is shown in the place of a page without a network.
    Offline,
    /// `/{lang}/{section}/{slug}`
    Article {
        /// The section's slug.
        section: String,
        /// The article's slug.
        slug: String,
    },
}

/// A place in a list that is ordered by time, newest first: the page shows what is older.
/// Written as `{milliseconds}-{article id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Publication time of the last article shown, or that of the last correction, in milliseconds UTC.
    pub published_at: i64,
    /// Its id, which decides between those of the same millisecond.
    pub id: i64,
}

impl Cursor {
    /// Before which everything is: the start of every list.
    pub const START: Self = Self {
        published_at: i64::MAX,
        id: i64::MAX,
    };

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (published_at, id) = text.split_once('-')?;
        let digits = |part: &str| {
            part.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| part.parse().ok())?
        };
        Some(Self {
            published_at: digits(published_at)?,
            id: digits(id)?,
        })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.published_at, self.id)
    }
}

impl Address {
    /// The first page of a place.
    pub fn new(language: Language, place: Place) -> Self {
        Self {
            language,
            place,
            before: None,
            thread: ThreadView::default(),
        }
    }

    /// Reads a path with its query (`/kk/bilim?before=1-2`). Other parameters are ignored, because
    /// links shared by messengers carry their own. None when no readers' page can be there.
    pub fn parse(path_and_query: &str) -> Option<Self> {
        let (path, query) = path_and_query
            .split_once('?')
            .unwrap_or((path_and_query, ""));
        let segments: Vec<String> = path
            .strip_prefix('/')?
            .split('/')
            .map(|segment| {
                percent_decode_str(segment)
                    .decode_utf8()
                    .ok()
                    .map(Into::into)
            })
            .collect::<Option<_>>()?;
        if segments.iter().any(String::is_empty) {
            return None;
        }
        let language = Language::parse(segments.first()?)?;
        let place = match &segments[1..] {
            [] => Place::Front,
            [word] if word == "corrections" => Place::Corrections,
            [word] if word == "offline" => Place::Offline,
            [section] => Place::Section(section.clone()),
            [word, public_id] if word == "list" => Place::SharedList {
                public_id: public_id.clone(),
                from: match query.split('&').find_map(|pair| pair.strip_prefix("from=")) {
                    Some(text) => text.parse().ok()?,
                    None => 0,
                },
            },
            [word, tag] if word == "tag" => Place::Tag(tag.clone()),
            [word, author] if word == "author" => Place::Author(author.clone()),
            [section, slug] => Place::Article {
                section: section.clone(),
                slug: slug.clone(),
            },
            _ => return None,
        };
        let before = match query
            .split('&')
            .find_map(|pair| pair.strip_prefix("before="))
        {
            Some(text) if place.is_list() => Some(Cursor::parse(text)?),
            _ => None,
        };
        let thread = match place {
            Place::Article { .. } => ThreadView::parse(query)?,
            _ => ThreadView::default(),
        };
        Some(Self {
            language,
            place,
            before,
            thread,
        })
    }

    /// The page of the same place that begins at a cursor.
    pub fn before(&self, cursor: Cursor) -> Self {
        Self {
            before: Some(cursor),
            ..self.clone()
        }
    }

    /// The same place with another page of its comments.
    pub fn with_thread(&self, thread: ThreadView) -> Self {
        Self {
            thread,
            ..self.clone()
        }
    }
}

impl Place {
    fn is_list(&self) -> bool {
        matches!(
            self,
            Self::Section(_) | Self::Tag(_) | Self::Author(_) | Self::Corrections
        )
    }
}

/// A word as one segment of a path.
pub fn escape_segment(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escape = escape_segment;
        write!(formatter, "/{}", self.language.code())?;
        match &self.place {
            Place::Front => {}
            Place::Section(section) => write!(formatter, "/{}", escape(section))?,
            Place::Tag(tag) => write!(formatter, "/tag/{}", escape(tag))?,
            Place::Author(author) => write!(formatter, "/author/{}", escape(author))?,
            Place::Corrections => write!(formatter, "/corrections")?,
            Place::SharedList { public_id, from } => {
                write!(formatter, "/list/{}", escape(public_id))?;
                if *from > 0 {
                    write!(formatter, "?from={from}")?;
                }
            }
            Place::Offline => write!(formatter, "/offline")?,
            Place::Article { section, slug } => {
                write!(formatter, "/{}/{}", escape(section), escape(slug))?
            }
        }
        if let Some(before) = self.before {
            write!(formatter, "?before={before}")?;
        }
        if !self.thread.is_default() {
            write!(formatter, "?{}", self.thread)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::model::Sorting;
    use proptest::prelude::*;

    fn word() -> impl Strategy<Value = String> {
        "[a-zа-яәғқңөұүһі0-9%&?# \"<>-]{1,20}".prop_filter("reserved words name lists", |word| {
            !["tag", "author", "corrections", "list", "offline"].contains(&word.as_str())
        })
    }

    fn place() -> impl Strategy<Value = Place> {
        prop_oneof![
            Just(Place::Front),
            word().prop_map(Place::Section),
            word().prop_map(Place::Tag),
            word().prop_map(Place::Author),
            Just(Place::Corrections),
            (word(), 0..500_usize)
                .prop_map(|(public_id, from)| Place::SharedList { public_id, from }),
            Just(Place::Offline),
            (word(), word()).prop_map(|(section, slug)| Place::Article { section, slug }),
        ]
    }

    fn thread() -> impl Strategy<Value = ThreadView> {
        let key = proptest::option::of((-i64::MAX..i64::MAX, 0..i64::MAX))
            .prop_map(|key| key.map(|(rank, id)| ThreadKey { rank, id }));
        prop_oneof![
            Just(ThreadView::default()),
            (prop::sample::select(Sorting::ALL.to_vec()), key)
                .prop_map(|(sorting, from)| ThreadView::Branches { sorting, from }),
            (0..i64::MAX).prop_map(ThreadView::Comment),
            (0..i64::MAX, "([0-9]{13}){0,3}")
                .prop_map(|(branch, after)| ThreadView::Branch { branch, after }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            language in prop::sample::select(Language::ALL.to_vec()),
            place in place(),
            cursor in proptest::option::of((0..i64::MAX, 0..i64::MAX)),
            thread in thread(),
        ) {
            let before = cursor
                .filter(|_| place.is_list())
                .map(|(published_at, id)| Cursor { published_at, id });
            let thread = match place {
                Place::Article { .. } => thread,
                _ => ThreadView::default(),
            };
            let address = Address { language, place, before, thread };
            prop_assert_eq!(Address::parse(&address.to_string()), Some(address));
        }

        #[test]
        fn nothing_makes_it_panic(text in ".{0,60}") {
            let _ = Address::parse(&text);
        }
    }

    #[test]
    fn foreign_parameters_are_ignored_and_bad_cursors_are_not_pages() {
        let plain = Address::parse("/ru/obrazovanie").expect("a section");
        assert_eq!(
            Address::parse("/ru/obrazovanie?utm_source=telegram"),
            Some(plain)
        );
        for bad in [
            "?before=",
            "?before=5",
            "?before=-5-1",
            "?before=+5-1",
            "?before=a-b",
        ] {
            assert_eq!(
                Address::parse(&format!("/ru/obrazovanie{bad}")),
                None,
                "{bad}"
            );
        }
    }

    #[test]
    fn paths_that_are_no_page() {
        for path in [
            "",
            "/",
            "/xx",
            "kk",
            "/kk/",
            "/kk//a",
            "/kk/a/b/c",
            "/kk/%ff",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }
}
