//! A mail as it travels: headers and both texts.

use super::letter::Letter;
use crate::server::configuration::Configuration;
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, UNIX_EPOCH};
use url::Host;

/// The longest line in bytes that a mail may have (RFC 5322, section 2.1.1).
const LONGEST_LINE: usize = 998;

/// How the texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// In ASCII, as every mail server takes it.
    Ascii,
    /// As they are, for a file that somebody looks into.
    Clear,
}

/// What becomes the headers of a mail.
pub(super) struct Headers<'a> {
    /// The row's id and time of making (milliseconds UTC), from which the Message-ID is made: a
    /// mail that is sent a second time after a crash has the same one, and can be recognised.
    pub id: i64,
    pub created_at: i64,
    pub recipient: &'a str,
    /// The moment of sending, in milliseconds UTC.
    pub now: i64,
}

/// Puts a mail together.
///
/// # Errors
/// When the recipient is no address, or lettre refuses the mail.
pub(super) fn compose(
    letter: &Letter,
    headers: &Headers<'_>,
    configuration: &Configuration,
    encoding: Encoding,
) -> Result<Message, lettre::error::Error> {
    let recipient: Address = headers
        .recipient
        .parse()
        .map_err(|_| lettre::error::Error::MissingTo)?;
    let from = &configuration.mail.from;
    let from = Mailbox::new(from.name.clone(), with_ascii_domain(&from.email));
    let host = configuration.site.url.host_str().unwrap_or("localhost");
    let message_id = format!("<{}.{}@{host}>", headers.created_at, headers.id);
    let now = Duration::from_millis(u64::try_from(headers.now).unwrap_or(0));
    let builder = Message::builder()
        .date(UNIX_EPOCH + now)
        .from(from)
        .to(Mailbox::new(None, with_ascii_domain(&recipient)))
        .subject(&letter.subject)
        .message_id(Some(message_id))
        .header(AutoSubmitted)
        .header(ContentLanguage(letter.language.code().to_owned()));
    let builder = match &letter.unsubscribe {
        Some(address) => builder.header(ListUnsubscribe(format!("<{address}>"))),
        None => builder,
    };
    builder.multipart(
        MultiPart::alternative()
            .singlepart(part(ContentType::TEXT_PLAIN, &letter.plain, encoding))
            .singlepart(part(ContentType::TEXT_HTML, &letter.html, encoding)),
    )
}

fn part(content_type: ContentType, text: &str, encoding: Encoding) -> SinglePart {
    let fits = text.lines().all(|line| line.len() <= LONGEST_LINE);
    let body = if encoding == Encoding::Clear && fits {
        let text = text.replace('\n', "\r\n").into_bytes();
        Body::dangerous_pre_encoded(text, ContentTransferEncoding::EightBit)
    } else {
        Body::new(text.to_owned())
    };
    SinglePart::builder().header(content_type).body(body)
}

/// The address with its domain in the form of the domain name system (`xn--…`), because many mail
/// servers take no other (RFC 6531 is an extension).
fn with_ascii_domain(address: &Address) -> Address {
    let domain = match Host::parse(address.domain()) {
        Ok(Host::Domain(domain)) => domain,
        _ => return address.clone(),
    };
    Address::new(address.user(), domain).unwrap_or_else(|_| address.clone())
}

/// Tells other programs that nobody wrote this by hand, so that none answers "I am on holiday"
/// (RFC 3834, section 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The language of the text (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// Where the mail is switched off (RFC 2369, section 3.2). Whoever follows it is asked to sign in.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(value.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
