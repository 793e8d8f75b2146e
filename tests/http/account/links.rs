//! The links in mails: for one use, for a time, for one purpose, for whoever they were sent to.

use crate::paper::{Answer, Browser, NEW_PASSWORD, PASSWORD, Paper, Person};
use tilshi::account::{
    forms::{
        CHANGE_ADDRESS, CHANGE_PASSWORD, CONFIRM, CONFIRM_NEW_ADDRESS, FORGOT, INVITE, RESET,
        SIGN_UP, TAKE_INVITATION,
    },
    model::Role,
    secret::Secret,
};

const NOT_ANY_MORE: &str = "This link no longer works";

/// A fresh link of each purpose, with the function that takes it and what it asks for. Each is for
/// somebody else.
struct Link {
    purpose: &'static str,
    link: String,
    function: &'static str,
    fields: Vec<(&'static str, &'static str)>,
    browser: Browser,
}

async fn links(paper: &Paper) -> Vec<Link> {
    let admin = paper.signed_in(Role::Admin).await;
    let invitation = [
        ("name", "В"),
        ("email", "invited@example.kz"),
        ("role", "editor"),
    ];
    admin.browser.call(INVITE, &invitation).await.taken();
    let newcomer = paper.browser();
    let sign_up = [
        ("name", "А"),
        ("email", "new@example.kz"),
        ("password", PASSWORD),
    ];
    newcomer.call(SIGN_UP, &sign_up).await.taken();
    let reader = paper.signed_in(Role::Reader).await;
    let address = [("email", "moved@example.kz"), ("password", PASSWORD)];
    reader.browser.call(CHANGE_ADDRESS, &address).await.taken();
    let forgetful = paper.person(Role::Reader).await;
    ask_for_reset(&forgetful).await;

    let mut links = Vec::new();
    for (purpose, kind, email, function, fields, browser) in [
        (
            "confirm",
            "confirm",
            "new@example.kz",
            CONFIRM,
            vec![],
            newcomer,
        ),
        (
            "reset",
            "reset",
            forgetful.email.as_str(),
            RESET,
            vec![("password", NEW_PASSWORD)],
            forgetful.browser,
        ),
        (
            "invitation",
            "invitation",
            "invited@example.kz",
            TAKE_INVITATION,
            vec![("name", "Болат"), ("password", NEW_PASSWORD)],
            paper.browser(),
        ),
        (
            "email",
            "new-address",
            "moved@example.kz",
            CONFIRM_NEW_ADDRESS,
            vec![],
            reader.browser,
        ),
    ] {
        links.push(Link {
            purpose,
            link: paper.letter(kind, email).await.link(),
            function,
            fields,
            browser,
        });
    }
    links
}

async fn ask_for_reset(person: &Person) {
    let fields = [("email", person.email.as_str())];
    person.browser.call(FORGOT, &fields).await.taken();
}

impl Link {
    fn token(&self) -> &str {
        self.link.split_once("?token=").expect("a token").1
    }

    async fn take(&self) -> Answer {
        let fields = [&[("token", self.token())], self.fields.as_slice()].concat();
        self.browser.call(self.function, &fields).await
    }

    /// Neither the page nor the function takes it, and nothing happens.
    async fn assert_spent(&self, paper: &Paper) {
        let page = self.browser.page(&self.link).await;
        assert_eq!(page.texts("h1"), [NOT_ANY_MORE], "{}", self.purpose);
        let mut watch = paper.watch().await;
        let answer = self.take().await;
        assert_eq!(answer.status, 422, "{}: {}", self.purpose, answer.body);
        assert!(answer.body.contains("Expired"), "{}", answer.body);
        assert!(!watch.has_changed().await, "{}", self.purpose);
    }
}

#[tokio::test]
async fn links_work_once() {
    let paper = Paper::start_with(&[]).await;
    for link in links(&paper).await {
        // Programs that read mails look at links before people do, and people look twice.
        for _ in 0..2 {
            let page = link.browser.page(&link.link).await;
            assert_ne!(page.texts("h1"), [NOT_ANY_MORE], "{}", link.purpose);
        }
        link.take().await.taken();
        link.assert_spent(&paper).await;
    }
}

