use super::*;
use crate::{
    account::{
        email::EmailAddress,
        model::{AuditAction, Role},
    },
    language::Language,
    server::database::{Database, testing::on_each},
};
use sqlx::AnyConnection;

const NOW: i64 = 1_795_000_000_000;
const HOUR: i64 = 3_600_000;

async fn person(connection: &mut AnyConnection, email: &str, name: &str) -> i64 {
    let new = NewPerson {
        email: &EmailAddress::parse(email).expect("an address"),
        confirmed: true,
        name,
        language: Language::Kazakh,
        role: Role::Reader,
        password_hash: Some("$argon2id$"),
    };
    insert_person(connection, &new, NOW)
        .await
        .expect("stored")
        .expect("the address is free")
}

async fn session(connection: &mut AnyConnection, person_id: i64, token_hash: &str) -> i64 {
    let new = NewSession {
        person_id,
        token_hash,
        expires_at: NOW + HOUR,
        method: Method::Password,
        user_agent: "Firefox",
        network: "192.0.2.1",
    };
    insert_session(connection, &new, NOW).await.expect("stored")
}

async fn found(connection: &mut AnyConnection, words: &str) -> Vec<String> {
    let filter = PeopleFilter {
        words: words_of(words).into_iter().collect(),
        ..PeopleFilter::default()
    };
    let people = list_people(connection, &filter, 10).await.expect("read");
    people.into_iter().map(|person| person.name).collect()
}

#[tokio::test]
async fn an_address_has_one_account() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let first = person(&mut transaction, "aigul@example.kz", "Айгүл").await;
        let again = NewPerson {
            email: &EmailAddress::parse("AIGUL@example.kz").expect("an address"),
            confirmed: false,
            name: "Басқа",
            language: Language::Russian,
            role: Role::Admin,
            password_hash: None,
        };
        let second = insert_person(&mut transaction, &again, NOW).await;
        assert_eq!(second.expect("no error"), None);
        let stored = find_person(&mut transaction, first).await.expect("read");
        let stored = stored.expect("there");
        assert_eq!((stored.name.as_str(), stored.role), ("Айгүл", Role::Reader));
        // The transaction goes on after it, on PostgreSQL too.
        let other = person(&mut transaction, "other@example.kz", "Өзге").await;
        let taken = EmailAddress::parse("aigul@example.kz").expect("an address");
        let error = set_email(&mut transaction, other, &taken, NOW).await;
        assert!(is_email_taken(&error.expect_err("taken")));
    })
    .await;
}

#[tokio::test]
async fn people_are_found_by_the_beginnings_of_words() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let aigul = person(&mut transaction, "aigul@example.kz", "Айгүл Серікқызы").await;
        person(&mut transaction, "serik@mail.example", "Серік Айдаров").await;
        for (words, names) in [
            ("серік", vec!["Серік Айдаров", "Айгүл Серікқызы"]),
            ("СЕРІКҚ", vec!["Айгүл Серікқызы"]),
            ("айг сер", vec!["Айгүл Серікқызы"]),
            ("aigul@example.kz", vec!["Айгүл Серікқызы"]),
            ("mail", vec!["Серік Айдаров"]),
            ("ерік", vec![]),
            ("", vec!["Серік Айдаров", "Айгүл Серікқызы"]),
        ] {
            assert_eq!(found(&mut transaction, words).await, names, "{words}");
        }
        set_name(&mut transaction, aigul, "Жанар Омарова")
            .await
            .expect("renamed");
        assert!(found(&mut transaction, "айгүл").await.is_empty());
        assert_eq!(found(&mut transaction, "омар").await, ["Жанар Омарова"]);
        let email = EmailAddress::parse("zhanar@example.kz").expect("an address");
        set_email(&mut transaction, aigul, &email, NOW)
            .await
            .expect("moved");
        assert!(found(&mut transaction, "aigul").await.is_empty());
        assert_eq!(found(&mut transaction, "zhanar").await, ["Жанар Омарова"]);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_by_time_and_with_its_owner() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let id = person(&mut transaction, "aigul@example.kz", "Айгүл").await;
        session(&mut transaction, id, "one").await;
        let find = async |connection: &mut AnyConnection, now| {
            find_session(connection, "one", now)
                .await
                .expect("read")
                .is_some()
        };
        assert!(find(&mut transaction, NOW + HOUR - 1).await);
        assert!(!find(&mut transaction, NOW + HOUR).await);
        set_suspended(&mut transaction, id, Some(NOW))
            .await
            .expect("suspended");
        assert!(!find(&mut transaction, NOW).await);
        set_suspended(&mut transaction, id, None)
            .await
            .expect("reinstated");
        assert!(find(&mut transaction, NOW).await);
        end_sessions(&mut transaction, id, None)
            .await
            .expect("ended");
        assert!(!find(&mut transaction, NOW).await);
    })
    .await;
}

