//! The rules one by one, in words that a reader would use. That any order gives the same is shown
//! in tests/properties.

mod order;

use super::*;
use crate::{
    Change, Clock, DeviceId, MOST_ARTICLES, MOST_LISTS, MOST_TOPICS, Operation, OperationId,
    Refusal, TopicKind,
};

/// One device with its own state.
struct Device {
    clock: Clock,
    count: u128,
    lists: ReadingLists,
}

impl Device {
    fn new(number: u8) -> Self {
        Self {
            clock: Clock::new(DeviceId::from_random([number; 16])),
            count: u128::from(number) << 64,
            lists: ReadingLists::default(),
        }
    }

    fn operation(&mut self, change: Change, now: i64) -> Operation {
        self.count += 1;
        let id = OperationId::from_random(self.count.to_be_bytes());
        Operation {
            id,
            time: self.clock.issue(now),
            change,
        }
    }

    fn make(&mut self, change: Change, now: i64) {
        let operation = self.operation(change, now);
        assert_eq!(self.lists.check(&operation), Ok(()));
        self.lists.apply(&operation);
    }

    fn save(&mut self, list: ListId, number: i64, now: i64) {
        let change = self.lists.save_last(list, article(number)).unwrap();
        self.make(change, now);
    }
}

fn article(number: i64) -> ArticleId {
    ArticleId::new(number).unwrap()
}

fn list(number: u8) -> ListId {
    ListId::from_random([number; 16])
}

fn name(list: ListId, name: &str) -> Change {
    Change::NameList {
        list,
        name: name.to_owned(),
    }
}

fn order(lists: &ReadingLists, list: ListId, sorting: Sorting, filter: Filter) -> Vec<i64> {
    let entries = lists.articles(list, sorting, filter);
    entries.iter().map(|entry| entry.article.get()).collect()
}

#[test]
fn a_list_deleted_on_one_device_and_used_on_another_is_there_again() {
    let (mut phone, mut computer) = (Device::new(1), Device::new(2));
    phone.make(name(list(1), "Bus"), 1);
    phone.save(list(1), 7, 2);
    computer.lists.merge(&phone.lists);
    computer.make(Change::DeleteList { list: list(1) }, 10);
    assert!(!computer.lists.has_list(list(1)) && !computer.lists.is_saved(article(7)));
    phone.save(list(1), 8, 11);
    computer.lists.merge(&phone.lists);
    assert_eq!(
        order(&computer.lists, list(1), Sorting::Own, Filter::All),
        [7, 8]
    );
    assert_eq!(computer.lists.lists()[1].name.as_deref(), Some("Bus"));
    computer.make(Change::DeleteList { list: list(1) }, 20);
    phone.lists.merge(&computer.lists);
    assert!(!phone.lists.has_list(list(1)));
    assert_eq!(phone.lists.articles(list(1), Sorting::Own, Filter::All), []);
}

#[test]
fn the_default_list_is_always_there() {
    let mut phone = Device::new(1);
    assert_eq!(phone.lists.lists().len(), 1);
    phone.save(ListId::LATER, 7, 1);
    let delete = phone.operation(
        Change::DeleteList {
            list: ListId::LATER,
        },
        2,
    );
    assert_eq!(phone.lists.check(&delete), Err(Refusal::DefaultListStays));
    assert!(!phone.lists.apply(&delete));
    phone.make(
        Change::Remove {
            list: ListId::LATER,
            article: article(7),
        },
        3,
    );
    let [later] = &phone.lists.lists()[..] else {
        panic!("one list")
    };
    assert_eq!(
        (later.id, later.all, &later.name),
        (ListId::LATER, 0, &None)
    );
}

#[test]
fn what_belongs_to_the_article_is_in_all_lists_and_stays() {
    let mut phone = Device::new(1);
    phone.save(ListId::LATER, 7, 1);
    phone.save(list(1), 7, 2);
    phone.make(
        Change::Note {
            article: article(7),
            text: "Ask Aigul".to_owned(),
        },
        3,
    );
    phone.make(
        Change::MarkRead {
            article: article(7),
            is_read: true,
        },
        4,
    );
    phone.make(
        Change::Remove {
            list: ListId::LATER,
            article: article(7),
        },
        5,
    );
    assert_eq!(phone.lists.lists_of(article(7)), [list(1)]);
    phone.make(
        Change::Remove {
            list: list(1),
            article: article(7),
        },
        6,
    );
    assert!(!phone.lists.is_saved(article(7)));
    phone.save(ListId::LATER, 7, 7);
    let entry = phone.lists.entry(ListId::LATER, article(7)).unwrap();
    assert_eq!(
        (entry.note.as_str(), entry.is_read, entry.saved_at),
        ("Ask Aigul", true, 7)
    );
}

