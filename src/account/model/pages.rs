//! The pages of one person: made for whoever asks, never kept by a cache.

use super::{AuditEntry, PasskeyEntry, PersonEntry, Role, SessionEntry, Standing};
use crate::{article::model::Moment, comment::model::CommentsPage, error::AppError};
use serde::{Deserialize, Serialize};

/// A page of one person, and what became of the form that was sent to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// Its title.
    pub title: String,
    /// What stands on it.
    pub page: PersonalPage,
    /// A form that was sent without JavaScript and not taken.
    pub refused: Option<RefusedForm>,
    /// Said at the top of the page: what has just been done.
    pub notice: Option<Notice>,
}

/// A form that was not taken, with all that was typed but the passwords, so that it can be shown
/// again as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedForm {
    /// The form's name: the last part of its server function's path.
    pub form: String,
    /// What was typed, by field.
    pub values: Vec<(String, String)>,
    /// Why it was not taken.
    pub error: AppError,
}

impl RefusedForm {
    /// Whether nothing is wrong with it: it is only shown once more, to see how it will look.
    pub fn is_only_shown(&self) -> bool {
        matches!(&self.error, AppError::Invalid(problems) if problems.is_empty())
    }
}

/// What has just been done, said once at the top of the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// Signed out.
    SignedOut,
    /// The address is confirmed.
    Confirmed,
    /// The name was saved.
    NameSaved,
    /// A mail has gone to the new address.
    AddressAsked,
    /// The new address is in use.
    AddressChanged,
    /// The password was changed; other devices were signed out.
    PasswordChanged,
    /// The second step is on.
    SecondStepOn,
    /// The second step is off.
    SecondStepOff,
    /// The new recovery codes are in use.
    CodesRenewed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// The session was ended.
    SessionEnded,
    /// All other sessions were ended.
    SessionsEnded,
    /// The account will be deleted; its owner was signed out.
    DeletionAsked,
    /// The account stays.
    Kept,
    /// An invitation has been sent.
    Invited,
    /// The role was changed.
    RoleChanged,
    /// The account was suspended.
    Suspended,
    /// The suspension was lifted.
    Reinstated,
    /// The mail has been sent once more.
    SentAgain,
}

impl Notice {
    /// Reads the word in an address (`?done=name-saved`).
    #[cfg(feature = "ssr")]
    pub fn parse(word: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
    }

    /// Writes that word.
    #[cfg(feature = "ssr")]
    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            _ => String::new(),
        }
    }
}

/// What can stand on a page of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonalPage {
    /// `/{lang}/sign-in`
    SignIn(Entrance),
    /// `/{lang}/sign-in/second-step`: the code of the second step.
    SecondStep,
    /// `/{lang}/sign-up`
    SignUp(Entrance),
    /// A mail has been sent; `/{lang}/account/sent`.
    MailSent,
    /// `/{lang}/account/confirm?token=…`
    Confirm(ConfirmPage),
    /// `/{lang}/account/forgot`
    Forgot,
    /// `/{lang}/account/reset?token=…`
    Reset {
        /// The token of the mail.
        token: String,
        /// Whose password it is, for password managers.
        email: String,
    },
    /// `/{lang}/account/invitation?token=…`
    Invitation {
        /// The token of the mail.
        token: String,
        /// The address that was invited.
        email: String,
        /// The name that the inviting administrator gave.
        name: String,
        /// As what.
        role: Role,
    },
    /// `/{lang}/account/e-mail?token=…`: a new address.
    ConfirmNewAddress {
        /// The token of the mail.
        token: String,
        /// The new address.
        email: String,
    },
    /// The link in a mail has been used, or is too old.
    LinkSpent,
    /// `/{lang}/account`
    Account(Box<AccountPage>),
    /// `/{lang}/account/second-step`: switching it on.
    EnrolSecondStep(EnrolPage),
    /// `/{lang}/account/codes`: new recovery codes, shown once.
    Codes(Vec<String>),
    /// `/{lang}/desk`
    Desk(DeskPage),
    /// `/{lang}/desk/people`
    People(PeoplePage),
    /// `/{lang}/desk/people/{id}`
    Person(Box<PersonPage>),
    /// `/{lang}/desk/log`
    Audit(AuditPage),
    /// `/{lang}/comments/…`: writing, reporting, changing a comment without scripts.
    Comments(Box<CommentsPage>),
}

