use super::*;
use crate::{ArticleId, DeviceId, ListId, ReadingPlace};

struct Maker(Clock, u8);

impl Maker {
    fn new() -> Self {
        Self(Clock::new(DeviceId::from_random([1; 16])), 0)
    }

    fn make(&mut self, change: Change) -> Operation {
        self.1 += 1;
        let id = OperationId::from_random([self.1; 16]);
        Operation {
            id,
            time: self.0.issue(1_000),
            change,
        }
    }
}

fn article(number: i64) -> ArticleId {
    ArticleId::new(number).unwrap()
}

fn note(number: i64, text: &str) -> Change {
    Change::Note {
        article: article(number),
        text: text.to_owned(),
    }
}

fn ids(outbox: &Outbox) -> Vec<OperationId> {
    outbox.operations().map(|operation| operation.id).collect()
}

#[test]
fn what_a_later_one_makes_pointless_is_not_sent() {
    let (mut maker, mut outbox) = (Maker::new(), Outbox::default());
    let place = ReadingPlace {
        block: 1,
        fraction: 10,
    };
    let typed = maker.make(note(7, "A"));
    let other = maker.make(note(8, "A"));
    let reached = maker.make(Change::Reach {
        article: article(7),
        place,
    });
    let more = maker.make(note(7, "Ay"));
    for operation in [&typed, &other, &reached] {
        assert_eq!(outbox.push(operation.clone()), []);
    }
    assert_eq!(outbox.push(more.clone()), [typed.id]);
    assert_eq!(ids(&outbox), [other.id, reached.id, more.id]);
    // Twice is once.
    outbox.push(more.clone());
    assert_eq!(outbox.len(), 3);
}

#[test]
fn what_may_have_been_sent_stays() {
    let (mut maker, mut outbox) = (Maker::new(), Outbox::default());
    let typed = maker.make(note(7, "A"));
    outbox.push(typed.clone());
    assert_eq!(outbox.take_batch(10), std::slice::from_ref(&typed));
    let more = maker.make(note(7, "Ay"));
    assert_eq!(outbox.push(more.clone()), []);
    // After a failure the same again, with the new one.
    assert_eq!(outbox.take_batch(10), [typed.clone(), more.clone()]);
    assert_eq!(outbox.take_batch(1), std::slice::from_ref(&typed));
    assert_eq!(outbox.take_out(&[typed.id, typed.id]), [typed]);
    assert_eq!(ids(&outbox), [more.id]);
    let twice = outbox.operations().chain(outbox.operations());
    let mut stored = Outbox::of_stored(twice.cloned().collect());
    assert_eq!(stored.len(), 1);
    assert_eq!(stored.push(maker.make(note(7, "Aya"))), []);
}

#[test]
fn saving_and_removing_before_sending_leaves_the_removal() {
    let (mut maker, mut outbox) = (Maker::new(), Outbox::default());
    let (list, article) = (ListId::LATER, article(7));
    let position: crate::Position = "a0".parse().unwrap();
    let save = maker.make(Change::Save {
        list,
        article,
        position: position.clone(),
        saved_at: None,
    });
    let moved = maker.make(Change::Move {
        list,
        article,
        position,
    });
    let remove = maker.make(Change::Remove { list, article });
    assert_eq!(outbox.push(save.clone()), []);
    assert_eq!(outbox.push(moved.clone()), []);
    assert_eq!(outbox.push(remove.clone()), [save.id, moved.id]);
    assert_eq!(ids(&outbox), [remove.id]);
}

#[test]
fn a_history_cleared_before_sending_is_never_sent() {
    let (mut maker, mut outbox) = (Maker::new(), Outbox::default());
    outbox.push(maker.make(Change::Visit {
        article: article(7),
    }));
    outbox.push(maker.make(Change::Visit {
        article: article(8),
    }));
    let clear = maker.make(Change::ClearHistory);
    assert_eq!(outbox.push(clear.clone()).len(), 2);
    assert_eq!(ids(&outbox), [clear.id]);
}

#[test]
fn waits_grow_to_a_minute() {
    let waits: Vec<_> = (1..10)
        .map(|attempt| wait_before(attempt, 0.0).as_secs())
        .collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert_eq!(wait_before(u32::MAX, 1.0), Duration::from_secs(30));
    assert_eq!(wait_before(0, f64::NAN), Duration::from_secs(1));
    assert_eq!(wait_before(2, 7.0), Duration::from_secs(1));
}
