//! The front page's articles.

use crate::{
    article::store::{List, Summary, find_lead, list_articles, list_newest_of_each},
    language::Language,
    section::store::Section,
    site::address::Cursor,
};
use sqlx::AnyConnection;
use std::collections::HashSet;

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
        LATEST as i64 + 1,
    )
    .await?;
    let lead = match find_lead(connection, language).await? {
        Some(lead) => Some(lead),
        None => latest.first().cloned(),
    };
    latest.retain(|summary| Some(summary.id) != lead.as_ref().map(|lead| lead.id));
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
