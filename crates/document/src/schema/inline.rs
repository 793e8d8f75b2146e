use super::Marks;
use crate::characters::clean;

/// Words: never empty, without control characters other than tab and `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    words: String,
}

impl Text {
    /// Cleans words: line ends become `\n`, control characters go. Nothing if nothing is left.
    #[must_use]
    pub fn new(words: &str) -> Option<Self> {
        let words = clean(words);
        (!words.is_empty()).then_some(Self { words })
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.words
    }
}

/// A member of running text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Inline {
    /// `text`
    Text {
        /// The words.
        text: Text,
        /// The marks on all of them.
        marks: Marks,
    },
    /// `hard_break`: a new line within the same paragraph.
    HardBreak {
        /// The marks it stands in, so that a link over two lines is one link.
        marks: Marks,
    },
}

impl Inline {
    /// The marks of the words or the break.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        match self {
            Self::Text { marks, .. } | Self::HardBreak { marks } => marks,
        }
    }
}

/// Running text: what a paragraph, a heading, a caption holds. Neighbouring texts with the same
/// marks are always one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Inlines {
    members: Vec<Inline>,
}

impl Inlines {
    /// Running text of plain words; each line end becomes a hard break.
    ///
    /// ```
    /// use document::Inlines;
    ///
    /// let verse = Inlines::from_plain("Қараңғы түнде тау қалғып,\nҰйқыға кетер балбырап");
    /// assert_eq!(verse.iter().count(), 3);
    /// ```
    #[must_use]
    pub fn from_plain(words: &str) -> Self {
        let mut inlines = Self::default();
        for (index, line) in clean(words).split('\n').enumerate() {
            if index > 0 {
                inlines.push(Inline::HardBreak {
                    marks: Marks::default(),
                });
            }
            if let Some(text) = Text::new(line) {
                inlines.push(Inline::Text {
                    text,
                    marks: Marks::default(),
                });
            }
        }
        inlines
    }

    /// Adds a member; a text with the marks of the text before it continues that one.
    pub fn push(&mut self, inline: Inline) {
        if let Inline::Text { text: more, marks } = &inline
            && let Some(Inline::Text { text, marks: last }) = self.members.last_mut()
            && marks == last
        {
            text.words.push_str(&more.words);
            return;
        }
        self.members.push(inline);
    }

    /// The members in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Inline> {
        self.members.iter()
    }

    /// Whether there is no member at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether there is nothing but white space and breaks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.members.iter().all(|inline| match inline {
            Inline::Text { text, .. } => text.words.trim().is_empty(),
            Inline::HardBreak { .. } => true,
        })
    }

    /// The words without marks, hard breaks as `\n`.
    #[must_use]
    pub fn to_plain(&self) -> String {
        self.members
            .iter()
            .map(|inline| match inline {
                Inline::Text { text, .. } => text.as_str(),
                Inline::HardBreak { .. } => "\n",
            })
            .collect()
    }
}

impl<'a> IntoIterator for &'a Inlines {
    type Item = &'a Inline;
    type IntoIter = std::slice::Iter<'a, Inline>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Inline> for Inlines {
    fn from_iter<I: IntoIterator<Item = Inline>>(members: I) -> Self {
        let mut inlines = Self::default();
        for inline in members {
            inlines.push(inline);
        }
        inlines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str, strong: bool) -> Inline {
        Inline::Text {
            text: Text::new(words).unwrap(),
            marks: Marks {
                strong,
                ..Marks::default()
            },
        }
    }

    #[test]
    fn neighbours_with_the_same_marks_are_one() {
        let inlines: Inlines = [text("а", false), text("б", false), text("в", true)]
            .into_iter()
            .collect();
        assert_eq!(
            inlines.iter().collect::<Vec<_>>(),
            [&text("аб", false), &text("в", true)]
        );
    }

    #[test]
    fn plain_words_become_text_and_breaks_and_back() {
        let inlines = Inlines::from_plain("бір\r\nекі\n\nүш");
        assert_eq!(inlines.iter().count(), 6);
        assert_eq!(inlines.to_plain(), "бір\nекі\n\nүш");
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        assert!(Inlines::from_plain(" \u{A0}\n ").is_blank());
        assert!(!Inlines::from_plain("\n—").is_blank());
        assert!(Text::new("\0\u{7}").is_none());
    }
}
