//! A paper's first hour, on both databases: the first edition, and the first articles imported.

use super::*;
use crate::{
    article::{
        import::{ImportOptions, Outcome, import_page},
        store::{find_article, list_authors},
    },
    front::store::read_front,
    section::store::list_sections,
    server::{configuration::Configuration, database::testing::on_each},
    site::address::Place,
};
use std::fs;

const NOW: i64 = 1_700_000_000_000;

fn configuration(folder: &Path) -> Configuration {
    let data = folder.join("data").to_string_lossy().into_owned();
    let environment = [("TILSHI_DATA_DIR".to_owned(), data)];
    Configuration::load(None, environment.into_iter()).expect("a configuration")
}

#[tokio::test]
async fn an_empty_paper_is_filled_once() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        let languages = Language::ALL;
        let load = async || load_if_empty(&database, folder.path(), &languages, NOW).await;
        let count = load().await.expect("loaded").expect("an empty paper");
        assert!(count >= 32, "{count} articles");
        assert_eq!(load().await.expect("an answer"), None, "not a second time");

        let mut connection = database.read().await.expect("a connection");
        for language in languages {
            let sections = list_sections(&mut connection, language)
                .await
                .expect("sections");
            assert_eq!(sections.len(), 6);
            let front = read_front(&mut connection, language, &sections)
                .await
                .expect("the front page");
            let lead = front.lead.expect("a lead");
            let picture = lead.picture.expect("a picture");
            let parts: Vec<&str> = picture.src.split('/').collect();
            let file = MediaFile::parse(parts[2], parts[3]).expect("a media address");
            assert!(file.path(folder.path()).exists(), "{}", picture.src);
            assert_eq!((picture.width, picture.height), (1600, 1067));
            assert_eq!(front.latest.len(), 7);
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_papers_own_languages_are_loaded() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        load_if_empty(&database, folder.path(), &[Language::Russian], NOW)
            .await
            .expect("loaded")
            .expect("an empty paper");
        let mut connection = database.read().await.expect("a connection");
        let count = async |connection: &mut AnyConnection, language| {
            list_sections(connection, language)
                .await
                .expect("sections")
                .len()
        };
        assert_eq!(count(&mut connection, Language::Russian).await, 6);
        assert_eq!(count(&mut connection, Language::Kazakh).await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_first_articles_can_be_imported_before_the_paper_was_ever_started() {
    on_each(async |database: Database| {
        let folder = tempfile::tempdir().expect("a folder");
        let site = configuration(folder.path()).site;
        let file = folder.path().join("page.txt");
        let page = "Білім\n\nЖаңа мектеп\n\nМектеп бүгін ашылды.\n\nКәмшат ҚОПАЕВА.\n";
        let import = async |text: &str| {
            fs::write(&file, text).expect("a file");
            import_page(&database, &site, &file, &ImportOptions::default(), NOW)
                .await
                .expect("imported")
        };
        let first = import(page).await;
        assert_eq!(first.outcome, Outcome::Imported);
        assert_eq!(first.address.to_string(), "/kk/bilim/jana-mektep");
        assert_eq!(import(page).await.outcome, Outcome::Unchanged);
        assert_eq!(
            import(&page.replace("бүгін", "кеше")).await.outcome,
            Outcome::Updated
        );

        let Place::Article { slug, .. } = &first.address.place else {
            panic!("{:?} is no article", first.address);
        };
        let mut connection = database.read().await.expect("a connection");
        let article = find_article(&mut connection, Language::Kazakh, slug)
            .await
            .expect("an answer")
            .expect("the article");
        assert_eq!(article.body.plain_text(), "Мектеп кеше ашылды.");
        assert_eq!(article.summary.kicker, "", "the rubric is the section");
        let authors = list_authors(&mut connection, &[article.summary.id])
            .await
            .expect("authors");
        assert_eq!(
            (
                authors[0].1.given_name.as_str(),
                authors[0].1.surname.as_str()
            ),
            ("Кәмшат", "Қопаева")
        );
    })
    .await;
}
