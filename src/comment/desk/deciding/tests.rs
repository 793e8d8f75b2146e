//! What follows from decisions, on both databases.

use super::*;
use crate::{
    account::model::Role,
    comment::{
        store::{
            decisions::{delete_notices, find_decision, restore},
            find_comment, insert_appeal, insert_mute,
        },
        testing::{NOON, add_article, add_comment, add_person},
    },
    server::database::{Database, testing::on_each},
};

/// Does a deed to a comment as it is now; the id of the decision.
async fn decided(
    connection: &mut AnyConnection,
    deed: Deed,
    comment: i64,
    moderator: i64,
    now: i64,
) -> i64 {
    let case = Case {
        deed,
        reason: "",
        note: "",
        moderator,
        now,
    };
    let comment = reload(connection, comment).await;
    let decisions = case.carry_out(connection, &[comment]).await;
    decisions.expect("decided")[0]
}

async fn reload(connection: &mut AnyConnection, comment: i64) -> CommentRecord {
    find_comment(connection, comment)
        .await
        .expect("an answer")
        .expect("a comment")
}

/// Approved and rejected.
async fn counts(connection: &mut AnyConnection, person: i64) -> (i64, i64) {
    sqlx::query_as("SELECT approved, rejected FROM commenters WHERE person_id = $1")
        .bind(person)
        .fetch_optional(connection)
        .await
        .expect("an answer")
        .unwrap_or_default()
}

/// Who was told of which reply.
async fn told(connection: &mut AnyConnection) -> Vec<(i64, i64)> {
    sqlx::query_as(
        "SELECT person_id, comment_id FROM comment_notices WHERE kind = 'reply' ORDER BY id",
    )
    .fetch_all(connection)
    .await
    .expect("notices")
}

#[tokio::test]
async fn who_is_answered_is_told_once_when_readers_first_see_the_answer() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (asks, answers, mutes, moderator) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Moderator).await,
        );
        let mut connection = database.write().await.expect("a transaction");
        let connection = &mut *connection;
        insert_mute(connection, mutes, answers, "Айгүл", NOON)
            .await
            .expect("muted");
        let mut held = Vec::new();
        for (person, status) in [
            (asks, Status::Waiting),
            (asks, Status::Rejected),
            (mutes, Status::Waiting),
        ] {
            let first =
                add_comment(connection, article, Some(person), None, Status::Published).await;
            let reply = add_comment(connection, article, Some(answers), Some(&first), status).await;
            held.push(reply.id);
        }
        assert_eq!(told(connection).await, []);
        for (&reply, now) in held.iter().zip(NOON + 1..) {
            decided(connection, Deed::Approve, reply, moderator, now).await;
        }
        let expected = [(asks, held[0]), (asks, held[1])];
        assert_eq!(told(connection).await, expected, "but whoever mutes them");
        decided(connection, Deed::Reject, held[0], moderator, NOON + 10).await;
        decided(connection, Deed::Feature, held[0], moderator, NOON + 11).await;
        assert_eq!(told(connection).await, expected, "once");
        // An approval that is taken back takes back what was told of it.
        delete_notices(connection, &[held[0]], NOON + 1)
            .await
            .expect("taken back");
        assert_eq!(told(connection).await, expected[1..]);
    })
    .await;
}

#[tokio::test]
async fn what_moderators_leave_to_readers_counts_once_and_not_when_they_reject_it() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (writer, moderator) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Moderator).await,
        );
        let mut connection = database.write().await.expect("a transaction");
        let connection = &mut *connection;
        let comment = add_comment(connection, article, Some(writer), None, Status::Published)
            .await
            .id;
        // What readers saw already counts as well.
        let featured = decided(connection, Deed::Feature, comment, moderator, NOON + 1).await;
        assert_eq!(counts(connection, writer).await, (1, 0));
        decided(connection, Deed::Approve, comment, moderator, NOON + 2).await;
        decided(connection, Deed::Hide, comment, moderator, NOON + 3).await;
        decided(connection, Deed::Approve, comment, moderator, NOON + 4).await;
        assert_eq!(counts(connection, writer).await, (1, 0), "once");
        let since = reload(connection, comment).await.counted_at;
        assert_eq!(since, Some(NOON + 1));

        let rejected = decided(connection, Deed::Reject, comment, moderator, NOON + 5).await;
        assert_eq!(counts(connection, writer).await, (0, 1));
        assert_eq!(reload(connection, comment).await.counted_at, None);
        for (decision, expected) in [
            (rejected, (-1, 1, Some(NOON + 1))),
            (featured, (1, 0, None)),
        ] {
            let details = find_decision(connection, decision)
                .await
                .expect("an answer")
                .expect("a decision")
                .details;
            assert_eq!(
                (details.approved, details.rejected, details.counted_at),
                expected
            );
            restore(connection, comment, &details).await.expect("back");
            let counted_at = reload(connection, comment).await.counted_at;
            assert_eq!(counted_at, expected.2);
        }

        // What only the checks had refused was never counted as rejected.
        let refused = add_comment(connection, article, Some(writer), None, Status::Rejected).await;
        decided(connection, Deed::Approve, refused.id, moderator, NOON + 6).await;
        assert_eq!(counts(connection, writer).await, (1, 1));
        decided(connection, Deed::Reject, refused.id, moderator, NOON + 7).await;
        assert_eq!(counts(connection, writer).await, (0, 2));
        decided(connection, Deed::Approve, refused.id, moderator, NOON + 8).await;
        assert_eq!(counts(connection, writer).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_about_their_own_nor_around_an_appeal_against_them() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let (writer, first, second) = (
            add_person(&database, Role::Reader).await,
            add_person(&database, Role::Admin).await,
            add_person(&database, Role::Moderator).await,
        );
        let mut connection = database.write().await.expect("a transaction");
        let connection = &mut *connection;
        let own = add_comment(connection, article, Some(first), None, Status::Waiting).await;
        let rejected = add_comment(connection, article, Some(writer), None, Status::Waiting).await;
        let other = add_comment(connection, article, Some(writer), None, Status::Waiting).await;
        for comment in [rejected.id, other.id] {
            decided(connection, Deed::Reject, comment, first, NOON + 1).await;
        }
        insert_appeal(connection, &rejected, "Not rude.", NOON + 2)
            .await
            .expect("appealed");
        let all = [own.clone(), rejected.clone(), other];
        let mut barred = async |moderator, deed| {
            let barred = Barred::find(connection, moderator, deed, &all).await;
            barred.expect("an answer")
        };
        for deed in [Deed::Approve, Deed::Feature] {
            let expected = Barred {
                own: vec![own.id],
                appealed: vec![rejected.id],
            };
            assert_eq!(barred(first, deed).await, expected);
            assert_eq!(barred(second, deed).await, Barred::default());
        }
        let expected = Barred {
            own: vec![own.id],
            appealed: Vec::new(),
        };
        assert_eq!(barred(first, Deed::Reject).await, expected);
    })
    .await;
}
