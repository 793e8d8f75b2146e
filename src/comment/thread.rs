//! A page of a thread, ready to be shown.

use super::{
    model::{Sorting, Status},
    store::{
        Answered, BRANCHES, DEEPEST, FIRST_REPLIES, ListedComment, REPLIES, find_listed,
        find_thread, find_writer_of_article, key_of, list_answered, list_branches,
        list_first_replies, list_listed, list_replies_after, list_replies_from,
        rules::{Closed, Mode, effective_rules},
    },
};
use crate::{
    article::{model::Moment, store::Summary},
    site::{
        address::{Address, Place, ThreadView},
        pages::Presenter,
    },
};
use sqlx::AnyConnection;
use std::collections::{HashMap, HashSet};

/// A page of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The article's id.
    pub article: i64,
    /// The article's address.
    pub address: Address,
    /// What is shown of it.
    pub view: ThreadView,
    /// In which order its branches are.
    pub sorting: Sorting,
    /// How many comments readers see in the whole thread.
    pub comments: i64,
    /// The number of the newest event when this was read.
    pub last_event: i64,
    /// How it takes new comments.
    pub taking: Taking,
    /// Whether the comment that was asked for is not there any more.
    pub is_missing: bool,
    /// Branches in their order.
    pub branches: Vec<Branch>,
    /// The page after this one.
    pub next: Option<ThreadView>,
}

impl Thread {
    /// Whether it is only a part of what the article's own address leads to, so that search engines are
    /// not to keep it.
    pub fn is_part(&self) -> bool {
        !self.view.is_default()
    }
}

/// How a thread takes comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// They are shown at once.
    AtOnce,
    /// A moderator looks at them first.
    AfterALook,
    /// Not any more: the newsroom has closed it.
    ClosedByHand,
    /// Not any more: so many days have gone by.
    ClosedByAge {
        /// After how many days it was closed.
        days: i64,
    },
}

impl Taking {
    /// Whether nothing can be written.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::ClosedByHand | Self::ClosedByAge { .. })
    }
}

/// A comment that begins a branch, and replies below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What begins it.
    pub head: ShownComment,
    /// Where the replies are that come before those shown.
    pub earlier: Option<ThreadView>,
    /// Replies in their order.
    pub replies: Vec<ShownComment>,
    /// Where the next replies are.
    pub more: Option<More>,
}

/// The way to more replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Where they are.
    pub view: ThreadView,
    /// How many they are, where that is known.
    pub count: Option<i64>,
}

/// A comment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownComment {
    /// Its id.
    pub id: i64,
    /// The comment that begins its branch.
    pub branch: i64,
    /// 0 begins a branch, 1 to 3 are replies.
    pub level: i64,
    /// Its place in its branch; empty at level 0.
    pub path: String,
    /// What it answers, by its id.
    pub parent: Option<i64>,
    /// The account that wrote it.
    pub person: Option<i64>,
    /// The name it was posted under.
    pub name: String,
    /// Whether its writer is the author of the article.
    pub is_author: bool,
    /// Whether its writer belongs to the newsroom.
    pub is_newsroom: bool,
    /// Whether a moderator has picked it out.
    pub is_featured: bool,
    /// Whether it was changed after it was posted.
    pub is_edited: bool,
    /// When it was posted.
    pub posted: Moment,
    /// The address that leads to it, beginning with `/`.
    pub href: String,
    /// What it answers.
    pub answers: Option<Answers>,
    /// The passage of the article that it is about, as plain text; may be empty.
    pub quote: String,
    /// What it says, as plain text.
    pub text: String,
    /// How many people support it.
    pub support: i64,
    /// Goes up with every change.
    pub version: i64,
    /// Where it stands; whatever is not published is a stub.
    pub status: Status,
}

/// What a reply answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The comment's address.
    pub href: String,
    /// The name it was posted under; None where it is not to be seen any more.
    pub name: Option<String>,
    /// Whether its place in the page says it as well.
    pub is_plain: bool,
}

