//! Pages of a thread on both databases, and what reading them costs.

use super::*;
use crate::{
    comment::model::Sorting,
    server::database::{
        DatabaseKind,
        testing::{is_sorted, plan, walks},
    },
    site::address::ThreadKey,
};
use sqlx::AssertSqlSafe;

fn ids(listed: &[ListedComment]) -> Vec<i64> {
    listed.iter().map(|listed| listed.comment.id).collect()
}

/// All branches, page by page.
async fn walk(
    connection: &mut AnyConnection,
    article: i64,
    sorting: Sorting,
    page: i64,
) -> Vec<i64> {
    let mut all = Vec::new();
    let mut after: Option<ThreadKey> = None;
    loop {
        let branches = list_branches(connection, article, sorting, after, page)
            .await
            .expect("a page");
        assert!(branches.len() <= usize::try_from(page).expect("a size"));
        let Some(last) = branches.last() else {
            return all;
        };
        after = Some(key_of(&last.comment, sorting));
        all.extend(ids(&branches));
    }
}

#[tokio::test]
async fn pages_of_every_order_show_each_branch_once_and_in_order() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let other = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        let mut posted = Vec::new();
        for number in 0..9 {
            let status = match number {
                3 => Status::Waiting,
                4 => Status::Deleted,
                _ => Status::Published,
            };
            let comment = add_comment(&mut connection, article, None, None, status).await;
            if status == Status::Published {
                posted.push(comment);
            }
        }
        add_comment(&mut connection, other, None, None, Status::Published).await;
        add_comment(
            &mut connection,
            article,
            None,
            Some(&posted[0]),
            Status::Published,
        )
        .await;
        for (index, support) in [(0, 2), (3, 2), (5, 7)] {
            sqlx::query("UPDATE comments SET support = $1 WHERE id = $2")
                .bind(i64::from(support))
                .bind(posted[index].id)
                .execute(&mut *connection)
                .await
                .expect("support");
        }
        let in_time: Vec<i64> = posted.iter().map(|comment| comment.id).collect();
        let newest: Vec<i64> = in_time.iter().rev().copied().collect();
        let supported = [5, 3, 0, 6, 4, 2, 1].map(|index| in_time[index]);
        for page in [1, 2, 3, 20] {
            assert_eq!(
                walk(&mut connection, article, Sorting::Newest, page).await,
                newest
            );
            assert_eq!(
                walk(&mut connection, article, Sorting::Oldest, page).await,
                in_time
            );
            assert_eq!(
                walk(&mut connection, article, Sorting::Supported, page).await,
                supported
            );
        }
    })
    .await;
}

#[tokio::test]
async fn replies_come_by_branch_and_by_page() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let mut connection = database.write().await.expect("a transaction");
        let mut expected = Vec::new();
        let mut heads = Vec::new();
        for count in [0, 3, 8] {
            let head = add_comment(&mut connection, article, None, None, Status::Published).await;
            let mut replies = Vec::new();
            for _ in 0..count {
                let reply = add_comment(
                    &mut connection,
                    article,
                    None,
                    Some(&head),
                    Status::Published,
                )
                .await;
                replies.push(reply);
            }
            heads.push(head.id);
            expected.push(replies);
        }
        let first = list_first_replies(&mut connection, &heads, 5)
            .await
            .expect("replies");
        let of_branch = |index: usize, count: usize| {
            expected[index][..count]
                .iter()
                .map(|reply| reply.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&first), [of_branch(1, 3), of_branch(2, 5)].concat());
        assert_eq!(
            list_first_replies(&mut connection, &[], 5)
                .await
                .expect("none"),
            []
        );

        let long = &expected[2];
        let after = list_replies_after(&mut connection, heads[2], &long[4].path, 2)
            .await
            .expect("replies");
        assert_eq!(ids(&after), [long[5].id, long[6].id]);
        let from = list_replies_from(&mut connection, heads[2], &long[6].path, 5)
            .await
            .expect("replies");
        assert_eq!(ids(&from), [long[6].id, long[7].id]);
        let all = list_replies_after(&mut connection, heads[2], "", 50)
            .await
            .expect("replies");
        assert_eq!(all.len(), 8, "the head is no reply");
    })
    .await;
}

