//! Passkeys, with a device that makes and uses them.

#[path = "../../../src/account/passkey/tests/authenticator.rs"]
mod authenticator;

use crate::paper::{Answer, Browser, PASSWORD, Paper, WRONG_PASSWORD};
use authenticator::Authenticator;
use tilshi::account::{
    forms::{
        ADD_PASSKEY, BEGIN_PASSKEY, BEGIN_PASSKEY_SIGN_IN, BEGIN_SECOND_STEP, INVITE,
        PASSKEY_SIGN_IN, REMOVE_PASSKEY, SIGN_IN,
    },
    model::Role,
};

const SITE: (&str, &str) = ("TILSHI_SITE_URL", "http://localhost:3000");

/// A device, and what the page does with it.
pub struct Device(Authenticator);

impl Device {
    /// Adds a passkey to the account of whoever is signed in.
    pub async fn add_to(browser: &Browser, password: &str) -> Self {
        let mut device = Authenticator::new(SITE.1);
        let options = browser.call(BEGIN_PASSKEY, &[("password", password)]).await;
        let credential = device.create(&options_of(&options));
        let fields = [("credential", credential.as_str()), ("name", "Telephone")];
        let to = browser.call(ADD_PASSKEY, &fields).await.taken();
        assert_eq!(to, "/en/account?done=passkey-added");
        Self(device)
    }

    /// Signs in with it.
    pub async fn sign_in(&mut self, browser: &Browser, next: &str) -> Answer {
        let options = browser.call(BEGIN_PASSKEY_SIGN_IN, &[]).await;
        let credential = self.0.get(&options_of(&options));
        let fields = [("credential", credential.as_str()), ("next", next)];
        browser.call(PASSKEY_SIGN_IN, &fields).await
    }
}

fn options_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("a text")
}

#[tokio::test]
async fn a_passkey_is_added_used_and_removed() {
    let paper = Paper::start_with(&[SITE]).await;
    let person = paper.signed_in(Role::Reader).await;
    let wrong = [("password", WRONG_PASSWORD)];
    assert_eq!(person.browser.call(BEGIN_PASSKEY, &wrong).await.status, 422);
    let mut device = Device::add_to(&person.browser, PASSWORD).await;
    assert_eq!(paper.kinds_to(&person.email).await, ["passkey-added"]);

    let browser = paper.browser();
    let planted = paper
        .signed_in(Role::Reader)
        .await
        .browser
        .cookie("session")
        .expect("a token");
    browser.set_cookie("session", &planted);
    let answer = device.sign_in(&browser, "/en/education").await;
    assert_eq!(answer.taken(), "/en/education");
    assert!(browser.is_signed_in().await);
    assert_ne!(browser.cookie("session").as_ref(), Some(&planted));
    assert_eq!(browser.cookie("passkey"), None);
    let thief = paper.browser();
    thief.set_cookie("session", &planted);
    assert!(
        !thief.is_signed_in().await,
        "the session that was there before is dead"
    );

    let id = paper.number("SELECT id FROM passkeys").await.to_string();
    let page = browser.page("/en/account").await;
    assert_eq!(
        page.texts("#passkeys .entries li p:first-child"),
        ["Telephone"]
    );
    let fields = [("id", id.as_str()), ("password", WRONG_PASSWORD)];
    let refused = browser.fill("/en/account", REMOVE_PASSKEY, &fields).await;
    assert_eq!(refused.problems(), ["The password is not right."]);
    let stranger = paper.signed_in(Role::Reader).await;
    let fields = [("id", id.as_str()), ("password", PASSWORD)];
    assert_eq!(
        stranger.browser.call(REMOVE_PASSKEY, &fields).await.status,
        404
    );
    let answer = browser.fill("/en/account", REMOVE_PASSKEY, &fields).await;
    let page = browser.follow(&answer).await;
    assert_eq!(page.notice(), "The passkey is removed.");
    assert_eq!(device.sign_in(&paper.browser(), "").await.status, 422);
    assert_eq!(
        paper.kinds_to(&person.email).await,
        ["passkey-added", "passkey-removed"]
    );
}

