//! What moderators do, and what their pages ask for.

use crate::{
    account::model::Taken,
    comment::desk::model::{Decided, QueueState},
    error::AppError,
};
use leptos::{server, server_fn::codec::GetUrl};

#[cfg(feature = "ssr")]
fn visit() -> Result<crate::account::identity::Visit, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}

/// How a page of the queue that is on the screen stands now.
///
/// # Errors
/// When whoever asks does not moderate, or the database fails.
#[server(prefix = "/fn", endpoint = "comment/load-queue", input = GetUrl)]
pub async fn load_queue(
    /// Ids, parted by commas; at most 100 are looked at.
    #[server(default)]
    comments: String,
    /// The tab, a word of [`Tab`](crate::comment::desk::model::Tab); empty: only the comments are looked at.
    #[server(default)]
    show: String,
    /// The place in the tab's list that the page lies behind; empty at the beginning.
    #[server(default)]
    from: String,
    /// The place that it goes to; empty where it goes to the end.
    #[server(default)]
    until: String,
) -> Result<QueueState, AppError> {
    crate::comment::desk::pages::read_states(&visit()?, &comments, &show, &from, &until).await
}

/// Decides about comments, one or many.
///
/// # Errors
/// Those of `deciding::decide`.
#[server(prefix = "/fn", endpoint = "comment/decide-comments")]
pub async fn decide_comments(
    /// `id:version`, several parted by commas.
    #[server(default)]
    comments: String,
    /// The same from checkboxes.
    #[server(default)]
    chosen: Vec<String>,
    /// A word of [`Deed`](crate::comment::desk::model::Deed).
    #[server(default)]
    action: String,
    /// Why, for rejecting.
    #[server(default)]
    reason: String,
    /// What the moderator adds.
    #[server(default)]
    note: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Decided, AppError> {
    use crate::comment::desk::deciding;
    deciding::decide(
        &visit()?,
        &comments,
        &chosen,
        &action,
        &reason,
        &note,
        &back,
    )
    .await
}

/// Takes a decision back.
///
/// # Errors
/// Those of `undoing::undo`.
#[server(prefix = "/fn", endpoint = "comment/undo-decision")]
pub async fn undo_decision(
    /// The decision.
    #[server(default)]
    decision: i64,
    /// `yes`: all that was decided in one go with it.
    #[server(default)]
    whole: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Decided, AppError> {
    use crate::comment::desk::undoing;
    undoing::undo(&visit()?, decision, whole == "yes", &back).await
}

/// Restricts somebody.
///
/// # Errors
/// Those of `measures::restrict`.
#[server(prefix = "/fn", endpoint = "comment/restrict-person")]
pub async fn restrict_person(
    /// Their id.
    #[server(default)]
    person: i64,
    /// A word of [`Measure`](crate::comment::desk::model::Measure).
    #[server(default)]
    measure: String,
    /// Days, or a date, for a suspension.
    #[server(default)]
    until: String,
    /// Why.
    #[server(default)]
    reason: String,
    /// What the moderator adds.
    #[server(default)]
    note: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::comment::desk::measures;
    measures::restrict(&visit()?, person, &measure, &until, &reason, &note, &back).await
}

/// Lifts what restricts somebody.
///
/// # Errors
/// Those of `measures::lift`.
#[server(prefix = "/fn", endpoint = "comment/lift-restriction")]
pub async fn lift_restriction(
    /// Their id.
    #[server(default)]
    person: i64,
    /// What the moderator adds.
    #[server(default)]
    note: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::comment::desk::measures;
    measures::lift(&visit()?, person, &note, &back).await
}

/// Settles an appeal.
///
/// # Errors
/// Those of `appealing::settle`.
#[server(prefix = "/fn", endpoint = "comment/settle-appeal")]
pub async fn settle_appeal(
    /// The comment.
    #[server(default)]
    comment: i64,
    /// `granted` or `declined`.
    #[server(default)]
    outcome: String,
    /// What the moderator adds.
    #[server(default)]
    note: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::comment::desk::appealing;
    appealing::settle(&visit()?, comment, &outcome, &note, &back).await
}

/// Sets how comments are handled in a scope.
///
/// # Errors
/// Those of `ruling::set_rules`.
#[server(prefix = "/fn", endpoint = "comment/set-comment-rules")]
pub async fn set_comment_rules(
    /// `site`, `section`, `article` or `person`.
    #[server(default)]
    scope: String,
    /// Whose.
    #[server(default)]
    scope_id: i64,
    /// `after`, `before`, `closed` or empty.
    #[server(default)]
    mode: String,
    /// How many comments of somebody new wait.
    #[server(default)]
    newcomers_before: String,
    /// After how many days a thread closes.
    #[server(default)]
    close_after_days: String,
    /// Seconds between two comments.
    #[server(default)]
    slow_seconds: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::comment::desk::ruling;
    let typed = ruling::TypedRules {
        scope,
        scope_id,
        mode,
        newcomers_before,
        close_after_days,
        slow_seconds,
    };
    ruling::set_rules(&visit()?, &typed, &back).await
}

/// Adds lines to a list of words.
///
/// # Errors
/// Those of `ruling::add`.
#[server(prefix = "/fn", endpoint = "comment/add-comment-word")]
pub async fn add_comment_word(
    /// `reject` or `hold`.
    #[server(default)]
    list: String,
    /// One pattern a line.
    #[server(default)]
    words: String,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::comment::desk::ruling;
    ruling::add(&visit()?, &list, &words, &back).await
}

/// Takes a line out of a list of words.
///
/// # Errors
/// Those of `ruling::remove`.
#[server(prefix = "/fn", endpoint = "comment/remove-comment-word")]
pub async fn remove_comment_word(
    /// The line.
    #[server(default)]
    word: i64,
    /// Where to go on.
    #[server(default)]
    back: String,
) -> Result<Taken, AppError> {
    use crate::comment::desk::ruling;
    ruling::remove(&visit()?, word, &back).await
}
