use super::*;
use crate::{
    account::{
        passkey::Passkeys,
        secret::Secret,
        store::{
            ChallengePurpose,
            challenges::testing::{add_person, assert_indexed},
            insert_challenge, take_challenge,
        },
    },
    server::database::testing::on_each,
};

fn passkey(credential_id: &str) -> NewPasskey {
    NewPasskey {
        credential_id: credential_id.to_owned(),
        credential: format!("credential of {credential_id}"),
    }
}

async fn names(connection: &mut AnyConnection, person: i64) -> Vec<String> {
    let passkeys = list_passkeys(connection, person).await.expect("a list");
    passkeys.into_iter().map(|passkey| passkey.name).collect()
}

#[tokio::test]
async fn a_passkey_is_kept_listed_found_and_marked() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let id = insert_passkey(connection, person, &passkey("b"), "Телефон", 1000)
            .await
            .expect("a query")
            .expect("stored");
        insert_passkey(connection, person, &passkey("a"), "Laptop", 2000)
            .await
            .expect("a query")
            .expect("stored");
        assert_eq!(names(connection, person).await, ["Телефон", "Laptop"]);

        let mut expected = StoredPasskey {
            id,
            person_id: person,
            name: "Телефон".to_owned(),
            credential_id: "b".to_owned(),
            credential: "credential of b".to_owned(),
            created_at: 1000,
            last_used_at: None,
        };
        let found = find_passkey(connection, "b").await.expect("a query");
        assert_eq!(found, Some(expected.clone()));
        assert_eq!(find_passkey(connection, "c").await.expect("a query"), None);

        mark_passkey_used(connection, id, None, 3000)
            .await
            .expect("marked");
        expected.last_used_at = Some(3000);
        let found = find_passkey(connection, "b").await.expect("a query");
        assert_eq!(found, Some(expected.clone()));
        mark_passkey_used(connection, id, Some("counter 2"), 4000)
            .await
            .expect("marked");
        expected.last_used_at = Some(4000);
        expected.credential = "counter 2".to_owned();
        let list = list_passkeys(connection, person).await.expect("a list");
        assert_eq!(list[0], expected);
        assert_eq!(list[1].last_used_at, None);
        assert_eq!(list[1].credential, "credential of a");
    })
    .await;
}

#[tokio::test]
async fn a_credential_belongs_to_one_person() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        insert_passkey(connection, person, &passkey("a"), "Hers", 1000)
            .await
            .expect("a query")
            .expect("stored");
        let again = insert_passkey(connection, other, &passkey("a"), "His", 1000).await;
        assert_eq!(again.expect("a query"), None);
        let found = find_passkey(connection, "a")
            .await
            .expect("a query")
            .expect("there");
        assert_eq!((found.person_id, found.name.as_str()), (person, "Hers"));
    })
    .await;
}

#[tokio::test]
async fn nobody_removes_anothers_passkey() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let person = add_person(connection, "aigul@example.kz").await;
        let other = add_person(connection, "berik@example.kz").await;
        let mut ids = Vec::new();
        for (owner, name) in [(person, "a"), (person, "b"), (person, "c"), (other, "d")] {
            let id = insert_passkey(connection, owner, &passkey(name), name, 1000).await;
            ids.push(id.expect("a query").expect("stored"));
        }
        assert!(
            !delete_passkey(connection, other, ids[0])
                .await
                .expect("a query")
        );
        assert_eq!(names(connection, person).await, ["a", "b", "c"]);
        assert!(
            delete_passkey(connection, person, ids[0])
                .await
                .expect("a query")
        );
        assert!(
            !delete_passkey(connection, person, ids[0])
                .await
                .expect("a query")
        );
        assert_eq!(names(connection, person).await, ["b", "c"]);
        delete_passkeys_of_person(connection, person)
            .await
            .expect("deleted");
        assert!(names(connection, person).await.is_empty());
        assert_eq!(names(connection, other).await, ["d"]);
    })
    .await;
}

#[tokio::test]
async fn a_challenge_comes_back_from_the_table_as_it_was_and_once() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let passkeys =
            Passkeys::for_origin(&"https://news.example.kz".parse().expect("a URL"), "Tilshi")
                .expect("passkeys");
        let (_, state) = passkeys.begin_sign_in().expect("options");
        let token = Secret::generate().expect("random numbers");
        let purpose = ChallengePurpose::SignInPasskey;
        insert_challenge(connection, purpose, &token, None, &state, 1000)
            .await
            .expect("stored");
        let taken = take_challenge(connection, purpose, &token, 0)
            .await
            .expect("a query");
        assert_eq!(taken.map(|challenge| challenge.state), Some(state));
        let replayed = take_challenge(connection, purpose, &token, 0)
            .await
            .expect("a query");
        assert_eq!(replayed, None);
    })
    .await;
}

#[tokio::test]
async fn every_statement_goes_along_an_index() {
    assert_indexed(&[
        OF_PERSON,
        BY_CREDENTIAL,
        MARK_USED,
        DELETE,
        DELETE_OF_PERSON,
    ])
    .await;
}
