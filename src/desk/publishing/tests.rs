//! Publishing on both databases: what becomes of an article, at whose hand and at what time.

mod plans;
mod schedule;

use super::{
    publish::publish,
    store::{lock_standing, set_published_revision, set_status},
    testing::{NOW, Newsroom},
};
use crate::{
    article::{
        slug::Slug,
        store::{
            self as articles, Article, List, find_article, find_moved_article, list_articles,
            list_authors, unpublish_article, withdraw_article,
        },
    },
    desk::model::{Check, Finding, Status},
    language::Language::Kazakh,
    server::database::{Database, testing::on_each},
    site::address::Cursor,
};

/// Publishes the newest revision at a time, as one transaction.
async fn publish_at(newsroom: &Newsroom, manuscript: i64, now: i64) -> Vec<Check> {
    let mut transaction = newsroom.database.write().await.expect("a transaction");
    let standing = lock_standing(&mut transaction, manuscript)
        .await
        .expect("an answer")
        .expect("a manuscript");
    let head = newsroom.head(&standing).await;
    let by = Some(newsroom.editor);
    let against = publish(
        &mut transaction,
        &newsroom.presenter(now),
        &standing,
        &head,
        by,
    )
    .await
    .expect("an answer");
    if against.is_empty() {
        transaction.commit().await.expect("a commit");
    }
    against
}

async fn article(newsroom: &Newsroom, slug: &str) -> Article {
    let mut connection = newsroom.database.read().await.expect("a connection");
    find_article(&mut connection, Kazakh, slug)
        .await
        .expect("an answer")
        .unwrap_or_else(|| panic!("no article at {slug}"))
}

/// How many articles the lists of the section, the author and the tag show.
async fn listed(newsroom: &Newsroom) -> [usize; 3] {
    let mut connection = newsroom.database.read().await.expect("a connection");
    let mut counts = [0; 3];
    let lists = [
        List::Section(newsroom.section),
        List::Author(newsroom.author),
        List::Tag(newsroom.tag),
    ];
    for (count, list) in counts.iter_mut().zip(lists) {
        *count = list_articles(&mut connection, list, Cursor::START, 10)
            .await
            .expect("a list")
            .len();
    }
    counts
}

#[tokio::test]
async fn a_draft_becomes_an_article_with_all_that_it_says() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let mut fields = newsroom.fields("Жаңа мектеп ашылды");
        fields.description = "Мектеп туралы.".to_owned();
        let manuscript = newsroom.draft(&fields).await;
        assert_eq!(publish_at(&newsroom, manuscript, NOW).await, vec![]);

        let article = article(&newsroom, "jana-mektep-ashyldy").await;
        assert_eq!(article.status, articles::Status::Published);
        assert_eq!(
            (article.summary.published_at, article.updated_at),
            (NOW, None)
        );
        assert_eq!(article.description, "Мектеп туралы.");
        assert_eq!(article.summary.picture, fields.picture);
        assert_eq!(article.body.plain_text(), "Бірінші.");
        assert_eq!(listed(&newsroom).await, [1, 1, 1]);
        let standing = newsroom.standing(manuscript).await;
        assert_eq!(standing.status, Status::Published);
        assert_eq!(standing.article_id, Some(article.summary.id));
        assert_eq!(standing.published_revision_id, standing.head_id);
        assert_eq!(standing.translation_group, article.translation_group);
        assert_eq!(newsroom.head(&standing).await.published_at, Some(NOW));
        assert_eq!(
            newsroom.events(manuscript).await,
            [("published".to_owned(), String::new())]
        );
    })
    .await;
}

