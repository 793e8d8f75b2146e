//! A service outside of the paper, which verifies what it is asked and signs what it answers as
//! `docs/operating.md` says, or behaves badly.

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Response},
    routing::post,
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tilshi::site::pages::now;

/// What it shares with the paper.
pub const SECRET: &str = "a-secret-of-the-two-of-us";

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Passing,
    Holding,
    Rejecting,
    Failing,
    Garbage,
    Unsigned,
    WrongSignature,
    OldAnswer,
    UnknownVerdict,
    Endless,
    Slow,
}

/// What it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub body: Value,
    pub is_signed: bool,
}

/// The service; it ends with the test.
pub struct Outside {
    address: SocketAddr,
    state: Shared,
}

#[derive(Clone)]
struct Shared {
    mood: Arc<Mutex<Mood>>,
    questions: Arc<Mutex<Vec<Asked>>>,
}

impl Outside {
    /// One on a port of its own, which lets everything pass.
    pub async fn start() -> Self {
        let state = Shared {
            mood: Arc::new(Mutex::new(Mood::Passing)),
            questions: Arc::default(),
        };
        let router = Router::new()
            .route("/", post(answer))
            .with_state(state.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, state }
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    pub fn set(&self, mood: Mood) {
        *self
            .state
            .mood
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = mood;
    }

    pub fn questions(&self) -> Vec<Asked> {
        let questions = &self.state.questions;
        questions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The code that was sent last.
    pub fn last_code(&self) -> String {
        let asked = self.questions();
        let code = asked.last().expect("a question").body["code"].as_str();
        code.expect("a code").to_owned()
    }
}

fn sign(secret: &str, parts: &[&[u8]]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    for part in parts {
        mac.update(part);
    }
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn answer(State(state): State<Shared>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let text = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let timestamp = text("tilshi-timestamp");
    let question = text("tilshi-signature");
    let question = question.strip_prefix("sha256=").unwrap_or_default();
    let expected = sign(SECRET, &[timestamp.as_bytes(), b".", &body]);
    let age = now() / 1_000 - timestamp.parse::<i64>().unwrap_or(0);
    let asked = Asked {
        body: serde_json::from_slice(&body).expect("JSON"),
        is_signed: question == expected && (0..60).contains(&age),
    };
    state
        .questions
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(asked);
    let mood = *state.mood.lock().unwrap_or_else(PoisonError::into_inner);
    let said = match mood {
        Mood::Holding => "{\"verdict\":\"hold\",\"reason\":\"sounds like\\n an advertisement\"}",
        Mood::Rejecting => "{\"verdict\":\"reject\"}",
        Mood::Garbage => "<html>It works!</html>",
        Mood::UnknownVerdict => "{\"verdict\":\"perhaps\"}",
        _ => "{\"verdict\":\"pass\",\"reason\":\"\"}",
    };
    let said = match mood {
        Mood::Endless => format!("{said}{}", " ".repeat(100_000)),
        _ => said.to_owned(),
    };
    if mood == Mood::Slow {
        tokio::time::sleep(Duration::from_secs(4)).await;
    }
    let signature = match mood {
        Mood::WrongSignature => sign(
            "another-secret-of-others",
            &[question.as_bytes(), b".", said.as_bytes()],
        ),
        Mood::OldAnswer => sign(SECRET, &["0".repeat(64).as_bytes(), b".", said.as_bytes()]),
        _ => sign(SECRET, &[question.as_bytes(), b".", said.as_bytes()]),
    };
    let response = Response::builder().status(if mood == Mood::Failing { 500 } else { 200 });
    let response = match mood {
        Mood::Unsigned => response,
        _ => response.header("tilshi-signature", format!("sha256={signature}")),
    };
    response.body(Body::from(said)).expect("an answer")
}
