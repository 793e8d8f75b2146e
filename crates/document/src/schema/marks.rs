use super::Line;
use crate::{Href, LanguageTag};

/// What distinguishes a run of words. Each mark is there once or not at all, so order and
/// duplicates are no question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// `link`
    pub link: Option<Link>,
    /// `language`: the run is in another language or script than the article.
    pub language: Option<LanguageTag>,
    /// `strong`
    pub strong: bool,
    /// `em`
    pub em: bool,
    /// `strike`: no longer true or current.
    pub strike: bool,
    /// `superscript` or `subscript`
    pub script: Option<Script>,
}

impl Marks {
    /// Whether there is no mark at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Raised or lowered small letters; one excludes the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// `superscript`: m²
    Superscript,
    /// `subscript`: CO₂
    Subscript,
}

/// A link: where it leads and the words that a browser shows on pointing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    href: Href,
    title: Option<Line>,
}

impl Link {
    /// A link without a title.
    #[must_use]
    pub fn new(href: Href) -> Self {
        Self { href, title: None }
    }

    /// The same link with a title; an empty title is none.
    #[must_use]
    pub fn with_title(self, title: &str) -> Self {
        let title = Line::new(title);
        Self {
            href: self.href,
            title: (!title.as_str().is_empty()).then_some(title),
        }
    }

    /// Where the link leads.
    #[must_use]
    pub fn href(&self) -> &Href {
        &self.href
    }

    /// The title, never empty.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_ref().map(Line::as_str)
    }
}
