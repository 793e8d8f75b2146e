//! A device sends what waits there and gets what it has not seen.

use super::{
    model::{LARGEST_PARCEL, MOST_AT_ONCE, Refused, Synced},
    store::{find_last, find_state, list_operations},
    taking::{Taken, take},
};
use crate::{
    account::identity::Visit,
    error::{AppError, Problem},
    server::database::Database,
};
use reading::{Operation, ReadingLists};
use sqlx::AnyConnection;

/// How far behind a device may be and still get operations; beyond that the state is less to send.
const MOST_BEHIND: i64 = 1_000;

/// Takes in what a device of a person has done (None: of whoever is signed in), and tells it what has come since the number `after`;
/// 0: it has nothing.
///
/// # Errors
/// [`AppError::SignInNeeded`] unless it is that person who is signed in, [`AppError::Invalid`] when it is
/// too much at once, and when the database fails.
pub async fn sync(
    visit: &Visit,
    person: Option<i64>,
    after: i64,
    operations: Vec<Operation>,
) -> Result<Synced, AppError> {
    let signed_in = visit.signed_in()?.person.id;
    let person = person.unwrap_or(signed_in);
    if person != signed_in {
        return Err(AppError::SignInNeeded);
    }
    sync_of(&visit.state.database, person, visit.now, after, operations).await
}

/// The same for a person at a moment, in milliseconds UTC.
///
/// # Errors
/// As [`sync`].
pub async fn sync_of(
    database: &Database,
    person: i64,
    now: i64,
    after: i64,
    operations: Vec<Operation>,
) -> Result<Synced, AppError> {
    check_parcel(&operations)?;
    if operations.is_empty() {
        let mut connection = database.read().await?;
        let last = find_last(&mut connection, person).await?;
        let missed = list_missed(&mut connection, person, after, last).await?;
        let (missed, last) = match missed {
            Some(operations) => (Missed::Operations(operations), last),
            None => {
                let (lists, last) = find_state(&mut connection, person).await?;
                (Missed::State(Box::new(lists)), last)
            }
        };
        return Ok(missed.answer(last, Vec::new(), now));
    }
    let Taken {
        mut transaction,
        own,
        before,
        refused,
    } = take(database, person, now, |_| Ok(operations.clone())).await?;
    let missed = match list_missed(&mut transaction, person, after, before).await? {
        Some(operations) => Missed::Operations(operations),
        None => Missed::State(Box::new(own.lists)),
    };
    transaction.commit().await?;
    Ok(missed.answer(own.last, refused, now))
}

fn check_parcel(operations: &[Operation]) -> Result<(), AppError> {
    if operations.len() > MOST_AT_ONCE {
        let most = u32::try_from(MOST_AT_ONCE).unwrap_or(u32::MAX);
        return Err(AppError::invalid("operations", Problem::TooMany(most)));
    }
    let weight = serde_json::to_vec(operations).map_or(usize::MAX, |json| json.len());
    if weight > LARGEST_PARCEL {
        return Err(AppError::invalid("operations", Problem::TooHeavy));
    }
    Ok(())
}

/// What a device has not seen.
enum Missed {
    Operations(Vec<Operation>),
    State(Box<ReadingLists>),
}

impl Missed {
    fn answer(self, last: i64, refused: Vec<Refused>, now: i64) -> Synced {
        let (operations, state) = match self {
            Self::Operations(operations) => (operations, None),
            Self::State(lists) => (Vec::new(), Some(*lists)),
        };
        Synced {
            last,
            operations,
            state,
            refused,
            now,
        }
    }
}

/// The operations after one number up to another one. None where the state must be told: to a device
/// that has nothing, is far behind, or names a number that has never been given, as after a backup was
/// put back.
async fn list_missed(
    connection: &mut AnyConnection,
    person: i64,
    after: i64,
    last: i64,
) -> Result<Option<Vec<Operation>>, sqlx::Error> {
    let behind = last.saturating_sub(after);
    if after <= 0 || !(0..=MOST_BEHIND).contains(&behind) {
        return Ok(None);
    }
    if behind == 0 {
        return Ok(Some(Vec::new()));
    }
    let operations = list_operations(connection, person, after, last).await?;
    // Numbers have no gaps: if some are missing, they have been deleted.
    let is_whole = i64::try_from(operations.len()) == Ok(behind);
    Ok(is_whole.then_some(operations))
}
