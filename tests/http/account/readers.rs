//! Readers' pages are the same bytes for everybody; what is one person's own is kept by nobody.

use crate::paper::{Browser, PASSWORD, Paper, WRONG_PASSWORD};
use tilshi::account::{
    access::{FUNCTIONS, PAGES, Requirement},
    forms::{CHANGE_NAME, SIGN_IN},
    model::Role,
};

/// Readers' pages of every kind, and what else is the same for all.
async fn public_addresses(paper: &Paper) -> Vec<String> {
    let front = paper.browser().page("/en").await;
    let article = front
        .attributes("main a", "href")
        .into_iter()
        .find(|href| {
            href.matches('/').count() == 3 && !href.contains("tag") && !href.contains("author")
        })
        .expect("an article");
    let mut addresses = vec![
        "/en".to_owned(),
        "/kk".to_owned(),
        article.clone(),
        "/en/education".to_owned(),
        "/en/feed.xml".to_owned(),
        "/en/nothing/here".to_owned(),
        "/robots.txt".to_owned(),
    ];
    addresses.extend(
        ["/en", &article]
            .map(|address| format!("/fn/page?address={}", address.replace('/', "%2F"))),
    );
    addresses
}

#[tokio::test]
async fn readers_pages_are_the_same_for_everybody() {
    let paper = Paper::start().await;
    let admin = paper.signed_in(Role::Admin).await;
    let dead = paper.browser();
    dead.set_cookie("session", &"A".repeat(43));
    for address in public_addresses(&paper).await {
        let anonymous = paper.browser().get(&address).await;
        for (who, browser) in [
            ("an administrator", &admin.browser),
            ("a dead session", &dead),
        ] {
            let answer = browser.get(&address).await;
            assert_eq!(answer.status, anonymous.status, "{address} for {who}");
            assert!(answer.body == anonymous.body, "{address} for {who}");
            assert_eq!(
                answer.set_cookies(),
                Vec::<String>::new(),
                "{address} for {who}"
            );
            for name in ["etag", "cache-control", "vary", "content-security-policy"] {
                assert_eq!(
                    answer.header(name),
                    anonymous.header(name),
                    "{address}: {name}"
                );
            }
        }
        assert!(!anonymous.body.contains(&admin.name) && !anonymous.body.contains(&admin.email));
        assert!(
            !anonymous.header("cache-control").contains("private"),
            "{address}"
        );
    }
    assert!(admin.browser.is_signed_in().await);
}

#[tokio::test]
async fn the_masthead_of_a_personal_page_knows_who_is_here() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let page = admin.browser.page("/en/account").await;
    assert_eq!(page.texts("header .visitor"), [admin.name.as_str()]);
    let ways = page.texts("header a.way");
    assert!(
        ways.contains(&"Account".to_owned()) && ways.contains(&"Desk".to_owned()),
        "{ways:?}"
    );
    let stranger = paper.browser().page("/en").await;
    let ways = stranger.texts("header a.way");
    assert!(
        ways.contains(&"Sign in".to_owned()) && ways.contains(&"Sign up".to_owned()),
        "{ways:?}"
    );
}

/// Asks everything of everyone; every answer must say that it is not to be kept.
async fn assert_nothing_is_kept(paper: &Paper, browser: &Browser) {
    for (page, _) in PAGES {
        let path = format!("/en{}?token={}", page.replace('*', "1"), "A".repeat(43));
        for answer in [
            browser.get(&path).await,
            browser.post_form(&path, CHANGE_NAME, &[("name", "")]).await,
            browser
                .post_form(&path, CHANGE_NAME, &[("name", "A")])
                .await,
        ] {
            if answer.status == 405 {
                // The export takes no form.
                continue;
            }
            assert_eq!(
                answer.header("cache-control"),
                "no-store",
                "{path} {}",
                answer.status
            );
            assert_eq!(answer.header("etag"), "", "{path}");
        }
        let address = path.replace('/', "%2F").replace('?', "%3F");
        let data = browser
            .get(&format!("/fn/account/page?address={address}"))
            .await;
        assert_eq!(data.header("cache-control"), "no-store", "{address}");
    }
    for (path, requirement) in FUNCTIONS {
        if *requirement == Requirement::Public {
            continue;
        }
        let answer = match *path {
            "/fn/account/visitor"
            | "/fn/account/page"
            | "/fn/comment/mine"
            | "/fn/comment/load-queue" => browser.get(path).await,
            // It would end the session that the others are asked with.
            "/fn/account/sign-out" => browser.copy().call(path, &[]).await,
            _ => browser.call(path, &[("password", "x")]).await,
        };
        assert_eq!(
            answer.header("cache-control"),
            "no-store",
            "{path} {}",
            answer.status
        );
    }
    assert!(paper.number("SELECT COUNT(*) FROM people").await > 0);
}

#[tokio::test]
async fn nothing_personal_is_kept_by_any_cache() {
    let paper = Paper::start_with(&[]).await;
    for browser in [
        paper.browser(),
        paper.signed_in(Role::Reader).await.browser,
        paper.signed_in(Role::Admin).await.browser,
    ] {
        assert_nothing_is_kept(&paper, &browser).await;
    }
    let person = paper.person(Role::Reader).await;
    for (password, status) in [(PASSWORD, 303), (WRONG_PASSWORD, 422)] {
        let fields = [("email", person.email.as_str()), ("password", password)];
        let answer = paper.browser().fill("/en/sign-in", SIGN_IN, &fields).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("cache-control"), "no-store", "{status}");
    }
}

#[tokio::test]
async fn a_page_of_one_person_is_not_answered_with_not_modified() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let browser = person.browser.copy().with("if-none-match", "*");
    let answer = browser.get("/en/account").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains(&person.name));
}
