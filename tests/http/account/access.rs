//! Everybody at every door, held against the one table of who may do what.

use crate::paper::{Answer, Browser, Paper};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tilshi::account::{
    access::{
        Action, FUNCTIONS, PAGES, ROUTES,
        Requirement::{self, Anyone, May, Public, SignedIn},
        may,
    },
    forms,
    model::Role,
};

/// Who comes to a door. A suspended administrator still has the session that they had.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Visitor {
    Nobody,
    With(Role),
    Suspended,
}

const VISITORS: [Visitor; 7] = [
    Visitor::Nobody,
    Visitor::With(Role::Reader),
    Visitor::With(Role::Author),
    Visitor::With(Role::Editor),
    Visitor::With(Role::Moderator),
    Visitor::With(Role::Admin),
    Visitor::Suspended,
];

impl Visitor {
    /// A browser of somebody who has just come.
    async fn browser(self, paper: &Paper) -> Browser {
        match self {
            Self::Nobody => paper.browser(),
            Self::With(role) => paper.signed_in(role).await.browser,
            Self::Suspended => {
                let person = paper.signed_in(Role::Admin).await;
                let sql = format!(
                    "UPDATE people SET suspended_at = 1 WHERE id = {}",
                    person.id
                );
                paper.change(&sql).await;
                person.browser
            }
        }
    }

    /// What the table says of them.
    fn verdict(self, requirement: Requirement) -> Verdict {
        match (requirement, self) {
            (Public | Anyone, _) => Verdict::Allowed,
            (_, Self::Nobody | Self::Suspended) => Verdict::SignInNeeded,
            (SignedIn, _) => Verdict::Allowed,
            (May(action), Self::With(role)) if may(role, action) => Verdict::Allowed,
            (May(_), _) => Verdict::Forbidden,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Allowed,
    SignInNeeded,
    Forbidden,
}

/// What the answer of a function amounts to. Its own refusals (nothing typed, nobody by that id)
/// come after the door.
fn verdict_of_function(answer: &Answer) -> Verdict {
    match answer.status {
        401 => Verdict::SignInNeeded,
        403 => Verdict::Forbidden,
        200 | 404 | 422 => Verdict::Allowed,
        other => panic!("{} {other}: {}", answer.path, answer.body),
    }
}

/// The same for a page, which sends strangers to sign in and back.
fn verdict_of_page(answer: &Answer) -> Verdict {
    match answer.status {
        303 if answer.header("location").starts_with("/en/sign-in?next=") => Verdict::SignInNeeded,
        403 => Verdict::Forbidden,
        200 | 303 | 404 => Verdict::Allowed,
        other => panic!("{} {other}: {}", answer.path, answer.body),
    }
}

async fn call(browser: &Browser, path: &str) -> Answer {
    match path {
        "/fn/page" => browser.get("/fn/page?address=%2Fen").await,
        forms::PAGE => {
            browser
                .get("/fn/account/page?address=%2Fen%2Fsign-up")
                .await
        }
        forms::VISITOR | "/fn/comment/load-queue" => browser.get(path).await,
        _ if OF_READING_COMMENTS.contains(&path) => {
            browser
                .get(&format!("{path}?article=999999&comments=1"))
                .await
        }
        _ if takes_json(path) => browser.call_json(path, &arguments(path)).await,
        _ => browser.call(path, &[]).await,
    }
}

/// Functions that read comments: asked with GET, about an article that is not there.
const OF_READING_COMMENTS: [&str; 3] = [
    "/fn/comment/load-thread",
    "/fn/comment/load-comments",
    "/fn/comment/mine",
];

/// Functions that scripts call and forms do not.
fn takes_json(path: &str) -> bool {
    let word = path.strip_prefix("/fn/reading-list/");
    path.starts_with("/fn/desk/") || word.is_some_and(|word| OF_DEVICES.contains(&word))
}

/// What of reading lists is no form.
const OF_DEVICES: [&str; 12] = [
    "sync",
    "articles",
    "followed",
    "list-sharing",
    "share-list",
    "stop-sharing",
    "copy-list",
    "invite-editors",
    "withdraw-invitation",
    "join-list",
    "leave-list",
    "remove-editor",
];

/// What such a function understands. It is about an article or a list that is not there: the door comes
/// first.
fn arguments(path: &str) -> Value {
    let word = path.rsplit('/').next().unwrap_or_default();
    let operation = "operation-0000001";
    if path.starts_with("/fn/reading-list/") {
        let id = "f".repeat(32);
        return json!({
            "after": 0, "operations": [], "articles": [999_999], "topics": [], "before": null, "list": id,
            "public_id": id, "name": "A", "invitation": 999_999, "token": "a", "person": 999_999,
        });
    }
    match word {
        "begin-manuscript" => json!({"language": "en", "begin": "Empty"}),
        "save-manuscript" => json!({"save": {
            "manuscript": 999_999, "base": 1, "operation": operation, "fields": {},
            "body": r#"{"type":"doc","content":[{"type":"paragraph"}]}"#,
        }}),
        "settle-dispute" => json!({"settlement": {
            "manuscript": 999_999, "mine": 1, "theirs": 2, "operation": operation, "fields": [], "places": [],
        }}),
        _ => json!({
            "manuscript": 999_999, "language": "en", "headline": "A", "words": "a", "given_name": "A",
            "surname": "B", "name": "A", "before": 1, "revision": 1, "operation": operation,
            "tab": "tab-0001", "writes": true, "seen": "draft", "note": "", "at": "2030-01-01T00:00",
            "until": "", "link": 1,
        }),
    }
}

#[tokio::test]
async fn every_other_route_is_open_to_those_of_the_table_and_to_nobody_else() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "http://localhost:3000")]).await;
    for (pattern, requirement) in ROUTES {
        for visitor in VISITORS {
            let browser = visitor.browser(&paper).await;
            let expected = visitor.verdict(*requirement);
            let mut watch = paper.watch().await;
            let path = pattern.replace("{manuscript}", "999999");
            let verdict = match *pattern {
                "/fn/desk/upload-picture"
                | "/fn/reading-list/read-file"
                | "/fn/reading-list/write-file" => {
                    verdict_of_function(&browser.call_json(&path, &json!({})).await)
                }
                "/{lang}/lists/files" => {
                    let page = pattern.replace("{lang}", "en");
                    let answer = browser
                        .send_file(&page, "reading.csv", b"address,title\r\n")
                        .await;
                    match answer.status {
                        200 => Verdict::Allowed,
                        401 => Verdict::SignInNeeded,
                        other => panic!("{other}: {}", answer.body),
                    }
                }
                // A stream that would never end.
                "/fn/reading-list/happenings" | "/fn/comment/queue/happenings"
                    if expected == Verdict::Allowed =>
                {
                    assert_eq!(browser.listen(&path).await.status(), 200);
                    Verdict::Allowed
                }
                _ => verdict_of_function(&browser.get(&path).await),
            };
            assert_eq!(verdict, expected, "{path} by {visitor:?}");
            assert!(!watch.has_changed().await, "{path} by {visitor:?}");
        }
    }
}

