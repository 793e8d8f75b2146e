//! What the program logs of people: never what lets somebody in.

use super::authenticator_app::App;
use crate::{
    paper::{Browser, NEW_PASSWORD, PASSWORD, WRONG_PASSWORD},
    program::{Server, errors, run},
};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};
use tilshi::account::forms::{
    BEGIN_SECOND_STEP, CHANGE_PASSWORD, ENABLE_SECOND_STEP, FORGOT, RESET, SIGN_IN, SIGN_UP,
};
use tokio::time::sleep;
use url::form_urlencoded::byte_serialize;

const EMAIL: &str = "aigul@example.kz";

/// The token in the mail of a kind, once the server's own worker has sent it.
async fn token(data: &Path, kind: &str) -> String {
    let started = Instant::now();
    loop {
        let files = fs::read_dir(data.join("mail")).into_iter().flatten();
        for file in files.filter_map(Result::ok) {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(&format!("-{kind}-{EMAIL}.eml")) {
                let text = fs::read_to_string(file.path()).expect("a mail");
                let (_, rest) = text.split_once("?token=").expect("a link");
                return rest[..43].to_owned();
            }
        }
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "no mail {kind}"
        );
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn nothing_that_lets_somebody_in_is_logged() {
    let server = Server::start("trace");
    let data = server.data();
    let folder = data.parent().expect("a folder");
    let add = [
        "user",
        "add",
        "--email",
        EMAIL,
        "--name",
        "A",
        "--role",
        "admin",
        "--password-stdin",
    ];
    let added = run(folder, &add, PASSWORD);
    assert!(added.status.success(), "{}", errors(&added));
    let mut secrets = Vec::new();
    let browser = Browser::new(server.address);
    let sign_in = async |password: &str| {
        let fields = [("email", EMAIL), ("password", password)];
        browser.fill("/en/sign-in", SIGN_IN, &fields).await
    };
    assert_eq!(sign_in(WRONG_PASSWORD).await.status, 422);
    assert_eq!(sign_in(PASSWORD).await.status, 303);
    secrets.extend(browser.cookie("session"));
    let fields = [("password", PASSWORD), ("new_password", NEW_PASSWORD)];
    browser.call(CHANGE_PASSWORD, &fields).await.taken();
    secrets.extend(browser.cookie("session"));
    browser.page("/en/account").await;
    browser.page("/en/account/export").await;

    let fields = [("password", NEW_PASSWORD)];
    let answer = browser
        .fill("/en/account", BEGIN_SECOND_STEP, &fields)
        .await;
    let app = App::read(&browser.follow(&answer).await);
    let code = app.code(0);
    browser
        .call(ENABLE_SECOND_STEP, &[("code", &code)])
        .await
        .taken();
    secrets.push(app.secret.clone());
    secrets.extend(app.recovery_codes.clone());

    let stranger = Browser::new(server.address);
    stranger.call(FORGOT, &[("email", EMAIL)]).await.taken();
    let reset = token(&data, "reset").await;
    stranger
        .page(&format!("/en/account/reset?token={reset}"))
        .await;
    stranger
        .get(&format!(
            "/fn/account/page?address=%2Fen%2Faccount%2Freset%3Ftoken%3D{reset}"
        ))
        .await;
    let fields = [("token", reset.as_str()), ("password", PASSWORD)];
    stranger.call(RESET, &fields).await.taken();
    let fields = [
        ("name", "B"),
        ("email", "b@example.kz"),
        ("password", PASSWORD),
    ];
    stranger.call(SIGN_UP, &fields).await.taken();
    secrets.extend(stranger.cookie("sign-up"));
    secrets.push(reset);
    for password in [PASSWORD, NEW_PASSWORD, WRONG_PASSWORD] {
        secrets.push(password.to_owned());
        secrets.push(byte_serialize(password.as_bytes()).collect());
    }

    let log = server.log();
    assert!(
        log.contains("/fn/account/sign-up"),
        "there is a log: {log:.200}"
    );
    assert!(secrets.len() > 15);
    for secret in secrets {
        if let Some(place) = log.find(&secret) {
            let line = log[..place].lines().last().unwrap_or_default();
            panic!("{secret} is logged: {line:.300}");
        }
    }
}
