//! People who comment, on both databases: names, telephones, the mail a day, what is counted and forgotten.

use super::{
    digests::{claim_digest, list_due, mark_mailed, set_digest, wants_digest},
    people::{
        NameChange, count_undisputed, find_pseudonym, forget_commenter, forget_networks,
        list_own_comments, set_pseudonym,
    },
    telephones::{
        confirm_telephone, delete_old_codes, find_telephone, forget_telephones, save_code, try_code,
    },
    *,
};
use crate::comment::{digest, upkeep};

const DAY: i64 = 86_400_000;

async fn number(connection: &mut AnyConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(connection)
        .await
        .expect("a number")
}

async fn change(connection: &mut AnyConnection, sql: &'static str) {
    sqlx::query(sql)
        .execute(connection)
        .await
        .expect("a change");
}

async fn tell(connection: &mut AnyConnection, person: i64, comment: Option<i64>) {
    sqlx::query(
        "INSERT INTO comment_notices (person_id, kind, comment_id, told_at) VALUES ($1, 'reply', $2, $3)",
    )
    .bind(person)
    .bind(comment)
    .bind(NOON)
    .execute(connection)
    .await
    .expect("a notice");
}

#[tokio::test]
async fn a_name_is_ones_own_and_stays_for_a_while() {
    on_each(async |database: Database| {
        let one = add_person(&database, Role::Reader).await;
        let two = add_person(&database, Role::Reader).await;
        let set = async |person: i64, name: Option<&'static str>, days: i64| {
            let now = NOON + days * DAY;
            let mut transaction = database.write().await.expect("a transaction");
            let name = name.map(|name| (name, name));
            let done = set_pseudonym(&mut transaction, person, name, now - 30 * DAY, now)
                .await
                .expect("an answer");
            if done == NameChange::Done {
                transaction.commit().await.expect("a commit");
            }
            done
        };
        assert_eq!(set(one, Some("Бүркіт"), 0).await, NameChange::Done);
        assert_eq!(set(two, Some("Бүркіт"), 0).await, NameChange::Taken);
        assert_eq!(set(one, Some("Қыран"), 29).await, NameChange::TooSoon);
        // Back to the name of the account at any time, which does not begin the days anew, nor end them.
        assert_eq!(set(one, None, 29).await, NameChange::Done);
        assert_eq!(set(one, Some("Қыран"), 29).await, NameChange::TooSoon);
        assert_eq!(set(two, Some("Бүркіт"), 29).await, NameChange::Done);
        assert_eq!(set(one, Some("Қыран"), 30).await, NameChange::Done);
        let mut connection = database.read().await.expect("a connection");
        for (person, name) in [(one, "Қыран"), (two, "Бүркіт")] {
            let found = find_pseudonym(&mut connection, person).await;
            assert_eq!(found.expect("an answer").as_deref(), Some(name));
        }
    })
    .await;
}

