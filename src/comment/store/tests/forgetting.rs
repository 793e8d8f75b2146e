//! What stays of comments that are deleted and of people who leave, and for how long, on both databases.

use super::{
    decisions::{NewDecision, insert_decisions, mark_undone, set_restriction},
    people::forget_commenter,
    telephones::{confirm_telephone, forget_restrictions},
    *,
};
use crate::{
    account::store::find_person,
    comment::{export::export_comments, model::ReportReason, posting::find_writer, upkeep},
};

const DAY: i64 = 86_400_000;

async fn reload(connection: &mut AnyConnection, comment: i64) -> CommentRecord {
    find_comment(connection, comment)
        .await
        .expect("an answer")
        .expect("a comment")
}

async fn number(connection: &mut AnyConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(connection)
        .await
        .expect("a number")
}

async fn decide(
    connection: &mut AnyConnection,
    comment: &CommentRecord,
    action: &'static str,
    at: i64,
) -> i64 {
    let decision = NewDecision {
        comment: Some(comment.id),
        person: comment.person_id,
        action,
        ..NewDecision::default()
    };
    let ids = insert_decisions(connection, &[decision], at).await;
    ids.expect("written")[0]
}

/// How many rejections of late count against somebody, for the checks and at the desk.
async fn rejections(connection: &mut AnyConnection, person: i64, now: i64) -> i64 {
    let account = find_person(connection, person)
        .await
        .expect("an answer")
        .expect("a person");
    let writer = find_writer(connection, &account, now).await;
    let mut counted = queue::count_rejections(connection, &[person, -1], now - 30 * DAY)
        .await
        .expect("counts");
    let count = writer.expect("a writer").rejected_recently;
    assert_eq!(counted.remove(&person).unwrap_or_default(), count);
    assert!(counted.is_empty(), "{counted:?}");
    count
}

#[tokio::test]
async fn a_rejection_counts_for_thirty_days_even_when_the_comment_is_deleted() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let moderator = add_person(&database, Role::Moderator).await;
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        note_first_posting(connection, person, NOON)
            .await
            .expect("noted");
        let mut comments = Vec::new();
        for _ in 0..2 {
            let comment =
                add_comment(connection, article, Some(person), None, Status::Rejected).await;
            comments.push(comment);
        }
        let (first, second) = (&comments[0], &comments[1]);
        assert_eq!(rejections(connection, person, NOON + 1).await, 0);
        decide(connection, first, "reject", NOON).await;
        decide(connection, first, "reject", NOON + 1).await;
        decide(connection, second, "reject", NOON + 2).await;
        assert_eq!(rejections(connection, person, NOON + 3).await, 2);
        set_status(connection, first, Status::Deleted, NOON + 3)
            .await
            .expect("deleted");
        assert_eq!(rejections(connection, person, NOON + 4).await, 2);
        // Another decision has the last word, until it is taken back.
        let approved = decide(connection, second, "grant", NOON + 5).await;
        assert_eq!(rejections(connection, person, NOON + 6).await, 1);
        mark_undone(connection, &[approved], moderator, NOON + 7)
            .await
            .expect("undone");
        assert_eq!(rejections(connection, person, NOON + 8).await, 2);
        let later = NOON + 1 + 30 * DAY;
        assert_eq!(rejections(connection, person, later).await, 1);
        assert_eq!(rejections(connection, person, later + 1).await, 0);
    })
    .await;
}

#[tokio::test]
async fn nothing_that_is_deleted_stays_reported() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (writer, reporter) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
        );
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let report = NewReport {
            person_id: reporter,
            reason: ReportReason::Insult,
            note: "",
            weight: 2,
            reported_at: NOON,
        };
        let mut reported = Vec::new();
        for status in [Status::Published, Status::Published, Status::Hidden] {
            let comment = add_comment(connection, article, Some(writer), None, status).await;
            insert_report(connection, &comment, &report)
                .await
                .expect("an answer")
                .expect("reported");
            reported.push(comment);
        }
        let listed = async |connection: &mut AnyConnection| {
            let first = (i64::MIN, i64::MIN);
            let found = queue::list_comments(connection, queue::REPORTED, first, 10, None).await;
            found.expect("comments").len()
        };
        assert_eq!(listed(connection).await, 3);
        set_status(connection, &reported[0], Status::Deleted, NOON + 1)
            .await
            .expect("deleted");
        assert_eq!(listed(connection).await, 2);
        let deleted = reload(connection, reported[0].id).await;
        assert_eq!((deleted.reported_at, deleted.report_weight), (None, 0));
        forget_commenter(connection, writer, NOON + 2)
            .await
            .expect("forgotten");
        assert_eq!(listed(connection).await, 0);
        let open = "SELECT COUNT(*) FROM comment_reports WHERE settled_at IS NULL OR upheld_at IS NOT NULL";
        assert_eq!(number(connection, open).await, 0);
        let unknown = "SELECT COUNT(*) FROM comments WHERE status = 'deleted' AND deleted_at IS NULL";
        assert_eq!(number(connection, unknown).await, 0);
    })
    .await;
}

/// Banned, suspended until, shadowed.
type Restriction = (Option<i64>, Option<i64>, Option<i64>);

async fn restriction(connection: &mut AnyConnection, person: i64) -> Restriction {
    sqlx::query_as(
        "SELECT banned_at, suspended_until, shadowed_at FROM commenters WHERE person_id = $1",
    )
    .bind(person)
    .fetch_one(connection)
    .await
    .expect("a commenter")
}

