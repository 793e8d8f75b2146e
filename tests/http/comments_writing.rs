//! Writing comments and what readers do with them: through the forms of pages, as they are sent without
//! scripts, and through the functions that scripts call.

use crate::paper::{
    Answer, Browser, Paper, Person,
    commenting::{POST, article, post, refused},
};
use serde_json::Value;
use tilshi::{
    account::model::Role,
    comment::problem::CommentProblem,
    error::{AppError, Problem},
    site::pages::now,
};

/// A reader who has had the page for a while.
async fn reader(paper: &Paper) -> Person {
    paper.signed_in(Role::Reader).await
}

fn read(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

/// Posts what must be published at once; its id.
async fn published(browser: &Browser, fields: &[(&str, &str)]) -> String {
    let answer = read(&post(browser, fields).await);
    assert_eq!(answer["status"], "published", "{answer}");
    answer["comment"].to_string()
}

async fn count(paper: &Paper) -> i64 {
    paper.number("SELECT COUNT(*) FROM comments").await
}

async fn status(paper: &Paper, comment: &str) -> String {
    paper
        .text(&format!("SELECT status FROM comments WHERE id = {comment}"))
        .await
}

#[tokio::test]
async fn a_comment_is_stored_once_as_text_and_answered() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let (one, two) = (reader(&paper).await, reader(&paper).await);
    let text = "<script>alert(1)</script> & all";
    let fields = [
        ("article", article.as_str()),
        ("text", text),
        ("operation", "operation-1"),
    ];
    let first = published(&one.browser, &fields).await;
    let again = published(&one.browser, &fields).await;
    assert_eq!(first, again, "sent twice, stored once");
    assert_eq!(count(&paper).await, 1);
    assert_eq!(paper.text("SELECT text FROM comments").await, text);

    let reply = published(
        &two.browser,
        &[("parent", &first), ("text", "I do not think so.")],
    )
    .await;
    let told = paper
        .texts("SELECT kind || ' ' || person_id || ' ' || comment_id FROM comment_notices")
        .await;
    assert_eq!(told, [format!("reply {} {reply}", one.id)]);

    // Whoever is muted is not heard of.
    let fields = [("comment", reply.as_str()), ("muted", "true")];
    one.browser
        .call("/fn/comment/mute-person", &fields)
        .await
        .taken();
    published(
        &two.browser,
        &[("parent", &first), ("text", "And another thing to say.")],
    )
    .await;
    assert_eq!(
        paper.number("SELECT COUNT(*) FROM comment_notices").await,
        1
    );
}

#[tokio::test]
async fn only_people_whose_address_is_confirmed_write_about_what_is_published() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let fields = [("article", article.as_str()), ("text", "Good morning")];
    assert_eq!(post(&paper.browser(), &fields).await.status, 401);

    let person = reader(&paper).await;
    let unconfirm = format!(
        "UPDATE people SET email_confirmed_at = NULL WHERE id = {}",
        person.id
    );
    paper.change(&unconfirm).await;
    assert_eq!(post(&person.browser, &fields).await.status, 403);

    let person = reader(&paper).await;
    paper
        .change(&format!(
            "UPDATE articles SET status = 'draft' WHERE id = {article}"
        ))
        .await;
    assert_eq!(post(&person.browser, &fields).await.status, 404);
    assert_eq!(count(&paper).await, 0);
}

#[tokio::test]
async fn programs_that_fill_in_everything_or_are_too_fast_store_nothing() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let person = reader(&paper).await;
    let fields = [
        ("article", article.as_str()),
        ("text", "Buy now"),
        ("website", "https://shop.example"),
    ];
    assert_eq!(
        read(&post(&person.browser, &fields).await)["status"],
        "waiting"
    );

    let fields = [("article", article.as_str()), ("text", "Good morning")];
    let fast = Problem::Comment(CommentProblem::TooFast);
    // The session has just begun, and the form does not say when it was made.
    refused(&person.browser.call(POST, &fields).await, "", fast);
    let opened = (now() - 1_000).to_string();
    let with_time = [&[("opened", opened.as_str())], &fields[..]].concat();
    refused(&person.browser.call(POST, &with_time).await, "", fast);
    assert_eq!(count(&paper).await, 0);
    paper.age_sessions(10_000).await;
    assert_eq!(person.browser.call(POST, &fields).await.status, 200);
}

