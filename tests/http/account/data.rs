//! Taking one's data along, and leaving.

use crate::paper::{PASSWORD, Paper, WRONG_PASSWORD};
use reading::{ArticleId, Change, ListId};
use tilshi::{
    account::{
        forms::{BEGIN_SECOND_STEP, DELETE_ACCOUNT, FORGOT, KEEP_ACCOUNT, SIGN_IN, SIGN_UP},
        model::Role,
        upkeep::look_after,
    },
    reading_list::lists::change_of,
    site::pages::now,
};

const DAY: i64 = 24 * 3_600_000;

#[tokio::test]
async fn the_export_is_everything_and_no_secret() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    person.sign_in().await;
    let browser = &person.browser;
    browser
        .call(BEGIN_SECOND_STEP, &[("password", PASSWORD)])
        .await
        .taken();
    browser
        .call(FORGOT, &[("email", &person.email)])
        .await
        .taken();
    let token = paper.letter("reset", &person.email).await.token();
    let id = person.id;
    paper
        .change(&format!(
            "UPDATE people SET totp_secret = 'SHAREDSECRET' WHERE id = {id}"
        ))
        .await;
    paper
        .change(&format!(
            "INSERT INTO recovery_codes (person_id, code_hash) VALUES ({id}, 'codehash')"
        ))
        .await;
    paper
        .change(&format!(
            "INSERT INTO passkeys (person_id, credential_id, name, credential, created_at) \
             VALUES ({id}, 'credentialid', 'Telephone', 'publickey', 17)"
        ))
        .await;
    change_of(&paper.database, id, now(), |lists| {
        let article = ArticleId::new(7).expect("an id");
        let text = "Read on".to_owned();
        let note = Change::Note { article, text };
        lists
            .save_last(ListId::LATER, article)
            .into_iter()
            .chain([note])
            .collect()
    })
    .await
    .expect("saved");
    paper.signed_in(Role::Reader).await;

    let page = browser.page("/en/account").await;
    let links = page.attributes("#data a", "href");
    assert_eq!(links, ["/en/account/export"]);
    let answer = browser.page(&links[0]).await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"tilshi-account.json\""
    );
    let data: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(data["account"]["id"], id);
    assert_eq!(data["account"]["name"], person.name);
    assert_eq!(data["account"]["email"], person.email);
    assert_eq!(data["account"]["role"], "reader");
    assert_eq!(data["account"]["language"], "en");
    assert_eq!(data["account"]["has_second_step"], true);
    assert_eq!(
        data["sessions"].as_array().map(Vec::len),
        Some(1),
        "nobody else's"
    );
    assert_eq!(data["sessions"][0]["network"], "127.0.0.1");
    assert_eq!(data["sessions"][0]["this_one"], true);
    assert_eq!(data["passkeys"][0]["name"], "Telephone");
    let lists = &data["reading_lists"];
    assert_eq!(lists["lists"][0]["articles"][0]["article"], 7);
    assert_eq!(lists["lists"][0]["articles"][0]["note"], "Read on");
    assert_eq!(lists["operations"].as_array().map(Vec::len), Some(2));
    let actions: Vec<&str> = data["log"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|line| line["action"].as_str())
        .collect();
    assert!(
        actions.contains(&"signed-in") && actions.contains(&"reset-asked"),
        "{actions:?}"
    );

    let mut secrets = vec![token, "SHAREDSECRET".to_owned(), "publickey".to_owned()];
    secrets.extend(browser.cookie("session"));
    for sql in [
        "SELECT password_hash FROM people",
        "SELECT token_hash FROM sessions",
        "SELECT token_hash FROM mail_tokens",
        "SELECT token_hash FROM challenges",
        "SELECT state FROM challenges WHERE state <> ''",
        "SELECT code_hash FROM recovery_codes",
    ] {
        let found = paper.texts(sql).await;
        assert!(!found.is_empty(), "{sql}");
        secrets.extend(found);
    }
    for secret in secrets {
        assert!(
            !answer.body.contains(&secret),
            "{secret} in {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn somebody_leaves_and_changes_their_mind() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    let other = paper.browser();
    person.sign_in().await;
    person.sign_in_on(&other, PASSWORD).await;
    for (typed, problem) in [
        (WRONG_PASSWORD, "The password is not right."),
        ("", "Fill this in."),
    ] {
        let fields = [("password", typed)];
        let answer = person
            .browser
            .fill("/en/account", DELETE_ACCOUNT, &fields)
            .await;
        assert_eq!(
            (answer.status, answer.problems()),
            (422, vec![problem.to_owned()])
        );
    }
    let delete_at = format!(
        "SELECT COALESCE(MAX(delete_at), 0) FROM people WHERE id = {}",
        person.id
    );
    assert_eq!(paper.number(&delete_at).await, 0);

    let fields = [("password", PASSWORD)];
    let answer = person
        .browser
        .fill("/en/account", DELETE_ACCOUNT, &fields)
        .await;
    let page = person.browser.follow(&answer).await;
    assert!(
        page.notice()
            .starts_with("Your account will be deleted in 14 days.")
    );
    assert!(!person.browser.is_signed_in().await && !other.is_signed_in().await);
    assert_eq!(paper.kinds_to(&person.email).await, ["deletion"]);
    look_after(&paper.database, now() + 14 * DAY - 60_000)
        .await
        .expect("looked after");

    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    let answer = person
        .browser
        .fill("/en/sign-in?next=/en/education", SIGN_IN, &fields)
        .await;
    assert_eq!(
        answer.header("location"),
        "/en/account",
        "where it can be taken back"
    );
    let page = person.browser.follow(&answer).await;
    let band = page.texts(".band").join(" ");
    assert!(band.contains("Your account will be deleted:"), "{band}");
    let answer = person.browser.fill("/en/account", KEEP_ACCOUNT, &[]).await;
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.notice(), "Your account stays.");
    assert_eq!(paper.number(&delete_at).await, 0);
    look_after(&paper.database, now() + 15 * DAY)
        .await
        .expect("looked after");
    person.sign_in_on(&paper.browser(), PASSWORD).await;
}

