//! Passwords: which are taken, and how they are kept.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::{fmt, num::NonZero, sync::Arc, thread};
use thiserror::Error;
use tokio::{sync::Semaphore, task::spawn_blocking};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

use crate::error::Problem;

/// The fewest characters of a new password.
pub const SHORTEST: usize = 10;
/// The most characters of a new password; longer ones only cost time.
pub const LONGEST: usize = 256;

/// OWASP's Password Storage Cheat Sheet: Argon2id with 19 MiB of memory, 2 passes, 1 lane.
const MEMORY_KIBIBYTES: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many may wait for their password to be looked at; each holds a connection and some
/// kilobytes. More are told to come back.
const MOST_WAITING: usize = 512;

/// A password as somebody has typed it, in one Unicode spelling (NFC), so that the same word typed
/// on another keyboard is the same password. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedPassword(String);

impl TypedPassword {
    /// Takes what was typed. More than any password can be is cut: it is wrong in any case, and
    /// must not cost more time than a right one.
    pub fn new(typed: &str) -> Self {
        Self(typed.nfc().take(LONGEST + 1).collect())
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TypedPassword(…)")
    }
}

/// A password that an account may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPassword(TypedPassword);

impl NewPassword {
    /// Checks a password that somebody wants to have. Any characters will do; what is refused is
    /// what attackers try first (zxcvbn's lists of common passwords, names and patterns, and the
    /// words in `known`: name and address).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str, known: &[&str]) -> Result<Self, Problem> {
        let password = TypedPassword::new(typed);
        let length = password.0.chars().count();
        if length == 0 {
            return Err(Problem::Missing);
        }
        if length < SHORTEST {
            return Err(Problem::TooShort(SHORTEST as u32));
        }
        if length > LONGEST {
            return Err(Problem::TooLong(LONGEST as u32));
        }
        if zxcvbn(&password.0, known).score() < Score::Two {
            return Err(Problem::CommonPassword);
        }
        Ok(Self(password))
    }
}

/// Why a password could not be looked at.
#[derive(Debug, Error)]
pub enum HashError {
    /// Too many are waiting.
    #[error("too many passwords are waiting to be looked at")]
    Busy,
    /// The library failed: parameters or random numbers.
    #[error("a password could not be hashed: {0}")]
    Failed(String),
}

/// What became of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Whether it was the password.
    pub right: bool,
    /// The same password hashed with today's parameters, where the stored hash had others.
    pub renewed: Option<String>,
}

/// Hashes and compares, away from the threads that serve pages and only so many at a time: each
/// takes 19 MiB and all of a core. Half of the cores are left to the pages.
#[derive(Clone, Debug)]
pub struct Hasher {
    working: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// A hash that no password has, to compare with where there is no account: the answer must take
    /// the same time.
    nobody: Arc<str>,
}

impl Hasher {
    /// Makes the hasher of a server.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub fn new() -> Result<Self, HashError> {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Ok(Self {
            working: Arc::new(Semaphore::new((cores / 2).max(1))),
            waiting: Arc::new(Semaphore::new(MOST_WAITING)),
            nobody: hash(b"nobody has this password")?.into(),
        })
    }

    /// Hashes a new password: Argon2id in PHC's format.
    ///
    /// # Errors
    /// When too many are waiting, or the library fails.
    pub async fn hash(&self, password: &NewPassword) -> Result<String, HashError> {
        let NewPassword(TypedPassword(password)) = password.clone();
        self.run(move || hash(password.as_bytes())).await?
    }

    /// Compares a typed password with a stored hash. Takes the same time without one.
    ///
    /// # Errors
    /// When too many are waiting, or the library fails.
    pub async fn verify(
        &self,
        stored: Option<&str>,
        typed: &TypedPassword,
    ) -> Result<Verified, HashError> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let TypedPassword(typed) = typed.clone();
        self.run(move || {
            let right = verify(&stored, typed.as_bytes())? && exists;
            let renewed = if right && !is_current(&stored) {
                Some(hash(typed.as_bytes())?)
            } else {
                None
            };
            Ok(Verified { right, renewed })
        })
        .await?
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let _place = self.waiting.try_acquire().map_err(|_| HashError::Busy)?;
        let turn = Arc::clone(&self.working)
            .acquire_owned()
            .await
            .map_err(|_| HashError::Busy)?;
        spawn_blocking(move || {
            // Held by the work itself: a request that is given up does not make room before its
            // hashing has ended.
            let _turn = turn;
            work()
        })
        .await
        .map_err(|error| HashError::Failed(error.to_string()))
    }
}

