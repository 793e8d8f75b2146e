//! What comes by import, and comes again.

use super::{
    super::{Reimported, adopt_articles, adopt_remaining, import_again},
    *,
};
use crate::{
    article::{
        slug::Slug,
        store::{self as articles, ArticleText, NewArticle, insert_article},
    },
    desk::manuscript::store::lock_by_article,
};

async fn article(
    connection: &mut AnyConnection,
    section_id: i64,
    slug: &str,
    status: articles::Status,
) -> i64 {
    let article = NewArticle {
        language: Kazakh,
        section_id,
        slug: Slug::parse(slug).expect("a slug"),
        text: ArticleText {
            kicker: String::new(),
            headline: "Бас".to_owned(),
            standfirst: "Қысқаша".to_owned(),
            description: String::new(),
            body: body(&["бір", "екі", "үш"]),
            picture: None,
            authors: Vec::new(),
            tags: Vec::new(),
        },
        status,
        published_at: Some(NOON - 5),
        updated_at: None,
        translation_group: slug.to_owned(),
    };
    insert_article(connection, &article, NOON)
        .await
        .expect("stored")
        .0
}

async fn manuscript_of(connection: &mut AnyConnection, article: i64) -> ManuscriptRecord {
    lock_by_article(connection, article)
        .await
        .expect("an answer")
        .expect("a manuscript")
}

#[tokio::test]
async fn articles_from_before_are_adopted_once() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let section = section(&mut transaction, "bilim", Kazakh, "s").await;
        let mut ids = Vec::new();
        // More than a batch.
        for number in 0..60 {
            let status = match number % 3 {
                0 => articles::Status::Published,
                1 => articles::Status::Draft,
                _ => articles::Status::Withdrawn,
            };
            let slug = format!("maqala-{number}");
            ids.push(article(&mut transaction, section, &slug, status).await);
        }
        adopt_articles(&mut transaction, &ids[..1], NOON)
            .await
            .expect("adopted");
        transaction.commit().await.expect("committed");
        assert_eq!(adopt_remaining(&database, NOON).await.expect("adopted"), 59);
        assert_eq!(adopt_remaining(&database, NOON).await.expect("adopted"), 0);
        let mut transaction = database.write().await.expect("a transaction");
        for (id, status) in ids
            .iter()
            .zip([Status::Published, Status::Draft, Status::Withdrawn])
        {
            let manuscript = manuscript_of(&mut transaction, *id).await;
            assert_eq!((manuscript.status, manuscript.owner_id), (status, None));
            let revision = find_base(&mut transaction, manuscript.id, manuscript.head_id)
                .await
                .expect("a revision");
            assert_eq!(revision.kind, RevisionKind::Imported);
            let is_published = status != Status::Draft;
            assert_eq!(manuscript.published_revision_id.is_some(), is_published);
            assert_eq!(revision.published_at, is_published.then_some(NOON - 5));
            let said = revision.state().expect("a state");
            assert_eq!(said.fields.section, Some(section));
            assert_eq!(said.fields.standfirst, "Қысқаша");
            assert_eq!(said.body, body(&["бір", "екі", "үш"]));
        }
    })
    .await;
}

#[tokio::test]
async fn what_comes_again_is_merged_with_what_the_newsroom_wrote() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let section = section(&mut transaction, "bilim", Kazakh, "s").await;
        let editor = person(&mut transaction, "Болат", true).await;
        let id = article(
            &mut transaction,
            section,
            "maqala",
            articles::Status::Published,
        )
        .await;
        adopt_articles(&mut transaction, &[id], NOON)
            .await
            .expect("adopted");
        let manuscript = manuscript_of(&mut transaction, id).await;
        transaction.commit().await.expect("committed");
        let again = async |paragraphs: &[&str]| {
            let mut transaction = database.write().await.expect("a transaction");
            let body = body(paragraphs);
            let change = |before: State| State { body, ..before };
            let done = import_again(&mut transaction, id, change, NOON + 1)
                .await
                .expect("taken");
            transaction.commit().await.expect("committed");
            done
        };
        let newsroom = async |change: &dyn Fn(&mut State)| {
            let (base, mut text) = head(&database, manuscript.id).await;
            change(&mut text);
            let request = request(manuscript.id, base, &operation(), &text);
            save(&database, &editor, request, NOON + 2)
                .await
                .expect("saved");
        };

        let done = again(&["бір", "ЕКІ", "үш"]).await;
        let Reimported::Taken {
            article: Some(said),
        } = done
        else {
            panic!("{done:?}");
        };
        assert_eq!(
            said.body,
            body(&["бір", "ЕКІ", "үш"]),
            "readers see it at once"
        );
        let (newest, _) = head(&database, manuscript.id).await;
        let mut transaction = database.write().await.expect("a transaction");
        let record = manuscript_of(&mut transaction, id).await;
        assert_eq!(record.published_revision_id, Some(newest));
        transaction.rollback().await.expect("rolled back");

        newsroom(&|text| text.fields.headline = "Редакцияның".to_owned()).await;
        let done = again(&["бір", "ЕКІ", "ҮШ"]).await;
        assert_eq!(
            done,
            Reimported::Taken { article: None },
            "the newsroom has unpublished changes"
        );
        let (_, text) = head(&database, manuscript.id).await;
        assert_eq!(text.fields.headline, "Редакцияның");
        assert_eq!(text.body, body(&["бір", "ЕКІ", "ҮШ"]));

        newsroom(&|text| text.body = body(&["БІР", "ЕКІ", "ҮШ"])).await;
        let done = again(&["бірінші", "ЕКІ", "ҮШ"]).await;
        assert_eq!(done, Reimported::KeptAside);
        let (_, text) = head(&database, manuscript.id).await;
        assert_eq!(text.body, body(&["БІР", "ЕКІ", "ҮШ"]), "not written over");
        // The next import goes on from the last one, not from what the newsroom has.
        let done = again(&["бірінші", "ЕКІ", "ҮШ", "төрт"]).await;
        assert_eq!(done, Reimported::KeptAside);
    })
    .await;
}
