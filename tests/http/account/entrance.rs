//! Making an account, confirming the address, coming in, going out, and a forgotten password.

use crate::paper::{NEW_PASSWORD, PASSWORD, Paper, WRONG_PASSWORD};
use tilshi::account::{
    forms::{CONFIRM, FORGOT, RESET, SIGN_IN, SIGN_OUT, SIGN_UP},
    model::Role,
};

const EMAIL: &str = "aigul@example.kz";
const SIGNING_UP: [(&str, &str); 3] = [
    ("name", "Айгүл Серік"),
    ("email", " Aigul@Example.kz "),
    ("password", PASSWORD),
];

#[tokio::test]
async fn whoever_signs_up_confirms_and_is_back_where_they_were() {
    let paper = Paper::start_with(&[]).await;
    let browser = paper.browser();
    let answer = browser
        .fill("/en/sign-up?next=/en/education", SIGN_UP, &SIGNING_UP)
        .await;
    let sent = browser.follow(&answer).await;
    assert_eq!(sent.path, "/en/account/sent");
    assert_eq!(sent.texts("h1"), ["Check your mailbox"]);
    assert!(!browser.is_signed_in().await, "not before it is confirmed");

    let signing_in = [("email", EMAIL), ("password", PASSWORD)];
    let early = paper
        .browser()
        .fill("/en/sign-in", SIGN_IN, &signing_in)
        .await;
    assert_eq!(early.status, 422);
    assert!(
        early.problems()[0].contains("the address has not been confirmed yet"),
        "{:?}",
        early.problems()
    );
    assert_eq!(
        paper.kinds_to(EMAIL).await,
        ["confirm", "confirm"],
        "the mail is sent once more"
    );

    let letter = paper.letter("confirm", EMAIL).await;
    assert!(
        letter.text.contains("Tilshi"),
        "in English: {}",
        letter.text
    );
    let mut watch = paper.watch().await;
    let page = browser.page(&letter.link()).await;
    assert!(page.body.contains(EMAIL));
    assert_eq!(
        page.texts("input[type=password]").len(),
        0,
        "the same browser"
    );
    assert!(
        !watch.has_changed().await,
        "looking at the link does nothing"
    );
    let answer = browser.fill(&letter.link(), CONFIRM, &[]).await;
    assert_eq!(answer.header("location"), "/en/education");
    assert!(browser.is_signed_in().await);
    let account = browser.page("/en/account").await;
    assert_eq!(account.texts(".identity strong"), ["Айгүл Серік"]);

    let stolen = browser.copy();
    assert!(stolen.is_signed_in().await);
    let answer = browser.fill("/en/account", SIGN_OUT, &[]).await;
    assert_eq!(browser.cookie("session"), None);
    assert_eq!(browser.cookie("visitor"), None);
    let page = browser.follow(&answer).await;
    assert_eq!(page.texts("h1"), ["Sign in"]);
    assert_eq!(page.notice(), "You are signed out.");
    assert!(!stolen.is_signed_in().await, "signing out ends the session");

    let answer = browser
        .fill("/en/sign-in?next=/en/education", SIGN_IN, &signing_in)
        .await;
    assert_eq!(answer.header("location"), "/en/education");
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn another_browser_must_know_the_password_to_confirm() {
    let paper = Paper::start_with(&[]).await;
    let answer = paper
        .browser()
        .fill("/en/sign-up", SIGN_UP, &SIGNING_UP)
        .await;
    assert_eq!(answer.header("location"), "/en/account/sent");
    let link = paper.letter("confirm", EMAIL).await.link();

    let other = paper.browser();
    // This browser has begun a sign-up, too, but of somebody else.
    let somebody = [
        ("name", "B"),
        ("email", "b@example.kz"),
        ("password", PASSWORD),
    ];
    other.fill("/en/sign-up", SIGN_UP, &somebody).await;
    for (typed, problem) in [
        ("", "Fill this in."),
        (WRONG_PASSWORD, "The password is not right."),
    ] {
        let answer = other.fill(&link, CONFIRM, &[("password", typed)]).await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.problems(), [problem]);
    }
    assert!(!other.is_signed_in().await);
    assert_eq!(
        paper
            .number("SELECT COUNT(*) FROM people WHERE email_confirmed_at IS NOT NULL")
            .await,
        0
    );
    let answer = other.fill(&link, CONFIRM, &[("password", PASSWORD)]).await;
    let page = other.follow(&answer).await;
    assert_eq!(page.notice(), "Your address is confirmed.");
    assert!(other.is_signed_in().await);
}

