//! The worker: at its time, once, whatever happens to servers in between.

use super::*;
use crate::{
    desk::publishing::{store::claim_due, worker::publish_due},
    server::{configuration::DatabaseUrl, database::testing::on_each_at},
};

async fn work(newsroom: &Newsroom, now: i64) {
    publish_due(&newsroom.database, &newsroom.configuration, now)
        .await
        .expect("the database");
}

#[tokio::test]
async fn what_was_fixed_is_published_at_its_time_and_not_before() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let manuscript = newsroom.draft(&newsroom.fields("Мектеп")).await;
        newsroom.schedule(manuscript, NOW).await;
        let fixed = newsroom.standing(manuscript).await.head_id;
        newsroom
            .save(manuscript, &newsroom.fields("Кейін"), "Кейін жазылды.")
            .await;
        work(&newsroom, NOW - 1).await;
        assert_eq!(newsroom.status(manuscript).await, Status::Scheduled);
        // The server was down at that time: it catches up.
        work(&newsroom, NOW + 3_600_000).await;
        let article = article(&newsroom, "mektep").await;
        assert_eq!(article.body.plain_text(), "Бірінші.");
        assert_eq!(article.summary.published_at, NOW + 3_600_000);
        let standing = newsroom.standing(manuscript).await;
        assert_eq!(standing.status, Status::Published);
        assert_eq!(standing.published_revision_id, fixed);
        assert_eq!(
            (standing.scheduled_at, standing.scheduled_revision_id),
            (None, None)
        );
        work(&newsroom, NOW + 3_600_001).await;
        assert_eq!(newsroom.events(manuscript).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_servers_publish_it_once() {
    on_each_at(async |database: Database, url: DatabaseUrl| {
        let newsroom = Newsroom::open(&database).await;
        let other = Database::open(&url, 4).await.expect("a second server");
        let mut manuscripts = Vec::new();
        for number in 0..12 {
            let headline = format!("Мектеп {number}");
            let manuscript = newsroom.draft(&newsroom.fields(&headline)).await;
            newsroom.schedule(manuscript, NOW).await;
            manuscripts.push(manuscript);
        }
        let configuration = &newsroom.configuration;
        let both = tokio::join!(
            publish_due(&database, configuration, NOW),
            publish_due(&other, configuration, NOW),
            publish_due(&database, configuration, NOW),
            publish_due(&other, configuration, NOW),
        );
        for done in [both.0, both.1, both.2, both.3] {
            done.expect("the database");
        }
        for manuscript in manuscripts {
            let published = [("published".to_owned(), String::new())];
            assert_eq!(newsroom.events(manuscript).await, published);
        }
        assert_eq!(
            listed(&newsroom).await,
            [10; 3],
            "as many as were asked for"
        );
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_crash_in_between_leaves_it_waiting() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let manuscript = newsroom.draft(&newsroom.fields("Мектеп")).await;
        newsroom.schedule(manuscript, NOW).await;
        {
            let mut transaction = database.write().await.expect("a transaction");
            let standing = claim_due(&mut transaction, manuscript, NOW)
                .await
                .expect("an answer")
                .expect("claimed");
            let head = newsroom.head(&standing).await;
            let presenter = newsroom.presenter(NOW);
            let against = publish(&mut transaction, &presenter, &standing, &head, None)
                .await
                .expect("published");
            assert_eq!(against, vec![]);
            // And here the server dies.
        }
        assert_eq!(newsroom.status(manuscript).await, Status::Scheduled);
        assert_eq!(newsroom.events(manuscript).await, []);
        assert_eq!(listed(&newsroom).await, [0; 3]);
        work(&newsroom, NOW + 1).await;
        assert_eq!(newsroom.status(manuscript).await, Status::Published);
        assert_eq!(newsroom.events(manuscript).await.len(), 1);
        assert_eq!(listed(&newsroom).await, [1; 3]);
    })
    .await;
}

#[tokio::test]
async fn one_that_cannot_be_published_goes_back_and_keeps_no_other() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let mut fields = newsroom.fields("Бірінші");
        fields.authors.clear();
        fields.section = None;
        let incomplete = newsroom.draft(&fields).await;
        let broken = newsroom.draft(&newsroom.fields("Екінші")).await;
        newsroom
            .change(&format!(
                "UPDATE revisions SET body = '{{}}' WHERE manuscript_id = {broken}"
            ))
            .await;
        let thinned = newsroom.draft(&newsroom.fields("Үшінші")).await;
        let colliding = newsroom.draft(&newsroom.fields("Төртінші")).await;
        let taken = newsroom.draft(&newsroom.fields("Бесінші")).await;
        publish_at(&newsroom, taken, NOW - 9).await;
        // An article of the same group that is not its own: the constraint refuses it.
        newsroom
            .change("UPDATE articles SET translation_group = 'alone'")
            .await;
        newsroom
            .change(&format!(
                "UPDATE manuscripts SET translation_group = 'alone' WHERE id = {colliding}"
            ))
            .await;
        let good = newsroom.draft(&newsroom.fields("Алтыншы")).await;
        for (place, manuscript) in (0..).zip([incomplete, broken, thinned, colliding, good]) {
            newsroom.schedule(manuscript, NOW + place).await;
        }
        newsroom
            .change(&format!(
                "UPDATE manuscripts SET scheduled_revision_id = 99999 WHERE id = {thinned}"
            ))
            .await;
        work(&newsroom, NOW + 60_000).await;
        assert_eq!(newsroom.status(good).await, Status::Published);
        for (manuscript, reason) in [
            (incomplete, "айдар таңдалмаған; автор көрсетілмеген"),
            (broken, "жоспарланған нұсқаны оқу мүмкін болмады"),
            (thinned, "жоспарланған нұсқаны оқу мүмкін болмады"),
            (colliding, "дерекқор қабылдамады"),
        ] {
            assert_eq!(newsroom.status(manuscript).await, Status::Submitted);
            let expected = [("schedule-failed".to_owned(), reason.to_owned())];
            assert_eq!(newsroom.events(manuscript).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn an_embargo_holds_against_the_worker_too() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let manuscript = newsroom.draft(&newsroom.fields("Мектеп")).await;
        newsroom.schedule(manuscript, NOW).await;
        newsroom
            .change(&format!(
                "UPDATE manuscripts SET embargo_until = {}",
                NOW + 60_000
            ))
            .await;
        work(&newsroom, NOW).await;
        assert_eq!(newsroom.status(manuscript).await, Status::Submitted);
        newsroom.schedule(manuscript, NOW + 60_000).await;
        work(&newsroom, NOW + 60_000).await;
        assert_eq!(newsroom.status(manuscript).await, Status::Published);
    })
    .await;
}
