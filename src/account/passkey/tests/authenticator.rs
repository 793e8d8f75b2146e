//! A device that makes and uses passkeys, and the browser before it, as far as tests need them.
//!
//! It reads the options that the page hands to the browser and answers as `toJSON()` of Chromium's
//! `PublicKeyCredential` does. Web Authentication 5.8.1 (client data), 6.1 (authenticator data),
//! 6.5.1 and 8.7 (attestation object, none).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Flags of the authenticator data.
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const HAS_CREDENTIAL: u8 = 0x40;

#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    counter: u32,
    /// The name of its key.
    pub id: Vec<u8>,
    /// Whose key it is, as the site said.
    pub user_handle: Vec<u8>,
    /// The page on which the browser stands.
    pub origin: String,
    /// Whether that page is shown inside another site's.
    pub cross_origin: bool,
    /// Whether it verifies who holds it.
    pub verifies: bool,
    /// Whether it counts the uses of its key.
    pub counts: bool,
}

impl Authenticator {
    pub fn new(origin: &str) -> Self {
        let mut bytes = [0; 48];
        getrandom::fill(&mut bytes).expect("random numbers");
        Self {
            // In the upper half lies no number beyond the order of the curve but a few in 2³².
            key: SigningKey::from_slice(&Sha256::digest(&bytes[..32])).expect("a key"),
            counter: 0,
            id: bytes[32..].to_vec(),
            user_handle: Vec::new(),
            origin: origin.to_owned(),
            cross_origin: false,
            verifies: true,
            counts: true,
        }
    }

    pub fn credential_id(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.id)
    }

    /// `navigator.credentials.create({ publicKey })`, then `toJSON()`.
    pub fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("JSON");
        let algorithms = options["pubKeyCredParams"].as_array().expect("a list");
        assert!(
            algorithms.contains(&json!({ "type": "public-key", "alg": -7 })),
            "ES256"
        );
        let handle = options["user"]["id"].as_str().expect("a text");
        self.user_handle = URL_SAFE_NO_PAD.decode(handle).expect("base64url");

        let mut data = self.data(&options["rp"]["id"], HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        // {"fmt": "none", "attStmt": {}, "authData": bytes}
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        attestation.extend(u16::try_from(data.len()).expect("short").to_be_bytes());
        attestation.extend(&data);
        json!({
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "id": self.credential_id(),
            "rawId": self.credential_id(),
            "response": {
                "attestationObject": URL_SAFE_NO_PAD.encode(attestation),
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "clientDataJSON": URL_SAFE_NO_PAD.encode(self.client_data("webauthn.create", &options)),
                "publicKey": "",
                "publicKeyAlgorithm": -7,
                "transports": ["internal", "smart-card"],
            },
            "type": "public-key",
        })
        .to_string()
    }

    /// `navigator.credentials.get({ publicKey })`, then `toJSON()`.
    pub fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("JSON");
        let client_data = self.client_data("webauthn.get", &options);
        let data = self.data(&options["rpId"], 0);
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "id": self.credential_id(),
            "rawId": self.credential_id(),
            "response": {
                "authenticatorData": URL_SAFE_NO_PAD.encode(data),
                "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
                "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
                "userHandle": URL_SAFE_NO_PAD.encode(&self.user_handle),
            },
            "type": "public-key",
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        })
        .to_string()
        .into_bytes()
    }

    fn data(&mut self, site: &Value, flags: u8) -> Vec<u8> {
        if self.counts {
            self.counter += 1;
        }
        let verified = if self.verifies { USER_VERIFIED } else { 0 };
        let mut data = Sha256::digest(site.as_str().expect("a text").as_bytes()).to_vec();
        data.push(flags | verified | USER_PRESENT);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// As COSE writes it: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let coordinates = point.as_bytes();
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(&coordinates[1..33]);
        key.extend(b"\x22\x58\x20");
        key.extend(&coordinates[33..65]);
        key
    }
}
