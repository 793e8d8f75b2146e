//! The largest history that is promised: 5,000 articles and 20,000 operations.

use crate::{
    histories::{Random, article},
    merge::of,
};
use reading::{
    Change, Clock, DeviceId, Filter, ListId, Operation, OperationId, ReadingLists, ReadingPlace,
    Replica, Sorting,
};

fn large() -> Vec<Operation> {
    let mut random = Random(1);
    let mut clocks = [1, 2].map(|number| Clock::new(DeviceId::from_random([number; 16])));
    let mut positions = ReadingLists::default();
    let mut operations = Vec::new();
    for number in 1..=5_000 {
        let article = article(number);
        let place = ReadingPlace {
            block: 3,
            fraction: 400,
        };
        let text = format!("№ {number}");
        let save = positions
            .save_many(ListId::LATER, &[(article, None)])
            .remove(0);
        let changes = [
            save,
            Change::Visit { article },
            Change::Reach { article, place },
            Change::Note { article, text },
        ];
        for change in changes {
            let operation = Operation {
                id: OperationId::from_random(random.bytes()),
                time: clocks[random.below(2)].issue(number * 1_000),
                change,
            };
            if matches!(operation.change, Change::Save { .. }) && number % 50 == 0 {
                positions.apply(&operation);
            }
            operations.push(operation);
        }
    }
    operations
}

#[test]
fn five_thousand_articles_and_twenty_thousand_operations_are_merged() {
    let operations = large();
    assert_eq!(operations.len(), 20_000);
    let state = of(&operations);
    let (one, other) = operations.split_at(9_000);
    let mut merged = of(other);
    merged.merge(&of(one));
    assert_eq!(merged, state);
    assert_eq!(of(&Random(3).interleave(&operations)), state);
    assert_eq!(state.saved_count(), 5_000);
    assert_eq!(state.history().len(), 1_000);
    assert_eq!(state.history()[0].article, article(5_000));
    let entries = state.articles(ListId::LATER, Sorting::OldestSaved, Filter::All);
    assert!(
        entries
            .iter()
            .zip(1..)
            .all(|(entry, number)| entry.article == article(number))
    );
    assert!(
        entries
            .iter()
            .all(|entry| entry.place.is_some() && !entry.note.is_empty())
    );
    let json = state.to_json();
    assert_eq!(ReadingLists::from_json(&json).unwrap(), state);
    // 17,000 operations remain: the newest 2,000 visits are kept.
    assert!(json.len() < 2_800_000, "{}", json.len());
}

#[test]
fn the_newest_visits_are_kept_in_any_order() {
    let mut random = Random(5);
    let mut clock = Clock::new(DeviceId::from_random([1; 16]));
    let mut visits: Vec<_> = (0..5_000)
        .map(|number| Operation {
            id: OperationId::from_random(random.bytes()),
            time: clock.issue(number),
            change: Change::Visit {
                article: article(number % 1_700 + 1),
            },
        })
        .collect();
    let at = visits[4_000].time;
    let mut add = |change, random: &mut Random| {
        visits.push(Operation {
            id: OperationId::from_random(random.bytes()),
            time: at,
            change,
        })
    };
    add(
        Change::Forget {
            article: article(5),
        },
        &mut random,
    );
    add(Change::KeepHistory { is_kept: true }, &mut random);
    let state = of(&visits);
    for _ in 0..5 {
        assert_eq!(of(&random.interleave(&visits)), state);
    }
    assert_eq!(state.history().len(), 1_000);
    visits.push(Operation {
        id: OperationId::from_random(random.bytes()),
        time: clock.issue(4_990),
        change: Change::ClearHistory,
    });
    let cleared = of(&visits);
    assert_eq!(cleared.history(), []);
    assert_eq!(of(&random.interleave(&visits)), cleared);
    // Nothing of what was read is left in what is stored.
    assert!(!cleared.to_json().contains("visit") && !cleared.to_json().contains("forget"));
}

/// Signing in with as much, and sending it: no step looks through everything for each operation.
#[test]
fn five_thousand_articles_are_adopted_and_confirmed() {
    let mut signed_out = Replica::new(DeviceId::from_random([1; 16]));
    signed_out.receive(&large());
    let mut account = Replica::new(DeviceId::from_random([1; 16]));
    assert_eq!(account.adopt(&signed_out).len(), 17_000);
    assert_eq!(account.adopt(&signed_out), []);
    while !account.outbox().is_empty() {
        let ids: Vec<_> = account.take_batch(500).iter().map(|sent| sent.id).collect();
        account.confirm(&ids);
    }
    assert_eq!(account.confirmed(), signed_out.shown());
    assert_eq!(account.shown(), signed_out.shown());
}

#[test]
fn the_newest_places_are_kept_in_any_order() {
    let mut random = Random(11);
    let mut clock = Clock::new(DeviceId::from_random([1; 16]));
    let mut reach = |number: i64, random: &mut Random| Operation {
        id: OperationId::from_random(random.bytes()),
        time: clock.issue(number),
        change: Change::Reach {
            article: article(number % 7_000 + 1),
            place: ReadingPlace {
                block: 1,
                fraction: 5,
            },
        },
    };
    let reached: Vec<_> = (0..9_000)
        .map(|number| reach(number, &mut random))
        .collect();
    let state = of(&reached);
    for _ in 0..5 {
        assert_eq!(of(&random.interleave(&reached)), state);
    }
    // The last 5,000 articles: 4,001 to 7,000 and 1 to 2,000 again.
    let kept: Vec<_> = (1..=7_000)
        .filter(|number| state.place(article(*number)).is_some())
        .collect();
    let expected: Vec<_> = (1..=2_000).chain(4_001..=7_000).collect();
    assert_eq!(kept, expected);
}

#[test]
fn of_many_switchings_the_last_are_kept_in_any_order_and_nothing_hidden_comes_out() {
    let mut random = Random(13);
    let mut clock = Clock::new(DeviceId::from_random([1; 16]));
    let mut operations = Vec::new();
    for number in 0..150 {
        for change in [
            Change::KeepHistory {
                is_kept: number % 2 == 1,
            },
            Change::Visit {
                article: article(number + 1),
            },
        ] {
            let id = OperationId::from_random(random.bytes());
            operations.push(Operation {
                id,
                time: clock.issue(number),
                change,
            });
        }
    }
    let state = of(&operations);
    for _ in 0..5 {
        assert_eq!(of(&random.interleave(&operations)), state);
    }
    // Of the first 50 switchings nobody knows any more; what came after them is as it was.
    let seen: Vec<_> = state
        .history()
        .iter()
        .map(|visited| visited.article)
        .collect();
    let expected: Vec<_> = (52..=150)
        .rev()
        .filter(|number| number % 2 == 0)
        .map(article)
        .collect();
    assert_eq!(seen, expected);
}