#[tokio::test]
async fn the_checks_decide_and_say_why() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let person = reader(&paper).await;
    let say =
        async |text: &str| post(&person.browser, &[("article", &article), ("text", text)]).await;
    paper
        .change("INSERT INTO comment_words (list, pattern, added_at) VALUES ('reject', 'moron', 1), ('hold', 'idiot', 1)")
        .await;
    let words = Problem::Comment(CommentProblem::Words);
    refused(&say("What a m0r0n he is").await, "text", words);
    let kept = paper
        .texts("SELECT c.status || ' ' || f.check_name || ' ' || f.verdict FROM comments c JOIN comment_findings f ON f.comment_id = c.id")
        .await;
    assert_eq!(kept, ["rejected words-reject reject"]);
    assert_eq!(
        read(&say("Only an idiot would say so").await)["status"],
        "waiting"
    );
    assert_eq!(
        paper
            .number("SELECT COALESCE(SUM(comments), 0) FROM threads")
            .await,
        0,
        "nobody sees either"
    );
    published(
        &person.browser,
        &[("article", &article), ("text", "A polite remark")],
    )
    .await;
    let before = count(&paper).await;
    let repeated = Problem::Comment(CommentProblem::Repeated);
    refused(&say("A polite remark").await, "text", repeated);
    assert_eq!(count(&paper).await, before, "haste is not kept");
    say("And one more of another kind").await;
    let answer = say("The fifth within this minute is too much").await;
    let AppError::Invalid(problems) = answer.refusal() else {
        panic!("{}", answer.body);
    };
    assert!(
        matches!(
            problems[0].problem,
            Problem::Comment(CommentProblem::TooOften(1..))
        ),
        "{problems:?}"
    );
    paper
        .change("INSERT INTO comment_rules (scope, scope_id, mode, changed_at) VALUES ('site', 0, 'closed', 1)")
        .await;
    let closed = Problem::Comment(CommentProblem::Closed);
    let other = reader(&paper).await;
    let fields = [("article", article.as_str()), ("text", "Too late for me")];
    refused(&post(&other.browser, &fields).await, "text", closed);
    assert_eq!(say(&"a".repeat(1_000_000)).await.status, 422);
}

#[tokio::test]
async fn the_shadowed_see_nothing_of_it_and_the_banned_are_told() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let person = reader(&paper).await;
    let restrict = format!(
        "INSERT INTO commenters (person_id, shadowed_at) VALUES ({}, 1)",
        person.id
    );
    paper.change(&restrict).await;
    let fields = [("article", article.as_str()), ("text", "Hear me out")];
    let id = published(&person.browser, &fields).await;
    assert_eq!(status(&paper, &id).await, "shadowed");
    paper
        .change("UPDATE commenters SET shadowed_at = NULL, banned_at = 1")
        .await;
    let restricted = Problem::Comment(CommentProblem::Restricted);
    let fields = [("article", article.as_str()), ("text", "Hear me once more")];
    refused(&post(&person.browser, &fields).await, "text", restricted);
}

