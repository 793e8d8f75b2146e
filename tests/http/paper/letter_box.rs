//! The mails of a paper. They are sent when a test looks for them, so that nothing is waited for.

use super::Paper;
use std::{fs, sync::Arc};
use tilshi::mail::worker;

/// A mail, as it lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The word of its kind, such as `confirm`.
    pub kind: String,
    /// Headers and both texts.
    pub text: String,
}

impl Letter {
    /// The address in its link, with scheme and host.
    pub fn address(&self) -> String {
        let (before, rest) = self.text.split_once("?token=").expect("a link");
        let start = before.rfind("http").expect("an address");
        let token: String = rest
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
            .collect();
        format!("{}?token={token}", &before[start..])
    }

    /// The path that its link leads to.
    pub fn link(&self) -> String {
        let address = url::Url::parse(&self.address()).expect("an address");
        format!("{}?{}", address.path(), address.query().expect("a token"))
    }

    /// The token in its link.
    pub fn token(&self) -> String {
        let link = self.link();
        link.split_once("?token=").expect("a token").1.to_owned()
    }
}

impl Paper {
    /// Sends what waits.
    pub async fn send_mails(&self) {
        while self
            .number("SELECT COUNT(*) FROM mails WHERE sent_at IS NULL AND failed_at IS NULL")
            .await
            > 0
        {
            // Told to stop at once, the worker still sends the one mail that it has in hand.
            let configuration = Arc::clone(&self.configuration);
            worker::run(self.database.clone(), configuration, async {}).await;
            let errors = "SELECT last_error FROM mails WHERE last_error <> 'called off'";
            assert_eq!(self.texts(errors).await, Vec::<String>::new());
        }
    }

    /// All mails that have come to an address, the oldest first.
    pub async fn mails_to(&self, email: &str) -> Vec<Letter> {
        self.send_mails().await;
        let Ok(folder) = fs::read_dir(self.configuration.data_dir.join("mail")) else {
            return Vec::new();
        };
        let ending = format!("-{email}.eml");
        let mut letters: Vec<(i64, Letter)> = folder
            .filter_map(|entry| {
                let entry = entry.expect("an entry");
                let name = entry.file_name().into_string().expect("UTF-8");
                // Time, number, kind and recipient.
                let (_, rest) = name.strip_suffix(&ending)?.split_once('-')?;
                let (number, kind) = rest.split_once('-')?;
                let letter = Letter {
                    kind: kind.to_owned(),
                    text: fs::read_to_string(entry.path()).expect("a mail"),
                };
                Some((number.parse().expect("a number"), letter))
            })
            .collect();
        letters.sort_by_key(|(number, _)| *number);
        letters.into_iter().map(|(_, letter)| letter).collect()
    }

    /// The kinds of these mails.
    pub async fn kinds_to(&self, email: &str) -> Vec<String> {
        let letters = self.mails_to(email).await;
        letters.into_iter().map(|letter| letter.kind).collect()
    }

    /// The newest mail of a kind to an address.
    pub async fn letter(&self, kind: &str, email: &str) -> Letter {
        let letters = self.mails_to(email).await;
        let found = letters.into_iter().rev().find(|letter| letter.kind == kind);
        found.unwrap_or_else(|| panic!("no mail {kind} to {email}"))
    }
}
