//! One person, on several devices and without scripts.

use super::*;
use crate::{
    error::Problem,
    reading_list::{
        model::MOST_AT_ONCE,
        store::{MOST_KEPT, delete_old_operations},
    },
};
use reading::{FURTHEST_AHEAD, Field, Refusal};
use sqlx::AssertSqlSafe;

#[tokio::test]
async fn a_form_changes_the_lists_at_once_or_not_at_all() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        for number in 1..=3 {
            change_of(&database, reader, NOON, |lists| {
                vec![
                    lists
                        .save_first(ListId::LATER, article(number))
                        .expect("a place"),
                ]
            })
            .await
            .expect("saved");
        }
        let found = lists(&database, reader).await;
        assert_eq!(saved(&found, ListId::LATER), [3, 2, 1]);
        let (operations, last) = log(&database, reader).await;
        assert_eq!((operations.len(), last), (3, 3));
        assert!(operations.is_sorted_by_key(|operation| operation.time));

        let error = change_of(&database, reader, NOON, |_| {
            vec![note(1, "kept?"), note(2, &"x".repeat(2_001))]
        })
        .await
        .expect_err("too long");
        assert_eq!(error, AppError::invalid("note", Problem::TooLong(2_000)));
        assert_eq!(lists(&database, reader).await, found);
        assert_eq!(log(&database, reader).await.1, 3);
    })
    .await;
}

#[tokio::test]
async fn two_devices_and_a_form_come_to_the_same() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        let (mut phone, mut desk) = (Device::new(), Device::new());
        let first = [phone.make(save(ListId::LATER, 1)), phone.make(note(1, "a"))];
        let told = sync(&database, reader, 0, &first).await;
        assert_eq!(told.last, 2);
        assert_eq!(told.now, NOON);
        assert!(told.state.is_some(), "it had nothing yet");
        let second = [desk.make(save(ListId::LATER, 2))];
        let told = sync(&database, reader, 1, &second).await;
        assert_eq!((told.last, told.state), (3, None));
        assert_eq!(told.operations, first[1..], "not what it has sent itself");
        change_of(&database, reader, NOON, |_| vec![note(1, "b")])
            .await
            .expect("changed");
        let told = sync(&database, reader, 2, &[]).await;
        assert_eq!(told.last, 4);
        assert_eq!(told.operations[0], second[0]);
        assert_eq!(told.operations.len(), 2);
        let found = lists(&database, reader).await;
        assert_eq!(saved(&found, ListId::LATER), [1, 2]);
        assert_eq!(found.note(article(1)), "b", "the form came after");
        let told = sync(&database, reader, 4, &[]).await;
        assert_eq!((told.last, told.operations.len()), (4, 0));
        assert_eq!(told.state, None);
    })
    .await;
}

#[tokio::test]
async fn to_send_again_changes_nothing() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        let mut phone = Device::new();
        let one = phone.make(save(ListId::LATER, 1));
        let two = phone.make(save(ListId::LATER, 2));
        let twice = [one.clone(), one.clone(), two.clone()];
        assert_eq!(sync(&database, reader, 0, &twice).await.last, 2);
        let before = lists(&database, reader).await;
        let again = sync(&database, reader, 0, &twice).await;
        assert_eq!((again.last, again.refused.len()), (2, 0));
        // Part of it was heard of already: the rest is told, and nothing is counted twice.
        let again = sync(
            &database,
            reader,
            1,
            &[two.clone(), phone.make(note(2, "n"))],
        )
        .await;
        assert_eq!((again.last, again.operations), (3, vec![two]));
        let after = lists(&database, reader).await;
        assert_eq!(saved(&after, ListId::LATER), saved(&before, ListId::LATER));
        assert_eq!(log(&database, reader).await.0.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_acceptable_is_refused_and_all_else_is_taken() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        let mut phone = Device::new();
        let good = phone.make(save(ListId::LATER, 1));
        let long = phone.make(note(1, &"x".repeat(2_001)));
        let mut early = phone.make(save(ListId::LATER, 2));
        early.time.wall = NOON + FURTHEST_AHEAD + 1;
        let told = sync(&database, reader, 0, &[long.clone(), good, early.clone()]).await;
        let refused: Vec<_> = told
            .refused
            .iter()
            .map(|refused| (refused.id, refused.refusal.clone()))
            .collect();
        let too_long = Refusal::TooLong {
            field: Field::Note,
            limit: 2_000,
        };
        let ahead = Refusal::TooFarAhead {
            wall: early.time.wall,
            now: NOON,
        };
        assert_eq!(refused, [(long.id, too_long), (early.id, ahead)]);
        assert_eq!(told.last, 1);
        assert_eq!(saved(&lists(&database, reader).await, ListId::LATER), [1]);

        let many: Vec<_> = (0..=MOST_AT_ONCE)
            .map(|_| phone.make(note(1, "")))
            .collect();
        let error = sync_of(&database, reader, NOON, 0, many)
            .await
            .expect_err("too many");
        assert_eq!(
            error,
            AppError::invalid("operations", Problem::TooMany(500))
        );
        let heavy: Vec<_> = (0..300)
            .map(|number| phone.make(note(number + 1, &"ә".repeat(1_000))))
            .collect();
        let error = sync_of(&database, reader, NOON, 0, heavy)
            .await
            .expect_err("too heavy");
        assert_eq!(error, AppError::invalid("operations", Problem::TooHeavy));
        assert_eq!(log(&database, reader).await.1, 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_far_behind_gets_the_whole() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        let mut phone = Device::new();
        for _ in 0..3 {
            let parcel: Vec<_> = (1..=400)
                .map(|number| phone.make(note(number, "n")))
                .collect();
            sync(&database, reader, 0, &parcel).await;
        }
        let whole = lists(&database, reader).await;
        for (after, operations) in [(0, None), (199, None), (200, Some(1_000)), (1_199, Some(1))] {
            let told = sync(&database, reader, after, &[]).await;
            assert_eq!(told.last, 1_200);
            match operations {
                Some(count) => assert_eq!((told.operations.len(), told.state), (count, None)),
                None => assert_eq!(told.state.as_ref(), Some(&whole), "after {after}"),
            }
        }
        // As after a backup was put back: the device has seen what is no more.
        let told = sync(&database, reader, 5_000, &[]).await;
        assert_eq!((told.last, told.state.as_ref()), (1_200, Some(&whole)));
        let told = sync(&database, reader, -1, &[]).await;
        assert!(told.state.is_some());
    })
    .await;
}

