//! The one error that crosses from server to browser.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

/// Why a page or a request could not be served, as a code that the view turns into words of the
/// reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nothing is at this address (404).
    NotFound,
    /// The article was published here once and has been withdrawn (410).
    Gone,
    /// The thing lives at another address for good (301); an address on this site.
    Moved(String),
    /// Something unexpected broke on the server (500). The number leads the newsroom's engineer to
    /// the log line; nothing else is told.
    Failed(String),
    /// The server could not be reached; made in the browser only.
    Unreachable,
}

impl AppError {
    /// The HTTP status that a data request answers with. A moved page answers 404 here, because
    /// `fetch` would follow a redirect and bring the page instead of its data.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::Moved(_) => 404,
            Self::Gone => 410,
            Self::Failed(_) => 500,
            Self::Unreachable => 503,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::ServerError(_) => Self::Failed(String::new()),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::NotFound,
            _ => Self::Unreachable,
        }
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// Logs an unexpected error with its whole chain under a number, and tells only the number.
    pub fn failed(error: &(dyn std::error::Error + 'static)) -> Self {
        let reference = uuid::Uuid::new_v4().simple().to_string()[..12].to_owned();
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            chain = format!("{chain}: {cause}");
            source = cause.source();
        }
        tracing::error!(reference, "{chain}");
        Self::Failed(reference)
    }
}
