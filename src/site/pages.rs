//! Reads a page from the database and makes it ready to be shown.

mod article;
mod list;
mod presenter;
mod reading;

pub use article::{WholeArticle, make_article_page};
pub use presenter::{Presenter, kicker, standfirst};
pub use reading::{now, read_frame, read_frame_of_personal_page, read_frame_of_preview, read_page};

use super::address::Address;
use crate::error::AppError;
use thiserror::Error;

/// Why an address shows no page.
#[derive(Debug, Error)]
pub enum PageError {
    /// Nothing is there.
    #[error("there is no such page")]
    NotFound,
    /// What was there has been withdrawn; what readers are told about it, may be empty.
    #[error("the article has been withdrawn")]
    Gone(String),
    /// It is somewhere else now.
    #[error("the page has moved to {0}")]
    Moved(Address),
    /// Something else whose answer is known already, such as a list that is shared no longer.
    #[error("the page is not to be seen")]
    Told(AppError),
    /// The database failed.
    #[error("the page could not be read")]
    Database(#[from] sqlx::Error),
}

impl From<PageError> for AppError {
    fn from(error: PageError) -> Self {
        match error {
            PageError::NotFound => Self::NotFound,
            PageError::Gone(note) => Self::Gone(note),
            PageError::Moved(address) => Self::Moved(address.to_string()),
            PageError::Told(error) => error,
            PageError::Database(_) => Self::failed(&error),
        }
    }
}
