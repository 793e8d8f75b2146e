//! The services that a paper can have asked: one that sends codes to telephones, one that looks at comments.

use super::{
    OWN,
    outside::{Mood, Outside, SECRET},
    posted, start_with,
};
use crate::paper::{
    Answer, Paper,
    commenting::{POST, article, post, refused},
};
use serde_json::Value;
use tilshi::{
    account::model::Role,
    comment::problem::CommentProblem,
    error::{AppError, Problem},
    site::pages::now,
};

const SEND_CODE: &str = "/fn/comment/begin-telephone";
const CONFIRM: &str = "/fn/comment/confirm-telephone";
const TELEPHONE: &str = "/en/comments/telephone";

#[tokio::test]
async fn a_telephone_is_confirmed_by_the_code_that_was_sent_to_it() {
    let outside = Outside::start().await;
    let paper = start_with(&[
        ("TILSHI_COMMENTS_TELEPHONE_URL", &outside.url()),
        ("TILSHI_COMMENTS_TELEPHONE_SECRET", SECRET),
        ("TILSHI_COMMENTS_TELEPHONE_REQUIRED", "true"),
    ])
    .await;
    let article = article(&paper).await;
    let one = paper.signed_in(Role::Reader).await;
    let two = paper.signed_in(Role::Reader).await;
    let fields = [
        ("article", article.as_str()),
        ("text", "May I say something?"),
    ];
    let needed = Problem::Comment(CommentProblem::TelephoneNeeded);
    refused(&post(&one.browser, &fields).await, "", needed);
    // Without scripts the page leads there, and keeps the text.
    let opened = (now() - 10_000).to_string();
    let form = [&fields[..], &[("opened", opened.as_str())]].concat();
    let page = one
        .browser
        .post_form("/en/comments/write", POST, &form)
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.attributes("main [role=alert] a", "href")
            .contains(&TELEPHONE.to_owned())
    );
    assert_eq!(page.texts("#text"), ["May I say something?"]);
    // The newsroom is known.
    let editor = paper.signed_in(Role::Editor).await;
    posted(&editor, &fields).await;

    for (typed, problem) in [
        ("", Problem::Missing),
        (
            "+49 151 12345678",
            Problem::Comment(CommentProblem::TelephoneNumber),
        ),
    ] {
        let answer = one.browser.call(SEND_CODE, &[("telephone", typed)]).await;
        refused(&answer, "telephone", problem);
    }
    assert_eq!(outside.questions().len(), 0);
    let answer = one
        .browser
        .fill(TELEPHONE, SEND_CODE, &[("telephone", "8 (701) 123-45-67")])
        .await;
    let page = one.browser.follow(&answer).await;
    assert!(
        page.body
            .contains("A code of six digits is on its way to your telephone.")
    );
    let asked = outside.questions();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].is_signed, "{asked:?}");
    assert_eq!(asked[0].body["telephone"], "+77011234567");
    assert_eq!(asked[0].body["language"], "en");
    let code = asked[0].body["code"].as_str().expect("a code").to_owned();
    // Neither the number nor the code is in the database.
    let stored = paper
        .texts("SELECT telephone_hash || ' ' || code_hash FROM telephone_codes")
        .await
        .join(" ");
    assert!(
        !stored.contains("7011234567") && !stored.contains(&code),
        "{stored}"
    );

    let wrong = if code == "000000" { "000001" } else { "000000" };
    let page = one
        .browser
        .fill(TELEPHONE, CONFIRM, &[("code", wrong)])
        .await;
    assert_eq!(page.status, 422);
    assert!(!page.texts("#code-problem").join("").is_empty());
    // Somebody else's code is no use.
    let answer = two.browser.call(CONFIRM, &[("code", &code)]).await;
    refused(&answer, "code", Problem::Expired);
    let typed = format!("{} {}", &code[..3], &code[3..]);
    let answer = one
        .browser
        .fill(TELEPHONE, CONFIRM, &[("code", &typed)])
        .await;
    let page = one.browser.follow(&answer).await;
    assert!(page.body.contains("Your telephone is confirmed."));
    posted(&one, &fields).await;
    let answer = one.browser.call(CONFIRM, &[("code", &code)]).await;
    refused(&answer, "code", Problem::Expired);

    // The same telephone confirms no second account.
    let number = [("telephone", "+7 701 123 45 67")];
    two.browser.call(SEND_CODE, &number).await.taken();
    let code = outside.last_code();
    let answer = two.browser.call(CONFIRM, &[("code", &code)]).await;
    refused(
        &answer,
        "telephone",
        Problem::Comment(CommentProblem::TelephoneTaken),
    );
    refused(&post(&two.browser, &fields).await, "", needed);
}

