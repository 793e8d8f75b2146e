use super::*;
use crate::{
    account::store::challenges::testing::{add_person, assert_indexed},
    server::database::testing::on_each,
};

fn hashes(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("hash-{number}")).collect()
}

/// Switches the second step on, as it is afterwards: secret `S`, step 100, ten codes.
async fn enable(connection: &mut AnyConnection, person: i64) {
    let enabled = enable_second_step(connection, person, "S", 100, &hashes(10)).await;
    assert!(enabled.expect("a query"), "switched on");
}

async fn secret(connection: &mut AnyConnection, person: i64) -> Option<(String, Option<i64>)> {
    let found = find_second_step(connection, person).await.expect("a query");
    found.map(|second_step| (second_step.secret, second_step.last_step))
}

#[tokio::test]
async fn the_second_step_is_switched_on_and_off() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        assert_eq!(secret(connection, person).await, None);
        enable(connection, person).await;
        assert_eq!(
            secret(connection, person).await,
            Some(("S".to_owned(), Some(100)))
        );
        assert_eq!(secret(connection, other).await, None);
        assert_eq!(
            count_recovery_codes(connection, person)
                .await
                .expect("a count"),
            10
        );
        enable(connection, other).await;

        disable_second_step(connection, person)
            .await
            .expect("switched off");
        assert_eq!(secret(connection, person).await, None);
        assert_eq!(
            count_recovery_codes(connection, person)
                .await
                .expect("a count"),
            0
        );
        assert!(
            !use_step(connection, person, 200).await.expect("a query"),
            "it is off"
        );
        assert_eq!(
            secret(connection, other).await,
            Some(("S".to_owned(), Some(100)))
        );
        assert_eq!(
            count_recovery_codes(connection, other)
                .await
                .expect("a count"),
            10
        );
        enable(connection, person).await;
    })
    .await;
}

#[tokio::test]
async fn a_secret_in_use_is_not_replaced() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        enable(connection, person).await;
        let again = enable_second_step(connection, person, "T", 200, &hashes(2)).await;
        assert!(!again.expect("a query"));
        assert_eq!(
            secret(connection, person).await,
            Some(("S".to_owned(), Some(100)))
        );
        assert_eq!(
            count_recovery_codes(connection, person)
                .await
                .expect("a count"),
            10
        );
    })
    .await;
}

#[tokio::test]
async fn a_step_is_used_once_and_with_it_all_before() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        enable(connection, person).await;
        enable(connection, other).await;
        for (step, good) in [
            (100, false),
            (99, false),
            (102, true),
            (102, false),
            (101, false),
            (103, true),
        ] {
            let used = use_step(connection, person, step).await.expect("a query");
            assert_eq!(used, good, "{step}");
        }
        assert_eq!(
            secret(connection, other).await,
            Some(("S".to_owned(), Some(100)))
        );
    })
    .await;
}

#[tokio::test]
async fn of_two_with_the_same_code_one_is_let_in() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let person = add_person(&mut transaction, "aigul@example.kz").await;
        enable(&mut transaction, person).await;
        transaction.commit().await.expect("committed");

        let try_step = || async {
            let mut transaction = database.write().await.expect("a transaction");
            let used = use_step(&mut transaction, person, 101).await;
            transaction.commit().await.expect("committed");
            used.expect("a query")
        };
        let (one, two) = tokio::join!(try_step(), try_step());
        assert!(one != two, "{one} {two}");

        let try_code = || async {
            let mut transaction = database.write().await.expect("a transaction");
            let used = use_recovery_code(&mut transaction, person, "hash-3", 5).await;
            transaction.commit().await.expect("committed");
            used.expect("a query")
        };
        let (one, two) = tokio::join!(try_code(), try_code());
        assert!(one != two, "{one} {two}");
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_is_good_once_and_for_its_owner() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        enable(connection, person).await;
        let mut try_code = async |person, hash| {
            let used = use_recovery_code(connection, person, hash, 5).await;
            used.expect("a query")
        };
        assert!(!try_code(other, "hash-3").await);
        assert!(!try_code(person, "hash-10").await);
        assert!(try_code(person, "hash-3").await);
        assert!(!try_code(person, "hash-3").await);
        assert!(try_code(person, "hash-4").await);
        assert_eq!(
            count_recovery_codes(connection, person)
                .await
                .expect("a count"),
            8
        );
    })
    .await;
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        enable(connection, person).await;
        enable(connection, other).await;
        assert!(
            use_recovery_code(connection, person, "hash-0", 5)
                .await
                .expect("a query")
        );
        let new = ["hash-0".to_owned(), "new".to_owned()];
        replace_recovery_codes(connection, person, &new)
            .await
            .expect("replaced");
        assert_eq!(
            count_recovery_codes(connection, person)
                .await
                .expect("a count"),
            2
        );
        assert_eq!(
            count_recovery_codes(connection, other)
                .await
                .expect("a count"),
            10
        );
        assert!(
            !use_recovery_code(connection, person, "hash-1", 6)
                .await
                .expect("a query")
        );
        assert!(
            use_recovery_code(connection, person, "hash-0", 6)
                .await
                .expect("a query")
        );
        assert!(
            use_recovery_code(connection, person, "new", 6)
                .await
                .expect("a query")
        );
    })
    .await;
}

#[tokio::test]
async fn every_statement_goes_along_an_index() {
    assert_indexed(&[
        FIND,
        ENABLE,
        DISABLE,
        USE_STEP,
        USE_CODE,
        COUNT_CODES,
        DELETE_CODES,
    ])
    .await;
}
