use crate::{Href, ImageSource, Origin, Pixels, Provider};

/// The words that rendering adds, in the language of the page.
#[derive(Clone, Copy)]
pub struct HtmlLabels<'a> {
    /// The name of an embedded post for a screen reader: "Post from YouTube".
    pub embed_name: &'a dyn Fn(Provider) -> String,
    /// The link to an embedded post: "Show the post from YouTube".
    pub open_embed: &'a dyn Fn(Provider) -> String,
    /// What following the link entails: "YouTube will then receive data about your visit."
    pub embed_note: &'a dyn Fn(Provider) -> String,
    /// The name of a table for a screen reader, by its number in the article from 1: "Table 1".
    pub table: &'a dyn Fn(usize) -> String,
    /// The name of a gallery for a screen reader, by its number in the article from 1.
    pub gallery: &'a dyn Fn(usize) -> String,
}

/// A smaller or larger form of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageCandidate {
    /// Where it is.
    pub source: ImageSource,
    /// How wide it is.
    pub width: Pixels,
}

/// Forms of pictures in several sizes, from which a browser takes the smallest that suffices.
#[derive(Clone, Copy)]
pub struct ResponsiveImages<'a> {
    /// The value of `sizes`: how wide pictures are shown.
    pub sizes: &'a str,
    /// The forms of a picture; with none, `srcset` and `sizes` are left out.
    pub candidates: &'a dyn Fn(&ImageSource) -> Vec<ImageCandidate>,
}

/// How to render.
#[derive(Clone, Copy)]
pub struct HtmlOptions<'a> {
    pub(super) labels: HtmlLabels<'a>,
    pub(super) own_origin: Option<&'a Origin>,
    pub(super) absolute: bool,
    pub(super) responsive_images: Option<ResponsiveImages<'a>>,
}

impl<'a> HtmlOptions<'a> {
    /// Rendering with these words, addresses as they are written, pictures in one size.
    #[must_use]
    pub fn new(labels: HtmlLabels<'a>) -> Self {
        Self {
            labels,
            own_origin: None,
            absolute: false,
            responsive_images: None,
        }
    }

    /// Takes links that name this origin in full for links within the site.
    #[must_use]
    pub fn with_own_origin(self, origin: &'a Origin) -> Self {
        Self {
            own_origin: Some(origin),
            ..self
        }
    }

    /// Completes addresses on this site with its origin, for feeds and mail, where a path alone
    /// leads nowhere. A place on the page (`#…`) stays as it is.
    #[must_use]
    pub fn with_absolute_addresses(self, origin: &'a Origin) -> Self {
        Self {
            own_origin: Some(origin),
            absolute: true,
            ..self
        }
    }

    /// Offers pictures in several sizes.
    #[must_use]
    pub fn with_responsive_images(self, images: ResponsiveImages<'a>) -> Self {
        Self {
            responsive_images: Some(images),
            ..self
        }
    }

    /// Whether a link leaves the site.
    pub(super) fn is_external(&self, href: &Href) -> bool {
        href.is_absolute() && !self.own_origin.is_some_and(|origin| origin.contains(href))
    }

    /// An address as it goes into the page.
    pub(super) fn address(&self, address: &str) -> String {
        match self.own_origin {
            Some(origin) if self.absolute && address.starts_with('/') => {
                format!("{}{address}", origin.as_str())
            }
            _ => address.to_owned(),
        }
    }
}
