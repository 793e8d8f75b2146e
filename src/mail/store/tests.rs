use super::*;
use crate::{
    mail::{
        detail,
        testing::{NOW, address, details, insert_person},
    },
    server::database::{Database, testing::on_each},
};
use sqlx::AssertSqlSafe;

mod plans;

fn reset(person_id: i64, recipient: &EmailAddress) -> NewMail<'_> {
    NewMail {
        kind: MailKind::ResetPassword,
        person_id: Some(person_id),
        recipient,
        language: Language::Kazakh,
        details: BTreeMap::new(),
    }
}

/// Stores so many mails, due from `NOW` on, and returns their ids.
async fn enqueue(database: &Database, count: usize) -> Vec<i64> {
    let person = insert_person(database, &format!("{count}@example.kz")).await;
    let recipient = address("aigul@example.kz");
    let mut transaction = database.write().await.expect("a transaction");
    let mut ids = Vec::new();
    for _ in 0..count {
        let mail = reset(person, &recipient);
        ids.push(
            enqueue_mail(&mut transaction, &mail, NOW)
                .await
                .expect("stored"),
        );
    }
    transaction.commit().await.expect("a commit");
    ids
}

async fn claim(database: &Database, now: i64, limit: i64) -> Vec<ClaimedMail> {
    let mut transaction = database.write().await.expect("a transaction");
    let claimed = claim_mails(&mut transaction, now, limit)
        .await
        .expect("an answer");
    transaction.commit().await.expect("a commit");
    claimed
}

async fn claim_one(database: &Database, now: i64) -> Option<ClaimedMail> {
    claim(database, now, 1).await.into_iter().next()
}

async fn fail(database: &Database, claimed: &ClaimedMail, is_final: bool, now: i64) -> Option<i64> {
    let mut transaction = database.write().await.expect("a transaction");
    let wait = mark_failed_attempt(&mut transaction, claimed, "a\0b\r\nc", is_final, now)
        .await
        .expect("an answer");
    transaction.commit().await.expect("a commit");
    wait
}

async fn send(database: &Database, id: i64, now: i64) {
    let mut transaction = database.write().await.expect("a transaction");
    mark_sent(&mut transaction, id, now).await.expect("marked");
    transaction.commit().await.expect("a commit");
}

/// A column of the mail with this id.
async fn number(database: &Database, id: i64, column: &str) -> Option<i64> {
    let mut connection = database.read().await.expect("a connection");
    let sql = format!("SELECT {column} FROM mails WHERE id = $1");
    sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(id)
        .fetch_one(&mut *connection)
        .await
        .expect("a row")
}

#[tokio::test]
async fn a_mail_is_stored_exactly_when_its_change_is() {
    on_each(async |database: Database| {
        let person = insert_person(&database, "aigul@example.kz").await;
        let recipient = address("aigul@example.kz");
        let mail = NewMail {
            kind: MailKind::Invitation,
            language: Language::Russian,
            details: details(&[(detail::INVITER, "Марат"), (detail::ROLE, "editor")]),
            ..reset(person, &recipient)
        };
        let mut transaction = database.write().await.expect("a transaction");
        enqueue_mail(&mut transaction, &mail, NOW)
            .await
            .expect("stored");
        transaction.rollback().await.expect("rolled back");
        assert_eq!(claim_one(&database, NOW).await, None);

        let mut transaction = database.write().await.expect("a transaction");
        let id = enqueue_mail(&mut transaction, &mail, NOW)
            .await
            .expect("stored");
        transaction.commit().await.expect("a commit");
        assert_eq!(claim_one(&database, NOW - 1).await, None, "not due yet");
        let expected = ClaimedMail {
            id,
            kind: "invitation".to_owned(),
            created_at: NOW,
            attempts: 1,
            mail: Some(Mail {
                kind: MailKind::Invitation,
                person_id: Some(person),
                recipient: recipient.clone(),
                language: Language::Russian,
                details: mail.details.clone(),
            }),
        };
        assert_eq!(claim_one(&database, NOW).await, Some(expected));
    })
    .await;
}

