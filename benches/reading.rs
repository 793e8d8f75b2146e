//! How costs grow, as ratios measured in one run: a ratio says the same on every machine.
//!
//! `make bench`; each line names two things and how many times as long the first takes.
#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot be set up has nothing to say"
)]
#![expect(clippy::print_stdout, reason = "its output is its result")]

use document::Document;
use std::time::{Duration, Instant};
use tilshi::{
    article::{
        body,
        slug::Slug,
        store::{ArticleText, List, NewArticle, Status, insert_article, list_articles},
    },
    language::Language,
    section::store::{NewSection, SectionSlug, insert_section},
    server::{configuration::DatabaseUrl, database::Database},
    site::address::Cursor,
};

const SMALL: i64 = 200;
const LARGE: i64 = 20_000;
const PAGE: i64 = 16;
const ROUNDS: usize = 400;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = DatabaseUrl::of_sqlite_file(&folder.path().join("bench.db"));
    let database = Database::open(&url, 2).await.expect("a database");
    let small = fill(&database, "small", SMALL).await;
    let large = fill(&database, "large", LARGE).await;

    let first_of_small = time_list(&database, small, Cursor::START).await;
    let first_of_large = time_list(&database, large, Cursor::START).await;
    let deep = Cursor {
        published_at: LARGE / 10,
        id: i64::MAX,
    };
    let deep_in_large = time_list(&database, large, deep).await;
    report(
        "first page of 20,000 articles / first page of 200",
        first_of_large,
        first_of_small,
    );
    report(
        "page after 18,000 articles / first page of 20,000",
        deep_in_large,
        first_of_large,
    );

    let text = "Бейсенбі күні таңғы сағат тоғызда ауыл ортасындағы алаңға жұрт жиналды. ".repeat(8);
    let article = Document::from_paragraphs(std::iter::repeat_n(text.clone(), 10));
    let book = Document::from_paragraphs(std::iter::repeat_n(text, 1_000));
    let json = article.to_json();
    let reading = median(|| drop(Document::from_json(&json)));
    let writing = median(|| drop(body::to_html(&article, Language::Kazakh)));
    let writing_book = median(|| drop(body::to_html(&book, Language::Kazakh)));
    report("HTML of an article / reading its JSON", writing, reading);
    report(
        "HTML of 1,000 paragraphs / of 10, times 100",
        writing_book,
        writing * 100,
    );
}

async fn fill(database: &Database, slug: &str, count: i64) -> i64 {
    let mut transaction = database.write().await.expect("a transaction");
    let section = NewSection {
        language: Language::Kazakh,
        slug: SectionSlug::parse(slug).expect("a slug"),
        name: slug.to_owned(),
        description: String::new(),
        position: 0,
        translation_group: slug.to_owned(),
    };
    let section_id = insert_section(&mut transaction, &section)
        .await
        .expect("a section");
    let body = Document::from_paragraphs([
        "Бейсенбі күні ауыл ортасындағы алаңға жұрт жиналды.".to_owned()
    ]);
    for number in 0..count {
        let name = format!("{slug}-{number}");
        let article = NewArticle {
            language: Language::Kazakh,
            section_id,
            slug: Slug::parse(&name).expect("a slug"),
            text: ArticleText {
                kicker: String::new(),
                headline: name.clone(),
                standfirst: String::new(),
                description: String::new(),
                body: body.clone(),
                picture: None,
                authors: Vec::new(),
                tags: Vec::new(),
            },
            status: Status::Published,
            published_at: Some(number),
            updated_at: None,
            translation_group: name,
        };
        insert_article(&mut transaction, &article, 0)
            .await
            .expect("an article");
    }
    transaction.commit().await.expect("committed");
    section_id
}

async fn time_list(database: &Database, section: i64, before: Cursor) -> Duration {
    let mut connection = database.read().await.expect("a connection");
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let page = list_articles(&mut connection, List::Section(section), before, PAGE)
            .await
            .expect("a page");
        times.push(start.elapsed());
        assert_eq!(page.len() as i64, PAGE);
    }
    middle(times)
}

fn median(mut work: impl FnMut()) -> Duration {
    let times = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    middle(times)
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn report(what: &str, one: Duration, other: Duration) {
    println!("{:>7.2} × {what}", one.as_secs_f64() / other.as_secs_f64());
}
