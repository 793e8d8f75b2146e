//! Confirming a telephone by a code that is sent to it, where a service for that is configured.
//!
//! The number is never stored: only its hash, with the key of the service, so that one number confirms one
//! account. Whether a number is taken is told to whoever holds that telephone only.

use super::{
    deeds::limits::{Deed, count, count_for},
    model::TelephonePage,
    posting::confirmed,
    problem::CommentProblem,
    service::{Service, ServiceError, SigningKey},
    store::telephones::{confirm_telephone, find_telephone, save_code, try_code},
};
use crate::{
    account::{identity::Visit, model::Taken, store::Person},
    error::{AppError, Problem},
    language::Language,
};
use futures::future::BoxFuture;
use serde_json::json;
use sqlx::AnyConnection;
use std::fmt;

/// How long a code works, in milliseconds.
const LIFETIME: i64 = 10 * 60_000;
/// How often a code may be tried.
const TRIES: i64 = 5;
/// Codes have six digits.
const CODES: u32 = 1_000_000;

/// A mobile telephone of Kazakhstan, in E.164 form (`+77011234567`). Others are not taken: every code costs
/// the paper money, and swindlers have codes sent to numbers abroad that earn by it.
#[derive(Clone, PartialEq, Eq)]
pub struct TelephoneNumber(String);

impl TelephoneNumber {
    /// Reads a number as people write it: `+7 701 123 45 67`, `8 (701) 123-45-67`, `77011234567`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = String::new();
        for (index, letter) in text.trim().chars().enumerate() {
            match letter {
                '0'..='9' => digits.push(letter),
                '+' if index == 0 => {}
                ' ' | '\u{a0}' | '-' | '‑' | '–' | '(' | ')' | '.' => {}
                _ => return None,
            }
        }
        let is_international = text.trim().starts_with('+');
        let own = match digits.as_bytes() {
            [b'7', ..] => digits.get(1..)?,
            // The prefix of calls inside the country.
            [b'8', ..] if !is_international => digits.get(1..)?,
            _ => return None,
        };
        // Kazakhstan's numbers begin with 7; behind it 1 and 2 are towns, whose telephones read no messages.
        let is_mobile = own.starts_with('7') && !own.starts_with("71") && !own.starts_with("72");
        (own.len() == 10 && is_mobile).then(|| Self(format!("+7{own}")))
    }

    /// The number in E.164 form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn hash(&self, key: &SigningKey) -> String {
        key.sign(&[b"telephone:", self.0.as_bytes()])
    }
}

impl fmt::Debug for TelephoneNumber {
    /// Without the number: it is nobody's business in a log.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TelephoneNumber(…)")
    }
}

/// A way to send codes to telephones.
pub trait TelephoneConfirmation: fmt::Debug + Send + Sync {
    /// Sends a code of six digits, in a language; `now` in milliseconds UTC.
    ///
    /// # Errors
    /// When it was not sent, as far as that is known.
    fn send_code<'a>(
        &'a self,
        number: &'a TelephoneNumber,
        code: &'a str,
        language: Language,
        now: i64,
    ) -> BoxFuture<'a, Result<(), ServiceError>>;

    /// The key that numbers and codes are hashed with.
    fn key(&self) -> &SigningKey;
}

/// The service of `comments.telephone_url`, which is told the number, the code and the language.
#[derive(Clone, Debug)]
pub struct HttpTelephone(pub(super) Service);

impl TelephoneConfirmation for HttpTelephone {
    fn send_code<'a>(
        &'a self,
        number: &'a TelephoneNumber,
        code: &'a str,
        language: Language,
        now: i64,
    ) -> BoxFuture<'a, Result<(), ServiceError>> {
        let body = json!({
            "telephone": number.as_str(),
            "code": code,
            "language": language.code(),
        });
        Box::pin(async move { self.0.tell(body.to_string(), now).await })
    }

    fn key(&self) -> &SigningKey {
        self.0.key()
    }
}

/// Lets nobody comment whose telephone is not confirmed, where that is asked for. The newsroom need not.
///
/// # Errors
/// [`CommentProblem::TelephoneNeeded`], or when the database fails.
pub async fn require(
    visit: &Visit,
    connection: &mut AnyConnection,
    person: &Person,
) -> Result<(), AppError> {
    if !visit.state.configuration.comments.telephone_required || person.role.is_newsroom() {
        return Ok(());
    }
    let telephone = find_telephone(connection, person.id, TRIES, visit.now).await?;
    match telephone.confirmed_at {
        Some(_) => Ok(()),
        None => Err(AppError::invalid(
            "",
            Problem::Comment(CommentProblem::TelephoneNeeded),
        )),
    }
}

/// Reads the page on which a telephone is confirmed.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::NotFound`] where there is no service; or when the database fails.
pub async fn read_telephone_page(
    visit: &Visit,
    connection: &mut AnyConnection,
    typed: Option<String>,
) -> Result<TelephonePage, AppError> {
    let person = &visit.signed_in()?.person;
    if visit.state.services.telephone.is_none() {
        return Err(AppError::NotFound);
    }
    let telephone = find_telephone(connection, person.id, TRIES, visit.now).await?;
    Ok(TelephonePage {
        is_confirmed: telephone.confirmed_at.is_some(),
        is_code_sent: telephone.is_code_sent,
        typed: typed.unwrap_or_default(),
    })
}

