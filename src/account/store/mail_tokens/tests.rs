use super::*;
use crate::server::database::{Database, DatabaseKind, testing::on_each};
use sqlx::AssertSqlSafe;

const NOW: i64 = 1_790_000_000_000;
const HOUR: i64 = 3_600_000;

fn secret() -> Secret {
    Secret::generate().expect("random numbers")
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

async fn insert_person(database: &Database, name: &str) -> i64 {
    let mut transaction = database.write().await.expect("a transaction");
    let id = sqlx::query_scalar(
        "INSERT INTO people (email, name, language, role, created_at) \
         VALUES ($1, $2, 'kk', 'reader', $3) RETURNING id",
    )
    .bind(format!("{name}@example.kz"))
    .bind(name)
    .bind(NOW)
    .fetch_one(&mut *transaction)
    .await
    .expect("a person");
    transaction.commit().await.expect("a commit");
    id
}

/// Stores a new token of the person, sent to `old@example.kz`.
async fn insert(database: &Database, person: i64, purpose: TokenPurpose, now: i64) -> Secret {
    let token = secret();
    let mut transaction = database.write().await.expect("a transaction");
    let email = address("old@example.kz");
    insert_mail_token(&mut transaction, person, purpose, &token, &email, now)
        .await
        .expect("stored");
    transaction.commit().await.expect("a commit");
    token
}

async fn find(
    database: &Database,
    purpose: TokenPurpose,
    token: &Secret,
    now: i64,
) -> Option<MailToken> {
    let mut connection = database.read().await.expect("a connection");
    find_mail_token(&mut connection, purpose, token, now)
        .await
        .expect("an answer")
}

async fn take(
    database: &Database,
    purpose: TokenPurpose,
    token: &Secret,
    now: i64,
) -> Option<MailToken> {
    let mut transaction = database.write().await.expect("a transaction");
    let taken = use_mail_token(&mut transaction, purpose, token, now)
        .await
        .expect("an answer");
    transaction.commit().await.expect("a commit");
    taken
}

#[tokio::test]
async fn a_token_works_once_for_its_purpose_and_its_time() {
    on_each(async |database: Database| {
        let aigul = insert_person(&database, "aigul").await;
        for (purpose, hours) in [
            (TokenPurpose::Confirm, 24),
            (TokenPurpose::Reset, 1),
            (TokenPurpose::Email, 24),
            (TokenPurpose::Invitation, 7 * 24),
        ] {
            let token = insert(&database, aigul, purpose, NOW).await;
            let expected = Some(MailToken {
                person_id: aigul,
                email: address("old@example.kz"),
            });
            let last = NOW + hours * HOUR - 1;
            for other in TokenPurpose::ALL
                .into_iter()
                .filter(|other| *other != purpose)
            {
                assert_eq!(find(&database, other, &token, NOW).await, None);
                assert_eq!(take(&database, other, &token, NOW).await, None);
            }
            assert_eq!(find(&database, purpose, &secret(), NOW).await, None);
            assert_eq!(find(&database, purpose, &token, last + 1).await, None);
            assert_eq!(take(&database, purpose, &token, last + 1).await, None);
            assert_eq!(find(&database, purpose, &token, last).await, expected);
            assert_eq!(
                find(&database, purpose, &token, last).await,
                expected,
                "again"
            );
            assert_eq!(take(&database, purpose, &token, last).await, expected);
            assert_eq!(take(&database, purpose, &token, last).await, None, "once");
            assert_eq!(find(&database, purpose, &token, NOW).await, None);
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_one_gets_the_token() {
    on_each(async |database: Database| {
        let aigul = insert_person(&database, "aigul").await;
        for _ in 0..10 {
            let token = insert(&database, aigul, TokenPurpose::Reset, NOW).await;
            let tries = (0..3).map(|_| take(&database, TokenPurpose::Reset, &token, NOW));
            let taken = futures::future::join_all(tries).await;
            assert_eq!(taken.iter().flatten().count(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn tokens_are_voided_by_purpose_or_all_of_one_person() {
    on_each(async |database: Database| {
        let aigul = insert_person(&database, "aigul").await;
        let marat = insert_person(&database, "marat").await;
        let reset = insert(&database, aigul, TokenPurpose::Reset, NOW).await;
        let email = insert(&database, aigul, TokenPurpose::Email, NOW).await;
        let of_marat = insert(&database, marat, TokenPurpose::Reset, NOW).await;
        let void = async |purpose| {
            let mut transaction = database.write().await.expect("a transaction");
            void_mail_tokens(&mut transaction, aigul, purpose, NOW)
                .await
                .expect("voided");
            transaction.commit().await.expect("a commit");
        };
        let works = async |purpose, token| find(&database, purpose, token, NOW).await.is_some();

        void(Some(TokenPurpose::Reset)).await;
        assert!(!works(TokenPurpose::Reset, &reset).await);
        assert!(works(TokenPurpose::Email, &email).await);
        void(None).await;
        assert!(!works(TokenPurpose::Email, &email).await);
        assert!(works(TokenPurpose::Reset, &of_marat).await);
    })
    .await;
}

#[tokio::test]
async fn only_tokens_past_their_time_are_deleted() {
    on_each(async |database: Database| {
        let aigul = insert_person(&database, "aigul").await;
        insert(&database, aigul, TokenPurpose::Reset, NOW - HOUR).await;
        let fresh = insert(&database, aigul, TokenPurpose::Reset, NOW - HOUR + 1).await;
        let mut transaction = database.write().await.expect("a transaction");
        let deleted = delete_old_mail_tokens(&mut transaction, NOW).await;
        transaction.commit().await.expect("a commit");
        assert_eq!(deleted.expect("deleted"), 1);
        assert!(
            find(&database, TokenPurpose::Reset, &fresh, NOW)
                .await
                .is_some()
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_needs_a_person_and_is_stored_as_its_hash_only() {
    on_each(async |database: Database| {
        let aigul = insert_person(&database, "aigul").await;
        let token = insert(&database, aigul, TokenPurpose::Reset, NOW).await;
        let mut connection = database.read().await.expect("a connection");
        let stored: String = sqlx::query_scalar("SELECT token_hash FROM mail_tokens")
            .fetch_one(&mut *connection)
            .await
            .expect("a row");
        assert_eq!(stored, token.hash());
        drop(connection);

        let mut transaction = database.write().await.expect("a transaction");
        let nobody = insert_mail_token(
            &mut transaction,
            aigul + 1000,
            TokenPurpose::Reset,
            &secret(),
            &address("a@example.kz"),
            NOW,
        )
        .await;
        assert!(nobody.is_err());
    })
    .await;
}

#[tokio::test]
async fn every_query_uses_an_index() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        let explain = match database.kind() {
            DatabaseKind::Sqlite => "EXPLAIN QUERY PLAN",
            DatabaseKind::Postgres => {
                sqlx::query("SET enable_seqscan = off")
                    .execute(&mut *connection)
                    .await
                    .expect("set");
                "EXPLAIN"
            }
        };
        for (sql, values) in [
            (FIND, ["'a'", "'reset'", "1"]),
            (USE, ["'a'", "'reset'", "1"]),
            (VOID, ["1", "1", "'reset'"]),
            (DELETE_OLD, ["1", "1", "1"]),
        ] {
            let mut statement = format!("{explain} {sql}");
            for (number, value) in (1..).zip(values) {
                statement = statement.replace(&format!("${number}"), value);
            }
            let rows = sqlx::query(AssertSqlSafe(statement))
                .fetch_all(&mut *connection)
                .await
                .expect(sql);
            for row in rows {
                let column = row.len() - 1;
                let line: String = row
                    .try_get(if database.kind() == DatabaseKind::Sqlite {
                        3
                    } else {
                        column
                    })
                    .expect("a line");
                assert!(
                    !line.contains("SCAN") && !line.contains("Seq Scan"),
                    "{sql}: {line}"
                );
            }
        }
    })
    .await;
}
