//! From a file to what it holds of this paper.

use super::{
    FileAnswer, FileContent, FileProblem, ForeignLink, KeptArticle, LARGEST_FILE, MOST_NAMED,
    NoLink, addresses::find_addressed,
};
use crate::{error::AppError, server::configuration::SiteSettings};
use ::reading::{
    ArticleId,
    exchange::{self, Import, ImportError, MOST_LINKS, SavedLink},
};
use sqlx::AnyConnection;
use std::collections::{BTreeMap, btree_map::Entry};
use tokio::sync::Semaphore;

/// How many files are read at the same time: a large one is a second of work.
static READING: Semaphore = Semaphore::const_new(2);

/// Reads a file of any kind that is known here. Changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn read_file(
    connection: &mut AnyConnection,
    site: &SiteSettings,
    file: Vec<u8>,
) -> Result<FileAnswer, AppError> {
    if file.is_empty() {
        return Ok(FileAnswer::Unreadable(FileProblem::Missing));
    }
    let turn = READING
        .acquire()
        .await
        .map_err(|error| AppError::failed(&error))?;
    // Reading would hold up everybody else.
    let import = tokio::task::spawn_blocking(move || exchange::read(&file))
        .await
        .map_err(|error| AppError::failed(&error))?;
    drop(turn);
    Ok(match import {
        Ok(import) => FileAnswer::Read(sort_out(connection, site, import).await?),
        Err(error) => FileAnswer::Unreadable(problem(error)),
    })
}

/// Parts what is from here from everything else.
async fn sort_out(
    connection: &mut AnyConnection,
    site: &SiteSettings,
    import: Import,
) -> Result<FileContent, sqlx::Error> {
    let addresses: Vec<&str> = import
        .links
        .iter()
        .map(|link| link.address.as_str())
        .collect();
    let found = find_addressed(connection, site, &addresses).await?;
    let mut content = FileContent {
        left_out_count: import.left_out.len(),
        left_out: import
            .left_out
            .into_iter()
            .take(MOST_NAMED)
            .map(|left_out| NoLink {
                number: left_out.number,
                address: left_out.address,
            })
            .collect(),
        ..FileContent::default()
    };
    let mut places: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for (link, article) in import.links.into_iter().zip(found) {
        let Some(article) = article else {
            content.foreign_count += 1;
            if content.foreign.len() < MOST_NAMED {
                content.foreign.push(ForeignLink {
                    address: link.address,
                    title: link.title,
                });
            }
            continue;
        };
        match places.entry(article) {
            Entry::Vacant(new) => {
                new.insert(content.articles.len());
                content.articles.push(kept(article, link));
            }
            // The same article at an address that it had before.
            Entry::Occupied(known) => put_together(&mut content.articles[*known.get()], link),
        }
    }
    Ok(content)
}

fn kept(article: ArticleId, link: SavedLink) -> KeptArticle {
    KeptArticle {
        article,
        lists: link.lists,
        note: link.note,
        saved_at: link.saved_at,
        is_read: link.is_read,
        is_archived: link.is_archived,
    }
}

fn put_together(known: &mut KeptArticle, link: SavedLink) {
    for list in link.lists {
        if !known.lists.contains(&list) {
            known.lists.push(list);
        }
    }
    if known.note.is_empty() {
        known.note = link.note;
    }
    known.is_read |= link.is_read;
    known.is_archived |= link.is_archived;
}

fn problem(error: ImportError) -> FileProblem {
    match error {
        ImportError::TooLarge { .. } => FileProblem::TooLarge(LARGEST_FILE),
        ImportError::TooMany => FileProblem::TooMany(MOST_LINKS),
        ImportError::Packed => FileProblem::Packed,
        ImportError::NoText { byte } => FileProblem::NoText(byte),
        ImportError::Unknown => FileProblem::Unknown,
        ImportError::Damaged { line, problem } => FileProblem::Damaged {
            line,
            field: named_field(&problem),
        },
    }
}

/// The field in serde's words (``missing field `address` ``); everything else in them is English only.
fn named_field(problem: &str) -> Option<String> {
    let (_, rest) = problem.split_once("field `")?;
    let (field, _) = rest.split_once('`')?;
    Some(field.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_named_and_nothing_else_is_said_in_english() {
        let damaged = exchange::read(
            b"{\"format\":\"tilshi-reading-lists\",\"version\":1,\n\"articles\":[{\"title\":\"A\"}]}",
        )
        .expect_err("no address");
        let expected = FileProblem::Damaged {
            line: 2,
            field: Some("address".to_owned()),
        };
        assert_eq!(problem(damaged), expected);
        let cut = exchange::read(b"{\"format\":\"tilshi-reading-lists\",").expect_err("cut off");
        let expected = FileProblem::Damaged {
            line: 1,
            field: None,
        };
        assert_eq!(problem(cut), expected);
    }
}
