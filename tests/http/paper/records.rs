//! Looking into the database, and moving time by changing what stands there.

use super::Paper;
use sqlx::{Any, AssertSqlSafe, pool::PoolConnection};

impl Paper {
    /// Changes something behind the server's back; how many rows.
    pub async fn change(&self, sql: &str) -> u64 {
        let mut transaction = self.database.write().await.expect("a transaction");
        let done = sqlx::query(AssertSqlSafe(sql.to_owned()))
            .execute(&mut *transaction)
            .await
            .expect("changed");
        transaction.commit().await.expect("a commit");
        done.rows_affected()
    }

    /// The one number that a query finds.
    pub async fn number(&self, sql: &str) -> i64 {
        let mut connection = self.database.read().await.expect("a connection");
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_one(&mut *connection)
            .await
            .expect("a number")
    }

    /// The one text that a query finds.
    pub async fn text(&self, sql: &str) -> String {
        self.texts(sql).await.pop().expect("a text")
    }

    /// The texts that a query finds.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let mut connection = self.database.read().await.expect("a connection");
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_all(&mut *connection)
            .await
            .expect("texts")
    }

    /// Lets time go by for all sessions, in milliseconds.
    pub async fn age_sessions(&self, by: i64) {
        self.change(&format!(
            "UPDATE sessions SET created_at = created_at - {by}, last_seen_at = last_seen_at - {by}, \
             expires_at = expires_at - {by}, rotated_at = rotated_at - {by}"
        ))
        .await;
    }

    /// Sees whether anything at all is written from now on.
    pub async fn watch(&self) -> Watch {
        let mut watch = Watch {
            connection: self.database.read().await.expect("a connection"),
            version: 0,
        };
        watch.has_changed().await;
        watch
    }
}

/// A look at the whole database.
pub struct Watch {
    connection: PoolConnection<Any>,
    version: i64,
}

impl Watch {
    /// Whether anybody has written anything since this was asked last. SQLite counts for each
    /// connection what the others commit.
    pub async fn has_changed(&mut self) -> bool {
        let version = sqlx::query_scalar("PRAGMA data_version")
            .fetch_one(&mut *self.connection)
            .await
            .expect("a number");
        std::mem::replace(&mut self.version, version) != version
    }
}
