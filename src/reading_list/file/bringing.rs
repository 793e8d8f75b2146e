//! What a file changes.

use super::KeptArticle;
use crate::Locale;
use ::reading::{
    ArticleId, Change, LONGEST_NAME, LONGEST_NOTE, ListId, MOST_ARTICLES, MOST_LISTS, Position,
    ReadingLists,
};
use leptos_i18n::{Locale as _, td_string};
use std::collections::{BTreeMap, BTreeSet};

/// What bringing a file in does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The changes, in their order.
    pub changes: Vec<Change>,
    /// How many articles are saved that had not been, or come into another list.
    pub saved: usize,
    /// How many are where they belong already.
    pub known: usize,
    /// How many find no room: more cannot be saved.
    pub without_room: usize,
}

/// What these articles change in the lists. Nothing is taken away and nothing is written over: what is
/// saved stays where it is, a note that is there is kept, what is read or in the archive stays so. So
/// the same once more changes nothing.
///
/// A list of the same name is used, a new one is made where there is none; once there are as many
/// lists as there may be, the list that everybody has takes what is left. `new_list` gives ids that
/// nobody has; `now` is in milliseconds UTC: nothing was saved later than that.
pub fn bring(
    lists: &ReadingLists,
    articles: &[KeptArticle],
    now: i64,
    mut new_list: impl FnMut() -> ListId,
) -> Brought {
    let mut shelves = Shelves::of(lists);
    let mut saved = lists.saved_articles();
    let mut brought = Brought::default();
    let mut order: Vec<ListId> = Vec::new();
    let mut filling: BTreeMap<ListId, Vec<(ArticleId, Option<i64>)>> = BTreeMap::new();
    let mut marks = Vec::new();
    for kept in articles {
        let article = kept.article;
        if !saved.contains(&article) && saved.len() >= MOST_ARTICLES {
            brought.without_room += 1;
            continue;
        }
        let saved_at = kept.saved_at.filter(|at| (0..=now).contains(at));
        let mut is_new = false;
        for list in shelves.find(&kept.lists, &mut new_list) {
            if lists.entry(list, article).is_some() {
                continue;
            }
            let into = filling.entry(list).or_insert_with(|| {
                order.push(list);
                Vec::new()
            });
            into.push((article, saved_at));
            is_new = true;
        }
        saved.insert(article);
        match is_new {
            true => brought.saved += 1,
            false => brought.known += 1,
        }
        mark(lists, kept, &mut marks);
    }
    brought.changes = shelves.made;
    for list in order {
        if let Some(articles) = filling.get(&list) {
            brought.changes.extend(lists.save_many(list, articles));
        }
    }
    brought.changes.extend(marks);
    brought
}

fn mark(lists: &ReadingLists, kept: &KeptArticle, marks: &mut Vec<Change>) {
    let article = kept.article;
    let note: String = kept.note.trim().chars().take(LONGEST_NOTE).collect();
    if !note.is_empty() && lists.note(article).is_empty() {
        marks.push(Change::Note {
            article,
            text: note,
        });
    }
    if kept.is_read && !lists.is_read(article) {
        marks.push(Change::MarkRead {
            article,
            is_read: true,
        });
    }
    if kept.is_archived && !lists.is_archived(article) {
        marks.push(Change::Archive {
            article,
            is_archived: true,
        });
    }
}

/// The lists by their names, those that are made on the way among them.
struct Shelves {
    known: BTreeMap<String, ListId>,
    count: usize,
    last: Option<Position>,
    made: Vec<Change>,
    /// What the list that everybody has is called where it has no name of its own.
    later: BTreeSet<&'static str>,
    lists: ReadingLists,
}

impl Shelves {
    fn of(lists: &ReadingLists) -> Self {
        let summaries = lists.lists();
        let mut known = BTreeMap::new();
        // Of two lists of one name the first is meant.
        for summary in summaries.iter().rev() {
            if let Some(name) = &summary.name {
                known.insert(name.clone(), summary.id);
            }
        }
        Self {
            known,
            count: summaries.len(),
            last: None,
            made: Vec::new(),
            later: Locale::get_all()
                .iter()
                .map(|locale| td_string!(*locale, reading_list.later))
                .collect(),
            lists: lists.clone(),
        }
    }

    /// The lists with these names, each once.
    fn find(&mut self, names: &[String], new_list: &mut impl FnMut() -> ListId) -> Vec<ListId> {
        let mut found = Vec::new();
        for name in names {
            let name: String = name.trim().chars().take(LONGEST_NAME).collect();
            let list = self.find_one(name.trim_end(), new_list);
            if !found.contains(&list) {
                found.push(list);
            }
        }
        if found.is_empty() {
            found.push(ListId::LATER);
        }
        found
    }

    fn find_one(&mut self, name: &str, new_list: &mut impl FnMut() -> ListId) -> ListId {
        if let Some(list) = self.known.get(name) {
            return *list;
        }
        if name.is_empty() || self.later.contains(name) || self.count >= MOST_LISTS {
            return ListId::LATER;
        }
        let list = new_list();
        self.make(list, name);
        list
    }

    /// Each stands behind the one that was made before it.
    fn make(&mut self, list: ListId, name: &str) {
        let name = name.to_owned();
        match &self.last {
            None => self.made.extend(self.lists.make_list(list, name.clone())),
            Some(last) => {
                self.made.push(Change::NameList {
                    list,
                    name: name.clone(),
                });
                if let Some(position) = Position::between_lists(Some(last), None) {
                    self.made.push(Change::OrderLists { list, position });
                }
            }
        }
        if let Some(Change::OrderLists { position, .. }) = self.made.last() {
            self.last = Some(position.clone());
        }
        self.known.insert(name, list);
        self.count += 1;
    }
}
