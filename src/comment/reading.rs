//! What the browser's part asks for of a thread that it shows.

use super::{
    api::{Fragment, Mine, OwnComment},
    html::{self, Deeds},
    model::Status,
    store::{find_shown_name, list_muted, list_own, list_supported},
    thread::{Showing, ShownComment, Taking, find_taking, read_comments, read_thread},
};
use crate::{
    account::identity::Visit,
    article::store::{self as articles, Gathered, list_by_ids},
    error::AppError,
    server::state::AppState,
    site::{
        address::ThreadView,
        pages::{Presenter, now},
    },
};
use axum::http::{HeaderValue, header};
use sqlx::AnyConnection;

/// For how long after it was posted a comment can be changed by its writer, in milliseconds.
pub const EDITABLE: i64 = 5 * 60 * 1_000;

/// The running paper.
///
/// # Errors
/// When this is called outside of a request.
pub fn state() -> Result<AppState, AppError> {
    leptos::prelude::use_context().ok_or_else(|| AppError::Failed(String::new()))
}

/// Lets caches keep the answer for some seconds: many pages ask for the same at once.
pub fn keep_for_a_moment() {
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.insert_header(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=5"),
        );
    }
}

/// The section below an article, as it stands on the page of that query.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such article or page, or when the database fails.
pub async fn load_section(state: &AppState, article: i64, query: &str) -> Result<String, AppError> {
    let view = ThreadView::parse(query).ok_or(AppError::NotFound)?;
    let mut connection = state.database.read().await?;
    let gathered = find_published(&mut connection, article).await?;
    let presenter = Presenter::new(gathered.language, &state.configuration.site, now());
    let thread = read_thread(&mut connection, &presenter, &gathered.summary, &view).await?;
    Ok(html::section(&thread, presenter.locale()))
}

/// Comments of an article by their ids, with commas between; those that stand in the thread.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such article or these are no ids, or when the database fails.
pub async fn load_fragments(
    state: &AppState,
    article: i64,
    ids: &str,
) -> Result<Vec<Fragment>, AppError> {
    let ids = ids
        .split(',')
        .map(str::parse)
        .collect::<Result<Vec<i64>, _>>()
        .map_err(|_| AppError::NotFound)?;
    let mut connection = state.database.read().await?;
    let gathered = find_published(&mut connection, article).await?;
    let presenter = Presenter::new(gathered.language, &state.configuration.site, now());
    let comments = read_comments(&mut connection, &presenter, &gathered.summary, &ids).await?;
    let deeds = deeds_of(find_taking(&mut connection, article).await?);
    Ok(comments
        .iter()
        .map(|comment| fragment(comment, deeds, &presenter))
        .collect())
}

/// What of an article's thread belongs to whoever asks.
///
/// # Errors
/// When nobody is signed in, there is no such article, or the database fails.
pub async fn load_mine(visit: &Visit, article: i64) -> Result<Mine, AppError> {
    let person = visit.signed_in()?.person.id;
    let mut connection = visit.state.database.read().await?;
    let gathered = find_published(&mut connection, article).await?;
    let presenter = Presenter::new(
        gathered.language,
        &visit.state.configuration.site,
        visit.now,
    );
    let own: Vec<_> = list_own(&mut connection, person, article)
        .await?
        .into_iter()
        .filter(|own| match own.comment.status {
            Status::Waiting | Status::Shadowed => true,
            Status::Published => visit.now - own.comment.posted_at < EDITABLE,
            // What was refused stands on the page of one's comments, with the reason.
            Status::Hidden | Status::Rejected | Status::Deleted => false,
        })
        .collect();
    let showing = Showing::begin(&mut connection, &presenter, &gathered.summary).await?;
    let shown = showing.show_all(&mut connection, &own, &[]).await?;
    let deeds = deeds_of(find_taking(&mut connection, article).await?);
    let comments = own
        .iter()
        .zip(shown)
        .map(|(listed, shown)| {
            let left = (listed.comment.posted_at + EDITABLE - visit.now).max(0);
            OwnComment {
                // To its writer what waits looks as it will, and what only they see as it does not.
                shown: fragment(
                    &ShownComment {
                        status: Status::Published,
                        ..shown
                    },
                    deeds,
                    &presenter,
                ),
                is_waiting: listed.comment.status == Status::Waiting,
                text: (left > 0).then(|| listed.comment.text.clone()),
                seconds: left / 1_000,
            }
        })
        .collect();
    Ok(Mine {
        person,
        mark: showing.mark_of(person),
        name: find_shown_name(&mut connection, person).await?,
        now: visit.now,
        comments,
        supported: list_supported(&mut connection, person, article).await?,
        muted: list_muted(&mut connection, person)
            .await?
            .into_iter()
            .map(|muted| showing.mark_of(muted))
            .collect(),
    })
}

fn deeds_of(taking: Taking) -> Deeds {
    match taking.is_closed() {
        true => Deeds::WithoutReplies,
        false => Deeds::All,
    }
}

fn fragment(comment: &ShownComment, deeds: Deeds, presenter: &Presenter<'_>) -> Fragment {
    Fragment {
        id: comment.id,
        branch: comment.branch,
        parent: comment.parent,
        level: comment.level,
        path: comment.path.clone(),
        html: html::comment(comment, deeds, presenter.locale()),
    }
}

/// The published article with this id.
async fn find_published(
    connection: &mut AnyConnection,
    article: i64,
) -> Result<Gathered, AppError> {
    list_by_ids(connection, &[article])
        .await?
        .into_iter()
        .find(|gathered| gathered.status == articles::Status::Published)
        .ok_or(AppError::NotFound)
}
