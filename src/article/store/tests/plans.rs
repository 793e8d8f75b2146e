//! No query that a reader causes may walk through a whole table.

use super::*;
use crate::{
    article::{
        import::{BY_DIGEST, BY_SOURCE},
        store::{
            gather::{Followed, by_ids_sql, followed_sql},
            read::{authors_sql, newest_of_each_sql},
            slugs::{of_former_slugs_sql, of_slugs_sql},
        },
    },
    author, correction, section,
    server::database::DatabaseKind,
    tag,
};
use sqlx::{AssertSqlSafe, Row};

/// Every query of the readers' side, by name. `$n` stand for anything.
fn queries() -> Vec<(&'static str, String)> {
    let lists = [
        List::Section(1),
        List::Tag(2),
        List::Author(3),
        List::Latest(Kazakh),
    ];
    let mut queries: Vec<(&str, String)> = [
        ("the latest", LATEST),
        ("of a section", OF_SECTION),
        ("of a tag", OF_TAG),
        ("of an author", OF_AUTHOR),
        ("an article", BY_SLUG),
        ("a moved article", BY_FORMER_SLUG),
        ("translations of an article", TRANSLATIONS),
        ("tags of an article", TAGS_OF_ARTICLE),
        ("times of an article", TIMES),
        ("corrections of an article", correction::store::OF_ARTICLE),
        ("corrections", correction::store::LATEST),
        ("sections", section::store::IN_ORDER),
        ("a section", section::store::BY_SLUG),
        ("a tag", tag::store::BY_SLUG),
        ("an author", author::store::BY_SLUG),
        ("an author by name", author::store::BY_NAME),
        ("an imported file", BY_SOURCE),
        ("an imported file by content", BY_DIGEST),
    ]
    .map(|(name, sql)| (name, sql.to_owned()))
    .into();
    for kind in Kind::ALL {
        queries.push(("translations", kind.translations_sql().to_owned()));
        queries.push(("moved", kind.moved_sql().to_owned()));
    }
    queries.push(("authors of several", authors_sql(3)));
    let followed = Followed {
        authors: vec![1, 2],
        sections: vec![3],
        tags: vec![4],
    };
    queries.push(("articles by ids", by_ids_sql(3)));
    let slugs = [Kazakh, Russian]
        .map(|language| (language, vec!["a".to_owned(), "b".to_owned()]))
        .into();
    queries.push(("articles by slugs", of_slugs_sql(&slugs)));
    queries.push(("articles by former slugs", of_former_slugs_sql(&slugs)));
    queries.push(("what is followed", followed_sql(&followed)));
    queries.push(("the newest of each", newest_of_each_sql(&lists)));
    queries
}

/// The plan as lines of text.
async fn plan(connection: &mut AnyConnection, kind: DatabaseKind, sql: &str) -> Vec<String> {
    match kind {
        DatabaseKind::Sqlite => {
            let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")))
                .fetch_all(connection)
                .await
                .expect(sql);
            rows.iter()
                .map(|row| row.try_get("detail").expect("a detail"))
                .collect()
        }
        DatabaseKind::Postgres => {
            // Placeholders need no values for a generic plan (PostgreSQL 16), but 15 wants them.
            let mut statement = sql.to_owned();
            for number in (1..=9).rev() {
                statement = statement.replace(&format!("${number}"), literal(sql, number));
            }
            sqlx::query("SET enable_seqscan = off")
                .execute(&mut *connection)
                .await
                .expect("set");
            let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN {statement}")))
                .fetch_all(connection)
                .await
                .expect(sql);
            rows.iter()
                .map(|row| row.try_get(0).expect("a line"))
                .collect()
        }
    }
}

/// A value that fits where `$number` stands: a word beside columns of words, else a number.
fn literal(sql: &str, number: usize) -> &'static str {
    let words = [
        "language",
        "slug",
        "translation_group",
        "surname",
        "given_name",
        "source",
        "digest",
    ];
    let is_word = words
        .iter()
        .any(|column| sql.contains(&format!("{column} = ${number}")));
    // Nothing but words stands beside slugs.
    let is_word = is_word || sql.contains("slug IN (");
    if is_word { "'kk'" } else { "1" }
}

#[tokio::test]
async fn every_query_uses_an_index() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        for (name, sql) in queries() {
            let lines = plan(&mut connection, database.kind(), &sql).await;
            let walks: Vec<&String> = lines
                .iter()
                .filter(|line| {
                    let walks = line.contains("SCAN") || line.contains("Seq Scan");
                    // Walking what a branch has already found is no table.
                    walks && !line.contains("branch")
                })
                .collect();
            assert!(walks.is_empty(), "{name} walks through a table: {lines:#?}");
        }
    })
    .await;
}

/// Sorting would make the first page of a long list cost as much as the whole list.
#[tokio::test]
async fn no_list_is_sorted() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        for (name, sql) in [
            ("latest", LATEST),
            ("section", OF_SECTION),
            ("tag", OF_TAG),
            ("author", OF_AUTHOR),
            ("corrections", correction::store::LATEST),
        ] {
            let lines = plan(&mut connection, database.kind(), sql).await;
            let sorts = lines.iter().any(|line| {
                line.contains("TEMP B-TREE")
                    || line.trim_start().starts_with("Sort")
                    || line.contains("->  Sort")
            });
            assert!(!sorts, "{name} is sorted: {lines:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_test_sees_a_walk() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        let lines = plan(
            &mut connection,
            database.kind(),
            "SELECT id FROM articles WHERE headline = 'kk'",
        )
        .await;
        assert!(
            lines
                .iter()
                .any(|line| line.contains("SCAN") || line.contains("Seq Scan")),
            "{lines:#?}"
        );
    })
    .await;
}
