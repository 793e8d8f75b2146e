//! What both sides know of people. Dates and counted words are made on the server.

use crate::article::model::Moment;
use serde::{Deserialize, Serialize};

mod pages;

pub use pages::*;

/// What somebody is to the paper. What each role may do stands in one table, `access.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads, keeps lists, comments.
    Reader,
    /// Writes drafts.
    Author,
    /// Edits and publishes every article, makes the front page, keeps the pictures.
    Editor,
    /// Keeps the comments in order.
    Moderator,
    /// All of that, and people and settings.
    Admin,
}

impl Role {
    /// Every role, from the least to the most.
    pub const ALL: [Self; 5] = [
        Self::Reader,
        Self::Author,
        Self::Editor,
        Self::Moderator,
        Self::Admin,
    ];

    /// The word in the column `role`, in forms and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether the role belongs to the newsroom: shorter sessions, the desk, perhaps a second step.
    pub fn is_newsroom(self) -> bool {
        self != Self::Reader
    }
}

/// Who is signed in, as the masthead shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// Their id: what is kept in the browser belongs to one person.
    pub id: i64,
    /// The name shown to others.
    pub name: String,
    /// Whether the newsroom is open to them.
    pub newsroom: bool,
    /// How many notices about their comments they have not seen.
    #[serde(default)]
    pub notices: i64,
    /// The same in words; empty for none.
    #[serde(default)]
    pub notices_words: String,
}

/// A form has been taken: where to go now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// An address of this site.
    pub to: String,
}

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEntry {
    /// Its id, for ending it.
    pub id: i64,
    /// «Chrome, Android»; empty when the browser did not say.
    pub browser: String,
    /// The network address it was last seen from.
    pub network: String,
    /// When it was last seen.
    pub seen: Moment,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyEntry {
    /// Its id, for removing it.
    pub id: i64,
    /// The person's word for it.
    pub name: String,
    /// When it was added.
    pub added: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
}

/// Somebody in the list of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonEntry {
    /// Their page.
    pub href: String,
    /// The name shown to others.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// How things stand.
    pub standing: Standing,
}

/// How things stand with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// In use.
    Active,
    /// Invited, and not yet come.
    Invited,
    /// The address has not been confirmed.
    Unconfirmed,
    /// Shut out by an administrator.
    Suspended,
    /// To be deleted soon, by its owner's wish.
    Leaving,
}

/// A line of the audit log, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// When.
    pub at: Moment,
    /// Who; empty when nobody was signed in.
    pub actor: String,
    /// What was done, one of the words in `audit.rs`.
    pub action: AuditAction,
    /// To whom, if to somebody else.
    pub person: String,
    /// From which network address.
    pub network: String,
    /// What belongs to it, such as the new role.
    pub details: Vec<(String, String)>,
}

/// What the audit log knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAction {
    /// Somebody made an account.
    SignedUp,
    /// An address was confirmed.
    AddressConfirmed,
    /// Signed in with a password.
    SignedIn,
    /// Signed in with a passkey.
    SignedInWithPasskey,
    /// A recovery code stood for the second step.
    RecoveryCodeUsed,
    /// A password or code was wrong.
    SignInFailed,
    /// Too many attempts: waiting has begun.
    SignInHalted,
    /// Signed out.
    SignedOut,
    /// A session was ended from another one.
    SessionEnded,
    /// All sessions were ended.
    SessionsEnded,
    /// A new password was set.
    PasswordChanged,
    /// A mail for a forgotten password was asked for.
    ResetAsked,
    /// The name was changed.
    NameChanged,
    /// A new address was asked for.
    AddressChangeAsked,
    /// The address was changed.
    AddressChanged,
    /// The second step was switched on.
    SecondStepOn,
    /// The second step was switched off.
    SecondStepOff,
    /// New recovery codes were made.
    RecoveryCodesRenewed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Everything held about somebody was exported.
    Exported,
    /// Deletion was asked for.
    DeletionAsked,
    /// Its owner changed their mind.
    DeletionTakenBack,
    /// The account was emptied.
    Deleted,
    /// Somebody was invited.
    Invited,
    /// An invitation was taken up.
    InvitationTaken,
    /// An account was made on the command line.
    Added,
    /// A role was changed.
    RoleChanged,
    /// An account was suspended.
    Suspended,
    /// A suspension was lifted.
    Reinstated,
}

/// The words after the language in the addresses of pages that are one person's own. They are never
/// the same for two people, so they are loaded and kept in another way than readers' pages.
pub const PERSONAL: [&str; 7] = [
    "sign-in", "sign-up", "account", "desk", "lists", "preview", "comments",
];

/// Whether an address (`/kk/account?done=…`) is that of such a page.
pub fn is_personal(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .nth(2)
        .is_some_and(|word| PERSONAL.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_pages_are_known_by_their_word() {
        for address in ["/kk/account", "/ru/sign-in?next=%2Fru", "/en/desk/people/1"] {
            assert!(is_personal(address), "{address}");
        }
        for address in ["/kk", "/kk/bilim/account", "/kk/accounts", "/", "", "/desk"] {
            assert!(!is_personal(address), "{address}");
        }
    }

    #[test]
    fn roles_are_read_as_they_are_written() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("owner"), None);
    }
}
