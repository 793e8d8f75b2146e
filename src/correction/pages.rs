//! From the address of the corrections to their page.

use super::{
    model::{Correction, CorrectionsPage, ListedCorrection},
    store::{CorrectionRecord, list_latest},
};
use crate::{
    article::model::Link,
    site::{
        address::{Address, Cursor, Place},
        pages::Presenter,
    },
};
use sqlx::AnyConnection;

/// How many corrections a page holds.
const PAGE: usize = 20;

/// A correction ready to be shown.
pub fn present(presenter: &Presenter<'_>, record: CorrectionRecord) -> Correction {
    Correction {
        at: presenter.full_moment(record.at),
        words: record.words,
    }
}

/// Reads the page of corrections at an address.
///
/// # Errors
/// When the database fails.
pub async fn read_corrections_page(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    address: &Address,
) -> Result<CorrectionsPage, sqlx::Error> {
    let before = address.before.unwrap_or(Cursor::START);
    let limit = PAGE as i64 + 1;
    let mut records = list_latest(connection, presenter.language, before, limit).await?;
    let has_older = records.len() > PAGE;
    records.truncate(PAGE);
    let first_page = Address::new(presenter.language, Place::Corrections);
    let older = records.last().filter(|_| has_older).map(|last| {
        let cursor = Cursor {
            published_at: last.correction.at,
            id: last.id,
        };
        first_page.before(cursor).to_string()
    });
    let corrections = records
        .into_iter()
        .map(|record| ListedCorrection {
            article: Link {
                name: record.headline,
                href: presenter.href(Place::Article {
                    section: record.section_slug,
                    slug: record.slug,
                }),
            },
            correction: present(presenter, record.correction),
        })
        .collect();
    Ok(CorrectionsPage {
        corrections,
        older,
        newest: address.before.map(|_| first_page.to_string()),
    })
}
