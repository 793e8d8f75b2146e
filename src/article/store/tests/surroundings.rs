//! What is made of articles: the front page, and the sections, tags and authors around them.

use super::*;

#[tokio::test]
async fn the_front_page_shows_no_article_twice() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        for (position, slug) in ["bilim", "auyl", "sport"].into_iter().enumerate() {
            let section = add_section(&mut connection, slug, Kazakh, position as i64).await;
            for number in 0..8 {
                let mut article = published(
                    section,
                    &format!("{slug}-{number}"),
                    NOON + number * 3 + position as i64,
                );
                if slug == "auyl" && (number == 2 || number == 6) {
                    article.text.picture = Some(Picture {
                        src: "/media/0/a.webp".to_owned(),
                        alt: String::new(),
                        width: 3,
                        height: 2,
                        caption: String::new(),
                        credit: String::new(),
                    });
                }
                add(&mut connection, &article).await;
            }
        }
        let sections = list_sections(&mut connection, Kazakh)
            .await
            .expect("sections");
        let front = read_front(&mut connection, Kazakh, &sections)
            .await
            .expect("the front page");
        let lead = front.lead.expect("a lead");
        assert_eq!(
            lead.slug, "auyl-6",
            "the newest with a picture among the newest"
        );
        assert_eq!(front.latest.len(), 7);
        let mut shown: Vec<i64> = front
            .latest
            .iter()
            .map(|summary| summary.id)
            .chain([lead.id])
            .collect();
        for (section, row) in sections.iter().zip(&front.sections) {
            assert_eq!(row.len(), 3, "{}", section.slug);
            assert!(
                row.iter()
                    .all(|summary| summary.section_slug == section.slug)
            );
            shown.extend(row.iter().map(|summary| summary.id));
        }
        let count = shown.len();
        shown.sort_unstable();
        shown.dedup();
        assert_eq!(shown.len(), count);
    })
    .await;
}

#[tokio::test]
async fn an_empty_paper_has_an_empty_front_page() {
    on_each(async |database: Database| {
        let mut connection = database.read().await.expect("a connection");
        let front = read_front(&mut connection, English, &[])
            .await
            .expect("the front page");
        assert_eq!(front, crate::front::store::Front::default());
    })
    .await;
}

#[tokio::test]
async fn translations_and_former_slugs_of_sections_tags_and_authors_are_found() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let id = add_section(&mut connection, "bilim", Kazakh, 4).await;
        add_section(&mut connection, "obrazovanie", Russian, 4).await;
        let group = "section:4";
        let mut found = list_place_translations(&mut connection, Kind::Section, group).await.expect("translations");
        found.sort_by_key(|(language, _)| language.code());
        assert_eq!(found, [(Kazakh, "bilim".to_owned()), (Russian, "obrazovanie".to_owned())]);
        sqlx::query("INSERT INTO former_slugs (kind, language, slug, target_id) VALUES ('section', 'kk', 'oqu', $1)")
            .bind(id)
            .execute(&mut *connection)
            .await
            .expect("stored");
        let moved = find_moved(&mut connection, Kind::Section, Kazakh, "oqu").await.expect("an answer");
        assert_eq!(moved.as_deref(), Some("bilim"));
        for kind in [Kind::Tag, Kind::Author] {
            assert_eq!(find_moved(&mut connection, kind, Kazakh, "oqu").await.expect("an answer"), None);
        }
        let Section { id: found, .. } =
            find_section(&mut connection, Kazakh, "bilim").await.expect("an answer").expect("the section");
        assert_eq!(found, id);

        let tag = insert_tag(&mut connection, Kazakh, "su", "су", "water").await.expect("a tag");
        let found = find_tag(&mut connection, Kazakh, "su").await.expect("an answer").expect("the tag");
        assert_eq!((found.id, found.name.as_str()), (tag, "су"));

        let author = add_author(&mut connection, "qopaeva").await;
        let found = find_author(&mut connection, Kazakh, "qopaeva").await.expect("an answer").expect("the author");
        let by_name = find_author_by_name(&mut connection, Kazakh, "Айжан", "qopaeva").await.expect("an answer");
        assert_eq!((found.id, by_name.as_ref()), (author, Some(&found)));
    })
    .await;
}
