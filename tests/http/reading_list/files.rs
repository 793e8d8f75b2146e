//! Lists as files, taken out and brought in.

use super::*;
use tilshi::{
    account::model::Role,
    error::{AppError, Problem},
    reading_list::file::{FileAnswer, FileContent, FileProblem, ForeignLink, READ, WRITE},
};

const FORMATS: [(&str, &str); 3] = [
    ("json", "application/json"),
    ("csv", "text/csv; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
];

fn words(answer: &Answer, selector: &str) -> Vec<String> {
    answer
        .texts(selector)
        .iter()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// A reader with two lists, a note, and marks.
async fn reader(paper: &Paper, ids: &[i64]) -> (Device, ListId) {
    let mut device = Device::new(paper.signed_in(Role::Reader).await.browser);
    let list = new_list();
    device
        .sync(&[
            name(list, "Вода <1>"),
            save(ListId::LATER, ids[0]),
            save(ListId::LATER, ids[1]),
            save(list, ids[1]),
            save(list, ids[2]),
            Change::Note {
                article: article(ids[1]),
                text: "=Two\nlines".to_owned(),
            },
            Change::MarkRead {
                article: article(ids[0]),
                is_read: true,
            },
            Change::Archive {
                article: article(ids[2]),
                is_archived: true,
            },
        ])
        .await;
    (device, list)
}

async fn read_as(browser: &Browser, file: &str) -> FileAnswer {
    browser.upload(READ, file.as_bytes().to_vec()).await.read()
}

async fn content(browser: &Browser, file: &str) -> FileContent {
    match read_as(browser, file).await {
        FileAnswer::Read(content) => content,
        FileAnswer::Unreadable(problem) => panic!("{problem:?} in {file}"),
    }
}

#[tokio::test]
async fn every_kind_of_file_comes_in_for_another_reader_and_nothing_twice() {
    let paper = Paper::start_with(&[]).await;
    let ids = publish(&paper, 4).await;
    let (owner, list) = reader(&paper, &ids).await;
    for (ending, kind) in FORMATS {
        let path = format!("/en/lists/files/reading-lists.{ending}");
        let file = owner.browser.get(&path).await;
        assert_eq!(file.status, 200, "{}", file.body);
        assert_eq!(file.header("content-type"), kind);
        assert_eq!(
            file.header("content-disposition"),
            format!("attachment; filename=\"reading-lists.{ending}\"")
        );
        assert_eq!(file.header("cache-control"), "private, no-store");
        assert_eq!(file.header("x-robots-tag"), "noindex");
        let slug = paper
            .text(&format!("SELECT slug FROM articles WHERE id = {}", ids[0]))
            .await;
        let address = format!("{}en/lists/{slug}", paper.configuration.site.url.as_str());
        assert!(file.body.contains(&address), "{address}: {}", file.body);

        let mut other = Device::new(paper.signed_in(Role::Reader).await.browser);
        let page = other
            .browser
            .send_file("/en/lists/files", "file", file.body.as_bytes())
            .await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(words(&page, "#outcome"), ["The file was imported"]);
        assert_eq!(
            words(&page, ".outcome .meta span"),
            ["Newly saved: 3", "Saved already: 0"]
        );
        other.sync(&[]).await;
        assert_eq!(saved(&other.lists, ListId::LATER), [ids[0], ids[1]]);
        let made = other.lists.lists().remove(1);
        assert_eq!(made.name.as_deref(), Some("Вода <1>"));
        assert_ne!(made.id, list);
        assert_eq!(saved(&other.lists, made.id), [ids[1], ids[2]]);
        assert_eq!(other.lists.note(article(ids[1])), "=Two\nlines");
        assert!(other.lists.is_read(article(ids[0])) && !other.lists.is_read(article(ids[1])));
        assert!(other.lists.is_archived(article(ids[2])));

        let last = other.last;
        let again = other
            .browser
            .send_file("/en/lists/files", "file", file.body.as_bytes())
            .await;
        assert_eq!(
            words(&again, ".outcome .meta span"),
            ["Newly saved: 0", "Saved already: 3"]
        );
        other.sync(&[]).await;
        assert_eq!(other.last, last, "nothing has changed");
    }
}

#[tokio::test]
async fn links_of_here_are_found_by_any_address_they_ever_had() {
    let paper = Paper::start_with(&[]).await;
    let ids = publish(&paper, 3).await;
    for (id, sql) in [
        (ids[0], "slug = 'школа'"),
        (ids[1], "status = 'withdrawn', slug = 'gone'"),
        (ids[2], "status = 'draft', slug = 'draft'"),
    ] {
        paper
            .change(&format!("UPDATE articles SET {sql} WHERE id = {id}"))
            .await;
    }
    paper
        .change(&format!(
            "INSERT INTO former_slugs (kind, language, slug, target_id) \
             VALUES ('article', 'en', 'old-school', {})",
            ids[0]
        ))
        .await;
    let here = paper.configuration.site.url.as_str();
    let pocket = format!(
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>\
         <li><a href=\"{here}en/lists/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0?utm_source=x\" time_added=\"1473328558\" tags=\"\">A</a></li>\
         <li><a href=\"{here}en/elsewhere/old-school/\" time_added=\"1473328559\" tags=\"\">B</a></li>\
         <li><a href=\"{here}en/lists/draft\" time_added=\"1\" tags=\"\">A draft</a></li>\
         <li><a href=\"https://example.com/x?a=1&amp;b=2\" time_added=\"1\" tags=\"\">&lt;Else&gt;</a></li></ul>\
         <h1>Read Archive</h1><ul>\
         <li><a href=\"{here}en/lists/gone\" time_added=\"1473328558\" tags=\"\">C</a></li>\
         <li><a href=\"javascript:alert(1)\" time_added=\"1\" tags=\"\">D</a></li></ul></body></html>"
    );
    let stranger = paper.browser();
    let found = content(&stranger, &pocket).await;
    let articles: Vec<i64> = found
        .articles
        .iter()
        .map(|kept| kept.article.get())
        .collect();
    assert_eq!(articles, [ids[0], ids[1]], "both addresses are one article");
    assert_eq!(found.articles[0].saved_at, Some(1_473_328_558_000));
    assert!(found.articles[1].is_read && found.articles[1].is_archived);
    let foreign = [
        (format!("{here}en/lists/draft"), "A draft"),
        ("https://example.com/x?a=1&b=2".to_owned(), "<Else>"),
    ]
    .map(|(address, title)| ForeignLink {
        address,
        title: title.to_owned(),
    });
    assert_eq!((&found.foreign[..], found.foreign_count), (&foreign[..], 2));
    assert_eq!(found.left_out_count, 1);

    let reader = paper.signed_in(Role::Reader).await.browser;
    let page = reader
        .send_file("/ru/lists/files", "ril_export.html", pocket.as_bytes())
        .await;
    assert_eq!(
        words(&page, ".outcome h3"),
        ["Не отсюда: 2", "Не ссылки: 1"]
    );
    assert_eq!(
        page.attributes(".foreign a", "href")[1],
        "https://example.com/x?a=1&b=2"
    );
    assert_eq!(
        page.attributes(".foreign a", "rel")[1],
        "noopener noreferrer nofollow external"
    );
    assert_eq!(words(&page, ".foreign a")[1], "<Else>");
    assert!(
        !page
            .attributes("a", "href")
            .iter()
            .any(|href| href.starts_with("javascript"))
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_told_with_its_line() {
    let paper = Paper::start_with(&[]).await;
    let reader = paper.signed_in(Role::Reader).await.browser;
    let mut watch = paper.watch().await;
    let large = "x".repeat(10 * 1024 * 1024 + 1);
    let many = format!(
        "address,title\r\n{}",
        "https://example.com/a,A\r\n".repeat(10_001)
    );
    let damaged = "{\"format\":\"tilshi-reading-lists\",\n\"articles\":[{\"title\":\"A\"}]}";
    for (file, problem, told) in [
        ("", FileProblem::Missing, "Choose a file that is not empty."),
        (
            &large,
            FileProblem::TooLarge(10 * 1024 * 1024),
            "The file is too large. At most 10 MB are accepted.",
        ),
        (
            &many,
            FileProblem::TooMany(10_000),
            "The file has too many links. At most 10000 are accepted: split it into several files.",
        ),
        (
            damaged,
            FileProblem::Damaged {
                line: 2,
                field: Some("address".to_owned()),
            },
            "The file is damaged in line 2, field “address”. Export it anew where it comes from.",
        ),
        (
            "address,title\r\nhttps://example.com/a\r\n",
            FileProblem::Damaged {
                line: 2,
                field: None,
            },
            "The file is damaged in line 2. Export it anew where it comes from.",
        ),
    ] {
        assert_eq!(
            read_as(&paper.browser(), file).await,
            FileAnswer::Unreadable(problem)
        );
        let page = reader
            .send_file("/en/lists/files", "file", file.as_bytes())
            .await;
        assert_eq!(page.status, 200);
        assert_eq!(words(&page, ".outcome .problem"), [told]);
    }
    let other = reader
        .send_file("/en/lists", "file", b"address,title\r\n")
        .await;
    assert_eq!(other.status, 400, "only the page of files takes them");
    assert!(!watch.has_changed().await);
}

#[tokio::test]
async fn whoever_is_not_signed_in_keeps_their_lists_to_themselves() {
    let paper = Paper::start_with(&[]).await;
    let ids = publish(&paper, 2).await;
    let stranger = paper.browser();
    let mut watch = paper.watch().await;
    let articles = json!([
        {"article": ids[1], "lists": ["Own"], "note": "N", "saved_at": 5, "is_read": true, "is_archived": false},
        {"article": 999_999, "lists": [], "note": "", "saved_at": null, "is_read": false, "is_archived": false},
    ]);
    for (ending, kind) in FORMATS {
        let path = format!("{WRITE}?format={ending}");
        let file = stranger.call_json(&path, &articles).await;
        assert_eq!(file.status, 200, "{}", file.body);
        assert_eq!(file.header("content-type"), kind);
        let found = content(&stranger, &file.body).await;
        assert_eq!(found.articles.len(), 1);
        let kept = serde_json::to_value(&found.articles[0]).expect("JSON");
        let mut expected = articles[0].clone();
        if ending == "html" {
            // Bookmarks know seconds only, and none is no time.
            expected["saved_at"] = kept["saved_at"].clone();
        } else {
            assert_eq!(kept["saved_at"], 5);
        }
        assert_eq!(kept, expected);
    }
    let wrong = stranger
        .call_json(&format!("{WRITE}?format=exe"), &articles)
        .await;
    assert_eq!(
        wrong.refusal(),
        AppError::invalid("format", Problem::NotAChoice)
    );
    let wrong = json!([{"article": 0, "lists": []}]);
    let wrong = stranger
        .call_json(&format!("{WRITE}?format=csv"), &wrong)
        .await;
    assert_eq!(
        wrong.refusal(),
        AppError::invalid("articles", Problem::NotAChoice)
    );

    let answer = stranger.get("/en/lists/files/reading-lists.json").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/en/sign-in?next=%2Fen%2Flists%2Ffiles")
    );
    let refused = stranger
        .send_file("/en/lists/files", "file", b"address,title\r\n")
        .await;
    assert_eq!(refused.status, 401);
    assert_eq!(refused.attributes("#refused a", "href").len(), 1);
    assert!(!watch.has_changed().await);
    let page = stranger.page("/en/lists/files").await;
    assert_eq!(
        words(&page, ".acts button"),
        [
            "Export as JSON",
            "Export as CSV",
            "Export as HTML bookmarks"
        ]
    );
    let reader = paper.signed_in(Role::Reader).await.browser;
    let page = reader.page("/en/lists/files").await;
    assert_eq!(
        page.attributes(".acts a", "href"),
        FORMATS.map(|(ending, _)| format!("/en/lists/files/reading-lists.{ending}"))
    );
    assert_eq!(words(&page, "label[for=file]"), ["File"]);
    assert_eq!(
        reader.get("/en/lists/files/reading-lists.exe").await.status,
        404
    );
    assert_eq!(
        words(&reader.page("/en/lists").await, ".ways a[href$=files]"),
        ["Export and import"]
    );
}
