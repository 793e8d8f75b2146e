//! How a mail leaves: to the mail server, or into the folder for mails where there is none.

use super::message::Encoding;
use crate::server::configuration::Configuration;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{self, extension::ClientId},
};
use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::Duration,
};
use thiserror::Error;
use tokio::{task, time::timeout};
use url::Host;

/// How long the mail server may take for a single answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// How long the mail server may take for a whole mail; shorter than a worker's claim.
const MAIL_TIMEOUT: Duration = Duration::from_secs(3 * 60);

/// Answers after which the same mail to the same address will never be taken: no such mailbox, not
/// here, no such name, no mail here (RFC 5321, section 4.2.3, and RFC 7504). Other permanent
/// answers are about this program, its password or its sender, which an operator can put right, so
/// the mail is tried again.
const FINAL_ANSWERS: [u16; 4] = [550, 551, 553, 556];

/// The way out of the program.
pub(super) enum Transport {
    /// The mail server.
    Server(AsyncSmtpTransport<Tokio1Executor>),
    /// Files in this folder.
    Folder(PathBuf),
}

/// Why a mail did not leave.
#[derive(Debug, Error)]
pub(super) enum TransportError {
    #[error("mail server: {0}")]
    Server(smtp::Error),
    #[error("the mail server did not take the mail within {} seconds", MAIL_TIMEOUT.as_secs())]
    Slow,
    #[error("the mail could not be written to {path}: {error}")]
    File { path: PathBuf, error: io::Error },
}

impl TransportError {
    /// Whether there is no sense in another attempt.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::Server(error) => error
                .status()
                .is_some_and(|code| FINAL_ANSWERS.contains(&u16::from(code))),
            Self::Slow | Self::File { .. } => false,
        }
    }
}

impl Transport {
    /// As the configuration says. Nothing is connected or created yet.
    ///
    /// # Errors
    /// When lettre refuses the mail server's address; the configuration has seen that it does not.
    pub(super) fn new(configuration: &Configuration) -> Result<Self, smtp::Error> {
        let Some(url) = &configuration.mail.smtp else {
            return Ok(Self::Folder(configuration.data_dir.join("mail")));
        };
        let mut builder = url.transport()?.timeout(Some(ANSWER_TIMEOUT));
        if !url.names_client() {
            builder = builder.hello_name(match configuration.site.url.host() {
                Some(Host::Domain(host)) => ClientId::Domain(host.to_owned()),
                Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
                Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
                None => ClientId::default(),
            });
        }
        Ok(Self::Server(builder.build()))
    }

    /// How mails are to be written for this way.
    pub(super) fn encoding(&self) -> Encoding {
        match self {
            Self::Server(_) => Encoding::Ascii,
            Self::Folder(_) => Encoding::Clear,
        }
    }

    /// Hands the mail to the server, or writes it to the file `name` and returns that file's path.
    ///
    /// # Errors
    /// When the server refuses it or does not answer, or the file cannot be written.
    pub(super) async fn send(
        &self,
        message: Message,
        name: &str,
    ) -> Result<Option<PathBuf>, TransportError> {
        match self {
            Self::Server(server) => match timeout(MAIL_TIMEOUT, server.send(message)).await {
                Ok(Ok(_)) => Ok(None),
                Ok(Err(error)) => Err(TransportError::Server(error)),
                Err(_) => Err(TransportError::Slow),
            },
            Self::Folder(folder) => {
                let path = folder.join(name);
                let target = path.clone();
                let written = task::spawn_blocking(move || write(&target, &message.formatted()));
                match written.await.map_err(io::Error::other).flatten() {
                    Ok(()) => Ok(Some(path)),
                    Err(error) => Err(TransportError::File { path, error }),
                }
            }
        }
    }
}

/// The name of a mail's file: files sort by time, and the same mail has the same name again.
///
/// * `created_at`: when the mail was stored, in milliseconds UTC.
/// * `recipient`: its address; all but ASCII letters, digits and `@.-_+` becomes `_`.
pub(super) fn file_name(created_at: i64, id: i64, kind: &str, recipient: &str) -> String {
    const RECIPIENT_CHARACTERS: usize = 100;
    let time = jiff::Timestamp::from_millisecond(created_at)
        .unwrap_or_default()
        .strftime("%Y%m%dT%H%M%S");
    let harmless = |letter: char| {
        if letter.is_ascii_alphanumeric() || "@.-_+".contains(letter) {
            letter
        } else {
            '_'
        }
    };
    let kind: String = kind.chars().map(harmless).collect();
    let recipient: String = recipient
        .chars()
        .map(harmless)
        .take(RECIPIENT_CHARACTERS)
        .collect();
    let milliseconds = created_at.rem_euclid(1000);
    format!("{time}{milliseconds:03}-{id}-{kind}-{recipient}.eml")
}

/// Writes the file under another name first, so that nobody ever sees half of it. Only the user of
/// the program may read it: it lets somebody in.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let unfinished = path.with_extension("unfinished");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)?;
    // The new name survives a power cut only once its folder is on the disk.
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_sort_by_time_and_stay_in_their_folder() {
        let name = |recipient| file_name(1_795_457_112_123, 17, "confirm", recipient);
        assert_eq!(
            name("aigul@example.kz"),
            "20261123T180512123-17-confirm-aigul@example.kz.eml"
        );
        assert_eq!(
            name("../a/b\\c\0 d'\"@e.kz"),
            "20261123T180512123-17-confirm-.._a_b_c__d__@e.kz.eml"
        );
        assert!(name("айгүл@мысал.қаз").ends_with("-_____@_____.___.eml"));
        let endless = "a".repeat(254);
        assert!(name(&endless).len() < 160);
        assert!(file_name(0, 9, "reset", "a@b.kz") < name("a@b.kz"));
        assert!(file_name(5, 1, "../x", "a@b.kz").ends_with("-1-.._x-a@b.kz.eml"));
    }
}
