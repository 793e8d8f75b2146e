//! An article as its readers will see it: the page itself, and the page of the newsroom around it.

use crate::{
    account::{identity::Visit, secret::Secret},
    article::store::{self as articles, Article, Summary},
    desk::{
        model::{DeskPage, PreviewPage},
        preview,
        publishing::{
            Standing, article_text, find_head, find_standing, find_surroundings, open_standing,
        },
    },
    error::AppError,
    site::{
        address::Place,
        model::Page,
        pages::{Presenter, WholeArticle, make_article_page},
    },
};
use sqlx::AnyConnection;

/// The newsroom's page with the readers' page in it.
pub(super) async fn read_preview_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    id: &str,
) -> Result<(DeskPage, String), AppError> {
    let standing = open(visit, connection, id).await?;
    let head = find_head(connection, &standing).await?;
    let headline = head.fields.headline.trim().to_owned();
    let page = PreviewPage {
        manuscript: standing.id,
        headline: headline.clone(),
        page: page_href(&standing),
        back: format!(
            "/{}/desk/articles/{}",
            presenter.language.code(),
            standing.id
        ),
        links: preview::list_links(connection, presenter, standing.id).await?,
    };
    Ok((DeskPage::Preview(Box::new(page)), headline))
}

/// The readers' page of the newest revision, for whoever is signed in.
pub(super) async fn read_own_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    id: &str,
) -> Result<Page, AppError> {
    let standing = open(visit, connection, id).await?;
    if standing.language != presenter.language {
        return Err(AppError::Elsewhere(page_href(&standing)));
    }
    read_article(connection, presenter, &standing).await
}

/// The same for whoever has a link.
pub(super) async fn read_shared_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    token: &str,
) -> Result<Page, AppError> {
    let token = Secret::parse(token).ok_or(AppError::LinkSpent)?;
    let manuscript = preview::find_shared(connection, &token, presenter.now)
        .await?
        .ok_or(AppError::LinkSpent)?;
    let standing = find_standing(connection, manuscript)
        .await?
        .ok_or(AppError::LinkSpent)?;
    if standing.language != presenter.language {
        return Err(AppError::Elsewhere(preview::href(
            standing.language,
            &token,
        )));
    }
    read_article(connection, presenter, &standing).await
}

async fn open(
    visit: &Visit,
    connection: &mut AnyConnection,
    id: &str,
) -> Result<Standing, AppError> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    open_standing(connection, &visit.writer()?, id).await
}

fn page_href(standing: &Standing) -> String {
    let (language, id) = (standing.language.code(), standing.id);
    format!("/{language}/desk/articles/{id}/page")
}

/// Makes the page that publishing the newest revision now would show.
async fn read_article(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    standing: &Standing,
) -> Result<Page, AppError> {
    let head = find_head(connection, standing).await?;
    let surroundings = find_surroundings(connection, standing.language, &head.fields).await?;
    let text = article_text(&head, &surroundings);
    let times = match standing.article_id {
        Some(id) => articles::find_times(connection, id).await?,
        None => None,
    };
    let times = times.unwrap_or_default();
    let (section_id, section_slug, section_name) = surroundings
        .section
        .filter(|section| section.language == standing.language)
        .map(|section| (section.id, section.slug, section.name))
        .unwrap_or_default();
    let article = Article {
        summary: Summary {
            // No article has this id, so that none is left out of those under it.
            id: standing.article_id.unwrap_or_default(),
            slug: head.fields.slug.clone(),
            section_slug,
            section_name,
            excerpt: text.excerpt(),
            reading_minutes: text.reading_minutes(standing.language),
            published_at: times
                .published_at
                .or(standing.scheduled_at)
                .unwrap_or(presenter.now),
            // Nobody has read it yet.
            comments: 0,
            kicker: text.kicker,
            headline: text.headline,
            standfirst: text.standfirst,
            picture: text.picture,
        },
        section_id,
        status: articles::Status::Draft,
        updated_at: times.updated_at,
        translation_group: standing.translation_group.clone(),
        description: text.description,
        withdrawn_note: String::new(),
        body: text.body,
    };
    let whole = WholeArticle {
        article,
        authors: surroundings
            .authors
            .into_iter()
            .map(|(_, author)| author)
            .collect(),
        tags: surroundings.tags,
        share: None,
    };
    let mut page = make_article_page(connection, presenter, whole).await?;
    if page.section.name.is_empty() {
        page.section.href = presenter.href(Place::Front);
    }
    Ok(Page::Article(Box::new(page)))
}
