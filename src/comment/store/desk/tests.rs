//! What open pages of the desk are told, on both databases.

use super::*;
use crate::{
    account::model::Role,
    comment::{
        model::{ReportReason, Status},
        store::{
            NewReport,
            appeals::settle_appeal,
            decisions::{mark_decided, weigh_reports},
            find_comment, insert_appeal, insert_report,
            people::forget_commenter,
            set_status,
        },
        testing::{NOON, add_article, add_comment, add_person},
    },
    server::database::{
        Database, DatabaseKind,
        testing::{on_each, plan, walks},
    },
};

async fn newest(database: &Database) -> Newest {
    let mut connection = database.read().await.expect("a connection");
    find_newest(&mut connection).await.expect("numbers")
}

#[tokio::test]
async fn changes_are_counted_and_found_without_a_walk() {
    on_each(async |database: Database| {
        assert_eq!(newest(&database).await, Newest::default());
        for number in 1..=2 {
            let mut transaction = database.write().await.expect("a transaction");
            count_change(&mut transaction).await.expect("counted");
            transaction.commit().await.expect("a commit");
            assert_eq!(newest(&database).await.changes, number);
        }
        let mut connection = database.read().await.expect("a connection");
        let lines = plan(&mut connection, database.kind(), NEWEST).await;
        assert!(walks(&lines).is_empty(), "{lines:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_comment_with_a_lower_id_that_is_committed_later_is_told() {
    on_each(async |database: Database| {
        if database.kind() == DatabaseKind::Sqlite {
            // It has one writer at a time.
            return;
        }
        let (one, other) = (add_article(&database).await, add_article(&database).await);
        let mut slow = database.write().await.expect("a transaction");
        let lower = add_comment(&mut slow, one, None, None, Status::Waiting).await;
        let mut quick = database.write().await.expect("a transaction");
        let higher = add_comment(&mut quick, other, None, None, Status::Waiting).await;
        assert!(lower.id < higher.id);
        count_change(&mut quick).await.expect("counted");
        quick.commit().await.expect("a commit");
        let seen = newest(&database).await;
        count_change(&mut slow).await.expect("counted");
        slow.commit().await.expect("a commit");
        let now = newest(&database).await;
        assert_eq!(seen.comment, now.comment, "the ids do not say it");
        assert_ne!(seen, now);
    })
    .await;
}

#[tokio::test]
async fn a_page_of_a_tab_knows_what_belongs_to_it_and_is_not_shown() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut connection = database.write().await.expect("a transaction");
        let mut ids = Vec::new();
        for _ in 0..4 {
            let status = Status::Waiting;
            ids.push(add_comment(&mut connection, article, None, None, status).await);
        }
        let places: Vec<Key> = list_tab(&mut connection, Tab::Waiting, None, 10)
            .await
            .expect("a list")
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        let ids: Vec<i64> = ids.iter().map(|comment| comment.id).collect();
        assert_eq!(places.iter().map(|key| key.1).collect::<Vec<_>>(), ids);
        let asked = async |connection: &mut AnyConnection, tab, shown: &[i64], from, until| {
            has_others(connection, tab, shown, from, until)
                .await
                .expect("an answer")
        };
        let all = Tab::Waiting;
        assert!(!asked(&mut connection, all, &ids, None, None).await);
        assert!(asked(&mut connection, all, &ids[..3], None, None).await);
        assert!(
            !asked(&mut connection, all, &ids[..2], None, Some(places[1])).await,
            "what stands on the next page is not missing"
        );
        assert!(asked(&mut connection, all, &ids[..1], None, Some(places[1])).await);
        assert!(!asked(&mut connection, all, &ids[2..], Some(places[1]), None).await);
        assert!(asked(&mut connection, all, &[], Some(places[1]), Some(places[2])).await);

        // The last that was decided about stands first.
        for (index, id) in ids.iter().enumerate() {
            let at = NOON + i64::try_from(index).expect("a few");
            mark_decided(&mut connection, &[*id], false, at)
                .await
                .expect("decided");
        }
        let decided = Tab::Decided;
        let place = Some((NOON + 2, ids[2]));
        assert!(!asked(&mut connection, decided, &ids[2..], None, place).await);
        assert!(asked(&mut connection, decided, &ids[2..3], None, place).await);
        assert!(!asked(&mut connection, decided, &ids[..2], place, None).await);

        // Reported and appealed against are only what is still open.
        let find = async |connection: &mut AnyConnection, id| {
            let found = find_comment(connection, id).await;
            found.expect("an answer").expect("a comment")
        };
        let comment = find(&mut connection, ids[0]).await;
        let report = NewReport {
            person_id: person,
            reason: ReportReason::Spam,
            note: "",
            weight: 1,
            reported_at: NOON,
        };
        insert_report(&mut connection, &comment, &report)
            .await
            .expect("an answer")
            .expect("a report");
        assert!(asked(&mut connection, Tab::Reported, &[], None, None).await);
        assert!(!asked(&mut connection, Tab::Reported, &ids[..1], None, None).await);
        sqlx::query("UPDATE comment_reports SET settled_at = $1")
            .bind(NOON)
            .execute(&mut *connection)
            .await
            .expect("settled");
        weigh_reports(&mut connection, &ids).await.expect("weighed");
        assert!(!asked(&mut connection, Tab::Reported, &[], None, None).await);
        set_status(&mut connection, &comment, Status::Rejected, NOON)
            .await
            .expect("rejected");
        let appealed = insert_appeal(&mut connection, &comment, "Why?", NOON).await;
        assert!(appealed.expect("an answer"));
        assert!(asked(&mut connection, Tab::Appeals, &[], None, None).await);
        let settled = settle_appeal(&mut connection, &comment, "declined", person, NOON).await;
        assert!(settled.expect("an answer"));
        assert!(!asked(&mut connection, Tab::Appeals, &[], None, None).await);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_goes_with_its_comments_changes_the_desk() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        add_comment(
            &mut transaction,
            article,
            Some(person),
            None,
            Status::Waiting,
        )
        .await;
        forget_commenter(&mut transaction, person, NOON)
            .await
            .expect("forgotten");
        transaction.commit().await.expect("a commit");
        assert_eq!(newest(&database).await.changes, 1);
    })
    .await;
}
