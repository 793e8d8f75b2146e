//! What positions promise.

use crate::histories::{Random, article};
use proptest::prelude::*;
use reading::Position;

/// Valid positions of every shape: made by putting things between things.
fn made(seed: u64, times: usize) -> Vec<Position> {
    let mut random = Random(seed);
    let mut order: Vec<Position> = Vec::new();
    for number in 1..=times {
        let index = random.below(order.len() + 1);
        let after = index.checked_sub(1).map(|index| &order[index]);
        let id = i64::try_from(random.below(if number % 2 == 0 { 9 } else { 1_000_000 })).unwrap();
        let position = if number % 5 == 0 {
            Position::between_lists(after, order.get(index))
        } else {
            Position::between(after, order.get(index), article(id + 1))
        };
        order.insert(index, position.unwrap());
    }
    order
}

proptest! {
    #[test]
    fn a_position_is_always_between_its_neighbours(seed in any::<u64>(), times in 1_usize..120) {
        let order = made(seed, times);
        prop_assert!(order.is_sorted_by(|one, other| one < other), "{:?}", order);
        for position in &order {
            prop_assert_eq!(&position.as_str().parse::<Position>().unwrap(), position);
        }
        prop_assert_eq!(Position::between(order.last(), order.first(), article(1)).is_none(), true);
    }

    #[test]
    fn two_articles_put_into_one_place_get_two_positions(
        seed in any::<u64>(), times in 2_usize..60, place in any::<prop::sample::Index>(),
        one in 1_i64..100_000, other in 1_i64..100_000,
    ) {
        prop_assume!(one != other);
        let order = made(seed, times);
        let index = place.index(order.len() + 1);
        let after = index.checked_sub(1).map(|index| &order[index]);
        let put = |id| Position::between(after, order.get(index), article(id)).unwrap();
        prop_assert_ne!(put(one), put(other));
    }

    #[test]
    fn many_are_in_order_and_between(seed in any::<u64>(), count in 0_usize..300, open in 0_u8..4) {
        let ends = made(seed, 9);
        let articles: Vec<_> = (1..=i64::try_from(count).unwrap()).map(article).collect();
        let after = (open & 1 == 0).then(|| &ends[3]);
        let before = (open & 2 == 0).then(|| &ends[4]);
        let mut all = Position::many(after, before, &articles);
        prop_assert_eq!(all.len(), count);
        after.into_iter().for_each(|after| all.insert(0, after.clone()));
        all.extend(before.cloned());
        prop_assert!(all.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[aZ]?[0-9A-Za-z-]{0,30}") {
        if let Ok(position) = text.parse::<Position>() {
            let before = Position::between(None, Some(&position), article(5)).unwrap();
            let after = Position::between(Some(&position), None, article(5)).unwrap();
            prop_assert!(before < position && position < after);
        }
    }
}

/// How long they get: the numbers stand in the documentation.
#[test]
fn positions_stay_short() {
    let longest = |places: &[Position]| {
        places
            .iter()
            .map(|place| place.as_str().len())
            .max()
            .unwrap()
    };
    let at_end = |times: i64, front: bool| {
        let mut order: Vec<Position> = Vec::new();
        for number in 1..=times {
            let last = order.last();
            let (after, before) = if front { (None, last) } else { (last, None) };
            order.push(Position::between(after, before, article(number)).unwrap());
        }
        longest(&order)
    };
    // Whole part and the article's own three digits.
    assert!(at_end(5_000, true) <= 7, "{}", at_end(5_000, true));
    assert!(at_end(5_000, false) <= 7, "{}", at_end(5_000, false));
    // Always into the same gap, from either side.
    for behind in [true, false] {
        let mut low = Position::between(None, None, article(1)).unwrap();
        let mut high = Position::between(Some(&low), None, article(2)).unwrap();
        let mut lengths = Vec::new();
        for number in 3..=5_000 {
            let middle = Position::between(Some(&low), Some(&high), article(number)).unwrap();
            lengths.push(middle.as_str().len());
            if behind { low = middle } else { high = middle }
        }
        assert!(lengths[100] <= 30, "{}", lengths[100]);
        assert!(lengths[4_997] < Position::LONGEST, "{}", lengths[4_997]);
    }
    // Anywhere, as readers do it.
    assert!(
        longest(&made(1, 5_000)) <= 40,
        "{}",
        longest(&made(1, 5_000))
    );
    // Many into one gap.
    let ends = made(2, 5);
    let articles: Vec<_> = (1..=5_000).map(article).collect();
    let many = Position::many(Some(&ends[1]), Some(&ends[2]), &articles);
    assert!(longest(&many) <= 20, "{}", longest(&many));
}
