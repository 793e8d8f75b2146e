//! How a database goes about a query.

use super::super::DatabaseKind;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// Columns that hold words; beside others a place stands for a number.
const WORDS: [&str; 15] = [
    "language",
    "skeleton",
    "slug",
    "translation_group",
    "surname",
    "given_name",
    "source",
    "digest",
    "status",
    "network",
    "operation",
    "operation_id",
    "list_id",
    "public_id",
    "token_hash",
];

/// The plan as lines of text. `$n` stand for anything.
pub async fn plan(connection: &mut AnyConnection, kind: DatabaseKind, sql: &str) -> Vec<String> {
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
            for number in (1..=30).rev() {
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

/// The lines of a plan in which a whole table is walked through. Walking what a branch has already
/// found is no table.
pub fn walks(lines: &[String]) -> Vec<&String> {
    lines
        .iter()
        .filter(|line| {
            let walks = line.contains("SCAN") || line.contains("Seq Scan");
            let is_found_before = line
                .split_once("SCAN ")
                .is_some_and(|(_, name)| lines.contains(&format!("CO-ROUTINE {name}")));
            // A row that is written in the statement is no table.
            walks
                && !is_found_before
                && !line.contains("branch")
                && !line.contains("SCAN CONSTANT ROW")
        })
        .collect()
}

/// Whether what is found is sorted afterwards.
pub fn is_sorted(lines: &[String]) -> bool {
    lines.iter().any(|line| {
        line.contains("TEMP B-TREE")
            || line.trim_start().starts_with("Sort")
            || line.contains("->  Sort")
    })
}

/// A value that fits where `$number` stands.
fn literal(sql: &str, number: usize) -> &'static str {
    let stands_after = |words: &str| {
        sql.match_indices(words)
            .any(|(at, _)| !sql[at + words.len()..].starts_with(|next: char| next.is_ascii_digit()))
    };
    let is_after =
        |column: &str, operator: &str| stands_after(&format!("{column} {operator} ${number}"));
    let is_word = WORDS.iter().any(|column| is_after(column, "="))
        || (sql.contains("slug IN") && number > 2)
        || (sql.contains("operation_id IN") && number > 2)
        || (sql.contains("name = $2") && number == 2);
    if ["<", ">=", ">"]
        .iter()
        .any(|operator| is_after("word", operator))
    {
        "'a'::bytea"
    } else if is_word {
        "'kk'"
    } else {
        "1"
    }
}
