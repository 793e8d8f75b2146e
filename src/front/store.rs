//! The front page's articles.

use crate::{
    article::store::{List, Summary, list_articles, list_newest_of_each},
    language::Language,
    section::store::Section,
    site::address::Cursor,
};
use sqlx::AnyConnection;
use std::collections::HashSet;

/// Among how many of the newest articles the lead is looked for: one with a picture is preferred,
/// but not one that is long past.
const LEAD_CANDIDATES: i64 = 12;

/// How many of the latest articles stand beside the lead.
const LATEST: usize = 7;

/// How many articles stand in a section's row.
const OF_SECTION: usize = 3;

/// The front page's articles, none of them twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The lead story.
    pub lead: Option<Summary>,
    /// The latest besides it, newest first.
    pub latest: Vec<Summary>,
    /// For each section given, in that order, its newest that stand nowhere else on the page.
    pub sections: Vec<Vec<Summary>>,
}

/// Reads the front page of a language.
///
/// # Errors
/// When the database fails.
pub async fn read_front(
    connection: &mut AnyConnection,
    language: Language,
    sections: &[Section],
) -> Result<Front, sqlx::Error> {
    let mut latest = list_articles(
        connection,
        List::Latest(language),
        Cursor::START,
        LEAD_CANDIDATES,
    )
    .await?;
    let lead = latest
        .iter()
        .position(|summary| summary.picture.is_some())
        .or((!latest.is_empty()).then_some(0))
        .map(|index| latest.remove(index));
    latest.truncate(LATEST);

    let mut shown: HashSet<i64> = latest
        .iter()
        .chain(&lead)
        .map(|summary| summary.id)
        .collect();
    let lists: Vec<List> = sections
        .iter()
        .map(|section| List::Section(section.id))
        .collect();
    // Enough of each to fill its row even when all those above are its own.
    let enough = (LATEST + 1 + OF_SECTION) as i64;
    let newest = list_newest_of_each(connection, &lists, enough).await?;
    let mut rows = Vec::with_capacity(sections.len());
    for section in sections {
        let row: Vec<Summary> = newest
            .iter()
            .filter(|summary| summary.section_slug == section.slug && !shown.contains(&summary.id))
            .take(OF_SECTION)
            .cloned()
            .collect();
        shown.extend(row.iter().map(|summary| summary.id));
        rows.push(row);
    }
    Ok(Front {
        lead,
        latest,
        sections: rows,
    })
}
