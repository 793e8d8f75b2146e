//! Histories of several devices whose clocks are wrong.

use proptest::prelude::*;
use reading::{
    ArticleId, Change, Clock, DeviceId, ListId, Operation, OperationId, Position, ReadingPlace,
    Topic, TopicKind,
};

/// What some devices did.
#[derive(Clone, Debug)]
pub struct History {
    /// In the order in which it was done in the real world.
    pub operations: Vec<Operation>,
    /// What decides about orders, repetitions and delays in a test.
    pub seed: u64,
}

/// One thing done on one device.
#[derive(Clone, Debug)]
struct Step {
    device: usize,
    /// Milliseconds since the step before; often none.
    later: i64,
    /// Whether the device hears of everything before this step.
    hears: bool,
    change: Change,
}

pub fn article(number: i64) -> ArticleId {
    ArticleId::new(number).unwrap()
}

/// The default list and some others.
pub fn list(number: u8) -> ListId {
    if number == 0 {
        ListId::LATER
    } else {
        ListId::from_random([number; 16])
    }
}

fn lists() -> impl Strategy<Value = ListId> {
    (0_u8..4).prop_map(list)
}

fn articles() -> impl Strategy<Value = ArticleId> {
    (1_i64..7).prop_map(article)
}

fn positions() -> impl Strategy<Value = Position> {
    // Few, so that articles of different devices meet in the same place.
    prop::sample::select(vec!["Zz", "a0", "a0V", "a1", "a1G", "a2", "b00"])
        .prop_map(|text| text.parse().unwrap())
}

fn topics() -> impl Strategy<Value = Topic> {
    let kinds = vec![TopicKind::Author, TopicKind::Section, TopicKind::Tag];
    (prop::sample::select(kinds), 1_i64..3).prop_map(|(kind, id)| Topic { kind, id })
}

fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "Кешке", "Вечером", "Tonight"]).prop_map(str::to_owned)
}

pub fn changes() -> impl Strategy<Value = Change> {
    let in_lists = prop_oneof![
        (lists(), words()).prop_map(|(list, name)| Change::NameList { list, name }),
        (lists(), words()).prop_map(|(list, text)| Change::DescribeList { list, text }),
        (lists(), positions()).prop_map(|(list, position)| Change::OrderLists { list, position }),
        lists().prop_map(|list| Change::DeleteList { list }),
        (
            lists(),
            articles(),
            positions(),
            prop::option::of(0_i64..900)
        )
            .prop_map(|(list, article, position, saved_at)| Change::Save {
                list,
                article,
                position,
                saved_at
            }),
        (lists(), articles()).prop_map(|(list, article)| Change::Remove { list, article }),
        (lists(), articles(), positions()).prop_map(|(list, article, position)| Change::Move {
            list,
            article,
            position
        }),
    ];
    let of_articles = prop_oneof![
        (articles(), words()).prop_map(|(article, text)| Change::Note { article, text }),
        (articles(), any::<bool>())
            .prop_map(|(article, is_read)| Change::MarkRead { article, is_read }),
        (articles(), any::<bool>()).prop_map(|(article, is_archived)| Change::Archive {
            article,
            is_archived
        }),
        (articles(), 0_u32..3, 0_u16..=1000).prop_map(|(article, block, fraction)| {
            Change::Reach {
                article,
                place: ReadingPlace { block, fraction },
            }
        }),
    ];
    let of_history = prop_oneof![
        3 => articles().prop_map(|article| Change::Visit { article }),
        1 => articles().prop_map(|article| Change::Forget { article }),
        1 => Just(Change::ClearHistory),
        2 => any::<bool>().prop_map(|is_kept| Change::KeepHistory { is_kept }),
    ];
    let of_topics = prop_oneof![
        2 => topics().prop_map(|topic| Change::Follow { topic }),
        2 => topics().prop_map(|topic| Change::Unfollow { topic }),
        1 => Just(Change::SeeFeed),
        1 => (0_u8..3).prop_map(|number| {
            serde_json::from_str(&format!(r#"{{"paint":{{"colour":{number}}}}}"#)).unwrap()
        }),
    ];
    prop_oneof![5 => in_lists, 2 => of_articles, 2 => of_history, 1 => of_topics]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (
        0_usize..4,
        prop_oneof![Just(0_i64), 0_i64..4_000],
        prop::bool::weighted(0.2),
        changes(),
    );
    let step = step.prop_map(|(device, later, hears, change)| Step {
        device,
        later,
        hears,
        change,
    });
    prop::collection::vec(step, 1..40)
}

/// Histories of four devices. Their clocks differ by up to a few minutes; two of them are one
/// device that was copied, so that one time is issued twice.
pub fn histories() -> impl Strategy<Value = History> {
    let skews = prop::array::uniform3(-200_000_i64..200_000);
    (steps(), skews, any::<u64>()).prop_map(|(steps, skews, seed)| {
        let devices = [1_u8, 2, 3, 3].map(|number| DeviceId::from_random([number; 16]));
        let skews = [skews[0], skews[1], skews[2], skews[2]];
        let mut clocks = devices.map(Clock::new);
        let mut now = 1_000_000;
        let mut random = Random(seed);
        let mut operations: Vec<Operation> = Vec::new();
        for step in steps {
            now += step.later;
            let clock = &mut clocks[step.device];
            if step.hears {
                operations
                    .iter()
                    .for_each(|heard| clock.observe(heard.time));
            }
            operations.push(Operation {
                id: OperationId::from_random(random.bytes()),
                time: clock.issue(now + skews[step.device]),
                change: step.change,
            });
        }
        History { operations, seed }
    })
}

/// Numbers that look random and are the same each time (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    pub fn bytes(&mut self) -> [u8; 16] {
        let (one, other) = (self.next(), self.next());
        (u128::from(one) << 64 | u128::from(other)).to_be_bytes()
    }

    /// All of them in another order, some more than once.
    pub fn interleave<T: Clone>(&mut self, things: &[T]) -> Vec<T> {
        let mut arrived = things.to_vec();
        for _ in 0..self.below(things.len() + 1) {
            arrived.push(things[self.below(things.len())].clone());
        }
        for last in (1..arrived.len()).rev() {
            arrived.swap(last, self.below(last + 1));
        }
        arrived
    }

    /// The same of some of them.
    pub fn interleave_some<T: Clone>(&mut self, things: &[T]) -> Vec<T> {
        let some: Vec<T> = things
            .iter()
            .filter(|_| self.below(3) > 0)
            .cloned()
            .collect();
        if some.is_empty() {
            some
        } else {
            self.interleave(&some)
        }
    }
}
