//! What readers do in their lists, as forms say it. The browser and the server read the same form the
//! same way, so a reader without scripts can do what everybody else can.

mod fields;

use crate::error::AppError;
use fields::Fields;
use reading::{ArticleId, Change, Filter, ListId, ReadingLists, Topic};

/// The most articles that are chosen at once.
pub const MOST_CHOSEN: usize = 100;

/// Something that a reader does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Puts articles into a list, in front of what is there.
    Save {
        /// The articles in the order in which they are to stand.
        articles: Vec<ArticleId>,
        /// The list.
        list: ListId,
    },
    /// Takes articles out of a list, or out of all of them.
    Remove {
        /// The articles.
        articles: Vec<ArticleId>,
        /// The list; None for all.
        list: Option<ListId>,
    },
    /// Puts an article in another place of its list.
    Move {
        /// The list.
        list: ListId,
        /// The article.
        article: ArticleId,
        /// Where to.
        way: Way,
        /// What of the list is shown: it moves among that.
        filter: Filter,
    },
    /// Marks articles as read or unread.
    Mark {
        /// The articles.
        articles: Vec<ArticleId>,
        /// Whether they are read.
        is_read: bool,
    },
    /// Puts articles into the archive, or takes them out.
    Archive {
        /// The articles.
        articles: Vec<ArticleId>,
        /// Whether they are in the archive.
        is_archived: bool,
    },
    /// Writes a note to an article.
    Note {
        /// The article.
        article: ArticleId,
        /// The note; empty for none.
        text: String,
    },
    /// Makes a list.
    MakeList {
        /// Its name.
        name: String,
    },
    /// Gives a list another name and description.
    NameList {
        /// The list.
        list: ListId,
        /// The name.
        name: String,
        /// What it is about; may be empty.
        description: String,
    },
    /// Deletes a list.
    DeleteList {
        /// The list.
        list: ListId,
    },
    /// Puts a list in another place among the lists.
    MoveList {
        /// The list.
        list: ListId,
        /// Where to.
        way: Way,
    },
    /// Follows a topic, or does so no longer.
    Follow {
        /// The topic.
        topic: Topic,
        /// Whether it is followed.
        is_followed: bool,
    },
    /// Has seen everything in the feed.
    SeeFeed,
    /// Switches the history on or off.
    KeepHistory {
        /// Whether it is kept.
        is_kept: bool,
    },
    /// Takes everything out of the history.
    ClearHistory,
    /// Takes an article out of the history.
    Forget {
        /// The article.
        article: ArticleId,
    },
}

/// Where something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// To this place, counted from 0.
    To(usize),
}

/// The word that stands for a filter in addresses and forms.
pub fn filter_word(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "all",
        Filter::Unread => "unread",
        Filter::Read => "read",
        Filter::Archived => "archived",
    }
}

/// Reads such a word; whatever is no such word means everything.
pub fn parse_filter(word: &str) -> Filter {
    match word {
        "unread" => Filter::Unread,
        "read" => Filter::Read,
        "archived" => Filter::Archived,
        _ => Filter::All,
    }
}

impl Deed {
    /// Reads a form. `form` is the last part of its server function's path; a field may be there more
    /// than once, and what is not there is empty. None when it is the form of nothing that is done
    /// in lists.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field that can't be read.
    pub fn parse(form: &str, fields: &[(String, String)]) -> Option<Result<Self, AppError>> {
        Fields(fields).read(form).transpose()
    }

    /// What is to be done to the lists as they are. Nothing where it is so already. `new_list` is the id
    /// of the list that is made, if one is.
    pub fn changes(&self, lists: &ReadingLists, new_list: ListId) -> Vec<Change> {
        match self {
            Self::Save { articles, list } => save(lists, *list, articles),
            Self::Remove { articles, list } => articles
                .iter()
                .flat_map(|article| {
                    let from = lists.lists_of(*article).into_iter();
                    from.filter(|found| list.is_none_or(|list| list == *found))
                        .map(|list| Change::Remove {
                            list,
                            article: *article,
                        })
                })
                .collect(),
            Self::Move {
                list,
                article,
                way,
                filter,
            } => {
                let moved = match way {
                    Way::Up => lists.move_up(*list, *article, *filter),
                    Way::Down => lists.move_down(*list, *article, *filter),
                    Way::To(index) => lists.move_to(*list, *article, *index, *filter),
                };
                moved.into_iter().collect()
            }
            Self::Mark { articles, is_read } => articles
                .iter()
                .filter(|article| lists.is_read(**article) != *is_read)
                .map(|article| Change::MarkRead {
                    article: *article,
                    is_read: *is_read,
                })
                .collect(),
            Self::Archive {
                articles,
                is_archived,
            } => articles
                .iter()
                .filter(|article| lists.is_archived(**article) != *is_archived)
                .map(|article| Change::Archive {
                    article: *article,
                    is_archived: *is_archived,
                })
                .collect(),
            Self::Note { article, text } if lists.note(*article) == text => Vec::new(),
            Self::Note { article, text } => vec![Change::Note {
                article: *article,
                text: text.clone(),
            }],
            Self::MakeList { name } => lists.make_list(new_list, name.clone()),
            Self::NameList {
                list,
                name,
                description,
            } => rename(lists, *list, name, description),
            Self::DeleteList { list } => vec![Change::DeleteList { list: *list }],
            Self::MoveList { list, way } => {
                let order = lists.lists();
                let Some(index) = order.iter().position(|found| found.id == *list) else {
                    return Vec::new();
                };
                let to = match way {
                    Way::Up => index.saturating_sub(1),
                    Way::Down => index + 1,
                    Way::To(to) => *to,
                };
                lists.move_list_to(*list, to)
            }
            Self::Follow { topic, is_followed } if lists.follows(*topic) == *is_followed => {
                Vec::new()
            }
            Self::Follow { topic, is_followed } => vec![match is_followed {
                true => Change::Follow { topic: *topic },
                false => Change::Unfollow { topic: *topic },
            }],
            Self::SeeFeed => vec![Change::SeeFeed],
            Self::KeepHistory { is_kept } => vec![Change::KeepHistory { is_kept: *is_kept }],
            Self::ClearHistory => vec![Change::ClearHistory],
            Self::Forget { article } => vec![Change::Forget { article: *article }],
        }
    }
}

/// The first of them comes to stand in front of everything; those that are there already stay where
/// they are.
fn save(lists: &ReadingLists, list: ListId, articles: &[ArticleId]) -> Vec<Change> {
    let new = || {
        articles
            .iter()
            .filter(|article| lists.entry(list, **article).is_none())
    };
    match new().count() {
        0 => Vec::new(),
        1 => new()
            .filter_map(|article| lists.save_first(list, *article))
            .collect(),
        _ => {
            let many: Vec<_> = new().map(|article| (*article, None)).collect();
            lists.save_many(list, &many)
        }
    }
}

fn rename(lists: &ReadingLists, list: ListId, name: &str, description: &str) -> Vec<Change> {
    let Some(known) = lists.lists().into_iter().find(|known| known.id == list) else {
        return Vec::new();
    };
    let is_same_name = known.name.as_deref().unwrap_or_default() == name.trim();
    let mut changes = Vec::new();
    if !is_same_name {
        changes.push(Change::NameList {
            list,
            name: name.to_owned(),
        });
    }
    if known.description != description.trim() {
        changes.push(Change::DescribeList {
            list,
            text: description.to_owned(),
        });
    }
    changes
}

#[cfg(test)]
mod tests;
