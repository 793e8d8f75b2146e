//! The moderators' desk through HTTP: deciding, racing, taking back, appeals, measures, rules, words.

use crate::paper::{Answer, Browser, Paper, Person};
use serde_json::Value;
use tilshi::{account::model::Role, error::AppError};

const DECIDE: &str = "/fn/comment/decide-comments";
const UNDO: &str = "/fn/comment/undo-decision";

/// A comment that waits, of a person, on the first article of the edition; its id.
async fn waiting(paper: &Paper, person: i64, text: &str) -> i64 {
    paper
        .change("INSERT INTO threads (article_id) SELECT MIN(id) FROM articles WHERE status = 'published' ON CONFLICT DO NOTHING")
        .await;
    paper
        .change(&format!(
            "INSERT INTO comments (article_id, person_id, name, level, path, text, status, posted_at) \
             SELECT MIN(id), {person}, 'Asan', 0, '', '{text}', 'waiting', 1000 FROM articles \
             WHERE status = 'published'"
        ))
        .await;
    paper
        .change("UPDATE comments SET branch_id = id WHERE branch_id IS NULL")
        .await;
    paper.number("SELECT MAX(id) FROM comments").await
}

async fn version(paper: &Paper, comment: i64) -> String {
    let version = paper
        .number(&format!(
            "SELECT version FROM comments WHERE id = {comment}"
        ))
        .await;
    format!("{comment}:{version}")
}

async fn status(paper: &Paper, comment: i64) -> String {
    paper
        .text(&format!("SELECT status FROM comments WHERE id = {comment}"))
        .await
}

async fn decide(browser: &Browser, comments: &str, action: &str, reason: &str) -> Value {
    let fields = [
        ("comments", comments),
        ("action", action),
        ("reason", reason),
    ];
    let answer = browser.call(DECIDE, &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

async fn moderator(paper: &Paper) -> Person {
    paper.signed_in(Role::Moderator).await
}

/// Everything that a decision can change, in words.
async fn everything(paper: &Paper) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT id || status || COALESCE(featured_at, 0) || COALESCE(decided_at, 0) || COALESCE(counted_at, 0) || \
         COALESCE(reported_at, 0) || report_weight || COALESCE(listed_at, 0) || replies FROM comments ORDER BY id",
        "SELECT article_id || ' ' || comments || ' ' || branches FROM threads ORDER BY article_id",
        "SELECT id || COALESCE(settled_at, 0) || COALESCE(upheld_at, 0) FROM comment_reports ORDER BY id",
        "SELECT person_id || ' ' || approved || ' ' || rejected || ' ' || reports_upheld FROM commenters \
         WHERE approved + rejected + reports_upheld <> 0 ORDER BY person_id",
        "SELECT id || kind FROM comment_notices ORDER BY id",
    ] {
        all.extend(paper.texts(sql).await);
    }
    all
}

#[tokio::test]
async fn of_two_moderators_the_second_is_told_who_decided_what() {
    let paper = Paper::start().await;
    let (first, second) = (moderator(&paper).await, moderator(&paper).await);
    let reader = paper.person(Role::Reader).await;
    let comment = waiting(&paper, reader.id, "Salem").await;
    let seen = version(&paper, comment).await;
    let page = second.browser.page("/en/desk/comments").await;
    assert_eq!(page.texts("h1"), ["Moderation"]);
    assert_eq!(page.texts(".said-text"), ["Salem"]);
    let answer = decide(&first.browser, &seen, "approve", "").await;
    assert_eq!(answer["late"], serde_json::json!([]));
    let answer = decide(&second.browser, &seen, "reject", "spam").await;
    assert_eq!(answer["late"], serde_json::json!([comment]));
    assert_eq!(status(&paper, comment).await, "published");
    let page = second
        .browser
        .page(answer["to"].as_str().expect("an address"))
        .await;
    let told = page.texts("p.problem[role=alert]").join(" ");
    assert!(
        told.contains(&first.name) && told.contains("Approve"),
        "{told}"
    );
    assert_eq!(
        paper.texts("SELECT action FROM comment_decisions").await,
        ["approve"]
    );
}

