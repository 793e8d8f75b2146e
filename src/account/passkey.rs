//! Passkeys (Web Authentication): signing in with a key that a device keeps, instead of a password
//! and a second step.
//!
//! Passkeys here are discoverable, so that nobody types an address, and always verify who holds
//! the device (PIN, finger, face): holding and knowing or being are two factors, which is why no
//! second step is asked for after them. No attestation is wanted: which make of device somebody
//! has is not the paper's business.
//!
//! Registration and sign-in both begin with options for the browser and a state for the server.
//! The state holds the challenge. It belongs into the table `challenges` and nowhere else, and must
//! be taken from there (`take_challenge`) before it is used: that is what makes an answer good once.

use crate::{account::store::StoredPasskey, server::configuration::SiteSettings};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{fmt, time::Duration};
use thiserror::Error;
use url::{Host, Url};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

/// How long somebody may take to find their device and answer it, in milliseconds. Web
/// Authentication recommends five minutes for the sake of people who are slow with it (15.1).
/// Browsers are told so, and challenges should expire after it.
pub const ANSWER_MILLISECONDS: i64 = 5 * 60 * 1000;

/// The first half of every user handle. It says whose and which kind of handle this is.
const HANDLE_MARK: u64 = u64::from_be_bytes(*b"tilshi\0\x01");

/// Why a passkey was not registered or did not open the door.
#[derive(Debug, Error)]
pub enum PasskeyError {
    /// What came from the browser is not what `PublicKeyCredential.toJSON()` gives.
    #[error("what the browser sent is not a credential")]
    Malformed(#[source] serde_json::Error),
    /// What was stored by this program cannot be read, or what it made cannot be written.
    #[error("a stored passkey or challenge is damaged")]
    Damaged(#[source] serde_json::Error),
    /// Nobody here has this passkey.
    #[error("the passkey belongs to nobody here")]
    Unknown,
    /// The user handle is not the one of the person to whom the passkey belongs.
    #[error("the passkey was presented in another person's name")]
    OtherPerson,
    /// The counter did not go on from where it was: two devices use the same key.
    #[error("the passkey's counter went back; it may have been copied")]
    Copied,
    /// The answer does not hold: another challenge, another site, a wrong signature, a user who was
    /// not verified.
    #[error("the answer of the passkey does not hold")]
    Refused(#[source] WebauthnError),
}

/// A passkey that has just been made by an authenticator, to be stored.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPasskey {
    /// The authenticator's own name for it, base64url without padding.
    pub credential_id: String,
    /// The public key and its counter, JSON of webauthn-rs.
    pub credential: String,
}

impl fmt::Debug for NewPasskey {
    /// By its name only; the rest is long.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewPasskey")
            .field("credential_id", &self.credential_id)
            .finish_non_exhaustive()
    }
}

/// A passkey has opened the door to the person in whose row it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What the stored credential has become, where its counter or the like has changed.
    pub updated: Option<String>,
}

/// Passkeys for one site.
#[derive(Clone, Debug)]
pub struct Passkeys {
    webauthn: Webauthn,
}

impl Passkeys {
    /// Passkeys for this paper, if its address allows any; see [`Passkeys::for_origin`].
    pub fn new(site: &SiteSettings) -> Option<Self> {
        Self::for_origin(&site.url, site.name(site.default_language))
    }

