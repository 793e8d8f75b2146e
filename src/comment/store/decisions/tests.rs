//! The queries of the desk on both databases: none walks through a table, no list is sorted.

use super::*;
use crate::{
    account::{model::Role, store::empty_person},
    comment::{
        model::{ReportReason, Status},
        store::{NewReport, appeals::OPEN, figures, find_comment, insert_report, queue},
        testing::{NOON, add_article, add_comment, add_person},
    },
    server::database::{
        Database,
        testing::{is_sorted, on_each, plan, walks},
    },
};

#[tokio::test]
async fn every_list_of_the_desk_is_read_along_an_index() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        let lists = [
            ("waiting", queue::WAITING),
            ("newcomers", queue::OF_NEWCOMERS),
            ("reported", queue::REPORTED),
            ("decided", queue::DECIDED),
            ("of a person", queue::OF_PERSON),
            ("the log", LOG),
            ("the log of a moderator", LOG_OF_MODERATOR),
            ("the log of a person", LOG_OF_PERSON),
        ];
        for (name, sql) in lists {
            let lines = plan(&mut connection, database.kind(), sql).await;
            assert!(walks(&lines).is_empty(), "{name}: {lines:#?}");
            assert!(!is_sorted(&lines), "{name}: {lines:#?}");
        }
        let others = [
            // What is counted is read as a whole, so its order costs nothing.
            ("figures", figures::SINCE),
            // Those of one millisecond are sorted by their comment, which the index does not hold.
            ("appeals", OPEN),
            ("batch", AT_ONCE),
            ("by check", figures::BY_CHECK),
            ("waiting now", figures::WAITING_NOW),
            ("reported now", figures::REPORTED_NOW),
            ("appeals now", figures::APPEALS_NOW),
        ];
        for (name, sql) in others {
            let lines = plan(&mut connection, database.kind(), sql).await;
            assert!(walks(&lines).is_empty(), "{name}: {lines:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn decisions_keep_their_order_and_the_last_one_counts_that_was_not_taken_back() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let moderator = add_person(&database, Role::Moderator).await;
        let mut connection = database.write().await.expect("a transaction");
        let first = add_comment(&mut connection, article, None, None, Status::Waiting).await;
        let second = add_comment(&mut connection, article, None, None, Status::Waiting).await;
        let decision = |comment, action| NewDecision {
            comment: Some(comment),
            moderator: Some(moderator),
            action,
            details: Details {
                batch: "one".to_owned(),
                ..Details::default()
            },
            ..NewDecision::default()
        };
        let ids = insert_decisions(
            &mut connection,
            &[decision(first.id, "approve"), decision(second.id, "hide")],
            NOON,
        )
        .await
        .expect("written");
        let later = insert_decisions(&mut connection, &[decision(first.id, "reject")], NOON + 1)
            .await
            .expect("written");
        let found = find_decision(&mut connection, ids[1])
            .await
            .expect("an answer")
            .expect("a decision");
        assert_eq!(
            (found.comment, found.action.as_str()),
            (Some(second.id), "hide")
        );
        assert_eq!(
            list_batch(&mut connection, &found)
                .await
                .expect("a batch")
                .len(),
            2
        );
        let last = async |connection: &mut AnyConnection| {
            let found = list_last_decisions(connection, &[first.id]).await;
            found.expect("decisions").pop().expect("one").action
        };
        assert_eq!(last(&mut connection).await, "reject");
        mark_undone(&mut connection, &later, moderator, NOON + 2)
            .await
            .expect("undone");
        assert_eq!(last(&mut connection).await, "approve");
        let undone = async |connection: &mut AnyConnection| {
            let found = find_decision(connection, later[0]).await;
            let found = found.expect("an answer").expect("a decision");
            (found.undone_at, found.undone_by_name)
        };
        let by = |name: &str| (Some(NOON + 2), Some(name.to_owned()));
        assert_eq!(undone(&mut connection).await, by("Айгүл"));
        // As whoever decided: the log keeps that it was done, without a name.
        sqlx::query("UPDATE people SET delete_at = $1 WHERE id = $2")
            .bind(NOON)
            .bind(moderator)
            .execute(&mut *connection)
            .await
            .expect("an account that goes");
        let emptied = empty_person(&mut connection, moderator, NOON + 3).await;
        assert!(emptied.expect("an answer"));
        assert_eq!(undone(&mut connection).await, by(""));
    })
    .await;
}