/// Where sign-in and sign-up begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrance {
    /// Where the reader came from and returns to; an address of this site.
    pub next: String,
    /// Whether passkeys can be used at this site's address.
    pub passkeys: bool,
}

/// The page that a confirmation link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmPage {
    /// The token of the mail.
    pub token: String,
    /// The address to be confirmed.
    pub email: String,
    /// Whether the password must be typed, because another browser began the sign-up: whoever made
    /// the account is to have it, not whoever was sent the mail by somebody's mistake.
    pub needs_password: bool,
}

/// One's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    /// The name shown to others.
    pub name: String,
    /// The address in use.
    pub email: String,
    /// What one is to the paper.
    pub role: Role,
    /// Unused recovery codes, when the second step is on.
    pub recovery_codes: Option<i64>,
    /// Whether the newsroom stays shut until there is a second step or a passkey.
    pub second_step_missing: bool,
    /// Whether passkeys can be used at this site's address.
    pub passkeys_offered: bool,
    /// One's passkeys, the oldest first.
    pub passkeys: Vec<PasskeyEntry>,
    /// Where one is signed in, the latest seen first.
    pub sessions: Vec<SessionEntry>,
    /// When the account will be deleted, if that was asked for.
    pub leaving: Option<Moment>,
    /// Where everything held about the person can be had as a file.
    pub export: String,
}

/// Switching on the second step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolPage {
    /// The shared secret in groups of four letters, for typing.
    pub secret: String,
    /// The same as a link that authenticator apps open.
    pub link: String,
    /// The QR code's side in modules, its quiet zone included.
    pub size: u32,
    /// The QR code as SVG path data, a unit a module.
    pub path: String,
    /// Codes for the day when the telephone is lost.
    pub recovery_codes: Vec<String>,
}

/// The newsroom's first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskPage {
    /// Nobody runs this paper yet: how to make the first administrator.
    FirstAdministrator {
        /// What to type on the server.
        command: String,
    },
    /// A reader's account: nothing to do here.
    NotForReaders,
    /// The newsroom stays shut until there is a second step.
    SecondStepMissing,
    /// Open.
    Open {
        /// The name of who is here.
        name: String,
        /// Their role.
        role: Role,
        /// Whether the articles are open to them.
        writes: bool,
        /// Whether people and log are open to them.
        administers: bool,
    },
}

/// The people of the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeoplePage {
    /// What was searched for; may be empty.
    pub query: String,
    /// The role looked at, if one.
    pub role: Option<Role>,
    /// Who was found, the newest first.
    pub people: Vec<PersonEntry>,
    /// Where the list goes on.
    pub older: Option<String>,
}

/// Somebody, as an administrator sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPage {
    /// Their id, for the forms.
    pub id: i64,
    /// The name shown to others.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// How things stand.
    pub standing: Standing,
    /// When the account was made.
    pub since: Moment,
    /// When they were last seen.
    pub seen: Option<Moment>,
    /// Whether they have a second step or a passkey.
    pub second_step: bool,
    /// How many sessions they have.
    pub sessions: usize,
    /// Whether it is the administrator who looks: nobody locks themselves out.
    pub oneself: bool,
    /// The last lines of the log about them.
    pub log: Vec<AuditEntry>,
}

/// The audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The newest first.
    pub entries: Vec<AuditEntry>,
    /// Where the list goes on.
    pub older: Option<String>,
}