/// Sends a code to a telephone.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::Forbidden`] without a confirmed address; [`AppError::NotFound`]
/// where there is no service; [`AppError::Invalid`] when it is no such number or the code could not be sent;
/// [`AppError::Wait`]; or when the database fails.
pub async fn begin_telephone(visit: &Visit, number: &str) -> Result<Taken, AppError> {
    let person = confirmed(visit)?.id;
    let service = service(visit)?;
    if number.trim().is_empty() {
        return Err(AppError::invalid("telephone", Problem::Missing));
    }
    let number =
        TelephoneNumber::parse(number).ok_or_else(|| wrong(CommentProblem::TelephoneNumber))?;
    let hash = number.hash(service.key());
    let code = random_code()?;
    let mut transaction = visit.state.database.write().await?;
    count(&mut transaction, visit, person, Deed::SendCode).await?;
    // Nobody is pestered by many who name the same number.
    count_for(&mut transaction, &hash, Deed::SendCode, visit.now).await?;
    let code_hash = hash_code(service.key(), person, &hash, &code);
    save_code(
        &mut transaction,
        person,
        &hash,
        &code_hash,
        visit.now + LIFETIME,
    )
    .await?;
    transaction.commit().await?;
    service
        .send_code(&number, &code, visit.language, visit.now)
        .await
        .map_err(|error| {
            tracing::error!("the service of comments.telephone_url sent no code: {error}");
            wrong(CommentProblem::TelephoneNotReached)
        })?;
    Ok(page(visit, "/telephone"))
}

/// Confirms a telephone with the code that was sent to it.
///
/// # Errors
/// [`AppError::SignInNeeded`]; [`AppError::NotFound`] where there is no service; [`AppError::Invalid`] when the
/// code is wrong, too old or was tried too often, or somebody else has confirmed the number;
/// [`AppError::Wait`]; or when the database fails.
pub async fn confirm(visit: &Visit, code: &str) -> Result<Taken, AppError> {
    let person = visit.signed_in()?.person.id;
    let service = service(visit)?;
    let code: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if code.is_empty() {
        return Err(AppError::invalid("code", Problem::Missing));
    }
    let mut transaction = visit.state.database.write().await?;
    count(&mut transaction, visit, person, Deed::TryCode).await?;
    let tried = try_code(&mut transaction, person, TRIES, visit.now).await?;
    // The try counts, whatever becomes of it.
    transaction.commit().await?;
    let (telephone, expected) = tried.ok_or_else(|| AppError::invalid("code", Problem::Expired))?;
    // Both are hashes with a key that nobody knows, so the time of comparing tells nothing.
    if hash_code(service.key(), person, &telephone, &code) != expected {
        return Err(AppError::invalid("code", Problem::WrongCode));
    }
    let mut transaction = visit.state.database.write().await?;
    if !confirm_telephone(&mut transaction, person, &telephone, visit.now).await? {
        return Err(wrong(CommentProblem::TelephoneTaken));
    }
    transaction.commit().await?;
    Ok(page(visit, "/telephone"))
}

fn service(visit: &Visit) -> Result<&dyn TelephoneConfirmation, AppError> {
    visit
        .state
        .services
        .telephone
        .as_deref()
        .ok_or(AppError::NotFound)
}

fn wrong(problem: CommentProblem) -> AppError {
    AppError::invalid("telephone", Problem::Comment(problem))
}

fn page(visit: &Visit, rest: &str) -> Taken {
    Taken {
        to: format!("/{}/comments{rest}", visit.language.code()),
    }
}

/// Six digits, each code as likely as any other.
fn random_code() -> Result<String, AppError> {
    const FAIR: u32 = u32::MAX - u32::MAX % CODES;
    loop {
        let number = getrandom::u32().map_err(|error| AppError::failed(&error))?;
        if number < FAIR {
            return Ok(format!("{:06}", number % CODES));
        }
    }
}

/// A code works for one person and one telephone.
fn hash_code(key: &SigningKey, person: i64, telephone: &str, code: &str) -> String {
    let person = person.to_string();
    key.sign(&[
        b"code:",
        person.as_bytes(),
        b":",
        telephone.as_bytes(),
        b":",
        code.as_bytes(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in [
            "+7 701 123 45 67",
            "+77011234567",
            "8 (701) 123-45-67",
            "8-701-123-45-67",
            " 77011234567 ",
            "8\u{a0}701 123.45.67",
        ] {
            let number = TelephoneNumber::parse(text).map(|number| number.as_str().to_owned());
            assert_eq!(number.as_deref(), Some("+77011234567"), "{text}");
        }
        for text in [
            "",
            "+",
            "7011234567",
            "+7 701 123 45 6",
            "+7 701 123 45 678",
            // A landline in Almaty, a mobile telephone in Russia, one in Germany.
            "+7 727 123 45 67",
            "+7 912 123 45 67",
            "+49 151 12345678",
            "+8 701 123 45 67",
            "8 701 123 45 67 ext 1",
            "7+7011234567",
            "٧٧٠١١٢٣٤٥٦٧",
        ] {
            assert!(TelephoneNumber::parse(text).is_none(), "{text}");
        }
        let number = TelephoneNumber::parse("87011234567").expect("a number");
        assert!(!format!("{number:?}").contains("701"));
    }

    #[test]
    fn codes_have_six_digits_and_differ() {
        let codes: std::collections::HashSet<String> = (0..50)
            .map(|_| random_code().expect("random numbers"))
            .collect();
        assert!(codes.len() > 40, "{codes:?}");
        for code in codes {
            assert_eq!(code.len(), 6);
            assert!(code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
    }
}
