//! Manuscripts on both databases: every way of saving, what an import brings, thinning, the list.

mod importing;
mod list;
mod losing_nothing;
mod plans;
mod saving;
mod settling;
mod thinning;

use super::{
    State,
    saving::{Kept, take_save},
    store::{
        ManuscriptRecord, NewManuscript, NewRevision, find_base, insert_manuscript,
        insert_revision, load, set_head,
    },
};
use crate::{
    account::{
        email::EmailAddress,
        identity::Writer,
        model::Role,
        store::{NewPerson, insert_person},
    },
    desk::model::{Fields, RevisionKind, Save, Status},
    error::AppError,
    language::Language::{self, Kazakh},
    section::store::{NewSection, SectionSlug, insert_section},
    server::database::{Database, testing::on_each},
};
use document::Document;
use sqlx::AnyConnection;
use std::sync::atomic::{AtomicU32, Ordering};

const NOON: i64 = 1_700_000_000_000;
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A name that no other operation has.
fn operation() -> String {
    format!("operation-{:08}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

async fn person(connection: &mut AnyConnection, name: &str, is_editor: bool) -> Writer {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let email = format!("writer{number}@example.kz");
    let person = NewPerson {
        email: &EmailAddress::parse(&email).expect("an address"),
        confirmed: true,
        name,
        language: Kazakh,
        role: if is_editor {
            Role::Editor
        } else {
            Role::Author
        },
        password_hash: None,
    };
    let id = insert_person(connection, &person, NOON)
        .await
        .expect("an answer")
        .expect("a free address");
    Writer {
        id,
        name: name.to_owned(),
        is_editor,
    }
}

async fn section(
    connection: &mut AnyConnection,
    slug: &str,
    language: Language,
    group: &str,
) -> i64 {
    let section = NewSection {
        language,
        slug: SectionSlug::parse(slug).expect("a slug"),
        name: slug.to_uppercase(),
        description: String::new(),
        position: 0,
        translation_group: group.to_owned(),
    };
    insert_section(connection, &section)
        .await
        .expect("a section")
}

fn body(paragraphs: &[&str]) -> Document {
    Document::from_paragraphs(paragraphs.iter().map(|words| (*words).to_owned()))
}

fn state(headline: &str, paragraphs: &[&str]) -> State {
    State {
        fields: Fields {
            headline: headline.to_owned(),
            ..Fields::default()
        },
        body: body(paragraphs),
    }
}

/// A draft that says this, of somebody.
async fn draft(connection: &mut AnyConnection, owner: &Writer, state: &State) -> ManuscriptRecord {
    let group = operation();
    let new = NewManuscript {
        language: Kazakh,
        article_id: None,
        translation_group: &group,
        status: Status::Draft,
        owner_id: Some(owner.id),
    };
    let id = insert_manuscript(connection, &new, NOON)
        .await
        .expect("an answer")
        .expect("made");
    let first = NewRevision {
        manuscript_id: id,
        parent_id: None,
        merged_id: None,
        kind: RevisionKind::Created,
        person_id: Some(owner.id),
        state,
        published_at: None,
        operation: None,
    };
    let revision = insert_revision(connection, &first, NOON)
        .await
        .expect("an answer")
        .expect("stored");
    set_head(
        connection,
        id,
        revision,
        &state.fields,
        None,
        Some(owner.id),
        NOON,
    )
    .await
    .expect("the head");
    load(connection, id)
        .await
        .expect("an answer")
        .expect("there")
}

fn request(manuscript: i64, base: i64, operation: &str, state: &State) -> Save {
    Save {
        manuscript,
        base,
        after: Vec::new(),
        aside: false,
        operation: operation.to_owned(),
        fields: state.fields.clone(),
        body: state.body.to_json(),
    }
}

/// Saves in a transaction of its own, as a request does.
async fn save(
    database: &Database,
    writer: &Writer,
    save: Save,
    now: i64,
) -> Result<Kept, AppError> {
    let mut transaction = database.write().await.expect("a transaction");
    let (_, kept) = take_save(&mut transaction, writer, save, now).await?;
    transaction.commit().await.expect("committed");
    Ok(kept)
}

/// What the newest revision says, and its id.
async fn head(database: &Database, manuscript: i64) -> (i64, State) {
    let mut connection = database.read().await.expect("a connection");
    let record = load(&mut connection, manuscript)
        .await
        .expect("an answer")
        .expect("there");
    let revision = find_base(&mut connection, manuscript, record.head_id)
        .await
        .expect("a revision");
    assert_eq!(revision.id, record.head_id);
    (revision.id, revision.state().expect("a state"))
}

async fn count(database: &Database, manuscript: i64) -> i64 {
    let mut connection = database.read().await.expect("a connection");
    sqlx::query_scalar("SELECT COUNT(*) FROM revisions WHERE manuscript_id = $1")
        .bind(manuscript)
        .fetch_one(&mut *connection)
        .await
        .expect("a number")
}