#[tokio::test]
async fn a_comment_is_read_with_its_writers_role_and_only_where_it_stands() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let other = add_article(&database).await;
        let editor = add_person(&database, Role::Editor).await;
        let mut connection = database.write().await.expect("a transaction");
        let by_editor = add_comment(
            &mut connection,
            article,
            Some(editor),
            None,
            Status::Published,
        )
        .await;
        let by_nobody = add_comment(&mut connection, article, None, None, Status::Published).await;
        let waiting = add_comment(
            &mut connection,
            article,
            Some(editor),
            None,
            Status::Waiting,
        )
        .await;
        let found = find_listed(&mut connection, article, by_editor.id)
            .await
            .expect("an answer")
            .expect("a comment");
        assert_eq!(found.role, Some(Role::Editor));
        for (article, id) in [(other, by_editor.id), (article, waiting.id), (article, 0)] {
            assert_eq!(
                find_listed(&mut connection, article, id)
                    .await
                    .expect("an answer"),
                None
            );
        }
        let mut several = list_listed(
            &mut connection,
            article,
            &[by_editor.id, by_nobody.id, waiting.id],
        )
        .await
        .expect("comments");
        several.sort_by_key(|listed| listed.comment.id);
        assert_eq!(ids(&several), [by_editor.id, by_nobody.id]);
        assert_eq!(several[1].role, None);
        assert_eq!(
            ids(&list_own(&mut connection, editor, article)
                .await
                .expect("own")),
            [waiting.id, by_editor.id]
        );
        let names = list_answered(&mut connection, &[waiting.id])
            .await
            .expect("names");
        assert_eq!(
            names,
            [Answered {
                id: waiting.id,
                name: "Айгүл".to_owned(),
                status: Status::Waiting
            }]
        );
    })
    .await;
}

#[tokio::test]
async fn supports_and_mutes_are_those_of_one_person_under_one_article() {
    on_each(async |database: Database| {
        let article = add_article(&database).await;
        let one = add_person(&database, Role::Reader).await;
        let other = add_person(&database, Role::Reader).await;
        let mut connection = database.write().await.expect("a transaction");
        let comment = add_comment(
            &mut connection,
            article,
            Some(other),
            None,
            Status::Published,
        )
        .await;
        for person in [one, other] {
            sqlx::query(
                "INSERT INTO comment_supports (comment_id, person_id, article_id, supported_at) \
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(comment.id)
            .bind(person)
            .bind(article)
            .bind(NOON)
            .execute(&mut *connection)
            .await
            .expect("support");
        }
        sqlx::query(
            "INSERT INTO comment_mutes (person_id, muted_id, name, muted_at) VALUES ($1, $2, 'Асан', $3)",
        )
        .bind(one)
        .bind(other)
        .bind(NOON)
        .execute(&mut *connection)
        .await
        .expect("a mute");
        assert_eq!(
            list_supported(&mut connection, one, article)
                .await
                .expect("ids"),
            [comment.id]
        );
        assert_eq!(
            list_supported(&mut connection, one, article + 1_000)
                .await
                .expect("ids"),
            Vec::<i64>::new()
        );
        assert_eq!(
            list_muted(&mut connection, one).await.expect("ids"),
            [other]
        );
        assert_eq!(
            list_muted(&mut connection, other).await.expect("ids"),
            Vec::<i64>::new()
        );
    })
    .await;
}

/// Statements with the values that tell PostgreSQL what kind of value is meant.
fn queries() -> Vec<(&'static str, String)> {
    let path = |sql: &str| sql.replace("$2", "'0000000000001'");
    vec![
        ("the newest", NEWEST.to_owned()),
        ("the oldest", OLDEST.to_owned()),
        ("the most supported", SUPPORTED.to_owned()),
        ("replies after", path(REPLIES_AFTER)),
        ("replies from", path(REPLIES_FROM)),
        ("own", OWN.to_owned()),
        ("a comment", LISTED.to_owned()),
        ("several", by_ids_sql(3)),
        ("what is answered", answered_sql(3)),
        ("first replies", first_replies_sql(20)),
        ("supports", SUPPORTS.to_owned()),
        ("mutes", MUTES.to_owned()),
        ("a shown name", SHOWN_NAME.to_owned()),
        ("the writer of an article", WRITER_OF_ARTICLE.to_owned()),
    ]
}

#[tokio::test]
async fn no_page_walks_through_a_table_or_sorts_a_thread() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        for (name, sql) in queries() {
            let lines = plan(&mut connection, database.kind(), &sql).await;
            assert!(
                walks(&lines).is_empty(),
                "{name} walks through a table: {lines:#?}"
            );
            assert!(!is_sorted(&lines), "{name} is sorted: {lines:#?}");
        }
    })
    .await;
}

