//! Articles that come by import, in the newsroom.

use super::operation;
use crate::paper::Paper;
use serde_json::json;
use std::{fs, path::Path};
use tilshi::{
    account::model::Role,
    article::import::{ImportOptions, Imported, Outcome, import_page},
    desk::model::{Action, Head, Saved, Status},
    site::pages::now,
};

const PAGE: &str = "Жаңалықтар\n\nЖаңа көпір ашылды\n\nЕлек өзеніндегі көпір бүгін ашылды.\n\n\
     — Көпірді жиырма жыл күттік, — деді ауыл тұрғыны.\n\nКәмшат ҚОПАЕВА.\n\nБасқа жаңалықтар\n\nBack to top button\n";

async fn import(paper: &Paper, file: &Path, content: &str, draft: bool) -> Imported {
    fs::write(file, content).expect("a file");
    let options = ImportOptions {
        draft,
        ..ImportOptions::default()
    };
    let site = &paper.configuration.site;
    import_page(&paper.database, site, file, &options, now())
        .await
        .expect("imported")
}

#[tokio::test]
async fn an_imported_article_is_gone_on_with_and_never_written_over() {
    let paper = Paper::start_with(&[]).await;
    let editor = paper.signed_in(Role::Editor).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.txt");
    let address = import(&paper, &file, PAGE, false).await.address.to_string();
    let id = paper.number("SELECT id FROM manuscripts").await;
    let page = editor.browser.writing_page(id).await;
    assert_eq!(page.manuscript.status, Status::Published);
    assert_eq!(page.manuscript.href.as_deref(), Some(address.as_str()));
    assert_eq!(page.fields.headline, "Жаңа көпір ашылды");
    assert_eq!(page.events[0].action, Action::Imported);
    assert!(!page.manuscript.has_changes);

    let again = import(&paper, &file, &PAGE.replace("жиырма", "отыз"), false).await;
    assert_eq!(again.outcome, Outcome::Updated);
    assert!(
        paper.page(&address).await.contains("отыз жыл"),
        "readers see it at once"
    );
    assert!(!editor.browser.writing_page(id).await.manuscript.has_changes);

    let change = async |change: &dyn Fn(&mut Head)| {
        let mut head = editor.browser.head(id).await;
        change(&mut head);
        let arguments = json!({"save": {
            "manuscript": id, "base": head.revision, "operation": operation(), "fields": head.fields,
            "body": head.body,
        }});
        let saved: Saved = editor
            .browser
            .desk("save-manuscript", arguments)
            .await
            .read();
        assert!(matches!(saved, Saved::Kept { .. }));
    };
    change(&|head| head.fields.headline = "Редакцияның тақырыбы".to_owned()).await;
    let again = import(&paper, &file, &PAGE.replace("жиырма", "қырық"), false).await;
    assert_eq!(again.outcome, Outcome::Updated);
    let head = editor.browser.head(id).await;
    assert_eq!(head.fields.headline, "Редакцияның тақырыбы");
    assert!(head.body.contains("қырық жыл"), "{}", head.body);
    let seen = paper.page(&address).await;
    assert!(
        seen.contains("отыз жыл") && !seen.contains("Редакцияның"),
        "not published yet"
    );

    change(&|head| head.body = head.body.replace("қырық", "елу")).await;
    let again = import(&paper, &file, &PAGE.replace("жиырма", "алпыс"), false).await;
    assert_eq!(again.outcome, Outcome::KeptAside);
    let head = editor.browser.head(id).await;
    assert!(head.body.contains("елу жыл"), "{}", head.body);
    let aside = paper.text("SELECT body FROM revisions WHERE kind = 'aside' AND person_id IS NULL ORDER BY id LIMIT 1").await;
    assert!(
        aside.contains("қырық") || aside.contains("алпыс"),
        "{aside}"
    );
    assert!(paper.page(&address).await.contains("отыз жыл"));
}

#[tokio::test]
async fn a_draft_that_is_imported_is_a_draft_of_the_newsroom() {
    let paper = Paper::start_with(&[]).await;
    let editor = paper.signed_in(Role::Editor).await;
    let author = paper.signed_in(Role::Author).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.txt");
    let imported = import(&paper, &file, PAGE, true).await;
    assert_eq!(paper.get(&imported.address.to_string()).await.status(), 404);
    let rows = author.browser.list("?status=draft").await.rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].headline.as_str(), rows[0].changed_by.as_str()),
        ("Жаңа көпір ашылды", "")
    );
    let page = editor.browser.writing_page(rows[0].id).await;
    assert!(page.may_write);
    assert_eq!((page.manuscript.owner, page.manuscript.href), (None, None));
    let foreign = author.browser.get(&rows[0].href).await;
    assert_eq!(foreign.status, 403);
}