#[tokio::test]
async fn a_telephone_confirms_one_account_and_a_code_has_five_tries() {
    on_each(async |database: Database| {
        let one = add_person(&database, Role::Reader).await;
        let two = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        for person in [one, two] {
            save_code(&mut transaction, person, "number", "code", NOON + 10)
                .await
                .expect("saved");
        }
        let mut tries = Vec::new();
        for _ in 0..6 {
            let tried = try_code(&mut transaction, one, 5, NOON).await;
            tries.push(tried.expect("an answer").is_some());
        }
        assert_eq!(tries, [true, true, true, true, true, false]);
        let found = find_telephone(&mut transaction, one, 5, NOON).await;
        assert!(
            !found.expect("an answer").is_code_sent,
            "all tries are used"
        );
        // Another code has tries of its own.
        save_code(&mut transaction, one, "number", "other", NOON + 10)
            .await
            .expect("saved");
        let tried = try_code(&mut transaction, one, 5, NOON).await;
        let expected = ("number".to_owned(), "other".to_owned());
        assert_eq!(tried.expect("an answer"), Some(expected));
        let tried = try_code(&mut transaction, one, 5, NOON + 10).await;
        assert_eq!(tried.expect("an answer"), None, "its time is over");

        let done = confirm_telephone(&mut transaction, one, "number", NOON).await;
        assert!(done.expect("an answer"));
        transaction.commit().await.expect("a commit");
        let mut transaction = database.write().await.expect("a transaction");
        let done = confirm_telephone(&mut transaction, two, "number", NOON).await;
        assert!(!done.expect("an answer"), "it is somebody else's");
        drop(transaction);
        let mut transaction = database.write().await.expect("a transaction");
        let found = find_telephone(&mut transaction, one, 5, NOON)
            .await
            .expect("an answer");
        assert_eq!(
            (found.confirmed_at, found.is_code_sent),
            (Some(NOON), false)
        );
        let found = find_telephone(&mut transaction, two, 5, NOON)
            .await
            .expect("an answer");
        assert_eq!((found.confirmed_at, found.is_code_sent), (None, true));
        delete_old_codes(&mut transaction, NOON + 11)
            .await
            .expect("deleted");
        assert_eq!(
            number(&mut transaction, "SELECT COUNT(*) FROM telephone_codes").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn telephones_are_forgotten_a_while_after_the_last_comment() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut people = Vec::new();
        for _ in 0..4 {
            people.push(add_person(&database, Role::Reader).await);
        }
        let &[silent, writes, banned, new] = people.as_slice() else {
            panic!("four people");
        };
        let mut transaction = database.write().await.expect("a transaction");
        for (person, hash, at) in [
            (silent, "a", NOON),
            (writes, "b", NOON),
            (banned, "c", NOON),
            (new, "d", NOON + 100 * DAY),
        ] {
            let done = confirm_telephone(&mut transaction, person, hash, at).await;
            assert!(done.expect("an answer"));
        }
        sqlx::query("UPDATE commenters SET banned_at = 1 WHERE person_id = $1")
            .bind(banned)
            .execute(&mut *transaction)
            .await
            .expect("banned");
        let comment = add_comment(
            &mut transaction,
            article,
            Some(writes),
            None,
            Status::Published,
        )
        .await;
        sqlx::query("UPDATE comments SET posted_at = $1 WHERE id = $2")
            .bind(NOON + 50 * DAY)
            .bind(comment.id)
            .execute(&mut *transaction)
            .await
            .expect("posted later");
        let forgotten = forget_telephones(&mut transaction, NOON + 40 * DAY).await;
        assert_eq!(forgotten.expect("an answer"), 1);
        let mut known = Vec::new();
        for person in people {
            let found = find_telephone(&mut transaction, person, 5, NOON).await;
            known.push(found.expect("an answer").confirmed_at.is_some());
        }
        assert_eq!(known, [false, true, true, true]);
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_due_once_a_day_for_what_is_new_and_one_server_writes_it() {
    on_each(async |database: Database| {
        let one = add_person(&database, Role::Reader).await;
        let two = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        tell(&mut transaction, one, None).await;
        tell(&mut transaction, two, None).await;
        set_digest(&mut transaction, one, Some(NOON))
            .await
            .expect("on");
        transaction.commit().await.expect("a commit");
        let due = async |now: i64| {
            let mut connection = database.read().await.expect("a connection");
            list_due(&mut connection, now - DAY, 10)
                .await
                .expect("people")
        };
        assert_eq!(due(NOON).await, [one], "only who wants it");

        // Two servers have both found that it is due.
        let claim = async || {
            let mut transaction = database.write().await.expect("a transaction");
            let claimed = claim_digest(&mut transaction, one, NOON - DAY, NOON)
                .await
                .expect("an answer");
            if claimed.is_some() {
                let ids = mark_mailed(&mut transaction, one, NOON).await.expect("ids");
                assert_eq!(ids.len(), 1);
            }
            transaction.commit().await.expect("a commit");
            claimed.is_some()
        };
        let (first, second) = tokio::join!(claim(), claim());
        assert!(first ^ second, "{first} {second}");

        let mut transaction = database.write().await.expect("a transaction");
        tell(&mut transaction, one, None).await;
        transaction.commit().await.expect("a commit");
        assert_eq!(due(NOON + DAY - 1).await, [0; 0], "not yet");
        assert_eq!(due(NOON + DAY).await, [one]);

        let mut transaction = database.write().await.expect("a transaction");
        assert!(
            wants_digest(&mut transaction, one)
                .await
                .expect("an answer")
        );
        set_digest(&mut transaction, one, None).await.expect("off");
        assert!(
            !wants_digest(&mut transaction, one)
                .await
                .expect("an answer")
        );
        assert!(
            !wants_digest(&mut transaction, two)
                .await
                .expect("an answer")
        );
        let claimed = claim_digest(&mut transaction, one, NOON, NOON + DAY).await;
        assert_eq!(claimed.expect("an answer"), None, "switched off meanwhile");
        transaction.commit().await.expect("a commit");
        assert_eq!(due(NOON + DAY).await, [0; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_was_seen_mailed_or_cannot_be_sent_makes_no_mail() {
    on_each(async |database: Database| {
        let site = crate::server::configuration::Configuration::load(
            None,
            std::iter::once((
                "TILSHI_DATA_DIR".to_owned(),
                std::env::temp_dir().display().to_string(),
            )),
        )
        .expect("a configuration")
        .site;
        let person = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        set_digest(&mut transaction, person, Some(NOON))
            .await
            .expect("on");
        tell(&mut transaction, person, None).await;
        change(&mut transaction, "UPDATE comment_notices SET seen_at = 1").await;
        transaction.commit().await.expect("a commit");
        let write = async |now: i64| {
            let count = digest::write_due(&database, &site, now)
                .await
                .expect("written");
            let mut connection = database.read().await.expect("a connection");
            let mails = number(&mut connection, "SELECT COUNT(*) FROM mails").await;
            (count, mails)
        };
        assert_eq!(write(NOON).await, (0, 0), "it was seen");
        let mut transaction = database.write().await.expect("a transaction");
        tell(&mut transaction, person, None).await;
        transaction.commit().await.expect("a commit");
        assert_eq!(write(NOON).await, (1, 1));
        assert_eq!(write(NOON + 2 * DAY).await, (0, 1), "it was mailed");
        let mut transaction = database.write().await.expect("a transaction");
        tell(&mut transaction, person, None).await;
        change(
            &mut transaction,
            "UPDATE people SET email_confirmed_at = NULL",
        )
        .await;
        transaction.commit().await.expect("a commit");
        assert_eq!(write(NOON + 4 * DAY).await, (0, 1), "to nobody's address");
    })
    .await;
}

#[tokio::test]
async fn comments_that_nobody_minded_for_a_day_count_once_as_approved() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let one = add_person(&database, Role::Reader).await;
        let two = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        for (person, status) in [
            (Some(one), Status::Published),
            (Some(one), Status::Published),
            (Some(one), Status::Waiting),
            (Some(two), Status::Hidden),
            (Some(two), Status::Published),
            (None, Status::Published),
        ] {
            add_comment(&mut transaction, article, person, None, status).await;
        }
        let decided = add_comment(
            &mut transaction,
            article,
            Some(two),
            None,
            Status::Published,
        )
        .await;
        sqlx::query("UPDATE comments SET counted_at = 1 WHERE id = $1")
            .bind(decided.id)
            .execute(&mut *transaction)
            .await
            .expect("counted");
        transaction.commit().await.expect("a commit");
        let approved = async || -> Vec<i64> {
            let mut connection = database.read().await.expect("a connection");
            sqlx::query_scalar("SELECT approved FROM commenters ORDER BY person_id")
                .fetch_all(&mut *connection)
                .await
                .expect("counts")
        };
        upkeep::look_after(&database, 180, NOON + DAY - 1)
            .await
            .expect("looked after");
        assert_eq!(approved().await, [0; 0], "not a day yet");
        let later = NOON + 2 * DAY;
        upkeep::look_after(&database, 180, later)
            .await
            .expect("looked after");
        assert_eq!(approved().await, [2, 1]);
        upkeep::look_after(&database, 180, later)
            .await
            .expect("looked after");
        assert_eq!(approved().await, [2, 1], "each counts once");
        let mut transaction = database.write().await.expect("a transaction");
        add_comment(
            &mut transaction,
            article,
            Some(one),
            None,
            Status::Published,
        )
        .await;
        let counted = count_undisputed(&mut transaction, later, later).await;
        assert_eq!(counted.expect("an answer"), 1);
        transaction.commit().await.expect("a commit");
        assert_eq!(approved().await, [3, 1]);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_who_leaves_has_said_goes_with_them() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let leaving = add_person(&database, Role::Reader).await;
        let other = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        let answered = add_comment(
            &mut transaction,
            article,
            Some(leaving),
            None,
            Status::Published,
        )
        .await;
        let reply = add_comment(
            &mut transaction,
            article,
            Some(other),
            Some(&answered),
            Status::Published,
        )
        .await;
        let own_reply = add_comment(
            &mut transaction,
            article,
            Some(leaving),
            Some(&reply),
            Status::Published,
        )
        .await;
        add_comment(
            &mut transaction,
            article,
            Some(leaving),
            None,
            Status::Waiting,
        )
        .await;
        tell(&mut transaction, leaving, Some(reply.id)).await;
        tell(&mut transaction, other, Some(own_reply.id)).await;
        set_support(&mut transaction, &reply, leaving, true, NOON)
            .await
            .expect("supported");
        save_code(&mut transaction, leaving, "number", "code", NOON)
            .await
            .expect("saved");
        let done = confirm_telephone(&mut transaction, leaving, "number", NOON).await;
        assert!(done.expect("an answer"));
        save_code(&mut transaction, leaving, "number", "code", NOON)
            .await
            .expect("saved");
        sqlx::query("UPDATE comments SET network = '192.0.2.0' WHERE person_id = $1")
            .bind(leaving)
            .execute(&mut *transaction)
            .await
            .expect("networks");

        forget_commenter(&mut transaction, leaving, NOON + 1)
            .await
            .expect("forgotten");
        assert_sound(&mut transaction, article).await;
        let stub = find_comment(&mut transaction, answered.id)
            .await
            .expect("an answer")
            .expect("a stub");
        assert_eq!(stub.status, Status::Deleted);
        assert!(stub.listed_at.is_some(), "it is answered");
        assert_eq!(
            (stub.name.as_str(), stub.text.as_str(), stub.person_id),
            ("", "", None)
        );
        for left in [
            "SELECT COUNT(*) FROM comments WHERE status <> 'deleted' AND name = ''",
            "SELECT COUNT(*) FROM comments WHERE network <> ''",
            "SELECT COUNT(*) FROM comment_notices",
            "SELECT COUNT(*) FROM comment_supports",
            "SELECT COUNT(*) FROM telephone_codes",
            "SELECT COUNT(*) FROM commenters",
        ] {
            assert_eq!(number(&mut transaction, left).await, 0, "{left}");
        }
        let own = list_own_comments(&mut transaction, other, (i64::MAX, i64::MAX), 10).await;
        let own = own.expect("comments");
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].comment.status, Status::Published);
    })
    .await;
}

#[tokio::test]
async fn networks_are_forgotten_and_nothing_else() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut transaction = database.write().await.expect("a transaction");
        for _ in 0..2 {
            add_comment(&mut transaction, article, None, None, Status::Published).await;
        }
        change(
            &mut transaction,
            "UPDATE comments SET network = '192.0.2.0'",
        )
        .await;
        let newest = number(&mut transaction, "SELECT MAX(posted_at) FROM comments").await;
        let forgotten = forget_networks(&mut transaction, newest).await;
        assert_eq!(forgotten.expect("an answer"), 1);
        let kept = "SELECT COUNT(*) FROM comments WHERE network = '192.0.2.0' AND text <> ''";
        assert_eq!(number(&mut transaction, kept).await, 1);
        let all = "SELECT COUNT(*) FROM comments WHERE text <> ''";
        assert_eq!(number(&mut transaction, all).await, 2);
    })
    .await;
}
