//! Bringing saved article pages into the paper: `tilshi import page`.

mod imported_files;

pub use imported_files::{BY_DIGEST, BY_SOURCE};

use super::{
    saved_page::{AuthorName, GREATEST_PAGE_BYTES, SavedPage, SavedPageError, read_saved_page},
    slug::Slug,
    store::{ArticleText, NewArticle, Status, find_article, insert_article, update_text},
};
use crate::{
    author::store::{NewAuthor, find_author_by_name, insert_author},
    desk::{
        manuscript::{Reimported, State, adopt_articles, import_again},
        model::Fields,
    },
    first_edition::{FirstEditionError, ensure_sections},
    language::{Language, recognise_language},
    section::store::{Section, list_sections},
    server::{configuration::SiteSettings, database::Database},
    site::address::{Address, Place},
};
use document::Document;
use imported_files::{find_imported, move_file, record};
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;
use std::{fs, io, path::Path};
use thiserror::Error;

/// How many numbered variants of an author's slug are tried.
const SLUG_ATTEMPTS: u32 = 1000;

/// How a file is to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The article's language; recognised by its letters when none is given.
    pub language: Option<Language>,
    /// Slug of the section; the section that the rubric names, or the paper's first, when none is
    /// given.
    pub section: Option<String>,
    /// When it was published, milliseconds UTC; now when none is given.
    pub published_at: Option<i64>,
    /// Whether it is kept from readers.
    pub draft: bool,
    /// Whether everything is only tried, and nothing kept.
    pub dry_run: bool,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new article.
    Imported,
    /// The article that came from this file before says what the file says now.
    Updated,
    /// The same, but the newsroom has changed the same places: what the file says now is kept there,
    /// beside what readers see.
    KeptAside,
    /// The file was imported before and has not changed.
    Unchanged,
}

/// A file that was read into an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What became of it.
    pub outcome: Outcome,
    /// Where the article is.
    pub address: Address,
}

