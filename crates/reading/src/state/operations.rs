use super::{ReadingLists, list::List, list::Presence};
use crate::{
    ArticleId, Change, ListId, LogicalTime, Operation, operation::Stamp, register::Register,
};

impl ReadingLists {
    /// The operations that still matter, from the oldest to the newest: those that set what is set
    /// now. They are the original ones with their own ids and times, so it does nothing twice to
    /// apply or send them twice.
    #[must_use]
    pub fn to_operations(&self) -> Vec<Operation> {
        let mut found = Found(Vec::new());
        for (id, list) in &self.lists {
            found.add_list(*id, list);
        }
        for (article, state) in &self.articles {
            let article = *article;
            found.add(&state.note, |text| Change::Note {
                article,
                text: text.clone(),
            });
            found.add(&state.is_read, |is| Change::MarkRead {
                article,
                is_read: *is,
            });
            found.add(&state.is_archived, |is| Change::Archive {
                article,
                is_archived: *is,
            });
        }
        for (article, stamp, place) in self.places.iter() {
            found.push(stamp, Change::Reach { article, place });
        }
        let history = &self.history;
        for (stamp, article) in &history.visits {
            found.push(*stamp, Change::Visit { article: *article });
        }
        for (article, stamp) in &history.forgotten {
            found.push(*stamp, Change::Forget { article: *article });
        }
        for (stamp, is_kept) in &history.switches {
            found.push(*stamp, Change::KeepHistory { is_kept: *is_kept });
        }
        if let Some(stamp) = history.cleared {
            found.push(stamp, Change::ClearHistory);
        }
        for (topic, is_followed) in &self.topics {
            let topic = *topic;
            let change = if is_followed.value {
                Change::Follow { topic }
            } else {
                Change::Unfollow { topic }
            };
            found.push(is_followed.stamp, change);
        }
        if let Some(stamp) = self.feed_seen {
            found.push(stamp, Change::SeeFeed);
        }
        for (stamp, unknown) in &self.unknown {
            found.push(*stamp, Change::Unknown(unknown.clone()));
        }
        found.0.sort_by_key(Operation::stamp);
        found.0
    }

    /// The time of the latest operation that still matters.
    #[must_use]
    pub fn latest(&self) -> Option<LogicalTime> {
        self.to_operations().last().map(|last| last.time)
    }
}

struct Found(Vec<Operation>);

impl Found {
    fn push(&mut self, stamp: Stamp, change: Change) {
        self.0.push(stamp.operation(change));
    }

    fn add<T>(&mut self, register: &Option<Register<T>>, change: impl FnOnce(&T) -> Change) {
        if let Some(register) = register {
            self.push(register.stamp, change(&register.value));
        }
    }

    fn add_list(&mut self, id: ListId, list: &List) {
        self.add(&list.name, |name| Change::NameList {
            list: id,
            name: name.clone(),
        });
        self.add(&list.description, |text| Change::DescribeList {
            list: id,
            text: text.clone(),
        });
        self.add(&list.position, |position| Change::OrderLists {
            list: id,
            position: position.clone(),
        });
        if let Some(stamp) = list.deleted {
            self.push(stamp, Change::DeleteList { list: id });
        }
        for (article, place) in &list.articles {
            let article = *article;
            self.add(&place.presence, |presence| {
                save_or_remove(id, article, presence)
            });
            self.add(&place.moved, |position| Change::Move {
                list: id,
                article,
                position: position.clone(),
            });
        }
    }
}

fn save_or_remove(list: ListId, article: ArticleId, presence: &Presence) -> Change {
    match presence {
        Presence::Removed => Change::Remove { list, article },
        Presence::Saved { position, saved_at } => Change::Save {
            list,
            article,
            position: position.clone(),
            saved_at: *saved_at,
        },
    }
}