/// Fills a thread with branches, each of which has a reply.
async fn fill(connection: &mut AnyConnection, article: i64, branches: i64) {
    let first: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM comments")
        .fetch_one(&mut *connection)
        .await
        .expect("a number");
    for (offset, level) in [(0, 0_i64), (branches, 1)] {
        sqlx::query(
            "INSERT INTO comments (article_id, name, level, path, text, status, posted_at, listed_at, support, replies) \
             WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1) \
             SELECT $2, 'A', $3, '', 'B', 'published', n, n, n % 7, 1 FROM numbers",
        )
        .bind(branches)
        .bind(article)
        .bind(level)
        .execute(&mut *connection)
        .await
        .expect("comments");
        sqlx::query(
            "UPDATE comments SET branch_id = id - $1, path = CASE WHEN level = 0 THEN '' ELSE '0000000000001' END \
             WHERE article_id = $2 AND level = $3",
        )
        .bind(offset)
        .bind(article)
        .bind(level)
        .execute(&mut *connection)
        .await
        .expect("places");
    }
    assert!(first >= 0);
}

/// How many rows PostgreSQL really took out of its tables and indexes for a statement.
async fn rows_taken(connection: &mut AnyConnection, sql: &str) -> f64 {
    let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN ANALYZE {sql}")))
        .fetch_all(connection)
        .await
        .expect(sql);
    rows.iter()
        .map(|row| row.try_get::<String, _>(0).expect("a line"))
        .filter(|line| line.contains("Scan"))
        .filter_map(|line| {
            let actual = line.split("actual ").nth(1)?;
            let of = |name: &str| {
                actual
                    .split(name)
                    .nth(1)?
                    .split([' ', ')'])
                    .next()?
                    .parse::<f64>()
                    .ok()
            };
            Some(of("rows=")? * of("loops=")?)
        })
        .sum()
}

/// SQLite says only how it goes about it, which the test above reads; PostgreSQL counts.
#[tokio::test]
async fn the_first_page_of_twenty_thousand_costs_what_that_of_twenty_costs() {
    on_each(async |database: Database| {
        let mut taken = Vec::new();
        for branches in [20, 10_000] {
            let article = add_article(&database).await;
            let mut connection = database.write().await.expect("a transaction");
            fill(&mut connection, article, branches).await;
            for sorting in Sorting::ALL {
                let page = list_branches(&mut connection, article, sorting, None, BRANCHES + 1)
                    .await
                    .expect("a page");
                assert_eq!(
                    page.len(),
                    usize::try_from((BRANCHES + 1).min(branches)).expect("a size")
                );
                let heads: Vec<i64> = ids(&page).into_iter().take(20).collect();
                let replies = list_first_replies(&mut connection, &heads, FIRST_REPLIES)
                    .await
                    .expect("replies");
                assert_eq!(replies.len(), 20);
            }
            if database.kind() == DatabaseKind::Postgres {
                sqlx::query("ANALYZE comments")
                    .execute(&mut *connection)
                    .await
                    .expect("statistics");
                sqlx::query("SET LOCAL enable_seqscan = off")
                    .execute(&mut *connection)
                    .await
                    .expect("a setting");
                let sql = NEWEST
                    .replace("$1", &article.to_string())
                    .replace("$2", &i64::MAX.to_string())
                    .replace("$3", &i64::MAX.to_string())
                    .replace("$4", "20");
                taken.push(rows_taken(&mut connection, &sql).await);
            }
        }
        if let [few, many] = taken[..] {
            // A short thread may be read whole.
            assert!(few > 0.0 && many > 0.0);
            assert!(many <= few, "{few} rows of 20, {many} of 10,000");
        }
    })
    .await;
}