#[tokio::test]
async fn of_two_requests_one_rotates_and_the_old_token_dies_soon() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let id = person(&mut transaction, "aigul@example.kz", "Айгүл").await;
        let session_id = session(&mut transaction, id, "old").await;
        ask_rotation(&mut transaction, id, NOW)
            .await
            .expect("asked");
        let found = find_session(&mut transaction, "old", NOW)
            .await
            .expect("read");
        assert!(found.expect("a session").must_rotate);
        let until = NOW + HOUR;
        let first = rotate_session(&mut transaction, session_id, "old", "new", until, NOW).await;
        let second = rotate_session(&mut transaction, session_id, "old", "newer", until, NOW).await;
        assert_eq!(
            (first.expect("done"), second.expect("no error")),
            (true, false)
        );
        for (token, later, counts) in [
            ("new", 0, true),
            ("old", 29_000, true),
            ("old", 31_000, false),
            ("new", 31_000, true),
            ("newer", 0, false),
        ] {
            let found = find_session(&mut transaction, token, NOW + later)
                .await
                .expect("read");
            assert_eq!(found.is_some(), counts, "{token} after {later} ms");
            assert!(found.is_none_or(|session| !session.must_rotate), "{token}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_ends_ones_own_sessions_only() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let aigul = person(&mut transaction, "aigul@example.kz", "Айгүл").await;
        let serik = person(&mut transaction, "serik@example.kz", "Серік").await;
        let hers = session(&mut transaction, aigul, "hers").await;
        let here = session(&mut transaction, aigul, "here").await;
        let his = session(&mut transaction, serik, "his").await;
        assert!(
            !end_session(&mut transaction, aigul, his)
                .await
                .expect("no error")
        );
        assert_eq!(
            end_sessions(&mut transaction, aigul, Some(here))
                .await
                .expect("ended"),
            1
        );
        let left = list_sessions(&mut transaction, aigul, NOW)
            .await
            .expect("read");
        assert_eq!(
            left.iter().map(|record| record.id).collect::<Vec<_>>(),
            [here]
        );
        assert!(
            !end_session(&mut transaction, aigul, hers)
                .await
                .expect("gone already")
        );
        assert_eq!(
            list_sessions(&mut transaction, serik, NOW)
                .await
                .expect("read")
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn an_emptied_account_holds_nothing_personal() {
    on_each(|database: Database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        let id = person(&mut transaction, "aigul@example.kz", "Айгүл").await;
        session(&mut transaction, id, "one").await;
        let record = NewAuditRecord {
            actor_id: Some(id),
            person_id: Some(id),
            action: AuditAction::SignedIn,
            network: "192.0.2.1",
            details: &[("to", "editor")],
        };
        insert_audit(&mut transaction, &record, NOW)
            .await
            .expect("written");
        assert!(
            !empty_person(&mut transaction, id, NOW)
                .await
                .expect("no error")
        );
        set_deletion(&mut transaction, id, Some(NOW + HOUR))
            .await
            .expect("asked");
        assert!(
            !empty_person(&mut transaction, id, NOW)
                .await
                .expect("not yet")
        );
        let due = list_leaving(&mut transaction, NOW + HOUR, 10)
            .await
            .expect("read");
        assert_eq!(due, [id]);
        assert!(
            empty_person(&mut transaction, id, NOW + HOUR)
                .await
                .expect("emptied")
        );
        let person_left = find_person(&mut transaction, id)
            .await
            .expect("read")
            .expect("a row");
        assert_eq!((person_left.email, person_left.name.as_str()), (None, ""));
        assert_eq!(person_left.password_hash, None);
        assert!(
            list_sessions(&mut transaction, id, NOW)
                .await
                .expect("read")
                .is_empty()
        );
        assert!(found(&mut transaction, "айгүл").await.is_empty());
        let log = list_audit_of_person(&mut transaction, id, 10)
            .await
            .expect("read");
        assert_eq!(log.len(), 1);
        assert_eq!((log[0].network.as_str(), log[0].details.len()), ("", 1));
        // The address is free again.
        person(&mut transaction, "aigul@example.kz", "Айгүл").await;
    })
    .await;
}

#[tokio::test]
async fn the_paper_keeps_somebody_to_run_it() {
    on_each(|database| async move {
        let mut transaction = database.write().await.expect("a transaction");
        assert!(!has_administrator(&mut transaction).await.expect("read"));
        let one = person(&mut transaction, "one@example.kz", "Бір").await;
        let two = person(&mut transaction, "two@example.kz", "Екі").await;
        set_role(&mut transaction, one, Role::Admin)
            .await
            .expect("set");
        assert!(has_administrator(&mut transaction).await.expect("read"));
        let others = count_other_administrators(&mut transaction, one).await;
        assert_eq!(others.expect("read"), 0);
        set_role(&mut transaction, two, Role::Admin)
            .await
            .expect("set");
        set_suspended(&mut transaction, two, Some(NOW))
            .await
            .expect("suspended");
        let others = count_other_administrators(&mut transaction, one).await;
        assert_eq!(others.expect("read"), 0, "who is shut out runs nothing");
    })
    .await;
}
