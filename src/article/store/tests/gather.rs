//! Articles of any language together.

use super::*;

fn ids(found: &[Gathered]) -> Vec<i64> {
    found.iter().map(|found| found.summary.id).collect()
}

#[tokio::test]
async fn articles_are_found_by_their_ids_unless_they_are_drafts() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let kazakh = add_section(&mut transaction, "bilim", Kazakh, 0).await;
        let draft = add(&mut transaction, &draft(kazakh, "a")).await;
        let one = add(&mut transaction, &published(kazakh, "b", NOON)).await;
        let gone = NewArticle {
            status: Status::Withdrawn,
            ..published(kazakh, "c", NOON)
        };
        let gone = add(&mut transaction, &gone).await;
        let mut found = list_by_ids(&mut transaction, &[gone, draft, one, 999_999])
            .await
            .expect("articles");
        found.sort_by_key(|found| found.summary.id);
        assert_eq!(ids(&found), [one, gone]);
        assert_eq!(
            found.iter().map(|found| found.status).collect::<Vec<_>>(),
            [Status::Published, Status::Withdrawn]
        );
        assert_eq!(found[0].language, Kazakh);
        assert!(
            list_by_ids(&mut transaction, &[])
                .await
                .expect("none")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_followed_comes_together_newest_first_each_article_once() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let [one, two, other] = [
            add_section(&mut transaction, "bilim", Kazakh, 0).await,
            add_section(&mut transaction, "sport", Kazakh, 1).await,
            add_section(&mut transaction, "til", Kazakh, 2).await,
        ];
        let tag = insert_tag(&mut transaction, Kazakh, "auyl", "ауыл", "village")
            .await
            .expect("a tag");
        let mut expected = Vec::new();
        for number in 0..8_i64 {
            let section = [one, two, other, other][usize::try_from(number % 4).expect("small")];
            let mut article = published(section, &format!("s{number}"), NOON + number / 2);
            // Those of the first section have the tag too: they come by two ways.
            if number % 4 != 3 {
                article.text.tags = vec![tag];
            }
            let id = add(&mut transaction, &article).await;
            if number % 4 != 3 {
                expected.insert(0, id);
            }
        }
        add(&mut transaction, &draft(one, "draft")).await;
        let followed = Followed {
            authors: vec![999],
            sections: vec![one, two],
            tags: vec![tag],
        };
        let mut before = Cursor::START;
        let mut all = Vec::new();
        for _ in 0..3 {
            let page = list_followed(&mut transaction, &followed, before, 2)
                .await
                .expect("a page");
            assert_eq!(page.len(), 2);
            before = Cursor {
                published_at: page[1].summary.published_at,
                id: page[1].summary.id,
            };
            all.extend(ids(&page));
        }
        assert_eq!(all, expected);
        // As much as anybody can follow.
        let much = Followed {
            authors: (1..=200).collect(),
            sections: (1..=150).collect(),
            tags: (1..=150).collect(),
        };
        let page = list_followed(&mut transaction, &much, Cursor::START, 100)
            .await
            .expect("a page");
        assert_eq!(page.len(), 8);
    })
    .await;
}
