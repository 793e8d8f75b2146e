//! What a mail says, in its language, before it becomes plain text and HTML.

use super::{MailKind, detail, store::Mail};
use crate::{
    Locale,
    account::{model::Role, secret::Secret, store::TokenPurpose},
    language::Language,
    server::configuration::SiteSettings,
    ui::date::PaperClock,
};
use leptos_i18n::td_string;
use thiserror::Error;

mod html;
mod plain;
mod words;

/// The most characters that a name has in a mail.
const NAME_CHARACTERS: usize = 100;

/// A mail as its reader gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub language: Language,
    pub subject: String,
    pub plain: String,
    pub html: String,
    /// Where this kind of mail is switched off, if that can be done.
    pub unsubscribe: Option<String>,
}

/// Why a mail cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum LetterError {
    #[error("the mail needs the detail {0:?}, which is missing or unreadable")]
    Detail(&'static str),
    #[error("the mail needs a token, and there is none")]
    Token,
}

/// A piece of a mail's text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// A paragraph.
    Text(String),
    /// What to do: a word for it and where it leads.
    Button(String, String),
    /// An address in clear.
    Link(String),
    /// A paragraph in smaller letters.
    Note(String),
}

/// Everything from which the plain text and the HTML are made.
struct Draft<'a> {
    language: Language,
    /// The paper's name.
    paper: &'a str,
    /// The paper's address.
    home: &'a str,
    subject: String,
    parts: Vec<Part>,
}

/// Writes the mail in its language, or in the paper's default language where the paper does not
/// publish in it. `token`: what the link carries, where [`MailKind::token`] says that it does.
pub(super) fn write_letter(
    mail: &Mail,
    token: Option<&Secret>,
    site: &SiteSettings,
) -> Result<Letter, LetterError> {
    let language = if site.languages.contains(&mail.language) {
        mail.language
    } else {
        site.default_language
    };
    let writer = Writer {
        mail,
        token,
        site,
        language,
        locale: language.into(),
        paper: site.name(language),
    };
    let (subject, parts) = writer.words()?;
    let unsubscribe = writer.address("comments#digest");
    let draft = Draft {
        language,
        paper: writer.paper,
        home: site.url.as_str().trim_end_matches('/'),
        subject,
        parts,
    };
    Ok(Letter {
        language,
        plain: plain::render(&draft),
        html: html::render(&draft),
        subject: draft.subject,
        unsubscribe: (mail.kind == MailKind::Digest).then_some(unsubscribe),
    })
}

/// What the words of a mail are made from.
struct Writer<'a> {
    mail: &'a Mail,
    token: Option<&'a Secret>,
    site: &'a SiteSettings,
    language: Language,
    locale: Locale,
    paper: &'a str,
}

impl Writer<'_> {
    /// A detail as it may stand in a line of text.
    fn detail(&self, key: &'static str) -> Result<String, LetterError> {
        let text = self.mail.details.get(key).ok_or(LetterError::Detail(key))?;
        Ok(tidy(text))
    }

    /// The new address, of which only what its owner recognises is shown.
    fn masked_address(&self) -> Result<String, LetterError> {
        Ok(mask_address(&self.detail(detail::ADDRESS)?))
    }

    /// The role's name in the language.
    fn role(&self) -> Result<&'static str, LetterError> {
        let word = self.detail(detail::ROLE)?;
        let role = Role::parse(&word).ok_or(LetterError::Detail(detail::ROLE))?;
        let locale = self.locale;
        Ok(match role {
            Role::Reader => td_string!(locale, role.reader),
            Role::Author => td_string!(locale, role.author),
            Role::Editor => td_string!(locale, role.editor),
            Role::Moderator => td_string!(locale, role.moderator),
            Role::Admin => td_string!(locale, role.admin),
        })
    }

    /// Day and time of the deletion.
    fn until(&self) -> Result<String, LetterError> {
        let moment = self.detail(detail::UNTIL)?;
        let moment = moment
            .parse()
            .map_err(|_| LetterError::Detail(detail::UNTIL))?;
        Ok(PaperClock::new(self.site.time_zone.clone()).full(moment, self.language))
    }

    /// An address of the site in the mail's language.
    fn address(&self, path: &str) -> String {
        let home = self.site.url.as_str().trim_end_matches('/');
        format!("{home}/{}/{path}", self.language)
    }

    /// Where the mail's token is taken.
    fn token_address(&self) -> Result<String, LetterError> {
        let page = match self.mail.kind.token().ok_or(LetterError::Token)? {
            TokenPurpose::Confirm => "account/confirm",
            TokenPurpose::Reset => "account/reset",
            TokenPurpose::Email => "account/e-mail",
            TokenPurpose::Invitation => "account/invitation",
        };
        let token = self.token.ok_or(LetterError::Token)?.reveal();
        Ok(format!("{}?token={token}", self.address(page)))
    }

    /// How long the mail's token works, in a sentence.
    fn lifetime(&self) -> Result<String, LetterError> {
        const HOUR: u64 = 60 * 60;
        let purpose = self.mail.kind.token().ok_or(LetterError::Token)?;
        let hours = purpose.lifetime().as_secs() / HOUR;
        let locale = self.locale;
        Ok(if hours > 24 && hours.is_multiple_of(24) {
            td_string!(locale, mail.days, count = hours / 24)
        } else {
            td_string!(locale, mail.hours, count = hours)
        })
    }
}

/// A text from outside as part of a line: without line breaks and other control characters, without
/// the characters that turn the direction of writing around (which make `exe.mp3` of `3pm.exe`),
/// and not endless.
fn tidy(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text
        .chars()
        .filter(|letter| !turns(*letter))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line: String = words.join(" ");
    if line.chars().count() > NAME_CHARACTERS {
        line = line.chars().take(NAME_CHARACTERS - 1).collect();
        line.push('…');
    }
    line
}

/// «a***@example.kz»: enough for its owner, too little for anybody else who reads the old mailbox.
fn mask_address(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}***@{domain}")
}

#[cfg(test)]
mod tests;
