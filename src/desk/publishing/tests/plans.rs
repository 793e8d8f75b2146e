//! No query of this room walks through a whole table or sorts one.

use super::*;
use crate::{
    desk::{
        preview::{BY_TOKEN, GOOD_LINKS},
        publishing::store::{
            DUE, REVISION, SECTION, SLUG_OF_ANOTHER, STANDING, authors_sql, tags_sql,
        },
    },
    server::database::DatabaseKind,
};
use sqlx::{AssertSqlSafe, Row};

#[tokio::test]
async fn every_query_uses_an_index_and_sorts_nothing() {
    on_each(async |database: Database| {
        let (authors, tags) = (authors_sql(3), tags_sql(3));
        let queries = [
            ("standing", STANDING, "1"),
            ("revision", REVISION, "1"),
            ("section", SECTION, "1"),
            ("slug of another", SLUG_OF_ANOTHER, "'kk'"),
            ("due", DUE, "1"),
            ("authors", authors.as_str(), "'kk'"),
            ("tags", tags.as_str(), "'kk'"),
            ("good links", GOOD_LINKS, "1"),
            ("by token", BY_TOKEN, "'kk'"),
        ];
        let mut connection = database.read().await.expect("a connection");
        for (name, sql, first) in queries {
            let is_slug = name == "slug of another";
            let sql = sql
                .replace("$1", first)
                .replace("$2", if is_slug { "'kk'" } else { "2" });
            let sql = ["$3", "$4", "$5"]
                .iter()
                .fold(sql, |sql, place| sql.replace(place, "3"));
            let explain = match database.kind() {
                DatabaseKind::Sqlite => "EXPLAIN QUERY PLAN",
                DatabaseKind::Postgres => {
                    // Of tables this small it would rather read all and sort.
                    for setting in ["enable_seqscan", "enable_bitmapscan"] {
                        sqlx::query(AssertSqlSafe(format!("SET {setting} = off")))
                            .execute(&mut *connection)
                            .await
                            .expect("set");
                    }
                    "EXPLAIN"
                }
            };
            let column = usize::from(database.kind() == DatabaseKind::Sqlite) * 3;
            let rows = sqlx::query(AssertSqlSafe(format!("{explain} {sql}")))
                .fetch_all(&mut *connection)
                .await
                .expect(name);
            let lines: Vec<String> = rows.iter().map(|row| row.get(column)).collect();
            let is_bad = lines.iter().any(|line| {
                line.contains("SCAN")
                    || line.contains("Seq Scan")
                    || line.contains("TEMP B-TREE")
                    || line.contains("Sort")
            });
            assert!(!is_bad, "{name}: {lines:#?}");
        }
    })
    .await;
}
