//! One's own name, address, password and sessions.

use crate::paper::{NEW_PASSWORD, PASSWORD, Paper, WRONG_PASSWORD};
use tilshi::account::{
    forms::{
        CHANGE_ADDRESS, CHANGE_NAME, CHANGE_PASSWORD, CONFIRM_NEW_ADDRESS, END_SESSION,
        END_SESSIONS, SIGN_IN, VISITOR,
    },
    model::Role,
};

#[tokio::test]
async fn a_name_is_changed() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let refused = person
        .browser
        .fill("/en/account", CHANGE_NAME, &[("name", " \u{202e} ")])
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.problems(), ["Fill this in."]);
    let answer = person
        .browser
        .fill("/en/account", CHANGE_NAME, &[("name", "  Айгүл   Ахмет ")])
        .await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The name is saved.");
    assert_eq!(page.texts(".identity strong"), ["Айгүл Ахмет"]);
    let visitor = person.browser.get(VISITOR).await;
    assert!(visitor.body.contains("Айгүл Ахмет"), "{}", visitor.body);
}

#[tokio::test]
async fn a_new_address_is_confirmed_there_and_told_to_the_old_one() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let change = async |email: &str, password: &str| {
        let fields = [("email", email), ("password", password)];
        person
            .browser
            .fill("/en/account", CHANGE_ADDRESS, &fields)
            .await
    };
    let wrong = change("new@example.kz", WRONG_PASSWORD).await;
    assert_eq!(wrong.problems(), ["The password is not right."]);
    assert_eq!(paper.mails_to("new@example.kz").await, []);
    let same = change(&person.email, PASSWORD).await;
    assert_eq!(same.problems(), ["This is how it already is."]);

    let answer = change("New@example.kz", PASSWORD).await;
    let page = person.browser.follow(&answer).await;
    assert!(
        page.notice().starts_with("We have sent a message"),
        "{}",
        page.notice()
    );
    assert!(
        page.body.contains(&person.email),
        "the old one stays for now"
    );
    assert_eq!(paper.kinds_to(&person.email).await, ["address-change"]);
    let told = paper.letter("address-change", &person.email).await;
    assert!(
        told.text.contains("n***@example.kz") && !told.text.contains("new@example.kz"),
        "{}",
        told.text
    );

    let letter = paper.letter("new-address", "new@example.kz").await;
    // Somebody who reads mail there must not bring that address into a stranger's account.
    let stranger = paper.signed_in(Role::Reader).await;
    let token = letter.token();
    let fields = [("token", token.as_str())];
    let refused = stranger.browser.call(CONFIRM_NEW_ADDRESS, &fields).await;
    assert_eq!(refused.status, 403);
    let refused = paper.browser().call(CONFIRM_NEW_ADDRESS, &fields).await;
    assert_eq!(refused.status, 401);
    let answer = person
        .browser
        .fill(&letter.link(), CONFIRM_NEW_ADDRESS, &[])
        .await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The new address is in use.");
    assert!(page.body.contains("new@example.kz") && !page.body.contains(&person.email));
    assert_eq!(
        paper.kinds_to(&person.email).await,
        ["address-change", "address-changed"]
    );
    let sign_in = async |email: &str| {
        let fields = [("email", email), ("password", PASSWORD)];
        paper.browser().call(SIGN_IN, &fields).await.status
    };
    assert_eq!(sign_in(&person.email).await, 422);
    assert_eq!(sign_in("new@example.kz").await, 200);
}

