use super::{Figure, Inlines, List, OneOrMore, Table};
use crate::Embed;

/// A part of the article between two blank lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// `paragraph`
    Paragraph(Inlines),
    /// `heading`
    Heading(Heading),
    /// `bullet_list` or `ordered_list`
    List(List),
    /// `blockquote`: words of somebody else, set apart.
    Quotation(Quotation),
    /// `pull_quote`: a striking sentence, set large.
    PullQuote(Quotation),
    /// `figure`: a picture with its caption.
    Figure(Figure),
    /// `gallery`: pictures that belong together.
    Gallery(OneOrMore<Figure>),
    /// `table`
    Table(Table),
    /// `horizontal_rule`: a change of scene.
    HorizontalRule,
    /// `embed`: a post or video of another site.
    Embed(Embed),
}

/// A crosshead within the article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// The rank; the article's own headline is the `h1`.
    pub level: HeadingLevel,
    /// The words.
    pub content: Inlines,
}

/// The rank of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadingLevel {
    /// `h2`
    Two,
    /// `h3`
    Three,
    /// `h4`
    Four,
}

impl HeadingLevel {
    /// The rank as a number from 2 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }

    /// The rank of a number from 2 to 4.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        match number {
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            4 => Some(Self::Four),
            _ => None,
        }
    }
}

/// Quoted words and who said or wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quotation {
    /// The quoted paragraphs.
    pub paragraphs: OneOrMore<Inlines>,
    /// `attribution`: the speaker or the source.
    pub attribution: Option<Inlines>,
}