#[tokio::test]
async fn every_function_is_open_to_those_of_the_table_and_to_nobody_else() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "http://localhost:3000")]).await;
    for (path, requirement) in FUNCTIONS {
        for visitor in VISITORS {
            let browser = visitor.browser(&paper).await;
            let expected = visitor.verdict(*requirement);
            let mut watch = paper.watch().await;
            let answer = call(&browser, path).await;
            assert_eq!(
                verdict_of_function(&answer),
                expected,
                "{path} by {visitor:?}"
            );
            assert!(
                expected == Verdict::Allowed || !watch.has_changed().await,
                "{path} by {visitor:?} has changed something"
            );
        }
    }
}

#[tokio::test]
async fn every_page_is_open_to_those_of_the_table_and_to_nobody_else() {
    let paper = Paper::start_with(&[]).await;
    for (pattern, requirement) in PAGES {
        for visitor in VISITORS {
            let browser = visitor.browser(&paper).await;
            let somebody = paper.person(Role::Admin).await;
            let page = format!("/en{}", pattern.replace('*', &somebody.id.to_string()));
            let data = format!("/fn/account/page?address={}", page.replace('/', "%2F"));
            // The desk itself sends strangers to sign in once there is an administrator.
            let expected = match visitor {
                Visitor::Nobody | Visitor::Suspended if *pattern == "/desk" => {
                    Verdict::SignInNeeded
                }
                _ => visitor.verdict(*requirement),
            };
            let answer = browser.get(&page).await;
            assert_eq!(verdict_of_page(&answer), expected, "{page} by {visitor:?}");
            let secret = &somebody.email;
            let answers = [answer, browser.get(&data).await];
            if *pattern != "/desk/people" && *pattern != "/desk/people/*" {
                assert!(answers.iter().all(|answer| !answer.body.contains(secret)));
                continue;
            }
            for answer in answers {
                let shows = answer.body.contains(secret);
                assert_eq!(
                    shows,
                    expected == Verdict::Allowed,
                    "{} by {visitor:?}",
                    answer.path
                );
            }
        }
    }
}