#[tokio::test]
async fn an_address_that_somebody_has_is_not_given_to_another() {
    let paper = Paper::start_with(&[]).await;
    let (one, other) = (
        paper.signed_in(Role::Reader).await,
        paper.person(Role::Reader).await,
    );
    let fields = [("email", other.email.as_str()), ("password", PASSWORD)];
    let answer = one
        .browser
        .fill("/en/account", CHANGE_ADDRESS, &fields)
        .await;
    assert_eq!(
        answer.status, 303,
        "it is not told here that there is such an account"
    );
    let letter = paper.letter("new-address", &other.email).await;
    let answer = one
        .browser
        .fill(&letter.link(), CONFIRM_NEW_ADDRESS, &[])
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.problems(), ["Another account has this address."]);
    for person in [&one, &other] {
        let email = format!("SELECT email FROM people WHERE id = {}", person.id);
        assert_eq!(paper.text(&email).await, person.email);
    }
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_changes_ones_own_token() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let other = paper.browser();
    person.sign_in().await;
    person.sign_in_on(&other, PASSWORD).await;
    let stolen = person.browser.copy();
    let change = async |password: &str, new: &str| {
        let fields = [("password", password), ("new_password", new)];
        person
            .browser
            .fill("/en/account", CHANGE_PASSWORD, &fields)
            .await
    };
    for (password, new, problem) in [
        (WRONG_PASSWORD, NEW_PASSWORD, "The password is not right."),
        ("", NEW_PASSWORD, "Fill this in."),
        (PASSWORD, "short", "Too short: 10 characters at least."),
        (
            PASSWORD,
            "password123",
            "This password is easy to guess. Choose another.",
        ),
    ] {
        let answer = change(password, new).await;
        assert_eq!(
            (answer.status, answer.problems()),
            (422, vec![problem.to_owned()])
        );
    }
    assert!(other.is_signed_in().await);

    let before = person.browser.cookie("session");
    let answer = change(PASSWORD, NEW_PASSWORD).await;
    let page = person.browser.follow(&answer).await;
    assert!(page.notice().starts_with("The password is changed"));
    assert_ne!(person.browser.cookie("session"), before);
    assert!(person.browser.is_signed_in().await);
    assert!(!other.is_signed_in().await, "other sessions end");
    assert!(!stolen.is_signed_in().await, "the old token is dead");
    assert_eq!(paper.kinds_to(&person.email).await, ["password-changed"]);
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    assert_eq!(paper.browser().call(SIGN_IN, &fields).await.status, 422);
    person.sign_in_on(&paper.browser(), NEW_PASSWORD).await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0.0.0";
    let phone = paper.browser().with("user-agent", chrome);
    let silent = paper.browser().with("user-agent", "");
    person.sign_in().await;
    person.sign_in_on(&phone, PASSWORD).await;
    person.sign_in_on(&silent, PASSWORD).await;
    let stranger = paper.signed_in(Role::Reader).await;

    let page = person.browser.page("/en/account").await;
    let mut names = page.texts("#devices .entries li > div > p:first-child");
    names.sort();
    assert_eq!(
        names,
        ["Chrome, Android", "Firefox, Linux", "Unknown browser"]
    );
    assert_eq!(page.texts("#devices .mark"), ["This device"], "one of them");
    assert!(page.texts("#devices .meta")[0].starts_with("127.0.0.1"));

    let find = async |mark: &str| {
        paper
            .number(&format!(
                "SELECT id FROM sessions WHERE user_agent LIKE '%{mark}%'"
            ))
            .await
            .to_string()
    };
    let id = find("Chrome").await;
    let not_theirs = stranger.browser.call(END_SESSION, &[("id", &id)]).await;
    assert_eq!(not_theirs.status, 200, "as if there were no such session");
    assert!(phone.is_signed_in().await);
    let answer = person
        .browser
        .fill("/en/account", END_SESSION, &[("id", &id)])
        .await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The session is ended.");
    assert!(!phone.is_signed_in().await);
    assert!(silent.is_signed_in().await && person.browser.is_signed_in().await);

    person.sign_in_on(&phone, PASSWORD).await;
    let answer = person.browser.fill("/en/account", END_SESSIONS, &[]).await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The sessions are ended.");
    assert!(!phone.is_signed_in().await && !silent.is_signed_in().await);
    assert!(person.browser.is_signed_in().await && stranger.browser.is_signed_in().await);

    let own = find("Firefox").await;
    let answer = person.browser.call(END_SESSION, &[("id", &own)]).await;
    assert_eq!(answer.taken(), "/en/sign-in?done=signed-out");
    assert!(!person.browser.is_signed_in().await);
}