    /// Passkeys for the site at this address, which people know under this name.
    ///
    /// They are bound to the host's name for ever: after a change of the host nobody's passkey
    /// works any more. Browsers give them only to sites with a name (not a network address) that
    /// are reached by https, or as `localhost`. For other addresses there are none. A loopback
    /// address stands for `localhost`; people must open the site by that name then. There any port
    /// is allowed, because a program under development or test seldom keeps one.
    pub fn for_origin(origin: &Url, name: &str) -> Option<Self> {
        let mut origin = origin.clone();
        let (named, loopback) = match origin.host()? {
            Host::Domain(name) => (true, name == "localhost" || name.ends_with(".localhost")),
            Host::Ipv4(address) => (false, address.is_loopback()),
            Host::Ipv6(address) => (false, address.is_loopback()),
        };
        if !named {
            if !loopback {
                return None;
            }
            origin.set_host(Some("localhost")).ok()?;
        }
        if origin.scheme() != "https" && !loopback {
            return None;
        }
        let host = origin.domain()?;
        let timeout = Duration::from_millis(ANSWER_MILLISECONDS.unsigned_abs());
        let webauthn = WebauthnBuilder::new(host, &origin)
            .and_then(|builder| {
                builder
                    .rp_name(name)
                    .timeout(timeout)
                    .allow_any_port(loopback)
                    .build()
            })
            .ok()?;
        Some(Self { webauthn })
    }

    /// Begins to add a passkey. Returns the options for the browser, as
    /// `PublicKeyCredential.parseCreationOptionsFromJSON` takes them, and the state to keep.
    ///
    /// * `email`, `name`: shown by the authenticator where somebody has several accounts here.
    /// * `existing`: the person's passkeys; a device that holds one of them makes no second.
    ///
    /// # Errors
    /// When `email` or `name` is empty.
    pub fn begin_registration(
        &self,
        person_id: i64,
        email: &str,
        name: &str,
        existing: &[StoredPasskey],
    ) -> Result<(String, String), PasskeyError> {
        let existing = existing
            .iter()
            .filter_map(|passkey| URL_SAFE_NO_PAD.decode(&passkey.credential_id).ok())
            .collect();
        let (challenge, state) = self
            .webauthn
            .start_passkey_registration(write_handle(person_id), email, name, Some(existing))
            .map_err(PasskeyError::Refused)?;
        let mut options =
            serde_json::to_value(challenge.public_key).map_err(PasskeyError::Damaged)?;
        if let Value::Object(options) = &mut options {
            // The library asks for keys that are not discoverable, and has no setting for it; with
            // such a key one could not sign in here, where nobody is asked for an address.
            options.insert(
                "authenticatorSelection".to_owned(),
                json!({
                    "residentKey": "required",
                    "requireResidentKey": true,
                    "userVerification": "required",
                }),
            );
        }
        Ok((options.to_string(), write_json(&state)?))
    }

    /// Ends what [`Passkeys::begin_registration`] began.
    ///
    /// * `state`: taken from the table `challenges`, where it must have belonged to this person.
    /// * `credential_json`: what `PublicKeyCredential.toJSON()` gave.
    ///
    /// # Errors
    /// When the answer does not hold.
    pub fn finish_registration(
        &self,
        state: &str,
        credential_json: &str,
    ) -> Result<NewPasskey, PasskeyError> {
        let state: PasskeyRegistration = read_stored(state)?;
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(credential_json).map_err(PasskeyError::Malformed)?;
        let passkey = self
            .webauthn
            .finish_passkey_registration(&answer, &state)
            .map_err(PasskeyError::Refused)?;
        Ok(NewPasskey {
            credential_id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
            credential: write_json(&passkey)?,
        })
    }

    /// Begins a sign-in of somebody, not yet known whom. Returns the options for the browser, as
    /// `PublicKeyCredential.parseRequestOptionsFromJSON` takes them, and the state to keep.
    ///
    /// # Errors
    /// None is expected; the library could fail.
    pub fn begin_sign_in(&self) -> Result<(String, String), PasskeyError> {
        let (challenge, state) = self
            .webauthn
            .start_discoverable_authentication()
            .map_err(PasskeyError::Refused)?;
        // Only the inner object: whether the browser offers passkeys in a dialog or while a field
        // is typed into (`mediation`) is the page's choice.
        Ok((write_json(&challenge.public_key)?, write_json(&state)?))
    }

    /// Who the browser says it is, as person and credential id (base64url), for finding the stored
    /// passkey by its credential id. Nothing of it is proven: only after
    /// [`Passkeys::finish_sign_in`] has somebody signed in, and that is the owner of the stored
    /// passkey.
    ///
    /// # Errors
    /// When it is not a credential, or one without a user handle of ours.
    pub fn identify(&self, credential_json: &str) -> Result<(i64, String), PasskeyError> {
        self.identify_answer(&read_answer(credential_json)?)
    }

