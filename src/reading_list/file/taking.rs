//! What goes into a file.

use super::KeptArticle;
use crate::Locale;
use ::reading::{ArticleId, Filter, ListId, ReadingLists, Sorting};
use leptos_i18n::td_string;
use std::collections::BTreeMap;

/// Everything that is saved, each article once, in the order of the lists and of what is in them. A
/// list without a name of its own gets the one that the page shows: it is found again by that.
pub fn take_out(lists: &ReadingLists, locale: Locale) -> Vec<KeptArticle> {
    let mut kept: Vec<KeptArticle> = Vec::new();
    let mut places: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for summary in lists.lists() {
        let name = match summary.name {
            Some(name) => name,
            None if summary.id == ListId::LATER => {
                td_string!(locale, reading_list.later).to_owned()
            }
            None => td_string!(locale, reading_list.unnamed).to_owned(),
        };
        for entry in lists.articles(summary.id, Sorting::Own, Filter::All) {
            match places.get(&entry.article) {
                Some(place) => {
                    let known = &mut kept[*place];
                    known.lists.push(name.clone());
                    known.saved_at = known.saved_at.min(Some(entry.saved_at));
                }
                None => {
                    places.insert(entry.article, kept.len());
                    kept.push(KeptArticle {
                        article: entry.article,
                        lists: vec![name.clone()],
                        note: entry.note,
                        saved_at: Some(entry.saved_at),
                        is_read: entry.is_read,
                        is_archived: entry.is_archived,
                    });
                }
            }
        }
    }
    kept
}
