//! Passwords: which are taken, and how they are kept.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::{
    collections::HashMap,
    fmt,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};
use thiserror::Error;
use tokio::sync::{Semaphore, oneshot};
use unicode_normalization::UnicodeNormalization;
use zxcvbn::{Score, zxcvbn};

use crate::{error::Problem, server::http::ClientNetwork};

/// The fewest characters of a new password.
pub const SHORTEST: usize = 10;
/// The most characters of a new password; longer ones only cost time.
pub const LONGEST: usize = 256;

/// OWASP's Password Storage Cheat Sheet: Argon2id with 19 MiB of memory, 2 passes, 1 lane.
const MEMORY_KIBIBYTES: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How much of a password is held against the lists. The time that takes grows steeply with the
/// length, and forty uncommon characters are enough.
const MOST_LOOKED_AT: usize = 40;

/// How many may wait for their password to be looked at; each holds a connection and some
/// kilobytes. More are told to come back.
const MOST_WAITING: usize = 512;
/// How many of them from one network, so that one cannot take all places.
const MOST_WAITING_OF_A_NETWORK: usize = 256;

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
pub struct NewPassword {
    password: TypedPassword,
    /// Name and address of its owner, which it must not be made of.
    known: Vec<String>,
}

impl NewPassword {
    /// Checks the length of a password that somebody wants to have. Any characters will do. Whether it
    /// is one of those that are tried first is found out when it is hashed, because that takes time.
    /// `known` are name and address of its owner.
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
        let cut = |text: &&str| text.chars().take(MOST_LOOKED_AT).collect();
        Ok(Self {
            password,
            known: known.iter().map(cut).collect(),
        })
    }

    /// Whether it is one of those that attackers try first: zxcvbn's lists of common passwords, names
    /// and patterns, and what is known of its owner.
    fn is_common(&self) -> bool {
        let beginning: String = self.password.0.chars().take(MOST_LOOKED_AT).collect();
        let known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        zxcvbn(&beginning, &known).score() < Score::Two
    }
}

/// Why a password could not be looked at.
#[derive(Debug, Error)]
pub enum HashError {
    /// Too many are waiting.
    #[error("too many passwords are waiting to be looked at")]
    Busy,
    /// It is one of those that are tried first.
    #[error("the password is one of those that are guessed first")]
    Common,
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
///
/// The threads are its own and few. On threads that come and go the system's allocator would keep the
/// memory of each, until the server holds a gigabyte that nobody uses.
#[derive(Clone, Debug)]
pub struct Hasher {
    jobs: Sender<Job>,
    waiting: Arc<Semaphore>,
    waiting_by_network: Arc<Mutex<HashMap<String, usize>>>,
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
        let (jobs, waiting_jobs) = channel::<Job>();
        let waiting_jobs = Arc::new(Mutex::new(waiting_jobs));
        for _ in 0..(cores / 2).max(1) {
            let waiting_jobs = Arc::clone(&waiting_jobs);
            thread::Builder::new()
                .name("passwords".to_owned())
                .spawn(move || {
                    // Ends when the last hasher has been dropped.
                    while let Some(job) = next_job(&waiting_jobs) {
                        // Should a library panic over some odd password, the next one is still
                        // looked at.
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
                .map_err(|error| HashError::Failed(error.to_string()))?;
        }
        Ok(Self {
            jobs,
            waiting: Arc::new(Semaphore::new(MOST_WAITING)),
            waiting_by_network: Arc::default(),
            nobody: hash(b"nobody has this password")?.into(),
        })
    }

    /// Hashes a new password that is none of the common ones: Argon2id in PHC's format. `network` is
    /// where it comes from.
    ///
    /// # Errors
    /// When it is a common one, too many are waiting, or the library fails.
    pub async fn hash(
        &self,
        password: &NewPassword,
        network: &ClientNetwork,
    ) -> Result<String, HashError> {
        let password = password.clone();
        self.run(network, move || {
            if password.is_common() {
                return Err(HashError::Common);
            }
            hash(password.password.0.as_bytes())
        })
        .await?
    }

    /// Compares a typed password with a stored hash. Takes the same time without one.
    ///
    /// # Errors
    /// When too many are waiting, or the library fails.
    pub async fn verify(
        &self,
        stored: Option<&str>,
        typed: &TypedPassword,
        network: &ClientNetwork,
    ) -> Result<Verified, HashError> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let TypedPassword(typed) = typed.clone();
        self.run(network, move || {
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
        network: &ClientNetwork,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let _place_of_network = self.take_place(network.group())?;
        let _place = self.waiting.try_acquire().map_err(|_| HashError::Busy)?;
        let (answer, answered) = oneshot::channel();
        let job = move || {
            // Nobody waits for it any more: the request was given up.
            if !answer.is_closed() {
                let _ = answer.send(work());
            }
        };
        let ended = |_| HashError::Failed("the thread for passwords has ended".to_owned());
        self.jobs
            .send(Box::new(job))
            .map_err(|error| ended(error.to_string()))?;
        answered.await.map_err(|error| ended(error.to_string()))
    }
}

/// Something to be done on a thread for passwords.
type Job = Box<dyn FnOnce() + Send>;

fn next_job(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    let jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
    jobs.recv().ok()
}

/// A place among those that wait from one network, given back when it is dropped.
struct Place {
    network: String,
    places: Arc<Mutex<HashMap<String, usize>>>,
}

impl Hasher {
    fn take_place(&self, network: String) -> Result<Place, HashError> {
        let mut places = self
            .waiting_by_network
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let taken = places.entry(network.clone()).or_default();
        if *taken >= MOST_WAITING_OF_A_NETWORK {
            return Err(HashError::Busy);
        }
        *taken += 1;
        Ok(Place {
            network,
            places: Arc::clone(&self.waiting_by_network),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = places.get_mut(&self.network) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.network);
            }
        }
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
mod tests;
