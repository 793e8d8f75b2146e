//! Comments as a page shows them.

use super::{Answers, ShownComment};
use crate::{
    article::store::Summary,
    comment::{
        model::Status,
        store::{
            Answered, DEEPEST, ListedComment, WriterMarks, find_writer_of_article, list_answered,
        },
    },
    site::{
        address::{Address, Place, ThreadView},
        pages::Presenter,
    },
};
use sqlx::AnyConnection;
use std::collections::{HashMap, HashSet};

/// Makes comments of an article ready to be shown.
#[derive(Clone, Debug)]
pub struct Showing<'a> {
    presenter: &'a Presenter<'a>,
    /// The article's.
    pub(super) address: Address,
    writer: Option<i64>,
    marks: WriterMarks,
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
            marks: WriterMarks::of_thread(connection, article.id).await?,
        })
    }

    /// By what pages know an account in this thread.
    pub fn mark_of(&self, person: i64) -> i64 {
        self.marks.of(person)
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
            person: comment.person_id.map(|person| self.mark_of(person)),
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
