//! What readers do with comments, on both databases.

use super::*;
use crate::comment::model::ReportReason;

#[tokio::test]
async fn support_is_counted_once_for_each() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (one, two) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
        );
        let mut connection = database.write().await.expect("a transaction");
        let comment = add_comment(&mut connection, article, None, None, Status::Published).await;
        let mut counts = Vec::new();
        for (person, supported) in [
            (one, true),
            (one, true),
            (two, true),
            (one, false),
            (one, false),
        ] {
            let after = set_support(&mut connection, &comment, person, supported, NOON)
                .await
                .expect("an answer");
            counts.push(after.map(|comment| comment.support));
        }
        assert_eq!(counts, [Some(1), None, Some(2), Some(1), None]);
    })
    .await;
}

#[tokio::test]
async fn reports_weigh_once_for_each() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut connection = database.write().await.expect("a transaction");
        let comment = add_comment(&mut connection, article, None, None, Status::Published).await;
        let report = NewReport {
            person_id: person,
            reason: ReportReason::Insult,
            note: "",
            weight: 2,
            reported_at: NOON,
        };
        let reported = insert_report(&mut connection, &comment, &report)
            .await
            .expect("an answer")
            .expect("the first");
        assert_eq!(
            (
                reported.report_weight,
                reported.reported_at,
                reported.version
            ),
            (2, Some(NOON), comment.version)
        );
        assert_eq!(
            insert_report(&mut connection, &comment, &report)
                .await
                .expect("an answer"),
            None
        );
        log_hiding(&mut connection, &reported, NOON)
            .await
            .expect("logged");
    })
    .await;
}

#[tokio::test]
async fn texts_that_were_changed_are_kept_and_nobody_changes_over_another() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        let first = add_comment(&mut connection, article, None, None, Status::Published).await;
        let second = change_text(&mut connection, &first, "Екінші", NOON + 1)
            .await
            .expect("an answer")
            .expect("changed");
        assert_eq!(
            change_text(&mut connection, &first, "Кеш", NOON + 2)
                .await
                .expect("an answer"),
            None
        );
        change_text(&mut connection, &second, "Үшінші", NOON + 3)
            .await
            .expect("an answer")
            .expect("changed");
        let kept: Vec<(i64, String, i64)> = sqlx::query_as(
            "SELECT number, text, written_at FROM comment_revisions ORDER BY number",
        )
        .fetch_all(&mut *connection)
        .await
        .expect("revisions");
        assert_eq!(
            kept,
            [
                (1, first.text.clone(), first.posted_at),
                (2, "Екінші".to_owned(), NOON + 1)
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn the_checks_are_told_what_was_said_and_how_often() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (one, two) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
        );
        let mut connection = database.write().await.expect("a transaction");
        let own = add_comment(&mut connection, article, Some(one), None, Status::Published).await;
        let other = add_comment(&mut connection, article, Some(two), None, Status::Waiting).await;
        add_comment(&mut connection, article, Some(one), None, Status::Deleted).await;
        let now = NOON + 30_000;
        let found = gather_surroundings(&mut connection, one, article, "", 0, now)
            .await
            .expect("facts");
        assert_eq!(found.own, [(own.text.clone(), own.posted_at)]);
        assert_eq!(found.others, [(other.text, other.posted_at)]);
        assert_eq!((found.person_last_minute, found.network_last_hour), (2, 3));
        let edited = gather_surroundings(&mut connection, one, article, "", own.id, now)
            .await
            .expect("facts");
        assert_eq!((edited.own, edited.person_last_hour), (vec![], 1));
        let later = gather_surroundings(&mut connection, one, article, "", 0, now + 7 * 3_600_000)
            .await
            .expect("facts");
        assert_eq!((later.others, later.person_last_hour), (vec![], 0));
    })
    .await;
}

#[tokio::test]
async fn findings_are_those_of_the_last_examination() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut connection = database.write().await.expect("a transaction");
        let comment = add_comment(
            &mut connection,
            article,
            Some(person),
            None,
            Status::Rejected,
        )
        .await;
        let finding = |check| NewFinding {
            check,
            verdict: "hold",
            reason: "{}".to_owned(),
        };
        let first = [finding("links"), finding("shouting")];
        for findings in [&first[..], &first[..1], &[]] {
            replace_findings(&mut connection, comment.id, findings, NOON)
                .await
                .expect("stored");
            let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM comment_findings")
                .fetch_one(&mut *connection)
                .await
                .expect("a count");
            assert_eq!(usize::try_from(count), Ok(findings.len()));
        }
        note_first_posting(&mut connection, person, NOON)
            .await
            .expect("noted");
        note_first_posting(&mut connection, person, NOON + 1)
            .await
            .expect("noted");
        let first: i64 =
            sqlx::query_scalar("SELECT first_posted_at FROM commenters WHERE person_id = $1")
                .bind(person)
                .fetch_one(&mut *connection)
                .await
                .expect("a commenter");
        assert_eq!(first, NOON);
        for expected in [true, false] {
            let stored = insert_appeal(&mut connection, &comment, "Дұрыс емес", NOON).await;
            assert_eq!(stored.expect("an answer"), expected);
        }
    })
    .await;
}

#[tokio::test]
async fn muting_is_of_one_by_one() {
    on_each(async |database: Database| {
        let (one, two) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
        );
        let mut connection = database.write().await.expect("a transaction");
        for (muted, expected) in [(true, true), (true, false), (false, true), (false, false)] {
            let done = match muted {
                true => insert_mute(&mut connection, one, two, "Асан", NOON).await,
                false => delete_mute(&mut connection, one, two).await,
            };
            assert_eq!(done.expect("an answer"), expected);
            assert_eq!(
                is_muted(&mut connection, one, two)
                    .await
                    .expect("an answer"),
                muted
            );
            assert!(
                !is_muted(&mut connection, two, one)
                    .await
                    .expect("an answer")
            );
        }
    })
    .await;
}
