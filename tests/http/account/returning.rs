//! Where somebody is sent after signing in: to pages of this site only.

use super::passkeys::Device;
use crate::paper::{Answer, PASSWORD, Paper};
use tilshi::account::{
    forms::{CONFIRM, SECOND_STEP, SIGN_IN, SIGN_UP},
    model::Role,
};
use url::form_urlencoded::byte_serialize;

const ELSEWHERE: [&str; 11] = [
    "https://evil.example/en",
    "//evil.example/en",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/en\r\nLocation: https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/evil",
    "evil.example",
    "/en\\@evil.example",
];

fn encoded(next: &str) -> String {
    byte_serialize(next.as_bytes()).collect()
}

/// The front page, and no header that came out of what was sent.
fn assert_front(answer: &Answer, next: &str) {
    assert_eq!(answer.status, 303, "{next:?}: {}", answer.body);
    assert_eq!(answer.header("location"), "/en", "{next:?}");
}

#[tokio::test]
async fn sign_in_leads_to_no_other_site() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    for next in ELSEWHERE {
        let browser = paper.browser();
        let page = format!("/en/sign-in?next={}", encoded(next));
        let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
        assert_front(&browser.fill(&page, SIGN_IN, &fields).await, next);
        let again = ["/en/sign-in", "/en/sign-up"];
        for page in again.map(|page| format!("{page}?next={}", encoded(next))) {
            // Whoever is in already.
            let answer = browser.get(&page).await;
            assert_eq!(answer.header("location"), "/en/account", "{next:?}");
        }

        let fields = [&fields[..], &[("next", next)]].concat();
        let sent = paper
            .browser()
            .post_form("/en/sign-in", SIGN_IN, &fields)
            .await;
        assert_front(&sent, next);
        let called = paper.browser().call(SIGN_IN, &fields).await;
        assert_eq!(called.taken(), "/en", "{next:?}");
    }
}

#[tokio::test]
async fn a_refused_form_keeps_no_address_of_another_site() {
    let paper = Paper::start_with(&[]).await;
    for next in ELSEWHERE {
        let page = format!("/en/sign-in?next={}", encoded(next));
        let fields = [("email", "a@example.kz"), ("password", ""), ("next", next)];
        let answer = paper.browser().post_form(&page, SIGN_IN, &fields).await;
        assert_eq!(answer.status, 422);
        for kept in answer.attributes("input[name=next]", "value") {
            assert_eq!(kept, "/en", "{next:?}");
        }
    }
}

#[tokio::test]
async fn sign_up_leads_to_no_other_site() {
    let paper = Paper::start_with(&[]).await;
    for (number, next) in ELSEWHERE.into_iter().enumerate() {
        let browser = paper.browser();
        let email = format!("{number}@example.kz");
        let fields = [
            ("name", "Айгүл"),
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("next", next),
        ];
        let sent = browser.post_form("/en/sign-up", SIGN_UP, &fields).await;
        assert_eq!(sent.header("location"), "/en/account/sent", "{next:?}");
        let link = paper.letter("confirm", &email).await.link();
        assert_front(&browser.fill(&link, CONFIRM, &[]).await, next);
    }
}

#[tokio::test]
async fn the_second_step_leads_to_no_other_site() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let id = person.id;
    paper
        .change(&format!(
            "UPDATE people SET totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' WHERE id = {id}"
        ))
        .await;
    for (number, next) in ELSEWHERE.into_iter().enumerate() {
        let code = format!("0000-0000-0000-0000-0000-{number:04}");
        let hash = tilshi::account::second_step::hash_recovery_code(&code).expect("a code");
        paper
            .change(&format!(
                "INSERT INTO recovery_codes (person_id, code_hash) VALUES ({id}, '{hash}')"
            ))
            .await;
        let browser = paper.browser();
        let fields = [
            ("email", person.email.as_str()),
            ("password", PASSWORD),
            ("next", next),
        ];
        let sent = browser.post_form("/en/sign-in", SIGN_IN, &fields).await;
        assert_eq!(
            sent.header("location"),
            "/en/sign-in/second-step",
            "{next:?}"
        );
        let fields = [("code", code.as_str()), ("next", next)];
        let sent = browser
            .post_form("/en/sign-in/second-step", SECOND_STEP, &fields)
            .await;
        assert_front(&sent, next);
    }
}

#[tokio::test]
async fn a_passkey_leads_to_no_other_site() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "http://localhost:3000")]).await;
    let person = paper.signed_in(Role::Reader).await;
    let mut device = Device::add_to(&person.browser, PASSWORD).await;
    for next in ELSEWHERE {
        let answer = device.sign_in(&paper.browser(), next).await;
        assert_eq!(answer.taken(), "/en", "{next:?}");
    }
    let answer = device.sign_in(&paper.browser(), "/en/education").await;
    assert_eq!(answer.taken(), "/en/education");
}

#[tokio::test]
async fn pages_are_gone_back_to_whole() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    for next in [
        "/kk",
        "/kk/bilim/мектеп",
        "/ru/tag/a?before=1-2&x=%2F#y",
        "/en/account",
    ] {
        let browser = paper.browser();
        let page = format!("/en/sign-in?next={}", encoded(next));
        let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
        let answer = browser.fill(&page, SIGN_IN, &fields).await;
        let location = answer.headers.get("location").expect("a way");
        assert_eq!(location.as_bytes(), next.as_bytes());
    }
}

#[tokio::test]
async fn whoever_must_sign_in_comes_back() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.person(Role::Admin).await;
    for page in [
        "/en/account",
        "/en/desk/people?q=a%26b&role=editor",
        "/en/desk",
    ] {
        let browser = paper.browser();
        let sent = browser.get(page).await;
        assert_eq!(sent.status, 303, "{page}");
        let sign_in = sent.header("location").to_owned();
        let fields = [("email", admin.email.as_str()), ("password", PASSWORD)];
        let answer = browser.fill(&sign_in, SIGN_IN, &fields).await;
        assert_eq!(answer.header("location"), page);
    }
}
