//! The second step at sign-in: codes by time (TOTP, RFC 6238), and recovery codes for the day when
//! the telephone is lost.
//!
//! Codes have six digits, change every 30 seconds and are made with SHA-1, because that is what
//! every authenticator app understands; HMAC does not suffer from SHA-1's collisions (RFC 4226,
//! B.2). A code is good during its own step and the one before and after it, for clocks that
//! differ (RFC 6238, 5.2), and once only.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use totp_rs::{Algorithm, Builder, Secret, SecretParseError, TotpError};

mod qr_code;
mod recovery_codes;

pub use qr_code::QrCode;
use recovery_codes::generate_recovery_codes;
pub use recovery_codes::{hash_recovery_code, hash_recovery_codes};

/// How long a step lasts, in seconds.
const STEP_SECONDS: u64 = 30;

/// How many steps before and after the present one are good, too.
const SKEW_STEPS: u16 = 1;

/// The length of a shared secret: 160 bits, as RFC 4226, 4 recommends.
const SECRET_BYTES: usize = 20;

/// Why a second step cannot be shown.
#[derive(Debug, Error)]
pub enum SecondStepError {
    /// The shared secret is not one of ours.
    #[error("the shared secret is not base32")]
    Secret(#[source] SecretParseError),
    /// The secret is too short, or the account has no name.
    #[error("no setup address can be made of the shared secret")]
    Address(#[source] TotpError),
    /// A text is longer than the largest QR code can hold.
    #[error("a text of {bytes} bytes does not fit a QR code")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}

/// A second step that is being switched on, until its owner has typed the first code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingSecondStep {
    /// The shared secret, base32 without padding, 32 letters.
    pub secret: String,
    /// The recovery codes as they are shown, once.
    pub recovery_codes: Vec<String>,
}

impl PendingSecondStep {
    /// A new secret and new recovery codes from the system's generator. They count for nothing
    /// until the store has them.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub fn begin() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self {
            secret: Secret::new_stack(bytes).to_base32(),
            recovery_codes: generate_recovery_codes()?,
        })
    }
}

impl fmt::Debug for PendingSecondStep {
    /// Without its secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PendingSecondStep(…)")
    }
}

/// The secret in groups of four letters, for typing it into an authenticator app.
pub fn group_secret(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// The `otpauth://` address that authenticator apps read, from a link or as a QR code (Google
/// Authenticator's key URI format).
///
/// * `secret`: base32.
/// * `issuer`: the paper's name. A colon in it is left out, since one parts issuer and account.
/// * `account`: the person's e-mail address.
///
/// # Errors
/// When the secret is not one that [`PendingSecondStep::begin`] made, or the account is empty.
pub fn setup_address(secret: &str, issuer: &str, account: &str) -> Result<String, SecondStepError> {
    let issuer = Some(issuer.replace(':', "")).filter(|issuer| !issuer.is_empty());
    codes(secret)?
        .with_issuer(issuer)
        .with_account_name(account.replace(':', ""))
        .build()
        .and_then(|totp| totp.to_url())
        .map_err(SecondStepError::Address)
}

/// Checks a code at the time `now` (milliseconds UTC) and returns the number of the step that it
/// belongs to, counted from 1970, if it is right and the step is later than `last_step`. White
/// space in what was typed is left out. The comparison takes the same time wherever the digits
/// differ.
///
/// Whoever calls this must use the step up in the store before anything else is granted: of two
/// requests with the same code, both can come as far as this.
pub fn check_code(secret: &str, typed: &str, last_step: Option<i64>, now: i64) -> Option<i64> {
    let seconds = u64::try_from(now).ok()? / 1000;
    let digits: String = typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let totp = codes(secret).ok()?.build().ok()?;
    let step = i64::try_from(totp.check(&digits, seconds)?).ok()?;
    last_step.is_none_or(|last| last < step).then_some(step)
}

fn codes(secret: &str) -> Result<Builder, SecondStepError> {
    let secret = Secret::try_from_base32(secret).map_err(SecondStepError::Secret)?;
    Ok(Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(STEP_SECONDS)
        .with_skew(SKEW_STEPS)
        .with_secret(secret))
}

#[cfg(test)]
mod tests;
