//! The second step: switching it on, signing in with it, recovery codes, and the newsroom that asks
//! for it.

use super::authenticator_app::{App, begin, switch_on, take};
use crate::paper::{NEW_PASSWORD, PASSWORD, Paper, WRONG_PASSWORD};
use tilshi::account::{
    forms::{
        BEGIN_CODES, BEGIN_SECOND_STEP, CHANGE_PASSWORD, CONFIRM, DISABLE_SECOND_STEP,
        ENABLE_SECOND_STEP, FORGOT, INVITE, RENEW_CODES, RESET, SECOND_STEP, SIGN_IN, SIGN_UP,
    },
    model::Role,
};

#[tokio::test]
async fn it_counts_once_a_code_has_been_typed() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let begin = async |password: &str| {
        let fields = [("password", password)];
        person
            .browser
            .fill("/en/account", BEGIN_SECOND_STEP, &fields)
            .await
    };
    let refused = begin(WRONG_PASSWORD).await;
    assert_eq!(refused.problems(), ["The password is not right."]);
    let answer = begin(PASSWORD).await;
    let page = person.browser.follow(&answer).await;
    let app = App::read(&page);
    assert_eq!(app.recovery_codes.len(), 10);
    assert!(page.attributes("a.pill", "href")[0].starts_with("otpauth://totp/"));
    person.sign_in_on(&paper.browser(), PASSWORD).await;

    for (code, problem) in [
        (
            app.wrong_code(),
            "The code is not right or has been used already.",
        ),
        (String::new(), "Fill this in."),
    ] {
        let answer = person
            .browser
            .fill(
                "/en/account/second-step",
                ENABLE_SECOND_STEP,
                &[("code", &code)],
            )
            .await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.problems(), [problem]);
        assert_eq!(App::read(&answer).secret, app.secret, "one may try again");
    }
    let code = app.code(0);
    let answer = person
        .browser
        .fill(
            "/en/account/second-step",
            ENABLE_SECOND_STEP,
            &[("code", &code)],
        )
        .await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The second step is on.");
    assert!(page.body.contains("Recovery codes left: 10."));
    assert_eq!(paper.kinds_to(&person.email).await, ["second-step-on"]);
    let again = person.browser.get("/en/account/second-step").await;
    assert_eq!(again.header("location"), "/en/account", "it is shown once");
}

#[tokio::test]
async fn sign_in_asks_for_a_code_and_takes_each_once() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let app = switch_on(&person).await;
    let browser = paper.browser();
    begin(&person, &browser).await;
    for used_or_wrong in [app.used_code.clone(), app.wrong_code()] {
        let answer = take(&browser, &used_or_wrong).await;
        assert_eq!(answer.status, 422);
        assert_eq!(
            answer.problems(),
            ["The code is not right or has been used already."]
        );
        assert!(
            !answer.body.contains(&used_or_wrong),
            "a code is not shown again"
        );
    }
    let code = app.code(1);
    let begun = browser.copy();
    let answer = take(&browser, &code).await;
    assert_eq!(answer.header("location"), "/en/education");
    assert!(browser.is_signed_in().await);
    assert_eq!(browser.cookie("second-step"), None);

    let replayed = begun
        .call(SECOND_STEP, &[("code", &app.recovery_codes[0])])
        .await;
    assert_eq!(replayed.status, 422, "the same sign-in is not ended twice");
    assert!(replayed.body.contains("Expired"), "{}", replayed.body);
    let other = paper.browser();
    begin(&person, &other).await;
    assert_eq!(take(&other, &code).await.status, 422, "the same code");
    assert!(!other.is_signed_in().await && !begun.is_signed_in().await);
    let method = "SELECT method FROM sessions ORDER BY id DESC LIMIT 1";
    assert_eq!(paper.text(method).await, "code");
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let app = switch_on(&person).await;
    let code = app.recovery_codes[0].to_uppercase().replace('-', " ");
    let browser = paper.browser();
    begin(&person, &browser).await;
    assert_eq!(take(&browser, &code).await.status, 303);
    assert!(browser.is_signed_in().await);
    let page = browser.page("/en/account").await;
    assert!(page.body.contains("Recovery codes left: 9."));
    let other = paper.browser();
    begin(&person, &other).await;
    assert_eq!(take(&other, &app.recovery_codes[0]).await.status, 422);
    assert_eq!(take(&other, &app.recovery_codes[1]).await.status, 303);
}

