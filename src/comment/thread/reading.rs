//! Reading a page of a thread.

use super::{Branch, More, Showing, ShownComment, Thread, find_taking};
use crate::{
    article::store::Summary,
    comment::{
        model::Sorting,
        store::{
            BRANCHES, DEEPEST, FIRST_REPLIES, ListedComment, REPLIES, find_listed, find_thread,
            key_of, list_branches, list_first_replies, list_listed, list_replies_after,
            list_replies_from,
        },
    },
    site::{address::ThreadView, pages::Presenter},
};
use sqlx::AnyConnection;
use std::collections::HashMap;

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
