//! Pages of lists: sections, tags and authors.

use super::{PageError, Presenter, reading::Translations};
use crate::{
    article::{
        model::{Author, Heading, ListPage},
        store::{List, list_articles, list_authors},
    },
    author::store::find_author,
    section::store::find_section,
    site::{
        address::{Address, Cursor, Place},
        store::{Kind, find_moved, list_translations},
    },
    tag::store::find_tag,
};
use reading::{Topic, TopicKind};
use sqlx::AnyConnection;

/// How many articles a page of a list holds.
const PAGE: usize = 15;

/// One page of the list at an address, and the list in other languages.
pub(super) async fn read_list_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &Address,
) -> Result<(ListPage, Translations), PageError> {
    let subject = find_subject(connection, presenter, address).await?;
    let before = address.before.unwrap_or(Cursor::START);
    let mut summaries = list_articles(connection, subject.list, before, PAGE as i64 + 1).await?;
    let has_older = summaries.len() > PAGE;
    summaries.truncate(PAGE);
    let first_page = Address::new(address.language, address.place.clone());
    let older = summaries.last().filter(|_| has_older).map(|last| {
        let cursor = Cursor {
            published_at: last.published_at,
            id: last.id,
        };
        first_page.before(cursor).to_string()
    });
    let ids: Vec<i64> = summaries.iter().map(|summary| summary.id).collect();
    let authors = match subject.list {
        List::Author(_) => Vec::new(),
        _ => list_authors(connection, &ids).await?,
    };
    let translations = list_translations(connection, subject.kind, &subject.translation_group)
        .await?
        .into_iter()
        .map(|(language, slug)| (language, Address::new(language, subject.kind.place(slug))))
        .collect();
    let page = ListPage {
        topic: subject.topic,
        heading: subject.heading,
        about: subject.about,
        teasers: summaries
            .iter()
            .map(|summary| presenter.teaser(summary, &authors))
            .collect(),
        older,
        newest: address.before.map(|_| first_page.to_string()),
        feed: (subject.kind == Kind::Section).then(|| format!("{first_page}/feed.xml")),
    };
    Ok((page, translations))
}

/// What a list is of.
struct Subject {
    kind: Kind,
    topic: Topic,
    list: List,
    heading: Heading,
    about: String,
    translation_group: String,
}

async fn find_subject(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &Address,
) -> Result<Subject, PageError> {
    let language = address.language;
    let (kind, slug) = match &address.place {
        Place::Section(slug) => (Kind::Section, slug),
        Place::Tag(slug) => (Kind::Tag, slug),
        Place::Author(slug) => (Kind::Author, slug),
        Place::Front
        | Place::Corrections
        | Place::Offline
        | Place::SharedList { .. }
        | Place::Article { .. } => {
            return Err(PageError::NotFound);
        }
    };
    let subject = match kind {
        Kind::Section => find_section(connection, language, slug)
            .await?
            .map(|section| Subject {
                kind,
                topic: Topic {
                    kind: TopicKind::Section,
                    id: section.id,
                },
                list: List::Section(section.id),
                heading: Heading::Section(section.name),
                about: section.description,
                translation_group: section.translation_group,
            }),
        Kind::Tag => find_tag(connection, language, slug)
            .await?
            .map(|tag| Subject {
                kind,
                topic: Topic {
                    kind: TopicKind::Tag,
                    id: tag.id,
                },
                list: List::Tag(tag.id),
                heading: Heading::Tag(tag.name),
                about: String::new(),
                translation_group: tag.translation_group,
            }),
        Kind::Author => find_author(connection, language, slug)
            .await?
            .map(|author| Subject {
                kind,
                topic: Topic {
                    kind: TopicKind::Author,
                    id: author.id,
                },
                list: List::Author(author.id),
                heading: Heading::Author(Author {
                    href: presenter.href(address.place.clone()),
                    given_name: author.given_name,
                    surname: author.surname,
                }),
                about: author.about,
                translation_group: author.translation_group,
            }),
    };
    match subject {
        Some(subject) => Ok(subject),
        None => match find_moved(connection, kind, language, slug).await? {
            Some(slug) => Err(PageError::Moved(Address::new(language, kind.place(slug)))),
            None => Err(PageError::NotFound),
        },
    }
}

impl Kind {
    fn place(self, slug: String) -> Place {
        match self {
            Self::Section => Place::Section(slug),
            Self::Tag => Place::Tag(slug),
            Self::Author => Place::Author(slug),
        }
    }
}
