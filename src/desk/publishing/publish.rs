//! Making an article of a revision.

use super::{
    checking::{WantedSlug, find_checks},
    store::{
        SavedRevision, Standing, Surroundings, find_surroundings, mark_published,
        set_published_revision, set_status,
    },
};
use crate::{
    article::store::{
        self as articles, ArticleText, NewArticle, change_slug, insert_article, publish_article,
        update_text,
    },
    desk::{
        manuscript::store::insert_event,
        model::{Action, Check, Finding, Status},
    },
    site::pages::Presenter,
};
use sqlx::AnyConnection;

/// What an article says that is made of a revision; the same for readers and for a preview.
pub fn article_text(revision: &SavedRevision, surroundings: &Surroundings) -> ArticleText {
    let fields = &revision.fields;
    ArticleText {
        kicker: fields.kicker.trim().to_owned(),
        headline: fields.headline.trim().to_owned(),
        standfirst: fields.standfirst.trim().to_owned(),
        description: fields.description.trim().to_owned(),
        body: revision.body.clone(),
        picture: fields.picture.clone(),
        authors: surroundings.authors.iter().map(|(id, _)| *id).collect(),
        tags: surroundings.tags.iter().map(|tag| tag.id).collect(),
    }
}

/// Shows a revision to readers, unless something stands against it: that comes back, and the
/// transaction must not be committed. It must hold the manuscript. `by` None: the program itself;
/// `presenter.now` is the moment of publication.
///
/// # Errors
/// When the database fails. Then the transaction must not be committed either.
pub(super) async fn publish(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    standing: &Standing,
    revision: &SavedRevision,
    by: Option<i64>,
) -> Result<Vec<Check>, sqlx::Error> {
    let now = presenter.now;
    let surroundings = find_surroundings(connection, standing.language, &revision.fields).await?;
    let mut checks = find_checks(
        connection,
        presenter,
        standing,
        revision,
        &surroundings,
        now,
    )
    .await?;
    checks.retain(|check| check.forbids);
    let Some(section) = surroundings.section.as_ref().filter(|_| checks.is_empty()) else {
        return Ok(checks);
    };
    let text = article_text(revision, &surroundings);
    let slug = WantedSlug::of(&revision.fields, standing.language);
    let article_id = match standing.article_id {
        Some(id) => {
            // Readers are told of a change, and not of the same text that has come back.
            let updated_at = revision.published_at.is_none().then_some(now);
            update_text(connection, id, standing.language, &text, updated_at, now).await?;
            publish_article(connection, id, section.id, now).await?;
            if let WantedSlug::Typed(slug) = &slug
                && !change_slug(connection, id, slug).await?
            {
                return Ok(vec![forbidding(Finding::SlugTaken)]);
            }
            id
        }
        None => {
            let (WantedSlug::Typed(wanted) | WantedSlug::FromHeadline(wanted)) = &slug else {
                return Ok(vec![forbidding(Finding::NoSlug)]);
            };
            let article = NewArticle {
                language: standing.language,
                section_id: section.id,
                slug: wanted.clone(),
                text,
                status: articles::Status::Published,
                published_at: Some(now),
                updated_at: None,
                translation_group: standing.translation_group.clone(),
            };
            let (id, given) = insert_article(connection, &article, now).await?;
            if matches!(slug, WantedSlug::Typed(_)) && given != *wanted {
                return Ok(vec![forbidding(Finding::SlugTaken)]);
            }
            id
        }
    };
    mark_published(connection, revision.id, now).await?;
    set_status(connection, standing.id, Status::Published, by, now).await?;
    set_published_revision(connection, standing.id, article_id, Some(revision.id)).await?;
    let action = if standing.status == Status::Published {
        Action::ChangesPublished
    } else {
        Action::Published
    };
    insert_event(connection, standing.id, by, action, "", now).await?;
    Ok(Vec::new())
}

fn forbidding(finding: Finding) -> Check {
    Check {
        finding,
        forbids: true,
    }
}
