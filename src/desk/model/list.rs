//! The list of articles.

use super::{Choice, Status};
use crate::{article::model::Moment, language::Language};
use serde::{Deserialize, Serialize};

/// The list of articles, the last changed first, a page at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticlesPage {
    /// What is asked for.
    pub filter: ArticlesFilter,
    /// The languages of the paper.
    pub languages: Vec<Language>,
    /// The sections of the language that is asked for, or of the page's.
    pub sections: Vec<Choice>,
    /// The articles.
    pub rows: Vec<ArticleRow>,
    /// Where the list goes on.
    pub older: Option<String>,
    /// The list's first page, on every page but that one.
    pub newest: Option<String>,
    /// Whether whoever asks may begin an article.
    pub may_write: bool,
    /// An article that will be given a translation: the list was opened to choose one.
    pub person: i64,
}

/// Which articles a list shows. Written into addresses as `status`, `language`, `section`, `author`,
/// `q`, `mine`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticlesFilter {
    /// Only those that stand here.
    pub status: Option<Status>,
    /// Only in this language.
    pub language: Option<Language>,
    /// Only of this section, by id.
    pub section: Option<i64>,
    /// Only with this author in the byline.
    pub author: Option<Choice>,
    /// Beginnings of words of headline, kicker, standfirst or slug; may be empty.
    pub words: String,
    /// Only those that whoever asks has begun.
    pub mine: bool,
}

/// An article in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// The manuscript's id.
    pub id: i64,
    /// Where it is written.
    pub href: String,
    /// The headline; empty while there is none.
    pub headline: String,
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub status: Status,
    /// Whether readers see an older revision than the newest.
    pub has_changes: bool,
    /// Its section's name; empty while it has none.
    pub section: String,
    /// The byline, names parted by commas.
    pub authors: String,
    /// When it was last changed.
    pub changed: Moment,
    /// Who changed it; empty for an import.
    pub changed_by: String,
    /// When it will be published.
    pub scheduled: Option<Moment>,
    /// Who has it open now, others and oneself in other tabs.
    pub present: Vec<String>,
}
