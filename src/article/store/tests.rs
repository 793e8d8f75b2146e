//! The store on both databases, and the plans of all its queries.

mod gather;
mod plans;
mod surroundings;

use super::*;
use crate::{
    article::{model::Picture, slug::Slug},
    author::store::{NewAuthor, find_author, find_author_by_name, insert_author},
    front::store::read_front,
    language::Language::{self, English, Kazakh, Russian},
    section::store::{
        NewSection, Section, SectionSlug, find_section, insert_section, list_sections,
    },
    server::database::{Database, testing::on_each},
    site::{
        address::Cursor,
        store::{Kind, find_moved, list_translations as list_place_translations},
    },
    tag::store::{find_tag, insert_tag},
};
use document::Document;
use sqlx::AnyConnection;

const NOON: i64 = 1_700_000_000_000;

async fn add_section(
    connection: &mut AnyConnection,
    slug: &str,
    language: Language,
    position: i64,
) -> i64 {
    let section = NewSection {
        language,
        slug: SectionSlug::parse(slug).expect("a slug"),
        name: slug.to_uppercase(),
        description: String::new(),
        position,
        translation_group: format!("section:{position}"),
    };
    insert_section(connection, &section)
        .await
        .expect("a section")
}

async fn add_author(connection: &mut AnyConnection, slug: &str) -> i64 {
    let author = NewAuthor {
        language: Kazakh,
        slug: slug.to_owned(),
        given_name: "Айжан".to_owned(),
        surname: slug.to_owned(),
        about: String::new(),
        translation_group: slug.to_owned(),
    };
    insert_author(connection, &author)
        .await
        .expect("an answer")
        .expect("a free slug")
}

fn draft(section_id: i64, slug: &str) -> NewArticle {
    NewArticle {
        language: Kazakh,
        section_id,
        slug: Slug::parse(slug).expect("a slug"),
        text: ArticleText {
            kicker: String::new(),
            headline: format!("«{slug}»"),
            standfirst: String::new(),
            description: String::new(),
            body: Document::from_paragraphs([
                "Бейсенбі күні ауыл ортасындағы алаңға жұрт жиналды.".to_owned(),
            ]),
            picture: None,
            authors: Vec::new(),
            tags: Vec::new(),
        },
        status: Status::Draft,
        published_at: None,
        updated_at: None,
        translation_group: slug.to_owned(),
    }
}

fn published(section_id: i64, slug: &str, published_at: i64) -> NewArticle {
    NewArticle {
        status: Status::Published,
        published_at: Some(published_at),
        ..draft(section_id, slug)
    }
}

async fn add(connection: &mut AnyConnection, article: &NewArticle) -> i64 {
    insert_article(connection, article, NOON)
        .await
        .expect("stored")
        .0
}

fn slugs(summaries: &[Summary]) -> Vec<&str> {
    summaries
        .iter()
        .map(|summary| summary.slug.as_str())
        .collect()
}

