//! Threads on both databases: counts, stubs and events follow whatever becomes of comments.

mod commenters;
mod forgetting;
mod plans;
mod reading;
mod writing;

use super::*;
use crate::{
    account::model::Role,
    comment::{
        model::{EventKind, Status},
        testing::{NOON, add_article, add_comment, add_person, unique},
    },
    server::database::{Database, testing::on_each},
};
use sqlx::{AnyConnection, Row};

/// What the counts must be, counted.
async fn count(connection: &mut AnyConnection, article: i64) -> (i64, i64) {
    let row = sqlx::query(
        "SELECT COUNT(CASE WHEN status = 'published' THEN 1 END) AS comments, \
         COUNT(CASE WHEN level = 0 AND listed_at IS NOT NULL THEN 1 END) AS branches \
         FROM comments WHERE article_id = $1",
    )
    .bind(article)
    .fetch_one(connection)
    .await
    .expect("counts");
    (row.get("comments"), row.get("branches"))
}

async fn assert_sound(connection: &mut AnyConnection, article: i64) {
    let thread = find_thread(connection, article).await.expect("a thread");
    assert_eq!(
        (thread.comments, thread.branches),
        count(connection, article).await
    );
    let ids: Vec<i64> = sqlx::query_scalar("SELECT id FROM comments WHERE article_id = $1")
        .bind(article)
        .fetch_all(&mut *connection)
        .await
        .expect("ids");
    for id in ids {
        let comment = find_comment(connection, id)
            .await
            .expect("an answer")
            .expect("a comment");
        let answered: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM comments WHERE parent_id = $1 AND listed_at IS NOT NULL",
        )
        .bind(id)
        .fetch_one(&mut *connection)
        .await
        .expect("a count");
        assert_eq!(
            comment.listed_at.is_some(),
            comment.is_published() || answered > 0,
            "{comment:?} with {answered} replies"
        );
        if comment.level == 0 {
            let replies: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM comments WHERE branch_id = $1 AND level > 0 AND listed_at IS NOT NULL",
            )
            .bind(id)
            .fetch_one(&mut *connection)
            .await
            .expect("a count");
            assert_eq!(comment.replies, replies);
        }
    }
    let numbers: Vec<i64> = list_events(connection, article, 0, 10_000)
        .await
        .expect("events")
        .into_iter()
        .map(|(number, _)| number)
        .collect();
    let expected: Vec<i64> = (1..=thread.last_event).collect();
    assert_eq!(numbers, expected, "events without gaps");
}

#[tokio::test]
async fn replies_stand_below_what_they_answer_and_flat_from_the_third_level_on() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        let first = add_comment(&mut connection, article, None, None, Status::Published).await;
        let mut chain = vec![first.clone()];
        for _ in 0..5 {
            let parent = chain.last().expect("a parent").clone();
            let reply = add_comment(
                &mut connection,
                article,
                None,
                Some(&parent),
                Status::Published,
            )
            .await;
            chain.push(reply);
        }
        // A second answer to the first reply comes after everything below it.
        let late = add_comment(
            &mut connection,
            article,
            None,
            Some(&chain[1]),
            Status::Published,
        )
        .await;
        let levels: Vec<i64> = chain.iter().map(|comment| comment.level).collect();
        assert_eq!(levels, [0, 1, 2, 3, 3, 3]);
        let order: Vec<i64> = sqlx::query_scalar(
            "SELECT id FROM comments WHERE branch_id = $1 AND listed_at IS NOT NULL ORDER BY path",
        )
        .bind(first.id)
        .fetch_all(&mut *connection)
        .await
        .expect("a branch");
        let mut expected: Vec<i64> = chain.iter().map(|comment| comment.id).collect();
        expected.push(late.id);
        assert_eq!(order, expected);
        assert_sound(&mut connection, article).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_away_leaves_a_stub_only_where_it_was_answered() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        let first = add_comment(&mut connection, article, None, None, Status::Published).await;
        let reply = add_comment(
            &mut connection,
            article,
            None,
            Some(&first),
            Status::Published,
        )
        .await;
        let last = add_comment(
            &mut connection,
            article,
            None,
            Some(&reply),
            Status::Published,
        )
        .await;
        let first = set_status(&mut connection, &first, Status::Deleted, NOON)
            .await
            .expect("deleted");
        let reply = set_status(&mut connection, &reply, Status::Rejected, NOON)
            .await
            .expect("rejected");
        assert!(first.listed_at.is_some() && reply.listed_at.is_some());
        assert_sound(&mut connection, article).await;
        set_status(&mut connection, &last, Status::Deleted, NOON)
            .await
            .expect("deleted");
        for id in [first.id, reply.id, last.id] {
            let comment = find_comment(&mut connection, id)
                .await
                .expect("an answer")
                .expect("a comment");
            assert_eq!(comment.listed_at, None, "nothing is left that was answered");
        }
        assert_eq!(
            find_thread(&mut connection, article)
                .await
                .expect("a thread")
                .branches,
            0
        );
        assert_sound(&mut connection, article).await;
        set_status(&mut connection, &last, Status::Published, NOON)
            .await
            .expect("back");
        assert_eq!(
            find_thread(&mut connection, article)
                .await
                .expect("a thread")
                .branches,
            1
        );
        assert_sound(&mut connection, article).await;
    })
    .await;
}

