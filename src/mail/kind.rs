//! The mails that there are.

use crate::account::store::TokenPurpose;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What is told to somebody by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailKind {
    /// To whoever has signed up: confirm the address. It does not greet by name, or strangers
    /// could have any words sent to any address.
    ConfirmAddress,
    /// To the owner of an account, when somebody signed up with its address.
    AccountExists,
    /// To whoever has forgotten the password.
    ResetPassword,
    /// To the new address of an account: confirm it.
    ConfirmNewAddress,
    /// To the present address of an account, when a new one was named ([`detail::ADDRESS`]).
    AddressChangeAsked,
    /// To the former address of an account, which now has another ([`detail::ADDRESS`]).
    AddressChanged,
    /// The password is another now.
    PasswordChanged,
    /// The second step was switched on.
    SecondStepOn,
    /// The second step was switched off.
    SecondStepOff,
    /// There are new recovery codes.
    RecoveryCodesRenewed,
    /// A passkey was added ([`detail::PASSKEY`]).
    PasskeyAdded,
    /// A passkey was removed ([`detail::PASSKEY`]).
    PasskeyRemoved,
    /// Somebody invites ([`detail::INVITER`]) and gives a role ([`detail::ROLE`]).
    Invitation,
    /// The account will be deleted ([`detail::UNTIL`]).
    DeletionAsked,
    /// What somebody is told about their comments, for whoever wants it by mail ([`detail::NOTICES`],
    /// [`detail::COUNT`]).
    Digest,
}

/// What some mails are told besides their kind: the keys of [`NewMail::details`].
///
/// [`NewMail::details`]: super::NewMail::details
pub mod detail {
    /// The new e-mail address, whole; the mail shows its first letter and its domain.
    pub const ADDRESS: &str = "address";
    /// The person's word for a passkey.
    pub const PASSKEY: &str = "passkey";
    /// The name of whoever invites.
    pub const INVITER: &str = "inviter";
    /// The word of a role in the database, such as `editor`; the mail says it in its language.
    pub const ROLE: &str = "role";
    /// When the account will be deleted, in milliseconds UTC as decimal digits.
    pub const UNTIL: &str = "until";
    /// Notices as [`super::DigestLine::write`] writes them.
    pub const NOTICES: &str = "notices";
    /// How many notices there are in all, as decimal digits.
    pub const COUNT: &str = "count";
}

/// A notice in the mail of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestLine {
    /// What is told, in the mail's language.
    pub words: String,
    /// The beginning of the comment that it is about; may be empty.
    pub excerpt: String,
    /// Where that stands, with scheme and host; may be empty.
    pub address: String,
}

impl DigestLine {
    /// Several as one text.
    pub fn write(lines: &[Self]) -> String {
        json!(lines).to_string()
    }

    pub(super) fn read(text: &str) -> Option<Vec<Self>> {
        serde_json::from_str(text).ok()
    }
}

impl MailKind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::ConfirmAddress,
        Self::AccountExists,
        Self::ResetPassword,
        Self::ConfirmNewAddress,
        Self::AddressChangeAsked,
        Self::AddressChanged,
        Self::PasswordChanged,
        Self::SecondStepOn,
        Self::SecondStepOff,
        Self::RecoveryCodesRenewed,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::Invitation,
        Self::DeletionAsked,
        Self::Digest,
    ];

    /// The word in the column `kind` and in the names of mail files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmAddress => "confirm",
            Self::AccountExists => "account-exists",
            Self::ResetPassword => "reset",
            Self::ConfirmNewAddress => "new-address",
            Self::AddressChangeAsked => "address-change",
            Self::AddressChanged => "address-changed",
            Self::PasswordChanged => "password-changed",
            Self::SecondStepOn => "second-step-on",
            Self::SecondStepOff => "second-step-off",
            Self::RecoveryCodesRenewed => "recovery-codes",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::Invitation => "invitation",
            Self::DeletionAsked => "deletion",
            Self::Digest => "digest",
        }
    }

    /// Reads such a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What the link in the mail is for, if it carries a token.
    pub const fn token(self) -> Option<TokenPurpose> {
        match self {
            Self::ConfirmAddress => Some(TokenPurpose::Confirm),
            Self::ResetPassword => Some(TokenPurpose::Reset),
            Self::ConfirmNewAddress => Some(TokenPurpose::Email),
            Self::Invitation => Some(TokenPurpose::Invitation),
            _ => None,
        }
    }

    /// The keys of the details without which the mail cannot be written.
    pub const fn details(self) -> &'static [&'static str] {
        match self {
            Self::AddressChangeAsked | Self::AddressChanged => &[detail::ADDRESS],
            Self::PasskeyAdded | Self::PasskeyRemoved => &[detail::PASSKEY],
            Self::Invitation => &[detail::INVITER, detail::ROLE],
            Self::DeletionAsked => &[detail::UNTIL],
            Self::Digest => &[detail::COUNT, detail::NOTICES],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for kind in MailKind::ALL {
            assert_eq!(MailKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(MailKind::parse("postcard"), None);
    }
}