#[tokio::test]
async fn new_recovery_codes_replace_the_old_ones_once_they_are_taken() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let old = switch_on(&person).await.recovery_codes;
    let fields = [("password", PASSWORD)];
    let answer = person
        .browser
        .fill("/en/account", BEGIN_CODES, &fields)
        .await;
    let new = person.browser.follow(&answer).await.texts("ol.codes code");
    assert_eq!(new.len(), 10);
    let other = paper.browser();
    begin(&person, &other).await;
    assert_eq!(take(&other, &new[0]).await.status, 422, "not in use yet");
    assert_eq!(take(&other, &old[0]).await.status, 303);

    let answer = person
        .browser
        .fill("/en/account/codes", RENEW_CODES, &[])
        .await;
    let page = person.browser.follow(&answer).await;
    assert!(
        page.notice()
            .starts_with("The new recovery codes are in use")
    );
    let other = paper.browser();
    begin(&person, &other).await;
    assert_eq!(take(&other, &old[1]).await.status, 422);
    assert_eq!(take(&other, &new[0]).await.status, 303);
}

#[tokio::test]
async fn what_was_begun_waits_ten_minutes_and_needs_its_beginning() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let app = switch_on(&person).await;
    let nobody = paper.browser();
    let page = nobody.get("/en/sign-in/second-step").await;
    assert_eq!(page.header("location"), "/en/sign-in");
    let fields = [("code", app.recovery_codes[0].as_str())];
    assert_eq!(nobody.call(SECOND_STEP, &fields).await.status, 422);

    let browser = paper.browser();
    begin(&person, &browser).await;
    let by = |milliseconds: i64| {
        format!("UPDATE challenges SET expires_at = expires_at - {milliseconds}")
    };
    paper.change(&by(9 * 60_000)).await;
    browser.page("/en/sign-in/second-step").await;
    paper.change(&by(60_000)).await;
    assert_eq!(browser.call(SECOND_STEP, &fields).await.status, 422);
    let page = browser.get("/en/sign-in/second-step").await;
    assert_eq!(page.header("location"), "/en/sign-in");
    assert!(!browser.is_signed_in().await);
}

/// Whoever has learnt the password and stands before the second step must not get further once it is
/// another one, or once the owner is shut out.
#[tokio::test]
async fn what_was_begun_with_an_old_password_is_over() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let app = switch_on(&person).await;
    let code = [("code", app.recovery_codes[0].as_str())];
    let [by_mail, by_hand, shut_out] = [paper.browser(), paper.browser(), paper.browser()];
    begin(&person, &by_hand).await;
    let fields = [("password", PASSWORD), ("new_password", NEW_PASSWORD)];
    person.browser.call(CHANGE_PASSWORD, &fields).await.taken();
    assert_eq!(by_hand.call(SECOND_STEP, &code).await.status, 422);

    let fields = [("password", NEW_PASSWORD), ("new_password", PASSWORD)];
    person.browser.call(CHANGE_PASSWORD, &fields).await.taken();
    begin(&person, &by_mail).await;
    let email = person.email.as_str();
    by_mail.call(FORGOT, &[("email", email)]).await.taken();
    let token = paper.letter("reset", email).await.token();
    let fields = [("token", token.as_str()), ("password", PASSWORD)];
    paper.browser().call(RESET, &fields).await.taken();
    assert_eq!(by_mail.call(SECOND_STEP, &code).await.status, 422);

    begin(&person, &shut_out).await;
    paper.change("UPDATE people SET suspended_at = 1").await;
    assert_eq!(shut_out.call(SECOND_STEP, &code).await.status, 422);
}