/// Without JavaScript the same functions are called by way of a page, any page.
#[tokio::test]
async fn no_page_lets_anybody_past_the_table() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "http://localhost:3000")]).await;
    for (path, requirement) in FUNCTIONS {
        for visitor in VISITORS {
            if visitor.verdict(*requirement) == Verdict::Allowed {
                continue;
            }
            let browser = visitor.browser(&paper).await;
            let victim = paper.person(Role::Reader).await.id.to_string();
            let fields = [
                ("id", victim.as_str()),
                ("role", "admin"),
                ("name", "Evil"),
                ("email", "evil@example.kz"),
            ];
            let mut watch = paper.watch().await;
            for page in ["/en/sign-in", "/en/account", "/en/desk", "/en/desk/people"] {
                let answer = browser.post_form(page, path, &fields).await;
                assert!(
                    [303, 400, 401, 403].contains(&answer.status)
                        && !answer.header("location").contains("done="),
                    "{path} at {page} by {visitor:?}: {}",
                    answer.status
                );
            }
            let called = match *path {
                // They only read.
                "/fn/comment/load-queue" => browser.get(path).await,
                path if OF_READING_COMMENTS.contains(&path) => call(&browser, path).await,
                path if takes_json(path) => browser.call_json(path, &arguments(path)).await,
                path => browser.call(path, &fields).await,
            };
            assert!([401, 403].contains(&called.status), "{path} by {visitor:?}");
            assert!(!watch.has_changed().await, "{path} by {visitor:?}");
        }
    }
}

#[tokio::test]
async fn the_table_names_every_function_and_no_other() {
    let named: Vec<&str> = FUNCTIONS.iter().map(|(path, _)| *path).collect();
    let table: BTreeSet<&str> = named.iter().copied().collect();
    assert_eq!(table.len(), named.len(), "each once");
    let there: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(table, there);

    let written: BTreeSet<&str> = include_str!("../../../src/account/forms.rs")
        .split('"')
        .filter(|text| text.starts_with("/fn/"))
        .collect();
    assert!(written.len() > 30, "the constants are found");
    let of_people: BTreeSet<&str> = table
        .iter()
        .copied()
        .filter(|path| *path != "/fn/page" && !takes_json(path))
        // The forms of reading lists and comments are named in their own rooms.
        .filter(|path| !path.starts_with("/fn/reading-list/") && !path.starts_with("/fn/comment/"))
        .collect();
    assert_eq!(of_people, written);
}

/// A form names its function by the last part of its path alone.
#[test]
fn no_two_functions_have_the_same_name() {
    let names: BTreeSet<&str> = FUNCTIONS
        .iter()
        .filter(|(path, _)| *path != "/fn/page")
        .filter_map(|(path, _)| path.rsplit('/').next())
        .collect();
    assert_eq!(names.len(), FUNCTIONS.len() - 1);
}

