use super::{
    testing::{on_each, on_sqlite},
    *,
};
use std::{collections::BTreeSet, fs, path::Path};

#[tokio::test]
async fn every_sqlite_connection_is_set_up() {
    on_sqlite(async |database: Database| {
        let mut reader = database.read().await.expect("a reader");
        let mut writer = database.write().await.expect("a writer");
        for connection in [&mut *reader, &mut *writer] {
            for (pragma, expected) in [
                ("foreign_keys", 1),
                ("synchronous", 2),
                ("busy_timeout", 10_000),
            ] {
                let sql = sqlx::AssertSqlSafe(format!("SELECT * FROM pragma_{pragma}()"));
                let found: i64 = sqlx::query_scalar(sql)
                    .fetch_one(&mut *connection)
                    .await
                    .expect("a value");
                assert_eq!(found, expected, "{pragma}");
            }
            let mode: String = sqlx::query_scalar("SELECT * FROM pragma_journal_mode()")
                .fetch_one(&mut *connection)
                .await
                .expect("a value");
            assert_eq!(mode, "wal");
        }
    })
    .await;
}

/// As when the disk is full.
#[tokio::test]
async fn a_transaction_that_sqlite_has_ended_by_itself_is_no_hindrance_to_the_next() {
    on_sqlite(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        transaction.execute("ROLLBACK").await.expect("ended");
        assert!(transaction.commit().await.is_err());
        let next = database.write().await.expect("the next transaction");
        next.commit().await.expect("committed");
    })
    .await;
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let insert = match database.kind() {
            DatabaseKind::Sqlite => {
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9999, 'from the future', 1, x'00', 0)"
            }
            DatabaseKind::Postgres => {
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9999, 'from the future', true, '\\x00', 0)"
            }
        };
        sqlx::query(insert).execute(&mut *transaction).await.expect("inserted");
        transaction.commit().await.expect("committed");
        assert!(database.is_ready().await.expect("an answer"), "what runs goes on serving");
        let error = database.migrate().await.expect_err("must refuse");
        assert!(
            matches!(error, DatabaseError::Newer { found: 9999, .. }),
            "{error}"
        );
        assert!(error.to_string().contains("9999"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn opening_again_changes_nothing() {
    on_each(async |database: Database| {
        database.migrate().await.expect("nothing to do");
        assert!(database.is_ready().await.expect("an answer"));
    })
    .await;
}

#[tokio::test]
async fn two_writers_wait_for_each_other() {
    on_sqlite(async |database: Database| {
        let insert = async |slug: &str| {
            let mut transaction = database.write().await.expect("a transaction");
            sqlx::query(
                "INSERT INTO tags (language, slug, name, translation_group) VALUES ('en', $1, $1, $1)",
            )
            .bind(slug)
            .execute(&mut *transaction)
            .await
            .expect("inserted");
            transaction.commit().await.expect("committed");
        };
        tokio::join!(insert("one"), insert("two"), insert("three"), insert("four"));
        let mut reader = database.read().await.expect("a reader");
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM tags")
            .fetch_one(&mut *reader)
            .await
            .expect("a count");
        assert_eq!(count, 4);
    })
    .await;
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |kind: &str| -> BTreeSet<String> {
        fs::read_dir(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("migrations")
                .join(kind),
        )
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

/// The dialects may differ in how an id is declared, and in nothing else.
#[test]
fn migrations_say_the_same_to_both() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for entry in fs::read_dir(folder.join("sqlite")).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        let sqlite = fs::read_to_string(&path).expect("readable");
        let postgres = fs::read_to_string(folder.join("postgres").join(name)).expect("readable");
        let expected = sqlite
            .replace(
                "INTEGER PRIMARY KEY AUTOINCREMENT",
                "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            )
            .replace(" BLOB", " BYTEA");
        assert_eq!(postgres, expected, "{name:?}");
    }
}