#[tokio::test]
async fn changes_are_published_to_the_same_article() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let manuscript = newsroom.draft(&newsroom.fields("Жаңа мектеп")).await;
        publish_at(&newsroom, manuscript, NOW).await;
        let before = article(&newsroom, "jana-mektep").await;

        let mut fields = newsroom.fields("Ескі мектеп");
        fields.section = Some(newsroom.other_section);
        fields.tags.clear();
        newsroom.save(manuscript, &fields, "Екінші.").await;
        let unchanged = article(&newsroom, "jana-mektep").await;
        assert_eq!(unchanged, before, "what is saved is not published yet");

        assert_eq!(publish_at(&newsroom, manuscript, NOW + 5).await, vec![]);
        let after = article(&newsroom, "jana-mektep").await;
        assert_eq!(after.summary.id, before.summary.id);
        assert_eq!(after.summary.headline, "Ескі мектеп", "the address stays");
        assert_eq!(after.section_id, newsroom.other_section);
        assert_eq!(
            (after.summary.published_at, after.updated_at),
            (NOW, Some(NOW + 5))
        );
        assert_eq!(after.body.plain_text(), "Екінші.");
        assert_eq!(listed(&newsroom).await, [0, 1, 0]);

        fields.slug = "ескі-мектеп".to_owned();
        newsroom.save(manuscript, &fields, "Екінші.").await;
        publish_at(&newsroom, manuscript, NOW + 6).await;
        article(&newsroom, "ескі-мектеп").await;
        let mut connection = database.read().await.expect("a connection");
        assert_eq!(
            find_moved_article(&mut connection, Kazakh, "jana-mektep")
                .await
                .expect("an answer"),
            Some(("qogam".to_owned(), "ескі-мектеп".to_owned()))
        );
        let actions: Vec<String> = newsroom
            .events(manuscript)
            .await
            .into_iter()
            .map(|(action, _)| action)
            .collect();
        assert_eq!(
            actions,
            ["published", "changes-published", "changes-published"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_keeps_the_time_it_was_first_seen() {
    on_each(async |database: Database| {
        let newsroom = &Newsroom::open(&database).await;
        for is_withdrawn in [false, true] {
            let headline = if is_withdrawn { "Екі" } else { "Бір" };
            let slug = if is_withdrawn { "eki" } else { "bir" };
            let manuscript = newsroom.draft(&newsroom.fields(headline)).await;
            publish_at(newsroom, manuscript, NOW).await;
            let id = article(newsroom, slug).await.summary.id;

            let mut transaction = database.write().await.expect("a transaction");
            let status = if is_withdrawn {
                withdraw_article(&mut transaction, id, "Қате.", NOW + 1)
                    .await
                    .expect("withdrawn");
                Status::Withdrawn
            } else {
                unpublish_article(&mut transaction, id, NOW + 1)
                    .await
                    .expect("unpublished");
                Status::Draft
            };
            set_status(&mut transaction, manuscript, status, None, NOW + 1)
                .await
                .expect("set");
            set_published_revision(&mut transaction, manuscript, id, None)
                .await
                .expect("set");
            transaction.commit().await.expect("a commit");
            let gone = article(newsroom, slug).await;
            let expected = if is_withdrawn {
                (articles::Status::Withdrawn, "Қате.")
            } else {
                (articles::Status::Draft, "")
            };
            assert_eq!((gone.status, gone.withdrawn_note.as_str()), expected);
            let others = usize::from(is_withdrawn);
            assert_eq!(listed(newsroom).await, [others; 3]);

            publish_at(newsroom, manuscript, NOW + 9).await;
            let back = article(newsroom, slug).await;
            assert_eq!(back.status, articles::Status::Published);
            assert_eq!(back.withdrawn_note, "");
            let times = (back.summary.published_at, back.updated_at);
            assert_eq!(times, (NOW, None), "it says what it said");
            assert_eq!(listed(newsroom).await, [others + 1; 3]);
        }
    })
    .await;
}

#[tokio::test]
async fn what_stands_against_it_leaves_everything_as_it_was() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        let first = newsroom.draft(&newsroom.fields("Мектеп")).await;
        publish_at(&newsroom, first, NOW).await;

        let mut fields = newsroom.fields("Басқа");
        fields.slug = "mektep".to_owned();
        fields.authors = vec![newsroom.author + 1000];
        let second = newsroom.draft(&fields).await;
        let found: Vec<Finding> = publish_at(&newsroom, second, NOW)
            .await
            .into_iter()
            .map(|check| check.finding)
            .collect();
        assert_eq!(found, [Finding::NoAuthor, Finding::SlugTaken]);
        assert_eq!(newsroom.status(second).await, Status::Draft);
        assert_eq!(newsroom.events(second).await, []);

        // The same headline is no hindrance: the address is counted up.
        let third = newsroom.draft(&newsroom.fields("Мектеп")).await;
        assert_eq!(publish_at(&newsroom, third, NOW).await, vec![]);
        article(&newsroom, "mektep-2").await;

        let mut changed = newsroom.fields("Мектеп");
        changed.slug = "mektep-2".to_owned();
        newsroom.save(first, &changed, "Жаңа.").await;
        let found = publish_at(&newsroom, first, NOW + 1).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            article(&newsroom, "mektep").await.body.plain_text(),
            "Бірінші."
        );
        let slug = Slug::parse("mektep-2").expect("a slug");
        assert_eq!(
            article(&newsroom, slug.as_str()).await.summary.headline,
            "Мектеп"
        );
    })
    .await;
}

#[tokio::test]
async fn authors_keep_their_order_and_those_of_other_languages_are_left_out() {
    on_each(async |database: Database| {
        let newsroom = Newsroom::open(&database).await;
        newsroom
            .change(
                "INSERT INTO authors (id, language, slug, given_name, surname, translation_group) VALUES \
                 (900, 'kk', 'b', 'Б', 'Б', 'b'), (901, 'ru', 'c', 'В', 'В', 'c')",
            )
            .await;
        let mut fields = newsroom.fields("Мектеп");
        fields.authors = vec![901, 900, newsroom.author];
        let manuscript = newsroom.draft(&fields).await;
        publish_at(&newsroom, manuscript, NOW).await;
        let id = article(&newsroom, "mektep").await.summary.id;
        let mut connection = database.read().await.expect("a connection");
        let slugs: Vec<String> = list_authors(&mut connection, &[id])
            .await
            .expect("authors")
            .into_iter()
            .map(|(_, author)| author.slug)
            .collect();
        assert_eq!(slugs, ["b", "aijan"]);
    })
    .await;
}