#[tokio::test]
async fn a_comment_can_be_changed_for_five_minutes_and_deleted_for_ever() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let (one, two) = (reader(&paper).await, reader(&paper).await);
    let fields = [("article", article.as_str()), ("text", "What I think")];
    let id = published(&one.browser, &fields).await;
    let change = [("comment", id.as_str()), ("text", "What I really think")];
    let edit = "/fn/comment/edit-comment";
    assert_eq!(two.browser.call(edit, &change).await.status, 404);
    one.browser.call(edit, &change).await.taken();
    assert_eq!(
        paper.text("SELECT text FROM comments").await,
        "What I really think"
    );
    assert_eq!(
        paper.text("SELECT text FROM comment_revisions").await,
        "What I think"
    );
    paper
        .change("INSERT INTO comment_words (list, pattern, added_at) VALUES ('hold', 'idiot', 1)")
        .await;
    let worse = [("comment", id.as_str()), ("text", "He is an idiot")];
    one.browser.call(edit, &worse).await.taken();
    assert_eq!(status(&paper, &id).await, "waiting");
    paper
        .change("UPDATE comments SET posted_at = posted_at - 311000")
        .await;
    let late = Problem::Comment(CommentProblem::TooLate);
    refused(&one.browser.call(edit, &change).await, "text", late);

    let first = published(&two.browser, &fields).await;
    let reply = [("parent", first.as_str()), ("text", "An answer to it")];
    let second = published(&one.browser, &reply).await;
    let delete = "/fn/comment/delete-comment";
    let of_first = [("comment", first.as_str())];
    assert_eq!(one.browser.call(delete, &of_first).await.status, 404);
    two.browser.call(delete, &of_first).await.taken();
    let listed =
        format!("SELECT COUNT(*) FROM comments WHERE id = {first} AND listed_at IS NOT NULL");
    assert_eq!(paper.number(&listed).await, 1, "a stub: it was answered");
    one.browser
        .call(delete, &[("comment", &second)])
        .await
        .taken();
    assert_eq!(paper.number(&listed).await, 0, "nothing is left below it");
    assert_eq!(paper.number("SELECT comments FROM threads").await, 0);
}

#[tokio::test]
async fn support_counts_once_and_reports_hide() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let (one, two) = (reader(&paper).await, reader(&paper).await);
    let fields = [("article", article.as_str()), ("text", "What I think")];
    let id = published(&one.browser, &fields).await;
    let support = "/fn/comment/support-comment";
    let yes = [("comment", id.as_str()), ("supported", "true")];
    let own = Problem::Comment(CommentProblem::Own);
    refused(&one.browser.call(support, &yes).await, "", own);
    two.browser.call(support, &yes).await.taken();
    two.browser.call(support, &yes).await.taken();
    assert_eq!(paper.number("SELECT support FROM comments").await, 1);
    let no = [("comment", id.as_str()), ("supported", "false")];
    two.browser.call(support, &no).await.taken();
    assert_eq!(paper.number("SELECT support FROM comments").await, 0);

    let report = "/fn/comment/report-comment";
    let reason = |reason| [("comment", id.as_str()), ("reason", reason)];
    refused(&one.browser.call(report, &reason("insult")).await, "", own);
    let answer = two.browser.call(report, &reason("other")).await;
    refused(&answer, "note", Problem::Missing);
    two.browser.call(report, &reason("insult")).await.taken();
    let done = Problem::Comment(CommentProblem::Done);
    refused(&two.browser.call(report, &reason("spam")).await, "", done);
    assert_eq!(status(&paper, &id).await, "published");
    for _ in 0..3 {
        let another = reader(&paper).await;
        another
            .browser
            .call(report, &reason("insult"))
            .await
            .taken();
    }
    assert_eq!(status(&paper, &id).await, "hidden");
    let log = "SELECT action FROM comment_decisions WHERE moderator_id IS NULL";
    assert_eq!(paper.texts(log).await, ["hide"]);
    assert_eq!(two.browser.call(support, &yes).await.status, 404);
}

