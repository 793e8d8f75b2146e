//! What the tests of what belongs to people have in common.

use crate::server::database::testing::on_sqlite;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// Stores a reader with this address and returns their id.
pub async fn add_person(connection: &mut AnyConnection, email: &str) -> i64 {
    sqlx::query_scalar(
        "INSERT INTO people (email, name, language, role, created_at) \
         VALUES ($1, 'Somebody', 'kk', 'reader', 0) RETURNING id",
    )
    .bind(email)
    .fetch_one(connection)
    .await
    .expect("stored")
}

/// Fails when one of the statements walks through a whole table.
pub async fn assert_indexed(statements: &[&str]) {
    on_sqlite(|database| async move {
        let mut connection = database.read().await.expect("a connection");
        for statement in statements {
            let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
            let rows = sqlx::query(sql)
                .fetch_all(&mut *connection)
                .await
                .expect(statement);
            for row in rows {
                let step: String = row.try_get("detail").expect("a detail");
                assert!(!step.starts_with("SCAN"), "{statement}: {step}");
                assert!(!step.contains("TEMP B-TREE"), "{statement}: {step}");
            }
        }
    })
    .await;
}