#[tokio::test]
async fn many_are_decided_at_once_without_scripts_and_taken_back_with_every_count() {
    let paper = Paper::start().await;
    let moderator = moderator(&paper).await;
    let (writer, reporter) = (
        paper.person(Role::Reader).await,
        paper.person(Role::Reader).await,
    );
    let mut chosen = Vec::new();
    for text in ["one", "two", "three"] {
        let comment = waiting(&paper, writer.id, text).await;
        paper
            .change(&format!(
                "INSERT INTO comment_reports (comment_id, person_id, reason, weight, reported_at) \
                 VALUES ({comment}, {}, 'spam', 2, 2000)",
                reporter.id
            ))
            .await;
        paper
            .change(&format!(
                "UPDATE comments SET reported_at = 2000, report_weight = 2 WHERE id = {comment}"
            ))
            .await;
        chosen.push(version(&paper, comment).await);
    }
    let before = everything(&paper).await;
    let fields: Vec<(&str, &str)> = chosen
        .iter()
        .map(|chosen| ("chosen[]", chosen.as_str()))
        .chain([
            ("action", "reject"),
            ("reason", "spam"),
            ("back", "/en/desk/comments?show=waiting"),
        ])
        .collect();
    let answer = moderator
        .browser
        .post_form("/en/desk/comments", DECIDE, &fields)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = moderator.browser.follow(&answer).await;
    assert_eq!(page.texts(".said p[role=status]"), ["Rejected: 3."]);
    assert_eq!(
        paper
            .number("SELECT COUNT(*) FROM comments WHERE status = 'rejected'")
            .await,
        3
    );
    let count = async |column: &str, person: i64| {
        let sql = format!("SELECT {column} FROM commenters WHERE person_id = {person}");
        paper.number(&sql).await
    };
    assert_eq!(count("rejected", writer.id).await, 3);
    assert_eq!(count("reports_upheld", reporter.id).await, 3);
    assert_eq!(
        paper
            .number(
                "SELECT COUNT(*) FROM comment_notices WHERE kind = 'rejected' AND reason = 'spam'"
            )
            .await,
        3
    );
    let decision = page.attributes(".said input[name=decision]", "value");
    let fields = [("decision", decision[0].as_str()), ("whole", "yes")];
    let answer = moderator
        .browser
        .post_form("/en/desk/comments", UNDO, &fields)
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(everything(&paper).await, before);
    let again = moderator.browser.call(UNDO, &fields).await;
    assert_eq!(again.status, 422, "once only: {}", again.body);
}

#[tokio::test]
async fn rejecting_needs_a_reason_and_what_was_typed_stays() {
    let paper = Paper::start().await;
    let moderator = moderator(&paper).await;
    let reader = paper.person(Role::Reader).await;
    let comment = waiting(&paper, reader.id, "Salem").await;
    let chosen = version(&paper, comment).await;
    let fields = [
        ("comments", chosen.as_str()),
        ("action", "reject"),
        ("note", "rude"),
    ];
    let page = moderator
        .browser
        .post_form("/en/desk/comments", DECIDE, &fields)
        .await;
    assert_eq!(page.status, 422);
    let selector = format!("#note-{comment}");
    assert_eq!(page.attributes(&selector, "value"), ["rude"]);
    assert_eq!(status(&paper, comment).await, "waiting");
}

