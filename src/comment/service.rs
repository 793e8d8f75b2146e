//! Services outside of the paper that are asked about comments and commenters, over HTTP.
//!
//! A question is a POST of JSON. Its header `tilshi-timestamp` says when it was asked, in seconds since 1970
//! UTC, and `tilshi-signature` is `sha256=` with HMAC-SHA256 (RFC 2104) of that number, a full stop and the
//! body, in hexadecimal. An answer that is believed is signed too: its own `tilshi-signature` is over the
//! signature of the question, a full stop and the body, so that no old answer can be given to a new question.

use super::telephone::{HttpTelephone, TelephoneConfirmation};
use crate::server::configuration::{CommentSettings, ServiceSecret, ServiceSettings};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderValue, Request, StatusCode, Uri, header},
};
use hmac::{Hmac, KeyInit, Mac};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use sha2::Sha256;
use std::{error::Error, fmt, sync::Arc, time::Duration};
use thiserror::Error;

/// When a question was asked.
pub const TIMESTAMP: &str = "tilshi-timestamp";
/// The signature of a question, or of an answer.
pub const SIGNATURE: &str = "tilshi-signature";

/// Nothing that is asked for needs more, in bytes.
const LONGEST_ANSWER: usize = 16 * 1024;

/// How long the check of a comment may take: whoever writes waits for it.
const CHECK_PATIENCE: Duration = Duration::from_secs(2);
/// How long sending a code may take.
const TELEPHONE_PATIENCE: Duration = Duration::from_secs(5);

/// The services that are configured. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Services {
    /// Sends codes to telephones.
    pub telephone: Option<Arc<dyn TelephoneConfirmation>>,
    /// Looks at comments before they are taken.
    pub check: Option<Service>,
}

impl Services {
    /// Those of section `[comments]`.
    pub fn new(settings: &CommentSettings) -> Self {
        Self {
            telephone: settings.telephone.as_ref().map(|service| {
                let service = Service::new(service, TELEPHONE_PATIENCE);
                Arc::new(HttpTelephone(service)) as Arc<dyn TelephoneConfirmation>
            }),
            check: settings
                .check
                .as_ref()
                .map(|service| Service::new(service, CHECK_PATIENCE)),
        }
    }
}

/// Makes and verifies signatures.
#[derive(Clone)]
pub struct SigningKey([u8; 64]);

impl SigningKey {
    /// The key that is configured. HMAC fills a short key up with zeros (RFC 2104, section 2), so this is the
    /// key itself.
    pub fn new(secret: &ServiceSecret) -> Self {
        let mut key = [0; 64];
        for (place, byte) in key.iter_mut().zip(secret.reveal().bytes()) {
            *place = byte;
        }
        Self(key)
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.0.into());
        for part in parts {
            mac.update(part);
        }
        mac
    }

    /// HMAC-SHA256 of the parts one after the other, in hexadecimal.
    pub fn sign(&self, parts: &[&[u8]]) -> String {
        let bytes = self.mac(parts).finalize().into_bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether this is the signature of the parts. Takes the same time for every wrong one.
    pub fn verify(&self, parts: &[&[u8]], signature: &str) -> bool {
        parse_hexadecimal(signature)
            .is_some_and(|bytes| self.mac(parts).verify_slice(&bytes).is_ok())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(…)")
    }
}

fn parse_hexadecimal(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|start| u8::from_str_radix(text.get(start..start + 2)?, 16).ok())
        .collect()
}

/// Why a service did not help.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// It was not reached, or hung up.
    #[error("it cannot be reached: {0}")]
    Unreachable(String),
    /// It took too long.
    #[error("it did not answer within {} seconds", .0.as_secs())]
    Slow(Duration),
    /// It answered with an error.
    #[error("it answered {0}")]
    Status(StatusCode),
    /// The signature of its answer is missing or wrong.
    #[error("its answer is not signed as it must be")]
    Unsigned,
    /// Its answer is something else than what it was asked for.
    #[error("its answer cannot be understood")]
    Garbled,
}

