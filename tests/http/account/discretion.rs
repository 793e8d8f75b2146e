//! Whether an address has an account is not to be found out: not by words, not by what is done.

use crate::paper::{Answer, PASSWORD, Paper, WRONG_PASSWORD};
use futures::{FutureExt, poll};
use std::task::Poll;
use tilshi::{
    account::{
        forms::{FORGOT, SIGN_IN, SIGN_UP},
        model::Role,
        password::{HashError, TypedPassword},
    },
    server::http::ClientNetwork,
};

/// One address of each kind: in use, not confirmed, invited, suspended, leaving; and nobody's.
async fn addresses(paper: &Paper) -> Vec<(&'static str, String)> {
    let mut addresses = Vec::new();
    for (kind, change) in [
        ("in use", "name = name"),
        ("unconfirmed", "email_confirmed_at = NULL"),
        ("invited", "email_confirmed_at = NULL, password_hash = NULL"),
        ("suspended", "suspended_at = 1"),
        ("leaving", "delete_at = 9999999999999"),
        (
            "second step",
            "totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'",
        ),
    ] {
        let person = paper.person(Role::Reader).await;
        paper
            .change(&format!(
                "UPDATE people SET {change} WHERE id = {}",
                person.id
            ))
            .await;
        addresses.push((kind, person.email));
    }
    addresses.push(("nobody", "nobody@example.kz".to_owned()));
    addresses
}

/// All that an answer shows but what differs from one to the next in any case: the moment, the
/// number of the request, the address that was typed, the random values of cookies.
fn shape(answer: &Answer, email: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "x-request-id", "content-length"].contains(&name.as_str()))
        .map(|(name, value)| {
            let value = value.to_str().expect("ASCII");
            let value = match value.split_once('=') {
                Some((cookie, rest)) if name == "set-cookie" => {
                    let (value, attributes) = rest.split_once(';').expect("attributes");
                    format!("{cookie}={}; {attributes}", value.len())
                }
                // What was typed stands in a script of the page.
                _ if name == "content-security-policy" => {
                    value.split("'sha256-").count().to_string()
                }
                _ => value.to_owned(),
            };
            (name.to_string(), value)
        })
        .collect();
    headers.sort();
    (
        answer.status,
        headers,
        answer.body.replace(email, "ADDRESS"),
    )
}

/// Sends the same with each address, as the client and without JavaScript: the answers are alike.
async fn assert_alike(paper: &Paper, page: &str, function: &str, fields: &[(&str, &str)]) {
    let mut seen = Vec::new();
    for (kind, email) in addresses(paper).await {
        let fields = [&[("email", email.as_str())], fields].concat();
        let called = paper.browser().call(function, &fields).await;
        assert!(
            [200, 422].contains(&called.status),
            "{kind}: {}",
            called.body
        );
        let sent = paper.browser().post_form(page, function, &fields).await;
        assert!([303, 422].contains(&sent.status), "{kind}: {}", sent.body);
        seen.push((kind, shape(&called, &email), shape(&sent, &email)));
    }
    let (_, called, sent) = &seen[0];
    for (kind, other_called, other_sent) in &seen[1..] {
        assert_eq!(called, other_called, "{function}: {kind}");
        assert_eq!(sent, other_sent, "{page}: {kind}");
    }
}

#[tokio::test]
async fn a_refused_sign_in_does_not_tell_who_has_an_account() {
    let paper = Paper::start_with(&[]).await;
    let fields = [("password", WRONG_PASSWORD)];
    assert_alike(&paper, "/en/sign-in", SIGN_IN, &fields).await;
}

