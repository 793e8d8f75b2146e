use super::ReadingLists;
use crate::{Change, ListId, register::value};

impl ReadingLists {
    /// What puts back what a change would alter; asked before the change is applied. The changes are
    /// new ones, to be made like any other, and what another device did meanwhile is kept.
    ///
    /// Nothing puts back a cleared history, when the feed was looked at, that a list had no name or no
    /// place among the lists, or what only a newer program understands.
    #[must_use]
    pub fn undo(&self, change: &Change) -> Vec<Change> {
        if let Some(list) = change.list()
            && !self.has_list(list)
        {
            return self.undo_in_new_list(list, change);
        }
        match change {
            Change::NameList { list, .. } => self.rename(*list).into_iter().collect(),
            Change::DescribeList { list, .. } => vec![self.describe(*list)],
            Change::OrderLists { list, .. } => self
                .live(*list)
                .and_then(|found| value(&found.position))
                .map(|position| Change::OrderLists {
                    list: *list,
                    position: position.clone(),
                })
                .into_iter()
                .collect(),
            // Being named, or described, brings a list back with all that is in it.
            Change::DeleteList { list } if *list != ListId::LATER => {
                vec![self.rename(*list).unwrap_or_else(|| self.describe(*list))]
            }
            Change::Save { list, article, .. } => vec![match self.entry(*list, *article) {
                Some(entry) => Change::Save {
                    list: *list,
                    article: *article,
                    position: entry.position,
                    saved_at: Some(entry.saved_at),
                },
                None => Change::Remove {
                    list: *list,
                    article: *article,
                },
            }],
            Change::Remove { list, article } => self
                .entry(*list, *article)
                .map(|entry| Change::Save {
                    list: *list,
                    article: *article,
                    position: entry.position,
                    saved_at: Some(entry.saved_at),
                })
                .into_iter()
                .collect(),
            Change::Move { list, article, .. } => self
                .entry(*list, *article)
                .map(|entry| Change::Move {
                    list: *list,
                    article: *article,
                    position: entry.position,
                })
                .into_iter()
                .collect(),
            _ => self.undo_outside_lists(change).into_iter().collect(),
        }
    }

    fn undo_outside_lists(&self, change: &Change) -> Option<Change> {
        match change {
            Change::Note { article, .. } => Some(Change::Note {
                article: *article,
                text: self.note(*article).to_owned(),
            }),
            Change::MarkRead { article, .. } => Some(Change::MarkRead {
                article: *article,
                is_read: self.is_read(*article),
            }),
            Change::Archive { article, .. } => Some(Change::Archive {
                article: *article,
                is_archived: self.is_archived(*article),
            }),
            Change::Reach { article, .. } => Some(Change::Reach {
                article: *article,
                place: self.place(*article).unwrap_or_default(),
            }),
            Change::Visit { article } => {
                (!self.is_in_history(*article)).then_some(Change::Forget { article: *article })
            }
            Change::Forget { article } => self
                .is_in_history(*article)
                .then_some(Change::Visit { article: *article }),
            Change::KeepHistory { .. } => Some(Change::KeepHistory {
                is_kept: self.keeps_history(),
            }),
            Change::Follow { topic } if !self.follows(*topic) => {
                Some(Change::Unfollow { topic: *topic })
            }
            Change::Unfollow { topic } if self.follows(*topic) => {
                Some(Change::Follow { topic: *topic })
            }
            _ => None,
        }
    }

    /// A change in a list that is not there makes the list, or brings it back.
    fn undo_in_new_list(&self, list: ListId, change: &Change) -> Vec<Change> {
        let delete = Change::DeleteList { list };
        match change {
            Change::DeleteList { .. } => Vec::new(),
            // Otherwise the article would be in the list when another device brings that back.
            Change::Save { article, .. } => {
                let was_there = self
                    .lists
                    .get(&list)
                    .is_some_and(|found| found.has(*article));
                let remove = Change::Remove {
                    list,
                    article: *article,
                };
                if was_there {
                    vec![delete]
                } else {
                    vec![remove, delete]
                }
            }
            _ => vec![delete],
        }
    }

    fn rename(&self, list: ListId) -> Option<Change> {
        let name = value(&self.live(list)?.name)?.clone();
        Some(Change::NameList { list, name })
    }

    fn describe(&self, list: ListId) -> Change {
        let text = self.live(list).and_then(|found| value(&found.description));
        Change::DescribeList {
            list,
            text: text.cloned().unwrap_or_default(),
        }
    }

    fn is_in_history(&self, article: crate::ArticleId) -> bool {
        self.history.shown().any(|(_, shown)| shown == article)
    }
}
