use super::*;
use crate::{ArticleId, FURTHEST_AHEAD, Filter, ListId, Sorting};

fn replica(number: u8) -> Replica {
    Replica::new(DeviceId::from_random([number; 16]))
}

fn id(number: u8) -> OperationId {
    OperationId::from_random([number; 16])
}

fn note(text: &str) -> Change {
    let article = ArticleId::new(7).unwrap();
    Change::Note {
        article,
        text: text.to_owned(),
    }
}

fn save(replica: &mut Replica, number: i64, now: i64) -> Operation {
    let article = ArticleId::new(number).unwrap();
    let change = replica.shown().save_last(ListId::LATER, article).unwrap();
    let id = id(u8::try_from(number).unwrap());
    replica.change(change, id, now).unwrap().operation
}

fn saved(replica: &Replica) -> Vec<i64> {
    let entries = replica
        .shown()
        .articles(ListId::LATER, Sorting::Own, Filter::All);
    entries.iter().map(|entry| entry.article.get()).collect()
}

#[test]
fn a_refused_operation_is_taken_back_and_the_rest_stays() {
    let mut phone = replica(1);
    let first = save(&mut phone, 1, 10);
    phone.confirm(&[first.id]);
    let refused = save(&mut phone, 2, 11);
    save(&mut phone, 3, 12);
    assert_eq!(saved(&phone), [1, 2, 3]);
    assert_eq!(phone.refuse(refused.id), Some(refused));
    assert_eq!(saved(&phone), [1, 3]);
    assert_eq!(phone.refuse(id(2)), None);
}

#[test]
fn what_is_not_acceptable_alters_nothing() {
    let mut phone = replica(1);
    let before = phone.clone();
    let too_long = phone.change(note(&"x".repeat(2_001)), id(1), 10);
    assert!(matches!(too_long, Err(Refusal::TooLong { .. })));
    assert_eq!(phone, before);
}

#[test]
fn a_clock_that_is_ahead_does_not_win_for_ever() {
    let day = 86_400_000;
    let (mut phone, mut computer) = (replica(1), replica(2));
    // The phone believes that it is tomorrow, but for its first change.
    let right = save(&mut phone, 1, 999_000);
    let ahead = phone
        .change(note("tomorrow"), id(2), 1_000_000 + day)
        .unwrap();
    let last = save(&mut phone, 3, 1_000_001 + day);
    let server_now = 1_000_100;
    assert!(ahead.operation.time.check(server_now).is_err());
    let restamped = phone.restamp(server_now + day, server_now);
    let ids: Vec<_> = restamped.iter().map(|operation| operation.id).collect();
    assert_eq!(ids, [id(2), last.id]);
    assert!(
        restamped
            .iter()
            .all(|operation| operation.time.check(server_now).is_ok())
    );
    assert!(restamped.is_sorted_by_key(|operation| operation.time));
    // What was made when the clock was right keeps its time.
    assert_eq!(phone.outbox().operations().next(), Some(&right));
    // From now on its times are right, and the computer's later note wins.
    let next = save(&mut phone, 4, server_now + day + 5);
    assert_eq!(next.time.wall, server_now + 5);
    let later = computer
        .change(note("later"), id(9), server_now + 10)
        .unwrap();
    phone.receive(&[later.operation]);
    assert_eq!(phone.shown().note(ArticleId::new(7).unwrap()), "later");
    assert!(next.time.wall < server_now + FURTHEST_AHEAD);
}

#[test]
fn a_first_saving_is_put_right_with_the_clock() {
    let day = 86_400_000;
    let mut phone = replica(1);
    let first = save(&mut phone, 1, 1_000_000 + day);
    let remove = Change::Remove {
        list: ListId::LATER,
        article: ArticleId::new(1).unwrap(),
    };
    phone.take_batch(1);
    let undo = phone.shown().undo(&remove);
    phone.change(remove, id(2), 1_000_001 + day).unwrap();
    phone
        .change(undo[0].clone(), id(3), 1_000_002 + day)
        .unwrap();
    assert_eq!(first.time.wall, 1_000_000 + day);
    for operation in phone.restamp(1_000_100 + day, 1_000_100) {
        assert_eq!(operation.check(), Ok(()));
    }
    let entry = phone
        .shown()
        .entry(ListId::LATER, ArticleId::new(1).unwrap())
        .unwrap();
    assert_eq!(entry.saved_at, 1_000_100);
}

#[test]
fn an_echo_of_ones_own_is_a_confirmation() {
    let mut phone = replica(1);
    let first = save(&mut phone, 1, 10);
    assert!(!phone.receive(&[first]));
    assert!(phone.outbox().is_empty());
    assert_eq!(phone.shown(), phone.confirmed());
    let mut computer = replica(2);
    assert!(computer.receive_state(phone.confirmed()));
    assert_eq!(saved(&computer), [1]);
}

#[test]
fn an_answer_that_was_lost_before_a_new_time_does_no_harm() {
    let (mut phone, mut computer) = (replica(1), replica(2));
    let made = phone
        .change(note("phone"), id(1), 500_000)
        .unwrap()
        .operation;
    // The server accepts it, the answer is lost, the clock is put right.
    assert_eq!(phone.take_batch(9), std::slice::from_ref(&made));
    let restamped = phone.restamp(600_000, 100_000);
    assert_ne!(restamped[0].time, made.time);
    // Somebody was later than the new time and earlier than the one that the server has.
    let other = computer
        .change(note("computer"), id(2), 200_000)
        .unwrap()
        .operation;
    phone.receive(std::slice::from_ref(&other));
    assert_eq!(phone.shown().note(ArticleId::new(7).unwrap()), "computer");
    phone.receive(std::slice::from_ref(&made));
    assert!(phone.outbox().is_empty());
    let mut server = ReadingLists::default();
    server.apply(&made);
    server.apply(&other);
    assert_eq!(phone.shown(), &server);
    assert_eq!(phone.confirmed(), &server);
}

#[test]
fn what_was_stored_is_opened_as_it_was() {
    let mut phone = replica(1);
    let first = save(&mut phone, 1, 10);
    phone.confirm(&[first.id]);
    save(&mut phone, 2, 11);
    let json = serde_json::to_string(&phone).unwrap();
    assert_eq!(serde_json::from_str::<Replica>(&json).unwrap(), phone);
    let waiting = phone.outbox().operations().cloned().collect();
    let device = phone.clock().device();
    let mut opened = Replica::open(Clock::new(device), phone.confirmed().clone(), waiting);
    assert_eq!(opened.shown(), phone.shown());
    // The clock goes on where it was, even if the stored one was lost.
    assert!(save(&mut opened, 3, 0).time > phone.shown().latest().unwrap());
}

#[test]
fn without_an_account_a_change_is_settled() {
    let mut phone = replica(1);
    save(&mut phone, 1, 10);
    phone.settle();
    assert!(phone.outbox().is_empty());
    assert_eq!(saved(&phone), [1]);
    let mut account = replica(1);
    assert_eq!(account.adopt(&phone).len(), 1);
    assert_eq!(account.adopt(&phone), []);
    assert_eq!(account.outbox().len(), 1);
    assert_eq!(saved(&account), [1]);
}