/// Makes comments of an article ready to be shown.
#[derive(Clone, Debug)]
pub struct Showing<'a> {
    presenter: &'a Presenter<'a>,
    address: Address,
    writer: Option<i64>,
}

impl<'a> Showing<'a> {
    /// For the comments of one article.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(
        connection: &mut AnyConnection,
        presenter: &'a Presenter<'a>,
        article: &Summary,
    ) -> Result<Self, sqlx::Error> {
        Ok(Self {
            presenter,
            address: Address::new(
                presenter.language,
                Place::Article {
                    section: article.section_slug.clone(),
                    slug: article.slug.clone(),
                },
            ),
            writer: find_writer_of_article(connection, article.id).await?,
        })
    }

    /// Where a comment is found.
    pub fn href(&self, comment: i64) -> String {
        let page = self.address.with_thread(ThreadView::Comment(comment));
        format!("{page}#comment-{comment}")
    }

    /// A comment, without what it answers.
    pub fn show(&self, listed: &ListedComment) -> ShownComment {
        let comment = &listed.comment;
        ShownComment {
            id: comment.id,
            branch: comment.branch_id,
            level: comment.level,
            path: comment.path.clone(),
            parent: comment.parent_id,
            person: comment.person_id,
            name: comment.name.clone(),
            is_author: comment.person_id.is_some() && comment.person_id == self.writer,
            is_newsroom: listed.role.is_some_and(|role| role.is_newsroom()),
            is_featured: comment.featured_at.is_some(),
            is_edited: comment.edited_at.is_some(),
            posted: self.presenter.short_moment(comment.posted_at),
            href: self.href(comment.id),
            answers: None,
            quote: comment.quote.clone(),
            text: comment.text.clone(),
            support: comment.support,
            version: comment.version,
            status: comment.status,
        }
    }

    /// Several comments, each with what it answers. `around` are others on the same page.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show_all(
        &self,
        connection: &mut AnyConnection,
        comments: &[ListedComment],
        around: &[ListedComment],
    ) -> Result<Vec<ShownComment>, sqlx::Error> {
        let here: HashMap<i64, &ListedComment> = comments
            .iter()
            .chain(around)
            .map(|listed| (listed.comment.id, listed))
            .collect();
        let elsewhere: HashSet<i64> = comments
            .iter()
            .filter_map(|listed| listed.comment.parent_id)
            .filter(|parent| !here.contains_key(parent))
            .collect();
        let elsewhere: Vec<i64> = elsewhere.into_iter().collect();
        let names: HashMap<i64, Answered> = list_answered(connection, &elsewhere)
            .await?
            .into_iter()
            .map(|answered| (answered.id, answered))
            .collect();
        let shown = comments.iter().map(|listed| {
            let answers = listed.comment.parent_id.map(|parent| {
                let near = here.get(&parent);
                let name = match (near, names.get(&parent)) {
                    (Some(near), _) => near
                        .comment
                        .is_published()
                        .then(|| near.comment.name.clone()),
                    (None, Some(far)) => {
                        (far.status == Status::Published).then(|| far.name.clone())
                    }
                    (None, None) => None,
                };
                Answers {
                    href: self.href(parent),
                    name,
                    is_plain: near.is_some_and(|near| near.comment.level < DEEPEST),
                }
            });
            ShownComment {
                answers,
                ..self.show(listed)
            }
        });
        Ok(shown.collect())
    }
}

