//! Databases for tests: a fresh one of each kind, really running.

mod plans;

pub use plans::{is_sorted, plan, walks};

use super::Database;
use crate::server::configuration::DatabaseUrl;
use sqlx::{AssertSqlSafe, Connection, Executor};
use std::{env, future::Future, panic::AssertUnwindSafe};

/// Names the PostgreSQL server that tests may make databases on.
const POSTGRES_URL: &str = "TILSHI_TEST_POSTGRES_URL";

/// Runs a test on a new SQLite database, then on a new PostgreSQL one. Without a PostgreSQL server
/// the second half is skipped with a message; `make test` always starts one.
pub async fn on_each<T: Future<Output = ()>>(test: impl Fn(Database) -> T) {
    on_each_at(|database, _| test(database)).await;
}

/// The same for a test that opens the database once more, as a second server does.
pub async fn on_each_at<T: Future<Output = ()>>(test: impl Fn(Database, DatabaseUrl) -> T) {
    on_sqlite_at(&test).await;
    match env::var(POSTGRES_URL) {
        Ok(server) => on_postgres(&server, &test).await,
        Err(_) => eprintln!("skipped on PostgreSQL: {POSTGRES_URL} is not set"),
    }
}

/// Runs a test on a new SQLite database.
pub async fn on_sqlite<T: Future<Output = ()>>(test: impl Fn(Database) -> T) {
    on_sqlite_at(&|database, _| test(database)).await;
}

async fn on_sqlite_at<T: Future<Output = ()>>(test: &impl Fn(Database, DatabaseUrl) -> T) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = DatabaseUrl::of_sqlite_file(&folder.path().join("tilshi.db"));
    let database = Database::open(&url, 4).await.expect("a SQLite database");
    test(database.clone(), url).await;
    database.close().await;
}

async fn on_postgres<T: Future<Output = ()>>(
    server: &str,
    test: &impl Fn(Database, DatabaseUrl) -> T,
) {
    let name = format!("tilshi_test_{}", uuid::Uuid::new_v4().simple());
    let mut admin = sqlx::PgConnection::connect(server)
        .await
        .expect("the PostgreSQL server");
    admin
        .execute(sqlx::query(AssertSqlSafe(format!(
            "CREATE DATABASE {name}"
        ))))
        .await
        .expect("a new database");
    let mut url = url::Url::parse(server).expect("a URL");
    url.set_path(&name);
    let url = DatabaseUrl::parse(url.as_str()).expect("a database URL");
    let database = Database::open(&url, 4)
        .await
        .expect("a PostgreSQL database");
    let run = AssertUnwindSafe(test(database.clone(), url));
    let outcome = futures::FutureExt::catch_unwind(run).await;
    database.close().await;
    admin
        .execute(sqlx::query(AssertSqlSafe(format!(
            "DROP DATABASE {name} WITH (FORCE)"
        ))))
        .await
        .expect("the database can be dropped");
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}
