//! What people try who want to know, say or weigh more than they may.

use crate::paper::{
    Paper, Person,
    commenting::{article, post, refused},
};
use futures::future::join_all;
use serde_json::Value;
use tilshi::{
    account::model::Role,
    comment::problem::CommentProblem,
    error::{AppError, Problem},
    site::pages::now,
};

const MUTE: &str = "/fn/comment/mute-person";
const REPORT: &str = "/fn/comment/report-comment";
const SUPPORT: &str = "/fn/comment/support-comment";

/// Posts what must be published at once; its id.
async fn published(person: &Person, article: &str, text: &str) -> String {
    let answer = post(&person.browser, &[("article", article), ("text", text)]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answer: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(answer["status"], "published", "{answer}");
    answer["comment"].to_string()
}

async fn status(paper: &Paper, comment: &str) -> String {
    paper
        .text(&format!("SELECT status FROM comments WHERE id = {comment}"))
        .await
}

/// Where the article is read.
async fn address(paper: &Paper, article: &str) -> String {
    paper
        .text(&format!(
            "SELECT '/' || a.language || '/' || s.slug || '/' || a.slug FROM articles a \
             JOIN sections s ON s.id = a.section_id WHERE a.id = {article}"
        ))
        .await
}

#[tokio::test]
async fn nobody_learns_the_name_of_an_account_from_its_number() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let reader = paper.signed_in(Role::Reader).await;
    let secret = paper.signed_in(Role::Reader).await;
    let id = secret.id.to_string();
    let fields = [("person", id.as_str()), ("muted", "true")];
    assert_eq!(reader.browser.call(MUTE, &fields).await.status, 404);

    let name = [("pseudonym", "Тау Бүркіті")];
    secret
        .browser
        .call("/fn/comment/take-pseudonym", &name)
        .await
        .taken();
    let comment = published(&secret, &article, "Nobody knows me").await;
    let fields = [("comment", comment.as_str()), ("muted", "true")];
    reader.browser.call(MUTE, &fields).await.taken();
    let page = reader.browser.page("/en/comments").await;
    assert!(page.body.contains("Тау Бүркіті"));
    assert!(!page.body.contains(&secret.name));

    // By the list of one's own, somebody is read again.
    let fields = [("person", id.as_str()), ("muted", "no")];
    reader.browser.call(MUTE, &fields).await.taken();
    let page = reader.browser.page("/en/comments").await;
    assert!(!page.body.contains("Тау Бүркіті"));
}

#[tokio::test]
async fn what_somebody_said_elsewhere_is_not_tied_to_them() {
    let paper = Paper::start().await;
    let first = article(&paper).await;
    let second = paper
        .number("SELECT MAX(id) FROM articles WHERE language = 'en' AND status = 'published'")
        .await
        .to_string();
    assert_ne!(first, second);
    let person = paper.signed_in(Role::Reader).await;
    published(&person, &first, "Under this one").await;
    published(&person, &first, "And another thing about it").await;
    published(&person, &second, "Something quite different elsewhere").await;
    let mut marks = Vec::new();
    for article in [&first, &second] {
        let page = paper.browser().page(&address(&paper, article).await).await;
        let found = page.attributes(".comment", "data-person");
        assert!(!found.contains(&person.id.to_string()), "{found:?}");
        marks.push(found);
    }
    assert_eq!(marks[0].len(), 2);
    assert_eq!(marks[0][0], marks[0][1]);
    assert_ne!(marks[0][0], marks[1][0]);
}

#[tokio::test]
async fn a_quotation_is_out_of_the_article() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let person = paper.signed_in(Role::Reader).await;
    let say = async |quote: &str| {
        let fields = [
            ("article", article.as_str()),
            ("text", "Look at this"),
            ("quote", quote),
        ];
        post(&person.browser, &fields).await
    };
    let invented = say("The mayor is a thief, said the minister").await;
    refused(
        &invented,
        "quote",
        Problem::Comment(CommentProblem::NotInArticle),
    );
    let headline = paper
        .text(&format!(
            "SELECT headline FROM articles WHERE id = {article}"
        ))
        .await;
    assert_eq!(say(&headline).await.status, 200);
}