/// A service at an address, with the key that it shares with the paper.
#[derive(Clone)]
pub struct Service {
    client: Client<HttpsConnector<HttpConnector>, Body>,
    address: Uri,
    key: SigningKey,
    patience: Duration,
}

impl fmt::Debug for Service {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Service")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Service {
    /// Follows no redirects: a signed question goes where it was configured to go.
    fn new(settings: &ServiceSettings, patience: Duration) -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .build();
        Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            address: settings.address.clone(),
            key: SigningKey::new(&settings.secret),
            patience,
        }
    }

    /// The key that is shared with it.
    pub fn key(&self) -> &SigningKey {
        &self.key
    }

    /// Tells it something; what it answers is not looked at. `now` in milliseconds UTC.
    ///
    /// # Errors
    /// When it is not reached in time, or answers with an error.
    pub async fn tell(&self, body: String, now: i64) -> Result<(), ServiceError> {
        self.exchange(body, now).await.map(drop)
    }

    /// Asks it something, and gives its answer once its signature is verified. `now` in milliseconds UTC.
    ///
    /// # Errors
    /// When it is not reached in time, answers with an error, or somebody else answers.
    pub async fn ask(&self, body: String, now: i64) -> Result<Bytes, ServiceError> {
        let answer = self.exchange(body, now).await?;
        let parts: [&[u8]; 3] = [answer.question.as_bytes(), b".", &answer.body];
        if self.key.verify(&parts, &answer.signature) {
            Ok(answer.body)
        } else {
            Err(ServiceError::Unsigned)
        }
    }

    async fn exchange(&self, body: String, now: i64) -> Result<SignedAnswer, ServiceError> {
        tokio::time::timeout(self.patience, self.exchange_patiently(body, now))
            .await
            .map_err(|_| ServiceError::Slow(self.patience))?
    }

    async fn exchange_patiently(
        &self,
        body: String,
        now: i64,
    ) -> Result<SignedAnswer, ServiceError> {
        let timestamp = now.div_euclid(1_000).to_string();
        let question = self
            .key
            .sign(&[timestamp.as_bytes(), b".", body.as_bytes()]);
        let request = Request::post(self.address.clone())
            .header(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            )
            .header(TIMESTAMP, timestamp)
            .header(SIGNATURE, format!("sha256={question}"))
            .body(Body::from(body))
            .map_err(|error| ServiceError::Unreachable(error.to_string()))?;
        let response = self
            .client
            .request(request)
            .await
            .map_err(|error| ServiceError::Unreachable(chain(&error)))?;
        if !response.status().is_success() {
            return Err(ServiceError::Status(response.status()));
        }
        let signature = response
            .headers()
            .get(SIGNATURE)
            .and_then(|value| value.to_str().ok()?.strip_prefix("sha256="))
            .unwrap_or_default()
            .to_owned();
        let body = to_bytes(Body::new(response.into_body()), LONGEST_ANSWER)
            .await
            .map_err(|error| ServiceError::Unreachable(chain(&error)))?;
        Ok(SignedAnswer {
            question,
            signature,
            body,
        })
    }
}

struct SignedAnswer {
    question: String,
    signature: String,
    body: Bytes,
}

/// An error with all that caused it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_rfc_and_only_they_are_verified() {
        // RFC 4231, test case 2, whose key is shorter than a block.
        let key = SigningKey::new(&ServiceSecret::of_test("Jefe"));
        let parts: [&[u8]; 2] = [b"what do ya want ", b"for nothing?"];
        let signature = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(key.sign(&parts), signature);
        assert!(key.verify(&parts, signature));
        for wrong in [
            "",
            "5b",
            "zz",
            "я",
            &signature[2..],
            &signature.replace('5', "6"),
        ] {
            assert!(!key.verify(&parts, wrong), "{wrong}");
        }
        let other = SigningKey::new(&ServiceSecret::of_test("Jeff"));
        assert!(!other.verify(&parts, signature));
        assert!(!format!("{key:?}").contains("Jefe"));
    }
}