#[tokio::test]
async fn an_article_is_read_back_as_it_was_stored() {
    on_each(async |database: Database| {
        let mut transaction = database.write().await.expect("a transaction");
        let section = add_section(&mut transaction, "bilim", Kazakh, 0).await;
        let authors = [
            add_author(&mut transaction, "b-author").await,
            add_author(&mut transaction, "a-author").await,
        ];
        let tag = insert_tag(&mut transaction, Kazakh, "mektep", "мектеп", "school")
            .await
            .expect("a tag");
        let mut article = published(section, "mektep-ashyldy", NOON);
        article.text.kicker = "Жаңалық".to_owned();
        article.text.standfirst = "Балалар енді көрші ауылға қатынамайды.".to_owned();
        article.text.picture = Some(Picture {
            src: "/media/0/a.webp".to_owned(),
            alt: "Мектеп".to_owned(),
            width: 1600,
            height: 1000,
            caption: String::new(),
            credit: "Редакция".to_owned(),
        });
        article.text.authors = authors.to_vec();
        article.text.tags = vec![tag];
        article.updated_at = Some(NOON + 5);
        let (id, slug) = insert_article(&mut transaction, &article, NOON)
            .await
            .expect("stored");
        transaction.commit().await.expect("committed");

        let mut connection = database.read().await.expect("a connection");
        let found = find_article(&mut connection, Kazakh, slug.as_str())
            .await
            .expect("an answer")
            .expect("the article");
        assert_eq!(found.summary.id, id);
        assert_eq!(found.summary.headline, article.text.headline);
        assert_eq!(found.summary.kicker, article.text.kicker);
        assert_eq!(found.summary.standfirst, article.text.standfirst);
        assert_eq!(found.summary.picture, article.text.picture);
        assert_eq!(found.summary.section_slug, "bilim");
        assert_eq!(found.summary.published_at, NOON);
        assert_eq!(
            found.summary.excerpt,
            "Бейсенбі күні ауыл ортасындағы алаңға жұрт жиналды."
        );
        assert_eq!(found.summary.reading_minutes, 1);
        assert_eq!(found.updated_at, Some(NOON + 5));
        assert_eq!(found.status, Status::Published);
        assert_eq!(found.body, article.text.body);
        let byline = list_authors(&mut connection, &[id]).await.expect("authors");
        let byline: Vec<&str> = byline
            .iter()
            .map(|(_, author)| author.slug.as_str())
            .collect();
        assert_eq!(
            byline,
            ["b-author", "a-author"],
            "in the order of the byline"
        );
        let tags = list_tags(&mut connection, id).await.expect("tags");
        assert_eq!(
            tags,
            [TagName {
                id: tag,
                slug: "mektep".to_owned(),
                name: "мектеп".to_owned()
            }]
        );
        assert!(
            find_article(&mut connection, Russian, slug.as_str())
                .await
                .expect("an answer")
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn lists_hold_what_is_published_newest_first_and_page_without_gap_or_repeat() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let section = add_section(&mut connection, "bilim", Kazakh, 0).await;
        let other = add_section(&mut connection, "auyl", Kazakh, 1).await;
        let author = add_author(&mut connection, "author").await;
        let tag = insert_tag(&mut connection, Kazakh, "tag1", "tag", "tag")
            .await
            .expect("a tag");
        // Two of the same millisecond, to be parted by id alone.
        for (slug, time) in [("a", 1), ("b", 2), ("c", 2), ("d", 3)] {
            let mut article = published(section, slug, NOON + time);
            article.text.authors = vec![author];
            article.text.tags = vec![tag];
            add(&mut connection, &article).await;
        }
        add(&mut connection, &published(other, "elsewhere", NOON)).await;
        let mut hidden = draft(section, "hidden");
        hidden.text.authors = vec![author];
        hidden.text.tags = vec![tag];
        add(&mut connection, &hidden).await;
        let mut gone = published(section, "gone", NOON + 9);
        gone.text.authors = vec![author];
        gone.text.tags = vec![tag];
        let gone = add(&mut connection, &gone).await;
        withdraw_article(&mut connection, gone, "", NOON)
            .await
            .expect("withdrawn");

        for list in [List::Section(section), List::Author(author), List::Tag(tag)] {
            let mut read = Vec::new();
            let mut before = Cursor::START;
            loop {
                let page = list_articles(&mut connection, list, before, 2)
                    .await
                    .expect("a page");
                let Some(last) = page.last() else { break };
                before = Cursor {
                    published_at: last.published_at,
                    id: last.id,
                };
                read.extend(page);
            }
            assert_eq!(slugs(&read), ["d", "c", "b", "a"], "{list:?}");
        }
        let latest = list_articles(&mut connection, List::Latest(Kazakh), Cursor::START, 10)
            .await
            .expect("a page");
        assert_eq!(slugs(&latest), ["d", "c", "b", "a", "elsewhere"]);
        let of_both = list_newest_of_each(
            &mut connection,
            &[List::Section(section), List::Section(other)],
            1,
        )
        .await
        .expect("a page");
        assert_eq!(slugs(&of_both), ["d", "elsewhere"]);
        let once = list_newest_of_each(&mut connection, &[List::Tag(tag), List::Author(author)], 2)
            .await
            .expect("a page");
        assert_eq!(
            slugs(&once),
            ["d", "c"],
            "an article of two lists comes once"
        );
    })
    .await;
}

#[tokio::test]
async fn a_taken_or_former_slug_gets_a_number() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let section = add_section(&mut connection, "bilim", Kazakh, 0).await;
        let first = add(&mut connection, &published(section, "jana", NOON)).await;
        let mut second = published(section, "jana", NOON);
        second.translation_group = "second".to_owned();
        let (_, slug) = insert_article(&mut connection, &second, NOON)
            .await
            .expect("stored");
        assert_eq!(slug.as_str(), "jana-2");

        assert!(
            change_slug(
                &mut connection,
                first,
                &Slug::parse("basqa").expect("a slug"),
            )
            .await
            .expect("an answer"),
            "changed"
        );
        let mut third = published(section, "jana", NOON);
        third.translation_group = "third".to_owned();
        let (_, slug) = insert_article(&mut connection, &third, NOON)
            .await
            .expect("stored");
        assert_eq!(
            slug.as_str(),
            "jana-3",
            "the former address goes on leading to its article"
        );
        assert_eq!(
            find_moved_article(&mut connection, Kazakh, "jana")
                .await
                .expect("an answer"),
            Some(("bilim".to_owned(), "basqa".to_owned()))
        );

        assert!(
            change_slug(
                &mut connection,
                first,
                &Slug::parse("jana").expect("a slug"),
            )
            .await
            .expect("an answer"),
            "changed back"
        );
        assert_eq!(
            find_moved_article(&mut connection, Kazakh, "jana")
                .await
                .expect("an answer"),
            None
        );
        let taken = Slug::parse("jana-2").expect("a slug");
        assert!(
            !change_slug(&mut connection, first, &taken)
                .await
                .expect("an answer"),
            "another article has it"
        );
        assert!(
            find_moved_article(&mut connection, Kazakh, "basqa")
                .await
                .expect("an answer")
                .is_some()
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_text_replaces_the_old_one_and_its_lists() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let section = add_section(&mut connection, "bilim", Kazakh, 0).await;
        let one = add_author(&mut connection, "one").await;
        let two = add_author(&mut connection, "two").await;
        let mut article = published(section, "a", NOON);
        article.text.authors = vec![one];
        let id = add(&mut connection, &article).await;
        article.text.headline = "Жаңа".to_owned();
        article.text.authors = vec![two];
        update_text(&mut connection, id, Kazakh, &article.text, None, NOON + 1)
            .await
            .expect("updated");
        let of = async |connection: &mut AnyConnection, author| {
            list_articles(connection, List::Author(author), Cursor::START, 5)
                .await
                .expect("a page")
                .len()
        };
        assert_eq!(of(&mut connection, one).await, 0);
        assert_eq!(of(&mut connection, two).await, 1);
        let found = find_article(&mut connection, Kazakh, "a")
            .await
            .expect("an answer")
            .expect("the article");
        assert_eq!(
            (found.summary.headline.as_str(), found.summary.published_at),
            ("Жаңа", NOON)
        );
        assert_eq!(found.updated_at, None);
    })
    .await;
}

#[tokio::test]
async fn only_published_translations_of_an_article_are_listed() {
    on_each(async |database: Database| {
        let mut connection = database.write().await.expect("a transaction");
        let kazakh = add_section(&mut connection, "bilim", Kazakh, 0).await;
        let russian = add_section(&mut connection, "obrazovanie", Russian, 0).await;
        let english = add_section(&mut connection, "education", English, 0).await;
        for (language, section, status) in [
            (Kazakh, kazakh, Status::Published),
            (Russian, russian, Status::Published),
            (English, english, Status::Draft),
        ] {
            let article = NewArticle {
                language,
                status,
                translation_group: "same".to_owned(),
                ..published(section, language.code(), NOON)
            };
            add(&mut connection, &article).await;
        }
        let mut found = list_translations(&mut connection, "same")
            .await
            .expect("translations");
        found.sort_by_key(|translation| translation.language.code());
        let found: Vec<_> = found
            .iter()
            .map(|translation| (translation.language, translation.slug.as_str()))
            .collect();
        assert_eq!(found, [(Kazakh, "kk"), (Russian, "ru")]);
    })
    .await;
}
