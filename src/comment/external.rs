//! A service outside of the paper that looks at comments before they are taken, where one is configured.
//! It is told what is said and where, and how far whoever says it is trusted; not who that is.

use super::service::{Service, ServiceError};
use crate::server::state::AppState;
use moderation::{ExternalVerdict, Trust, Verdict};
use serde::{Deserialize, Serialize};

/// The most characters that are kept of the service's reason.
const LONGEST_REASON: usize = 500;

/// What the service is asked.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Question<'a> {
    /// What the comment says, as plain text.
    pub text: &'a str,
    /// The passage of the article that it is about; may be empty.
    pub quote: &'a str,
    /// The code of the article's language.
    pub language: &'a str,
    /// The article's address, with scheme and host.
    pub article: &'a str,
    /// How far its writer is trusted.
    pub trust: Trust,
    /// How many links it has.
    pub links: usize,
}

/// What the service answers.
#[derive(Debug, Deserialize)]
struct Answer {
    verdict: Verdict,
    #[serde(default)]
    reason: String,
}

/// What the service says, or what the paper does where it says nothing; None where there is no service.
/// Waits for two seconds at most, so no connection to the database should be held meanwhile.
pub async fn examine(
    state: &AppState,
    question: &Question<'_>,
    now: i64,
) -> Option<ExternalVerdict> {
    let service = state.services.check.as_ref()?;
    Some(match ask(service, question, now).await {
        Ok(Answer { verdict, reason }) => ExternalVerdict::Said(verdict, tidy(&reason)),
        Err(error) => {
            tracing::warn!("the service of comments.check_url did not look at a comment: {error}");
            ExternalVerdict::Failed(state.configuration.comments.check_failing)
        }
    })
}

async fn ask(service: &Service, question: &Question<'_>, now: i64) -> Result<Answer, ServiceError> {
    let body = serde_json::to_string(question).map_err(|_| ServiceError::Garbled)?;
    let answer = service.ask(body, now).await?;
    serde_json::from_slice(&answer).map_err(|_| ServiceError::Garbled)
}

/// A line that moderators can read.
fn tidy(reason: &str) -> String {
    reason
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_REASON)
        .collect::<String>()
        .trim()
        .to_owned()
}
