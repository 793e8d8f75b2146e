//! Everything that somebody's lists hold, for the file of all that is held about them.

use super::{
    lists::read,
    store::{list_named, list_shared},
};
use crate::article::store::list_by_ids;
use reading::{Filter, ReadingLists, Sorting};
use serde_json::{Value, json};
use sqlx::AnyConnection;
use std::collections::BTreeMap;

/// The lists of a person with all that is in them. Moments are milliseconds since 1970 UTC; headlines
/// are those of articles that can still be found.
///
/// # Errors
/// When the database fails.
pub async fn export_lists(
    connection: &mut AnyConnection,
    person: i64,
) -> Result<Value, sqlx::Error> {
    let lists = read(connection, person).await?;
    let visited = lists.history();
    let ids: Vec<i64> = lists
        .saved_articles()
        .into_iter()
        .chain(visited.iter().map(|visit| visit.article))
        .map(|article| article.get())
        .collect();
    let headlines: BTreeMap<i64, String> = list_by_ids(connection, &ids)
        .await?
        .into_iter()
        .map(|found| (found.summary.id, found.summary.headline))
        .collect();
    let shared: BTreeMap<_, _> = list_shared(connection, person).await?.into_iter().collect();
    let editors = list_named(connection, person).await?;
    let all: Vec<Value> = lists
        .lists()
        .into_iter()
        .map(|summary| {
            let together = editors
                .iter()
                .filter(|(editor, _)| editor.list == summary.id);
            json!({
                "id": summary.id,
                "name": summary.name,
                "description": summary.description,
                "public_id": shared.get(&summary.id),
                "edited_by": together.map(|(_, name)| name).collect::<Vec<_>>(),
                "articles": export_entries(&lists, summary.id, &headlines),
            })
        })
        .collect();
    Ok(json!({
        "lists": all,
        "keeps_history": lists.keeps_history(),
        "history": visited.iter().map(|visit| json!({
            "article": visit.article,
            "headline": headlines.get(&visit.article.get()),
            "at": visit.at,
        })).collect::<Vec<_>>(),
        "follows": lists.followed(),
        "feed_seen_at": lists.feed_seen(),
        // The same once more as what was done, with what no list shows any longer: notes to articles
        // that were removed, places in articles that were never saved.
        "operations": lists.to_operations(),
    }))
}

fn export_entries(
    lists: &ReadingLists,
    list: reading::ListId,
    headlines: &BTreeMap<i64, String>,
) -> Vec<Value> {
    lists
        .articles(list, Sorting::Own, Filter::All)
        .into_iter()
        .map(|entry| {
            json!({
                "article": entry.article,
                "headline": headlines.get(&entry.article.get()),
                "saved_at": entry.saved_at,
                "note": entry.note,
                "is_read": entry.is_read,
                "is_archived": entry.is_archived,
                "place": entry.place,
            })
        })
        .collect()
}