#[test]
fn reaching_the_end_does_not_mark_as_read() {
    let mut phone = Device::new(1);
    phone.save(ListId::LATER, 7, 1);
    let place = crate::ReadingPlace {
        block: 40,
        fraction: 1000,
    };
    phone.make(
        Change::Reach {
            article: article(7),
            place,
        },
        2,
    );
    let entry = phone.lists.entry(ListId::LATER, article(7)).unwrap();
    assert_eq!((entry.is_read, entry.place), (false, Some(place)));
}

#[test]
fn limits_are_for_what_is_new() {
    let mut phone = Device::new(1);
    let ids: Vec<_> = (1..=5_000).map(|number| (article(number), None)).collect();
    assert_eq!(ids.len(), MOST_ARTICLES);
    for change in phone.lists.save_many(ListId::LATER, &ids) {
        let operation = phone.operation(change, 1);
        phone.lists.apply(&operation);
    }
    let again = phone.lists.save_last(list(1), article(7)).unwrap();
    phone.make(again, 2);
    let new = phone.lists.save_last(list(1), article(5_001)).unwrap();
    let new = phone.operation(new, 3);
    let limit = MOST_ARTICLES;
    assert_eq!(
        phone.lists.check(&new),
        Err(Refusal::TooManyArticles { limit })
    );
    for number in 2..MOST_LISTS {
        phone.make(name(list(u8::try_from(number).unwrap()), "One more"), 4);
    }
    assert_eq!(phone.lists.lists().len(), MOST_LISTS);
    let new = phone.operation(name(list(200), "Too many"), 5);
    let limit = MOST_LISTS;
    assert_eq!(
        phone.lists.check(&new),
        Err(Refusal::TooManyLists { limit })
    );
    phone.make(name(list(5), "Another name"), 6);
    for id in 1..=500 {
        phone.make(
            Change::Follow {
                topic: Topic {
                    kind: TopicKind::Tag,
                    id,
                },
            },
            7,
        );
    }
    let follow = |id| Change::Follow {
        topic: Topic {
            kind: TopicKind::Tag,
            id,
        },
    };
    let new = phone.operation(follow(501), 8);
    let limit = MOST_TOPICS;
    assert_eq!(
        phone.lists.check(&new),
        Err(Refusal::TooManyTopics { limit })
    );
    phone.make(follow(3), 9);
}

#[test]
fn a_history_that_is_off_takes_nothing_and_keeps_what_was() {
    let (mut phone, mut computer) = (Device::new(1), Device::new(2));
    phone.make(
        Change::Visit {
            article: article(1),
        },
        1,
    );
    phone.make(Change::KeepHistory { is_kept: false }, 5);
    let late = phone.operation(
        Change::Visit {
            article: article(2),
        },
        6,
    );
    assert_eq!(phone.lists.check(&late), Err(Refusal::HistoryIsOff));
    // The computer has not heard of it.
    computer.make(
        Change::Visit {
            article: article(3),
        },
        4,
    );
    computer.make(
        Change::Visit {
            article: article(1),
        },
        7,
    );
    phone.lists.merge(&computer.lists);
    let history = phone.lists.history();
    let seen: Vec<_> = history
        .iter()
        .map(|visited| (visited.article.get(), visited.at))
        .collect();
    assert_eq!(seen, [(3, 4), (1, 1)]);
    // What was opened while it was off does not come out when it is on again.
    phone.make(Change::KeepHistory { is_kept: true }, 9);
    assert_eq!(phone.lists.history(), history);
}

#[test]
fn a_newer_state_is_left_alone() {
    let newer = r#"{"shape":"other","v":2}"#;
    assert_eq!(
        ReadingLists::from_json(newer),
        Err(StateError::Newer { version: 2 })
    );
    for damaged in [
        "",
        "{}",
        r#"{"v":1}"#,
        r#"{"v":1,"devices":[],"operations":[[1,0,0,"00000000000000000000000000000000","see_feed"]]}"#,
    ] {
        assert!(
            matches!(
                ReadingLists::from_json(damaged),
                Err(StateError::Damaged(_))
            ),
            "{damaged}"
        );
    }
}

#[test]
fn an_article_put_back_was_saved_when_it_was() {
    let mut phone = Device::new(1);
    for number in 1..=3 {
        phone.save(ListId::LATER, number, number * 100);
    }
    let before = phone
        .lists
        .articles(ListId::LATER, Sorting::Own, Filter::All);
    let remove = Change::Remove {
        list: ListId::LATER,
        article: article(2),
    };
    let undo = phone.lists.undo(&remove);
    phone.make(remove, 1_000);
    undo.into_iter()
        .for_each(|change| phone.make(change, 2_000));
    assert_eq!(
        phone
            .lists
            .articles(ListId::LATER, Sorting::Own, Filter::All),
        before
    );
}
