//! Guessing: after some failures each further one costs a wait, and nothing forgets them.

use crate::paper::{Answer, Browser, NEW_PASSWORD, PASSWORD, Paper, Person, WRONG_PASSWORD};
use tilshi::{
    account::{
        forms::{CHANGE_PASSWORD, DELETE_ACCOUNT, FORGOT, SIGN_IN, SIGN_UP},
        model::Role,
    },
    error::AppError,
};

async fn try_to_sign_in(browser: &Browser, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("password", password)];
    browser.call(SIGN_IN, &fields).await
}

async fn guess(browser: &Browser, email: &str, times: usize) {
    for _ in 0..times {
        let answer = try_to_sign_in(browser, email, WRONG_PASSWORD).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
    }
}

/// The seconds that an answer tells to wait, said in its head, too.
fn wait(answer: &Answer) -> u64 {
    let AppError::Wait(seconds) = answer.refusal() else {
        panic!("{}", answer.body);
    };
    assert_eq!(answer.status, 429);
    assert_eq!(answer.header("retry-after"), seconds.to_string());
    seconds
}

/// Lets the present waits go by.
async fn wait_is_over(paper: &Paper) {
    paper.change("UPDATE attempts SET wait_until = 1").await;
}

#[tokio::test]
async fn the_eleventh_try_waits_even_with_the_right_password() {
    let paper = Paper::start_with(&[]).await;
    let (person, neighbour) = (
        paper.person(Role::Reader).await,
        paper.person(Role::Reader).await,
    );
    let session = paper.browser();
    person.sign_in_on(&session, PASSWORD).await;
    guess(&paper.browser(), &person.email, 10).await;

    let eleventh = try_to_sign_in(&paper.browser(), &person.email, PASSWORD).await;
    assert!((1..=31).contains(&wait(&eleventh)), "{}", eleventh.body);
    assert_eq!(eleventh.given_cookie("session"), None);
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    let page = paper.browser().fill("/en/sign-in", SIGN_IN, &fields).await;
    assert_eq!(page.status, 429);
    assert!(page.problems()[0].starts_with("Too many attempts. Try again in"));
    assert_eq!(
        page.attributes("input[name=email]", "value"),
        [person.email.as_str()]
    );
    assert!(session.is_signed_in().await, "whoever is in stays in");
    neighbour.sign_in().await;

    wait_is_over(&paper).await;
    person.sign_in().await;
    guess(&paper.browser(), &person.email, 10).await;
}

#[tokio::test]
async fn waits_grow() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let browser = paper.browser();
    guess(&browser, &person.email, 10).await;
    let mut last = wait(&try_to_sign_in(&browser, &person.email, PASSWORD).await);
    for _ in 0..3 {
        wait_is_over(&paper).await;
        guess(&browser, &person.email, 1).await;
        let next = wait(&try_to_sign_in(&browser, &person.email, PASSWORD).await);
        assert!(next > last, "{next} after {last}");
        last = next;
    }
}

#[tokio::test]
async fn a_restart_forgets_nothing() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    guess(&paper.browser(), &person.email, 6).await;
    let paper = paper.restart().await;
    guess(&paper.browser(), &person.email, 4).await;
    wait(&try_to_sign_in(&paper.browser(), &person.email, PASSWORD).await);
    let paper = paper.restart().await;
    wait(&try_to_sign_in(&paper.browser(), &person.email, PASSWORD).await);
}

/// Thirty guesses on their way at the same time are not thirty guesses.
#[tokio::test]
async fn guesses_at_once_are_counted_one_by_one() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let browser = paper.browser();
    let guesses = (0..30).map(|_| try_to_sign_in(&browser, &person.email, WRONG_PASSWORD));
    let mut statuses: Vec<u16> = futures::future::join_all(guesses)
        .await
        .iter()
        .map(|answer| answer.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [[422; 10].as_slice(), &[429; 20]].concat());
}

