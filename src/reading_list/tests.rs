//! Reading lists on both databases: what devices send, what several people do, what is deleted.

mod any_order;
mod plans;
mod syncing;
mod together;

use super::{
    lists::{change_of, read},
    model::Synced,
    store::{EditorRecord, add_editor, find_state, list_operations},
    sync::sync_of,
};
use crate::{
    account::{
        email::EmailAddress,
        model::Role,
        store::{NewPerson, insert_person},
    },
    error::AppError,
    language::Language::Kazakh,
    server::database::{Database, testing::on_each},
};
use reading::{
    ArticleId, Change, Clock, DeviceId, Filter, ListId, Operation, OperationId, Position,
    ReadingLists, Sorting,
};
use std::sync::atomic::{AtomicU32, Ordering};

const NOON: i64 = 1_700_000_000_000;
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Sixteen bytes that come once.
fn bytes() -> [u8; 16] {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    u128::from(number).to_be_bytes()
}

async fn person(database: &Database) -> i64 {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let email = format!("reader{number}@example.kz");
    let person = NewPerson {
        email: &EmailAddress::parse(&email).expect("an address"),
        confirmed: true,
        name: "Айгүл",
        language: Kazakh,
        role: Role::Reader,
        password_hash: None,
    };
    let mut transaction = database.write().await.expect("a transaction");
    let id = insert_person(&mut transaction, &person, NOON)
        .await
        .expect("an answer")
        .expect("a free address");
    transaction.commit().await.expect("a commit");
    id
}

fn article(number: i64) -> ArticleId {
    ArticleId::new(number).expect("a positive number")
}

fn place(number: i64) -> Position {
    let ids: Vec<ArticleId> = (1..=number).map(article).collect();
    Position::many(None, None, &ids).pop().expect("a position")
}

fn save(list: ListId, number: i64) -> Change {
    Change::Save {
        list,
        article: article(number),
        position: place(number),
        saved_at: None,
    }
}

fn name(list: ListId, name: &str) -> Change {
    Change::NameList {
        list,
        name: name.to_owned(),
    }
}

fn note(number: i64, text: &str) -> Change {
    Change::Note {
        article: article(number),
        text: text.to_owned(),
    }
}

/// A browser of somebody.
struct Device {
    clock: Clock,
}

impl Device {
    fn new() -> Self {
        Self {
            clock: Clock::new(DeviceId::from_random(bytes())),
        }
    }

    fn make(&mut self, change: Change) -> Operation {
        Operation {
            id: OperationId::from_random(bytes()),
            time: self.clock.issue(NOON),
            change,
        }
    }
}

async fn sync(database: &Database, person: i64, after: i64, operations: &[Operation]) -> Synced {
    sync_of(database, person, NOON, after, operations.to_vec())
        .await
        .expect("synced")
}

async fn lists(database: &Database, person: i64) -> ReadingLists {
    let mut connection = database.read().await.expect("a connection");
    read(&mut connection, person).await.expect("lists")
}

/// The operations that are written down for somebody, and the number of the last.
async fn log(database: &Database, person: i64) -> (Vec<Operation>, i64) {
    let mut connection = database.read().await.expect("a connection");
    let (_, last) = find_state(&mut connection, person).await.expect("a state");
    let operations = list_operations(&mut connection, person, 0, i64::MAX)
        .await
        .expect("operations");
    (operations, last)
}

/// Lets all of them edit the list of the first.
async fn edit_together(database: &Database, list: ListId, people: &[i64]) {
    let mut transaction = database.write().await.expect("a transaction");
    for person in people {
        let editor = EditorRecord {
            list,
            person: *person,
            owner: people[0],
        };
        add_editor(&mut transaction, editor, NOON)
            .await
            .expect("added");
    }
    transaction.commit().await.expect("a commit");
}

fn saved(lists: &ReadingLists, list: ListId) -> Vec<i64> {
    lists
        .articles(list, Sorting::Own, Filter::All)
        .iter()
        .map(|entry| entry.article.get())
        .collect()
}