#[tokio::test]
async fn of_two_at_once_one_gets_through() {
    let paper = Paper::start_with(&[]).await;
    for link in links(&paper).await {
        let (one, two) = tokio::join!(link.take(), link.take());
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422], "{}", link.purpose);
    }
}

#[tokio::test]
async fn links_work_for_a_time() {
    let paper = Paper::start_with(&[]).await;
    let hour = 3_600_000;
    for link in links(&paper).await {
        let lasts = match link.purpose {
            "reset" => hour,
            "invitation" => 7 * 24 * hour,
            _ => 24 * hour,
        };
        let purpose = link.purpose;
        let age = |by: i64| {
            format!(
                "UPDATE mail_tokens SET expires_at = expires_at - {by} WHERE purpose = '{purpose}'"
            )
        };
        assert_eq!(paper.change(&age(lasts - 60_000)).await, 1);
        let page = link.browser.page(&link.link).await;
        assert_ne!(
            page.texts("h1"),
            [NOT_ANY_MORE],
            "{purpose} a minute before its end"
        );
        paper.change(&age(60_000)).await;
        link.assert_spent(&paper).await;
    }
}

#[tokio::test]
async fn a_link_is_good_for_its_own_purpose_only() {
    let paper = Paper::start_with(&[]).await;
    let links = links(&paper).await;
    for link in &links {
        for other in links.iter().filter(|other| other.purpose != link.purpose) {
            let fields = [&[("token", link.token())], other.fields.as_slice()].concat();
            let answer = other.browser.call(other.function, &fields).await;
            assert_eq!(answer.status, 422, "{} as {}", link.purpose, other.purpose);
            assert!(answer.body.contains("Expired"), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn what_nobody_was_sent_opens_nothing_and_the_table_gives_nothing_away() {
    let paper = Paper::start_with(&[]).await;
    let links = links(&paper).await;
    let made_up = Secret::generate().expect("random numbers");
    let stored = paper.texts("SELECT token_hash FROM mail_tokens").await;
    assert_eq!(stored.len(), 4);
    for link in &links {
        assert!(!stored.iter().any(|hash| hash.contains(link.token())));
        for token in [made_up.reveal(), "", "x", &stored[0], "' OR '1'='1"] {
            let fields = [&[("token", token)], link.fields.as_slice()].concat();
            let answer = link.browser.call(link.function, &fields).await;
            assert_eq!(answer.status, 422, "{} {token}", link.purpose);
        }
    }
}

#[tokio::test]
async fn links_die_with_their_owners_access() {
    let paper = Paper::start_with(&[]).await;
    let links = links(&paper).await;
    paper
        .change("UPDATE people SET suspended_at = 1 WHERE role <> 'admin'")
        .await;
    for link in &links {
        if link.purpose == "email" {
            // Whoever opens it must be signed in.
            assert_eq!(link.take().await.status, 401);
        } else {
            link.assert_spent(&paper).await;
        }
    }
}

#[tokio::test]
async fn a_new_link_for_a_password_voids_the_others_once_it_is_used() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    ask_for_reset(&person).await;
    let first = paper.letter("reset", &person.email).await.token();
    ask_for_reset(&person).await;
    let second = paper.letter("reset", &person.email).await.token();
    assert_ne!(first, second);
    let reset = async |token: &str| {
        let fields = [("token", token), ("password", NEW_PASSWORD)];
        person.browser.call(RESET, &fields).await.status
    };
    assert_eq!(reset(&second).await, 200);
    assert_eq!(reset(&first).await, 422);
}

/// Whoever knows the password asks for the address to be changed; its owner is told, and changes the
/// password. Then the thief's link must be worth nothing.
#[tokio::test]
async fn a_new_password_voids_a_change_of_address() {
    let paper = Paper::start_with(&[]).await;
    for by_mail in [false, true] {
        let person = paper.signed_in(Role::Reader).await;
        let theirs = [("email", "thief@example.kz"), ("password", PASSWORD)];
        person.browser.call(CHANGE_ADDRESS, &theirs).await.taken();
        let link = paper
            .letter("new-address", "thief@example.kz")
            .await
            .token();
        if by_mail {
            ask_for_reset(&person).await;
            let token = paper.letter("reset", &person.email).await.token();
            let fields = [("token", token.as_str()), ("password", NEW_PASSWORD)];
            person.browser.call(RESET, &fields).await.taken();
        } else {
            let fields = [("password", PASSWORD), ("new_password", NEW_PASSWORD)];
            person.browser.call(CHANGE_PASSWORD, &fields).await.taken();
        }
        let thief = paper.browser();
        person.sign_in_on(&thief, NEW_PASSWORD).await;
        let fields = [("token", link.as_str())];
        let answer = thief.call(CONFIRM_NEW_ADDRESS, &fields).await;
        assert_eq!(answer.status, 422, "by mail: {by_mail}");
        let email = format!("SELECT email FROM people WHERE id = {}", person.id);
        assert_eq!(paper.text(&email).await, person.email);
    }
}

/// An invitation sets a password and signs in without the second step, so that it must not outlive
/// the moment when its owner has a password.
#[tokio::test]
async fn an_invitation_is_worth_nothing_once_there_is_a_password() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let email = "invited@example.kz";
    let invitation = [("name", "Болат"), ("email", email), ("role", "editor")];
    admin.browser.call(INVITE, &invitation).await.taken();
    let invited = paper.letter("invitation", email).await.token();
    let browser = paper.browser();
    browser.call(FORGOT, &[("email", email)]).await.taken();
    let token = paper.letter("reset", email).await.token();
    let fields = [("token", token.as_str()), ("password", PASSWORD)];
    browser.call(RESET, &fields).await.taken();

    let fields = [
        ("token", invited.as_str()),
        ("name", "Болат"),
        ("password", NEW_PASSWORD),
    ];
    assert_eq!(
        paper.browser().call(TAKE_INVITATION, &fields).await.status,
        422
    );
}

/// What was sent to the old address opens nothing, and what waits for it (the mail server may be down
/// for hours) is not sent.
#[tokio::test]
async fn a_link_is_worth_nothing_once_the_account_has_another_address() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.signed_in(Role::Reader).await;
    ask_for_reset(&person).await;
    let sent = paper.letter("reset", &person.email).await;
    let address = [("email", "moved@example.kz"), ("password", PASSWORD)];
    person.browser.call(CHANGE_ADDRESS, &address).await.taken();
    let moved = paper
        .letter("new-address", "moved@example.kz")
        .await
        .token();
    ask_for_reset(&person).await;
    let fields = [("token", moved.as_str())];
    person
        .browser
        .call(CONFIRM_NEW_ADDRESS, &fields)
        .await
        .taken();

    let kinds = paper.kinds_to(&person.email).await;
    assert_eq!(kinds, ["reset", "address-change", "address-changed"]);
    let page = paper.browser().page(&sent.link()).await;
    assert_eq!(page.texts("h1"), [NOT_ANY_MORE]);
    let token = sent.token();
    let fields = [("token", token.as_str()), ("password", NEW_PASSWORD)];
    assert_eq!(paper.browser().call(RESET, &fields).await.status, 422);
}

#[tokio::test]
async fn links_lead_to_the_paper_and_not_to_what_a_request_calls_it() {
    let paper = Paper::start_with(&[("TILSHI_SITE_URL", "https://paper.example")]).await;
    let person = paper.person(Role::Reader).await;
    let browser = paper
        .browser()
        .with("host", "evil.example")
        .with("origin", "https://evil.example")
        .with("x-forwarded-host", "evil.example")
        .with("forwarded", "host=evil.example");
    let fields = [("email", person.email.as_str())];
    browser.call(FORGOT, &fields).await.taken();
    let letter = paper.letter("reset", &person.email).await;
    assert!(
        letter
            .address()
            .starts_with("https://paper.example/en/account/reset?token="),
        "{}",
        letter.address()
    );
    assert!(!letter.text.contains("evil.example"));
}
