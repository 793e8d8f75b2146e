//! `tilshi import page`, as a person at the command line meets it.

use crate::paper::Paper;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const PAGE: &str = "Жаңалықтар\n\nЖаңа көпір ашылды\n\nЕлек өзеніндегі  көпір бүгін ашылды.\n\n\
     — Көпірді  жиырма жыл күттік, — деді ауыл тұрғыны.\n\nКәмшат ҚОПАЕВА.\n\nБасқа жаңалықтар\n\nBack to top button\n";

fn tilshi(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tilshi"))
        .args(arguments)
        .current_dir(data)
        .env("TILSHI_DATA_DIR", data.join("data"))
        .env("TILSHI_LOG_FILTER", "error")
        .output()
        .expect("the program")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_page_is_imported_once_and_updated_when_it_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.txt");
    fs::write(&file, PAGE).expect("a file");
    let address = "http://127.0.0.1:3000/kk/janalyqtar/jana-kopir-ashyldy";

    let tried = tilshi(folder.path(), &["import", "page", "--dry-run", "page.txt"]);
    assert_eq!(
        out(&tried),
        format!("would import {address}\n"),
        "{}",
        errors(&tried)
    );
    let first = tilshi(folder.path(), &["import", "page", "page.txt"]);
    assert_eq!(
        out(&first),
        format!("imported {address}\n"),
        "{}",
        errors(&first)
    );
    assert_eq!(first.status.code(), Some(0));
    let again = tilshi(folder.path(), &["import", "page", "page.txt"]);
    assert_eq!(out(&again), format!("unchanged {address}\n"));
    fs::copy(&file, folder.path().join("copy.txt")).expect("a copy");
    let copy = tilshi(folder.path(), &["import", "page", "copy.txt"]);
    assert_eq!(
        out(&copy),
        format!("unchanged {address}\n"),
        "the same text from elsewhere"
    );
    fs::write(&file, PAGE.replace("жиырма", "отыз")).expect("a file");
    let changed = tilshi(folder.path(), &["import", "page", "page.txt"]);
    assert_eq!(
        out(&changed),
        format!("updated {address}\n"),
        "{}",
        errors(&changed)
    );
    fs::remove_file(folder.path().join("copy.txt")).expect("removed");
    fs::rename(&file, folder.path().join("moved.txt")).expect("moved");
    let moved = tilshi(folder.path(), &["import", "page", "moved.txt"]);
    assert_eq!(
        out(&moved),
        format!("unchanged {address}\n"),
        "a moved file"
    );
    let file = folder.path().join("moved.txt");
    fs::write(&file, PAGE.replace("жиырма", "қырық")).expect("a file");
    let changed = tilshi(folder.path(), &["import", "page", "moved.txt"]);
    assert_eq!(
        out(&changed),
        format!("updated {address}\n"),
        "keeps its article: {}",
        errors(&changed)
    );
    fs::rename(&file, folder.path().join("page.txt")).expect("moved back");
    let after = tilshi(folder.path(), &["import", "page", "page.txt"]);
    assert_eq!(out(&after), format!("unchanged {address}\n"));
}

#[test]
fn a_bad_file_is_named_and_the_others_are_imported() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("good.txt"), PAGE).expect("a file");
    fs::write(folder.path().join("empty.txt"), "\n\n").expect("a file");
    fs::write(
        folder.path().join("picture.txt"),
        b"\x89PNG\r\n\x1a\n\0\0\0",
    )
    .expect("a file");
    let output = tilshi(
        folder.path(),
        &[
            "import",
            "page",
            "empty.txt",
            "missing.txt",
            "picture.txt",
            "good.txt",
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        out(&output).starts_with("imported http://"),
        "{}",
        out(&output)
    );
    let errors = errors(&output);
    for expected in [
        "empty.txt: line 1:",
        "missing.txt: it cannot be read",
        "picture.txt: line 1:",
        "3 of 4 files",
    ] {
        assert!(errors.contains(expected), "{expected:?} in {errors}");
    }
}

#[test]
fn wrong_use_says_what_is_accepted_and_ends_with_2() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("page.txt"), PAGE).expect("a file");
    for (arguments, expected) in [
        (vec!["import", "page"], "FILE"),
        (
            vec!["import", "page", "--lang", "de", "page.txt"],
            "kk, ru, en",
        ),
        (
            vec!["import", "page", "--published", "yesterday", "page.txt"],
            "2026-11-22",
        ),
        (
            vec!["import", "page", "--published", "2999-01-01", "page.txt"],
            "lies in the future",
        ),
        (vec!["fly"], "fly"),
    ] {
        let output = tilshi(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            errors(&output).contains(expected),
            "{arguments:?}: {}",
            errors(&output)
        );
    }
    let section = tilshi(
        folder.path(),
        &["import", "page", "--section", "nope", "page.txt"],
    );
    assert_eq!(section.status.code(), Some(1));
    assert!(
        errors(&section).contains("janalyqtar"),
        "{}",
        errors(&section)
    );
}

#[test]
fn a_wrong_setting_stops_the_start_with_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_tilshi"))
        .arg("serve")
        .current_dir(folder.path())
        .env("TILSHI_SITE_TIME_ZONE", "Asia/Nowhere")
        .env("TILSHI_SITE_URL", "ftp://paper.example")
        .output()
        .expect("the program");
    assert_eq!(output.status.code(), Some(1));
    let errors = errors(&output);
    for expected in [
        "TILSHI_SITE_TIME_ZONE",
        "Asia/Nowhere",
        "TILSHI_SITE_URL",
        "ftp://paper.example",
    ] {
        assert!(errors.contains(expected), "{expected:?} in {errors}");
    }
}

#[tokio::test]
async fn the_saved_page_of_a_real_paper_is_read_to_the_letter() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/seed-article.txt");
    if !seed.exists() {
        eprintln!("skipped: {} is not here", seed.display());
        return;
    }
    let paper = Paper::start().await;
    let options = tilshi::article::import::ImportOptions::default();
    let imported = tilshi::article::import::import_page(
        &paper.database,
        &paper.configuration.site,
        &seed,
        &options,
        tilshi::site::pages::now(),
    )
    .await
    .expect("imported");
    let html = paper.page(&imported.address.to_string()).await;
    let page = scraper::Html::parse_document(&html);
    let texts = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        page.select(&selector)
            .map(|element| element.text().collect())
            .collect()
    };
    assert_eq!(
        texts("main h1"),
        ["«Jas Otan» жастар қанатында жаңа төраға"]
    );
    assert_eq!(texts("article > header > .kicker"), ["Жаңалықтар"]);
    let paragraphs = texts(".body > p");
    assert_eq!(paragraphs.len(), 6);
    assert!(
        paragraphs[0].ends_with("кезектен тыс ІХ конференциясы онлайн түрде өтті."),
        "{}",
        paragraphs[0]
    );
    assert!(
        paragraphs[3].starts_with("— Ақтөбе облысында")
            && paragraphs[3].ends_with("— деді Нұржан Жетпісбаев.")
    );
    assert!(paragraphs[5].ends_with("29 жасқа дейінгі жастар."));
    assert_eq!(texts(".byline a.author"), ["Кәмшат Қопаева"]);
    assert!(!html.contains("Back to top button"));
    let author = paper.page("/kk/author/kamshat-qopaeva").await;
    assert!(author.contains("«Jas Otan» жастар қанатында жаңа төраға"));
}
