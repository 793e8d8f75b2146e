//! What the merge promises.

use crate::{
    histories::{History, Random, changes, histories},
    many,
    oracle::{go_through, see},
};
use proptest::prelude::*;
use reading::{Change, Clock, DeviceId, Operation, OperationId, ReadingLists};

pub fn of(operations: &[Operation]) -> ReadingLists {
    let mut state = ReadingLists::default();
    for operation in operations {
        state.apply(operation);
    }
    state
}

proptest! {
    #![proptest_config(many())]

    /// The main one: whatever the order, the repetitions and the delays, the lists are what one gets
    /// by going through everything in the order of time.
    #[test]
    fn any_order_of_arrival_gives_the_same_lists(History { operations, seed } in histories()) {
        let state = of(&operations);
        let mut random = Random(seed);
        for _ in 0..3 {
            prop_assert_eq!(&of(&random.interleave(&operations)), &state);
        }
        prop_assert_eq!(see(&state), go_through(&operations));
    }

    /// Devices that know different parts and meet in pairs, in any order and again and again.
    #[test]
    fn states_are_merged_as_their_operations_are(History { operations, seed } in histories()) {
        let whole = of(&operations);
        let mut random = Random(seed);
        let mut devices: Vec<ReadingLists> = vec![ReadingLists::default(); 4];
        for operation in random.interleave(&operations) {
            devices[random.below(4)].apply(&operation);
            if random.below(4) == 0 {
                let (from, to) = (random.below(4), random.below(4));
                let other = devices[from].clone();
                devices[to].merge(&other);
            }
        }
        let merged = |order: [usize; 4]| {
            let mut all = ReadingLists::default();
            order.iter().for_each(|device| all.merge(&devices[*device]));
            all
        };
        prop_assert_eq!(&merged([0, 1, 2, 3]), &whole);
        prop_assert_eq!(&merged([3, 0, 2, 1]), &whole);
        // Associative, commutative, idempotent.
        let [a, b, c, _] = &devices[..] else { unreachable!() };
        let join = |one: &ReadingLists, other: &ReadingLists| {
            let mut joined = one.clone();
            joined.merge(other);
            joined
        };
        prop_assert_eq!(join(&join(a, b), c), join(a, &join(b, c)));
        prop_assert_eq!(join(a, b), join(b, a));
        prop_assert_eq!(&join(a, a), a);
    }

    /// An article that was saved and not removed later is in its list, and the list is there unless
    /// it was deleted after everything in it.
    #[test]
    fn nothing_saved_is_lost(History { operations, .. } in histories()) {
        let state = of(&operations);
        let order = |operation: &Operation| (operation.time, operation.id);
        for save in &operations {
            let Change::Save { list, article, .. } = &save.change else { continue };
            let is_undone = operations.iter().filter(|other| order(other) > order(save)).any(|other| {
                match &other.change {
                    Change::Remove { list: from, article: removed } => (from, removed) == (list, article),
                    Change::DeleteList { list: deleted } => deleted == list && *list != reading::ListId::LATER,
                    _ => false,
                }
            });
            if !is_undone {
                prop_assert!(state.entry(*list, *article).is_some(), "{:?} is lost", save);
            }
        }
    }

    #[test]
    fn what_is_stored_is_what_is_read(History { operations, .. } in histories()) {
        let state = of(&operations);
        prop_assert_eq!(&ReadingLists::from_json(&state.to_json()).unwrap(), &state);
        for operation in &operations {
            let json = serde_json::to_string(operation).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Operation>(&json).unwrap(), operation);
        }
    }

    /// The operations of a state are original ones, and there are no two for one thing.
    #[test]
    fn a_state_is_the_operations_that_still_matter(History { operations, seed } in histories()) {
        let state = of(&operations);
        let left = state.to_operations();
        prop_assert!(left.iter().all(|operation| operations.contains(operation)));
        prop_assert_eq!(&of(&Random(seed).interleave(&left)), &state);
        let mut known = state.clone();
        prop_assert!(!operations.iter().any(|operation| known.apply(operation)));
        prop_assert_eq!(known, state);
    }

    /// Undoing at once shows what was shown before.
    #[test]
    fn undoing_puts_back_what_was_altered(History { operations, .. } in histories(), change in changes()) {
        let mut state = of(&operations);
        let before = see(&state);
        let was_named = change.list().is_none_or(|list| {
            state.lists().iter().any(|summary| summary.id == list && summary.name.is_some())
        });
        let was_new = change.list().is_some_and(|list| !state.has_list(list));
        let undo = state.undo(&change);
        let mut clock = Clock::new(DeviceId::from_random([9; 16]));
        state.latest().into_iter().for_each(|time| clock.observe(time));
        for (number, change) in std::iter::once(change.clone()).chain(undo).enumerate() {
            let id = OperationId::from_random([u8::try_from(number).unwrap(); 16]);
            state.apply(&Operation { id, time: clock.issue(0), change });
        }
        let mut after = see(&state);
        let mut before = before;
        match change {
            Change::NameList { .. } if !was_named && !was_new => return Ok(()),
            Change::ClearHistory | Change::SeeFeed => return Ok(()),
            // The visit is there again, at a new time; a repeated one cannot be told from the first.
            Change::Forget { .. } | Change::Visit { .. } => {
                before.history.sort();
                after.history.sort();
                let articles = |seen: &crate::oracle::Seen| seen.history.iter().map(|(article, _)| *article).collect::<Vec<_>>();
                if before.keeps_history {
                    prop_assert_eq!(articles(&before), articles(&after));
                }
                return Ok(());
            }
            _ => {}
        }
        prop_assert_eq!(after, before);
    }

    /// A device that gives one id and one time to everything still leaves one result.
    #[test]
    fn even_a_broken_device_gives_one_result(History { mut operations, seed } in histories()) {
        let first = operations[0].clone();
        for other in &mut operations {
            (other.time, other.id) = (first.time, first.id);
        }
        let state = of(&operations);
        let mut random = Random(seed);
        for _ in 0..3 {
            prop_assert_eq!(&of(&random.interleave(&operations)), &state);
        }
    }
}
