//! The first edition: what a new paper's database is filled with, so that there is something to
//! read, and something to copy from, before the first article is written. It lies in `edition/`
//! and is part of the binary.

mod format;

use crate::{
    article::{
        model::Picture,
        slug::Slug,
        store::{ArticleText, NewArticle, Status, insert_article},
    },
    author::store::{NewAuthor, insert_author},
    desk::manuscript::adopt_articles,
    language::Language,
    media::MediaFile,
    section::store::{NewSection, SectionSlug, insert_section},
    server::database::Database,
    tag::store::insert_tag,
};
use document::Document;
use format::{ArticleFile, AuthorsFile, PictureFile, SectionsFile, TagsFile};
use include_dir::{Dir, include_dir};
use serde_json::Value;
use sqlx::{AnyConnection, Row};
use std::{collections::HashMap, io, path::Path};
use thiserror::Error;

static EDITION: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/edition");

const MINUTE: i64 = 60_000;

/// Why the first edition could not be loaded. Nothing of it is in the database then.
#[derive(Debug, Error)]
pub enum FirstEditionError {
    /// A file of the edition is missing or malformed: a mistake of ours that a test finds.
    #[error("edition/{file}: {problem}")]
    File {
        /// The file's path within the edition.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// A picture could not be stored.
    #[error("a picture could not be stored: {0}")]
    Picture(#[from] io::Error),
}

/// Ids by key and language.
type Ids = HashMap<(String, Language), i64>;

/// Loads the whole edition into an empty database, in one transaction, and returns how many articles
/// it has; none when the database already has sections or articles. Only rows in `languages`.
/// `now` is in milliseconds UTC: the edition's times are counted back from it.
///
/// # Errors
/// When the database or the disk fails.
pub async fn load_if_empty(
    database: &Database,
    data_dir: &Path,
    languages: &[Language],
    now: i64,
) -> Result<Option<usize>, FirstEditionError> {
    let mut transaction = database.write().await?;
    if !is_empty(&mut transaction).await? {
        return Ok(None);
    }
    let sections = insert_sections(&mut transaction, languages).await?;
    let authors = insert_authors(&mut transaction, languages).await?;
    let tags = insert_tags(&mut transaction, languages).await?;
    let mut stored = Vec::new();
    for (name, article) in read_articles()? {
        if !languages.contains(&article.language) {
            continue;
        }
        let id = |ids: &Ids, key: &str| {
            ids.get(&(key.to_owned(), article.language))
                .copied()
                .ok_or_else(|| broken(&name, format!("unknown key {key:?}")))
        };
        let picture = match &article.picture {
            Some(file) => Some(store_lead_picture(data_dir, &name, file)?),
            None => None,
        };
        let text = ArticleText {
            kicker: article.kicker.clone(),
            headline: article.headline.clone(),
            standfirst: article.standfirst.clone(),
            description: String::new(),
            body: read_body(data_dir, &name, &article)?,
            picture,
            authors: article
                .authors
                .iter()
                .map(|key| id(&authors, key))
                .collect::<Result<_, _>>()?,
            tags: article
                .tags
                .iter()
                .map(|key| id(&tags, key))
                .collect::<Result<_, _>>()?,
        };
        let new = NewArticle {
            language: article.language,
            section_id: id(&sections, &article.section)?,
            slug: Slug::parse(&article.slug)
                .map_err(|problem| broken(&name, problem.to_string()))?,
            text,
            status: Status::Published,
            published_at: Some(now - article.published_minutes_ago * MINUTE),
            updated_at: article
                .updated_minutes_ago
                .map(|minutes| now - minutes * MINUTE),
            translation_group: format!("edition:{}", article.key),
        };
        let (id, _) = insert_article(&mut transaction, &new, now).await?;
        stored.push(id);
    }
    adopt_articles(&mut transaction, &stored, now).await?;
    transaction.commit().await?;
    Ok(Some(stored.len()))
}

/// Gives a paper that has no sections those of the first edition, without its articles, so that
/// articles can be imported before the paper was ever started.
///
/// # Errors
/// When the database fails.
pub async fn ensure_sections(
    connection: &mut AnyConnection,
    languages: &[Language],
) -> Result<(), FirstEditionError> {
    let count: i64 = sqlx::query("SELECT COUNT(*) AS count FROM sections")
        .fetch_one(&mut *connection)
        .await?
        .try_get("count")?;
    if count == 0 {
        insert_sections(connection, languages).await?;
    }
    Ok(())
}

async fn is_empty(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    let row = sqlx::query("SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM sections) OR EXISTS (SELECT 1 FROM articles)")
        .fetch_optional(connection)
        .await?;
    Ok(row.is_none())
}

async fn insert_sections(
    connection: &mut AnyConnection,
    languages: &[Language],
) -> Result<Ids, FirstEditionError> {
    let file: SectionsFile = read_json("sections.json")?;
    let mut ids = Ids::new();
    for (position, section) in (0_i64..).zip(file.sections) {
        for (language, name) in section
            .names
            .into_iter()
            .filter(|(language, _)| languages.contains(language))
        {
            let new = NewSection {
                language,
                slug: SectionSlug::parse(&name.slug)
                    .map_err(|problem| broken("sections.json", problem.to_string()))?,
                name: name.name,
                description: name.description,
                position,
                translation_group: format!("edition:{}", section.key),
            };
            ids.insert(
                (section.key.clone(), language),
                insert_section(connection, &new).await?,
            );
        }
    }
    Ok(ids)
}

async fn insert_authors(
    connection: &mut AnyConnection,
    languages: &[Language],
) -> Result<Ids, FirstEditionError> {
    let file: AuthorsFile = read_json("authors.json")?;
    let mut ids = Ids::new();
    for author in file.authors {
        for (language, name) in author
            .names
            .into_iter()
            .filter(|(language, _)| languages.contains(language))
        {
            let new = NewAuthor {
                language,
                slug: name.slug,
                given_name: name.given_name,
                surname: name.surname,
                about: name.about,
                translation_group: format!("edition:{}", author.key),
            };
            let id = insert_author(connection, &new).await?.ok_or_else(|| {
                broken(
                    "authors.json",
                    format!("the slug {:?} stands twice", new.slug),
                )
            })?;
            ids.insert((author.key.clone(), language), id);
        }
    }
    Ok(ids)
}

async fn insert_tags(
    connection: &mut AnyConnection,
    languages: &[Language],
) -> Result<Ids, FirstEditionError> {
    let file: TagsFile = read_json("tags.json")?;
    let mut ids = Ids::new();
    for tag in file.tags {
        let group = format!("edition:{}", tag.key);
        for (language, name) in tag
            .names
            .into_iter()
            .filter(|(language, _)| languages.contains(language))
        {
            let id = insert_tag(connection, language, &name.slug, &name.name, &group).await?;
            ids.insert((tag.key.clone(), language), id);
        }
    }
    Ok(ids)
}

fn read_articles() -> Result<Vec<(String, ArticleFile)>, FirstEditionError> {
    let folder = EDITION
        .get_dir("articles")
        .ok_or_else(|| broken("articles", "the folder is missing".to_owned()))?;
    folder
        .files()
        .map(|file| {
            let name = file.path().to_string_lossy().into_owned();
            let article = read_json(&name)?;
            Ok((name, article))
        })
        .collect()
}

fn read_json<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, FirstEditionError> {
    let file = EDITION
        .get_file(name)
        .ok_or_else(|| broken(name, "the file is missing".to_owned()))?;
    serde_json::from_slice(file.contents()).map_err(|error| broken(name, error.to_string()))
}

/// The article's text, with the edition's own names of pictures replaced by where they are stored.
fn read_body(
    data_dir: &Path,
    name: &str,
    article: &ArticleFile,
) -> Result<Document, FirstEditionError> {
    let mut body = article.body.clone();
    store_figures(data_dir, name, &mut body)?;
    Document::from_value(&body).map_err(|error| broken(name, error.to_string()))
}

fn store_figures(data_dir: &Path, name: &str, node: &mut Value) -> Result<(), FirstEditionError> {
    if let Some(attributes) = node.get_mut("attrs").and_then(Value::as_object_mut)
        && let Some(picture) = attributes
            .get("src")
            .and_then(Value::as_str)
            .and_then(|src| src.strip_prefix("edition:"))
    {
        let (href, width, height) = store_picture(data_dir, name, picture)?;
        attributes.insert("src".to_owned(), href.into());
        attributes.insert("width".to_owned(), width.into());
        attributes.insert("height".to_owned(), height.into());
    }
    if let Some(children) = node.get_mut("content").and_then(Value::as_array_mut) {
        for child in children {
            store_figures(data_dir, name, child)?;
        }
    }
    Ok(())
}

fn store_lead_picture(
    data_dir: &Path,
    name: &str,
    picture: &PictureFile,
) -> Result<Picture, FirstEditionError> {
    let (src, width, height) = store_picture(data_dir, name, &picture.file)?;
    Ok(Picture {
        src,
        alt: picture.alt.clone(),
        width,
        height,
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    })
}

fn store_picture(
    data_dir: &Path,
    article: &str,
    picture: &str,
) -> Result<(String, u32, u32), FirstEditionError> {
    let content = EDITION
        .get_file(format!("pictures/{picture}"))
        .ok_or_else(|| broken(article, format!("there is no picture {picture:?}")))?
        .contents();
    let size = imagesize::blob_size(content).map_err(|error| broken(picture, error.to_string()))?;
    let pixels =
        |length: usize| u32::try_from(length).map_err(|error| broken(picture, error.to_string()));
    let stored = MediaFile::store(data_dir, picture, content)?;
    Ok((stored.href(), pixels(size.width)?, pixels(size.height)?))
}

fn broken(file: &str, problem: String) -> FirstEditionError {
    FirstEditionError::File {
        file: file.to_owned(),
        problem,
    }
}

#[cfg(test)]
mod tests;