    fn identify_answer(&self, answer: &PublicKeyCredential) -> Result<(i64, String), PasskeyError> {
        let (handle, credential_id) = self
            .webauthn
            .identify_discoverable_authentication(answer)
            .map_err(PasskeyError::Refused)?;
        let person_id =
            read_handle(handle).ok_or(PasskeyError::Refused(WebauthnError::InvalidUserUniqueId))?;
        Ok((person_id, URL_SAFE_NO_PAD.encode(credential_id)))
    }

    /// Ends what [`Passkeys::begin_sign_in`] began. After `Ok` it is certain that the owner of
    /// `stored` is there.
    ///
    /// * `state`: taken from the table `challenges`.
    /// * `credential_json`: what `PublicKeyCredential.toJSON()` gave.
    ///
    /// # Errors
    /// When the answer does not hold; when it was made with another passkey than `stored` or in
    /// another person's name; when nobody verified the user; when the counter went back.
    pub fn finish_sign_in(
        &self,
        state: &str,
        credential_json: &str,
        stored: &StoredPasskey,
    ) -> Result<SignIn, PasskeyError> {
        let state: DiscoverableAuthentication = read_stored(state)?;
        let mut passkey: Passkey = read_stored(&stored.credential)?;
        let answer = read_answer(credential_json)?;
        // Web Authentication 7.2, 6: the user handle must name the owner of the credential.
        let (person_id, _) = self.identify_answer(&answer)?;
        if person_id != stored.person_id {
            return Err(PasskeyError::OtherPerson);
        }
        let outcome = self
            .webauthn
            .finish_discoverable_authentication_v2(&answer, state, &passkey)
            .map_err(|error| match error {
                WebauthnError::CredentialPossibleCompromise => PasskeyError::Copied,
                error => PasskeyError::Refused(error),
            })?;
        refuse_frames(&answer)?;
        let updated = match passkey.update_credential(&outcome) {
            Some(true) => Some(write_json(&passkey)?),
            Some(false) | None => None,
        };
        Ok(SignIn { updated })
    }
}

/// The user handle of a person: the 16 bytes under which authenticators keep the account. The second
/// half is the person's id, so that no column is needed for it; ids are counted up and tell nothing
/// about anybody (Web Authentication 14.6.1 forbids what does). It has the type of a UUID because
/// the library wants one.
fn write_handle(person_id: i64) -> Uuid {
    Uuid::from_u64_pair(HANDLE_MARK, person_id.cast_unsigned())
}

/// The person of a user handle, if it is one of ours.
fn read_handle(handle: Uuid) -> Option<i64> {
    let (mark, person_id) = handle.as_u64_pair();
    (mark == HANDLE_MARK).then(|| person_id.cast_signed())
}

/// Refuses an answer that was given inside another site's page (Web Authentication 7.2, on
/// `crossOrigin`). The library looks at this when a passkey is made, and not when it is used.
fn refuse_frames(answer: &PublicKeyCredential) -> Result<(), PasskeyError> {
    let client_data: ClientData = serde_json::from_slice(&answer.response.client_data_json)
        .map_err(PasskeyError::Malformed)?;
    if client_data.cross_origin {
        return Err(PasskeyError::Refused(WebauthnError::CredentialCrossOrigin));
    }
    Ok(())
}

/// What the browser says of the page on which a passkey was used.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

fn read_answer(credential_json: &str) -> Result<PublicKeyCredential, PasskeyError> {
    serde_json::from_str(credential_json).map_err(PasskeyError::Malformed)
}

fn read_stored<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(PasskeyError::Damaged)
}

fn write_json(value: &impl Serialize) -> Result<String, PasskeyError> {
    serde_json::to_string(value).map_err(PasskeyError::Damaged)
}

#[cfg(test)]
mod tests;
