//! The forms of reading lists: they are sent to `/{lang}/lists` or to the page of a list, and the
//! answer says where to go on. Fields are read by [`Deed`](crate::reading_list::deed::Deed); all of
//! them have `back`, an address of this site, beside those that are named.

mod sharing;

pub use sharing::*;

use crate::{account::model::Taken, error::AppError};
use leptos::server;

/// Puts articles into a list.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/save-article")]
pub async fn save_article(
    /// The article; several are parted by commas.
    #[server(default)]
    article: String,
    /// The list; empty for the one that everybody has.
    #[server(default)]
    list: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    let fields = [("article", article), ("list", list)];
    perform("save-article", fields, &back).await
}

/// Takes articles out of a list.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/remove-article")]
pub async fn remove_article(
    /// The article; several are parted by commas.
    #[server(default)]
    article: String,
    /// The list; empty for all of them.
    #[server(default)]
    list: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    let fields = [("article", article), ("list", list)];
    perform("remove-article", fields, &back).await
}

/// Puts an article in another place of its list.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/move-article")]
pub async fn move_article(
    /// The list.
    #[server(default)]
    list: String,
    /// The article.
    #[server(default)]
    article: String,
    /// `up`, `down`, or a place counted from 0.
    #[server(default)]
    way: String,
    /// What of the list is shown.
    #[server(default)]
    show: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    let fields = [
        ("list", list),
        ("article", article),
        ("way", way),
        ("show", show),
    ];
    perform("move-article", fields, &back).await
}

/// Marks articles as read or unread.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/mark-article")]
pub async fn mark_article(
    /// The article; several are parted by commas.
    #[server(default)]
    article: String,
    /// `yes` or `no`.
    #[server(default)]
    read: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform(
        "mark-article",
        [("article", article), ("read", read)],
        &back,
    )
    .await
}

/// Puts articles into the archive, or takes them out.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/archive-article")]
pub async fn archive_article(
    /// The article; several are parted by commas.
    #[server(default)]
    article: String,
    /// `yes` or `no`.
    #[server(default)]
    archived: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    let fields = [("article", article), ("archived", archived)];
    perform("archive-article", fields, &back).await
}

/// Writes a note to an article.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/note-article")]
pub async fn note_article(
    /// The article.
    #[server(default)]
    article: String,
    /// The note; empty for none.
    #[server(default)]
    note: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform(
        "note-article",
        [("article", article), ("note", note)],
        &back,
    )
    .await
}

/// Makes a list, and goes to it.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/make-list")]
pub async fn make_list(
    /// Its name.
    #[server(default)]
    name: String,
) -> Result<Taken, AppError> {
    perform("make-list", [("name", name)], "").await
}

/// Gives a list another name and description.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/name-list")]
pub async fn name_list(
    /// The list.
    #[server(default)]
    list: String,
    /// The name.
    #[server(default)]
    name: String,
    /// What it is about; may be empty.
    #[server(default)]
    description: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    let fields = [("list", list), ("name", name), ("description", description)];
    perform("name-list", fields, &back).await
}

/// Deletes a list, and goes to the others.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/delete-list")]
pub async fn delete_list(
    /// The list.
    #[server(default)]
    list: String,
) -> Result<Taken, AppError> {
    perform("delete-list", [("list", list)], "").await
}

/// Puts a list in another place among the lists.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/move-list")]
pub async fn move_list(
    /// The list.
    #[server(default)]
    list: String,
    /// `up`, `down`, or a place counted from 0.
    #[server(default)]
    way: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform("move-list", [("list", list), ("way", way)], &back).await
}

/// Follows an author, a section or a tag, or does so no longer.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/follow-topic")]
pub async fn follow_topic(
    /// `author`, `section` or `tag`.
    #[server(default)]
    kind: String,
    /// Its id.
    #[server(default)]
    id: String,
    /// `yes` or `no`.
    #[server(default)]
    followed: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    let fields = [("kind", kind), ("id", id), ("followed", followed)];
    perform("follow-topic", fields, &back).await
}

/// Keeps that everything in the feed has been seen.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/see-feed")]
pub async fn see_feed(
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform("see-feed", [], &back).await
}

/// Switches the history on or off.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/keep-history")]
pub async fn keep_history(
    /// `yes` or `no`.
    #[server(default)]
    kept: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform("keep-history", [("kept", kept)], &back).await
}

/// Takes everything out of the history.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/clear-history")]
pub async fn clear_history(
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform("clear-history", [], &back).await
}

/// Takes an article out of the history.
///
/// # Errors
/// Those of `writing::perform`.
#[server(prefix = "/fn", endpoint = "reading-list/forget-article")]
pub async fn forget_article(
    /// The article.
    #[server(default)]
    article: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    perform("forget-article", [("article", article)], &back).await
}

#[cfg(feature = "ssr")]
async fn perform<const COUNT: usize>(
    form: &'static str,
    fields: [(&'static str, String); COUNT],
    back: &str,
) -> Result<Taken, AppError> {
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    crate::reading_list::writing::perform(&super::visit()?, form, &fields, back).await
}
