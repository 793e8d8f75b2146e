//! From an address to a page.

use super::{PageError, Presenter, presenter};
use crate::{
    article::{
        body,
        model::{ArticlePage, Author, Heading, ListPage},
        store::{
            self as articles, Article, List, Status, Summary, find_article, list_articles,
            list_authors, list_newest_of_each, list_tags,
        },
    },
    author::store::find_author,
    front::{
        model::{FrontPage, SectionRow},
        store::read_front,
    },
    language::Language,
    section::store::{Section, find_section, list_sections},
    server::{http::canonical_path, state::AppState},
    site::{
        address::{Address, Cursor, Place},
        model::{Frame, LanguageLink, Page, PageData},
        store::{Kind, find_moved, list_translations},
    },
    tag::store::find_tag,
};
use sqlx::AnyConnection;
use std::time::{SystemTime, UNIX_EPOCH};

/// How many articles a page of a list holds.
const PAGE: usize = 15;

/// How many other articles stand under an article.
const OTHERS: usize = 6;

/// A page in all languages it exists in: language and address of each translation.
type Translations = Vec<(Language, Address)>;

/// Reads the page at a path with its query.
///
/// # Errors
/// When there is no such page, or the database fails.
pub async fn read_page(state: &AppState, path_and_query: &str) -> Result<PageData, PageError> {
    let site = &state.configuration.site;
    let path = path_and_query.split('?').next().unwrap_or_default();
    if let Some(address) = canonical_path(path).as_deref().and_then(Address::parse) {
        return Err(PageError::Moved(address));
    }
    let address = Address::parse(path_and_query)
        .filter(|address| site.languages.contains(&address.language))
        .ok_or(PageError::NotFound)?;
    let presenter = Presenter::new(address.language, site, now());
    let mut connection = state.database.read().await?;
    let sections = list_sections(&mut connection, address.language).await?;
    let (page, translations) = match &address.place {
        Place::Front => {
            let page = read_front_page(&mut connection, &presenter, &sections).await?;
            (Page::Front(page), Translations::new())
        }
        Place::Article { section, slug } => {
            let (page, translations) =
                read_article_page(&mut connection, &presenter, &address, section, slug).await?;
            (Page::Article(Box::new(page)), translations)
        }
        Place::Section(_) | Place::Tag(_) | Place::Author(_) => {
            let (page, translations) =
                read_list_page(&mut connection, &presenter, &address).await?;
            (Page::List(page), translations)
        }
    };
    Ok(PageData {
        frame: frame(&presenter, &address, &sections, &translations),
        page,
    })
}

/// The frame of pages that are not in the database, such as errors; without sections when the
/// database does not answer.
pub async fn read_frame(state: &AppState, language: Language) -> Frame {
    let presenter = Presenter::new(language, &state.configuration.site, now());
    let sections = match state.database.read().await {
        Ok(mut connection) => list_sections(&mut connection, language)
            .await
            .unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    frame(
        &presenter,
        &Address::new(language, Place::Front),
        &sections,
        &[],
    )
}

/// Now, in milliseconds UTC.
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|duration| i64::try_from(duration.as_millis()).ok())
        .unwrap_or(0)
}

fn frame(
    presenter: &Presenter<'_>,
    address: &Address,
    sections: &[Section],
    translations: &[(Language, Address)],
) -> Frame {
    let site = presenter.site;
    let front = presenter.href(Place::Front);
    let languages = site
        .languages
        .iter()
        .map(|&language| {
            let translation = if language == address.language {
                Some(address)
            } else if address.place == Place::Front {
                None
            } else {
                translations
                    .iter()
                    .find(|(other, _)| *other == language)
                    .map(|(_, address)| address)
            };
            LanguageLink {
                code: language.code().to_owned(),
                name: language.native_name().to_owned(),
                translates: translation.is_some() || address.place == Place::Front,
                href: match translation {
                    Some(address) => address.to_string(),
                    None => Address::new(language, Place::Front).to_string(),
                },
            }
        })
        .collect();
    Frame {
        name: site.name(presenter.language).to_owned(),
        date: presenter.masthead_date(),
        canonical: presenter.absolute(&address.to_string()),
        sections: sections
            .iter()
            .map(|section| presenter.section(&section.slug, &section.name))
            .collect(),
        languages,
        imprint: site
            .imprint(presenter.language)
            .unwrap_or_default()
            .to_owned(),
        feed: format!("{front}/feed.xml"),
        front,
    }
}