/// Why a file could not be imported. Nothing of it is in the database then.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// The file is no article page.
    #[error("{0}")]
    Page(#[from] SavedPageError),
    /// The language is not to be recognised, or the paper does not publish in it.
    #[error("{0}")]
    Language(String),
    /// There is no such section.
    #[error("--section: there is no section {given:?} in {language}; accepted are {accepted}")]
    Section {
        /// What was given.
        given: String,
        /// Code of the article's language.
        language: &'static str,
        /// The sections there are.
        accepted: String,
    },
    /// There is nothing to make an address of.
    #[error("{what} {text:?} has no letter or digit to make an address of")]
    NoAddress {
        /// What it is: the headline, the author's name.
        what: &'static str,
        /// The text itself.
        text: String,
    },
    /// So many authors have this name that no number is left.
    #[error("the author's name {0:?}: all addresses made of it are taken")]
    AuthorTaken(String),
    /// What the newsroom has of the article is not to be read.
    #[error("the newsroom's revisions of the article could not be read")]
    Manuscript,
    /// The first sections could not be made.
    #[error(transparent)]
    Sections(#[from] FirstEditionError),
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

/// Imports one saved page. `now` is in milliseconds UTC.
///
/// A file is known by its path: the same content again, from whatever path, changes nothing; other
/// content at a known path is put together with what the newsroom has written in the article from
/// there; its address and times stay.
///
/// # Errors
/// When the file is no article page, an option does not fit, or the database fails.
pub async fn import_page(
    database: &Database,
    site: &SiteSettings,
    path: &Path,
    options: &ImportOptions,
    now: i64,
) -> Result<Imported, ImportError> {
    let bytes = usize::try_from(fs::metadata(path)?.len()).unwrap_or(usize::MAX);
    if bytes > GREATEST_PAGE_BYTES {
        return Err(SavedPageError::TooLarge { bytes }.into());
    }
    let content = fs::read(path)?;
    let page = read_saved_page(&content)?;
    let source = fs::canonicalize(path)?.to_string_lossy().into_owned();
    let digest: String = Sha256::digest(&content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();

    let mut transaction = database.write().await?;
    ensure_sections(&mut transaction, &site.languages).await?;
    let imported = match find_imported(&mut transaction, &source, &digest).await? {
        Some(known) if known.digest == digest => {
            // A moved file keeps its article. A copy does not: it may become another article.
            if known.source != source && !Path::new(&known.source).exists() {
                move_file(&mut transaction, &known.source, &source).await?;
            }
            Imported {
                outcome: Outcome::Unchanged,
                address: known.address,
            }
        }
        Some(known) => {
            let language = known.address.language;
            let Some(before) = find_article(&mut transaction, language, &known.slug).await? else {
                return Err(sqlx::Error::RowNotFound.into());
            };
            let text = article_text(
                &mut transaction,
                &page,
                language,
                &before.summary.section_name,
            )
            .await?;
            let outcome =
                take_again(&mut transaction, known.article_id, language, text, now).await?;
            record(&mut transaction, &source, &digest, known.article_id).await?;
            Imported {
                outcome,
                address: known.address,
            }
        }
        None => {
            let language = choose_article_language(&page, options, site)?;
            let section = choose_section(&mut transaction, &page, language, options).await?;
            let text = article_text(&mut transaction, &page, language, &section.name).await?;
            let new = NewArticle {
                language,
                section_id: section.id,
                slug: address_of("the headline", &page.headline, language)?,
                text,
                status: if options.draft {
                    Status::Draft
                } else {
                    Status::Published
                },
                published_at: if options.draft {
                    options.published_at
                } else {
                    Some(options.published_at.unwrap_or(now))
                },
                updated_at: None,
                translation_group: format!("import:{}", uuid::Uuid::new_v4().simple()),
            };
            let (id, slug) = insert_article(&mut transaction, &new, now).await?;
            adopt_articles(&mut transaction, &[id], now).await?;
            record(&mut transaction, &source, &digest, id).await?;
            let place = Place::Article {
                section: section.slug,
                slug: slug.as_str().to_owned(),
            };
            Imported {
                outcome: Outcome::Imported,
                address: Address::new(language, place),
            }
        }
    };
    if options.dry_run {
        transaction.rollback().await?;
    } else {
        transaction.commit().await?;
    }
    Ok(imported)
}

/// Brings what a file says now into the article that came from it. What no saved page holds (standfirst,
/// picture, tags) is the newsroom's work and stays.
async fn take_again(
    connection: &mut AnyConnection,
    article_id: i64,
    language: Language,
    text: ArticleText,
    now: i64,
) -> Result<Outcome, ImportError> {
    let change = |before: State| State {
        fields: Fields {
            kicker: text.kicker,
            headline: text.headline,
            authors: text.authors,
            ..before.fields
        },
        body: text.body,
    };
    let reimported = import_again(connection, article_id, change, now)
        .await
        .map_err(|_| ImportError::Manuscript)?;
    let article = match reimported {
        Reimported::KeptAside => return Ok(Outcome::KeptAside),
        Reimported::Taken { article: None } => return Ok(Outcome::Updated),
        Reimported::Taken {
            article: Some(state),
        } => *state,
    };
    let fields = article.fields;
    let text = ArticleText {
        kicker: fields.kicker,
        headline: fields.headline,
        standfirst: fields.standfirst,
        description: fields.description,
        body: article.body,
        picture: fields.picture,
        authors: fields.authors,
        tags: fields.tags,
    };
    update_text(connection, article_id, language, &text, Some(now), now).await?;
    Ok(Outcome::Updated)
}

fn choose_article_language(
    page: &SavedPage,
    options: &ImportOptions,
    site: &SiteSettings,
) -> Result<Language, ImportError> {
    let codes = || {
        let codes: Vec<&str> = site
            .languages
            .iter()
            .map(|language| language.code())
            .collect();
        codes.join(", ")
    };
    let text = format!("{}\n{}", page.headline, page.paragraphs.join("\n"));
    let language = match options.language {
        Some(language) => language,
        None => recognise_language(&text).ok_or_else(|| {
            ImportError::Language(format!(
                "the language cannot be recognised by its letters; give --lang, one of {}",
                codes()
            ))
        })?,
    };
    if site.languages.contains(&language) {
        Ok(language)
    } else {
        Err(ImportError::Language(format!(
            "the text is in {}, in which this paper does not publish; accepted are {}",
            language.code(),
            codes()
        )))
    }
}

async fn choose_section(
    connection: &mut AnyConnection,
    page: &SavedPage,
    language: Language,
    options: &ImportOptions,
) -> Result<Section, ImportError> {
    let mut sections = list_sections(connection, language).await?;
    let refuse = |given: &str, sections: &[Section]| {
        let slugs: Vec<&str> = sections
            .iter()
            .map(|section| section.slug.as_str())
            .collect();
        ImportError::Section {
            given: given.to_owned(),
            language: language.code(),
            accepted: slugs.join(", "),
        }
    };
    let index = match &options.section {
        Some(given) => sections
            .iter()
            .position(|section| section.slug == *given)
            .ok_or_else(|| refuse(given, &sections))?,
        None => sections
            .iter()
            .position(|section| section.name.to_lowercase() == page.kicker.to_lowercase())
            .unwrap_or(0),
    };
    if sections.is_empty() {
        return Err(refuse("", &sections));
    }
    Ok(sections.swap_remove(index))
}

async fn article_text(
    connection: &mut AnyConnection,
    page: &SavedPage,
    language: Language,
    section_name: &str,
) -> Result<ArticleText, ImportError> {
    let mut authors = Vec::with_capacity(page.authors.len());
    for name in &page.authors {
        let id = find_or_insert_author(connection, name, language).await?;
        if !authors.contains(&id) {
            authors.push(id);
        }
    }
    Ok(ArticleText {
        kicker: kicker_beside_section(page, section_name),
        headline: page.headline.clone(),
        standfirst: String::new(),
        description: String::new(),
        body: Document::from_paragraphs(page.paragraphs.iter().cloned()),
        picture: None,
        authors,
        tags: Vec::new(),
    })
}

/// The rubric is stored only where it says something else than the section.
fn kicker_beside_section(page: &SavedPage, section_name: &str) -> String {
    if page.kicker.to_lowercase() == section_name.to_lowercase() {
        String::new()
    } else {
        page.kicker.clone()
    }
}

async fn find_or_insert_author(
    connection: &mut AnyConnection,
    name: &AuthorName,
    language: Language,
) -> Result<i64, ImportError> {
    if let Some(known) =
        find_author_by_name(connection, language, &name.given_name, &name.surname).await?
    {
        return Ok(known.id);
    }
    let words = format!("{} {}", name.given_name, name.surname);
    let slug = address_of("the author's name", &words, language)?;
    for number in 1..=SLUG_ATTEMPTS {
        let slug = if number == 1 {
            slug.clone()
        } else {
            slug.with_number(number)
        };
        let new = NewAuthor {
            language,
            slug: slug.as_str().to_owned(),
            given_name: name.given_name.clone(),
            surname: name.surname.clone(),
            about: String::new(),
            translation_group: format!("import:{}", uuid::Uuid::new_v4().simple()),
        };
        if let Some(id) = insert_author(connection, &new).await? {
            return Ok(id);
        }
    }
    Err(ImportError::AuthorTaken(words))
}

fn address_of(what: &'static str, text: &str, language: Language) -> Result<Slug, ImportError> {
    Slug::from_headline(text, language).ok_or_else(|| ImportError::NoAddress {
        what,
        text: text.to_owned(),
    })
}