/// How a thread takes comments at this moment, from whoever has no rule of their own.
///
/// # Errors
/// When the database fails.
pub async fn find_taking(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<Taking, sqlx::Error> {
    let rules = effective_rules(connection, article, None).await?;
    Ok(match (rules.closed, rules.mode) {
        (Some(Closed::ByHand), _) | (None, Mode::Closed) => Taking::ClosedByHand,
        (Some(Closed::ByAge { days }), _) => Taking::ClosedByAge { days },
        (None, Mode::Before) => Taking::AfterALook,
        (None, Mode::After) => Taking::AtOnce,
    })
}

/// What is read of a page before it is made ready to be shown.
#[derive(Default)]
struct Read {
    view: ThreadView,
    sorting: Sorting,
    is_missing: bool,
    branches: Vec<ReadBranch>,
    next: Option<ThreadView>,
}

struct ReadBranch {
    head: ListedComment,
    earlier: Option<ThreadView>,
    replies: Vec<ListedComment>,
    more: Option<More>,
}

/// Reads a page of an article's thread. Where a comment is asked for that is not there any more it is the
/// first page, which says so.
///
/// # Errors
/// When the database fails.
pub async fn read_thread(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    article: &Summary,
    view: &ThreadView,
) -> Result<Thread, sqlx::Error> {
    // First, so that whatever comes while the rest is read is told again rather than lost.
    let record = find_thread(connection, article.id).await?;
    let found = match view {
        ThreadView::Branches { sorting, from } => {
            let mut branches =
                list_branches(connection, article.id, *sorting, *from, BRANCHES + 1).await?;
            let next = cut(&mut branches, BRANCHES).map(|last| after(&last, *sorting));
            Some(Read {
                view: view.clone(),
                sorting: *sorting,
                branches: with_first_replies(connection, branches).await?,
                next,
                ..Read::default()
            })
        }
        ThreadView::Comment(id) => read_around(connection, article.id, *id).await?,
        ThreadView::Branch { branch, after } => {
            read_branch(connection, article.id, *branch, after).await?
        }
    };
    let read = match found {
        Some(read) => read,
        None => {
            let sorting = Sorting::default();
            let mut branches =
                list_branches(connection, article.id, sorting, None, BRANCHES + 1).await?;
            let next = cut(&mut branches, BRANCHES).map(|last| after(&last, sorting));
            Read {
                // What was asked for, so that nobody takes this for the article's own page.
                view: view.clone(),
                is_missing: true,
                branches: with_first_replies(connection, branches).await?,
                next,
                ..Read::default()
            }
        }
    };
    let showing = Showing::begin(connection, presenter, article).await?;
    let all: Vec<ListedComment> = read
        .branches
        .iter()
        .flat_map(|branch| std::iter::once(&branch.head).chain(&branch.replies))
        .cloned()
        .collect();
    let mut shown = showing.show_all(connection, &all, &[]).await?.into_iter();
    let mut branches = Vec::with_capacity(read.branches.len());
    for branch in read.branches {
        let Some(head) = shown.next() else { break };
        branches.push(Branch {
            head,
            earlier: branch.earlier,
            replies: shown.by_ref().take(branch.replies.len()).collect(),
            more: branch.more,
        });
    }
    Ok(Thread {
        article: article.id,
        taking: find_taking(connection, article.id).await?,
        address: showing.address,
        view: read.view,
        sorting: read.sorting,
        comments: record.comments,
        last_event: record.last_event,
        is_missing: read.is_missing,
        branches,
        next: read.next,
    })
}

/// The page that begins after a branch.
fn after(last: &ListedComment, sorting: Sorting) -> ThreadView {
    ThreadView::Branches {
        sorting,
        from: Some(key_of(&last.comment, sorting)),
    }
}

/// Cuts a list to its page. The last of the page where there is more after it.
fn cut(list: &mut Vec<ListedComment>, page: i64) -> Option<ListedComment> {
    let page = usize::try_from(page).unwrap_or(usize::MAX);
    if list.len() <= page {
        return None;
    }
    list.truncate(page);
    list.last().cloned()
}

async fn with_first_replies(
    connection: &mut AnyConnection,
    heads: Vec<ListedComment>,
) -> Result<Vec<ReadBranch>, sqlx::Error> {
    let answered: Vec<i64> = heads
        .iter()
        .filter(|head| head.comment.replies > 0)
        .map(|head| head.comment.id)
        .collect();
    let mut replies: HashMap<i64, Vec<ListedComment>> = HashMap::new();
    for reply in list_first_replies(connection, &answered, FIRST_REPLIES).await? {
        replies
            .entry(reply.comment.branch_id)
            .or_default()
            .push(reply);
    }
    let branches = heads.into_iter().map(|head| {
        let replies = replies.remove(&head.comment.id).unwrap_or_default();
        let left = head.comment.replies - i64::try_from(replies.len()).unwrap_or(i64::MAX);
        let more = replies.last().filter(|_| left > 0).map(|last| More {
            view: ThreadView::Branch {
                branch: head.comment.id,
                after: last.comment.path.clone(),
            },
            count: Some(left),
        });
        ReadBranch {
            head,
            earlier: None,
            replies,
            more,
        }
    });
    Ok(branches.collect())
}

/// A page of one branch's replies.
async fn read_branch(
    connection: &mut AnyConnection,
    article: i64,
    branch: i64,
    after: &str,
) -> Result<Option<Read>, sqlx::Error> {
    let Some(head) = find_listed(connection, article, branch)
        .await?
        .filter(|head| head.comment.level == 0)
    else {
        return Ok(None);
    };
    let replies = list_replies_after(connection, branch, after, REPLIES + 1).await?;
    Ok(Some(Read {
        view: ThreadView::Branch {
            branch,
            after: after.to_owned(),
        },
        branches: vec![page_of_replies(head, replies, !after.is_empty())],
        ..Read::default()
    }))
}

/// The page that shows a comment: its branch first, with the replies from its own on, then those that
/// come after it.
async fn read_around(
    connection: &mut AnyConnection,
    article: i64,
    id: i64,
) -> Result<Option<Read>, sqlx::Error> {
    let Some(comment) = find_listed(connection, article, id).await? else {
        return Ok(None);
    };
    let sorting = Sorting::default();
    let (first, head) = if comment.comment.level == 0 {
        let first = with_first_replies(connection, vec![comment.clone()]).await?;
        (first, comment)
    } else {
        let branch = comment.comment.branch_id;
        let Some(head) = find_listed(connection, article, branch).await? else {
            return Ok(None);
        };
        let path = &comment.comment.path;
        let replies = list_replies_from(connection, branch, path, REPLIES + 1).await?;
        let first_of_all = list_replies_after(connection, branch, "", 1).await?;
        let has_earlier = first_of_all
            .first()
            .is_some_and(|first| first.comment.id != id);
        (
            vec![page_of_replies(head.clone(), replies, has_earlier)],
            head,
        )
    };
    let key = Some(key_of(&head.comment, sorting));
    let mut others = list_branches(connection, article, sorting, key, BRANCHES).await?;
    let next = cut(&mut others, BRANCHES - 1).map(|last| after(&last, sorting));
    let mut branches = first;
    branches.extend(with_first_replies(connection, others).await?);
    Ok(Some(Read {
        view: ThreadView::Comment(id),
        sorting,
        branches,
        next,
        ..Read::default()
    }))
}

fn page_of_replies(
    head: ListedComment,
    mut replies: Vec<ListedComment>,
    has_earlier: bool,
) -> ReadBranch {
    let branch = head.comment.id;
    let more = cut(&mut replies, REPLIES).map(|last| More {
        view: ThreadView::Branch {
            branch,
            after: last.comment.path,
        },
        count: None,
    });
    ReadBranch {
        earlier: has_earlier.then(|| ThreadView::Branch {
            branch,
            after: String::new(),
        }),
        head,
        replies,
        more,
    }
}

/// Single comments of a thread, for pages that show the rest already; those that stand there no longer are
/// left out.
///
/// # Errors
/// When the database fails.
pub async fn read_comments(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    article: &Summary,
    ids: &[i64],
) -> Result<Vec<ShownComment>, sqlx::Error> {
    let listed = list_listed(connection, article.id, ids).await?;
    let showing = Showing::begin(connection, presenter, article).await?;
    let mut shown = showing.show_all(connection, &listed, &[]).await?;
    for comment in &mut shown {
        // The page they come into has what they answer, up to the level from which on it is flat.
        if let Some(answers) = &mut comment.answers {
            answers.is_plain = answers.is_plain || comment.level < DEEPEST;
        }
    }
    Ok(shown)
}
