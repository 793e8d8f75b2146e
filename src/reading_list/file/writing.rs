//! Writing a file.

use super::{Format, KeptArticle};
use crate::{
    article::store::list_by_ids,
    site::{address::Place, pages::Presenter},
};
use ::reading::exchange::{SavedLink, to_bookmarks, to_csv, to_json};
use leptos_i18n::td_string;
use sqlx::AnyConnection;
use std::collections::BTreeMap;

/// Writes articles into a file, with the whole address of each. What is not in the paper and never was
/// is left out: it has no address.
///
/// # Errors
/// When the database fails.
pub async fn write_file(
    connection: &mut AnyConnection,
    presenter: &Presenter<'_>,
    format: Format,
    articles: Vec<KeptArticle>,
) -> Result<String, sqlx::Error> {
    let mut ids: Vec<i64> = articles.iter().map(|kept| kept.article.get()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found: BTreeMap<i64, (String, String)> = list_by_ids(connection, &ids)
        .await?
        .into_iter()
        .map(|found| {
            let mut there = presenter.clone();
            there.language = found.language;
            let href = there.href(Place::Article {
                section: found.summary.section_slug,
                slug: found.summary.slug,
            });
            (
                found.summary.id,
                (presenter.absolute(&href), found.summary.headline),
            )
        })
        .collect();
    let links: Vec<SavedLink> = articles
        .into_iter()
        .filter_map(|kept| {
            let (address, title) = found.get(&kept.article.get())?.clone();
            Some(SavedLink {
                address,
                title,
                lists: kept.lists,
                tags: Vec::new(),
                note: kept.note,
                saved_at: kept.saved_at,
                is_read: kept.is_read,
                is_archived: kept.is_archived,
            })
        })
        .collect();
    Ok(match format {
        Format::Json => to_json(&links),
        Format::Csv => to_csv(&links),
        Format::Bookmarks => {
            to_bookmarks(&links, td_string!(presenter.locale(), reading_list.title))
        }
    })
}