#[tokio::test]
async fn a_telephone_does_not_begin_anew_when_a_restricted_person_leaves() {
    on_each(async |database: Database| {
        let until = NOON + 10 * DAY;
        let cases: [(&str, Restriction, Restriction, Option<&str>); 5] = [
            ("banned", (Some(1), None, None), (Some(1), None, None), Some("ban")),
            ("suspended", (None, Some(until), None), (None, Some(until), None), Some("suspend")),
            ("shadowed", (None, None, Some(1)), (None, None, Some(1)), Some("shadow")),
            ("long ago", (None, Some(NOON), None), (None, None, None), None),
            ("free", (None, None, None), (None, None, None), None),
        ];
        for (telephone, before, expected, action) in cases {
            let (leaving, coming) = (
                add_person(&database, Role::Reader).await,
                add_person(&database, Role::Reader).await,
            );
            let mut transaction = database.write().await.expect("a transaction");
            let connection = &mut *transaction;
            for person in [leaving, coming] {
                if person == coming {
                    forget_commenter(connection, leaving, NOON + 1)
                        .await
                        .expect("forgotten");
                }
                let done = confirm_telephone(connection, person, telephone, NOON + 2).await;
                assert!(done.expect("an answer"), "{telephone}");
                if person == leaving {
                    set_restriction(connection, person, before.0, before.1, before.2)
                        .await
                        .expect("restricted");
                }
            }
            assert_eq!(restriction(connection, coming).await, expected, "{telephone}");
            let logged: Option<String> = sqlx::query_scalar(
                "SELECT action FROM comment_decisions WHERE person_id = $1 AND moderator_id IS NULL",
            )
            .bind(coming)
            .fetch_optional(&mut *connection)
            .await
            .expect("an answer");
            assert_eq!(logged.as_deref(), action, "{telephone}");
            // It goes with them once more, and for some time only.
            forget_commenter(connection, coming, NOON + 3)
                .await
                .expect("forgotten");
            assert_eq!(number(connection, "SELECT COUNT(*) FROM commenters").await, 0);
            transaction.commit().await.expect("a commit");
        }
        let kept = async || {
            let mut connection = database.read().await.expect("a connection");
            number(&mut connection, "SELECT COUNT(*) FROM restricted_telephones").await
        };
        assert_eq!(kept().await, 3);
        for (days, expected) in [(179, 3), (181, 0)] {
            upkeep::look_after(&database, 180, NOON + days * DAY)
                .await
                .expect("looked after");
            assert_eq!(kept().await, expected, "after {days} days");
        }
        let mut transaction = database.write().await.expect("a transaction");
        let again = forget_restrictions(&mut transaction, i64::MAX).await;
        assert_eq!(again.expect("an answer"), 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_deleted_long_ago_says_nothing_any_more() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        let finding = NewFinding {
            check: "links",
            verdict: "hold",
            reason: "{}".to_owned(),
        };
        let mut comments = Vec::new();
        for days in [0, 2, -1] {
            let comment =
                add_comment(connection, article, Some(person), None, Status::Published).await;
            let changed = change_text(connection, &comment, "Енді басқаша", NOON + 1)
                .await
                .expect("an answer")
                .expect("changed");
            replace_findings(connection, comment.id, std::slice::from_ref(&finding), NOON)
                .await
                .expect("stored");
            insert_appeal(connection, &comment, "Дұрыс емес", NOON)
                .await
                .expect("an appeal");
            if days >= 0 {
                set_status(connection, &changed, Status::Deleted, NOON + days * DAY)
                    .await
                    .expect("deleted");
            }
            comments.push(comment.id);
        }
        sqlx::query("UPDATE comments SET quote = 'Мектеп'")
            .execute(&mut *connection)
            .await
            .expect("quoted");
        transaction.commit().await.expect("a commit");
        // One was deleted longer ago, one not so long, one not at all.
        upkeep::look_after(&database, 180, NOON + 181 * DAY)
            .await
            .expect("looked after");
        let mut connection = database.write().await.expect("a transaction");
        for (comment, is_kept) in comments.iter().zip([false, true, true]) {
            let found = reload(&mut connection, *comment).await;
            assert_eq!(
                (found.text.is_empty(), found.quote.is_empty()),
                (!is_kept, !is_kept)
            );
            for table in ["comment_revisions", "comment_findings"] {
                let sql = format!("SELECT COUNT(*) FROM {table} WHERE comment_id = $1");
                let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                    .bind(comment)
                    .fetch_one(&mut *connection)
                    .await
                    .expect("a count");
                assert_eq!(count, i64::from(is_kept), "{table}");
            }
        }
        let appeals = "SELECT COUNT(*) FROM comment_appeals WHERE text <> ''";
        assert_eq!(number(&mut connection, appeals).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_export_has_earlier_texts_and_appeals_and_betrays_no_shadow() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (person, other) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
        );
        let mut transaction = database.write().await.expect("a transaction");
        let connection = &mut *transaction;
        for writer in [other, person] {
            let comment =
                add_comment(connection, article, Some(writer), None, Status::Shadowed).await;
            change_text(connection, &comment, "Енді басқаша", NOON + 1)
                .await
                .expect("an answer")
                .expect("changed");
            insert_appeal(connection, &comment, "Дұрыс емес", NOON)
                .await
                .expect("an appeal");
        }
        let file = export_comments(connection, person).await.expect("a file");
        assert!(!file.to_string().contains("shadow"), "{file}");
        assert_eq!(file["written"][0]["status"], "published");
        for (part, column, expected) in [
            ("earlier", "number", serde_json::json!(1)),
            ("appeals", "text", serde_json::json!("Дұрыс емес")),
        ] {
            assert_eq!(file[part].as_array().map(Vec::len), Some(1), "{part}");
            assert_eq!(file[part][0][column], expected);
        }
        let earlier = file["earlier"][0]["text"].as_str().expect("a text");
        assert!(earlier.starts_with("Пікір"), "{earlier}");
    })
    .await;
}
