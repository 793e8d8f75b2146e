//! How often somebody may do something about comments.
//!
//! The counters are those of `account/attempts.rs`; its rules are not, because they are made for guessing at
//! secrets: waits that double, and lines in the log of sign-ins. Here one deed is forgotten every so often,
//! and whoever does more has to wait for that.

use crate::{
    account::{identity::Visit, store::count_failure},
    error::AppError,
};
use sqlx::AnyConnection;

/// What is counted. Each has its own count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Having a text checked, whatever comes of it: each time costs.
    Check,
    /// Posting; slower than what the checks allow in a minute, this bounds what comes at the same time.
    Post,
    /// Changing or deleting.
    Change,
    /// Supporting, or not any more.
    Support,
    /// Reporting.
    Report,
    /// Muting, or not any more.
    Mute,
    /// Appealing.
    Appeal,
    /// Having a code sent to a telephone.
    SendCode,
    /// Typing such a code.
    TryCode,
}

impl Deed {
    fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Post => "post",
            Self::Change => "change",
            Self::Support => "support",
            Self::Report => "report",
            Self::Mute => "mute",
            Self::Appeal => "appeal",
            Self::SendCode => "send-code",
            Self::TryCode => "try-code",
        }
    }

    /// How many somebody may do at once, and after how many milliseconds one is forgotten.
    fn of_person(self) -> (i64, i64) {
        match self {
            Self::Check => (20, 3_000),
            Self::Post => (10, 6_000),
            Self::Change => (20, 6_000),
            Self::Support => (60, 2_000),
            Self::Report => (10, 360_000),
            Self::Mute => (60, 10_000),
            Self::Appeal => (5, 3_600_000),
            Self::SendCode => (4, 3_600_000),
            Self::TryCode => (20, 600_000),
        }
    }

    /// The same for all behind one network: a school can stand there.
    fn of_network(self) -> (i64, i64) {
        let (many, forgotten) = self.of_person();
        (many * 10, forgotten / 10)
    }
}

/// Counts a deed, in the transaction that does it: what is not done is not counted. Others who do the same
/// for the same person wait until it ends.
///
/// # Errors
/// [`AppError::Wait`] with the seconds to wait, or when the database fails.
pub async fn count(
    connection: &mut AnyConnection,
    visit: &Visit,
    person: i64,
    deed: Deed,
) -> Result<(), AppError> {
    let word = deed.word();
    let network = visit.network.group();
    let counts = [
        (format!("comment-{word}:person:{person}"), deed.of_person()),
        (
            format!("comment-{word}:network:{network}"),
            deed.of_network(),
        ),
    ];
    for (subject, limits) in counts {
        count_subject(connection, &subject, limits, visit.now).await?;
    }
    Ok(())
}

/// Counts a deed for something else than a person or a network, such as the hash of a telephone, in the
/// transaction that does it.
///
/// # Errors
/// [`AppError::Wait`] with the seconds to wait, or when the database fails.
pub async fn count_for(
    connection: &mut AnyConnection,
    subject: &str,
    deed: Deed,
    now: i64,
) -> Result<(), AppError> {
    let subject = format!("comment-{}:{subject}", deed.word());
    count_subject(connection, &subject, deed.of_person(), now).await
}

async fn count_subject(
    connection: &mut AnyConnection,
    subject: &str,
    (many, forgotten): (i64, i64),
    now: i64,
) -> Result<(), AppError> {
    if count_failure(connection, subject, forgotten, now).await? > many {
        let seconds = u64::try_from(forgotten.div_euclid(1_000).max(1)).unwrap_or(1);
        return Err(AppError::Wait(seconds));
    }
    Ok(())
}
