//! Reading and changing somebody's lists on the server: for forms, pages and files.

use super::{
    store::{Held, find_state},
    taking::{random_bytes, take},
};
use crate::{
    account::identity::Visit,
    error::{AppError, Problem},
    server::database::Database,
};
use reading::{Change, Clock, Field, Operation, OperationId, ReadingLists, Refusal};
use sqlx::AnyConnection;

/// Everything that a person keeps.
///
/// # Errors
/// When the database fails.
pub async fn read(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<ReadingLists, sqlx::Error> {
    Ok(find_state(connection, person).await?.0)
}

/// Changes the lists of whoever is signed in, and gives what has become of them. `make` says what to
/// do from the lists as they are at that moment; it may be asked more than once. All of it is done,
/// or nothing.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::Invalid`] with the field that was not accepted; when the
/// database fails.
pub async fn change(
    visit: &Visit,
    make: impl Fn(&ReadingLists) -> Vec<Change>,
) -> Result<ReadingLists, AppError> {
    let person = visit.signed_in()?.person.id;
    change_of(&visit.state.database, person, visit.now, make).await
}

/// The same for a person at a moment, in milliseconds UTC.
///
/// # Errors
/// As [`change`].
pub async fn change_of(
    database: &Database,
    person: i64,
    now: i64,
    make: impl Fn(&ReadingLists) -> Vec<Change>,
) -> Result<ReadingLists, AppError> {
    let taken = take(database, person, now, |held| {
        sign(held, make(&held.lists), now)
    })
    .await?;
    if let Some(refused) = taken.refused.first() {
        return Err(invalid(&refused.refusal));
    }
    taken.transaction.commit().await?;
    Ok(taken.own.lists)
}

/// Makes operations of changes, as the server's own device does for this person.
pub(super) fn sign(
    held: &Held,
    changes: Vec<Change>,
    now: i64,
) -> Result<Vec<Operation>, AppError> {
    let mut clock = Clock::new(held.device);
    if let Some(latest) = held.lists.latest() {
        clock.observe(latest);
    }
    changes
        .into_iter()
        .map(|change| {
            Ok(Operation {
                id: OperationId::from_random(random_bytes()?),
                time: clock.issue(now),
                change: change.tidied(),
            })
        })
        .collect()
}

/// A refusal as forms know it.
pub(super) fn invalid(refusal: &Refusal) -> AppError {
    let many = |limit: usize| Problem::TooMany(u32::try_from(limit).unwrap_or(u32::MAX));
    let name = |field: &Field| match field {
        Field::Name => "name",
        Field::Description => "description",
        Field::Note => "note",
    };
    let (field, problem) = match refusal {
        Refusal::EmptyName => ("name", Problem::Missing),
        Refusal::TooLong { field, limit } => (
            name(field),
            Problem::TooLong(u32::try_from(*limit).unwrap_or(u32::MAX)),
        ),
        Refusal::ControlCharacter { field } => (name(field), Problem::ControlCharacter),
        Refusal::TooManyArticles { limit } => ("article", many(*limit)),
        Refusal::TooManyLists { limit } => ("list", many(*limit)),
        Refusal::TooManyTopics { limit } => ("topic", many(*limit)),
        Refusal::DefaultListStays => ("list", Problem::NotAChoice),
        Refusal::NoTopic => ("topic", Problem::NotAChoice),
        Refusal::SavedLater => ("saved_at", Problem::NotATime),
        Refusal::BehindTheEnd { .. } => ("place", Problem::NotAChoice),
        Refusal::HistoryIsOff => ("article", Problem::NotAChoice),
        Refusal::TooFarAhead { .. } | Refusal::TooMuchUnknown | Refusal::Unclear => {
            ("", Problem::NotAChoice)
        }
    };
    AppError::invalid(field, problem)
}
