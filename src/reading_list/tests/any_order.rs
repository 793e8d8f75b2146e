//! Whatever two devices do, in whatever parcels it comes: the server has what all of it makes, and so
//! have they.

use super::*;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};

const HISTORIES: u32 = 60;

fn lists_of_three() -> impl Strategy<Value = ListId> {
    (0_u8..3).prop_map(|number| match number {
        0 => ListId::LATER,
        number => ListId::from_random([number; 16]),
    })
}

fn change() -> impl Strategy<Value = Change> {
    let of_article = || (1_i64..6).prop_map(article);
    prop_oneof![
        4 => (lists_of_three(), 1_i64..6).prop_map(|(list, number)| save(list, number)),
        2 => (lists_of_three(), of_article()).prop_map(|(list, article)| Change::Remove { list, article }),
        2 => (lists_of_three(), of_article(), 1_i64..9)
            .prop_map(|(list, article, to)| Change::Move { list, article, position: place(to) }),
        1 => lists_of_three().prop_map(|list| Change::DeleteList { list }),
        1 => (lists_of_three(), "[a-zә]{0,4}").prop_map(|(list, text)| name(list, &text)),
        2 => (1_i64..6, "[a-zә]{0,4}").prop_map(|(number, text)| note(number, &text)),
        1 => (of_article(), any::<bool>()).prop_map(|(article, is_read)| Change::MarkRead { article, is_read }),
        2 => of_article().prop_map(|article| Change::Visit { article }),
        1 => Just(Change::ClearHistory),
        1 => any::<bool>().prop_map(|is_kept| Change::KeepHistory { is_kept }),
    ]
}

/// A device, what it does, how far its clock is off, and whether it sends what waits after that; sent
/// once more when the answer was lost.
#[derive(Clone, Debug)]
struct Step {
    is_second: bool,
    change: Change,
    off: i64,
    sends: bool,
    is_answer_lost: bool,
}

fn step() -> impl Strategy<Value = Step> {
    (
        any::<bool>(),
        change(),
        -5_000_i64..5_000,
        prop::bool::weighted(0.3),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(is_second, change, off, sends, is_answer_lost)| Step {
            is_second,
            change,
            off,
            sends,
            is_answer_lost,
        })
}

struct Copy {
    clock: Clock,
    after: i64,
    known: ReadingLists,
    waiting: Vec<Operation>,
}

impl Copy {
    /// Sends what waits; what was accepted of it joins `accepted`.
    async fn sync(&mut self, database: &Database, person: i64, accepted: &mut ReadingLists) {
        let told = sync(database, person, self.after, &self.waiting).await;
        for operation in self.waiting.drain(..) {
            if told
                .refused
                .iter()
                .all(|refused| refused.id != operation.id)
            {
                accepted.apply(&operation);
                self.known.apply(&operation);
            }
        }
        for operation in &told.operations {
            self.known.apply(operation);
        }
        if let Some(state) = &told.state {
            self.known.merge(state);
        }
        self.after = told.last;
    }
}

#[tokio::test]
async fn the_server_has_what_all_operations_make() {
    on_each(async |database: Database| {
        let mut runner = TestRunner::new(Config::default());
        let histories = prop::collection::vec(step(), 1..40);
        for _ in 0..HISTORIES {
            let steps = histories
                .new_tree(&mut runner)
                .expect("a history")
                .current();
            let reader = person(&database).await;
            let mut accepted = ReadingLists::default();
            let mut copies = [0, 1].map(|_| Copy {
                clock: Clock::new(DeviceId::from_random(bytes())),
                after: 0,
                known: ReadingLists::default(),
                waiting: Vec::new(),
            });
            for step in &steps {
                let copy = &mut copies[usize::from(step.is_second)];
                copy.waiting.push(Operation {
                    id: OperationId::from_random(bytes()),
                    time: copy.clock.issue(NOON + step.off),
                    change: step.change.clone(),
                });
                if step.sends && step.is_answer_lost {
                    sync(&database, reader, copy.after, &copy.waiting).await;
                } else if step.sends {
                    copy.sync(&database, reader, &mut accepted).await;
                }
            }
            for index in [0, 1, 0] {
                copies[index].sync(&database, reader, &mut accepted).await;
            }
            let found = lists(&database, reader).await;
            assert_eq!(found, accepted, "{steps:#?}");
            for copy in &copies {
                assert_eq!(copy.known, found, "{steps:#?}");
            }
        }
    })
    .await;
}
