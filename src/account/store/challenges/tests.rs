use super::*;
use crate::{
    account::store::challenges::testing::{add_person, assert_indexed},
    server::database::testing::on_each,
};
use ChallengePurpose::*;

const PURPOSES: [ChallengePurpose; 6] = [
    SecondStep,
    EnrolSecondStep,
    RenewCodes,
    RegisterPasskey,
    SignInPasskey,
    SignUp,
];

fn token() -> Secret {
    Secret::generate().expect("random numbers")
}

/// The state of what was found.
fn state(found: Result<Option<Challenge>, sqlx::Error>) -> Option<String> {
    found.expect("a query").map(|challenge| challenge.state)
}

#[tokio::test]
async fn what_was_begun_is_found_by_its_token_and_purpose_until_it_expires() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let (hers, nobodys) = (token(), token());
        insert_challenge(
            connection,
            SecondStep,
            &hers,
            Some(person),
            "{\"a\":1}",
            1000,
        )
        .await
        .expect("stored");
        insert_challenge(connection, SignInPasskey, &nobodys, None, "{}", 1000)
            .await
            .expect("stored");

        let found = find_challenge(connection, SecondStep, &hers, 999)
            .await
            .expect("a query")
            .expect("there");
        assert_eq!(found.person_id, Some(person));
        assert_eq!(found.state, "{\"a\":1}");
        let found = find_challenge(connection, SignInPasskey, &nobodys, 0)
            .await
            .expect("a query")
            .expect("there");
        assert_eq!(found.person_id, None);

        for purpose in PURPOSES {
            let expected = (purpose == SecondStep).then(|| "{\"a\":1}".to_owned());
            assert_eq!(
                state(find_challenge(connection, purpose, &hers, 0).await),
                expected
            );
            assert_eq!(
                state(find_challenge(connection, purpose, &token(), 0).await),
                None
            );
        }
        assert_eq!(
            state(find_challenge(connection, SecondStep, &hers, 1000).await),
            None
        );
        assert_eq!(
            state(take_challenge(connection, SecondStep, &hers, 1000).await),
            None
        );
        assert_eq!(
            state(take_challenge(connection, SignUp, &hers, 0).await),
            None
        );
    })
    .await;
}

#[tokio::test]
async fn no_token_stands_in_the_table() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let token = token();
        insert_challenge(connection, SignUp, &token, None, "{}", 1000)
            .await
            .expect("stored");
        let kept: String = sqlx::query_scalar("SELECT token_hash FROM challenges")
            .fetch_one(connection)
            .await
            .expect("a row");
        assert_eq!(kept, token.hash());
    })
    .await;
}

#[tokio::test]
async fn of_two_who_take_one_gets_it() {
    on_each(|database| async move {
        let token = token();
        let mut transaction = database.write().await.expect("a transaction");
        insert_challenge(&mut transaction, SignInPasskey, &token, None, "{}", 1000)
            .await
            .expect("stored");
        transaction.commit().await.expect("committed");

        let take = || async {
            let mut transaction = database.write().await.expect("a transaction");
            let taken = take_challenge(&mut transaction, SignInPasskey, &token, 0).await;
            transaction.commit().await.expect("committed");
            state(taken)
        };
        let (one, two) = tokio::join!(take(), take());
        assert!(one.is_some() != two.is_some(), "{one:?} {two:?}");
        assert_eq!(take().await, None);
    })
    .await;
}

#[tokio::test]
async fn a_person_has_the_newest_of_what_they_began() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        for (purpose, owner, state, expires_at) in [
            (EnrolSecondStep, person, "old", 3000),
            (EnrolSecondStep, person, "new", 2000),
            (RenewCodes, person, "codes", 3000),
            (EnrolSecondStep, other, "another's", 3000),
        ] {
            insert_challenge(
                connection,
                purpose,
                &token(),
                Some(owner),
                state,
                expires_at,
            )
            .await
            .expect("stored");
        }
        let mut of_person = async |purpose, now| {
            state(find_challenge_of_person(connection, purpose, person, now).await)
        };
        assert_eq!(of_person(EnrolSecondStep, 0).await.as_deref(), Some("new"));
        assert_eq!(
            of_person(EnrolSecondStep, 2000).await.as_deref(),
            Some("old")
        );
        assert_eq!(of_person(EnrolSecondStep, 3000).await, None);
        assert_eq!(of_person(RegisterPasskey, 0).await, None);

        delete_challenges_of_person(connection, Some(EnrolSecondStep), person)
            .await
            .expect("deleted");
        let mut left = async |purpose, owner| {
            state(find_challenge_of_person(connection, purpose, owner, 0).await)
        };
        assert_eq!(left(EnrolSecondStep, person).await, None);
        assert_eq!(left(RenewCodes, person).await.as_deref(), Some("codes"));
        assert_eq!(
            left(EnrolSecondStep, other).await.as_deref(),
            Some("another's")
        );

        delete_challenges_of_person(connection, None, person)
            .await
            .expect("deleted");
        let mut left = async |purpose, owner| {
            state(find_challenge_of_person(connection, purpose, owner, 0).await)
        };
        assert_eq!(left(RenewCodes, person).await, None);
        assert_eq!(
            left(EnrolSecondStep, other).await.as_deref(),
            Some("another's")
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_over_is_cleared_away() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        for (state, expires_at) in [("a", 1000), ("b", 1001), ("c", 999)] {
            insert_challenge(connection, SignUp, &token(), None, state, expires_at)
                .await
                .expect("stored");
        }
        assert_eq!(
            delete_old_challenges(connection, 1000)
                .await
                .expect("deleted"),
            2
        );
        let left: Vec<String> = sqlx::query_scalar("SELECT state FROM challenges")
            .fetch_all(connection)
            .await
            .expect("a query");
        assert_eq!(left, ["b"]);
    })
    .await;
}

#[tokio::test]
async fn every_statement_goes_along_an_index() {
    assert_indexed(&[FIND, TAKE, NEWEST_OF_PERSON, DELETE_OF_PERSON, DELETE_OLD]).await;
}
