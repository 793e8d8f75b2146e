//! Which page of the comments an article's address asks for.

use crate::comment::model::Sorting;
use std::fmt;

/// Digits of one comment's number in a path.
const DIGITS: usize = 13;
/// How many numbers a path holds at most: one for each level of replies.
const LONGEST_PATH: usize = 3 * DIGITS;

/// A page of a thread, as the query of an article's address names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadView {
    /// `?comments=oldest&from=KEY`: branches in an order, from a place on.
    Branches {
        /// The order.
        sorting: Sorting,
        /// After which branch the page begins; None for the first page.
        from: Option<ThreadKey>,
    },
    /// `?comment=ID`: the page that shows a comment.
    Comment(i64),
    /// `?branch=ID&after=PATH`: more replies of one branch.
    Branch {
        /// The comment that begins the branch.
        branch: i64,
        /// The path of the reply after which the page begins; empty for its first reply.
        after: String,
    },
}

/// The place of a branch in an order. Written as `{rank}-{comment id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadKey {
    /// What the order goes by: milliseconds UTC, or how many people support it.
    pub rank: i64,
    /// The id of the comment that begins the branch, which decides between those of the same rank.
    pub id: i64,
}

impl ThreadKey {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (rank, id) = text.rsplit_once('-')?;
        Some(Self {
            // What was brought from elsewhere may be older than 1970.
            rank: match rank.strip_prefix('-') {
                Some(digits) => read_number(digits)
                    .filter(|number| *number > 0)?
                    .checked_neg()?,
                None => read_number(rank)?,
            },
            id: read_number(id)?,
        })
    }
}

impl fmt::Display for ThreadKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.rank, self.id)
    }
}

impl Default for ThreadView {
    fn default() -> Self {
        Self::Branches {
            sorting: Sorting::default(),
            from: None,
        }
    }
}

impl ThreadView {
    /// The first page of an order.
    pub fn first(sorting: Sorting) -> Self {
        Self::Branches {
            sorting,
            from: None,
        }
    }

    /// Reads a query (`comments=oldest&from=1-2`). Other parameters are ignored. None where a value of
    /// one of these is none that this program writes.
    pub fn parse(query: &str) -> Option<Self> {
        let value = |name: &str| {
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        };
        if let Some(comment) = value("comment") {
            return Some(Self::Comment(read_number(comment)?));
        }
        if let Some(branch) = value("branch") {
            return Some(Self::Branch {
                branch: read_number(branch)?,
                after: read_path(value("after").unwrap_or_default())?,
            });
        }
        let sorting = match value("comments") {
            Some(word) => Sorting::parse(word)?,
            None => Sorting::default(),
        };
        let from = match value("from") {
            Some(key) => Some(ThreadKey::parse(key)?),
            None => None,
        };
        Some(Self::Branches { sorting, from })
    }

    /// Whether it is what the article's own address shows.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Writes the query without its question mark; nothing for the default.
impl fmt::Display for ThreadView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Branches { sorting, from } => {
                if self.is_default() {
                    return Ok(());
                }
                write!(formatter, "comments={}", sorting.as_str())?;
                match from {
                    Some(key) => write!(formatter, "&from={key}"),
                    None => Ok(()),
                }
            }
            Self::Comment(comment) => write!(formatter, "comment={comment}"),
            Self::Branch { branch, after } => {
                write!(formatter, "branch={branch}")?;
                if after.is_empty() {
                    return Ok(());
                }
                write!(formatter, "&after={after}")
            }
        }
    }
}

fn read_number(text: &str) -> Option<i64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

fn read_path(text: &str) -> Option<String> {
    (text.len() <= LONGEST_PATH
        && text.len().is_multiple_of(DIGITS)
        && text.bytes().all(|byte| byte.is_ascii_digit()))
    .then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_one_page_of_the_thread() {
        let newest = ThreadView::default();
        let key = |rank, id| Some(ThreadKey { rank, id });
        let path = "0000000000007";
        let table = [
            ("", Some(newest.clone())),
            ("utm_source=telegram", Some(newest.clone())),
            ("comments=newest", Some(newest)),
            ("comments=oldest", Some(ThreadView::first(Sorting::Oldest))),
            (
                "comments=supported&from=3-17",
                Some(ThreadView::Branches {
                    sorting: Sorting::Supported,
                    from: key(3, 17),
                }),
            ),
            (
                "from=-5-17",
                Some(ThreadView::Branches {
                    sorting: Sorting::Newest,
                    from: key(-5, 17),
                }),
            ),
            ("comment=17", Some(ThreadView::Comment(17))),
            (
                "branch=17&after=0000000000007",
                Some(ThreadView::Branch {
                    branch: 17,
                    after: path.to_owned(),
                }),
            ),
            (
                "branch=17",
                Some(ThreadView::Branch {
                    branch: 17,
                    after: String::new(),
                }),
            ),
        ];
        for (query, expected) in table {
            assert_eq!(ThreadView::parse(query), expected, "{query}");
        }
        for query in [
            "comments=",
            "comments=best",
            "from=",
            "from=1",
            "from=-0-1",
            "from=+1-1",
            "from=1--1",
            "comment=",
            "comment=-1",
            "comment=x",
            "comment=99999999999999999999",
            "branch=",
            "branch=1&after=17",
            "branch=1&after=00000000000070000000000007000000000000700000000000071",
            "branch=1&after=000000000000x",
        ] {
            assert_eq!(ThreadView::parse(query), None, "{query}");
        }
    }
}