/// Whoever has begun an account with somebody's address must not learn by its password whether there
/// was another.
#[tokio::test]
async fn an_account_that_waits_is_refused_like_a_wrong_password() {
    let paper = Paper::start_with(&[]).await;
    let mut seen = Vec::new();
    for (kind, email) in addresses(&paper).await {
        if kind == "unconfirmed" || kind == "nobody" {
            let fields = [("email", email.as_str()), ("password", PASSWORD)];
            let answer = paper.browser().call(SIGN_IN, &fields).await;
            seen.push(shape(&answer, &email));
        }
    }
    assert_eq!(seen[0].0, 422);
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn sign_up_does_not_tell_who_has_an_account() {
    let paper = Paper::start_with(&[]).await;
    let fields = [("name", "Айгүл"), ("password", PASSWORD)];
    assert_alike(&paper, "/en/sign-up", SIGN_UP, &fields).await;
}

#[tokio::test]
async fn a_forgotten_password_does_not_tell_who_has_an_account() {
    let paper = Paper::start_with(&[]).await;
    assert_alike(&paper, "/en/account/forgot", FORGOT, &[]).await;
}

#[tokio::test]
async fn the_eleventh_guess_at_nobody_waits_like_any_other() {
    let paper = Paper::start_with(&[]).await;
    let mut seen = Vec::new();
    for (kind, email) in addresses(&paper).await {
        // From all of one network fifty are free.
        paper.change("DELETE FROM attempts").await;
        let fields = [("email", email.as_str()), ("password", WRONG_PASSWORD)];
        let mut statuses = Vec::new();
        for _ in 0..11 {
            statuses.push(paper.browser().call(SIGN_IN, &fields).await.status);
        }
        seen.push((kind, statuses));
    }
    for (kind, statuses) in seen {
        assert_eq!(statuses, [[422; 10].as_slice(), &[429]].concat(), "{kind}");
    }
}

#[tokio::test]
async fn only_the_owner_is_told_by_mail() {
    let paper = Paper::start_with(&[]).await;
    for (kind, email) in addresses(&paper).await {
        let before = format!(
            "SELECT name || COALESCE(password_hash, '') FROM people WHERE email = '{email}'"
        );
        let stored = paper.texts(&before).await;
        let fields = [
            ("name", "Басқа"),
            ("email", email.as_str()),
            ("password", WRONG_PASSWORD),
        ];
        paper.browser().call(SIGN_UP, &fields).await.taken();
        paper.browser().call(FORGOT, &fields[1..2]).await.taken();
        let expected: &[&str] = match kind {
            "unconfirmed" | "nobody" => &["confirm", "reset"],
            "suspended" => &["account-exists"],
            _ => &["account-exists", "reset"],
        };
        assert_eq!(paper.kinds_to(&email).await, expected, "{kind}");
        if kind != "nobody" {
            assert_eq!(
                paper.texts(&before).await,
                stored,
                "{kind}: nothing is overwritten"
            );
        }
    }
}

/// Time is told by work, and the work is the hashing. When no more passwords are taken in, a request
/// that needs one to be hashed says so: that must be the same with and without an account.
#[tokio::test]
async fn as_much_is_hashed_for_nobody_as_for_somebody() {
    let paper = Paper::start_with(&[]).await;
    let addresses = addresses(&paper).await;
    let nothing = TypedPassword::new("");
    let mut waiting = Vec::new();
    // Begun and never asked again, each keeps its place.
    for number in 0.. {
        assert!(number < 10_000, "there is no limit");
        // One network alone does not get all places.
        let network = ClientNetwork::parse(&format!("192.0.2.{}", number % 250));
        let hasher = paper.hasher.clone();
        let nothing = nothing.clone();
        let mut one = async move { hasher.verify(None, &nothing, &network).await }.boxed();
        match poll!(&mut one) {
            Poll::Pending => waiting.push(one),
            Poll::Ready(Err(HashError::Busy)) => break,
            Poll::Ready(other) => panic!("{other:?}"),
        }
    }
    for (kind, email) in &addresses {
        let fields = [
            ("name", "A"),
            ("email", email.as_str()),
            ("password", PASSWORD),
        ];
        for function in [SIGN_IN, SIGN_UP] {
            let answer = paper.browser().call(function, &fields).await;
            assert_eq!(answer.status, 503, "{function}: {kind}: {}", answer.body);
        }
        // This one hashes for nobody.
        paper.browser().call(FORGOT, &fields[1..2]).await.taken();
    }
    drop(waiting);
    let fields = [("email", addresses[0].1.as_str()), ("password", PASSWORD)];
    paper.browser().call(SIGN_IN, &fields).await.taken();
}
