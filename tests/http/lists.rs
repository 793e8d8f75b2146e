//! Reading lists through forms, as a reader without scripts keeps them; and the page of a list that is
//! shared.

#[path = "lists/feed.rs"]
mod feed;
#[path = "lists/forms.rs"]
mod forms;
#[path = "lists/sharing.rs"]
mod sharing;

use crate::paper::{Answer, Browser, Paper, Person};
use tilshi::account::model::Role;

const LATER: &str = "00000000000000000000000000000000";

/// A reader who is signed in, and the ids of three English articles with their headlines.
async fn reader(paper: &Paper) -> (Person, Vec<(String, String)>) {
    let person = paper.signed_in(Role::Reader).await;
    (person, articles(paper).await)
}

async fn articles(paper: &Paper) -> Vec<(String, String)> {
    let mut connection = paper.database.read().await.expect("a connection");
    let found: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, headline FROM articles WHERE language = 'en' AND status = 'published' ORDER BY id LIMIT 3",
    )
    .fetch_all(&mut *connection)
    .await
    .expect("articles");
    assert_eq!(found.len(), 3, "the first edition has as many");
    found
        .into_iter()
        .map(|(id, headline)| (id.to_string(), headline))
        .collect()
}

/// Saves an article as the button on a readers' page does.
async fn save(browser: &Browser, article: &str) {
    let fields = [("article", article), ("back", "/en/lists")];
    let answer = browser
        .post_form("/en/lists", "save-article", &fields)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(answer.header("location"), "/en/lists");
}

fn later() -> String {
    format!("/en/lists/{LATER}")
}

fn headlines(page: &Answer) -> Vec<String> {
    page.texts(".entry h3")
}
