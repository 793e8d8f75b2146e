use crate::characters::clean;

/// Words without marks on one line: alternative text, a credit, the title of a link.
///
/// Line ends and tabs become spaces, control characters are dropped. May be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Line {
    words: String,
}

impl Line {
    /// Makes a line of any words.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self {
            words: clean(words).replace(['\n', '\t'], " "),
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Whether nothing but white space is there.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }
}
