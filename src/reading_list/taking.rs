//! Taking operations in: for the person who made them, and for everybody who edits the same list.

use super::{
    model::Refused,
    store::{
        EditorRecord, Held, Line, delete_surplus, find_known, hold, insert_operations, keep,
        leave_lists, list_together,
    },
};
use crate::{error::AppError, server::database::Database};
use reading::{Change, DeviceId, ListId, Operation, OperationId};
use sqlx::{Any, Transaction};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// How often it is begun anew because others have come to the list, or gone, in between.
const ATTEMPTS: usize = 10;

/// Operations that have been taken in. Nothing is stored before the transaction is committed.
#[derive(Debug)]
pub(super) struct Taken {
    /// To be committed.
    pub transaction: Transaction<'static, Any>,
    /// What has become of the person's own lists.
    pub own: Held,
    /// The number of the newest operation before these.
    pub before: i64,
    /// What was not accepted.
    pub refused: Vec<Refused>,
}

/// Takes in what somebody has done. `make` says what, from their lists as they are; it may be asked
/// more than once. What is known already changes nothing.
///
/// What is done in a list that several people edit goes to all of them. What only concerns the person
/// (notes, marks, places, the order of lists, the history, what they follow) goes to nobody.
///
/// # Errors
/// [`AppError::SignInNeeded`] when the account is gone, [`AppError::Busy`], what `make` answers, and
/// when the database fails.
pub(super) async fn take(
    database: &Database,
    person: i64,
    now: i64,
    make: impl Fn(&Held) -> Result<Vec<Operation>, AppError>,
) -> Result<Taken, AppError> {
    let mut people = BTreeSet::from([person]);
    for _ in 0..ATTEMPTS {
        let mut transaction = database.write().await?;
        let mut held = hold(&mut transaction, &people, new_device()?, now).await?;
        let editors = list_together(&mut transaction, person).await?;
        let own = held.get(&person).ok_or(AppError::SignInNeeded)?;
        let before = own.last;
        let operations = make(own)?;
        // Rows are only ever taken in the order of the people's ids, so another one can't simply be
        // taken now: that would let two wait for each other.
        let concerned = concerned(person, &operations, &editors);
        if !concerned.is_subset(&people) {
            people = concerned;
            continue;
        }
        let refused = take_in(
            &mut transaction,
            &mut held,
            person,
            editors,
            &operations,
            now,
        )
        .await?;
        let own = held.remove(&person).ok_or(AppError::SignInNeeded)?;
        return Ok(Taken {
            transaction,
            own,
            before,
            refused,
        });
    }
    Err(AppError::Busy)
}

/// Takes operations of a person in whose row is held, with those of all `editors` who are to get them.
/// Gives what was not accepted.
///
/// # Errors
/// When the database fails.
pub(super) async fn take_in(
    transaction: &mut Transaction<'static, Any>,
    held: &mut BTreeMap<i64, Held>,
    person: i64,
    editors: Vec<EditorRecord>,
    operations: &[Operation],
    now: i64,
) -> Result<Vec<Refused>, AppError> {
    let everybody: Vec<i64> = held.keys().copied().collect();
    let known = find_known(transaction, &everybody, operations).await?;
    let mut taking = Taking {
        person,
        held,
        editors,
        known,
        left: BTreeSet::new(),
        numbered: Vec::new(),
        refused: Vec::new(),
    };
    for operation in operations {
        taking.take(operation, now);
    }
    let Taking {
        left,
        numbered,
        refused,
        ..
    } = taking;
    write(transaction, held, operations, &numbered, now).await?;
    let left: Vec<ListId> = left.into_iter().collect();
    leave_lists(transaction, person, &left, now).await?;
    Ok(refused)
}

/// A device id that nobody has yet.
pub(super) fn new_device() -> Result<DeviceId, getrandom::Error> {
    random_bytes().map(DeviceId::from_random)
}

/// 128 bits from the system's generator.
pub(crate) fn random_bytes() -> Result<[u8; 16], getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// What is done to the list itself, and so is everybody's who edits it. Where a list stands among
/// somebody's others is their own affair, and deleting it is leaving it.
pub(super) fn shared_list(change: &Change) -> Option<ListId> {
    match change {
        Change::NameList { list, .. }
        | Change::DescribeList { list, .. }
        | Change::Save { list, .. }
        | Change::Remove { list, .. }
        | Change::Move { list, .. } => Some(*list),
        _ => None,
    }
}

