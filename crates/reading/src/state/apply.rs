use super::{ReadingLists, list::Presence};
use crate::{
    ArticleId, Change, ListId, Operation,
    operation::Stamp,
    register::{Register, set},
};

impl ReadingLists {
    /// Takes in an operation, wherever it belongs in the order of all. Whether anything was altered:
    /// not if the operation was known, or is of no effect because of a later one.
    ///
    /// No limit is checked here: whether an operation counts may not depend on what came first.
    pub fn apply(&mut self, operation: &Operation) -> bool {
        let stamp = operation.stamp();
        match &operation.change {
            Change::NameList { list, name } => self.in_list(*list, stamp, |list| {
                set(&mut list.name, stamp, name.clone())
            }),
            Change::DescribeList { list, text } => self.in_list(*list, stamp, |list| {
                set(&mut list.description, stamp, text.clone())
            }),
            Change::OrderLists { list, position } => self.in_list(*list, stamp, |list| {
                set(&mut list.position, stamp, position.clone())
            }),
            Change::DeleteList { list } => self.delete(*list, stamp),
            Change::Save {
                list,
                article,
                position,
                saved_at,
            } => {
                let saved = Presence::Saved {
                    position: position.clone(),
                    saved_at: *saved_at,
                };
                self.in_list(*list, stamp, |list| {
                    list.articles
                        .entry(*article)
                        .or_default()
                        .set_presence(stamp, saved)
                })
            }
            Change::Remove { list, article } => self.in_list(*list, stamp, |list| {
                list.articles
                    .entry(*article)
                    .or_default()
                    .set_presence(stamp, Presence::Removed)
            }),
            Change::Move {
                list,
                article,
                position,
            } => self.in_list(*list, stamp, |list| {
                list.articles
                    .entry(*article)
                    .or_default()
                    .set_moved(stamp, position.clone())
            }),
            Change::Reach { article, place } => self.places.reach(stamp, *article, *place),
            Change::Visit { article } => self.history.visit(stamp, *article),
            Change::Forget { article } => self.history.forget(stamp, *article),
            Change::ClearHistory => self.history.clear(stamp),
            Change::KeepHistory { is_kept } => self.history.switch(stamp, *is_kept),
            Change::Follow { topic } => follow(self.topics.entry(*topic), stamp, true),
            Change::Unfollow { topic } => follow(self.topics.entry(*topic), stamp, false),
            Change::SeeFeed => raise(&mut self.feed_seen, stamp),
            Change::Unknown(unknown) => {
                let known = self.unknown.get(&stamp);
                let is_new = known.is_none_or(|known| known < unknown);
                if is_new {
                    self.unknown.insert(stamp, unknown.clone());
                }
                is_new
            }
            Change::Note { article, .. }
            | Change::MarkRead { article, .. }
            | Change::Archive { article, .. } => self.mark(*article, stamp, &operation.change),
        }
    }

    /// Takes in all that the other state knows. The same comes out whichever is put into which, and
    /// it is what applying the operations of both would have made.
    pub fn merge(&mut self, other: &Self) {
        for operation in other.to_operations() {
            self.apply(&operation);
        }
    }

    fn in_list(
        &mut self,
        list: ListId,
        stamp: Stamp,
        change: impl FnOnce(&mut super::List) -> bool,
    ) -> bool {
        let list = self.lists.entry(list).or_default();
        list.touch(stamp);
        change(list)
    }

    fn delete(&mut self, list: ListId, stamp: Stamp) -> bool {
        list != ListId::LATER && raise(&mut self.lists.entry(list).or_default().deleted, stamp)
    }

    fn mark(&mut self, article: ArticleId, stamp: Stamp, change: &Change) -> bool {
        let article = self.articles.entry(article).or_default();
        match change {
            Change::Note { text, .. } => set(&mut article.note, stamp, text.clone()),
            Change::MarkRead { is_read, .. } => set(&mut article.is_read, stamp, *is_read),
            Change::Archive { is_archived, .. } => {
                set(&mut article.is_archived, stamp, *is_archived)
            }
            _ => false,
        }
    }
}

fn raise(latest: &mut Option<Stamp>, stamp: Stamp) -> bool {
    let is_later = *latest < Some(stamp);
    if is_later {
        *latest = Some(stamp);
    }
    is_later
}

fn follow<K: Ord>(
    entry: std::collections::btree_map::Entry<'_, K, Register<bool>>,
    stamp: Stamp,
    is_followed: bool,
) -> bool {
    use std::collections::btree_map::Entry;
    let new = Register {
        stamp,
        value: is_followed,
    };
    match entry {
        Entry::Vacant(empty) => {
            empty.insert(new);
            true
        }
        Entry::Occupied(mut old) if *old.get() < new => {
            old.insert(new);
            true
        }
        Entry::Occupied(_) => false,
    }
}