#[tokio::test]
async fn whoever_is_banned_neither_supports_nor_reports_and_one_voice_hides_nothing() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let writer = paper.signed_in(Role::Reader).await;
    let comment = published(&writer, &article, "Everything about it is wrong").await;
    let report = [("comment", comment.as_str()), ("reason", "insult")];
    let support = [("comment", comment.as_str()), ("supported", "true")];

    let banned = paper.signed_in(Role::Reader).await;
    paper
        .change(&format!(
            "INSERT INTO commenters (person_id, banned_at) VALUES ({}, 1)",
            banned.id
        ))
        .await;
    for (function, fields) in [(REPORT, &report), (SUPPORT, &support)] {
        let answer = banned.browser.call(function, fields).await;
        refused(&answer, "", Problem::Comment(CommentProblem::Restricted));
    }

    let shadowed = paper.signed_in(Role::Reader).await;
    paper
        .change(&format!(
            "INSERT INTO commenters (person_id, shadowed_at) VALUES ({}, 1)",
            shadowed.id
        ))
        .await;
    shadowed.browser.call(SUPPORT, &support).await.taken();
    shadowed.browser.call(REPORT, &report).await.taken();
    assert_eq!(
        paper
            .number("SELECT support + report_weight FROM comments")
            .await,
        0
    );

    // A moderator's word weighs as much as there is; still it takes two.
    let first = paper.signed_in(Role::Moderator).await;
    first.browser.call(REPORT, &report).await.taken();
    assert_eq!(status(&paper, &comment).await, "published");
    let second = paper.signed_in(Role::Moderator).await;
    second.browser.call(REPORT, &report).await.taken();
    assert_eq!(status(&paper, &comment).await, "hidden");

    // What was looked at stays.
    paper
        .change(&format!(
            "UPDATE comments SET status = 'published', decided_at = 1 WHERE id = {comment}"
        ))
        .await;
    let third = paper.signed_in(Role::Moderator).await;
    third.browser.call(REPORT, &report).await.taken();
    assert_eq!(status(&paper, &comment).await, "published");
}

#[tokio::test]
async fn an_account_cannot_be_called_like_the_newsroom() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let editor = paper.signed_in(Role::Editor).await;
    let person = paper.signed_in(Role::Reader).await;
    let say = async || {
        post(
            &person.browser,
            &[("article", &article), ("text", "Good morning")],
        )
        .await
    };
    for name in [
        editor.name.clone(),
        "Pеdакция".to_owned(),
        "<b>Ася</b>".to_owned(),
        "А\u{301}\u{301}\u{301}\u{301}сан".to_owned(),
        "Қ".repeat(60),
    ] {
        paper
            .change(&format!(
                "UPDATE people SET name = '{name}' WHERE id = {}",
                person.id
            ))
            .await;
        refused(
            &say().await,
            "",
            Problem::Comment(CommentProblem::NameNeeded),
        );
    }
    let name = [("pseudonym", "Ася Омар")];
    person
        .browser
        .call("/fn/comment/take-pseudonym", &name)
        .await
        .taken();
    assert_eq!(say().await.status, 200);
}

#[tokio::test]
async fn many_at_once_pass_no_limit() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    paper
        .change(
            "INSERT INTO comment_rules (scope, scope_id, slow_seconds, changed_at) \
             VALUES ('site', 0, 3600, 1)",
        )
        .await;
    let person = paper.signed_in(Role::Reader).await;
    let texts: Vec<String> = (0..6)
        .map(|number| format!("Thought number {number}: {}", "абвгде".repeat(number + 1)))
        .collect();
    let fields: Vec<_> = texts
        .iter()
        .map(|text| [("article", article.as_str()), ("text", text.as_str())])
        .collect();
    let answers = join_all(fields.iter().map(|fields| post(&person.browser, fields))).await;
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1);
    assert_eq!(
        paper
            .number("SELECT COUNT(*) FROM comments WHERE status = 'published'")
            .await,
        1
    );
}

#[tokio::test]
async fn trying_words_is_counted() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    paper
        .change("INSERT INTO comment_rules (scope, scope_id, mode, changed_at) VALUES ('site', 0, 'closed', 1)")
        .await;
    let person = paper.signed_in(Role::Reader).await;
    let mut answers = Vec::new();
    for number in 0..30 {
        let text = format!("Try number {number}");
        answers.push(
            post(&person.browser, &[("article", &article), ("text", &text)])
                .await
                .status,
        );
    }
    assert_eq!(answers[0], 422);
    assert!(answers.contains(&429), "{answers:?}");
}

#[tokio::test]
async fn threads_are_slow_and_close_as_the_rules_say() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let person = paper.signed_in(Role::Reader).await;
    paper
        .change(&format!(
            "INSERT INTO comment_rules (scope, scope_id, slow_seconds, changed_at) \
             VALUES ('article', {article}, 600, 1)"
        ))
        .await;
    published(&person, &article, "The first of two").await;
    let second = post(
        &person.browser,
        &[("article", &article), ("text", "Another thing entirely")],
    )
    .await;
    let AppError::Invalid(problems) = second.refusal() else {
        panic!("{}", second.body);
    };
    assert!(
        matches!(
            problems[0].problem,
            Problem::Comment(CommentProblem::TooOften(1..=600))
        ),
        "{problems:?}"
    );
    paper
        .change("UPDATE comment_rules SET slow_seconds = 0, close_after_days = 7")
        .await;
    let week = now() - 8 * 86_400_000;
    paper
        .change(&format!(
            "UPDATE articles SET published_at = {week} WHERE id = {article}"
        ))
        .await;
    let late = post(
        &person.browser,
        &[("article", &article), ("text", "Far too late for it")],
    )
    .await;
    refused(
        &late,
        "text",
        Problem::Comment(CommentProblem::ClosedByAge(7)),
    );
    let page = paper.browser().page(&address(&paper, &article).await).await;
    assert!(page.texts("#comments .closed")[0].contains('7'));
    assert!(page.texts("#post-comment").is_empty());
}
