//! An article's page. There is one way to make it, whether the article is read by everybody or is a
//! revision that somebody wants to see as readers will.

use super::{PageError, Presenter, presenter, reading::Translations};
use crate::{
    article::{
        body,
        model::{ArticlePage, Share},
        store::{
            self as articles, Article, AuthorName, List, Status, Summary, TagName, find_article,
            list_articles, list_authors, list_newest_of_each, list_tags,
        },
    },
    comment::{html, thread::read_thread},
    correction::{pages::present, store::list_of_article},
    site::address::{Address, Cursor, Place, ThreadView},
};
use sqlx::AnyConnection;

/// How many other articles stand under an article.
const OTHERS: usize = 6;

/// An article with what stands around its text.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeArticle {
    /// The article.
    pub article: Article,
    /// The authors in order.
    pub authors: Vec<AuthorName>,
    /// The tags in order.
    pub tags: Vec<TagName>,
    /// Where its address can be sent, if it has one.
    pub share: Option<Share>,
}

/// Reads the published article at an address.
pub(super) async fn read_article_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &Address,
    section: &str,
    slug: &str,
) -> Result<(ArticlePage, Translations), PageError> {
    let language = presenter.language;
    let Some(article) = find_article(connection, language, slug).await? else {
        return match articles::find_moved_article(connection, language, slug).await? {
            Some((section, slug)) => Err(PageError::Moved(
                Address::new(language, Place::Article { section, slug })
                    .with_thread(address.thread.clone()),
            )),
            None => Err(PageError::NotFound),
        };
    };
    match article.status {
        Status::Published => {}
        Status::Withdrawn => return Err(PageError::Gone(article.withdrawn_note)),
        Status::Draft => return Err(PageError::NotFound),
    }
    let summary = &article.summary;
    if summary.section_slug != section {
        let place = Place::Article {
            section: summary.section_slug.clone(),
            slug: summary.slug.clone(),
        };
        let moved = Address::new(language, place).with_thread(address.thread.clone());
        return Err(PageError::Moved(moved));
    }
    let authors = list_authors(connection, &[summary.id]).await?;
    let tags = list_tags(connection, summary.id).await?;
    let translations = articles::list_translations(connection, &article.translation_group)
        .await?
        .into_iter()
        .map(|translation| {
            let place = Place::Article {
                section: translation.section_slug,
                slug: translation.slug,
            };
            (
                translation.language,
                Address::new(translation.language, place),
            )
        })
        .collect();
    let own = address.with_thread(ThreadView::default());
    let share = presenter.share(&own.to_string(), &summary.headline);
    let thread = read_thread(connection, presenter, summary, &address.thread).await?;
    let whole = WholeArticle {
        article,
        authors: authors.into_iter().map(|(_, author)| author).collect(),
        tags,
        share: Some(share),
    };
    let page = make_article_page(connection, presenter, whole).await?;
    let page = ArticlePage {
        comment_count: presenter.comment_count(thread.comments),
        comments: html::section(&thread, presenter.locale()),
        is_part_of_thread: thread.is_part(),
        ..page
    };
    Ok((page, translations))
}

/// Makes the page of an article.
///
/// # Errors
/// When the database fails.
pub async fn make_article_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    whole: WholeArticle,
) -> Result<ArticlePage, sqlx::Error> {
    let WholeArticle {
        article,
        authors,
        tags,
        share,
    } = whole;
    let summary = &article.summary;
    let corrections = list_of_article(connection, summary.id).await?;
    let tag_ids: Vec<i64> = tags.iter().map(|tag| tag.id).collect();
    let others = read_others(connection, presenter, &article, &tag_ids).await?;
    let description = if article.description.is_empty() {
        presenter::standfirst(summary)
    } else {
        &article.description
    };
    Ok(ArticlePage {
        id: share.is_some().then_some(summary.id),
        section: presenter.section(&summary.section_slug, &summary.section_name),
        kicker: presenter::kicker(summary).to_owned(),
        headline: summary.headline.clone(),
        standfirst: summary.standfirst.clone(),
        description: description.to_owned(),
        authors: authors
            .iter()
            .map(|author| presenter.author(author))
            .collect(),
        published: presenter.full_moment(summary.published_at),
        updated: article
            .updated_at
            .filter(|updated| *updated > summary.published_at)
            .map(|updated| presenter.full_moment(updated)),
        reading_time: presenter.reading_time(summary.reading_minutes),
        picture: summary.picture.clone(),
        body: body::to_html(&article.body, presenter.language),
        corrections: corrections
            .into_iter()
            .map(|correction| present(presenter, correction))
            .collect(),
        tags: tags.iter().map(|tag| presenter.tag(tag)).collect(),
        share,
        comment_count: String::new(),
        comments: String::new(),
        is_part_of_thread: false,
        others: others
            .iter()
            .map(|other| presenter.teaser(other, &[]))
            .collect(),
    })
}

/// Six other articles: with the same tags first, then of the same section, then the latest.
async fn read_others(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    article: &Article,
    tags: &[i64],
) -> Result<Vec<Summary>, sqlx::Error> {
    let itself = article.summary.id;
    let enough = OTHERS as i64 + 1;
    let mut others: Vec<Summary> = Vec::with_capacity(OTHERS);
    let mut add = |summaries: Vec<Summary>| {
        for summary in summaries {
            if others.len() < OTHERS
                && summary.id != itself
                && others.iter().all(|other| other.id != summary.id)
            {
                others.push(summary);
            }
        }
        others.len() == OTHERS
    };
    let lists: Vec<List> = tags.iter().copied().map(List::Tag).collect();
    let mut full = add(list_newest_of_each(connection, &lists, enough).await?);
    for list in [
        List::Section(article.section_id),
        List::Latest(presenter.language),
    ] {
        if !full {
            // Those already there may be among these, so as many more are asked for.
            let limit = enough + OTHERS as i64;
            full = add(list_articles(connection, list, Cursor::START, limit).await?);
        }
    }
    Ok(others)
}