#[tokio::test]
async fn what_could_not_be_written_is_not_stored() {
    on_each(async |database: Database| {
        let person = insert_person(&database, "aigul@example.kz").await;
        let recipient = address("aigul@example.kz");
        let mut transaction = database.write().await.expect("a transaction");
        for kind in MailKind::ALL {
            let mail = NewMail {
                kind,
                ..reset(person, &recipient)
            };
            let stored = enqueue_mail(&mut transaction, &mail, NOW).await;
            assert_eq!(stored.is_ok(), kind.details().is_empty(), "{kind:?}");
            let about_nobody = NewMail {
                person_id: None,
                details: details(
                    &kind
                        .details()
                        .iter()
                        .map(|key| (*key, "1"))
                        .collect::<Vec<_>>(),
                ),
                ..mail
            };
            let stored = enqueue_mail(&mut transaction, &about_nobody, NOW).await;
            assert_eq!(stored.is_ok(), kind.token().is_none(), "{kind:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn no_mail_is_in_two_hands_at_once() {
    on_each(async |database: Database| {
        let mut ids = enqueue(&database, 24).await;
        let mut claimed = Vec::new();
        // As many workers as there are connections, each after the same mail.
        loop {
            let workers = (0..4).map(|_| claim_one(&database, NOW));
            let found = futures::future::join_all(workers).await;
            if found.iter().all(Option::is_none) {
                break;
            }
            claimed.extend(found.into_iter().flatten().map(|mail| mail.id));
        }
        claimed.sort_unstable();
        ids.sort_unstable();
        assert_eq!(claimed, ids);
    })
    .await;
}

#[tokio::test]
async fn the_longest_due_come_first_and_no_more_than_asked_for() {
    on_each(async |database: Database| {
        let ids = enqueue(&database, 3).await;
        let claimed = claim_one(&database, NOW).await.expect("a mail");
        fail(&database, &claimed, false, NOW).await;
        let later = NOW + 60_000;
        let mut two: Vec<i64> = claim(&database, later, 2)
            .await
            .iter()
            .map(|mail| mail.id)
            .collect();
        two.push(claimed.id);
        two.sort_unstable();
        assert_eq!(two, ids, "the one that was tried comes last");
        assert_eq!(claim(&database, later, 2).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_claim_that_ran_out_is_taken_again_and_its_worker_has_no_say_any_more() {
    on_each(async |database: Database| {
        let id = enqueue(&database, 1).await[0];
        let first = claim_one(&database, NOW).await.expect("a mail");
        let end = NOW + 5 * 60_000;
        assert_eq!(claim_one(&database, end - 1).await, None);
        let second = claim_one(&database, end).await.expect("the mail");
        assert_eq!((second.id, second.attempts), (id, 2));

        fail(&database, &first, false, end).await;
        fail(&database, &first, true, end).await;
        assert_eq!(
            claim_one(&database, end + 60_000).await,
            None,
            "still in hand"
        );
        assert_eq!(number(&database, id, "failed_at").await, None);

        send(&database, id, end + 1).await;
        fail(&database, &second, true, end + 2).await;
        assert_eq!(number(&database, id, "sent_at").await, Some(end + 1));
        assert_eq!(number(&database, id, "failed_at").await, None);
        assert_eq!(claim_one(&database, i64::MAX).await, None, "sent is sent");
    })
    .await;
}

#[tokio::test]
async fn waits_grow_for_two_days_then_the_mail_is_given_up() {
    on_each(async |database: Database| {
        let id = enqueue(&database, 1).await[0];
        let mut now = NOW;
        for minutes in [1, 5, 15, 60, 180, 360, 720, 1440] {
            let claimed = claim_one(&database, now).await.expect("a mail");
            let wait = minutes * 60_000;
            assert_eq!(fail(&database, &claimed, false, now).await, Some(wait));
            assert_eq!(claim_one(&database, now + wait - 1).await, None);
            now += wait;
        }
        assert_eq!((now - NOW) / 3_600_000, 46, "hours in all");
        let claimed = claim_one(&database, now).await.expect("a mail");
        assert_eq!(fail(&database, &claimed, false, now).await, None);
        assert_eq!(number(&database, id, "failed_at").await, Some(now));
        assert_eq!(claim_one(&database, i64::MAX).await, None);
        let mut connection = database.read().await.expect("a connection");
        let error: String = sqlx::query_scalar("SELECT last_error FROM mails")
            .fetch_one(&mut *connection)
            .await
            .expect("a row");
        assert_eq!(error, "a b  c");
    })
    .await;
}

#[tokio::test]
async fn a_final_error_ends_it_at_once() {
    on_each(async |database: Database| {
        let id = enqueue(&database, 1).await[0];
        let claimed = claim_one(&database, NOW).await.expect("a mail");
        assert_eq!(fail(&database, &claimed, true, NOW + 1).await, None);
        assert_eq!(number(&database, id, "failed_at").await, Some(NOW + 1));
        assert_eq!(claim_one(&database, i64::MAX).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_row_of_a_newer_program_does_not_hold_up_the_others() {
    on_each(async |database: Database| {
        let ids = enqueue(&database, 2).await;
        let mut transaction = database.write().await.expect("a transaction");
        sqlx::query("UPDATE mails SET kind = 'postcard' WHERE id = $1")
            .bind(ids[0])
            .execute(&mut *transaction)
            .await
            .expect("changed");
        transaction.commit().await.expect("a commit");
        let claimed = claim(&database, NOW, 2).await;
        let unreadable = claimed
            .iter()
            .find(|mail| mail.id == ids[0])
            .expect("the first");
        assert_eq!(
            (unreadable.kind.as_str(), &unreadable.mail),
            ("postcard", &None)
        );
        assert!(
            claimed
                .iter()
                .any(|mail| mail.id == ids[1] && mail.mail.is_some())
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_done_long_ago_is_deleted() {
    on_each(async |database: Database| {
        let ids = enqueue(&database, 5).await;
        send(&database, ids[0], NOW).await;
        send(&database, ids[1], NOW + 1).await;
        for moment in [NOW, NOW + 1] {
            let claimed = claim_one(&database, NOW).await.expect("a mail");
            fail(&database, &claimed, true, moment).await;
        }
        let mut transaction = database.write().await.expect("a transaction");
        let deleted = delete_old_mails(&mut transaction, NOW).await;
        transaction.commit().await.expect("a commit");
        assert_eq!(deleted.expect("deleted"), 2, "one sent, one given up");
        let mut connection = database.read().await.expect("a connection");
        let left: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM mails WHERE sent_at = $1 OR failed_at = $1 OR \
             (sent_at IS NULL AND failed_at IS NULL)",
        )
        .bind(NOW + 1)
        .fetch_one(&mut *connection)
        .await
        .expect("a number");
        assert_eq!(left, 3, "the newer ones, and the one to be sent");
    })
    .await;
}

#[tokio::test]
async fn a_persons_mails_are_listed() {
    on_each(async |database: Database| {
        let ids = enqueue(&database, 1).await;
        enqueue(&database, 2).await;
        send(&database, ids[0], NOW + 1).await;
        let person = number(&database, ids[0], "person_id").await;
        let mut connection = database.read().await.expect("a connection");
        let listed = list_mails_of(&mut connection, person.expect("a person")).await;
        let expected = StoredMail {
            kind: "reset".to_owned(),
            recipient: "aigul@example.kz".to_owned(),
            created_at: NOW,
            sent_at: Some(NOW + 1),
        };
        assert_eq!(listed.expect("a list"), [expected]);
    })
    .await;
}

#[tokio::test]
async fn mails_that_nobody_wants_any_more_are_called_off() {
    on_each(async |database: Database| {
        let ids = enqueue(&database, 2).await;
        let of_another = enqueue(&database, 1).await[0];
        send(&database, ids[0], NOW).await;
        let person = number(&database, ids[1], "person_id").await;
        let person = person.expect("a person");
        let call_off = async |purpose| {
            let mut transaction = database.write().await.expect("a transaction");
            call_off_mails(&mut transaction, person, purpose, NOW + 1)
                .await
                .expect("called off");
            transaction.commit().await.expect("a commit");
        };
        call_off(TokenPurpose::Email).await;
        assert_eq!(number(&database, ids[1], "failed_at").await, None);
        call_off(TokenPurpose::Reset).await;
        assert_eq!(number(&database, ids[1], "failed_at").await, Some(NOW + 1));
        assert_eq!(number(&database, ids[0], "failed_at").await, None, "sent");
        let left: Vec<i64> = claim(&database, NOW, 9)
            .await
            .iter()
            .map(|mail| mail.id)
            .collect();
        assert_eq!(left, [of_another]);
    })
    .await;
}
