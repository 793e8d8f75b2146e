//! From an address to a page.

use super::{PageError, Presenter, article::read_article_page, list::read_list_page};
use crate::{
    article::store::{Summary, list_authors},
    correction::pages::read_corrections_page,
    front::{
        model::{FrontPage, SectionRow},
        store::read_front,
    },
    language::Language,
    reading_list::pages::read_shared_page,
    section::store::{Section, list_sections},
    server::{http::canonical_path, state::AppState},
    site::{
        address::{Address, Place, ThreadView},
        model::{Frame, LanguageLink, Page, PageData},
    },
};
use sqlx::AnyConnection;
use std::time::{SystemTime, UNIX_EPOCH};

/// A page in all languages it exists in: language and address of each translation.
pub(super) type Translations = Vec<(Language, Address)>;

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
        Place::Corrections => {
            let page = read_corrections_page(&mut connection, &presenter, &address).await?;
            let everywhere = site
                .languages
                .iter()
                .map(|&language| (language, Address::new(language, Place::Corrections)))
                .collect();
            (Page::Corrections(page), everywhere)
        }
        Place::SharedList { public_id, from } => {
            let page = read_shared_page(&mut connection, &presenter, public_id, *from)
                .await
                .map_err(PageError::Told)?;
            let in_language = |language| (language, Address::new(language, address.place.clone()));
            let everywhere = site.languages.iter().copied().map(in_language).collect();
            (Page::SharedList(Box::new(page)), everywhere)
        }
        Place::Offline => {
            let everywhere = site
                .languages
                .iter()
                .map(|&language| (language, Address::new(language, Place::Offline)))
                .collect();
            (Page::Offline, everywhere)
        }
        Place::Section(_) | Place::Tag(_) | Place::Author(_) => {
            let (page, translations) =
                read_list_page(&mut connection, &presenter, &address).await?;
            (Page::List(page), translations)
        }
    };
    // Every page of an article's comments is a page of the article.
    let canonical = address.with_thread(ThreadView::default());
    Ok(PageData {
        frame: frame(&presenter, &canonical, &sections, &translations),
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
    let way_to = |language: Language| {
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
        match translation {
            Some(address) => (address.to_string(), true),
            None => (
                Address::new(language, Place::Front).to_string(),
                address.place == Place::Front,
            ),
        }
    };
    frame_around(presenter, &address.to_string(), sections, way_to)
}

/// The frame of a page that is the same in every language: `rest` is what follows the language in
/// its address.
///
/// # Errors
/// When the database fails.
pub async fn read_frame_of_personal_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    rest: &str,
) -> Result<Frame, sqlx::Error> {
    let sections = list_sections(connection, presenter.language).await?;
    let in_language = |language: Language| format!("/{}{rest}", language.code());
    Ok(frame_around(
        presenter,
        &in_language(presenter.language),
        &sections,
        |language| (in_language(language), true),
    ))
}

/// The frame of an article that readers cannot see yet: as on a page of theirs, but it has no address
/// that could be passed on.
///
/// # Errors
/// When the database fails.
pub async fn read_frame_of_preview(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
) -> Result<Frame, sqlx::Error> {
    let sections = list_sections(connection, presenter.language).await?;
    let front = Address::new(presenter.language, Place::Front);
    Ok(Frame {
        canonical: String::new(),
        ..frame(presenter, &front, &sections, &[])
    })
}

/// `way_to` gives for each language where it leads from this page, and whether to this very page.
fn frame_around(
    presenter: &Presenter<'_>,
    href: &str,
    sections: &[Section],
    way_to: impl Fn(Language) -> (String, bool),
) -> Frame {
    let site = presenter.site;
    let front = presenter.href(Place::Front);
    let languages = site
        .languages
        .iter()
        .map(|&language| {
            let (href, translates) = way_to(language);
            LanguageLink {
                code: language.code().to_owned(),
                name: language.native_name().to_owned(),
                href,
                translates,
            }
        })
        .collect();
    Frame {
        name: site.name(presenter.language).to_owned(),
        date: presenter.masthead_date(),
        canonical: presenter.absolute(href),
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
        corrections: presenter.href(Place::Corrections),
        front,
        build: String::new(),
        visitor: None,
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