#[tokio::test]
async fn whatever_becomes_of_comments_the_counts_are_right() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        // A generator of its own, so that a failure comes again (Numerical Recipes, "quick and dirty").
        let mut seed: u32 = 17;
        let mut draw = move |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let mut all: Vec<CommentRecord> = Vec::new();
        for _ in 0..160 {
            let status = Status::ALL[draw(Status::ALL.len())];
            if all.is_empty() || draw(3) == 0 {
                let parent = (!all.is_empty() && draw(4) > 0).then(|| all[draw(all.len())].clone());
                all.push(
                    add_comment(&mut connection, article, None, parent.as_ref(), status).await,
                );
            } else {
                let index = draw(all.len());
                let old = all[index].clone();
                set_status(&mut connection, &old, status, NOON)
                    .await
                    .expect("a change");
            }
        }
        assert_sound(&mut connection, article).await;
    })
    .await;
}

#[tokio::test]
async fn open_pages_are_told_what_comes_and_goes_and_nothing_of_what_waits() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        let comment = add_comment(&mut connection, article, None, None, Status::Waiting).await;
        add_comment(&mut connection, article, None, None, Status::Shadowed).await;
        assert_eq!(
            list_events(&mut connection, article, 0, 10)
                .await
                .expect("events"),
            []
        );
        let comment = set_status(&mut connection, &comment, Status::Published, NOON)
            .await
            .expect("published");
        set_status(&mut connection, &comment, Status::Hidden, NOON)
            .await
            .expect("hidden");
        append_ruled(&mut connection, article, NOON)
            .await
            .expect("closed");
        let told: Vec<(i64, EventKind, i64)> = list_events(&mut connection, article, 0, 10)
            .await
            .expect("events")
            .into_iter()
            .map(|(number, event)| (number, event.kind, event.comments))
            .collect();
        assert_eq!(
            told,
            [
                (1, EventKind::Posted, 1),
                (2, EventKind::Removed, 0),
                (3, EventKind::Ruled, 0)
            ]
        );
        let later = list_events(&mut connection, article, 2, 10)
            .await
            .expect("events");
        assert_eq!(later.len(), 1);
        assert_eq!(
            delete_old_events(&mut connection, NOON + 1)
                .await
                .expect("deleted"),
            3
        );
    })
    .await;
}

#[tokio::test]
async fn one_posting_that_is_sent_twice_is_stored_once() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let person = add_person(&database, Role::Reader).await;
        let mut connection = database.write().await.expect("a transaction");
        let operation = unique().to_string();
        let new = NewComment {
            article_id: article,
            person_id: Some(person),
            name: "Айгүл",
            parent: None,
            text: "Рақмет!",
            quote: "",
            status: Status::Published,
            posted_at: NOON,
            newcomer: true,
            network: "192.0.2.1",
            operation: Some(&operation),
            origin: None,
        };
        assert!(
            insert_comment(&mut connection, &new)
                .await
                .expect("an answer")
                .is_some()
        );
        assert_eq!(
            insert_comment(&mut connection, &new)
                .await
                .expect("an answer"),
            None
        );
        assert_eq!(
            find_thread(&mut connection, article)
                .await
                .expect("a thread")
                .comments,
            1
        );
    })
    .await;
}