/// Somebody begins an account with another's address and waits for its owner to confirm it.
#[tokio::test]
async fn an_account_is_its_owners_whoever_began_one_with_their_address() {
    let paper = Paper::start_with(&[]).await;
    let (thief, owner) = (paper.browser(), paper.browser());
    let theirs = [
        ("name", "Thief"),
        ("email", EMAIL),
        ("password", NEW_PASSWORD),
    ];
    thief.fill("/en/sign-up", SIGN_UP, &theirs).await;
    owner.fill("/en/sign-up", SIGN_UP, &SIGNING_UP).await;
    let link = paper.letter("confirm", EMAIL).await.link();
    owner.fill(&link, CONFIRM, &[]).await;
    let account = owner.page("/en/account").await;
    assert_eq!(account.texts(".identity strong"), ["Айгүл Серік"]);
    let sign_in = async |password: &str| {
        let fields = [("email", EMAIL), ("password", password)];
        thief.call(SIGN_IN, &fields).await.status
    };
    assert_eq!(sign_in(NEW_PASSWORD).await, 422);
    assert_eq!(sign_in(PASSWORD).await, 200);
}

#[tokio::test]
async fn a_form_that_is_not_taken_comes_back_as_it_was_without_the_password() {
    let paper = Paper::start_with(&[]).await;
    for (name, email, password, problems) in [
        (
            "",
            "",
            "",
            vec!["Fill this in.", "Fill this in.", "Fill this in."],
        ),
        (
            "Айгүл",
            "nonsense",
            "қысқа",
            vec![
                "This does not look like an e-mail address.",
                "Too short: 10 characters at least.",
            ],
        ),
        (
            "Айгүл",
            EMAIL,
            "password123",
            vec!["This password is easy to guess. Choose another."],
        ),
    ] {
        let fields = [("name", name), ("email", email), ("password", password)];
        let answer = paper
            .browser()
            .fill("/en/sign-up?next=/en/education", SIGN_UP, &fields)
            .await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.problems(), problems);
        assert_eq!(answer.attributes("input[name=name]", "value"), [name]);
        assert_eq!(answer.attributes("input[name=email]", "value"), [email]);
        assert_eq!(
            answer.attributes("input[name=next]", "value"),
            ["/en/education"]
        );
        assert!(password.is_empty() || !answer.body.contains(password));
    }
    let too_long = "ұ".repeat(257);
    let fields = [("name", "A"), ("email", EMAIL), ("password", &too_long)];
    let answer = paper.browser().fill("/en/sign-up", SIGN_UP, &fields).await;
    assert_eq!(answer.problems(), ["Too long: 256 characters at most."]);
    assert_eq!(paper.number("SELECT COUNT(*) FROM people").await, 0);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_every_session_ends() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let (home, work) = (paper.browser(), paper.browser());
    person.sign_in_on(&home, PASSWORD).await;
    person.sign_in_on(&work, PASSWORD).await;

    let email = person.email.as_str();
    let answer = person
        .browser
        .fill("/en/account/forgot", FORGOT, &[("email", email)])
        .await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.texts("h1"), ["Check your mailbox"]);
    let link = paper.letter("reset", email).await.link();

    let weak = person
        .browser
        .fill(&link, RESET, &[("password", "1234567890")])
        .await;
    assert_eq!(weak.status, 422);
    assert!(home.is_signed_in().await, "nothing has happened yet");
    let answer = person
        .browser
        .fill(&link, RESET, &[("password", NEW_PASSWORD)])
        .await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.texts("h1"), ["Sign in"], "the link does not sign in");
    assert!(!home.is_signed_in().await && !work.is_signed_in().await);
    assert!(!person.browser.is_signed_in().await);
    assert_eq!(paper.kinds_to(email).await, ["reset", "password-changed"]);

    let old = person
        .browser
        .fill(
            "/en/sign-in",
            SIGN_IN,
            &[("email", email), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(old.status, 422);
    assert!(old.problems()[0].starts_with("E-mail and password do not go together."));
    person.sign_in_on(&person.browser, NEW_PASSWORD).await;
}

#[tokio::test]
async fn every_language_has_its_own_pages_and_mails() {
    let paper = Paper::start_with(&[]).await;
    for (language, title, mail) in [
        ("kk", "Поштаңызды қараңыз", "kk"),
        ("ru", "Проверьте почту", "ru"),
        ("en", "Check your mailbox", "en"),
    ] {
        let email = format!("{language}@example.kz");
        let browser = paper.browser().with("accept-language", "fr");
        let fields = [
            ("name", "Айгүл"),
            ("email", email.as_str()),
            ("password", PASSWORD),
        ];
        let answer = browser
            .fill(&format!("/{language}/sign-up"), SIGN_UP, &fields)
            .await;
        let page = browser.follow(&answer).await;
        assert_eq!(page.path, format!("/{language}/account/sent"));
        assert_eq!(page.texts("h1"), [title]);
        let letter = paper.letter("confirm", &email).await;
        assert!(
            letter.text.contains(&format!("Content-Language: {mail}")),
            "{}",
            letter.text
        );
        assert!(
            letter
                .link()
                .starts_with(&format!("/{language}/account/confirm?"))
        );
    }
}