#[tokio::test]
async fn an_appeal_is_settled_by_somebody_else() {
    let paper = Paper::start().await;
    let (first, second) = (moderator(&paper).await, moderator(&paper).await);
    let reader = paper.person(Role::Reader).await;
    let comment = waiting(&paper, reader.id, "Salem").await;
    // It answers somebody, who is to learn of it when it can be read.
    let answered = paper.person(Role::Reader).await;
    let above = waiting(&paper, answered.id, "Who says it first?").await;
    decide(
        &second.browser,
        &version(&paper, above).await,
        "approve",
        "",
    )
    .await;
    paper
        .change(&format!(
            "UPDATE comments SET parent_id = {above}, branch_id = {above}, level = 1, path = '1' \
             WHERE id = {comment}"
        ))
        .await;
    let chosen = version(&paper, comment).await;
    decide(&first.browser, &chosen, "reject", "insult").await;
    paper
        .change(&format!(
            "INSERT INTO comment_appeals (comment_id, person_id, against_id, text, appealed_at) \
             VALUES ({comment}, {}, {}, 'It was polite.', 3000)",
            reader.id, first.id
        ))
        .await;
    let id = comment.to_string();
    let settle = async |browser: &Browser| -> Answer {
        let fields = [("comment", id.as_str()), ("outcome", "granted")];
        browser.call("/fn/comment/settle-appeal", &fields).await
    };
    let page = first.browser.page("/en/desk/comments?show=appeals").await;
    assert!(
        page.texts(".appeal")
            .join(" ")
            .contains("another moderator")
    );
    assert_eq!(settle(&first.browser).await.refusal(), AppError::Forbidden);
    assert_eq!(status(&paper, comment).await, "rejected");
    assert_eq!(settle(&second.browser).await.status, 200);
    assert_eq!(status(&paper, comment).await, "published");
    let mut told = paper
        .texts("SELECT person_id || '' FROM comment_notices WHERE kind = 'appeal-granted'")
        .await;
    told.sort();
    let mut expected = [reader.id.to_string(), first.id.to_string()];
    expected.sort();
    assert_eq!(told, expected);
    assert_eq!(settle(&second.browser).await.status, 422);
    let replies = "SELECT person_id || ' ' || comment_id FROM comment_notices WHERE kind = 'reply'";
    let expected = format!("{} {comment}", answered.id);
    assert_eq!(paper.texts(replies).await, [expected]);
    let counts = format!(
        "SELECT approved || ' ' || rejected FROM commenters WHERE person_id = {}",
        reader.id
    );
    assert_eq!(paper.text(&counts).await, "1 0");
}

#[tokio::test]
async fn ones_own_and_what_is_appealed_against_is_for_somebody_else() {
    let paper = Paper::start().await;
    let first = paper.signed_in(Role::Admin).await;
    let second = moderator(&paper).await;
    let reader = paper.person(Role::Reader).await;
    let own = waiting(&paper, first.id, "Mine").await;
    let appealed = waiting(&paper, reader.id, "Salem").await;
    let seen = version(&paper, appealed).await;
    decide(&first.browser, &seen, "reject", "insult").await;
    paper
        .change(&format!(
            "INSERT INTO comment_appeals (comment_id, person_id, against_id, text, appealed_at) \
             VALUES ({appealed}, {}, {}, 'It was polite.', 3000)",
            reader.id, first.id
        ))
        .await;
    let both = [version(&paper, own).await, version(&paper, appealed).await].join(",");
    let answer = decide(&first.browser, &both, "approve", "").await;
    assert_eq!(answer["late"], serde_json::json!([own, appealed]));
    assert_eq!(status(&paper, own).await, "waiting");
    assert_eq!(status(&paper, appealed).await, "rejected");
    let page = first
        .browser
        .page(answer["to"].as_str().expect("an address"))
        .await;
    let told = page.texts("p.problem[role=alert]").join(" ");
    for words in [
        format!("Comment {own} is your own"),
        format!("The writer of comment {appealed} has appealed against your decision"),
    ] {
        assert!(told.contains(&words), "{told}");
    }
    let answer = decide(&second.browser, &both, "approve", "").await;
    assert_eq!(answer["late"], serde_json::json!([]));
    assert_eq!(status(&paper, own).await, "published");
    // Nor does an administrator take back what others have decided about their comment.
    let decision = answer["decisions"][0].to_string();
    let answer = first.browser.call(UNDO, &[("decision", &decision)]).await;
    assert_eq!(answer.refusal(), AppError::Forbidden);
}