/// The table itself, said once more in other words: a slip of the pen in one of its rows would
/// change what is asked for and what is tested alike.
#[tokio::test]
async fn the_table_says_what_the_paper_has_agreed() {
    let without_session = [
        "page",
        "visitor",
        "sign-in",
        "second-step",
        "sign-up",
        "confirm",
        "forgot",
        "reset",
        "take-invitation",
        "begin-passkey-sign-in",
        "passkey-sign-in",
    ];
    let for_editors = [
        "return-manuscript",
        "publish-manuscript",
        "schedule-publication",
        "cancel-schedule",
        "set-embargo",
        "unpublish-article",
        "withdraw-manuscript",
        "add-correction",
    ];
    let for_moderators = [
        "load-queue",
        "decide-comments",
        "undo-decision",
        "restrict-person",
        "lift-restriction",
        "settle-appeal",
        "set-comment-rules",
        "add-comment-word",
        "remove-comment-word",
    ];
    for (path, requirement) in FUNCTIONS.iter().chain(ROUTES) {
        let expected = match path.rsplit_once('/') {
            Some(("/fn/comment", word)) if for_moderators.contains(&word) => May(Action::Moderate),
            Some(("/fn/comment/queue", _)) => May(Action::Moderate),
            Some(("/fn/desk", word)) if for_editors.contains(&word) => May(Action::Publish),
            _ if path.starts_with("/fn/desk/") => May(Action::WriteOwnDrafts),
            Some(("/fn", "page")) => Public,
            Some(("/fn/comment", "load-thread" | "load-comments")) => Public,
            Some(("/fn/people", _)) => May(Action::Administer),
            Some((
                "/fn/reading-list",
                "articles" | "followed" | "name-topics" | "read-file" | "write-file",
            )) => Anyone,
            Some((_, word)) if without_session.contains(&word) => Anyone,
            _ => SignedIn,
        };
        assert_eq!(*requirement, expected, "{path}");
    }
    let own = [
        "/account",
        "/account/second-step",
        "/account/codes",
        "/account/export",
        "/account/e-mail",
        "/lists/files/*",
        "/comments",
        "/comments/report",
        "/comments/edit",
        "/comments/appeal",
        "/comments/telephone",
    ];
    for (page, requirement) in PAGES {
        let expected = match *page {
            page if own.contains(&page) => SignedIn,
            page if page.starts_with("/desk/articles") => May(Action::WriteOwnDrafts),
            page if page.starts_with("/desk/comments") => May(Action::Moderate),
            page if page.starts_with("/desk/") => May(Action::Administer),
            _ => Anyone,
        };
        assert_eq!(*requirement, expected, "{page}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_table_is_not_there() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let mut watch = paper.watch().await;
    for form in [
        "",
        "nothing",
        "../people/suspend",
        "people/suspend",
        "page",
        "visitor",
        "begin-passkey-sign-in",
        "suspend/",
        "%2e%2e/x",
    ] {
        let fields = [("form", form), ("id", "1")];
        let answer = admin.browser.call("/en/account", &fields).await;
        assert!(
            [400, 404, 422].contains(&answer.status),
            "{form}: {}",
            answer.status
        );
    }
    for path in [
        "/en/desk/nothing",
        "/en/desk/articles/1/nothing",
        "/en/account/nothing",
        "/en/desk/people/1/x",
        "/de/account",
    ] {
        assert_eq!(admin.browser.get(path).await.status, 404, "{path}");
    }
    for path in ["/fn/nothing", "/fn/account/nothing", "/fn/people/delete"] {
        assert!(
            [400, 404, 405].contains(&admin.browser.call(path, &[]).await.status),
            "{path}"
        );
    }
    assert!(!watch.has_changed().await);
}

/// Looking changes nothing; but who took out everything about themselves is written down.
#[tokio::test]
async fn no_address_changes_anything_by_being_looked_at() {
    let paper = Paper::start().await;
    let admin = paper.signed_in(Role::Admin).await;
    let id = admin.id;
    let mut watch = paper.watch().await;
    let mut paths: Vec<String> = PAGES
        .iter()
        .map(|(page, _)| {
            format!(
                "/en{}?token={}&done=kept",
                page.replace('*', "1"),
                "A".repeat(43)
            )
        })
        .collect();
    paths.extend(
        [
            "/",
            "/healthz",
            "/readyz",
            "/robots.txt",
            "/kk",
            "/en/education",
            "/en/feed.xml",
            "/en/education/feed.xml",
            "/fn/page?address=%2Fen",
            "/fn/account/visitor",
            "/fn/account/page?address=%2Fen%2Faccount",
            "/favicon.svg",
            "/media/x/y",
            "/en/nothing",
            "/en/desk/people?q=a&role=admin&before=9",
            "/en/desk/log?before=9",
            "/en/desk/articles?q=a&before=9-9",
        ]
        .map(ToOwned::to_owned),
    );
    for path in paths {
        for (method, browser) in [
            ("GET", &admin.browser),
            ("HEAD", &admin.browser),
            ("GET", &paper.browser()),
        ] {
            let answer = browser.send(method, &path, None).await;
            assert!(answer.status < 500, "{path}");
            let exports =
                path.starts_with("/en/account/export") && browser.cookie("session").is_some();
            assert_eq!(watch.has_changed().await, exports, "{method} {path}");
        }
    }
    let lines = paper.texts("SELECT action FROM audit_log").await;
    assert_eq!(lines, ["exported", "exported"]);
    let whose = format!("SELECT COUNT(*) FROM audit_log WHERE actor_id = {id}");
    assert_eq!(paper.number(&whose).await, 2);
}
