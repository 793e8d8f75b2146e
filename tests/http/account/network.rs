//! Where requests come from: the connection says it, and proxies that the operator trusts.

use crate::paper::{Browser, PASSWORD, Paper, WRONG_PASSWORD};
use tilshi::account::{forms::SIGN_IN, model::Role};

/// The network that is written down for a sign-in with these headers.
async fn network_of(paper: &Paper, headers: &[(&'static str, &str)]) -> String {
    let person = paper.person(Role::Reader).await;
    let mut browser = paper.browser();
    for (name, value) in headers {
        browser = browser.with(name, value);
    }
    person.sign_in_on(&browser, PASSWORD).await;
    let seen = browser
        .page("/en/account")
        .await
        .texts("#devices .meta span");
    let id = person.id;
    let stored = paper
        .text(&format!(
            "SELECT network FROM sessions WHERE person_id = {id}"
        ))
        .await;
    assert_eq!(seen, [stored.as_str()]);
    let logged = paper
        .text(&format!(
            "SELECT network FROM audit_log WHERE person_id = {id}"
        ))
        .await;
    assert_eq!(logged, stored);
    stored
}

#[tokio::test]
async fn nobody_says_where_they_are_unless_the_operator_trusts_them() {
    for trusted in ["", "10.0.0.0/8, 2001:db8::/32"] {
        let paper = Paper::start_with(&[("TILSHI_HTTP_TRUSTED_PROXIES", trusted)]).await;
        for header in [
            ("x-forwarded-for", "192.0.2.7"),
            ("x-forwarded-for", "10.0.0.1, 192.0.2.7"),
            ("x-real-ip", "192.0.2.7"),
            ("forwarded", "for=192.0.2.7"),
            ("client-ip", "192.0.2.7"),
            ("cf-connecting-ip", "192.0.2.7"),
        ] {
            assert_eq!(
                network_of(&paper, &[header]).await,
                "127.0.0.1",
                "{header:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_trusted_proxy_is_believed_as_far_as_it_has_written() {
    let trusted = [("TILSHI_HTTP_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8")];
    let paper = Paper::start_with(&trusted).await;
    for (forwarded, network) in [
        ("192.0.2.7", "192.0.2.7"),
        ("6.6.6.6, 192.0.2.7", "192.0.2.7"),
        ("6.6.6.6, 192.0.2.7, 10.0.0.9", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("nonsense", "127.0.0.1"),
        ("192.0.2.7, nonsense", "127.0.0.1"),
    ] {
        let seen = network_of(&paper, &[("x-forwarded-for", forwarded)]).await;
        assert_eq!(seen, network, "{forwarded}");
    }
    let others = [("x-real-ip", "6.6.6.6"), ("forwarded", "for=6.6.6.6")];
    assert_eq!(network_of(&paper, &others).await, "127.0.0.1");
}

/// The networks whose failures are counted after each of these browsers has made a mistake.
async fn counted(paper: &Paper, browsers: impl IntoIterator<Item = Browser>) -> Vec<String> {
    for (number, browser) in browsers.into_iter().enumerate() {
        let email = format!("{number}@example.kz");
        let fields = [("email", email.as_str()), ("password", WRONG_PASSWORD)];
        assert_eq!(browser.call(SIGN_IN, &fields).await.status, 422);
    }
    let networks = "SELECT subject || ' ' || failures FROM attempts \
                    WHERE subject LIKE 'password:network:%' ORDER BY subject";
    paper.texts(networks).await
}

#[tokio::test]
async fn a_made_up_address_is_no_way_around_the_limit() {
    let paper = Paper::start_with(&[]).await;
    let browsers = (0..4).map(|number| {
        let made_up = format!("192.0.2.{number}");
        paper.browser().with("x-forwarded-for", &made_up)
    });
    assert_eq!(
        counted(&paper, browsers).await,
        ["password:network:127.0.0.1 4"]
    );

    let trusted = [("TILSHI_HTTP_TRUSTED_PROXIES", "127.0.0.1")];
    let paper = Paper::start_with(&trusted).await;
    let browsers = (0..4).map(|number| {
        let written = format!("192.0.2.{number}, 198.51.100.{}", number / 3);
        paper.browser().with("x-forwarded-for", &written)
    });
    assert_eq!(
        counted(&paper, browsers).await,
        [
            "password:network:198.51.100.0 3",
            "password:network:198.51.100.1 1"
        ],
        "what the proxy has seen"
    );
}

#[tokio::test]
async fn a_session_is_listed_where_it_was_last_seen() {
    let trusted = [("TILSHI_HTTP_TRUSTED_PROXIES", "127.0.0.1")];
    let paper = Paper::start_with(&trusted).await;
    let person = paper.signed_in(Role::Reader).await;
    paper.age_sessions(120_000).await;
    let moved = person.browser.copy().with("x-forwarded-for", "192.0.2.7");
    assert!(moved.is_signed_in().await, "a phone changes its network");
    assert_eq!(
        paper.text("SELECT network FROM sessions").await,
        "192.0.2.7"
    );
}
