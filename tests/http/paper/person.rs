//! People with an account.

use super::{Browser, Paper};
use std::sync::atomic::{AtomicU32, Ordering};
use tilshi::{
    account::{
        email::EmailAddress,
        identity::limits,
        model::Role,
        password::{Hasher, NewPassword},
        secret::Secret,
        store::{Method, NewPerson, NewSession, insert_person, insert_session},
    },
    language::Language,
    server::http::ClientNetwork,
    site::pages::now,
};
use tokio::sync::OnceCell;

/// The password of everybody whom the fixture makes.
pub const PASSWORD: &str = "дала желі ескен таң";
/// Another one that may be taken.
pub const NEW_PASSWORD: &str = "көл үстінде сегіз тырна";
/// One that nobody has.
pub const WRONG_PASSWORD: &str = "дала желі ескен түн";

static HASH: OnceCell<String> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Somebody with an account, and their browser.
pub struct Person {
    pub id: i64,
    pub email: String,
    pub name: String,
    pub browser: Browser,
}

impl Paper {
    /// A browser that nobody has used yet.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address())
    }

    /// Somebody with a role and [`PASSWORD`], who is not signed in.
    pub async fn person(&self, role: Role) -> Person {
        let hash = HASH
            .get_or_init(|| async {
                let password = NewPassword::parse(PASSWORD, &[]).expect("a good password");
                let hasher = Hasher::new().expect("a hasher");
                let network = ClientNetwork::parse("127.0.0.1");
                hasher.hash(&password, &network).await.expect("a hash")
            })
            .await;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let email = format!("person{number}@example.kz");
        let name = format!("Айгүл Серік{number}");
        let person = NewPerson {
            email: &EmailAddress::parse(&email).expect("an address"),
            confirmed: true,
            name: &name,
            language: Language::English,
            role,
            password_hash: Some(hash),
        };
        let mut transaction = self.database.write().await.expect("a transaction");
        let id = insert_person(&mut transaction, &person, now()).await;
        transaction.commit().await.expect("a commit");
        Person {
            id: id.expect("stored").expect("a free address"),
            email,
            name,
            browser: self.browser(),
        }
    }

    /// The same, signed in with a password.
    pub async fn signed_in(&self, role: Role) -> Person {
        let person = self.person(role).await;
        let token = Secret::generate().expect("random numbers");
        let limits = limits(&self.configuration.accounts, role);
        let idle = i64::try_from(limits.idle.as_millis()).expect("a duration");
        let session = NewSession {
            person_id: person.id,
            token_hash: &token.hash(),
            expires_at: now() + idle,
            method: Method::Password,
            user_agent: "",
            network: "127.0.0.1",
        };
        let mut transaction = self.database.write().await.expect("a transaction");
        insert_session(&mut transaction, &session, now())
            .await
            .expect("a session");
        transaction.commit().await.expect("a commit");
        person
            .browser
            .set_cookie(self.session_cookie(), token.reveal());
        person
    }

    /// The name of the cookie that holds a session.
    pub fn session_cookie(&self) -> &'static str {
        match self.configuration.site.url.scheme() {
            "https" => "__Host-session",
            _ => "session",
        }
    }
}

impl Person {
    /// Signs in with [`PASSWORD`] by the page's form.
    pub async fn sign_in(&self) {
        self.sign_in_on(&self.browser, PASSWORD).await;
    }

    /// Signs in on some browser with some password.
    pub async fn sign_in_on(&self, browser: &Browser, password: &str) {
        let fields = [("email", self.email.as_str()), ("password", password)];
        let answer = browser
            .fill("/en/sign-in", tilshi::account::forms::SIGN_IN, &fields)
            .await;
        assert_eq!(answer.header("location"), "/en", "{:?}", answer.problems());
        assert!(browser.is_signed_in().await);
    }
}
