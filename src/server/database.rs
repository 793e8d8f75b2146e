//! The connection to SQLite or PostgreSQL, and the migrations.
//!
//! Store functions take a connection and know nothing of which database it is: one portable SQL
//! serves both (`docs/decisions/003-one-sql-for-two-databases.md`).

pub use super::configuration::DatabaseKind;
use super::configuration::DatabaseUrl;
use sqlx::{
    Any, AnyConnection, AnyPool, Connection, Executor, Transaction,
    any::{AnyPoolOptions, install_default_drivers},
    migrate::{Migrate, MigrateError, Migrator},
    pool::PoolConnection,
};
use std::time::Duration;
use thiserror::Error;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a statement waits for another process that is writing to the same SQLite file, and for
/// a free connection of the pool.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Why the database cannot be used. The messages are for whoever starts the program.
#[derive(Debug, Error)]
pub enum DatabaseError {
    /// No connection could be made.
    #[error("the database does not answer: {0}")]
    Unreachable(#[source] sqlx::Error),
    /// A newer program has written to this database.
    #[error(
        "the database was last used by a newer Tilshi: it has migration {found}, this program knows up to \
         {known}. Start that newer version, or restore a backup from before the upgrade."
    )]
    Newer {
        /// The database's newest migration.
        found: i64,
        /// This program's newest migration.
        known: i64,
    },
    /// A migration failed.
    #[error("the database could not be brought up to date: {0}")]
    Migration(#[from] MigrateError),
}

/// A pool of connections. Cloning is cheap.
///
/// SQLite lets one connection write at a time, so all writes go through a pool of one, and readers,
/// which WAL never blocks, have their own.
#[derive(Clone, Debug)]
pub struct Database {
    kind: DatabaseKind,
    readers: AnyPool,
    writers: AnyPool,
}

impl Database {
    /// Connects and applies the migrations that are missing. `max_connections` bounds the pool of
    /// readers, and of all on PostgreSQL.
    ///
    /// # Errors
    /// When the database cannot be reached, is newer than this program, or a migration fails.
    pub async fn open(url: &DatabaseUrl, max_connections: u32) -> Result<Self, DatabaseError> {
        install_default_drivers();
        let kind = url.kind();
        let database = match kind {
            DatabaseKind::Sqlite => {
                let writers = connect(url, kind, 1).await?;
                // The writer comes first: it creates the file and switches it to WAL.
                let readers = connect(url, kind, max_connections).await?;
                Self {
                    kind,
                    readers,
                    writers,
                }
            }
            DatabaseKind::Postgres => {
                let pool = connect(url, kind, max_connections).await?;
                Self {
                    kind,
                    readers: pool.clone(),
                    writers: pool,
                }
            }
        };
        database.migrate().await?;
        Ok(database)
    }

    /// Which database this is, for the few things that must know.
    pub fn kind(&self) -> DatabaseKind {
        self.kind
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none becomes free in time or the database is gone.
    pub async fn read(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.readers.acquire().await
    }

    /// A transaction for writing. It is rolled back unless it is committed.
    ///
    /// # Errors
    /// When none becomes free in time or the database is gone.
    pub async fn write(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self.kind {
            // Taking the write lock at once keeps SQLite from failing half-way when another process
            // has written between this transaction's first read and its first write.
            DatabaseKind::Sqlite => self.writers.begin_with("BEGIN IMMEDIATE").await,
            DatabaseKind::Postgres => self.writers.begin().await,
        }
    }

    /// Whether the database answers and has all of this program's migrations. It may have more: while
    /// servers are upgraded one after the other, the older ones go on serving.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn is_ready(&self) -> Result<bool, sqlx::Error> {
        let mut connection = self.read().await?;
        let applied: i64 =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations WHERE success")
                .fetch_one(&mut *connection)
                .await?;
        Ok(applied >= self.newest_known())
    }

    /// Finishes what runs and closes all connections.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }

    fn migrator(&self) -> &'static Migrator {
        match self.kind {
            DatabaseKind::Sqlite => &SQLITE,
            DatabaseKind::Postgres => &POSTGRES,
        }
    }

    fn newest_known(&self) -> i64 {
        self.migrator()
            .iter()
            .map(|migration| migration.version)
            .max()
            .unwrap_or(0)
    }

    async fn migrate(&self) -> Result<(), DatabaseError> {
        let mut connection = self
            .writers
            .acquire()
            .await
            .map_err(DatabaseError::Unreachable)?;
        self.refuse_newer(&mut connection).await?;
        self.migrator().run(&mut *connection).await?;
        Ok(())
    }

    async fn refuse_newer(&self, connection: &mut AnyConnection) -> Result<(), DatabaseError> {
        let table = "_sqlx_migrations";
        connection.ensure_migrations_table(table).await?;
        let found = connection
            .list_applied_migrations(table)
            .await?
            .iter()
            .map(|migration| migration.version)
            .max()
            .unwrap_or(0);
        let known = self.newest_known();
        if found > known {
            return Err(DatabaseError::Newer { found, known });
        }
        Ok(())
    }
}

async fn connect(
    url: &DatabaseUrl,
    kind: DatabaseKind,
    max_connections: u32,
) -> Result<AnyPool, DatabaseError> {
    AnyPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(BUSY_TIMEOUT)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if kind == DatabaseKind::Sqlite {
                    for pragma in SQLITE_PRAGMAS {
                        connection.execute(*pragma).await?;
                    }
                }
                Ok(())
            })
        })
        // SQLite ends a transaction by itself when the disk is full; the driver then counts it as running
        // for ever, and no other could begin on that connection.
        .before_acquire(|connection, _| {
            Box::pin(async move { Ok(!connection.is_in_transaction()) })
        })
        .connect(url.as_str())
        .await
        .map_err(DatabaseError::Unreachable)
}

/// Set on every SQLite connection. The busy timeout comes first, because switching to WAL may
/// itself have to wait; FULL means that what was answered as saved survives a power cut.
const SQLITE_PRAGMAS: &[&str] = &[
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
];

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