#[tokio::test]
async fn codes_are_bounded_in_tries_time_and_number() {
    let outside = Outside::start().await;
    let paper = start_with(&[
        ("TILSHI_COMMENTS_TELEPHONE_URL", &outside.url()),
        ("TILSHI_COMMENTS_TELEPHONE_SECRET", SECRET),
    ])
    .await;
    let one = paper.signed_in(Role::Reader).await;
    let two = paper.signed_in(Role::Reader).await;
    let number = [("telephone", "+7 701 123 45 67")];
    one.browser.call(SEND_CODE, &number).await.taken();
    let code = outside.last_code();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let answer = one.browser.call(CONFIRM, &[("code", wrong)]).await;
        refused(&answer, "code", Problem::WrongCode);
    }
    let answer = one.browser.call(CONFIRM, &[("code", &code)]).await;
    refused(&answer, "code", Problem::Expired);

    one.browser.call(SEND_CODE, &number).await.taken();
    let code = outside.last_code();
    paper
        .change("UPDATE telephone_codes SET expires_at = expires_at - 600000")
        .await;
    let answer = one.browser.call(CONFIRM, &[("code", &code)]).await;
    refused(&answer, "code", Problem::Expired);

    // What cannot be sent is said, and what was typed stays.
    outside.set(Mood::Failing);
    let page = one.browser.fill(TELEPHONE, SEND_CODE, &number).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attributes("#telephone", "value"), ["+7 701 123 45 67"]);
    assert_eq!(
        page.texts("#telephone-problem"),
        ["The code could not be sent. Try again in a few minutes."]
    );
    // Four codes to one number, whoever asks, then it takes an hour.
    outside.set(Mood::Passing);
    two.browser.call(SEND_CODE, &number).await.taken();
    let sent = outside.questions().len();
    let answer = two.browser.call(SEND_CODE, &number).await;
    assert_eq!(answer.refusal(), AppError::Wait(3_600));
    assert_eq!(outside.questions().len(), sent, "nothing was sent");

    // Where there is no service there is no such page.
    let paper = Paper::start().await;
    let one = paper.signed_in(Role::Reader).await;
    assert_eq!(one.browser.get(TELEPHONE).await.status, 404);
    assert_eq!(one.browser.call(SEND_CODE, &number).await.status, 404);
    assert_eq!(
        one.browser
            .call(CONFIRM, &[("code", "123456")])
            .await
            .status,
        404
    );
    assert!(!one.browser.page(OWN).await.body.contains(TELEPHONE));
}

/// What the check outside found, as moderators see it.
async fn finding(paper: &Paper, comment: &str) -> String {
    let sql = format!(
        "SELECT verdict || ' ' || reason FROM comment_findings WHERE comment_id = {comment} \
         AND check_name = 'external'"
    );
    paper.texts(&sql).await.join(" ")
}