#[tokio::test]
async fn the_password_is_not_guessed_from_inside_either() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    let wrong = [("password", WRONG_PASSWORD), ("new_password", NEW_PASSWORD)];
    for function in [CHANGE_PASSWORD, DELETE_ACCOUNT].repeat(5) {
        let answer = person.browser.call(function, &wrong).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
    }
    let right = [("password", PASSWORD), ("new_password", NEW_PASSWORD)];
    wait(&person.browser.call(CHANGE_PASSWORD, &right).await);
    wait(&person.browser.call(DELETE_ACCOUNT, &right).await);
    wait(&try_to_sign_in(&paper.browser(), &person.email, PASSWORD).await);
    wait_is_over(&paper).await;
    person.browser.call(CHANGE_PASSWORD, &right).await.taken();
}

#[tokio::test]
async fn a_network_waits_for_what_it_does_to_many_accounts() {
    let paper = Paper::start_with(&[("TILSHI_HTTP_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let person = paper.person(Role::Reader).await;
    let from = |address: &str| paper.browser().with("x-forwarded-for", address);
    for number in 0..5 {
        // Of one household: IPv6 gives each a /64.
        let browser = from(&format!("2001:db8:1:2::{number:x}"));
        guess(&browser, &format!("{number}@example.kz"), 1).await;
    }
    let network = "FROM attempts WHERE subject = 'password:network:2001:db8:1:2::/64'";
    assert_eq!(paper.number(&format!("SELECT failures {network}")).await, 5);
    // Fifty are free.
    paper
        .change("UPDATE attempts SET failures = 49 WHERE failures = 5")
        .await;
    guess(&from("2001:db8:1:2::5"), "5@example.kz", 1).await;
    let fields = (person.email.as_str(), PASSWORD);
    wait(&try_to_sign_in(&from("2001:db8:1:2:ffff::1"), fields.0, fields.1).await);
    for elsewhere in ["2001:db8:1:3::1", "192.0.2.1"] {
        try_to_sign_in(&from(elsewhere), fields.0, fields.1)
            .await
            .taken();
    }
    // One account of one's own does not let one go on guessing at others.
    wait(&try_to_sign_in(&from("2001:db8:1:2::1"), "next@example.kz", WRONG_PASSWORD).await);
    wait_is_over(&paper).await;
    try_to_sign_in(&from("2001:db8:1:2::1"), fields.0, fields.1)
        .await
        .taken();
}

/// Asks for more mails than an address gets in a short time. That it gets no more is not said aloud:
/// anybody could keep an owner from their account so.
async fn ask_for_mails(paper: &Paper, email: &str) {
    let browser = paper.browser();
    let sign_up = [("name", "A"), ("email", email), ("password", PASSWORD)];
    for _ in 0..4 {
        browser.call(FORGOT, &[("email", email)]).await.taken();
        browser.call(SIGN_UP, &sign_up).await.taken();
    }
}

#[tokio::test]
async fn nobody_is_flooded_with_mails() {
    let paper = Paper::start_with(&[]).await;
    let person: Person = paper.person(Role::Reader).await;
    ask_for_mails(&paper, &person.email).await;
    ask_for_mails(&paper, "nobody@example.kz").await;
    assert_eq!(paper.mails_to(&person.email).await.len(), 4);
    assert_eq!(
        paper.mails_to("nobody@example.kz").await.len(),
        3,
        "and the account is new"
    );
    person.sign_in().await;

    // A network that sends mails to everybody is stopped, too.
    for number in 0..12 {
        let email = format!("{number}@example.kz");
        let fields = [("email", email.as_str())];
        paper.browser().call(FORGOT, &fields).await.taken();
    }
    let fields = [("email", "another@example.kz")];
    wait(&paper.browser().call(FORGOT, &fields).await);
}

#[tokio::test]
async fn administrators_see_that_somebody_guesses() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.person(Role::Reader).await;
    guess(&paper.browser(), &person.email, 10).await;
    wait(&try_to_sign_in(&paper.browser(), &person.email, PASSWORD).await);
    let actions = paper
        .texts("SELECT action FROM audit_log ORDER BY id")
        .await;
    assert_eq!(
        actions,
        [
            ["sign-in-failed"; 9].as_slice(),
            &["sign-in-halted", "sign-in-failed"]
        ]
        .concat()
    );
    let page = admin.browser.page("/en/desk/log").await;
    assert!(page.body.contains(&person.name) && page.body.contains("127.0.0.1"));
}