#[tokio::test]
async fn old_operations_go_and_the_state_stays() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        let mut phone = Device::new();
        sync(&database, reader, 0, &[phone.make(save(ListId::LATER, 1))]).await;
        let mut transaction = database.write().await.expect("a transaction");
        delete_old_operations(&mut transaction, NOON)
            .await
            .expect("done");
        transaction.commit().await.expect("a commit");
        assert_eq!(log(&database, reader).await.0.len(), 1, "not old yet");
        let parcel = [phone.make(note(1, "a")), phone.make(note(1, "b"))];
        sync_of(&database, reader, NOON + 5, 1, parcel.to_vec())
            .await
            .expect("synced");
        let mut transaction = database.write().await.expect("a transaction");
        delete_old_operations(&mut transaction, NOON + 5)
            .await
            .expect("done");
        transaction.commit().await.expect("a commit");
        assert_eq!(log(&database, reader).await.0, parcel);
        assert_eq!(sync(&database, reader, 1, &[]).await.operations, parcel);
        assert!(sync(&database, reader, 0, &[]).await.state.is_some());

        // As if there had been thousands.
        let mut transaction = database.write().await.expect("a transaction");
        let sql = format!(
            "UPDATE reading_lists SET last = {} WHERE person_id = {reader}",
            MOST_KEPT + 1
        );
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut *transaction)
            .await
            .expect("set");
        transaction.commit().await.expect("a commit");
        let newest = phone.make(note(1, "c"));
        sync(
            &database,
            reader,
            MOST_KEPT + 1,
            std::slice::from_ref(&newest),
        )
        .await;
        assert_eq!(
            log(&database, reader).await.0,
            [parcel[1].clone(), newest],
            "the second had number 2"
        );
        let told = sync(&database, reader, MOST_KEPT - 10, &[]).await;
        let state = told
            .state
            .expect("what is missing can't be told one by one");
        assert_eq!(state.note(article(1)), "c");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_of_somebody_who_leaves() {
    on_each(async |database: Database| {
        let reader = person(&database).await;
        let other = person(&database).await;
        let list = ListId::from_random(bytes());
        let mut phone = Device::new();
        let operations = [phone.make(name(list, "Тізім")), phone.make(save(list, 1))];
        edit_together(&database, list, &[reader, other]).await;
        sync(&database, reader, 0, &operations).await;
        let public = crate::reading_list::public_id::PublicId::generate().expect("random");
        let mut transaction = database.write().await.expect("a transaction");
        crate::reading_list::store::share_list(&mut transaction, reader, list, &public, NOON)
            .await
            .expect("shared");
        crate::account::store::set_deletion(&mut transaction, reader, Some(NOON))
            .await
            .expect("set");
        crate::account::store::empty_person(&mut transaction, reader, NOON)
            .await
            .expect("emptied");
        transaction.commit().await.expect("a commit");
        let mut connection = database.read().await.expect("a connection");
        for (table, whose) in [
            ("reading_lists", "person_id"),
            ("reading_operations", "person_id"),
            ("shared_lists", "person_id"),
            ("list_editors", "person_id"),
            ("list_editors", "owner_id"),
            ("list_invitations", "owner_id"),
        ] {
            let sql = format!("SELECT COUNT(*) FROM {table} WHERE {whose} = {reader}");
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_one(&mut *connection)
                .await
                .expect("a number");
            assert_eq!(count, 0, "{table}.{whose}");
        }
        drop(connection);
        assert_eq!(saved(&lists(&database, other).await, list), [1], "a copy");
        let error = sync_of(&database, reader, NOON, 0, operations.to_vec()).await;
        assert_eq!(error.expect_err("gone"), AppError::SignInNeeded);
    })
    .await;
}
