//! Writing comments and what readers do with them. Fields are text, as forms send them; all but the first
//! two have `back`, an address of this site.

use crate::{
    account::model::Taken,
    comment::model::{Posted, Previewed},
    error::AppError,
};
use leptos::server;

/// Shows how a comment will look; nothing is stored.
///
/// # Errors
/// Those of `pages::preview`.
#[server(prefix = "/fn", endpoint = "comment/preview-comment")]
pub async fn preview_comment(
    /// What was typed.
    #[server(default)]
    text: String,
    /// A passage of the article; may be empty.
    #[server(default)]
    quote: String,
) -> Result<Previewed, AppError> {
    crate::comment::pages::preview(&visit()?, &text, &quote).await
}

/// Examines and stores a comment.
///
/// # Errors
/// Those of `posting::post`.
#[server(prefix = "/fn", endpoint = "comment/post-comment")]
pub async fn post_comment(
    /// The article; may be left out where something is answered.
    #[server(default)]
    article: String,
    /// The comment that is answered; empty for none.
    #[server(default)]
    parent: String,
    /// A passage of the article; may be empty.
    #[server(default)]
    quote: String,
    /// What was typed.
    #[server(default)]
    text: String,
    /// When the form was made, milliseconds UTC; may be empty.
    #[server(default)]
    opened: String,
    /// Left empty by people.
    #[server(default)]
    website: String,
    /// What this posting is called; may be empty.
    #[server(default)]
    operation: String,
) -> Result<Posted, AppError> {
    let posting = crate::comment::posting::Posting {
        article,
        parent,
        quote,
        text,
        opened,
        website,
        operation,
    };
    crate::comment::posting::post(&visit()?, posting).await
}

/// Changes a comment of one's own.
///
/// # Errors
/// Those of `deeds::edit`.
#[server(prefix = "/fn", endpoint = "comment/edit-comment")]
pub async fn edit_comment(
    /// The comment.
    #[server(default)]
    comment: String,
    /// What it is to say.
    #[server(default)]
    text: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    crate::comment::deeds::edit(&visit()?, &comment, &text, &back).await
}

/// Takes back a comment of one's own.
///
/// # Errors
/// Those of `deeds::delete`.
#[server(prefix = "/fn", endpoint = "comment/delete-comment")]
pub async fn delete_comment(
    /// The comment.
    #[server(default)]
    comment: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    crate::comment::deeds::delete(&visit()?, &comment, &back).await
}

/// Supports a comment, or does not any more.
///
/// # Errors
/// Those of `deeds::support`.
#[server(prefix = "/fn", endpoint = "comment/support-comment")]
pub async fn support_comment(
    /// The comment.
    #[server(default)]
    comment: String,
    /// `true` or `false`.
    #[server(default)]
    supported: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    crate::comment::deeds::support(&visit()?, &comment, &supported, &back).await
}

/// Reports a comment.
///
/// # Errors
/// Those of `deeds::report`.
#[server(prefix = "/fn", endpoint = "comment/report-comment")]
pub async fn report_comment(
    /// The comment.
    #[server(default)]
    comment: String,
    /// A word of `ReportReason`.
    #[server(default)]
    reason: String,
    /// What is added; may be empty but for `other`.
    #[server(default)]
    note: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    crate::comment::deeds::report(&visit()?, &comment, &reason, &note, &back).await
}

/// Does not want to read somebody, or does again.
///
/// # Errors
/// Those of `deeds::mute`.
#[server(prefix = "/fn", endpoint = "comment/mute-person")]
pub async fn mute_person(
    /// A comment of theirs.
    #[server(default)]
    comment: String,
    /// Their id in one's own list, where there is no comment at hand.
    #[server(default)]
    person: String,
    /// `true` or `false`.
    #[server(default)]
    muted: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    crate::comment::deeds::mute(&visit()?, &comment, &person, &muted, &back).await
}

/// Asks that somebody else looks again at a comment that was refused.
///
/// # Errors
/// Those of `deeds::appeal`.
#[server(prefix = "/fn", endpoint = "comment/appeal-comment")]
pub async fn appeal_comment(
    /// The comment.
    #[server(default)]
    comment: String,
    /// Why.
    #[server(default)]
    text: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    crate::comment::deeds::appeal(&visit()?, &comment, &text, &back).await
}

#[cfg(feature = "ssr")]
pub(super) fn visit() -> Result<crate::account::identity::Visit, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}
