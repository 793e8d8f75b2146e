//! The app on somebody's phone that shows codes, and the way to where they are asked for.

use crate::paper::{Answer, Browser, PASSWORD, Person};
use tilshi::{
    account::forms::{BEGIN_SECOND_STEP, ENABLE_SECOND_STEP, SECOND_STEP, SIGN_IN},
    site::pages::now,
};
use totp_rs::{Algorithm, Builder, Secret};

const STEP: i64 = 30;

/// What the app of a person knows.
pub struct App {
    pub secret: String,
    pub recovery_codes: Vec<String>,
    /// The code that has switched the second step on; empty before.
    pub used_code: String,
}

impl App {
    /// Reads the page that shows it.
    pub fn read(page: &Answer) -> Self {
        Self {
            secret: page.texts("code.secret")[0].replace(' ', ""),
            recovery_codes: page.texts("ol.codes code"),
            used_code: String::new(),
        }
    }

    /// The code that it shows so many steps from now.
    pub fn code(&self, steps: i64) -> String {
        let secret = Secret::try_from_base32(&self.secret).expect("base32");
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(30)
            .with_secret(secret)
            .build()
            .expect("a secret of 160 bits");
        let time = now() / 1000 + steps * STEP;
        totp.generate(u64::try_from(time).expect("after 1970"))
            .to_string()
    }

    /// A code that it does not show at these times.
    pub fn wrong_code(&self) -> String {
        let near: Vec<String> = (-5..=5).map(|steps| self.code(steps)).collect();
        (0..)
            .map(|number| format!("{number:06}"))
            .find(|code| !near.contains(code))
            .expect("a million are more than eleven")
    }
}

/// Switches the second step on, by the pages.
pub async fn switch_on(person: &Person) -> App {
    let fields = [("password", PASSWORD)];
    let answer = person
        .browser
        .fill("/en/account", BEGIN_SECOND_STEP, &fields)
        .await;
    let mut app = App::read(&person.browser.follow(&answer).await);
    app.used_code = app.code(0);
    let answer = person
        .browser
        .fill(
            "/en/account/second-step",
            ENABLE_SECOND_STEP,
            &[("code", &app.used_code)],
        )
        .await;
    assert_eq!(answer.header("location"), "/en/account?done=second-step-on");
    app
}

/// Types address and password, and stands before the second step.
pub async fn begin(person: &Person, browser: &Browser) {
    let fields = [("email", person.email.as_str()), ("password", PASSWORD)];
    let answer = browser
        .fill("/en/sign-in?next=/en/education", SIGN_IN, &fields)
        .await;
    assert_eq!(answer.header("location"), "/en/sign-in/second-step");
    assert!(!browser.is_signed_in().await, "the password is not enough");
}

/// Types a code there.
pub async fn take(browser: &Browser, code: &str) -> Answer {
    browser
        .fill("/en/sign-in/second-step", SECOND_STEP, &[("code", code)])
        .await
}