#[tokio::test]
async fn people_are_restricted_and_told_but_for_what_they_are_not_to_know() {
    let paper = Paper::start().await;
    let moderator = moderator(&paper).await;
    let admin = paper.signed_in(Role::Admin).await;
    let reader = paper.person(Role::Reader).await;
    let author = paper.person(Role::Author).await;
    let restrict = async |browser: &Browser, person: i64, measure: &str, until: &str| {
        let person = person.to_string();
        let fields = [
            ("person", person.as_str()),
            ("measure", measure),
            ("until", until),
            ("reason", "insult"),
        ];
        browser
            .call("/fn/comment/restrict-person", &fields)
            .await
            .status
    };
    assert_eq!(
        restrict(&moderator.browser, author.id, "ban", "").await,
        403
    );
    assert_eq!(restrict(&admin.browser, author.id, "ban", "").await, 200);
    assert_eq!(
        restrict(&moderator.browser, reader.id, "suspend", "").await,
        422
    );
    assert_eq!(
        restrict(&moderator.browser, reader.id, "suspend", "2020-01-01").await,
        422
    );
    assert_eq!(
        restrict(&moderator.browser, reader.id, "suspend", "7").await,
        200
    );
    assert_eq!(
        restrict(&moderator.browser, reader.id, "shadow", "").await,
        200
    );
    let sql = format!(
        "SELECT kind FROM comment_notices WHERE person_id = {} ORDER BY id",
        reader.id
    );
    assert_eq!(paper.texts(&sql).await, ["suspended"]);
    let page = moderator
        .browser
        .page(&format!("/en/desk/comments/people/{}", reader.id))
        .await;
    assert_eq!(
        page.texts(".decision strong"),
        ["Mute to others only", "Suspend"]
    );
    let id = reader.id.to_string();
    let fields = [("person", id.as_str())];
    let lifted = moderator
        .browser
        .call("/fn/comment/lift-restriction", &fields)
        .await;
    assert_eq!(lifted.status, 200);
    assert_eq!(
        paper.texts(&sql).await,
        ["suspended"],
        "a shadow is lifted in silence"
    );
}

#[tokio::test]
async fn rules_are_set_by_scope_and_words_are_kept_and_tried() {
    let paper = Paper::start().await;
    let moderator = moderator(&paper).await;
    let article = paper
        .number("SELECT MIN(id) FROM articles WHERE status = 'published'")
        .await
        .to_string();
    let fields = [
        ("scope", "article"),
        ("scope_id", article.as_str()),
        ("mode", "closed"),
        ("slow_seconds", "30"),
    ];
    let call = async |name: &str, fields: &[(&str, &str)]| {
        let path = format!("/fn/comment/{name}");
        moderator.browser.call(&path, fields).await.status
    };
    assert_eq!(call("set-comment-rules", &fields).await, 200);
    assert_eq!(
        paper
            .text("SELECT mode || slow_seconds FROM comment_rules WHERE scope = 'article'")
            .await,
        "closed30"
    );
    let event = paper.text("SELECT event FROM comment_events").await;
    assert!(event.contains("ruled"), "{event}");
    let wrong = [("scope", "site"), ("slow_seconds", "-1")];
    assert_eq!(call("set-comment-rules", &wrong).await, 422);
    let nowhere = [("scope", "section"), ("scope_id", "999999")];
    assert_eq!(call("set-comment-rules", &nowhere).await, 404);
    let words = [("list", "reject"), ("words", "idiot\n\n moron \nidiot")];
    assert_eq!(call("add-comment-word", &words).await, 200);
    let page = moderator
        .browser
        .page("/en/desk/comments/rules?try=You+1diot")
        .await;
    assert_eq!(page.texts(".words code"), ["idiot", "moron"]);
    assert_eq!(page.texts(".tried mark"), ["1diot"]);
    let id = paper
        .number("SELECT id FROM comment_words WHERE pattern = 'idiot'")
        .await
        .to_string();
    assert_eq!(call("remove-comment-word", &[("word", &id)]).await, 200);
    assert_eq!(
        paper.texts("SELECT pattern FROM comment_words").await,
        ["moron"]
    );
    let log = moderator.browser.page("/en/desk/comments/log").await;
    assert_eq!(
        log.texts(".decision strong"),
        ["Word removed", "Words added", "Rules changed"]
    );
}

