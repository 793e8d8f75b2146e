//! Nothing is changed for a page of another site.

use crate::paper::{Answer, Browser, Paper};
use tilshi::account::{
    access::{FUNCTIONS, PAGES},
    forms::{CHANGE_NAME, KEEP_ACCOUNT, PAGE, VISITOR},
    model::Role,
};

const REFUSED: &str = "This request does not come from a page of this site.\n";
const EVIL: &str = "https://evil.example";

/// The headers that a browser sends from elsewhere, and those of no browser at all.
fn strangers(browser: &Browser, host: &str) -> Vec<(&'static str, Browser)> {
    let own = format!("http://{host}");
    let with = |origin: &str, site: &str| {
        browser
            .copy()
            .with("origin", origin)
            .with("sec-fetch-site", site)
    };
    vec![
        ("without an origin", with("", "")),
        ("from another site", with(EVIL, "")),
        (
            "from another site, as browsers say it",
            with(EVIL, "cross-site"),
        ),
        (
            "from a neighbouring host",
            with("http://evil.127.0.0.1", "same-site"),
        ),
        ("from another port", with("http://127.0.0.1:1", "same-site")),
        ("from an unknown place", with("null", "cross-site")),
        (
            "from a name that begins like ours",
            with(&format!("{own}.evil.example"), ""),
        ),
        (
            "from a page of ours, says only one",
            with(&own, "cross-site"),
        ),
        ("typed into the address bar", with("", "none")),
    ]
}

fn is_refused(answer: &Answer) -> bool {
    answer.status == 403 && answer.body == REFUSED
}

#[tokio::test]
async fn no_function_and_no_page_takes_a_form_from_elsewhere() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let host = paper.address().to_string();
    let mut targets: Vec<String> = FUNCTIONS
        .iter()
        .map(|(path, _)| (*path).to_owned())
        .collect();
    targets.extend(
        PAGES
            .iter()
            .map(|(page, _)| format!("/en{}", page.replace('*', "1"))),
    );
    targets.extend(["/", "/en", "/en/nothing", "/healthz"].map(ToOwned::to_owned));
    let id = admin.id.to_string();
    let body = format!("form=change-name&name=Evil&id={id}&role=reader&email=evil@example.kz");
    let mut watch = paper.watch().await;
    for (whence, browser) in strangers(&admin.browser, &host) {
        for target in &targets {
            for method in ["POST", "PUT", "PATCH", "DELETE"] {
                let answer = browser.send(method, target, Some(body.clone())).await;
                assert!(
                    is_refused(&answer),
                    "{method} {target} {whence}: {} {}",
                    answer.status,
                    answer.body
                );
            }
        }
    }
    assert!(!watch.has_changed().await);
}

#[tokio::test]
async fn our_own_pages_are_taken_at_their_word() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "https://paper.example")]).await;
    let reader = paper.signed_in(Role::Reader).await;
    let host = paper.address().to_string();
    for (origin, site) in [
        (format!("http://{host}"), ""),
        (format!("http://{host}"), "same-origin"),
        // A proxy may have written another host over it.
        ("https://paper.example".to_owned(), "same-origin"),
        (String::new(), "same-origin"),
    ] {
        let browser = reader
            .browser
            .copy()
            .with("origin", &origin)
            .with("sec-fetch-site", site);
        let answer = browser.call(CHANGE_NAME, &[("name", "Айгүл")]).await;
        assert_eq!(answer.status, 200, "{origin} {site}: {}", answer.body);
    }
}

/// Links and pictures of other sites send GET, with the cookies where a link is followed.
#[tokio::test]
async fn what_changes_something_is_not_done_by_a_link() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let mut watch = paper.watch().await;
    let readable = [
        "/fn/page",
        PAGE,
        VISITOR,
        "/fn/comment/load-thread",
        "/fn/comment/load-comments",
        "/fn/comment/mine",
        "/fn/comment/load-queue",
    ];
    for (path, _) in FUNCTIONS
        .iter()
        .filter(|(path, _)| !readable.contains(path))
    {
        for method in ["GET", "HEAD"] {
            let path = format!("{path}?name=Evil&id=1&role=reader");
            let answer = admin.browser.send(method, &path, None).await;
            assert_eq!(answer.status, 405, "{method} {path}");
        }
    }
    assert!(!watch.has_changed().await);
    let answer = admin.browser.call(KEEP_ACCOUNT, &[]).await;
    answer.taken();
    assert!(watch.has_changed().await, "this would have been seen");
}
