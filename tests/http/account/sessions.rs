//! When a session begins, changes its token, and ends.

use crate::paper::{Browser, PASSWORD, Paper, Person};
use tilshi::account::{
    forms::{CHANGE_ROLE, REINSTATE, SIGN_IN, SIGN_OUT_PERSON, SUSPEND},
    model::Role,
    secret::Secret,
};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn token(browser: &Browser) -> String {
    browser.cookie("session").expect("a session")
}

/// An attacker puts a session into the victim's browser and waits for them to sign in.
#[tokio::test]
async fn a_session_that_was_there_before_is_not_the_one_after_sign_in() {
    let paper = Paper::start_with(&[]).await;
    let victim = paper.person(Role::Reader).await;
    let attacker = paper.signed_in(Role::Reader).await;
    let made_up = Secret::generate().expect("random numbers");
    for planted in [token(&attacker.browser), made_up.reveal().to_owned()] {
        let browser = paper.browser();
        browser.set_cookie("session", &planted);
        // The page sends whoever is signed in away, so that the form itself is sent.
        let fields = [("email", victim.email.as_str()), ("password", PASSWORD)];
        browser.call(SIGN_IN, &fields).await.taken();
        assert!(browser.is_signed_in().await);
        assert_ne!(token(&browser), planted);
        let thief = paper.browser();
        thief.set_cookie("session", &planted);
        assert!(!thief.is_signed_in().await, "what was planted is dead");
    }
    assert_eq!(
        paper
            .number(&format!(
                "SELECT COUNT(*) FROM sessions WHERE person_id = {}",
                attacker.id
            ))
            .await,
        0
    );
}

#[tokio::test]
async fn each_sign_in_has_a_token_of_its_own_and_only_its_hash_is_stored() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let mut tokens = Vec::new();
    for _ in 0..3 {
        let browser = paper.browser();
        person.sign_in_on(&browser, PASSWORD).await;
        let token = token(&browser);
        assert_eq!(token.len(), 43, "256 bits in base64url");
        let hash = Secret::parse(&token).expect("a token").hash();
        assert_eq!(
            paper
                .number(&format!(
                    "SELECT COUNT(*) FROM sessions WHERE token_hash = '{hash}'"
                ))
                .await,
            1
        );
        assert!(!tokens.contains(&token));
        tokens.push(token);
    }
    let thief = paper.browser();
    for hash in paper.texts("SELECT token_hash FROM sessions").await {
        thief.set_cookie("session", &hash);
        assert!(!thief.is_signed_in().await, "a hash is no token");
    }
}

/// Gives a role, as an administrator does.
async fn give_role(admin: &Person, person: &Person, role: Role) {
    let id = person.id.to_string();
    let fields = [("id", id.as_str()), ("role", role.as_str())];
    admin.browser.call(CHANGE_ROLE, &fields).await.taken();
}

#[tokio::test]
async fn another_role_gives_another_token() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.signed_in(Role::Reader).await;
    assert_eq!(person.browser.get("/en/desk/people").await.status, 403);
    let old = person.browser.copy();
    give_role(&admin, &person, Role::Admin).await;

    let answer = person.browser.page("/en/desk/people").await;
    let given = answer.given_cookie("session").expect("a new token");
    assert_ne!(given, token(&old));
    assert!(
        old.is_signed_in().await,
        "requests that were under way are answered"
    );
    let quiet = old.page("/en/desk/people").await;
    assert_eq!(
        quiet.given_cookie("session"),
        None,
        "the old token is given no new one"
    );
    paper.age_sessions(31_000).await;
    assert!(!old.is_signed_in().await, "then it is dead");
    let answer = person.browser.page("/en/desk/people").await;
    assert_eq!(answer.given_cookie("session"), None, "once is enough");
    assert_eq!(token(&person.browser), given);

    give_role(&admin, &person, Role::Reader).await;
    let answer = person.browser.get("/en/desk/people").await;
    assert_eq!(answer.status, 403, "the new role counts at once");
    assert_ne!(answer.given_cookie("session"), None, "at a refusal, too");
}

#[tokio::test]
async fn of_many_requests_at_once_none_is_signed_out_by_the_new_token() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.signed_in(Role::Reader).await;
    give_role(&admin, &person, Role::Editor).await;
    let requests = (0..10).map(|_| person.browser.get("/en/account"));
    for answer in futures::future::join_all(requests).await {
        assert_eq!(answer.status, 200);
        assert_ne!(answer.given_cookie("session").as_deref(), Some(""));
    }
    paper.age_sessions(31_000).await;
    assert!(person.browser.is_signed_in().await);
}