#[tokio::test]
async fn a_moderator_who_does_not_write_lands_at_the_comments() {
    let paper = Paper::start().await;
    let moderator = moderator(&paper).await;
    let answer = moderator.browser.get("/en/desk").await;
    assert_eq!(answer.header("location"), "/en/desk/comments");
    let page = moderator.browser.page("/en/desk/comments").await;
    assert_eq!(
        page.texts(".desk-head nav[aria-label=Desk] a"),
        ["Comments"]
    );
    for path in ["figures", "log", "rules"] {
        let page = moderator
            .browser
            .page(&format!("/kk/desk/comments/{path}"))
            .await;
        assert_eq!(page.status, 200);
    }
    let answer = moderator
        .browser
        .get("/en/desk/comments?show=nonsense")
        .await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn an_open_page_learns_what_was_settled_elsewhere_and_what_has_come() {
    let paper = Paper::start().await;
    let (first, second) = (moderator(&paper).await, moderator(&paper).await);
    let admin = paper.signed_in(Role::Admin).await;
    let writer = paper.signed_in(Role::Reader).await;
    let reporter = paper.signed_in(Role::Reader).await;
    let comment = waiting(&paper, writer.id, "Salem").await;
    let id = comment.to_string();
    // How the page stands on which the comment is, or one without it.
    let look = async |shown: &str, tab: &str| -> Value {
        let path = format!("/fn/comment/load-queue?comments={shown}&show={tab}");
        let answer = second.browser.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).expect("JSON")
    };
    let entry = async |tab: &str| look(&id, tab).await["entries"][0].clone();
    let has_others = async |tab: &str| look("", tab).await["has_others"] == true;
    let changes = async || {
        let sql = "SELECT COALESCE(MAX(changes), 0) FROM comment_desk";
        paper.number(sql).await
    };
    assert_eq!(entry("waiting").await["status"], "waiting");
    assert!(has_others("waiting").await);
    assert_eq!(look(&id, "waiting").await["has_others"], false);
    assert_eq!(look("", "").await["has_others"], false);

    let seen = version(&paper, comment).await;
    let approved = decide(&first.browser, &seen, "approve", "").await;
    assert_eq!(changes().await, 1);
    assert_eq!(entry("waiting").await["status"], "published");
    assert!(!has_others("waiting").await);
    assert!(has_others("decided").await);

    let fields = [("comment", id.as_str()), ("reason", "spam")];
    let report = "/fn/comment/report-comment";
    assert_eq!(reporter.browser.call(report, &fields).await.status, 200);
    assert_eq!(changes().await, 2);
    assert_eq!(entry("reported").await["reported"], true);
    assert!(has_others("reported").await);

    // Taken back by somebody else: the log says by whom, and the report that came since is there.
    let decision = approved["decisions"][0].to_string();
    let fields = [("decision", decision.as_str())];
    assert_eq!(admin.browser.call(UNDO, &fields).await.status, 200);
    assert_eq!(changes().await, 3);
    assert_eq!(status(&paper, comment).await, "waiting");
    assert!(has_others("waiting").await && has_others("reported").await);
    let log = second.browser.page("/en/desk/comments/log").await;
    assert_eq!(
        log.texts(".decision em"),
        [format!("undone by {}", admin.name)]
    );

    let seen = version(&paper, comment).await;
    decide(&first.browser, &seen, "reject", "insult").await;
    assert_eq!(changes().await, 4);
    assert_eq!(entry("reported").await["reported"], false);
    let fields = [
        ("comment", id.as_str()),
        ("text", "It was \u{202E}meant well."),
    ];
    let appeal = "/fn/comment/appeal-comment";
    assert_eq!(writer.browser.call(appeal, &fields).await.status, 200);
    assert_eq!(changes().await, 5);
    assert_eq!(entry("appeals").await["appealed"], true);
    assert!(has_others("appeals").await);
    let page = second.browser.page("/en/desk/comments?show=appeals").await;
    assert_eq!(page.texts(".appeal bdi"), ["It was meant well."]);
    let fields = [("comment", id.as_str()), ("outcome", "declined")];
    let settle = "/fn/comment/settle-appeal";
    assert_eq!(second.browser.call(settle, &fields).await.status, 200);
    assert_eq!(changes().await, 6);
    assert_eq!(entry("appeals").await["appealed"], false);
    let fields = [("comment", id.as_str())];
    let delete = "/fn/comment/delete-comment";
    assert_eq!(writer.browser.call(delete, &fields).await.status, 200);
    assert_eq!(changes().await, 7);
}