fn algorithm() -> Result<Argon2<'static>, HashError> {
    let parameters = Params::new(MEMORY_KIBIBYTES, PASSES, LANES, None)
        .map_err(|error| HashError::Failed(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

fn hash(password: &[u8]) -> Result<String, HashError> {
    algorithm()?
        .hash_password(password)
        .map(|hash| hash.to_string())
        .map_err(|error| HashError::Failed(error.to_string()))
}

/// Compares with the parameters that the hash itself names.
fn verify(stored: &str, typed: &[u8]) -> Result<bool, HashError> {
    use argon2::password_hash::Error;
    let stored = PasswordHash::new(stored).map_err(|error| HashError::Failed(error.to_string()))?;
    match algorithm()?.verify_password(typed, &stored) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(HashError::Failed(error.to_string())),
    }
}

fn is_current(stored: &str) -> bool {
    let prefix = format!("$argon2id$v=19$m={MEMORY_KIBIBYTES},t={PASSES},p={LANES}$");
    stored.starts_with(&prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(typed: &str) -> NewPassword {
        NewPassword::parse(typed, &[]).expect("a good password")
    }

    #[test]
    fn long_and_uncommon_is_all_that_is_asked() {
        for good in [
            "дала желі ескен таң",
            "onlylowercaseletterswalking",
            "қараторғайқұсы",
            "2580 жылқы тұяғы",
        ] {
            assert!(NewPassword::parse(good, &[]).is_ok(), "{good}");
        }
        let longest = "ұзақ дала ".repeat(25) + "жылқы.";
        assert_eq!(longest.chars().count(), LONGEST);
        assert!(NewPassword::parse(&longest, &[]).is_ok());
        for (bad, problem) in [
            ("", Problem::Missing),
            ("қысқа тым", Problem::TooShort(10)),
            (&format!("{longest}x"), Problem::TooLong(256)),
            ("password123", Problem::CommonPassword),
            ("1234567890", Problem::CommonPassword),
            ("qwertyuiop", Problem::CommonPassword),
            ("aaaaaaaaaaaaaaa", Problem::CommonPassword),
        ] {
            assert_eq!(NewPassword::parse(bad, &[]), Err(problem), "{bad}");
        }
    }

    #[test]
    fn ones_own_name_is_no_password() {
        let known = ["Zhannatkhanova", "zhannatkhanova@example.kz"];
        assert_eq!(
            NewPassword::parse("Zhannatkhanova1", &known),
            Err(Problem::CommonPassword)
        );
    }

    #[tokio::test]
    async fn only_the_password_itself_is_right() {
        let hasher = Hasher::new().expect("a hasher");
        let stored = hasher
            .hash(&new("дала желі ескен таң"))
            .await
            .expect("a hash");
        assert!(is_current(&stored), "{stored}");
        for (typed, right) in [
            ("дала желі ескен таң", true),
            ("Дала желі ескен таң", false),
            ("", false),
        ] {
            let verified = hasher
                .verify(Some(&stored), &TypedPassword::new(typed))
                .await
                .expect("compared");
            assert_eq!(verified.right, right, "{typed}");
            assert_eq!(verified.renewed, None);
        }
        let nobody = hasher
            .verify(None, &TypedPassword::new("nobody has this password"))
            .await
            .expect("compared");
        assert!(!nobody.right, "there is no such account");
    }

    #[tokio::test]
    async fn a_password_is_the_same_on_every_keyboard() {
        let hasher = Hasher::new().expect("a hasher");
        let stored = hasher
            .hash(&new("\u{439}ошкин кот мурлычет"))
            .await
            .expect("a hash");
        let decomposed = TypedPassword::new("\u{438}\u{306}ошкин кот мурлычет");
        let verified = hasher
            .verify(Some(&stored), &decomposed)
            .await
            .expect("compared");
        assert!(verified.right);
    }

    #[tokio::test]
    async fn old_parameters_are_renewed_at_sign_in() {
        let weak = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(8 * 1024, 1, 1, None).expect("parameters"),
        );
        let old = weak
            .hash_password("дала желі ескен таң".as_bytes())
            .expect("a hash")
            .to_string();
        let hasher = Hasher::new().expect("a hasher");
        let right = TypedPassword::new("дала желі ескен таң");
        let verified = hasher.verify(Some(&old), &right).await.expect("compared");
        let renewed = verified.renewed.expect("hashed anew");
        assert!(is_current(&renewed));
        assert!(
            hasher
                .verify(Some(&renewed), &right)
                .await
                .expect("compared")
                .right
        );
        let wrong = TypedPassword::new("дала желі ескен түн");
        let verified = hasher.verify(Some(&old), &wrong).await.expect("compared");
        assert_eq!(verified.renewed, None);
    }

    #[tokio::test]
    async fn who_would_wait_too_long_is_told_at_once() {
        let hasher = Hasher::new().expect("a hasher");
        let _taken = hasher
            .waiting
            .try_acquire_many(MOST_WAITING as u32)
            .expect("all places");
        let answer = hasher.verify(None, &TypedPassword::new("x")).await;
        assert!(matches!(answer, Err(HashError::Busy)));
    }
}