#[tokio::test]
async fn an_answer_of_the_device_counts_once_and_for_its_browser() {
    let paper = Paper::start_with(&[SITE]).await;
    let person = paper.signed_in(Role::Reader).await;
    let mut device = Device::add_to(&person.browser, PASSWORD).await;
    let browser = paper.browser();
    let options = browser.call(BEGIN_PASSKEY_SIGN_IN, &[]).await;
    let credential = device.0.get(&options_of(&options));
    let fields = [("credential", credential.as_str())];
    let elsewhere = paper.browser();
    assert_eq!(elsewhere.call(PASSKEY_SIGN_IN, &fields).await.status, 422);
    elsewhere.call(BEGIN_PASSKEY_SIGN_IN, &[]).await;
    assert_eq!(elsewhere.call(PASSKEY_SIGN_IN, &fields).await.status, 422);
    let copy = browser.copy();
    assert_eq!(browser.call(PASSKEY_SIGN_IN, &fields).await.status, 200);
    assert_eq!(copy.call(PASSKEY_SIGN_IN, &fields).await.status, 422);
    assert!(!copy.is_signed_in().await && !elsewhere.is_signed_in().await);

    let late = paper.browser();
    let options = late.call(BEGIN_PASSKEY_SIGN_IN, &[]).await;
    let credential = device.0.get(&options_of(&options));
    paper
        .change("UPDATE challenges SET expires_at = expires_at - 600000")
        .await;
    let fields = [("credential", credential.as_str())];
    assert_eq!(late.call(PASSKEY_SIGN_IN, &fields).await.status, 422);
}

#[tokio::test]
async fn a_page_of_another_site_gets_nothing_out_of_a_device() {
    let paper = Paper::start_with(&[SITE]).await;
    let person = paper.signed_in(Role::Reader).await;
    let mut device = Device::add_to(&person.browser, PASSWORD).await;
    device.0.origin = "https://evil.example".to_owned();
    let answer = device.sign_in(&paper.browser(), "").await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.given_cookie("session"), None);
}

#[tokio::test]
async fn a_suspended_person_is_not_let_in_by_a_passkey() {
    let paper = Paper::start_with(&[SITE]).await;
    let person = paper.signed_in(Role::Reader).await;
    let mut device = Device::add_to(&person.browser, PASSWORD).await;
    paper.change("UPDATE people SET suspended_at = 1").await;
    let browser = paper.browser();
    let answer = device.sign_in(&browser, "").await;
    assert!(answer.body.contains("Suspended"), "{}", answer.body);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn a_passkey_opens_a_newsroom_that_asks_for_a_second_step() {
    let required = ("TILSHI_ACCOUNTS_SECOND_STEP_REQUIRED", "true");
    let paper = Paper::start_with(&[SITE, required]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let invitation = [("name", "Б"), ("email", "b@example.kz"), ("role", "editor")];
    assert_eq!(admin.browser.call(INVITE, &invitation).await.status, 403);
    let mut device = Device::add_to(&admin.browser, PASSWORD).await;
    admin.browser.call(INVITE, &invitation).await.taken();
    let browser = paper.browser();
    device.sign_in(&browser, "").await.taken();
    browser.page("/en/desk/people").await;

    // With the password alone no other way in is added beside the one that there is.
    let half = paper.browser();
    admin.sign_in_on(&half, PASSWORD).await;
    let fields = [("password", PASSWORD)];
    assert_eq!(half.call(BEGIN_PASSKEY, &fields).await.status, 403);
    assert_eq!(half.call(BEGIN_SECOND_STEP, &fields).await.status, 403);
}

#[tokio::test]
async fn whoever_is_kept_waiting_by_a_guesser_comes_in_with_a_passkey() {
    let paper = Paper::start_with(&[SITE]).await;
    let person = paper.signed_in(Role::Reader).await;
    let mut device = Device::add_to(&person.browser, PASSWORD).await;
    let wrong = [
        ("email", person.email.as_str()),
        ("password", WRONG_PASSWORD),
    ];
    for _ in 0..10 {
        paper.browser().call(SIGN_IN, &wrong).await;
    }
    assert_eq!(paper.browser().call(SIGN_IN, &wrong).await.status, 429);
    device.sign_in(&paper.browser(), "").await.taken();
}

#[tokio::test]
async fn at_an_address_of_digits_there_are_none() {
    let digits = [("TILSHI_SITE_URL", "https://192.0.2.1")];
    let paper = Paper::start_with(&digits).await;
    let person = paper.signed_in(Role::Reader).await;
    let fields = [("password", PASSWORD)];
    assert_eq!(
        person.browser.call(BEGIN_PASSKEY, &fields).await.status,
        404
    );
    assert_eq!(
        paper
            .browser()
            .call(BEGIN_PASSKEY_SIGN_IN, &[])
            .await
            .status,
        404
    );
}