/// Everybody whose row must be held.
fn concerned(person: i64, operations: &[Operation], editors: &[EditorRecord]) -> BTreeSet<i64> {
    if editors.is_empty() {
        return BTreeSet::from([person]);
    }
    let touched: BTreeSet<ListId> = operations
        .iter()
        .filter_map(|operation| operation.change.list())
        .collect();
    editors
        .iter()
        .filter(|editor| touched.contains(&editor.list))
        .map(|editor| editor.person)
        .chain([person])
        .collect()
}

/// An operation with its number among a person's.
struct Numbered {
    person: i64,
    number: i64,
    operation: OperationId,
}

struct Taking<'a> {
    person: i64,
    held: &'a mut BTreeMap<i64, Held>,
    editors: Vec<EditorRecord>,
    known: BTreeSet<(i64, OperationId)>,
    left: BTreeSet<ListId>,
    numbered: Vec<Numbered>,
    refused: Vec<Refused>,
}

impl Taking<'_> {
    fn take(&mut self, operation: &Operation, now: i64) {
        if self.known.contains(&(self.person, operation.id)) {
            return;
        }
        let Some(own) = self.held.get(&self.person) else {
            return;
        };
        let checked = operation
            .time
            .check(now)
            .and_then(|()| own.lists.check(operation));
        if let Err(refusal) = checked {
            self.refused.push(Refused {
                id: operation.id,
                refusal,
            });
            return;
        }
        self.give(self.person, operation);
        if let Change::DeleteList { list } = operation.change {
            self.leave(list);
        }
        for person in self.others(&operation.change) {
            self.give(person, operation);
        }
    }

    /// Who else gets to know of it.
    fn others(&self, change: &Change) -> Vec<i64> {
        let Some(list) = shared_list(change).filter(|list| !self.left.contains(list)) else {
            return Vec::new();
        };
        self.editors
            .iter()
            .filter(|editor| editor.list == list && editor.person != self.person)
            .map(|editor| editor.person)
            .collect()
    }

    /// Whoever deletes a list that several people edit has left it. Not by a deletion that comes late
    /// and finds the list used since.
    fn leave(&mut self, list: ListId) {
        let is_gone = self
            .held
            .get(&self.person)
            .is_some_and(|own| !own.lists.has_list(list));
        if is_gone && self.editors.iter().any(|editor| editor.list == list) {
            self.left.insert(list);
        }
    }

    fn give(&mut self, person: i64, operation: &Operation) {
        // The same id twice in one parcel is known from the first time on.
        if !self.known.insert((person, operation.id)) {
            return;
        }
        if let Some(held) = self.held.get_mut(&person) {
            held.lists.apply(operation);
            held.last += 1;
            self.numbered.push(Numbered {
                person,
                number: held.last,
                operation: operation.id,
            });
        }
    }
}

/// Writes down what was given to whom, and what has become of their lists.
async fn write(
    transaction: &mut Transaction<'static, Any>,
    held: &BTreeMap<i64, Held>,
    operations: &[Operation],
    numbered: &[Numbered],
    now: i64,
) -> Result<(), AppError> {
    // The first of an id is the one that was taken.
    let mut texts: BTreeMap<OperationId, String> = BTreeMap::new();
    for operation in operations {
        if let Entry::Vacant(new) = texts.entry(operation.id) {
            new.insert(serde_json::to_string(operation).map_err(|error| AppError::failed(&error))?);
        }
    }
    let lines: Vec<Line<'_>> = numbered
        .iter()
        .filter_map(|numbered| {
            Some(Line {
                person: numbered.person,
                number: numbered.number,
                id: numbered.operation,
                json: texts.get(&numbered.operation)?,
            })
        })
        .collect();
    insert_operations(transaction, &lines, now).await?;
    let touched: BTreeSet<i64> = numbered.iter().map(|numbered| numbered.person).collect();
    let touched: Vec<&Held> = touched
        .iter()
        .filter_map(|person| held.get(person))
        .collect();
    keep(transaction, &touched, now).await?;
    let newest: Vec<_> = touched
        .iter()
        .map(|held| (held.person, held.last))
        .collect();
    delete_surplus(transaction, &newest).await?;
    Ok(())
}
