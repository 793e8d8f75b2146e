//! Commenting as tests do it, through the function that scripts call.

use super::{Answer, Browser, Paper};
use tilshi::{
    error::{AppError, FieldProblem, Problem},
    site::pages::now,
};

pub const POST: &str = "/fn/comment/post-comment";

/// The first article in English that readers can read: its id.
pub async fn article(paper: &Paper) -> String {
    paper
        .number("SELECT MIN(id) FROM articles WHERE language = 'en' AND status = 'published'")
        .await
        .to_string()
}

/// Posts as somebody does who has had the page for a while.
pub async fn post(browser: &Browser, fields: &[(&str, &str)]) -> Answer {
    let opened = (now() - 10_000).to_string();
    let fields = [&[("opened", opened.as_str())], fields].concat();
    browser.call(POST, &fields).await
}

/// The answer says this of one field, and nothing else.
pub fn refused(answer: &Answer, field: &str, problem: Problem) {
    let expected = AppError::Invalid(vec![FieldProblem::new(field, problem)]);
    assert_eq!(answer.refusal(), expected);
}
