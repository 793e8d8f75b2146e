//! What tests of comments need around them: people, articles, comments.

use super::{
    model::Status,
    store::{CommentRecord, NewComment, insert_comment},
};
use crate::{
    account::{
        email::EmailAddress,
        model::Role,
        store::{NewPerson, insert_person},
    },
    language::Language::Kazakh,
    server::database::Database,
};
use sqlx::AnyConnection;
use std::sync::atomic::{AtomicI64, Ordering};

/// A moment, in milliseconds UTC.
pub const NOON: i64 = 1_700_000_000_000;

static NUMBER: AtomicI64 = AtomicI64::new(1);

/// A number that comes once.
pub fn unique() -> i64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// Somebody with a confirmed account.
pub async fn add_person(database: &Database, role: Role) -> i64 {
    let email = format!("person{}@example.kz", unique());
    let person = NewPerson {
        email: &EmailAddress::parse(&email).expect("an address"),
        confirmed: true,
        name: "Айгүл",
        language: Kazakh,
        role,
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

/// A published article in Kazakh, with a section of its own.
pub async fn add_article(database: &Database) -> i64 {
    let number = unique();
    let mut transaction = database.write().await.expect("a transaction");
    let section: i64 = sqlx::query_scalar(
        "INSERT INTO sections (language, slug, name, position, translation_group) \
         VALUES ('kk', $1, 'Білім', 1, $1) RETURNING id",
    )
    .bind(format!("section-{number}"))
    .fetch_one(&mut *transaction)
    .await
    .expect("a section");
    let article: i64 = sqlx::query_scalar(
        "INSERT INTO articles (language, section_id, slug, headline, body, excerpt, reading_minutes, status, \
         published_at, created_at, changed_at, translation_group) \
         VALUES ('kk', $1, $2, 'Мектеп', '{\"type\":\"doc\",\"content\":[{\"type\":\"paragraph\"}]}', 'Мектеп', 1, \
         'published', $3, $3, $3, $2) RETURNING id",
    )
    .bind(section)
    .bind(format!("article-{number}"))
    .bind(NOON)
    .fetch_one(&mut *transaction)
    .await
    .expect("an article");
    transaction.commit().await.expect("a commit");
    article
}

/// A comment, put into its thread as the store puts it there.
pub async fn add_comment(
    connection: &mut AnyConnection,
    article: i64,
    person: Option<i64>,
    parent: Option<&CommentRecord>,
    status: Status,
) -> CommentRecord {
    let number = unique();
    let new = NewComment {
        article_id: article,
        person_id: person,
        name: "Айгүл",
        parent,
        text: &format!("Пікір {number}"),
        quote: "",
        status,
        posted_at: NOON + number,
        newcomer: false,
        network: "",
        operation: None,
        origin: None,
    };
    insert_comment(connection, &new)
        .await
        .expect("an answer")
        .expect("a new comment")
}
