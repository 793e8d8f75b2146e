//! People who comment: what they are told, their names, what they take along.

#[path = "commenters/outside.rs"]
mod outside;
#[path = "commenters/services.rs"]
mod services;

use crate::paper::{
    Paper, Person,
    commenting::{article, post, refused},
};
use serde_json::Value;
use tilshi::{
    account::{self, forms::VISITOR, model::Role},
    comment::{digest, problem::CommentProblem, upkeep},
    error::Problem,
    first_edition,
    site::pages::now,
};

const NAME: &str = "/fn/comment/take-pseudonym";
const SEEN: &str = "/fn/comment/see-notices";
const DIGEST: &str = "/fn/comment/set-digest";
const OWN: &str = "/en/comments";
const DAY: i64 = 86_400_000;

/// A paper with the first edition and some settings.
async fn start_with(settings: &[(&str, &str)]) -> Paper {
    let paper = Paper::start_with(settings).await;
    let configuration = &paper.configuration;
    first_edition::load_if_empty(
        &paper.database,
        &configuration.data_dir,
        &configuration.site.languages,
        now(),
    )
    .await
    .expect("the first edition")
    .expect("an empty database");
    paper
}

/// Posts what must be taken; its id and where it stands.
async fn posted(person: &Person, fields: &[(&str, &str)]) -> (String, String) {
    let answer = post(&person.browser, fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let posted: Value = serde_json::from_str(&answer.body).expect("JSON");
    let status = posted["status"].as_str().expect("a status").to_owned();
    (posted["comment"].to_string(), status)
}

/// Somebody who has been answered: the paper's visitor, whoever answered, and both comments.
async fn answered(paper: &Paper) -> (Person, Person, String) {
    let one = paper.signed_in(Role::Reader).await;
    let two = paper.signed_in(Role::Reader).await;
    let article = article(paper).await;
    let fields = [
        ("article", article.as_str()),
        (
            "text",
            "Nobody tells the readers when the bridge will open.",
        ),
    ];
    let (first, _) = posted(&one, &fields).await;
    let fields = [
        ("parent", first.as_str()),
        ("text", "<i>In spring</i>, says the mayor."),
    ];
    posted(&two, &fields).await;
    (one, two, first)
}

async fn visitor(person: &Person) -> Value {
    let answer = person.browser.get(VISITOR).await;
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn answers_are_told_counted_in_the_masthead_and_seen_by_a_button() {
    let paper = Paper::start().await;
    let (one, two, first) = answered(&paper).await;
    let told = visitor(&one).await;
    assert_eq!(
        (told["notices"].as_i64(), told["notices_words"].as_str()),
        (Some(1), Some("1 new notice"))
    );
    assert_eq!(visitor(&two).await["notices"], 0);

    let page = one.browser.page(OWN).await;
    let notices = page.texts("section[aria-labelledby=notices] li").join(" ");
    let words = format!("{} has answered your comment.", two.name);
    assert!(notices.contains(&words), "{notices}");
    assert!(notices.contains("New"), "{notices}");
    assert!(
        notices.contains("<i>In spring</i>, says the mayor."),
        "{notices}"
    );
    let link = page.attributes("section[aria-labelledby=notices] li a", "href");
    assert!(link[0].contains("?comment="), "{link:?}");
    assert_eq!(one.browser.get(&link[0]).await.status, 200);
    let own = page
        .texts("section[aria-labelledby=own-comments] li")
        .join(" ");
    assert!(own.contains("Nobody tells the readers"), "{own}");
    let edit = format!("/en/comments/edit?comment={first}");
    let links = page.attributes("section[aria-labelledby=own-comments] a", "href");
    assert!(links.contains(&edit), "{links:?}");
    // Looking at the page changes nothing.
    assert_eq!(visitor(&one).await["notices"], 1);

    let answer = one.browser.fill(OWN, SEEN, &[]).await;
    let page = one.browser.follow(&answer).await;
    let notices = page.texts("section[aria-labelledby=notices] li").join(" ");
    assert!(
        notices.contains(&words) && !notices.contains("New"),
        "{notices}"
    );
    assert_eq!(visitor(&one).await["notices"], 0);

    // What comes after the page was shown is not marked with it, and nobody marks another's.
    let fields = [
        ("parent", first.as_str()),
        ("text", "Or in summer, who knows?"),
    ];
    posted(&two, &fields).await;
    one.browser.call(SEEN, &[("up_to", "1")]).await.taken();
    let all = [("up_to", "999999")];
    two.browser.call(SEEN, &all).await.taken();
    assert_eq!(visitor(&one).await["notices"], 1);
    assert_eq!(two.browser.call(SEEN, &[("up_to", "x")]).await.status, 404);
}

#[tokio::test]
async fn long_lists_of_notices_and_comments_come_in_pages() {
    let paper = Paper::start().await;
    let (one, _, first) = answered(&paper).await;
    for number in 0..25 {
        paper
            .change(&format!(
                "INSERT INTO comment_notices (person_id, kind, comment_id, told_at) \
                 VALUES ({}, 'approved', {first}, {number})",
                one.id
            ))
            .await;
        paper
            .change(&format!(
                "INSERT INTO comments (article_id, person_id, name, branch_id, level, path, text, status, posted_at) \
                 SELECT article_id, person_id, name, branch_id, 0, '', 'Comment {number}', 'waiting', 7 FROM comments \
                 WHERE id = {first}"
            ))
            .await;
    }
    for (section, all) in [("notices", 26), ("own-comments", 26)] {
        let mut seen = Vec::new();
        let mut page = OWN.to_owned();
        loop {
            let answer = one.browser.page(&page).await;
            let lines = answer.texts(&format!("section[aria-labelledby={section}] > ol > li"));
            assert!(lines.len() <= 20, "{}", lines.len());
            seen.extend(lines);
            assert!(seen.len() <= all, "{page} goes on for ever");
            let older = answer.attributes(
                &format!("section[aria-labelledby={section}] > p > a.pill"),
                "href",
            );
            match older.into_iter().next() {
                Some(href) => page = href.split('#').next().unwrap_or_default().to_owned(),
                None => break,
            }
        }
        assert_eq!(seen.len(), all, "{section}");
    }
}

#[tokio::test]
async fn names_look_like_nobody_elses_and_stay_for_thirty_days() {
    let paper = Paper::start().await;
    let one = paper.signed_in(Role::Reader).await;
    let two = paper.signed_in(Role::Reader).await;
    let editor = paper.signed_in(Role::Editor).await;
    paper
        .change(&format!(
            "UPDATE people SET name = 'Сауле Омар' WHERE id = {}",
            editor.id
        ))
        .await;
    let article = article(&paper).await;
    let fields = [
        ("article", article.as_str()),
        ("text", "Said under my own name."),
    ];
    posted(&one, &fields).await;

    for (name, problem) in [
        ("a", CommentProblem::NameLength),
        ("<b>bold</b>", CommentProblem::NameSigns),
        // A Latin a among Cyrillic letters.
        ("Aқын", CommentProblem::NameMixed),
        // The editor's name, and one that looks like it.
        ("Сауле Омар", CommentProblem::NameTaken),
        ("сауле  омар", CommentProblem::NameTaken),
    ] {
        let answer = one.browser.call(NAME, &[("pseudonym", name)]).await;
        refused(&answer, "pseudonym", Problem::Comment(problem));
    }
    // Without scripts the page says so, and keeps what was typed.
    let page = one
        .browser
        .fill(OWN, NAME, &[("pseudonym", "Сауле Омар")])
        .await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attributes("#pseudonym", "value"), ["Сауле Омар"]);
    assert_eq!(
        page.texts("#pseudonym-problem"),
        ["This name is taken, or looks like one that is."]
    );
    // Its owner may.
    editor
        .browser
        .call(NAME, &[("pseudonym", "Сауле Омар")])
        .await
        .taken();

    let answer = one
        .browser
        .fill(OWN, NAME, &[("pseudonym", "Dala Owl")])
        .await;
    let page = one.browser.follow(&answer).await;
    assert!(page.body.contains("Dala Owl"));
    let answer = two.browser.call(NAME, &[("pseudonym", "dala owl")]).await;
    refused(
        &answer,
        "pseudonym",
        Problem::Comment(CommentProblem::NameTaken),
    );
    let fields = [
        ("article", article.as_str()),
        ("text", "And said under another one."),
    ];
    posted(&one, &fields).await;
    let names = paper.texts("SELECT name FROM comments ORDER BY id").await;
    assert_eq!(
        names,
        [one.name.as_str(), "Dala Owl"],
        "old ones keep theirs"
    );

    let other = [("pseudonym", "Dala Fox")];
    let answer = one.browser.call(NAME, &other).await;
    refused(
        &answer,
        "pseudonym",
        Problem::Comment(CommentProblem::NameTooSoon),
    );
    // The same once more is no change.
    one.browser
        .call(NAME, &[("pseudonym", "Dala Owl")])
        .await
        .taken();
    one.browser.call(NAME, &[("pseudonym", "")]).await.taken();
    let answer = one.browser.call(NAME, &other).await;
    refused(
        &answer,
        "pseudonym",
        Problem::Comment(CommentProblem::NameTooSoon),
    );
    paper
        .change(&format!(
            "UPDATE commenters SET pseudonym_at = pseudonym_at - {}",
            30 * DAY
        ))
        .await;
    one.browser.call(NAME, &other).await.taken();
}

#[tokio::test]
async fn the_mail_a_day_comes_to_whoever_wants_it_and_once() {
    let paper = Paper::start().await;
    let (one, two, first) = answered(&paper).await;
    let site = &paper.configuration.site;
    let write = async |now: i64| {
        digest::write_due(&paper.database, site, now)
            .await
            .expect("mails")
    };
    assert_eq!(write(now()).await, 0, "nobody has asked for it");

    let answer = one.browser.fill(OWN, DIGEST, &[("digest", "on")]).await;
    assert_eq!(answer.header("location"), "/en/comments#digest");
    // Two servers do it at once.
    let moment = now();
    let (here, there) = tokio::join!(write(moment), write(moment));
    assert_eq!(here + there, 1);
    let letter = paper.letter("digest", &one.email).await;
    for text in [
        "There is 1 new notice about your comments.",
        "has answered your comment.",
        "<i>In spring</i>, says the mayor.",
        "List-Unsubscribe: ",
    ] {
        assert!(letter.text.contains(text), "{text} in {}", letter.text);
    }
    assert!(
        !letter
            .text
            .contains("<p style=\"margin:0 0 12px;font-size:14px;color:#5a5e66;\"><i>")
    );
    assert_eq!(paper.kinds_to(&two.email).await, [""; 0]);

    // Mailed, but still not seen in the app.
    assert_eq!(visitor(&one).await["notices"], 1);
    let fields = [
        ("parent", first.as_str()),
        ("text", "I was wrong: it opens in autumn."),
    ];
    posted(&two, &fields).await;
    assert_eq!(write(now()).await, 0, "one a day at most");
    let a_day_later = format!("UPDATE commenters SET digest_sent_at = digest_sent_at - {DAY}");
    paper.change(&a_day_later).await;
    assert_eq!(write(now()).await, 1);
    assert_eq!(paper.kinds_to(&one.email).await, ["digest", "digest"]);
    let letter = paper.letter("digest", &one.email).await;
    assert!(letter.text.contains("autumn") && !letter.text.contains("In spring"));

    posted(
        &two,
        &[
            ("parent", first.as_str()),
            ("text", "No, in winter, they say."),
        ],
    )
    .await;
    let answer = one.browser.fill(OWN, DIGEST, &[("digest", "off")]).await;
    assert_eq!(answer.status, 303);
    paper.change(&a_day_later).await;
    assert_eq!(write(now()).await, 0, "switched off");
}

#[tokio::test]
async fn the_export_has_what_was_said_and_the_account_takes_it_along() {
    let paper = Paper::start().await;
    let (one, two, first) = answered(&paper).await;
    one.browser
        .call(NAME, &[("pseudonym", "Dala Owl")])
        .await
        .taken();
    let person = one.id;
    one.browser.call(DIGEST, &[("digest", "on")]).await.taken();
    let reply = paper
        .number("SELECT MAX(id) FROM comments")
        .await
        .to_string();
    let fields = [("comment", reply.as_str()), ("supported", "true")];
    one.browser
        .call("/fn/comment/support-comment", &fields)
        .await
        .taken();
    let export = one.browser.page("/en/account/export").await;
    let export: Value = serde_json::from_str(&export.body).expect("JSON");
    let said = &export["comments"];
    assert_eq!(said["written"].as_array().map(Vec::len), Some(1), "{said}");
    assert_eq!(said["written"][0]["name"], one.name);
    assert_eq!(said["written"][0]["network"], "127.0.0.1");
    assert_eq!(said["supported"][0]["comment_id"].to_string(), reply);
    assert_eq!(said["notices"][0]["kind"], "reply");
    let standing = &said["standing"][0];
    assert_eq!(standing["pseudonym"], "Dala Owl");
    assert!(standing["digest_at"].is_number(), "{standing}");
    paper
        .change(&format!(
            "UPDATE people SET delete_at = 1 WHERE id = {person}"
        ))
        .await;
    account::upkeep::look_after(&paper.database, now())
        .await
        .expect("looked after");
    upkeep::look_after(&paper.database, 180, now())
        .await
        .expect("looked after");
    let stub = paper
        .text(&format!(
            "SELECT status || '|' || name || '|' || text FROM comments WHERE id = {first}"
        ))
        .await;
    assert_eq!(stub, "deleted||");
    for table in ["commenters", "comment_notices", "comment_supports"] {
        let left = format!("SELECT COUNT(*) FROM {table} WHERE person_id = {person}");
        assert_eq!(paper.number(&left).await, 0, "{table}");
    }
    let shown = paper
        .number("SELECT comments FROM threads WHERE article_id = (SELECT article_id FROM comments LIMIT 1)")
        .await;
    assert_eq!(shown, 1, "the answer stays");
    let page = two.browser.page(OWN).await;
    assert!(page.body.contains("In spring"));
}
