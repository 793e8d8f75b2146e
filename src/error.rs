//! The one error that crosses from server to browser.

use crate::comment::problem::CommentProblem;
use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

/// Why a page or a request could not be served, as a code that the view turns into words of the
/// reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nothing is at this address (404).
    NotFound,
    /// The article was published here once and has been withdrawn (410). What readers are told about
    /// it; may be empty.
    Gone(String),
    /// The link that was followed has run out or has been withdrawn (404).
    LinkSpent,
    /// The list was shared here once and is not any more (404).
    NotShared,
    /// The thing lives at another address for good (301); an address on this site.
    Moved(String),
    /// Something unexpected broke on the server (500). The number leads the newsroom's engineer to
    /// the log line; nothing else is told.
    Failed(String),
    /// It is to be found at another address for now, such as the sign-in page (303).
    Elsewhere(String),
    /// The server could not be reached; made in the browser only.
    Unreachable,
    /// A form was not taken: each problem with its field (422).
    Invalid(Vec<FieldProblem>),
    /// A text does not fit the schema of articles; where and why, in the words of the schema (422).
    NotADocument(String),
    /// Too many attempts: nothing is tried before so many seconds have gone by (429).
    Wait(u64),
    /// Too much is going on at this moment (503).
    Busy,
    /// The server's disk is full; nothing was stored (507).
    DiskFull,
    /// Nobody is signed in, or no longer (401).
    SignInNeeded,
    /// Whoever is signed in may not do this (403).
    Forbidden,
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name; empty when it is the form as a whole.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl FieldProblem {
    /// A problem with a field.
    pub fn new(field: &str, problem: Problem) -> Self {
        Self {
            field: field.to_owned(),
            problem,
        }
    }
}

/// What can be wrong with a field, as a code that the view turns into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was typed.
    Missing,
    /// More than so many characters.
    TooLong(u32),
    /// Fewer than so many characters.
    TooShort(u32),
    /// No mail could be sent to this address.
    NotAnAddress,
    /// One of the passwords that are tried first.
    CommonPassword,
    /// The two passwords are not the same.
    Different,
    /// Address and password do not go together, or the address has not been confirmed; then a mail is
    /// on its way. Does not say which, nor whether there is such an account.
    WrongSignIn,
    /// The password is not this account's.
    WrongPassword,
    /// The code does not fit, or has been used.
    WrongCode,
    /// The account has been suspended.
    Suspended,
    /// Another account has this address.
    AddressTaken,
    /// It is already so.
    Unchanged,
    /// What was begun has gone on too long: begin again.
    Expired,
    /// The passkey was not accepted.
    WrongPasskey,
    /// There must be an administrator left.
    LastAdministrator,
    /// Not one of the choices.
    NotAChoice,
    /// No date and time such as `2026-11-24T18:30`.
    NotATime,
    /// A time that has gone by already.
    Past,
    /// A time that the clocks skip when they are put forward.
    SkippedTime,
    /// No JPEG, PNG or WebP.
    NotAPicture,
    /// A picture that ends too early or contradicts itself.
    BrokenPicture,
    /// A picture of more than so many million pixels.
    TooManyPixels(u32),
    /// A file of more than so many megabytes.
    TooManyBytes(u32),
    /// More than so many of a thing.
    TooMany(u32),
    /// More than can be taken in one go.
    TooHeavy,
    /// Signs that cannot be seen.
    ControlCharacter,
    /// The line of this number, counted from 1, is a pattern that no text can match.
    NeverMatches(u32),
    /// A comment, or what is to be done with one, is not accepted.
    Comment(CommentProblem),
}

impl AppError {
    /// The HTTP status that a data request answers with. A moved page answers 404 here, because
    /// `fetch` would follow a redirect and bring the page instead of its data.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound
            | Self::LinkSpent
            | Self::NotShared
            | Self::Moved(_)
            | Self::Elsewhere(_) => 404,
            Self::Gone(_) => 410,
            Self::Failed(_) => 500,
            Self::Unreachable | Self::Busy => 503,
            Self::DiskFull => 507,
            Self::Invalid(_) | Self::NotADocument(_) => 422,
            Self::Wait(_) => 429,
            Self::SignInNeeded => 401,
            Self::Forbidden => 403,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::ServerError(_) => Self::Failed(String::new()),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::NotFound,
            // What was sent is not what the function takes: a client of another version.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(_) => Self::invalid("", Problem::NotAChoice),
            _ => Self::Unreachable,
        }
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// Logs an unexpected error with its whole chain under a number, and tells only the number.
    pub fn failed(error: &(dyn std::error::Error + 'static)) -> Self {
        let reference = uuid::Uuid::new_v4().simple().to_string()[..12].to_owned();
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            chain = format!("{chain}: {cause}");
            source = cause.source();
        }
        tracing::error!(reference, "{chain}");
        Self::Failed(reference)
    }
}

#[cfg(feature = "ssr")]
impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        // SQLITE_FULL, and disk_full of PostgreSQL.
        let is_full = error
            .as_database_error()
            .and_then(|error| error.code())
            .is_some_and(|code| code == "13" || code == "53100");
        if is_full {
            tracing::error!("the disk of the database is full: {error}");
            return Self::DiskFull;
        }
        Self::failed(&error)
    }
}

#[cfg(feature = "ssr")]
impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        if matches!(error.kind(), StorageFull | QuotaExceeded) {
            tracing::error!("the disk of the data folder is full: {error}");
            return Self::DiskFull;
        }
        Self::failed(&error)
    }
}

#[cfg(feature = "ssr")]
impl From<getrandom::Error> for AppError {
    fn from(error: getrandom::Error) -> Self {
        Self::failed(&error)
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// One problem with one field of a form; with the form as a whole for an empty field.
    pub fn invalid(field: &str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, problem)])
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::server::database::{Database, testing::on_sqlite};
    use sqlx::Executor;

    #[tokio::test]
    async fn a_full_disk_is_said_to_be_full() {
        on_sqlite(async |database: Database| {
            let mut transaction = database.write().await.expect("a transaction");
            transaction
                .execute("PRAGMA max_page_count = 1")
                .await
                .expect("as small as it can be");
            let error = sqlx::query(
                "INSERT INTO tags (language, slug, name, translation_group) VALUES ('kk', 'a', $1, '')",
            )
            .bind("a".repeat(1_000_000))
            .execute(&mut *transaction)
            .await
            .expect_err("no room");
            assert_eq!(AppError::from(error), AppError::DiskFull);
        })
        .await;
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert_eq!(AppError::from(full).status(), 507);
        let other = std::io::Error::from(std::io::ErrorKind::NotFound);
        assert_eq!(AppError::from(other).status(), 500);
    }
}
