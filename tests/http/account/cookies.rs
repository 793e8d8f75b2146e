//! What the cookies of people allow.

use crate::paper::{Answer, PASSWORD, Paper, Person};
use tilshi::account::{
    forms::{SIGN_IN, SIGN_OUT, SIGN_UP},
    model::Role,
    secret::Secret,
};

async fn sign_in(person: &Person) -> Answer {
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    let answer = person.browser.call(SIGN_IN, &fields).await;
    answer.taken();
    answer
}

/// The attributes of the cookies that an answer sets, in the order of the alphabet.
fn attributes(answer: &Answer) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = answer
        .set_cookies()
        .iter()
        .map(|line| {
            let (pair, attributes) = line.split_once("; ").expect("attributes");
            let name = pair.split_once('=').expect("a name").0;
            (name.to_owned(), attributes.to_owned())
        })
        .collect();
    lines.sort();
    lines
}

fn lines(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(name, attributes)| ((*name).to_owned(), (*attributes).to_owned()))
        .collect()
}

#[tokio::test]
async fn on_https_they_are_bound_to_host_and_encryption() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "https://paper.example")]).await;
    let person = paper.person(Role::Reader).await;
    let answer = sign_in(&person).await;
    let hidden = "Path=/; Max-Age=15552000; SameSite=Lax; HttpOnly; Secure";
    let seen = "Path=/; Max-Age=15552000; SameSite=Lax; Secure";
    assert_eq!(
        attributes(&answer),
        lines(&[("__Host-session", hidden), ("visitor", seen)])
    );
    assert_eq!(
        answer.given_cookie("visitor").as_deref(),
        Some("1"),
        "which tells nothing"
    );
    assert!(person.browser.is_signed_in().await);

    let plain = paper.browser();
    let token = person.browser.cookie("__Host-session").expect("a session");
    plain.set_cookie("session", &token);
    assert!(
        !plain.is_signed_in().await,
        "another host of the domain could set this name"
    );

    let out = person.browser.call(SIGN_OUT, &[]).await;
    let gone = "Path=/; Max-Age=0; SameSite=Lax; HttpOnly; Secure";
    let gone_too = "Path=/; Max-Age=0; SameSite=Lax; Secure";
    assert_eq!(
        attributes(&out),
        lines(&[("__Host-session", gone), ("visitor", gone_too)])
    );
    let fields = [
        ("name", "A"),
        ("email", "a@example.kz"),
        ("password", PASSWORD),
    ];
    let begun = paper.browser().call(SIGN_UP, &fields).await;
    let day = "Path=/; Max-Age=86400; SameSite=Lax; HttpOnly; Secure";
    assert_eq!(attributes(&begun), lines(&[("__Host-sign-up", day)]));
}

#[tokio::test]
async fn on_ones_own_machine_they_have_plain_names() {
    let paper = Paper::start_with(&[]).await;
    let reader = paper.person(Role::Reader).await;
    let editor = paper.person(Role::Editor).await;
    for (person, age) in [(&reader, 15_552_000), (&editor, 604_800)] {
        let answer = sign_in(person).await;
        let hidden = format!("Path=/; Max-Age={age}; SameSite=Lax; HttpOnly");
        let seen = format!("Path=/; Max-Age={age}; SameSite=Lax");
        assert_eq!(
            attributes(&answer),
            lines(&[("session", &hidden), ("visitor", &seen)])
        );
    }
}

#[tokio::test]
async fn the_second_step_is_awaited_for_ten_minutes() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "https://paper.example")]).await;
    let person = paper.person(Role::Reader).await;
    paper
        .change("UPDATE people SET totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'")
        .await;
    let answer = sign_in(&person).await;
    let minutes = "Path=/; Max-Age=600; SameSite=Lax; HttpOnly; Secure";
    assert_eq!(
        attributes(&answer),
        lines(&[("__Host-second-step", minutes)])
    );
}

#[tokio::test]
async fn a_cookie_that_is_no_session_opens_nothing_and_nothing_breaks() {
    let paper = Paper::start_with(&[]).await;
    let made_up = Secret::generate().expect("random numbers");
    for value in [made_up.reveal(), "", "x", "' OR 1=1 --", &"a".repeat(3000)] {
        let browser = paper.browser();
        browser.set_cookie("session", value);
        let answer = browser.get("/en/account").await;
        assert_eq!(answer.status, 303, "{value}");
        assert!(!browser.is_signed_in().await, "{value}");
    }
}
