//! The articles that are in somebody's lists, and those that somebody's followed topics bring.

use super::{
    model::{Articles, FollowedPage, ListedArticle, MOST_ARTICLES_AT_ONCE, NamedTopic},
    store::{TopicRecord, list_topics},
};
use crate::{
    account::identity::Visit,
    article::{
        model::Link,
        store::{AuthorName, Followed, Gathered, Status, list_authors, list_by_ids, list_followed},
    },
    error::{AppError, Problem},
    site::{
        address::{Address, Cursor, Place},
        pages::Presenter,
    },
};
use reading::{ArticleId, MOST_TOPICS, Topic, TopicKind};
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet};

/// How many articles a page of what was followed holds.
const PAGE: usize = 15;

/// The articles with these ids, in the order asked, each once.
///
/// # Errors
/// [`AppError::Invalid`] when it is too many, and when the database fails.
pub async fn find_articles(visit: &Visit, ids: &[ArticleId]) -> Result<Articles, AppError> {
    at_most("articles", ids.len(), MOST_ARTICLES_AT_ONCE)?;
    let mut connection = visit.state.database.read().await?;
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    Ok(gather(&mut connection, &presenter, ids).await?)
}

/// The same for ids that have been counted already.
pub(super) async fn gather(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    ids: &[ArticleId],
) -> Result<Articles, sqlx::Error> {
    let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let gathered: BTreeMap<i64, Gathered> = list_by_ids(connection, &ids)
        .await?
        .into_iter()
        .map(|gathered| (gathered.summary.id, gathered))
        .collect();
    let published: Vec<i64> = gathered
        .values()
        .filter(|gathered| gathered.status == Status::Published)
        .map(|gathered| gathered.summary.id)
        .collect();
    let authors = list_authors(connection, &published).await?;
    let mut articles = Articles::default();
    let mut seen = BTreeSet::new();
    for id in ids.into_iter().filter(|id| seen.insert(*id)) {
        match gathered.get(&id) {
            Some(found) if found.status == Status::Published => {
                articles.found.push(present(presenter, found, &authors));
            }
            Some(_) => articles.withdrawn.push(id),
            None => articles.unknown.push(id),
        }
    }
    Ok(articles)
}

/// A page of what these topics have brought, beginning after `before`, which the page before has given.
///
/// # Errors
/// [`AppError::Invalid`] when it is too many topics or `before` is nothing that a page gives, and when
/// the database fails.
pub async fn find_followed(
    visit: &Visit,
    topics: &[Topic],
    before: Option<&str>,
) -> Result<FollowedPage, AppError> {
    at_most("topics", topics.len(), MOST_TOPICS)?;
    let before = match before {
        Some(text) => {
            Cursor::parse(text).ok_or_else(|| AppError::invalid("before", Problem::NotAChoice))?
        }
        None => Cursor::START,
    };
    let mut connection = visit.state.database.read().await?;
    let presenter = Presenter::new(visit.language, &visit.state.configuration.site, visit.now);
    Ok(gather_followed(&mut connection, &presenter, topics, before).await?)
}

/// The same for topics that have been counted already.
pub(super) async fn gather_followed(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    topics: &[Topic],
    before: Cursor,
) -> Result<FollowedPage, sqlx::Error> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut gathered = list_followed(connection, &followed(topics), before, limit).await?;
    let has_older = gathered.len() > PAGE;
    gathered.truncate(PAGE);
    let ids: Vec<i64> = gathered.iter().map(|found| found.summary.id).collect();
    let authors = list_authors(connection, &ids).await?;
    let before = gathered.last().filter(|_| has_older).map(|last| {
        Cursor {
            published_at: last.summary.published_at,
            id: last.summary.id,
        }
        .to_string()
    });
    Ok(FollowedPage {
        articles: gathered
            .iter()
            .map(|found| present(presenter, found, &authors))
            .collect(),
        before,
    })
}

/// What topics are called, in the order asked, each once; those that are not there are left out.
///
/// # Errors
/// [`AppError::Invalid`] when it is too many, and when the database fails.
pub async fn name_topics(visit: &Visit, topics: &[Topic]) -> Result<Vec<NamedTopic>, AppError> {
    at_most("topics", topics.len(), MOST_TOPICS)?;
    let mut connection = visit.state.database.read().await?;
    Ok(gather_names(&mut connection, topics).await?)
}

/// The same for topics that have been counted already.
pub(super) async fn gather_names(
    connection: &mut AnyConnection,
    topics: &[Topic],
) -> Result<Vec<NamedTopic>, sqlx::Error> {
    let mut found: BTreeMap<Topic, TopicRecord> = list_topics(connection, topics)
        .await?
        .into_iter()
        .map(|record| (record.topic, record))
        .collect();
    Ok(topics
        .iter()
        .filter_map(|topic| found.remove(topic))
        .map(name_topic)
        .collect())
}

/// In its own language: it is at no other address.
fn name_topic(record: TopicRecord) -> NamedTopic {
    let place = match record.topic.kind {
        TopicKind::Author => Place::Author(record.slug),
        TopicKind::Section => Place::Section(record.slug),
        TopicKind::Tag => Place::Tag(record.slug),
    };
    NamedTopic {
        topic: record.topic,
        language: record.language,
        link: Link {
            name: format!("{} {}", record.name, record.surname)
                .trim()
                .to_owned(),
            href: Address::new(record.language, place).to_string(),
        },
    }
}

/// The topics by kind, each once.
fn followed(topics: &[Topic]) -> Followed {
    let topics: BTreeSet<Topic> = topics.iter().copied().collect();
    let of_kind = |kind: TopicKind| {
        topics
            .iter()
            .filter(|topic| topic.kind == kind)
            .map(|topic| topic.id)
            .collect()
    };
    Followed {
        authors: of_kind(TopicKind::Author),
        sections: of_kind(TopicKind::Section),
        tags: of_kind(TopicKind::Tag),
    }
}

fn at_most(field: &str, count: usize, most: usize) -> Result<(), AppError> {
    if count <= most {
        return Ok(());
    }
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    Err(AppError::invalid(field, Problem::TooMany(most)))
}

/// Words in the page's language, addresses in the article's: it is at no other.
fn present(
    presenter: &Presenter<'_>,
    found: &Gathered,
    authors: &[(i64, AuthorName)],
) -> ListedArticle {
    let mut there = presenter.clone();
    there.language = found.language;
    let summary = &found.summary;
    let mut teaser = there.teaser(summary, authors);
    teaser.published = presenter.short_moment(summary.published_at);
    teaser.reading_time = presenter.reading_time(summary.reading_minutes);
    teaser.comments = presenter.comment_count(summary.comments);
    ListedArticle {
        id: summary.id,
        language: found.language,
        section: there.section(&summary.section_slug, &summary.section_name),
        minutes: summary.reading_minutes,
        published_at: summary.published_at,
        teaser,
    }
}