#[tokio::test]
async fn no_link_in_a_mail_is_a_way_around_it() {
    let paper = Paper::start_with(&[]).await;
    let browser = paper.browser();
    let email = "new@example.kz";
    let fields = [("name", "Айгүл"), ("email", email), ("password", PASSWORD)];
    browser.call(SIGN_UP, &fields).await.taken();
    let link = paper.letter("confirm", email).await.token();
    paper
        .change("UPDATE people SET totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'")
        .await;
    let to = browser.call(CONFIRM, &[("token", &link)]).await.taken();
    assert_eq!(to, "/en/sign-in?done=confirmed");
    assert!(!browser.is_signed_in().await);

    browser.call(FORGOT, &[("email", email)]).await.taken();
    let token = paper.letter("reset", email).await.token();
    let fields = [("token", token.as_str()), ("password", NEW_PASSWORD)];
    browser.call(RESET, &fields).await.taken();
    assert!(!browser.is_signed_in().await);
    let fields = [("email", email), ("password", NEW_PASSWORD)];
    let to = browser.call(SIGN_IN, &fields).await.taken();
    assert_eq!(to, "/en/sign-in/second-step");
}

#[tokio::test]
async fn the_eleventh_code_waits_even_when_it_is_right() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let app = switch_on(&person).await;
    let browser = paper.browser();
    begin(&person, &browser).await;
    let wrong = app.wrong_code();
    for _ in 0..10 {
        assert_eq!(take(&browser, &wrong).await.status, 422);
    }
    let answer = browser.call(SECOND_STEP, &[("code", &app.code(1))]).await;
    assert_eq!(answer.status, 429);
    assert!(!answer.header("retry-after").is_empty());
    paper
        .change("UPDATE attempts SET wait_until = wait_until - 31000")
        .await;
    assert_eq!(take(&browser, &app.code(1)).await.status, 303);
}

#[tokio::test]
async fn it_is_switched_off_with_the_password() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let app = switch_on(&person).await;
    let off = async |password: &str| {
        let fields = [("password", password)];
        person
            .browser
            .fill("/en/account", DISABLE_SECOND_STEP, &fields)
            .await
    };
    assert_eq!(
        off(WRONG_PASSWORD).await.problems(),
        ["The password is not right."]
    );
    let answer = off(PASSWORD).await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The second step is off.");
    assert_eq!(
        paper.kinds_to(&person.email).await,
        ["second-step-on", "second-step-off"]
    );
    person.sign_in_on(&paper.browser(), PASSWORD).await;
    assert!(!app.recovery_codes.is_empty());
    assert_eq!(paper.number("SELECT COUNT(*) FROM recovery_codes").await, 0);
}

#[tokio::test]
async fn a_newsroom_that_asks_for_it_is_shut_to_a_password_alone() {
    let required = [("TILSHI_ACCOUNTS_SECOND_STEP_REQUIRED", "true")];
    let paper = Paper::start_with(&required).await;
    let admin = paper.signed_in(Role::Admin).await;
    let browser = &admin.browser;
    let invitation = [("name", "Б"), ("email", "b@example.kz"), ("role", "editor")];

    let desk = browser.page("/en/desk").await;
    assert!(
        desk.body
            .contains("The newsroom asks for a second step or a passkey.")
    );
    for path in ["/en/desk/people", "/en/desk/log"] {
        assert_eq!(
            browser.get(path).await.header("location"),
            "/en/desk",
            "{path}"
        );
    }
    let mut watch = paper.watch().await;
    assert_eq!(browser.call(INVITE, &invitation).await.status, 403);
    assert!(!watch.has_changed().await);
    let visitor = browser.get(tilshi::account::forms::VISITOR).await;
    assert!(
        visitor.body.contains("\"newsroom\":false"),
        "{}",
        visitor.body
    );
    browser.page("/en/account").await;
    let reader = paper.signed_in(Role::Reader).await;
    let account = reader.browser.page("/en/account").await;
    assert!(
        !account.body.contains("To enter the newsroom"),
        "readers are not asked"
    );

    let app = switch_on(&admin).await;
    browser.page("/en/desk/people").await;
    browser.call(INVITE, &invitation).await.taken();
    let other = paper.browser();
    begin(&admin, &other).await;
    assert_eq!(other.get("/en/desk/people").await.status, 303);
    assert_eq!(take(&other, &app.code(1)).await.status, 303);
    other.page("/en/desk/people").await;
    let off = [("password", PASSWORD)];
    other.call(DISABLE_SECOND_STEP, &off).await.taken();
    assert_eq!(
        other.get("/en/desk/people").await.header("location"),
        "/en/desk"
    );
}
