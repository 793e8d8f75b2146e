//! The words of every kind of mail.

use super::{LetterError, MailKind, Part, Writer, detail, tidy};
use crate::mail::DigestLine;
use leptos_i18n::td_string;

impl Writer<'_> {
    /// Subject and text.
    pub(super) fn words(&self) -> Result<(String, Vec<Part>), LetterError> {
        match self.mail.kind {
            MailKind::ConfirmAddress
            | MailKind::ResetPassword
            | MailKind::ConfirmNewAddress
            | MailKind::Invitation => self.words_with_token(),
            MailKind::AccountExists => Ok(self.account_exists()),
            MailKind::AddressChangeAsked => self.address_change_asked(),
            MailKind::AddressChanged => self.address_changed(),
            MailKind::DeletionAsked => self.deletion_asked(),
            MailKind::Digest => self.digest(),
            MailKind::PasswordChanged
            | MailKind::SecondStepOn
            | MailKind::SecondStepOff
            | MailKind::RecoveryCodesRenewed
            | MailKind::PasskeyAdded
            | MailKind::PasskeyRemoved => self.words_of_change(),
        }
    }

    /// Mails whose point is a link with a token.
    fn words_with_token(&self) -> Result<(String, Vec<Part>), LetterError> {
        let (locale, paper) = (self.locale, self.paper);
        let (subject, text, button, not_you) = match self.mail.kind {
            MailKind::ConfirmNewAddress => (
                td_string!(locale, mail.new_address.subject, paper = paper),
                td_string!(locale, mail.new_address.text, paper = paper),
                td_string!(locale, mail.new_address.button),
                td_string!(locale, mail.new_address.not_you),
            ),
            MailKind::ResetPassword => (
                td_string!(locale, mail.reset.subject, paper = paper),
                td_string!(locale, mail.reset.text, paper = paper),
                td_string!(locale, mail.new_password),
                td_string!(locale, mail.reset.not_you),
            ),
            MailKind::Invitation => (
                td_string!(locale, mail.invitation.subject, paper = paper),
                td_string!(
                    locale,
                    mail.invitation.text,
                    paper = paper,
                    inviter = self.detail(detail::INVITER)?
                ),
                td_string!(locale, mail.invitation.button),
                td_string!(locale, mail.invitation.not_you),
            ),
            _ => (
                td_string!(locale, mail.confirm.subject, paper = paper),
                td_string!(locale, mail.confirm.text, paper = paper),
                td_string!(locale, mail.confirm.button),
                td_string!(locale, mail.confirm.not_you),
            ),
        };
        let mut parts = vec![Part::Text(text)];
        if self.mail.kind == MailKind::Invitation {
            let role = self.role()?;
            parts.push(Part::Text(td_string!(
                locale,
                mail.invitation.role,
                role = role
            )));
        }
        parts.extend([
            Part::Button(button.to_owned(), self.token_address()?),
            Part::Note(self.lifetime()?),
            Part::Note(not_you.to_owned()),
        ]);
        Ok((subject, parts))
    }

    fn account_exists(&self) -> (String, Vec<Part>) {
        let (locale, paper) = (self.locale, self.paper);
        let parts = vec![
            Part::Text(td_string!(locale, mail.exists.text, paper = paper)),
            Part::Button(
                td_string!(locale, mail.exists.button).to_owned(),
                self.address("sign-in"),
            ),
            Part::Text(td_string!(locale, mail.exists.forgotten).to_owned()),
            Part::Link(self.address("account/forgot")),
            Part::Note(td_string!(locale, mail.exists.not_you).to_owned()),
        ];
        (
            td_string!(locale, mail.exists.subject, paper = paper),
            parts,
        )
    }

    fn address_change_asked(&self) -> Result<(String, Vec<Part>), LetterError> {
        let (locale, paper) = (self.locale, self.paper);
        let address = self.masked_address()?;
        let parts = vec![
            Part::Text(td_string!(
                locale,
                mail.address_change.text,
                paper = paper,
                address = address
            )),
            Part::Text(td_string!(locale, mail.address_change.not_you).to_owned()),
            Part::Button(
                td_string!(locale, mail.address_change.button).to_owned(),
                self.address("account"),
            ),
        ];
        let subject = td_string!(locale, mail.address_change.subject, paper = paper);
        Ok((subject, parts))
    }

    /// The former address cannot be used to choose a new password any more, so there is no link.
    fn address_changed(&self) -> Result<(String, Vec<Part>), LetterError> {
        let (locale, paper) = (self.locale, self.paper);
        let address = self.masked_address()?;
        let parts = vec![
            Part::Text(td_string!(
                locale,
                mail.address_changed.text,
                paper = paper,
                address = address
            )),
            Part::Text(td_string!(locale, mail.address_changed.not_you).to_owned()),
        ];
        let subject = td_string!(locale, mail.address_changed.subject, paper = paper);
        Ok((subject, parts))
    }

    fn deletion_asked(&self) -> Result<(String, Vec<Part>), LetterError> {
        let (locale, paper) = (self.locale, self.paper);
        let date = self.until()?;
        let parts = vec![
            Part::Text(td_string!(
                locale,
                mail.deletion.text,
                paper = paper,
                date = date
            )),
            Part::Text(td_string!(locale, mail.deletion.keep).to_owned()),
            Part::Button(
                td_string!(locale, mail.deletion.button).to_owned(),
                self.address("sign-in"),
            ),
            Part::Note(td_string!(locale, mail.deletion.not_you).to_owned()),
        ];
        let subject = td_string!(locale, mail.deletion.subject, paper = paper);
        Ok((subject, parts))
    }

    /// What is new about somebody's comments, each with where it stands.
    fn digest(&self) -> Result<(String, Vec<Part>), LetterError> {
        let (locale, paper) = (self.locale, self.paper);
        let count: u64 = self
            .detail(detail::COUNT)?
            .parse()
            .map_err(|_| LetterError::Detail(detail::COUNT))?;
        let lines = self.mail.details.get(detail::NOTICES);
        let lines = lines
            .and_then(|text| DigestLine::read(text))
            .ok_or(LetterError::Detail(detail::NOTICES))?;
        let mut parts = vec![Part::Text(td_string!(
            locale,
            mail.digest.text,
            count = count
        ))];
        for line in &lines {
            parts.push(Part::Text(tidy(&line.words)));
            if !line.excerpt.is_empty() {
                parts.push(Part::Note(tidy(&line.excerpt)));
            }
            if !line.address.is_empty() {
                parts.push(Part::Link(line.address.clone()));
            }
        }
        parts.extend([
            Part::Button(
                td_string!(locale, mail.digest.button).to_owned(),
                self.address("comments"),
            ),
            Part::Note(td_string!(locale, mail.digest.switch_off).to_owned()),
        ]);
        let subject = td_string!(locale, mail.digest.subject, paper = paper);
        Ok((subject, parts))
    }

    /// Mails that tell of a change in how somebody signs in: what it is, and the way to take the
    /// account back.
    fn words_of_change(&self) -> Result<(String, Vec<Part>), LetterError> {
        let (locale, paper) = (self.locale, self.paper);
        let mut not_you = td_string!(locale, mail.change_password);
        let (subject, text) = match self.mail.kind {
            MailKind::SecondStepOn => (
                td_string!(locale, mail.second_step_on.subject, paper = paper),
                td_string!(locale, mail.second_step_on.text, paper = paper),
            ),
            MailKind::SecondStepOff => (
                td_string!(locale, mail.second_step_off.subject, paper = paper),
                td_string!(locale, mail.second_step_off.text, paper = paper),
            ),
            MailKind::RecoveryCodesRenewed => (
                td_string!(locale, mail.recovery_codes.subject, paper = paper),
                td_string!(locale, mail.recovery_codes.text, paper = paper),
            ),
            MailKind::PasskeyAdded => {
                not_you = td_string!(locale, mail.passkey_added.not_you);
                let passkey = self.detail(detail::PASSKEY)?;
                (
                    td_string!(locale, mail.passkey_added.subject, paper = paper),
                    td_string!(
                        locale,
                        mail.passkey_added.text,
                        paper = paper,
                        passkey = passkey
                    ),
                )
            }
            MailKind::PasskeyRemoved => {
                let passkey = self.detail(detail::PASSKEY)?;
                (
                    td_string!(locale, mail.passkey_removed.subject, paper = paper),
                    td_string!(
                        locale,
                        mail.passkey_removed.text,
                        paper = paper,
                        passkey = passkey
                    ),
                )
            }
            _ => (
                td_string!(locale, mail.password_changed.subject, paper = paper),
                td_string!(locale, mail.password_changed.text, paper = paper),
            ),
        };
        let parts = vec![
            Part::Text(text),
            Part::Text(not_you.to_owned()),
            Part::Button(
                td_string!(locale, mail.new_password).to_owned(),
                self.address("account/forgot"),
            ),
        ];
        Ok((subject, parts))
    }
}
