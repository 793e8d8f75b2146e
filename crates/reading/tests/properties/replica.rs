//! What a device's copy promises, with a network that loses things and a server that refuses.

use crate::{
    histories::{Random, changes},
    many,
    merge::of,
};
use proptest::prelude::*;
use reading::{Change, Clock, DeviceId, Operation, OperationId, ReadingLists, Refusal, Replica};

/// A server: it accepts what is acceptable, each operation once.
#[derive(Default)]
struct Server {
    accepted: Vec<Operation>,
    state: ReadingLists,
}

impl Server {
    fn accept(&mut self, operation: &Operation) -> Result<(), Refusal> {
        if self.accepted.iter().any(|known| known.id == operation.id) {
            return Ok(());
        }
        // Some changes are refused here although the devices thought well of them.
        if matches!(&operation.change, Change::Note { text, .. } if text == "Tonight") {
            return Err(Refusal::Unclear);
        }
        self.state.check(operation)?;
        self.state.apply(operation);
        self.accepted.push(operation.clone());
        Ok(())
    }

    /// One request of a device. The answer may be lost on the way.
    fn answer(&mut self, device: &mut Replica, most: usize, is_lost: bool) {
        for operation in device.take_batch(most) {
            let answer = self.accept(&operation);
            if is_lost {
                continue;
            }
            match answer {
                Ok(()) => device.confirm(&[operation.id]),
                Err(_) => assert_eq!(device.refuse(operation.id), Some(operation)),
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Change(usize, Change),
    Send {
        device: usize,
        most: usize,
        is_lost: bool,
    },
    Hear(usize),
    Reopen(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (0_usize..3, changes()).prop_map(|(device, change)| Step::Change(device, change)),
        3 => (0_usize..3, 1_usize..5, any::<bool>())
            .prop_map(|(device, most, is_lost)| Step::Send { device, most, is_lost }),
        2 => (0_usize..3).prop_map(Step::Hear),
        1 => (0_usize..3).prop_map(Step::Reopen),
    ];
    prop::collection::vec(step, 1..40)
}

fn id(random: &mut Random) -> OperationId {
    OperationId::from_random(random.bytes())
}

fn device(number: u8) -> Replica {
    Replica::new(DeviceId::from_random([number; 16]))
}

/// Confirmed and waiting put together anew.
fn put_together(replica: &Replica) -> ReadingLists {
    let mut state = of(&replica.confirmed().to_operations());
    state.merge(&of(&replica
        .outbox()
        .operations()
        .cloned()
        .collect::<Vec<_>>()));
    state
}

fn make(random: &mut Random, replica: &mut Replica, changes: &[Change], from: i64) {
    for (change, now) in changes.iter().zip(from..) {
        // What is not acceptable is told to the reader; the rest of the history goes on.
        let _told = replica.change(change.clone(), id(random), now);
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn what_is_shown_is_what_is_confirmed_and_waits(steps in steps(), seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut server = Server::default();
        let mut devices = [1, 2, 3].map(device);
        for (now, step) in (1_000_000..).zip(steps) {
            let number = match step {
                Step::Change(number, change) => {
                    // Without collapsing anything the same is shown.
                    let mut uncollapsed = devices[number].shown().clone();
                    if let Ok(made) = devices[number].change(change, id(&mut random), now) {
                        uncollapsed.apply(&made.operation);
                        prop_assert_eq!(devices[number].shown(), &uncollapsed);
                    }
                    number
                }
                Step::Send { device, most, is_lost } => {
                    server.answer(&mut devices[device], most, is_lost);
                    device
                }
                Step::Hear(number) => {
                    devices[number].receive(&random.interleave_some(&server.accepted));
                    number
                }
                Step::Reopen(number) => {
                    let json = serde_json::to_string(&devices[number]).unwrap();
                    devices[number] = serde_json::from_str(&json).unwrap();
                    number
                }
            };
            prop_assert_eq!(devices[number].shown(), &put_together(&devices[number]));
        }
        // The network is back: everybody has what the server has, and the server each thing once.
        for device in &mut devices {
            server.answer(device, usize::MAX, false);
            prop_assert!(device.outbox().is_empty());
        }
        for device in &mut devices {
            device.receive_state(&server.state);
            prop_assert_eq!(device.shown(), &server.state);
            prop_assert_eq!(device.confirmed(), &server.state);
        }
        prop_assert_eq!(&of(&server.accepted), &server.state);
    }

    /// Two browsers without an account sign in, one after the other, whichever first; one of them
    /// twice, because the answer was lost.
    #[test]
    fn it_makes_no_difference_who_signs_in_first(
        changes in prop::collection::vec(changes(), 1..40), seed in any::<u64>(), skew in -500_i64..500,
    ) {
        let mut random = Random(seed);
        let (mut phone, mut computer) = (device(1), device(2));
        let (one, other) = changes.split_at(random.below(changes.len()));
        make(&mut random, &mut phone, one, 1_000);
        make(&mut random, &mut computer, other, 1_000 + skew);
        phone.settle();
        computer.settle();
        let mut account = Replica::new(DeviceId::from_random([3; 16]));
        make(&mut random, &mut account, &changes[..changes.len() / 2], 900);
        let sign_in = |order: [&Replica; 2]| {
            let mut state = account.shown().clone();
            for signed_out in order {
                let mut signed_in = Replica::open(Clock::new(signed_out.clock().device()), state.clone(), Vec::new());
                signed_in.adopt(signed_out);
                let waiting = signed_in.outbox().len();
                signed_in.adopt(signed_out);
                assert_eq!(signed_in.outbox().len(), waiting);
                for operation in signed_in.take_batch(usize::MAX) {
                    state.apply(&operation);
                    state.apply(&operation);
                    signed_in.confirm(&[operation.id]);
                }
                assert_eq!(signed_in.shown(), &state);
            }
            state
        };
        let state = sign_in([&phone, &computer]);
        prop_assert_eq!(&sign_in([&computer, &phone]), &state);
        // Nothing that either knew is lost.
        let mut all = account.shown().clone();
        all.merge(phone.shown());
        all.merge(computer.shown());
        prop_assert_eq!(state, all);
    }

    /// New times keep the order, the ids and what is shown.
    #[test]
    fn new_times_keep_the_order(
        changes in prop::collection::vec(changes(), 1..30), seed in any::<u64>(), ahead in 0_i64..100_000_000,
    ) {
        let mut random = Random(seed);
        let mut phone = device(1);
        let middle = changes.len() / 2;
        make(&mut random, &mut phone, &changes[..middle], 200_000_000);
        let server_now = 200_000_000 + i64::try_from(random.below(60)).unwrap();
        make(&mut random, &mut phone, &changes[middle..], server_now + ahead);
        let ids = |phone: &Replica| phone.outbox().operations().map(|waiting| waiting.id).collect::<Vec<_>>();
        let before = ids(&phone);
        phone.restamp(server_now + ahead, server_now);
        prop_assert_eq!(ids(&phone), before);
        let mut server = ReadingLists::default();
        for operation in phone.take_batch(usize::MAX) {
            prop_assert_eq!(operation.time.check(server_now), Ok(()));
            prop_assert_eq!(server.check(&operation), Ok(()));
            server.apply(&operation);
        }
        prop_assert_eq!(phone.shown(), &server);
    }
}
