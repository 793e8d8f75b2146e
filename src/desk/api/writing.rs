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
    crate::desk::manuscript::begin(&super::visit()?, language, begin).await
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
    crate::desk::manuscript::save(&super::visit()?, save).await
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
    crate::desk::manuscript::settle(&super::visit()?, settlement).await
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
    crate::desk::manuscript::load_head(&super::visit()?, manuscript).await
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
    crate::desk::manuscript::change_language(&super::visit()?, manuscript, language).await
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
    crate::desk::naming::suggest_slug(&super::visit()?, manuscript, &headline).await
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
    use crate::site::store::Kind;
    crate::desk::naming::find(&super::visit()?, Kind::Author, language, &words).await
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
    crate::desk::naming::create_author(&super::visit()?, language, &given_name, &surname).await
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
    use crate::site::store::Kind;
    crate::desk::naming::find(&super::visit()?, Kind::Tag, language, &words).await
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
    crate::desk::naming::create_tag(&super::visit()?, language, &name).await
}