#[tokio::test]
async fn reports_that_were_right_are_counted_and_taken_back() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut connection = database.write().await.expect("a transaction");
        let mut reports = Vec::new();
        for _ in 0..2 {
            let comment = add_comment(&mut connection, article, None, None, Status::Waiting).await;
            let id: i64 = sqlx::query_scalar(
                "INSERT INTO comment_reports (comment_id, person_id, reason, weight, reported_at) \
                 VALUES ($1, $2, 'spam', 1, $3) RETURNING id",
            )
            .bind(comment.id)
            .bind(person)
            .bind(NOON)
            .fetch_one(&mut *connection)
            .await
            .expect("a report");
            reports.push(id);
        }
        let upheld = async |connection: &mut AnyConnection| -> i64 {
            sqlx::query_scalar("SELECT reports_upheld FROM commenters WHERE person_id = $1")
                .bind(person)
                .fetch_one(connection)
                .await
                .expect("a count")
        };
        settle_reports(&mut connection, &reports, true, NOON)
            .await
            .expect("settled");
        assert_eq!(upheld(&mut connection).await, 2);
        reopen_reports(&mut connection, &reports, true)
            .await
            .expect("opened");
        assert_eq!(upheld(&mut connection).await, 0);
        let open: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM comment_reports WHERE settled_at IS NULL")
                .fetch_one(&mut *connection)
                .await
                .expect("a count");
        assert_eq!(open, 2);
    })
    .await;
}

#[tokio::test]
async fn reports_that_come_after_a_decision_are_not_lost_when_it_is_taken_back() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut reporters = Vec::new();
        for _ in 0..3 {
            reporters.push(add_person(&database, Role::Reader).await);
        }
        let mut connection = database.write().await.expect("a transaction");
        let comment = add_comment(&mut connection, article, None, None, Status::Published).await;
        let report = async |connection: &mut AnyConnection, person_id, weight, reported_at| {
            let report = NewReport {
                person_id,
                reason: ReportReason::Spam,
                note: "",
                weight,
                reported_at,
            };
            insert_report(connection, &comment, &report)
                .await
                .expect("an answer")
                .expect("a new report");
        };
        let weighed = async |connection: &mut AnyConnection| {
            let found = find_comment(connection, comment.id).await;
            let found = found.expect("an answer").expect("a comment");
            (found.report_weight, found.reported_at)
        };
        report(&mut connection, reporters[0], 1, NOON).await;
        report(&mut connection, reporters[1], 2, NOON + 1).await;
        let open = queue::list_open_reports(&mut connection, &[comment.id]).await;
        let open: Vec<i64> = open.expect("reports").iter().map(|open| open.id).collect();
        settle_reports(&mut connection, &open, false, NOON + 2)
            .await
            .expect("settled");
        mark_decided(&mut connection, &[comment.id], true, NOON + 2)
            .await
            .expect("decided");
        assert_eq!(weighed(&mut connection).await, (0, None));
        report(&mut connection, reporters[2], 4, NOON + 3).await;
        assert_eq!(weighed(&mut connection).await, (4, Some(NOON + 3)));
        reopen_reports(&mut connection, &open, false)
            .await
            .expect("opened");
        let details = Details::default();
        restore(&mut connection, comment.id, &details)
            .await
            .expect("restored");
        weigh_reports(&mut connection, &[comment.id])
            .await
            .expect("weighed");
        assert_eq!(weighed(&mut connection).await, (7, Some(NOON)));
        settle_reports(&mut connection, &open, false, NOON + 4)
            .await
            .expect("settled");
        weigh_reports(&mut connection, &[comment.id])
            .await
            .expect("weighed");
        assert_eq!(weighed(&mut connection).await, (4, Some(NOON + 3)));
    })
    .await;
}