#[tokio::test]
async fn a_session_of_a_reader_is_too_old_for_the_newsroom() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.signed_in(Role::Reader).await;
    paper
        .change(&format!(
            "UPDATE sessions SET created_at = created_at - {}, last_seen_at = last_seen_at - {} WHERE person_id = {}",
            20 * DAY, DAY, person.id
        ))
        .await;
    assert!(
        person.browser.copy().is_signed_in().await,
        "good for a reader"
    );
    give_role(&admin, &person, Role::Admin).await;
    let answer = person.browser.get("/en/desk/people").await;
    assert_eq!(answer.status, 303, "more than seven days old");
    assert!(!person.browser.is_signed_in().await);
}

#[tokio::test]
async fn a_suspended_person_is_out_at_once_and_stays_out() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.person(Role::Editor).await;
    let other = paper.browser();
    person.sign_in().await;
    person.sign_in_on(&other, PASSWORD).await;
    let id = person.id.to_string();
    let whom = [("id", id.as_str())];
    admin
        .browser
        .fill(&format!("/en/desk/people/{id}"), SUSPEND, &[])
        .await;
    assert!(!person.browser.is_signed_in().await && !other.is_signed_in().await);
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    let answer = person.browser.fill("/en/sign-in", SIGN_IN, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.problems()[0].starts_with("This account has been suspended."));
    assert_eq!(answer.given_cookie("session"), None);

    admin.browser.call(REINSTATE, &whom).await.taken();
    assert!(!other.is_signed_in().await, "old sessions do not come back");
    person.sign_in().await;
    // Even a session that was left over would be worth nothing.
    paper
        .change(&format!(
            "UPDATE people SET suspended_at = 1 WHERE id = {id}"
        ))
        .await;
    assert!(!person.browser.copy().is_signed_in().await);
    assert_eq!(person.browser.get("/en/account").await.status, 303);
}

#[tokio::test]
async fn an_administrator_signs_somebody_out_everywhere() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let person = paper.signed_in(Role::Editor).await;
    let page = format!("/en/desk/people/{}", person.id);
    let answer = admin.browser.fill(&page, SIGN_OUT_PERSON, &[]).await;
    let page = admin.browser.follow(&answer).await;
    assert_eq!(page.notice(), "The sessions are ended.");
    assert!(!person.browser.is_signed_in().await);
    assert!(admin.browser.is_signed_in().await);
}

#[tokio::test]
async fn sessions_end_when_nobody_uses_them_and_at_an_age() {
    let paper = Paper::start_with(&[]).await;
    for (role, idle, absolute) in [
        (Role::Reader, 30 * DAY, 180 * DAY),
        (Role::Author, 12 * HOUR, 7 * DAY),
        (Role::Admin, 12 * HOUR, 7 * DAY),
    ] {
        paper.change("DELETE FROM sessions").await;
        let person = paper.person(role).await;
        person.sign_in().await;
        let of_session = async |column: &str| {
            paper
                .number(&format!("SELECT {column} FROM sessions"))
                .await
        };
        assert_eq!(
            of_session("expires_at - created_at").await,
            idle,
            "{role:?}"
        );
        // As often as it is used in time, it goes on, up to its greatest age.
        let nearly = idle - 10 * 60_000;
        let mut age = 0;
        while age + nearly < absolute {
            paper.age_sessions(nearly).await;
            age += nearly;
            assert!(person.browser.is_signed_in().await, "{role:?} at {age}");
            let left = of_session("expires_at - last_seen_at").await;
            let ends = of_session("expires_at - created_at").await;
            assert!(left == idle || ends == absolute, "{role:?}: {left}, {ends}");
        }
        assert_eq!(of_session("expires_at - created_at").await, absolute);
        paper.age_sessions(absolute - age).await;
        assert!(
            !person.browser.is_signed_in().await,
            "{role:?}: at its greatest age"
        );

        person.sign_in().await;
        paper.age_sessions(idle + 1).await;
        let late = person.browser.get("/en/account").await;
        assert_eq!(late.status, 303, "{role:?}: not used in time");
    }
}

#[tokio::test]
async fn the_limits_can_be_set() {
    let paper = Paper::start_with(&[
        ("TILSHI_ACCOUNTS_READER_IDLE_DAYS", "1"),
        ("TILSHI_ACCOUNTS_READER_ABSOLUTE_DAYS", "2"),
    ])
    .await;
    let person = paper.person(Role::Reader).await;
    person.sign_in().await;
    assert_eq!(
        paper
            .number("SELECT expires_at - created_at FROM sessions")
            .await,
        DAY
    );
    let answer = person
        .browser
        .copy()
        .call(SIGN_IN, &[("email", &person.email), ("password", PASSWORD)])
        .await;
    let line = answer.set_cookies().join("\n");
    assert!(line.contains("Max-Age=172800"), "{line}");
}
