//! No query of the newsroom may walk through a whole table.

use super::{
    super::{
        adopting,
        store::{
            BY_ARTICLE, BY_ID, BY_OPERATION, EVENTS, FIRST, GROUP, LAST_IMPORTED, ListFilter,
            MERGED_INTO, NEWEST_UP_TO, PAGE, PRESENT, REVISION, bylines_sql, list_sql, names_sql,
            present_in_sql, translations_sql,
        },
        thinning::DUE,
    },
    *,
};
use crate::{
    server::database::testing::{is_sorted, plan, walks},
    site::store::{Addressed, Kind, PLACE_OF_ARTICLE, search_sql, taken_sql},
    tag,
};

/// The lists, by what they are filtered by.
fn lists() -> Vec<(&'static str, ListFilter)> {
    let all = ListFilter::default();
    vec![
        ("all", all.clone()),
        (
            "status",
            ListFilter {
                status: Some(Status::Draft),
                ..all.clone()
            },
        ),
        (
            "language",
            ListFilter {
                language: Some(Kazakh),
                ..all.clone()
            },
        ),
        (
            "section",
            ListFilter {
                section_id: Some(1),
                ..all.clone()
            },
        ),
        (
            "owner",
            ListFilter {
                owner_id: Some(1),
                ..all.clone()
            },
        ),
        (
            "author",
            ListFilter {
                author_id: Some(1),
                ..all.clone()
            },
        ),
        (
            "words",
            ListFilter {
                words: "а б".to_owned(),
                ..all
            },
        ),
    ]
}

#[tokio::test]
async fn every_query_uses_an_index() {
    on_each(async |database: Database| {
        let mut queries: Vec<(&str, String)> = [
            ("a manuscript", BY_ID),
            ("the manuscript of an article", BY_ARTICLE),
            ("a revision", REVISION),
            ("a base", NEWEST_UP_TO),
            ("the first revision", FIRST),
            ("an operation", BY_OPERATION),
            ("what was merged", MERGED_INTO),
            ("the last import", LAST_IMPORTED),
            ("revisions", PAGE),
            ("events", EVENTS),
            ("presences", PRESENT),
            ("translations", GROUP),
            ("revisions to thin", DUE),
            ("articles to adopt", adopting::WITHOUT_MANUSCRIPT),
            ("a tag by name", tag::store::BY_NAME),
            ("the place of an article", PLACE_OF_ARTICLE),
        ]
        .map(|(name, sql)| (name, sql.to_owned()))
        .into();
        queries.push(("bylines", bylines_sql(3)));
        queries.push(("present in several", present_in_sql(3)));
        queries.push(("articles", adopting::articles_sql(3)));
        queries.push(("authors of articles", adopting::authors_sql(3)));
        queries.push(("tags of articles", adopting::tags_sql(3)));
        for kind in Kind::ALL {
            queries.push(("names", names_sql(kind, 3)));
            queries.push(("in another language", translations_sql(kind, 3)));
        }
        for kind in [Kind::Author, Kind::Tag] {
            queries.push(("names by words", search_sql(kind, 2)));
            queries.push(("all names", search_sql(kind, 0)));
        }
        for what in [Addressed::Article, Addressed::Author, Addressed::Tag] {
            queries.push(("taken slugs", taken_sql(what, 3)));
        }
        for (name, filter) in lists() {
            queries.push((name, list_sql(&filter)));
        }
        let mut connection = database.read().await.expect("a connection");
        for (name, sql) in queries {
            let lines = plan(&mut connection, database.kind(), &sql).await;
            assert!(
                walks(&lines).is_empty(),
                "{name} walks through a table: {lines:#?}"
            );
        }
    })
    .await;
}

/// Sorting would make the first page of a long list cost as much as the whole list.
#[tokio::test]
async fn no_list_is_sorted() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        let mut queries: Vec<(&str, String)> = lists()
            .into_iter()
            // What an author has written or a word leads to is found first, and is little.
            .filter(|(name, _)| !["author", "words"].contains(name))
            .map(|(name, filter)| (name, list_sql(&filter)))
            .collect();
        queries.push(("revisions", PAGE.to_owned()));
        queries.push(("events", EVENTS.to_owned()));
        for (name, sql) in queries {
            let lines = plan(&mut connection, database.kind(), &sql).await;
            assert!(!is_sorted(&lines), "{name} is sorted: {lines:#?}");
        }
    })
    .await;
}