#[tokio::test]
async fn a_service_outside_looks_at_comments_and_not_at_people() {
    let outside = Outside::start().await;
    let paper = start_with(&[
        ("TILSHI_COMMENTS_CHECK_URL", &outside.url()),
        ("TILSHI_COMMENTS_CHECK_SECRET", SECRET),
    ])
    .await;
    let article = article(&paper).await;
    let person = paper.signed_in(Role::Reader).await;
    let say = |text: &'static str| {
        let article = article.clone();
        let person = &person;
        async move {
            post(
                &person.browser,
                &[("article", article.as_str()), ("text", text)],
            )
            .await
        }
    };
    let read = |answer: &Answer| -> (String, String) {
        assert_eq!(answer.status, 200, "{}", answer.body);
        let posted: Value = serde_json::from_str(&answer.body).expect("JSON");
        (
            posted["comment"].to_string(),
            posted["status"].as_str().expect("a status").to_owned(),
        )
    };

    outside.set(Mood::Passing);
    let (comment, status) = read(&say("A calm word about the bridge.").await);
    assert_eq!(status, "published");
    assert_eq!(finding(&paper, &comment).await, "");
    let asked = outside.questions();
    assert!(asked[0].is_signed, "{asked:?}");
    let body = &asked[0].body;
    assert_eq!(body["text"], "A calm word about the bridge.");
    assert_eq!(
        (&body["language"], &body["trust"]),
        (&"en".into(), &"new".into())
    );
    assert_eq!(body["links"], 0);
    let address = body["article"].as_str().expect("an address");
    assert!(
        address.starts_with("http://127.0.0.1:3000/en/"),
        "{address}"
    );
    let told: Vec<&String> = body.as_object().expect("an object").keys().collect();
    assert_eq!(
        told,
        ["article", "language", "links", "quote", "text", "trust"]
    );
    for secret in [person.name.as_str(), person.email.as_str(), "127.0.0.1\""] {
        assert!(!body.to_string().contains(secret), "{secret}");
    }

    outside.set(Mood::Holding);
    let (comment, status) = read(&say("Another word, which sounds strange.").await);
    assert_eq!(status, "waiting");
    assert_eq!(
        finding(&paper, &comment).await,
        "hold {\"why\":\"told\",\"words\":\"sounds like an advertisement\"}"
    );
    outside.set(Mood::Rejecting);
    let answer = say("A third word that nobody should read.").await;
    refused(&answer, "text", Problem::Comment(CommentProblem::Refused));
    let rejected = paper
        .texts("SELECT text FROM comments WHERE status = 'rejected'")
        .await;
    assert_eq!(rejected, ["A third word that nobody should read."]);

    // What the paper's own checks refuse is not told.
    let count = outside.questions().len();
    let answer = say("A calm word about the bridge.").await;
    refused(&answer, "text", Problem::Comment(CommentProblem::Repeated));
    assert_eq!(outside.questions().len(), count);
}

#[tokio::test]
async fn a_service_that_fails_or_lies_holds_comments_or_lets_them_pass() {
    let moods = [
        (Mood::Failing, "The first remark is about the school."),
        (Mood::Garbage, "Bread has become dearer once more."),
        (Mood::Unsigned, "Who pays for the new stadium, and why?"),
        (
            Mood::WrongSignature,
            "My neighbour has planted forty apple trees.",
        ),
        (Mood::OldAnswer, "Trains leave late whenever it snows."),
        (Mood::UnknownVerdict, "The library is closed on Sundays."),
        (Mood::Endless, "Our museum deserves a better roof."),
        (Mood::Slow, "In the evening the lake is quiet."),
    ];
    for (failing, expected) in [("hold", "waiting"), ("pass", "published")] {
        let outside = Outside::start().await;
        let paper = start_with(&[
            ("TILSHI_COMMENTS_CHECK_URL", &outside.url()),
            ("TILSHI_COMMENTS_CHECK_SECRET", SECRET),
            ("TILSHI_COMMENTS_CHECK_FAILING", failing),
        ])
        .await;
        let article = article(&paper).await;
        for (mood, text) in moods {
            // Somebody new each time, so that no check but this one has anything to say.
            let person = paper.signed_in(Role::Reader).await;
            outside.set(mood);
            let started = std::time::Instant::now();
            let fields = [("article", article.as_str()), ("text", text)];
            let (comment, status) = posted(&person, &fields).await;
            assert_eq!(status, expected, "{mood:?} {failing}");
            assert_eq!(
                finding(&paper, &comment).await,
                format!("{failing} {{\"why\":\"no-answer\"}}"),
                "{mood:?}"
            );
            let taken = started.elapsed().as_secs_f64();
            if mood == Mood::Slow {
                assert!(taken >= 2.0, "{taken}");
            }
        }
    }
}