#[tokio::test]
async fn after_fourteen_days_an_account_is_emptied_and_its_address_is_free() {
    let paper = Paper::start_with(&[]).await;
    let person = paper.person(Role::Reader).await;
    person.sign_in().await;
    let fields = [("password", PASSWORD)];
    person.browser.call(DELETE_ACCOUNT, &fields).await.taken();
    let signing_in = [("email", person.email.as_str()), ("password", PASSWORD)];
    person.browser.call(SIGN_IN, &signing_in).await.taken();
    assert!(person.browser.is_signed_in().await, "until then they may");
    paper.send_mails().await;
    look_after(&paper.database, now() + 14 * DAY + 60_000)
        .await
        .expect("looked after");

    assert!(
        !person.browser.is_signed_in().await,
        "a session is no way around it"
    );
    let id = person.id;
    for table in [
        "sessions",
        "mail_tokens",
        "challenges",
        "mails",
        "people_words",
    ] {
        let rows = format!("SELECT COUNT(*) FROM {table} WHERE person_id = {id}");
        assert_eq!(paper.number(&rows).await, 0, "{table}");
    }
    let left = paper
        .texts(&format!(
            "SELECT COALESCE(email, '') || name || COALESCE(password_hash, '') FROM people WHERE id = {id}"
        ))
        .await;
    assert_eq!(left, [""], "the row stays, neutral");
    assert_eq!(paper.browser().call(SIGN_IN, &signing_in).await.status, 422);

    let fields = [
        ("name", "Басқа адам"),
        ("email", person.email.as_str()),
        ("password", PASSWORD),
    ];
    paper.browser().call(SIGN_UP, &fields).await.taken();
    assert_eq!(
        paper
            .number(&format!(
                "SELECT COUNT(*) FROM people WHERE email = '{}' AND id <> {id}",
                person.email
            ))
            .await,
        1
    );
}

#[tokio::test]
async fn the_last_administrator_cannot_leave() {
    let paper = Paper::start_with(&[]).await;
    let admin = paper.signed_in(Role::Admin).await;
    let fields = [("password", PASSWORD)];
    let answer = admin
        .browser
        .fill("/en/account", DELETE_ACCOUNT, &fields)
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.problems(),
        ["At least one administrator must remain."]
    );
    paper.person(Role::Admin).await;
    admin.browser.call(DELETE_ACCOUNT, &fields).await.taken();
}
