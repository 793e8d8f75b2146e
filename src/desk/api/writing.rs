//! Beginning, saving and settling; the words beside the text.

use crate::{
    desk::model::{Begin, Choice, Head, Save, Saved, Settlement},
    error::AppError,
    language::Language,
};
use leptos::{server, server_fn::codec::Json};

/// Begins a manuscript. Answers its id.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/begin-manuscript", input = Json)]
pub async fn begin_manuscript(
    /// Its language.
    language: Language,
    /// What it begins with.
    begin: Begin,
) -> Result<i64, AppError> {
    let _ = (language, begin);
    Err(AppError::NotFound)
}

/// Keeps a state of an article.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/save-manuscript", input = Json)]
pub async fn save_manuscript(
    /// The state.
    save: Save,
) -> Result<Saved, AppError> {
    let _ = (save,);
    Err(AppError::NotFound)
}

/// Settles a dispute. What has happened since is merged as in any save.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/settle-dispute", input = Json)]
pub async fn settle_dispute(
    /// How.
    settlement: Settlement,
) -> Result<Saved, AppError> {
    let _ = (settlement,);
    Err(AppError::NotFound)
}

/// The newest revision.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/load-head", input = Json)]
pub async fn load_head(
    /// The manuscript's id.
    manuscript: i64,
) -> Result<Head, AppError> {
    let _ = (manuscript,);
    Err(AppError::NotFound)
}

/// Changes the language of a manuscript that was never published. Section, authors and tags of the former one are given up, but for those that have a translation.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/change-language", input = Json)]
pub async fn change_language(
    /// The manuscript's id.
    manuscript: i64,
    /// The new one.
    language: Language,
) -> Result<Head, AppError> {
    let _ = (manuscript, language);
    Err(AppError::NotFound)
}

/// The address that a headline would get: free in this language, counted up where it is taken.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/suggest-slug", input = Json)]
pub async fn suggest_slug(
    /// The manuscript's id.
    manuscript: i64,
    /// The headline.
    headline: String,
) -> Result<String, AppError> {
    let _ = (manuscript, headline);
    Err(AppError::NotFound)
}

/// Authors of a language whose name has words that begin so, at most 20.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/find-authors", input = Json)]
pub async fn find_authors(
    /// The language of the manuscript.
    language: Language,
    /// Beginnings of words.
    words: String,
) -> Result<Vec<Choice>, AppError> {
    let _ = (language, words);
    Err(AppError::NotFound)
}

/// Makes an author, or finds the one of exactly this name. A guest without surname is one with a given name only.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/create-author", input = Json)]
pub async fn create_author(
    /// The language of the name.
    language: Language,
    /// The given name.
    given_name: String,
    /// The surname; may be empty.
    surname: String,
) -> Result<Choice, AppError> {
    let _ = (language, given_name, surname);
    Err(AppError::NotFound)
}

/// Tags of a language whose name has words that begin so, at most 20.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/find-tags", input = Json)]
pub async fn find_tags(
    /// The language of the manuscript.
    language: Language,
    /// Beginnings of words.
    words: String,
) -> Result<Vec<Choice>, AppError> {
    let _ = (language, words);
    Err(AppError::NotFound)
}

/// Makes a tag, or finds the one of exactly this name.
///
/// # Errors
/// When whoever asks may not do this, or the database fails.
#[server(prefix = "/fn", endpoint = "desk/create-tag", input = Json)]
pub async fn create_tag(
    /// The language of the name.
    language: Language,
    /// The name.
    name: String,
) -> Result<Choice, AppError> {
    let _ = (language, name);
    Err(AppError::NotFound)
}
