//! What can be wrong with a configuration, in words.

use std::fmt;

use super::database_url::mask_password;
use super::keys::variable_of;

/// Everything that is wrong with a configuration; at least one problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", list(problems))]
pub struct ConfigurationError {
    /// The problems: first those of the file, by line, and of unknown variables, then wrong
    /// values in the order of the keys.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong. Its text is one line: key, value, place, and what is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key's path in the file, such as `site.url`, or what else is wrong.
    pub key: String,
    /// Where the value comes from.
    pub origin: Origin,
    /// The value as it was written, passwords masked; `None` where it is unknown what it is, as
    /// it may be a secret then.
    pub value: Option<String>,
    /// What is wrong and what is accepted.
    pub explanation: String,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The configuration file.
    File {
        /// The file's path.
        path: String,
        /// The line, counted from 1; `None` if it is about the whole file.
        line: Option<usize>,
    },
    /// An environment variable.
    Variable(String),
    /// Nobody set it.
    Default,
}

impl Problem {
    /// A wrong value of a key; its password, if it is the address of the database, of the mail server
    /// or of a service, is masked.
    pub(super) fn of_value(
        key: &str,
        origin: &Origin,
        value: &str,
        explanation: impl Into<String>,
    ) -> Problem {
        let value = if matches!(
            key,
            "database.url" | "mail.smtp_url" | "comments.telephone_url" | "comments.check_url"
        ) {
            mask_password(value)
        } else {
            value.to_owned()
        };
        Problem {
            key: key.to_owned(),
            origin: origin.clone(),
            value: Some(value),
            explanation: explanation.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.key)?;
        if let Some(value) = &self.value {
            write!(formatter, " = {value:?}")?;
        }
        match &self.origin {
            Origin::File {
                path,
                line: Some(line),
            } => write!(formatter, " ({path}, line {line})")?,
            Origin::File { path, line: None } => write!(formatter, " ({path})")?,
            Origin::Variable(name) if *name == self.key => write!(formatter, " (environment)")?,
            Origin::Variable(name) => write!(formatter, " (environment variable {name})")?,
            Origin::Default => write!(
                formatter,
                " (not set; environment variable {})",
                variable_of(&self.key)
            )?,
        }
        write!(formatter, ": {}", self.explanation)
    }
}

fn list(problems: &[Problem]) -> String {
    let mut text = match problems.len() {
        1 => "the configuration has a problem:".to_owned(),
        count => format!("the configuration has {count} problems:"),
    };
    for problem in problems {
        text.push_str("\n  ");
        text.push_str(&problem.to_string());
    }
    text
}