async fn read_front_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    sections: &[Section],
) -> Result<FrontPage, PageError> {
    let front = read_front(connection, presenter.language, sections).await?;
    let authors = match &front.lead {
        Some(lead) => list_authors(connection, &[lead.id]).await?,
        None => Vec::new(),
    };
    let teasers = |summaries: &[Summary]| {
        summaries
            .iter()
            .map(|summary| presenter.teaser(summary, &[]))
            .collect()
    };
    Ok(FrontPage {
        lead: front
            .lead
            .as_ref()
            .map(|lead| presenter.teaser(lead, &authors)),
        latest: teasers(&front.latest),
        sections: sections
            .iter()
            .zip(&front.sections)
            .filter(|(_, row)| !row.is_empty())
            .map(|(section, row)| SectionRow {
                section: presenter.section(&section.slug, &section.name),
                teasers: teasers(row),
            })
            .collect(),
    })
}

async fn read_article_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &Address,
    section: &str,
    slug: &str,
) -> Result<(ArticlePage, Translations), PageError> {
    let language = presenter.language;
    let Some(article) = find_article(connection, language, slug).await? else {
        return match articles::find_moved_article(connection, language, slug).await? {
            Some((section, slug)) => Err(PageError::Moved(Address::new(
                language,
                Place::Article { section, slug },
            ))),
            None => Err(PageError::NotFound),
        };
    };
    match article.status {
        Status::Published => {}
        Status::Withdrawn => return Err(PageError::Gone),
        Status::Draft => return Err(PageError::NotFound),
    }
    let summary = &article.summary;
    if summary.section_slug != section {
        let place = Place::Article {
            section: summary.section_slug.clone(),
            slug: summary.slug.clone(),
        };
        return Err(PageError::Moved(Address::new(language, place)));
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
    let tag_ids: Vec<i64> = tags.iter().map(|tag| tag.id).collect();
    let others = read_others(connection, &article, &tag_ids, language).await?;
    let page = ArticlePage {
        section: presenter.section(&summary.section_slug, &summary.section_name),
        kicker: presenter::kicker(summary).to_owned(),
        headline: summary.headline.clone(),
        standfirst: summary.standfirst.clone(),
        authors: authors
            .iter()
            .map(|(_, author)| presenter.author(author))
            .collect(),
        published: presenter.full_moment(summary.published_at),
        updated: article
            .updated_at
            .filter(|updated| *updated > summary.published_at)
            .map(|updated| presenter.full_moment(updated)),
        reading_time: presenter.reading_time(summary.reading_minutes),
        picture: summary.picture.clone(),
        body: body::to_html(&article.body, language),
        tags: tags.iter().map(|tag| presenter.tag(tag)).collect(),
        share: presenter.share(&address.to_string(), &summary.headline),
        others: others
            .iter()
            .map(|other| presenter.teaser(other, &[]))
            .collect(),
    };
    Ok((page, translations))
}

/// Six other articles: with the same tags first, then of the same section, then the latest.
async fn read_others(
    connection: &mut AnyConnection,
    article: &Article,
    tags: &[i64],
    language: Language,
) -> Result<Vec<Summary>, PageError> {
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
    for list in [List::Section(article.section_id), List::Latest(language)] {
        if !full {
            // Those already there may be among these, so as many more are asked for.
            let limit = enough + OTHERS as i64;
            full = add(list_articles(connection, list, Cursor::START, limit).await?);
        }
    }
    Ok(others)
}

async fn read_list_page(
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
        Place::Front | Place::Article { .. } => return Err(PageError::NotFound),
    };
    let subject = match kind {
        Kind::Section => find_section(connection, language, slug)
            .await?
            .map(|section| Subject {
                kind,
                list: List::Section(section.id),
                heading: Heading::Section(section.name),
                about: section.description,
                translation_group: section.translation_group,
            }),
        Kind::Tag => find_tag(connection, language, slug)
            .await?
            .map(|tag| Subject {
                kind,
                list: List::Tag(tag.id),
                heading: Heading::Tag(tag.name),
                about: String::new(),
                translation_group: tag.translation_group,
            }),
        Kind::Author => find_author(connection, language, slug)
            .await?
            .map(|author| Subject {
                kind,
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