#[tokio::test]
async fn what_was_rejected_is_appealed_against_once() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let person = reader(&paper).await;
    let fields = [("article", article.as_str()), ("text", "What I think")];
    let id = published(&person.browser, &fields).await;
    let appeal = "/fn/comment/appeal-comment";
    let fields = [("comment", id.as_str()), ("text", "It was meant well.")];
    let not = Problem::Comment(CommentProblem::NotRejected);
    refused(&person.browser.call(appeal, &fields).await, "", not);
    paper
        .change("UPDATE comments SET status = 'rejected'")
        .await;
    let short = [("comment", id.as_str()), ("text", "No!")];
    let answer = person.browser.call(appeal, &short).await;
    refused(&answer, "text", Problem::TooShort(10));
    let other = reader(&paper).await;
    assert_eq!(other.browser.call(appeal, &fields).await.status, 404);
    person.browser.call(appeal, &fields).await.taken();
    let done = Problem::Comment(CommentProblem::Done);
    refused(&person.browser.call(appeal, &fields).await, "", done);
}

#[tokio::test]
async fn without_scripts_nothing_that_was_typed_is_lost() {
    let paper = Paper::start().await;
    let article = article(&paper).await;
    let page = format!("/en/comments/write?article={article}");
    let text = "What I <b>think</b>";
    let typed = [("article", article.as_str()), ("text", text)];

    // Nobody is signed in.
    let answer = paper
        .browser()
        .post_form("/en/comments/write", POST, &typed)
        .await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.texts("textarea"), [text]);
    let way = answer.attributes("a[target=_blank]", "href");
    assert_eq!(
        way,
        [format!(
            "/en/sign-in?next=%2Fen%2Fcomments%2Fwrite%3Farticle%3D{article}"
        )]
    );

    let person = reader(&paper).await;
    let preview = person
        .browser
        .post_form("/en/comments/write", "/fn/comment/preview-comment", &typed)
        .await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert_eq!(preview.texts(".preview .text p"), [text]);
    assert_eq!(preview.texts("textarea"), [text]);
    assert_eq!(count(&paper).await, 0);

    // The page itself says when it was made: at once is too fast.
    let opened = person.browser.page(&page).await;
    let hidden = |name: &str| {
        opened
            .attributes(&format!("input[name={name}]"), "value")
            .concat()
    };
    let (at, operation) = (hidden("opened"), hidden("operation"));
    let fields = [
        ("article", article.as_str()),
        ("text", text),
        ("opened", at.as_str()),
        ("operation", operation.as_str()),
    ];
    let fast = person.browser.post_form(&page, POST, &fields).await;
    assert_eq!(fast.status, 422);
    assert_eq!(fast.texts("textarea"), [text]);
    assert_eq!(fast.problems().len(), 1, "{:?}", fast.problems());

    let at = (now() - 10_000).to_string();
    let fields = [
        ("article", article.as_str()),
        ("text", text),
        ("opened", at.as_str()),
        ("operation", operation.as_str()),
    ];
    let stored = person.browser.post_form(&page, POST, &fields).await;
    assert_eq!(stored.status, 303, "{}", stored.body);
    let id = paper.number("SELECT id FROM comments").await;
    assert!(
        stored
            .header("location")
            .ends_with(&format!("?comment={id}#comment-{id}")),
        "{}",
        stored.header("location")
    );

    let report = format!("/en/comments/report?comment={id}");
    let other = reader(&paper).await;
    let fields = [("comment", id.to_string())];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let answer = other
        .browser
        .post_form(&report, "/fn/comment/report-comment", &fields)
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.texts(".quoted-comment blockquote"), [text]);
    let large = "a".repeat(1_000_000);
    let fields = [("article", article.as_str()), ("text", large.as_str())];
    let answer = other.browser.post_form(&page, POST, &fields).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.texts("textarea"), [large.as_str()]);
    let edit = format!("/en/comments/edit?comment={id}");
    assert_eq!(person.browser.page(&edit).await.texts("textarea"), [text]);
    assert_eq!(other.browser.get(&edit).await.status, 404);
}
